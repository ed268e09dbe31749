import { PlaylistSpec } from '#contract/playlists.ts';
import type { Report } from '#contract/report.ts';
import { galleriesNamed } from '../screens/playlists/mentions.ts';
import type { Reader } from '../store/database.ts';
import { secondsOf } from './figures.ts';
import { type GalleryTold, itemsShown, playlistItems } from './screens/table.ts';
import type { Days } from './span.ts';

type Named = { readonly name: string };
type Item = PlaylistSpec['items'][number];

/**
 * What screens showed of a project: of the items of its own playlists, of items elsewhere that show its galleries, and of
 * galleries that were put on a screen without a playlist.
 */
export async function screensOf(
  db: Reader,
  projectId: string,
  galleries: readonly GalleryTold[],
  days: Days,
): Promise<Report['screens']> {
  const titles = new Map(galleries.map(({ id, title }) => [id, title]));
  const items = new Map<string, Named>(galleries.map(({ id, title }) => [id, { name: title }]));
  for (const { projectId: of, spec } of await playlistItems(db)) {
    const read = PlaylistSpec.safeParse(JSON.parse(spec)).data;
    for (const item of read?.items ?? []) {
      const named = galleriesNamed(item, '').map(({ galleryId }) => galleryId);
      const own = named.find((id) => titles.has(id));
      // An item of another project's galleries is that one's, in whosever playlist it is.
      if (own !== undefined || (of === projectId && named.length === 0)) {
        items.set(item.id, { name: nameOf(item) || (titles.get(own ?? '') ?? '') });
      }
    }
  }
  const screens = new Map<string, Report['screens'][number]>();
  for (const { screenId, screen, itemId, kind, times, ms } of await itemsShown(db, [...items.keys()], days)) {
    const one = screens.get(screenId) ?? { screenId, name: screen, seconds: 0, items: [] };
    one.items.push({ name: items.get(itemId)?.name ?? '', kind, times, seconds: secondsOf(ms) });
    one.seconds = secondsOf((one.seconds + secondsOf(ms)) * 1000);
    screens.set(screenId, one);
  }
  return [...screens.values()].toSorted((one, other) => other.seconds - one.seconds);
}

function nameOf(item: Item): string {
  if ('title' in item) return item.title;
  if (item.kind === 'message') return item.text;
  return item.kind === 'wifi' ? item.name : '';
}
