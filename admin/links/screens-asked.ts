import type { Link } from '#contract/links.ts';
import type { Screen } from '#contract/screens.ts';
import type { Words } from '#words/index.ts';
import { askFirst, askWhich } from '../parts/ask-first.ts';
import { changeScreen, listScreens } from '../screens/calls.ts';

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
  const shows = (screen: Screen) => screen.shows.some(({ galleryId }) => those.has(galleryId));
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

/** One after the other, so that those in step with each other stay so. */
async function takeOff(screens: readonly Screen[], galleryIds: ReadonlySet<string>): Promise<void> {
  for (const { id, shows } of screens) {
    const left = shows.filter(({ galleryId }) => !galleryIds.has(galleryId));
    // What stays was agreed to before.
    await changeScreen(id, { shows: left, confirm: true });
  }
}
