import type { LinkState } from '#contract/links.ts';
import type { ShownPhoto } from '../galleries/shown.ts';
import { judge } from '../links/policy.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { deadLink } from '../visits/refused.ts';
import type { Visit } from '../visits/running.ts';

/** What a guest may ask for; any other word is refused. `next` is a next step on an open page, `closed` one on a closed page, `preview` what messengers draw; `save` is the best that the link lets a guest keep, `zip` an archive of it; `heart` and `hide` are what a guest says of a photo, `events` what a page tells of those that were looked at. */
export type Wanted =
  | ('page' | 'live' | 'next' | 'closed' | 'preview' | 'zip' | 'events')
  | ('thumb' | 'screen' | 'pano' | 'original' | 'save' | 'heart' | 'hide');

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
  if (wanted === 'preview') return preview(link, photo, state);
  // A next step holds no photo: whoever sees the closed page sees it.
  if (wanted === 'closed' || (wanted === 'next' && state !== 'live')) return undefined;
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
    case 'next':
    case 'events':
      return undefined;
    case 'zip':
      return link.download === 'off' ? savingOff() : undefined;
    case 'thumb':
    case 'screen':
    case 'pano':
    case 'original':
    case 'save':
    case 'heart':
    case 'hide':
      break;
    default:
      return new Refusal('size_not_available', 'there is no such size');
  }
  if (!photo) return new Refusal('not_found', 'there is no such photo');
  if (wanted === 'pano' && !photo.panorama) {
    return new Refusal('size_not_available', 'this photo is no panorama');
  }
  if (wanted === 'original' && link.download !== 'original') {
    return new Refusal('download_off', 'this link does not hand out originals');
  }
  if (wanted === 'save' && link.download === 'off') return savingOff();
  if (wanted === 'heart' && !link.feedback) return new Refusal('feedback_off', 'this link takes no feedback');
  return photo.state === 'ready' ? undefined : new Refusal('photo_not_ready', 'the photo is not ready yet');
}

function savingOff(): Refusal {
  return new Refusal('download_off', 'this link lets nobody save its photos');
}

/** Messengers show what they get to everybody: only where the link says so, and only while it opens. */
function preview(link: StoredLink, photo: ShownPhoto | undefined, state: LinkState): Refusal | undefined {
  if (state !== 'live') return deadLink(link, state);
  if (!link.preview || photo?.state !== 'ready') return new Refusal('not_found', 'there is no preview');
  return undefined;
}
