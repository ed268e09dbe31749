import type { LitElement } from 'lit';
import type { Welcome, WelcomeChange } from '#contract/welcome.ts';
import type { Words } from '#words/index.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { changeWelcome } from './calls.ts';

/** Changes the welcome page at once and tells so, with the way back; the part says `changed` with what it is then. False where it was refused, of which there is a notice. */
export async function storeWelcome(
  part: LitElement & { readonly words: Words },
  text: string,
  change: WelcomeChange,
  before: WelcomeChange,
): Promise<boolean> {
  const send = async (values: WelcomeChange) => {
    part.dispatchEvent(new CustomEvent<Welcome>('changed', { detail: await changeWelcome(values) }));
  };
  try {
    await send(change);
    notify({ text, undo: () => send(before) });
    return true;
  } catch (error) {
    notifyRefused(error, part.words);
    part.requestUpdate();
    return false;
  }
}
