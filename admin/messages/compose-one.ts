import { html, nothing, type TemplateResult } from 'lit';
import type { MessageField } from '#contract/message-fields.ts';
import type { Message } from '#contract/messages.ts';
import type { Words } from '#words/index.ts';
import { textField } from '../links/fields.ts';
import { back, forward, warning } from '../parts/icons.ts';
import type { Composition } from './composition.ts';

export interface OneFacts {
  readonly words: Words;
  readonly all: Composition;
  readonly message: Message;
  /** It could not be copied by itself. */
  readonly byHand: boolean;
  readonly show: (at: number) => void;
  /** Changes the words for all. */
  readonly write: () => void;
}

/** One message: whom it is for, what has to be known of it, and its words, to be changed by hand. */
export function composeOne({ words, all, message, byHand, show, write }: OneFacts): TemplateResult {
  const { compose, fields, how } = words.messages;
  const count = all.messages?.length ?? 1;
  const { subject, body } = all.saidIn(message);
  const sent = all.sentHow(message);
  const missing = message.missing.map((name) => fields[name as MessageField] ?? name);
  const reached = message.mail !== null || message.phone !== null;
  const note = (kind: string, text: string) => html`<p class="small ${kind}">${warning}<span>${text}</span></p>`;
  const notes = [
    ...(message.dead.length > 0 ? [note('bad', compose.dead)] : []),
    ...(missing.length > 0 ? [note('warn', compose.missing(missing))] : []),
    ...(reached || all.together ? [] : [note('', compose.noContact)]),
  ];
  return html`
      <div class="who">
        ${count > 1 ? html`<button class="quiet icon" aria-label=${compose.previous} aria-disabled=${all.at === 0 ? 'true' : 'false'} @click=${() => show(all.at - 1)}>${back}</button>` : nothing}
        <div aria-live="polite"><p><span class="unseen">${compose.to}</span> <strong>${message.name || (all.together ? compose.allIn(message.linkIds.length) : compose.nobody)}</strong></p>
          <p class="small">${[message.contact, ...(sent ? [compose.isSent(how[sent])] : [])].filter(Boolean).join(words.admin.comma)}</p></div>
        ${
          count > 1
            ? html`<span class="nr">${compose.person(all.at + 1, count)}</span>
              <button class="quiet icon" aria-label=${compose.next} aria-disabled=${all.at + 1 >= count ? 'true' : 'false'} @click=${() => show(all.at + 1)}>${forward}</button>`
            : nothing
        }
      </div>
      ${notes.length > 0 ? html`<div class="notes">${notes}</div>` : nothing}
      <label class="body"><span>${compose.body}</span><textarea name="body" rows="8" .value=${body}
        @input=${(event: InputEvent) => all.edit(message, { body: (event.target as HTMLTextAreaElement).value })}></textarea></label>
      ${
        byHand || all.isEdited(message) || count > 1
          ? html`<div class="line"><span class="small" role="status">${byHand ? compose.copyByHand : all.isEdited(message) ? compose.edited : ''}</span>
              ${
                all.isEdited(message)
                  ? html`<button class="quiet" @click=${() => all.edit(message, undefined)}>${compose.reset}</button>`
                  : count > 1
                    ? html`<button class="quiet" @click=${write}>${compose.changeAll}</button>`
                    : nothing
              }</div>`
          : nothing
      }
      ${textField({ name: 'subject', label: compose.subject, value: subject, typed: (typed) => all.edit(message, { subject: typed }) })}`;
}
