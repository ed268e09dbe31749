import { html, nothing, type TemplateResult } from 'lit';
import type { Audience } from '#contract/audiences.ts';
import type { MessageText } from '#contract/messages.ts';
import type { Words } from '#words/index.ts';
import type { Refused } from '../api.ts';
import type { Where } from '../links/link-change.ts';
import { audienceNames } from '../links/policy-parts.ts';
import { code } from '../parts/icons.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { type PersonalDraft, termParts } from './draft.ts';
import { type PreviewFacts, previewOf } from './preview.ts';

export interface Bar {
  readonly words: Words;
  readonly draft: PersonalDraft;
  readonly preset: Audience | undefined;
  readonly where: Where;
  /** What is missing. */
  readonly wrong: string;
  readonly refused: Refused | undefined;
  readonly busy: boolean;
  /** Undefined until the box has told it: nothing can be made before. */
  readonly known:
    | (Pick<PreviewFacts, 'gallery' | 'locale' | 'organiser' | 'sender'> & { readonly text: MessageText | undefined })
    | undefined;
  readonly change: () => void;
  readonly make: (then: 'copy' | 'code') => void;
}

/** On which terms, in which words, and the one button that makes it; beside it the one that shows the code at once. */
export function makeBar({
  words,
  draft,
  preset,
  where,
  wrong,
  refused,
  busy,
  known,
  change,
  make,
}: Bar): TemplateResult {
  const { personal } = words;
  const name = (preset && audienceNames([preset], words).get(preset.id)) ?? '';
  const idle = busy || !known ? 'true' : 'false';
  const text = known?.text && previewOf(known.text, { ...known, draft, preset, where });
  return html`${
    known
      ? html`<div class="terms"><p>${personal.terms(termParts(draft, preset, name))}</p><button class="quiet" aria-label=${personal.changeTerms} @click=${change}>${personal.change}</button></div>
        <div class="text" tabindex="0" role="group" aria-label=${personal.textLabel}>${text ?? personal.noText}</div>`
      : nothing
  }<div role="alert">${problemOf(wrong, refused, words)}</div>
    <div class="make"><button class="primary" aria-disabled=${idle} @click=${() => make('copy')}>${busy ? personal.making : personal.makeAndCopy(draft.photoIds.length)}</button>
      <button class="icon" aria-disabled=${idle} aria-label=${personal.codeNow} title=${personal.codeNow} @click=${() => make('code')}>${code}</button></div>`;
}

function problemOf(wrong: string, refused: Refused | undefined, words: Words) {
  if (wrong !== '') return html`<p class="wrong">${wrong}</p>`;
  if (!refused) return nothing;
  return problemLine(refused.code === 'offline' ? words.personal.lost : sentenceOf(refused, words));
}
