import { html, nothing, type TemplateResult } from 'lit';
import type { Message, SentHow } from '#contract/messages.ts';
import type { Words } from '#words/index.ts';
import { copy, forward, share, speech, tick } from '../parts/icons.ts';
import type { Composition } from './composition.ts';
import { mailAddress, smsAddress } from './ways.ts';
import '../parts/admin-menu.ts';

export interface FootFacts {
  readonly words: Words;
  readonly all: Composition;
  readonly message: Message;
  /** What was just noted as sent, in words. */
  readonly noted: string | undefined;
  readonly busy: boolean;
  readonly copy: () => void;
  readonly share: () => void;
  /** `file`, `csv`, `mark` this one, mark `all` that are left, to the `texts`. */
  readonly choose: (what: string) => void;
  /** It left for another program. */
  readonly went: (how: SentHow) => void;
  readonly undo: () => void;
  readonly show: (at: number) => void;
  readonly close: () => void;
}

/** The ways in which a message leaves, and what was noted of it. */
export function composeFoot(facts: FootFacts): TemplateResult {
  const { words, all, message } = facts;
  const { compose } = words.messages;
  const said = all.saidIn(message);
  const left = (all.messages?.length ?? 0) - all.sentCount;
  const mail = mailAddress(message.mail, said);
  const items = [
    ...(mail === undefined ? [] : [{ value: 'file', label: compose.file }]),
    { value: 'csv', label: compose.csv },
    ...(all.sentHow(message) ? [] : [{ value: 'mark', label: compose.mark }]),
    { value: 'texts', label: compose.toTexts },
    ...(left > 1 ? [{ value: 'all', label: compose.markAll(left) }] : []),
  ];
  const phone = matchMedia('(pointer: coarse)').matches;
  return html`<div slot="footer" class="bar">
    ${told(facts)}
    <admin-menu .label=${compose.more} .items=${items} @choose=${({ detail }: CustomEvent<string>) => facts.choose(detail)}></admin-menu>
    ${'share' in navigator ? html`<button @click=${facts.share}>${share}${compose.share}</button>` : nothing}
    ${
      mail === undefined
        ? html`<button title=${compose.fileHelp} @click=${() => facts.choose('file')}>${compose.file}</button>`
        : html`<a class="button" href=${mail} @click=${() => facts.went('mail')}>${compose.mail}</a>`
    }
    ${phone ? html`<a class="button" href=${smsAddress(message.phone, said.body)} @click=${() => facts.went('sms')}>${speech}${compose.sms}</a>` : nothing}
    ${primary(facts)}
  </div>`;
}

/** Copies; what is sent leads on to the next one, and at the end out. */
function primary({ words, all, message, busy, ...facts }: FootFacts): TemplateResult {
  const { compose } = words.messages;
  const { nextAt } = all;
  if (!all.sentHow(message))
    return html`<button class="primary" aria-disabled=${busy || all.saidIn(message).body.trim() === '' ? 'true' : 'false'} @click=${facts.copy}>${copy}${compose.copy}</button>`;
  return nextAt === undefined
    ? html`<button class="primary" @click=${facts.close}>${compose.close}</button>`
    : html`<button class="primary" @click=${() => facts.show(nextAt)}>${compose.next}${forward}</button>`;
}

function told({ words, all, noted, busy, undo }: FootFacts): TemplateResult {
  const { admin, messages } = words;
  const count = all.messages?.length ?? 0;
  const done = count > 1 ? html`<span class="figures">${messages.compose.done(all.sentCount, count)}</span>` : nothing;
  return noted === undefined
    ? html`<div class="told marks" role="status"><p>${messages.compose.marks}</p>${done}</div>`
    : html`<div class="told" role="status">${tick}<p>${noted}</p>${done}<button class="dense" aria-disabled=${busy ? 'true' : 'false'} @click=${undo}>${admin.undo}</button></div>`;
}
