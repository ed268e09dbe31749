import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { eye, eyeOff } from '../parts/icons.ts';
import { sentenceOf } from '../parts/problem-line.ts';
import { readLinkPassword } from './calls.ts';
import './address-line.ts';

/** Seconds for which a password is on the screen. */
const shownFor = 30;

/** Shows a link's password when asked to, with the way to copy it, and hides it by itself; the box notes each look. */
@customElement('link-password')
export class LinkPassword extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() linkId = '';
  /** Changes with the link: what was shown before is hidden. */
  @property() edition = '';
  @state() private text: string | undefined;
  @state() private left = 0;
  @state() private asking = false;
  @state() private refused: Refused | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    css`
      :host { min-width: 0; }
      .shown { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; }
      .foot { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 16px; }
      .told { color: var(--dead); font-size: 13px; line-height: 20px; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('linkId') || changed.has('edition')) this.#hide();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#hide();
  }

  override render() {
    const own = this.words.links;
    if (this.text === undefined)
      return html`<button aria-disabled=${this.asking ? 'true' : 'false'} @click=${this.#show}>${eye}${this.asking ? own.form.showingPassword : own.form.showPassword}</button>
        ${this.refused ? html`<p class="told" role="alert">${sentenceOf(this.refused, this.words)}</p>` : nothing}`;
    return html`<div class="shown">
      <address-line .words=${this.words} .address=${this.text} .label=${own.passwordIs} .copyLabel=${own.copyPassword} .copiedText=${this.words.admin.copied}></address-line>
      <div class="foot"><span class="small figures">${own.form.hiddenIn(this.left)}</span><button class="quiet dense" @click=${this.#hide}>${eyeOff}${own.form.hidePassword}</button></div>
    </div>`;
  }

  async #show() {
    if (this.asking) return;
    this.asking = true;
    this.refused = undefined;
    const { linkId, edition } = this;
    try {
      const text = await readLinkPassword(linkId);
      if (linkId !== this.linkId || edition !== this.edition || !this.isConnected) return;
      this.text = text;
      this.left = shownFor;
      this.#timer = setInterval(() => this.#tick(), 1000);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    } finally {
      this.asking = false;
    }
  }

  #tick() {
    this.left -= 1;
    if (this.left <= 0) this.#hide();
  }

  readonly #hide = () => {
    clearInterval(this.#timer);
    this.text = undefined;
    this.refused = undefined;
  };
}
