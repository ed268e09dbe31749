import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type MessageField, messageFields } from '#contract/message-fields.ts';
import type { Wording } from '#contract/messages.ts';
import { type Words, words } from '#words/index.ts';
import { numberStyle, textField } from '../links/fields.ts';
import { controls } from '../parts/controls.ts';
import { bodyStyle } from './body-style.ts';

export type WordingMistakes = Partial<Record<keyof Wording, string>>;

/** Subject and text of a message, with buttons that put fields where the cursor is. It says `edit` with what was changed. */
@customElement('text-fields')
export class TextFields extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) wording: Wording = { subject: '', body: '' };
  /** What is wrong with either, in words. */
  @property({ attribute: false }) mistakes: WordingMistakes = {};
  /** Which of the two fields get: the one where the cursor was last. */
  @state() private into: keyof Wording = 'body';
  @query('textarea') private area!: HTMLTextAreaElement | null;
  @query("input[name='subject']") private line!: HTMLInputElement | null;

  static override styles = [
    controls,
    numberStyle,
    bodyStyle,
    css`
      .all { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
      .insert { display: grid; gap: 8px; }
      .fields { display: flex; flex-wrap: wrap; gap: 6px; }
      .fields button { min-height: 32px; padding: 0 8px; font-weight: 400; font-size: 13px; line-height: 20px; }
      .fields button { flex: none; }
      @media (pointer: coarse) { .fields button { min-height: 44px; padding: 0 12px; font-size: 15px; } }
      @media (max-width: 599px) { .fields { flex-wrap: nowrap; margin: 0 -24px; padding: 2px 24px; overflow-x: auto; scrollbar-width: none; } }
    `,
  ];

  override render() {
    const { page, fields } = this.words.messages;
    const wrong = this.mistakes.body;
    return html`<div class="all" @focusin=${this.#focused}>
      ${textField({
        name: 'subject',
        label: page.subject,
        value: this.wording.subject,
        help: page.subjectHelp,
        error: this.mistakes.subject,
        typed: (subject) => this.#tell({ subject }),
      })}
      <div class="insert"><p id="insert" class="small">${page.fields}</p>
        <div class="fields" role="group" aria-labelledby="insert">${messageFields.map(
          (name) =>
            html`<button type="button" aria-label=${page.insert(fields[name])} @click=${() => this.#insert(name)}>${fields[name]}</button>`,
        )}</div></div>
      <label class="body"><span>${page.body}</span><textarea name="body" rows="10" .value=${this.wording.body}
        aria-invalid=${wrong === undefined ? 'false' : 'true'} aria-describedby=${wrong === undefined ? 'how' : 'body-told'}
        @input=${(event: InputEvent) => this.#tell({ body: (event.target as HTMLTextAreaElement).value })}></textarea>
        ${wrong === undefined ? nothing : html`<span id="body-told" class="told" role="alert">${wrong}</span>`}</label>
      <p id="how" class="small">${page.fieldsHelp}</p>
    </div>`;
  }

  /** Goes to what is wrong. */
  goTo(part: keyof Wording) {
    (part === 'subject' ? this.line : this.area)?.focus();
    this.renderRoot.querySelector('.told')?.scrollIntoView({ block: 'nearest' });
  }

  #focused({ target }: FocusEvent) {
    if (target === this.line) this.into = 'subject';
    if (target === this.area) this.into = 'body';
  }

  /** Where the cursor is, in place of what is selected; it then stands behind the field. */
  #insert(name: MessageField) {
    const field = this.into === 'subject' ? this.line : this.area;
    if (!field) return;
    field.focus();
    field.setRangeText(`{${name}}`, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
    this.#tell({ [this.into]: field.value });
  }

  #tell(change: Partial<Wording>) {
    this.dispatchEvent(new CustomEvent<Partial<Wording>>('edit', { detail: change }));
  }
}
