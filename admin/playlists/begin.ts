import type { Playlist } from '#contract/playlists.ts';
import type { Words } from '#words/index.ts';
import { forMany } from '../galleries/calls.ts';
import { searchPhotos } from '../library/calls.ts';
import type { Begin } from './draft.ts';
import type { Known } from './known.ts';

/**
 * What new items of a playlist begin with: the first gallery of its project that has photos (the newest project with
 * galleries where it has none of its own), and the venue's ready lines. Throws Refused.
 */
export async function beginOf(
  { projectId }: Pick<Playlist, 'projectId'>,
  known: Known,
  lines: Words['playlists'],
  wifi: string,
): Promise<Begin> {
  const open = known.projects.filter(({ archived, galleries }) => !archived && galleries > 0);
  const project = open.find(({ id }) => id === projectId) ?? open[0];
  const kind = project?.kind ?? 'event';
  const galleries = project ? forMany(await known.ofProject(project.id)) : [];
  const first = galleries.find(({ photoIds }) => photoIds.length > 0) ?? galleries[0];
  const shown = galleries.flatMap(({ id, photoIds }) => (photoIds.length > 0 ? [id] : [])).slice(0, 3);
  const pano = project ? (await searchPhotos(project.id, { panorama: 'true' })).items : [];
  const turning = pano.find(
    ({ id, state }) => state === 'ready' && galleries.some(({ photoIds }) => photoIds.includes(id)),
  );
  const place = turning && galleries.find(({ photoIds }) => photoIds.includes(turning.id));
  return {
    galleryId: first?.id ?? '',
    galleryIds: shown.length > 0 ? shown : [first?.id ?? ''],
    pano: turning && place ? { galleryId: place.id, photoId: turning.id } : undefined,
    poster: lines.lines[kind][0] ?? { thanks: '', title: '' },
    message: lines.messages[kind][0] ?? { text: '', detail: '' },
    wall: lines.walls[kind][0] ?? '',
    mobile: lines.mobile,
    wifi,
  };
}
