import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { formStyle, inputOf, passwordField } from '../parts/form.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { Wait } from '../parts/wait.ts';
import { signIn } from './calls.ts';

/** Signs in. It says `signed-in` when it is done. */
@customElement('sign-in-page')
export class SignInPage extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** The session was there and is over: says so, once. */
  @property({ type: Boolean }) ended = false;
  @state() private busy = false;
  @state() private shown = false;
  @state() private tried = false;
  @state() private refused: Refused | undefined;
  #username = '';
  #password = '';
  readonly #wait = new Wait(this, () => {
    this.refused = undefined;
  });

  static override styles = [
    controls,
    fieldStyle,
    formStyle,
    css`
    details { border-top: 1px solid var(--line); padding-top: 8px; }
    summary { display: flex; align-items: center; min-height: 44px; color: var(--accent); font-weight: 500; list-style: none; border-radius: 8px; }
    summary::-webkit-details-marker { display: none; }
    details p { color: var(--ink2); padding-bottom: 8px; }
  `,
  ];

  override render() {
    const { admin } = this.words;
    const { signIn: own } = admin;
    const wrong = this.refused?.code === 'sign_in_failed';
    const missing = (value: string) => (this.tried && value === '' ? admin.required : undefined);
    const waiting = this.#wait.seconds;
    return html`
      <form novalidate @submit=${this.#submit} @input=${this.#typed}>
        <h1>${own.title}</h1>
        ${this.ended && !this.refused ? html`<p class="note" role="status">${own.ended}</p>` : nothing}
        ${this.refused && !wrong ? problemLine(sentenceOf(this.refused, this.words), waiting > 0 ? html`<p>${admin.retryIn(waiting)}</p>` : nothing) : nothing}
        ${field({ name: 'username', label: admin.username, value: this.#username, error: missing(this.#username), autocomplete: 'username' })}
        ${passwordField(
          {
            name: 'password',
            label: admin.password,
            value: this.#password,
            error: wrong && this.refused ? sentenceOf(this.refused, this.words) : missing(this.#password),
            autocomplete: 'current-password',
          },
          { shown: this.shown, turn: () => this.#turn(), words: admin },
        )}
        <button class="primary" aria-disabled=${this.busy || waiting > 0}>${this.busy ? own.busy : own.submit}</button>
      </form>
      <details>
        <summary>${own.forgotten}</summary>
        <p>${own.forgottenHelp}</p>
      </details>
    `;
  }

  override firstUpdated() {
    inputOf(this, 'username')?.focus({ preventScroll: true });
  }

  #turn() {
    this.shown = !this.shown;
  }

  #typed(event: Event) {
    const { name, value } = event.target as HTMLInputElement;
    if (name === 'username') this.#username = value;
    else this.#password = value;
    if (this.#wait.seconds === 0) this.refused = undefined;
  }

  async #submit(event: Event) {
    event.preventDefault();
    if (this.busy || this.#wait.seconds > 0) return;
    // A browser that filled the fields in may not have told.
    this.#username = inputOf(this, 'username')?.value ?? '';
    this.#password = inputOf(this, 'password')?.value ?? '';
    this.tried = true;
    this.refused = undefined;
    const empty = this.#username === '' ? 'username' : this.#password === '' ? 'password' : undefined;
    if (empty) {
      this.requestUpdate();
      return inputOf(this, empty)?.focus();
    }
    this.busy = true;
    try {
      await signIn({ username: this.#username, password: this.#password });
      this.dispatchEvent(new Event('signed-in'));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
      if (error.code === 'too_many_attempts') this.#wait.start(error.retryAfter ?? 60);
      inputOf(this, 'password')?.focus();
    } finally {
      this.busy = false;
    }
  }
}
