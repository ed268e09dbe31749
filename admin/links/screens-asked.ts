import type { Link } from '#contract/links.ts';
import type { PlaylistItem } from '#contract/playlists.ts';
import type { Screen } from '#contract/screens.ts';
import type { Words } from '#words/index.ts';
import { askFirst, askWhich } from '../parts/ask-first.ts';
import { putPlaylist, readPlaylist } from '../playlists/calls.ts';
import { changeScreen, listScreens } from '../screens/calls.ts';
import { galleriesOn } from '../screens/galleries-on.ts';

/**
 * Before a link asks for a password: where its galleries are on screens, everybody goes on seeing them there. Staff say
 * whether they are taken off, where they may do that. Gives what to do once the link is changed; undefined where nothing
 * is to be changed at all. Throws Refused.
 */
export async function screensAsked(
  { galleryIds }: Link,
  may: boolean,
  words: Words,
): Promise<(() => Promise<unknown>) | undefined> {
  const those = new Set(galleryIds);
  const shows = (screen: Screen) => [...galleriesOn(screen)].some((galleryId) => those.has(galleryId));
  const screens = (await listScreens()).items.filter(shows);
  if (screens.length === 0) return nothingToDo;
  const { onScreens: own } = words.links;
  const text = own.text(words.screens.key.list(screens.map(({ name }) => name)));
  if (!may) return (await askFirst({ heading: own.heading, text, yes: own.keep })) ? nothingToDo : undefined;
  const answer = await askWhich({ heading: own.heading, text, yes: own.takeOff, other: own.keep });
  if (answer === 'no') return undefined;
  return answer === 'yes' ? () => takeOff(screens, those) : nothingToDo;
}

async function nothingToDo(): Promise<void> {}

/** One after the other, so that those in step with each other stay so. What stays was agreed to before. */
async function takeOff(screens: readonly Screen[], galleryIds: ReadonlySet<string>): Promise<void> {
  const playlists = new Set<string>();
  for (const { id, shows, playlist } of screens) {
    if (playlist) playlists.add(playlist.id);
    else await changeScreen(id, { shows: shows.filter(({ galleryId }) => !galleryIds.has(galleryId)), confirm: true });
  }
  for (const id of playlists) {
    const { name, items, order, dark, justShot, version } = await readPlaylist(id);
    const left = items.map((item) =>
      galleriesOf(item).some((one) => galleryIds.has(one)) ? { ...item, off: true } : item,
    );
    await putPlaylist(id, { name, items: left, order, dark, justShot, version, confirm: true });
  }
}

function galleriesOf(item: PlaylistItem): readonly string[] {
  if (item.kind === 'message') return [];
  if (item.kind === 'wall') return item.galleryIds;
  if (item.kind === 'codes') return item.codes.map(({ galleryId }) => galleryId);
  return item.galleryId === null ? [] : [item.galleryId];
}
