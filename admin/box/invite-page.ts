import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { formStyle, inputOf, passwordField } from '../parts/form.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { Wait } from '../parts/wait.ts';
import { href } from '../router.ts';
import { acceptInvite, type Offer, readInvite } from './calls.ts';

const names = ['username', 'password'] as const;
type Name = (typeof names)[number];
const wellNamed = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;

/** Takes an invitation up, on the phone that scanned its code. It says `signed-in` when it is done. */
@customElement('invite-page')
export class InvitePage extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @state() private offer: Offer | undefined;
  /** The invitation opens nothing (any more). */
  @state() private gone = false;
  @state() private busy = false;
  @state() private shown = false;
  @state() private tried = false;
  @state() private refused: Refused | undefined;
  #secret = '';
  #typed: Record<Name, string> = { username: '', password: '' };
  readonly #wait = new Wait(this, () => {
    this.refused = undefined;
    if (!this.offer) void this.#read();
  });

  static override styles = [
    controls,
    fieldStyle,
    formStyle,
    css`
      .role { padding: 12px 16px; background: var(--tint); }
      .role strong { display: block; font-weight: 500; }
      .over { display: grid; gap: 16px; justify-items: start; }
      .over p { color: var(--ink2); text-wrap: pretty; }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#take);
    this.#take();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#take);
  }

  override render() {
    const { admin, box } = this.words;
    const own = box.invite;
    if (this.gone || this.#secret === '') {
      return html`<div class="over">
        <h1>${this.gone ? own.goneTitle : own.noSecretTitle}</h1>
        <p role="alert">${this.gone ? this.words.problems.invite_gone : own.noSecret}</p>
        <a class="button" href=${href('/')}>${own.toSignIn}</a>
      </div>`;
    }
    const waiting = this.#wait.seconds;
    const again =
      waiting > 0
        ? html`<p>${admin.retryIn(waiting)}</p>`
        : this.offer
          ? nothing
          : html`<button @click=${() => void this.#read()}>${admin.retry}</button>`;
    const told = this.refused && !this.#fieldOf(this.refused) ? this.refused : undefined;
    const problem = told ? problemLine(sentenceOf(told, this.words), again) : nothing;
    if (!this.offer) return problem;
    const value = (name: Name) => ({ name, value: this.#typed[name], error: this.#wrong(name) });
    return html`<form novalidate @submit=${this.#submit} @input=${this.#input}>
      <h1>${own.welcome(this.offer.boxName)}</h1>
      ${problem}
      <p class="role"><strong>${own.as(admin.roles[this.offer.role])}</strong>${box.accounts.roleText[this.offer.role]}</p>
      ${field({ ...value('username'), label: own.username, help: own.usernameHelp, autocomplete: 'username' })}
      ${passwordField({ ...value('password'), label: own.password, help: box.accounts.passwordHelp, autocomplete: 'new-password' }, { shown: this.shown, turn: () => this.#turn(), words: admin })}
      <button class="primary" aria-disabled=${this.busy || waiting > 0}>${this.busy ? own.busy : own.accept}</button>
    </form>`;
  }

  /** Takes the secret out of the address, before anybody looks over a shoulder or keeps it in a history. */
  readonly #take = () => {
    const secret = location.hash.slice(1);
    if (secret === '') return;
    history.replaceState(history.state, '', location.pathname + location.search);
    this.#secret = secret;
    this.gone = false;
    this.offer = undefined;
    void this.#read();
  };

  async #read() {
    this.refused = undefined;
    try {
      this.offer = await readInvite(this.#secret);
    } catch (error) {
      this.#tell(error);
    }
    this.requestUpdate();
  }

  #wrong(name: Name): string | undefined {
    const { admin, box } = this.words;
    const typed = this.#typed[name];
    if (this.refused && this.#fieldOf(this.refused) === name) {
      if (this.refused.code !== 'invalid_input') return sentenceOf(this.refused, this.words);
      return name === 'username' ? box.invite.usernameWrong : admin.setup.passwordShort;
    }
    if (!this.tried) return undefined;
    if (typed.trim() === '') return admin.required;
    if (name === 'username') return wellNamed.test(typed.trim()) ? undefined : box.invite.usernameWrong;
    if (typed.length < 8) return admin.setup.passwordShort;
    return typed.length > 200 ? admin.setup.passwordLong : undefined;
  }

  #fieldOf({ code, fields }: Refused): Name | undefined {
    if (code === 'username_taken') return 'username';
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
    // A browser that filled the fields in may not have told.
    for (const name of names) this.#typed[name] = inputOf(this, name)?.value ?? '';
    this.tried = true;
    this.refused = undefined;
    this.requestUpdate();
    const wrong = names.find((name) => this.#wrong(name));
    if (wrong) return inputOf(this, wrong)?.focus();
    this.busy = true;
    try {
      await acceptInvite({ ...this.#typed, secret: this.#secret });
      this.dispatchEvent(new Event('signed-in'));
    } catch (error) {
      this.#tell(error);
      const at = this.refused && this.#fieldOf(this.refused);
      if (at) inputOf(this, at)?.focus();
    } finally {
      this.busy = false;
    }
  }

  #tell(error: unknown) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === 'invite_gone') this.gone = true;
    this.refused = error;
    if (error.code === 'too_many_attempts') this.#wait.start(error.retryAfter ?? 60);
  }
}
