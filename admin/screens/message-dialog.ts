import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ScreenCommand } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';

type Length = keyof Words['screens']['message']['lengths'];

/** Asks for a line for everybody in front of a screen, and how long it stays. It says `press` with the ScreenCommand, and `closed`. */
@customElement('message-dialog')
export class MessageDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ type: Boolean }) open = false;
  @state() private text = '';
  @state() private long: Length = '60';
  @state() private wrong: string | undefined;

  static override styles = [
    controls,
    fieldStyle,
    css`
      form { display: grid; gap: 16px; }
      .ready { display: flex; flex-wrap: wrap; gap: 8px; }
      .ready button { min-height: 44px; padding: 8px 12px; font-weight: 400; text-align: left; line-height: 20px; }
      .long { display: grid; gap: 8px; }
      .label { font-weight: 500; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.text = '';
    this.long = '60';
    this.wrong = undefined;
  }

  override render() {
    const { screens, admin } = this.words;
    const { message } = screens;
    const lengths = (['30', '60', '300', 'always'] as const).map((value) => ({ value, label: message.lengths[value] }));
    return html`<admin-dialog heading=${message.title} ?open=${this.open} @closed=${this.#close}>
      ${
        this.open
          ? html`<form novalidate @submit=${this.#send}>
              ${field({ name: 'text', label: message.text, value: this.text, help: message.help, error: this.wrong, autocomplete: 'off' })}
              <div class="ready" role="group" aria-label=${message.ready}>${message.lines.map((line) => html`<button type="button" @click=${() => this.#take(line)}>${line}</button>`)}</div>
              <div class="long"><span class="label" aria-hidden="true">${message.long}</span><admin-segments whole label=${message.long} value=${this.long} .options=${lengths}
                @choose=${({ detail }: CustomEvent<Length>) => {
                  this.long = detail;
                }}></admin-segments></div>
            </form>`
          : nothing
      }
      <button slot="footer" @click=${this.#close}>${admin.cancel}</button>
      <button slot="footer" class="primary" @click=${this.#send}>${message.send}</button>
    </admin-dialog>`;
  }

  #take(line: string) {
    this.text = line;
    this.wrong = undefined;
    const input = inputOf(this, 'text');
    if (input) input.value = line;
  }

  #send(event: Event) {
    event.preventDefault();
    const input = inputOf(this, 'text');
    const text = input?.value.trim() ?? '';
    this.text = text;
    const { missing, help } = this.words.screens.message;
    this.wrong = text === '' ? missing : text.length > 200 ? help : undefined;
    if (this.wrong) return input?.focus();
    const seconds = this.long === 'always' ? null : Number(this.long);
    const command: ScreenCommand = { type: 'message', text, seconds };
    this.dispatchEvent(new CustomEvent<ScreenCommand>('press', { detail: command }));
    this.#close();
  }

  #close() {
    if (this.open) this.dispatchEvent(new Event('closed'));
  }
}
