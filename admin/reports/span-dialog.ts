import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import '../parts/admin-dialog.ts';

/** Two days between which a report is to be. It says `choose` with both, and `closed`. */
@customElement('span-dialog')
export class SpanDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() from = '';
  @property() to = '';
  /** The last day that may be chosen. */
  @property() today = '';
  @property({ type: Boolean }) open = false;
  @state() private wrong = '';
  @query('#from') private first!: HTMLInputElement;
  @query('#to') private last!: HTMLInputElement;

  static override styles = [
    controls,
    fieldStyle,
    css`
      form { display: grid; grid-template-columns: 1fr 1fr; gap: 12px 16px; }
      .told { grid-column: 1 / -1; }
      input { min-width: 0; }
    `,
  ];

  override render() {
    const { own } = this.words.reportPage;
    const day = (id: string, label: string, value: string) =>
      html`<div class="field"><label for=${id}>${label}</label><div class="frame"><input id=${id} type="date" required .value=${value} max=${this.today}
        aria-invalid=${this.wrong === '' ? 'false' : 'true'} aria-describedby="told" /></div></div>`;
    return html`<admin-dialog heading=${own.title} ?open=${this.open} @closed=${this.#closed}>
      <form id="span" novalidate @submit=${this.#submit}>
        ${day('from', own.from, this.from)}${day('to', own.to, this.to)}
        <p id="told" class="told ${this.wrong === '' ? 'help' : 'error'}" role=${this.wrong === '' ? nothing : 'alert'}>${this.wrong || own.help}</p>
        <button type="submit" hidden></button>
      </form>
      <button slot="footer" class="primary" @click=${this.#submit}>${own.submit}</button>
    </admin-dialog>`;
  }

  readonly #submit = (event: Event) => {
    event.preventDefault();
    const { own } = this.words.reportPage;
    const [from, to] = [this.first.value, this.last.value];
    this.wrong = from === '' || to === '' || from > to ? own.wrong : to > this.today ? own.ahead : '';
    if (this.wrong !== '') return this.first.focus();
    this.dispatchEvent(new CustomEvent<{ from: string; to: string }>('choose', { detail: { from, to } }));
  };

  readonly #closed = () => {
    this.wrong = '';
    this.dispatchEvent(new Event('closed'));
  };
}
