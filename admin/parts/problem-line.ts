import { html, type TemplateResult } from 'lit';
import type { Words } from '#words/index.ts';
import type { Refused } from '../api.ts';
import { warning } from './icons.ts';

/** The sentence for a refusal. */
export function sentenceOf({ code }: Refused, words: Words): string {
  return code === 'offline' ? words.admin.offline : words.problems[code];
}

/** What went wrong as a band that is read out when it appears, with what may stand beside the sentence. */
export function problemLine(sentence: string, more?: unknown): TemplateResult {
  return html`<div class="problem">${warning}<div><p role="alert">${sentence}</p>${more}</div></div>`;
}
