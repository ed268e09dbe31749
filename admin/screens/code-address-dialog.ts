import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CodeAddress, Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { changeScreen } from './calls.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';

/** Asks which address the codes on a screen carry, with the way back. It says `chosen` and `closed`. */
@customElement('code-address-dialog')
export class CodeAddressDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property({ type: Boolean }) open = false;
  @state() private value: CodeAddress = 'auto';
  @state() private refused: Refused | undefined;

  static override styles = [
    controls,
    css`p { margin-top: 12px; min-height: 72px; color: var(--ink2); text-wrap: pretty; }`,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.value = this.screen?.codeAddress ?? 'auto';
    this.refused = undefined;
  }

  override render() {
    const { screens, admin } = this.words;
    const { codes } = screens;
    return html`<admin-dialog heading=${codes.title} ?open=${this.open} @closed=${this.#close}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      <admin-segments whole label=${codes.title} value=${this.value}
        .options=${(['auto', 'local', 'public'] as const).map((value) => ({ value, label: codes.choices[value] }))}
        @choose=${({ detail }: CustomEvent<CodeAddress>) => {
          this.value = detail;
        }}></admin-segments>
      <p role="status">${codes.help[this.value]}</p>
      <button slot="footer" @click=${this.#close}>${admin.cancel}</button>
      <button slot="footer" class="primary" @click=${this.#save}>${admin.save}</button>
    </admin-dialog>`;
  }

  async #save() {
    const { screen, value } = this;
    if (!screen || value === screen.codeAddress) return this.#close();
    const { codes } = this.words.screens;
    const call = async (codeAddress: CodeAddress) => {
      await changeScreen(screen.id, { codeAddress });
      this.dispatchEvent(new Event('chosen'));
    };
    try {
      await call(value);
      notify({ text: codes.done(screen.name, codes.choices[value]), undo: () => call(screen.codeAddress) });
      this.#close();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    }
  }

  #close() {
    if (this.open) this.dispatchEvent(new Event('closed'));
  }
}
