import type { Screen, ScreenChange } from '#contract/screens.ts';
import type { Words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { askFirst } from '../parts/ask-first.ts';
import { changeScreen } from './calls.ts';

/**
 * Changes what a screen shows; for what is internal or asks for a password it asks staff first, by `question` where that
 * is given. Gives the screen, or nothing where they say no. Throws Refused for the rest.
 */
export async function changeShown(
  id: string,
  change: ScreenChange,
  words: Words,
  question?: Parameters<typeof askFirst>[0],
): Promise<Screen | undefined> {
  try {
    return await changeScreen(id, change);
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'private_on_screen') throw error;
    const { show } = words.screens;
    const usual = { heading: show.privateAsk, text: show.privateText, yes: show.privateYes };
    if (!(await askFirst(question ?? usual))) return undefined;
    return changeScreen(id, { ...change, confirm: true });
  }
}

/** Puts galleries on a screen, each with its code, as `changeShown` does. */
export function showOn(
  screenId: string,
  shows: NonNullable<ScreenChange['shows']>,
  words: Words,
): Promise<Screen | undefined> {
  return changeShown(screenId, { shows }, words);
}
