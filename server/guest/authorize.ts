import type { ShownPhoto } from '../galleries/shown.ts';
import { judge } from '../links/policy.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { deadLink } from '../visits/refused.ts';
import type { Visit } from '../visits/running.ts';

/** What a guest may ask for; any other word is refused. */
export type Wanted = 'page' | 'live' | 'thumb' | 'screen' | 'original';

/**
 * The one gate before every byte a guest gets: undefined where the visit may have it, else why not.
 * `visit` is one that runs and whose pass was good; `photo` comes from the link's own galleries, never by its id alone.
 * A link that is used up is no reason: whoever took the last open may look.
 */
export function authorize(
  visit: Visit | undefined,
  link: StoredLink,
  photo: ShownPhoto | undefined,
  wanted: string,
  now: number,
): Refusal | undefined {
  const state = judge(link, now);
  if (state !== 'live' && state !== 'exhausted') return deadLink(link, state);
  if (visit?.linkId !== link.id || visit.linkEdition !== link.edition) {
    return new Refusal('no_visit', 'open the link first');
  }
  if (link.passwordHash !== null && visit.passwordEdition !== link.passwordEdition) {
    return new Refusal('password_required', 'the link has a new password');
  }
  switch (wanted) {
    case 'page':
    case 'live':
      return undefined;
    case 'thumb':
    case 'screen':
    case 'original':
      break;
    default:
      return new Refusal('size_not_available', 'there is no such size');
  }
  if (!photo) return new Refusal('not_found', 'there is no such photo');
  if (wanted === 'original' && link.download !== 'original') {
    return new Refusal('download_off', 'this link does not hand out originals');
  }
  return photo.state === 'ready' ? undefined : new Refusal('photo_not_ready', 'the photo is not ready yet');
}
