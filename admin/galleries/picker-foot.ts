import { html, type TemplateResult } from 'lit';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { Words } from '#words/index.ts';

/** What was chosen: to be put in, and to become another gallery, or several chapters where it is more than one holds. */
export interface Picked {
  readonly ids: readonly string[];
  readonly rest: readonly string[];
}

interface Ways {
  readonly cancel: () => void;
  readonly pick: (picked: Picked) => void;
}

/** The buttons of the picker: where more was chosen than there is room for, each way on. */
export function pickerFoot(
  mode: 'add' | 'swap' | 'take',
  chosen: readonly string[],
  room: number,
  words: Words,
  { cancel, pick }: Ways,
): TemplateResult {
  const { picker } = words.galleries;
  const count = chosen.length;
  const button = (label: string, primary: boolean, may: boolean, picked: Picked) =>
    html`<button slot="footer" class=${primary ? 'primary' : ''} aria-disabled=${may ? 'false' : 'true'} @click=${() => may && pick(picked)}>${label}</button>`;
  const all = { ids: chosen, rest: [] };
  const no = html`<button slot="footer" @click=${cancel}>${words.admin.cancel}</button>`;
  if (mode === 'swap') return html`${no}${button(picker.swap, true, count === 1, all)}`;
  if (mode === 'take') {
    const fits = count <= galleryLimit;
    return html`${no}${button(fits ? picker.take(count) : picker.split(count), true, count > 0, all)}`;
  }
  if (count <= room) return html`${no}${button(picker.add(count), true, count > 0, all)}`;
  const rest = chosen.slice(room);
  const fits = rest.length <= galleryLimit;
  if (room === 0)
    return html`${no}${button(fits ? picker.newOfThese(count) : picker.split(count), true, true, { ids: [], rest })}`;
  return html`${no}${button(picker.addFirst(room), false, true, { ids: chosen.slice(0, room), rest: [] })}
    ${button(fits ? picker.splitRest(room, rest.length) : picker.split(count), true, true, fits ? { ids: chosen.slice(0, room), rest } : { ids: [], rest: chosen })}`;
}
