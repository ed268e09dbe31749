import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';

/** A gallery that is to be shown, and whose code beside it. */
export interface Chosen {
  readonly galleryId: string;
  /** Undefined where it was deleted. */
  readonly gallery: Gallery | undefined;
  /** `newest`, `none`, or a link's id. */
  readonly code: string;
}

/** What is sent for it: nothing said takes the newest link that opens. */
export function showOf({ galleryId, code }: Chosen): { galleryId: string; linkId?: string | null } {
  if (code === 'newest') return { galleryId };
  return { galleryId, linkId: code === 'none' ? null : code };
}

/** The codes that may stand beside a gallery: the newest, one of its own that opens, the one that is set, or none. */
export function codeOptions(
  links: readonly Link[],
  { code }: Chosen,
  { screens: { show }, admin }: Words,
  zone: string,
  audiences: readonly Audience[],
): { value: string; label: string }[] {
  const shown = links.filter(({ state, id }) => state === 'live' || state === 'scheduled' || id === code).toReversed();
  return [
    { value: 'newest', label: show.newest },
    ...shown.map(({ id, label, placement, audience, createdAt, state }) => {
      const when = admin.at(momentOf(Date.parse(createdAt), Date.now(), zone));
      const preset = audiences.find((one) => one.id === audience)?.names[admin.tag === 'en' ? 'en' : 'zh-CN'];
      const name = label || placement || `${preset ?? show.unnamed}${admin.comma}${when}`;
      return { value: id, label: state === 'live' ? name : show.deadLink(name) };
    }),
    { value: 'none', label: show.noCode },
  ];
}

/** The link whose code would be seen; nothing where none would. */
export function linkShown(links: readonly Link[], { code }: Chosen): Link | undefined {
  if (code === 'none') return undefined;
  const live = links.filter(({ state }) => state === 'live');
  if (code !== 'newest') return live.find(({ id }) => id === code);
  return newestPublic(live);
}

/** The link that the box takes where none is chosen: the newest for many that everybody may open, else the newest such for one. */
function newestPublic(live: readonly Link[]): Link | undefined {
  const open = live.filter(({ policy, audience }) => !policy.password && !audience?.endsWith('.internal'));
  return open.findLast((link) => link.for === 'many') ?? open.at(-1);
}

/** The list with the one at a place moved by a step, or as it was where there is no room. */
export function movedBy<T>(list: readonly T[], place: number, step: 1 | -1): T[] {
  const to = place + step;
  const moved = [...list];
  const [one] = moved.splice(place, 1);
  if (one === undefined || to < 0 || to >= list.length) return [...list];
  moved.splice(to, 0, one);
  return moved;
}
