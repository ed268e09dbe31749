import type { PlaylistItem, PlaylistNote, PlaylistSpec } from '#contract/playlists.ts';
import { endOfDay } from '../../links/days.ts';
import { type Span, spansOf } from '../expand/day-parts.ts';
import type { Moment } from '../expand/moment.ts';
import { readyOf } from '../ready.ts';
import type { Content } from '../shown.ts';
import { slotsOf } from '../slots.ts';
import { codesNamed, galleriesNamed } from './mentions.ts';

type Why = PlaylistNote['why'];
type Seen = Pick<Content, 'galleries' | 'gone' | 'codes'>;

/** A week and its change of clocks: what is never on within it never is. */
const daysAhead = 14;

/** Why items would show less than they seem to; nothing of those that are left out. `moment` as for the expansion. */
export function notesOf(spec: PlaylistSpec, content: Seen, moment: Moment): PlaylistNote[] {
  return spec.items.filter(({ off }) => !off).flatMap((item) => notesOfItem(item, spec, content, moment));
}

function notesOfItem(item: PlaylistItem, spec: PlaylistSpec, content: Seen, moment: Moment): PlaylistNote[] {
  const notes = new Map<string, PlaylistNote>();
  const note = (why: Why, linkId: string | null = null) => {
    notes.set(`${why} ${linkId}`, { itemId: item.id, why, linkId });
  };
  for (const { galleryId } of galleriesNamed(item, '')) {
    if (content.galleries.has(galleryId)) continue;
    note(content.gone.includes(galleryId) ? 'gallery_gone' : 'project_archived');
  }
  if (hasNoPhotos(item, content)) note('gallery_empty');
  if ((item.kind === 'poster' || item.kind === 'pano') && lacksPhoto(item, content)) note('photo_gone');
  if (item.kind === 'mobile' && !moment.publicAddress) note('no_public_address');
  for (const slot of slotsOf({ items: [item] })) {
    if (!content.galleries.has(slot.galleryId)) continue;
    const linkId = slot.choice.kind === 'link' ? slot.choice.linkId : null;
    const code = content.codes[slot.id];
    if (code?.fallback) note('fallback_shown', linkId);
    // What a screen makes for itself is there as soon as it shows it.
    else if (!code && (linkId !== null || slot.choice.kind === 'newest'))
      note(linkId ? 'code_closed' : 'no_code', linkId);
  }
  if (isForCode(item) && codesNamed(item, '').some(({ code }) => code.kind === 'none')) note('no_code');
  if (isNeverOn(item, spec, moment)) note('never_on');
  return [...notes.values()];
}

function hasNoPhotos(item: PlaylistItem, { galleries }: Seen): boolean {
  if (item.kind !== 'photos' && item.kind !== 'wall') return false;
  const there = galleriesNamed(item, '').flatMap(({ galleryId }) => galleries.get(galleryId) ?? []);
  return there.length > 0 && !there.some((one) => readyOf(one).length > 0);
}

function lacksPhoto({ galleryId, photoId }: Extract<PlaylistItem, { kind: 'poster' | 'pano' }>, { galleries }: Seen) {
  const gallery = galleries.get(galleryId);
  if (!gallery || photoId === null) return false;
  return !readyOf(gallery).some(({ id }) => id === photoId);
}

/** Whether it has no sense without a code. */
function isForCode({ kind }: PlaylistItem): boolean {
  return kind === 'poster' || kind === 'codes' || kind === 'mobile';
}

/** Whether all of its hours, or the playlist's, lie within dark ones. */
function isNeverOn({ when }: PlaylistItem, { dark }: PlaylistSpec, { now, timeZone }: Moment): boolean {
  if (when.length === 0 && dark.length === 0) return false;
  const reach = { now, until: endOfDay(now, daysAhead, timeZone), timeZone };
  const nights = spansOf(dark, reach);
  const on: Span[] = when.length === 0 ? [{ from: now, to: reach.until }] : spansOf(when, reach);
  return on.every(({ from, to }) => nights.some((night) => night.from <= Math.max(from, now) && to <= night.to));
}
