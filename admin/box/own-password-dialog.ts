import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { inputOf, passwordField } from '../parts/form.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { changeOwnPassword } from './calls.ts';
import '../parts/admin-dialog.ts';

/** Whoever is signed in changes the own password here; it says `closed`. */
@customElement('own-password-dialog')
export class OwnPasswordDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ type: Boolean }) open = false;
  @state() private shown = false;
  @state() private busy = false;
  @state() private short = false;
  @state() private refused: Refused | undefined;

  static override styles = [controls, fieldStyle, css`form { display: grid; gap: 16px; }`];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.refused = undefined;
    this.short = false;
  }

  override render() {
    const { admin, problems } = this.words;
    const own = admin.ownPassword;
    const eye = { shown: this.shown, words: admin, turn: () => this.#turn() };
    const wrong = this.refused?.code === 'password_wrong';
    return html`<admin-dialog heading=${own.title} ?open=${this.open} @closed=${() => this.dispatchEvent(new Event('closed'))}>
      ${
        this.open
          ? html`<form id="own" @submit=${this.#submit} novalidate>
            ${passwordField({ name: 'current', label: own.current, value: '', autocomplete: 'current-password', error: wrong ? problems.password_wrong : undefined }, eye)}
            ${passwordField({ name: 'next', label: own.next, value: '', autocomplete: 'new-password', help: own.help, error: this.short ? own.short : undefined }, eye)}
            ${this.refused && !wrong ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
            <button class="unseen" tabindex="-1" aria-hidden="true">${admin.save}</button>
          </form>`
          : nothing
      }
      <button slot="footer" @click=${() => this.dispatchEvent(new Event('closed'))}>${admin.cancel}</button>
      <button slot="footer" class="primary" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.#submit}>${admin.save}</button>
    </admin-dialog>`;
  }

  #turn() {
    this.shown = !this.shown;
  }

  async #submit(event: Event) {
    event.preventDefault();
    const current = inputOf(this, 'current')?.value ?? '';
    const password = inputOf(this, 'next')?.value ?? '';
    this.short = password.length < 8;
    this.refused = undefined;
    if (this.busy || this.short) {
      inputOf(this, 'next')?.focus();
      return;
    }
    this.busy = true;
    try {
      await changeOwnPassword({ current, password });
      notify({ text: this.words.admin.ownPassword.done });
      this.dispatchEvent(new Event('closed'));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
      inputOf(this, 'current')?.focus();
    } finally {
      this.busy = false;
    }
  }
}
