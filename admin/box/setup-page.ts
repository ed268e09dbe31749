import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Locale } from '#contract/common.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { formStyle, inputOf, passwordField } from '../parts/form.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { Wait } from '../parts/wait.ts';
import { claimBox } from './calls.ts';

const names = ['claimCode', 'password', 'boxName'] as const;
type Name = (typeof names)[number];

/** Claims the box. It says `claimed` when that is done, by it or by somebody else, and `choose-language` with a Locale. */
@customElement('setup-page')
export class SetupPage extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() locale: Locale = 'zh-CN';
  /** The name that the box has so far. */
  @property() boxName = '';
  @state() private busy = false;
  @state() private shown = false;
  @state() private tried = false;
  @state() private refused: Refused | undefined;
  #typed: Record<Name, string> = { claimCode: '', password: '', boxName: '' };
  readonly #wait = new Wait(this, () => {
    this.refused = undefined;
  });

  static override styles = [
    controls,
    fieldStyle,
    formStyle,
    css`
    .choices { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; margin-top: 8px; border: 1px solid var(--line2); border-radius: 8px; }
    .choices label { position: relative; display: grid; }
      .choices span { display: grid; place-items: center; min-height: 42px; border-radius: 7px; }
      .choices :checked + span { background: var(--selected); font-weight: 500; }
      .choices :focus-visible + span { outline: 2px solid var(--accent); outline-offset: 2px; }
    .choices input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
    @media (max-width: 599px) {
      .choices span { min-height: 50px; font-size: 17px; }
    }
  `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#typed.boxName ||= this.boxName;
  }

  override render() {
    const { admin } = this.words;
    const { setup } = admin;
    const waiting = this.#wait.seconds;
    const value = (name: Name) => ({ name, value: this.#typed[name], error: this.#wrong(name) });
    return html`
      <form novalidate @submit=${this.#submit} @input=${this.#input}>
        <div class="heading">
          <h1>${setup.title}</h1>
          <p class="lead">${setup.lead}</p>
        </div>
        ${this.refused && !this.#fieldOf(this.refused) ? problemLine(sentenceOf(this.refused, this.words), waiting > 0 ? html`<p>${admin.retryIn(waiting)}</p>` : nothing) : nothing}
        <fieldset>
          <legend>${setup.language}</legend>
          <div class="choices">${(['zh-CN', 'en'] as const).map((locale) => this.#choice(locale))}</div>
        </fieldset>
        ${field({ ...value('claimCode'), label: setup.claimCode, help: setup.claimCodeHelp, autocomplete: 'off', literal: true })}
        <input type="text" name="username" autocomplete="username" value="owner" hidden />
        ${passwordField({ ...value('password'), label: setup.password, help: setup.passwordHelp, autocomplete: 'new-password' }, { shown: this.shown, turn: () => this.#turn(), words: admin })}
        ${field({ ...value('boxName'), label: setup.boxName, help: setup.boxNameHelp, autocomplete: 'organization' })}
        <button class="primary" aria-disabled=${this.busy || waiting > 0}>${this.busy ? setup.busy : setup.submit}</button>
      </form>
    `;
  }

  #choice(locale: Locale) {
    const chosen = () => this.dispatchEvent(new CustomEvent<Locale>('choose-language', { detail: locale }));
    return html`<label lang=${locale}>
      <input type="radio" name="locale" value=${locale} .checked=${locale === this.locale} @change=${chosen} /><span>${this.words.admin.languages[locale]}</span>
    </label>`;
  }

  /** What is wrong with a field, as far as can be seen from here or as the box said. */
  #wrong(name: Name): string | undefined {
    const { admin } = this.words;
    const typed = this.#typed[name];
    if (this.refused && this.#fieldOf(this.refused) === name) return sentenceOf(this.refused, this.words);
    if (!this.tried) return undefined;
    if (typed.trim() === '') return admin.required;
    if (name === 'password' && typed.length < 8) return admin.setup.passwordShort;
    if (name === 'password' && typed.length > 200) return admin.setup.passwordLong;
    return undefined;
  }

  /** The field beneath which a refusal belongs. */
  #fieldOf({ code, fields }: Refused): Name | undefined {
    if (code === 'claim_code_wrong') return 'claimCode';
    return code === 'invalid_input' ? names.find((name) => fields.includes(name)) : undefined;
  }

  #turn() {
    this.shown = !this.shown;
  }

  #input(event: Event) {
    const { name, value } = event.target as HTMLInputElement;
    if (!(name in this.#typed)) return;
    this.#typed[name as Name] = value;
    if (this.#wait.seconds === 0) this.refused = undefined;
    this.requestUpdate();
  }

  async #submit(event: Event) {
    event.preventDefault();
    if (this.busy || this.#wait.seconds > 0) return;
    for (const name of names) this.#typed[name] = inputOf(this, name)?.value ?? '';
    this.tried = true;
    this.refused = undefined;
    this.requestUpdate();
    const wrong = names.find((name) => this.#wrong(name));
    if (wrong) return inputOf(this, wrong)?.focus();
    this.busy = true;
    try {
      await claimBox({ ...this.#typed, locale: this.locale });
      this.dispatchEvent(new Event('claimed'));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'already_claimed') this.dispatchEvent(new Event('claimed'));
      this.refused = error;
      if (error.code === 'too_many_attempts') this.#wait.start(error.retryAfter ?? 60);
      inputOf(this, this.#fieldOf(error) ?? 'claimCode')?.focus();
    } finally {
      this.busy = false;
    }
  }
}
