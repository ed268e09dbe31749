import type { LitElement } from 'lit';
import type { SettingsChange } from '#contract/box.ts';
import type { Words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { sentenceOf } from '../parts/problem-line.ts';
import { changeSettings } from './calls.ts';

/**
 * Saves a setting at once, with the way back; the part of the page says `saved` with the Settings. Gives the sentence
 * where a value is refused; of anything else that goes wrong there is a notice.
 */
export async function saveSetting(
  part: LitElement & { readonly words: Words },
  name: keyof SettingsChange,
  change: SettingsChange,
  before: SettingsChange,
): Promise<string | undefined> {
  const { settings } = part.words.box;
  const send = async (values: SettingsChange) => {
    part.dispatchEvent(new CustomEvent('saved', { detail: await changeSettings(values) }));
  };
  try {
    await send(change);
    notify({ text: settings.saved(settings.names[name] ?? name), undo: () => send(before) });
  } catch (error) {
    if (error instanceof Refused && error.code === 'invalid_input') return sentenceOf(error, part.words);
    notifyRefused(error, part.words);
    part.requestUpdate();
  }
  return undefined;
}
