import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { notify } from '../parts/notice.ts';
import { sentenceOf } from '../parts/problem-line.ts';
import { changeScreen } from './calls.ts';
import '../parts/admin-dialog.ts';

/** Gives a screen another name, with the way back. It says `renamed` and `closed`. */
@customElement('rename-dialog')
export class RenameDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property({ type: Boolean }) open = false;
  @state() private wrong: string | undefined;
  #name = '';

  static override styles = [controls, fieldStyle];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.#name = this.screen?.name ?? '';
    this.wrong = undefined;
  }

  override render() {
    const { screens, admin } = this.words;
    return html`<admin-dialog heading=${screens.rename} ?open=${this.open} @closed=${this.#close}>
      ${
        this.open
          ? html`<form novalidate @submit=${this.#save}>${field({ name: 'name', label: screens.show.name, value: this.#name, help: screens.show.nameHelp, error: this.wrong, autocomplete: 'off' })}</form>`
          : nothing
      }
      <button slot="footer" @click=${this.#close}>${admin.cancel}</button>
      <button slot="footer" class="primary" @click=${this.#save}>${admin.save}</button>
    </admin-dialog>`;
  }

  async #save(event: Event) {
    event.preventDefault();
    const { screens, admin } = this.words;
    const input = inputOf(this, 'name');
    const name = input?.value.trim() ?? '';
    const { screen } = this;
    if (!screen || name === screen.name) return this.#close();
    this.wrong = name === '' ? admin.required : undefined;
    if (this.wrong) return input?.focus();
    const call = async (as: string) => {
      await changeScreen(screen.id, { name: as });
      this.dispatchEvent(new Event('renamed'));
    };
    try {
      await call(name);
      notify({ text: screens.renamed(name), undo: () => call(screen.name) });
      this.#close();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.wrong = sentenceOf(error, this.words);
    }
  }

  #close() {
    if (this.open) this.dispatchEvent(new Event('closed'));
  }
}
