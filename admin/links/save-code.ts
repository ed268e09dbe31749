import type { Words } from '#words/index.ts';
import { type CodeOrigin, codePngAddress, codeSvgAddress } from './calls.ts';

const widths = [512, 1024, 2048];

/** The forms in which a code can be saved, for a menu. */
export function codeForms(words: Words): { value: string; label: string }[] {
  const { dialog } = words.links;
  return [{ value: 'svg', label: dialog.svg }, ...widths.map((px) => ({ value: String(px), label: dialog.png(px) }))];
}

/** Saves a code in one of these forms, as a file named for its link. */
export function saveCode(linkId: string, name: string, form: string, origin?: CodeOrigin): void {
  const link = document.createElement('a');
  const svg = form === 'svg';
  link.href = svg ? codeSvgAddress(linkId, origin) : codePngAddress(linkId, Number(form), origin);
  link.download = svg ? `${name}.svg` : `${name}-${form}.png`;
  link.click();
}
