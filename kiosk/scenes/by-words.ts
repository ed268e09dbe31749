import { html, type TemplateResult } from 'lit';

const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }) : undefined;

/** Where a line may break within a text: between two words, Chinese ones too, never before a sign nor between a figure and its unit. */
export function wordsOf(text: string): string[] {
  const parts: string[] = [];
  let after = false;
  for (const { segment, isWordLike = false } of segmenter?.segment(text) ?? []) {
    const last = parts.at(-1);
    if (last === undefined || (isWordLike && after && !/\d$/.test(last))) parts.push(segment);
    else parts[parts.length - 1] = last + segment;
    after = isWordLike;
  }
  return parts.length === 0 ? [text] : parts;
}

/** A text that breaks there, for an element with `word-break: keep-all`. */
export function byWords(text: string): (string | TemplateResult)[] {
  return wordsOf(text).map((word, place) => (place === 0 ? word : html`<wbr />${word}`));
}
