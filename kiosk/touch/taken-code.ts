import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { TakenAway } from '#contract/pickup.ts';
import { lastMoment } from '#words/moments.ts';
import '../scenes/code-square.ts';
import { touchStyle } from './touch-style.ts';
import { type PickupWords, pickupWords } from './words.ts';

const moreMs = 60_000;

/** The code of what a guest took along, for as long as they need; says `over` when its time is, or they are done. */
@customElement('taken-code')
export class TakenCode extends LitElement {
  @property({ attribute: false }) taken!: TakenAway;
  @property({ attribute: false }) words: PickupWords = pickupWords('zh-CN');
  @property() zone = 'UTC';
  @property({ attribute: false }) boxNow: () => number = Date.now;
  /** Without the box nobody can say whether the link still opens: the code gets no more time. */
  @property({ type: Boolean }) reached = false;
  @state() private until = 0;
  @state() private now = 0;
  #whole = 1;
  #second: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    touchStyle,
    css`
      :host {
        display: grid; align-content: center; justify-items: center; gap: calc(24 * var(--u)); padding: calc(64 * var(--u)) calc(48 * var(--u));
        box-sizing: border-box; text-align: center; background: #141312;
      }
      h1, p { margin: 0; font-weight: 400; font-size: calc(48 * var(--u)); line-height: calc(64 * var(--u)); }
      h1 { font-size: calc(64 * var(--u)); line-height: calc(84 * var(--u)); font-weight: 500; text-wrap: balance; }
      code-square { width: calc(700 * var(--u)); height: calc(700 * var(--u)); margin-top: calc(24 * var(--u)); }
      .line { width: calc(700 * var(--u)); height: calc(8 * var(--u)); background: #2e2b28; overflow: hidden; }
      .line div { height: 100%; background: #e3b668; transform-origin: left; transition: transform 1s linear; }
      .soft { color: rgb(246 244 240 / 78%); font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u)); }
      .acts { display: flex; gap: calc(24 * var(--u)); margin-top: calc(24 * var(--u)); }
      .acts button { min-width: calc(400 * var(--u)); }
      .what, .code { display: contents; }
      h1 { order: -1; }
      @container (min-aspect-ratio: 11 / 10) {
        :host { grid-template-columns: auto auto; gap: calc(48 * var(--u)) calc(96 * var(--u)); align-items: center; justify-content: center; text-align: left; justify-items: start; }
        .code { display: grid; gap: calc(24 * var(--u)); }
        .what { display: grid; gap: calc(16 * var(--u)); max-width: calc(900 * var(--u)); }
        .acts { margin-top: calc(48 * var(--u)); }
        .acts button { min-width: calc(340 * var(--u)); }
      }
      @media (prefers-reduced-motion: reduce) { .line div { transition: none; } }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.now = this.boxNow();
    this.until = Math.min(this.taken.showUntil, this.taken.expiresAt ?? Number.POSITIVE_INFINITY);
    this.#whole = Math.max(1, this.until - this.now);
    this.#second = setInterval(() => this.#pass(), 1000);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#second);
  }

  override render() {
    const { taken, words, now, until } = this;
    const { code } = words;
    const part = Math.min(1, Math.max(0, (until - now) / this.#whole));
    return html`
      <div class="code" role="img" aria-label=${code.picture}><code-square .code=${taken.code}></code-square>
        <div class="line" aria-hidden="true"><div style=${styleMap({ transform: `scaleX(${part})` })}></div></div></div>
      <div class="what">
        <h1>${code.title}</h1>
        <p>${code.photos(taken.photos)}${taken.expiresAt === null ? nothing : html`<br />${code.until(lastMoment(taken.expiresAt, now, this.zone))}`}</p>
        <p class="soft" role="timer">${code.left(Math.max(0, Math.ceil((until - now) / 1000)))}</p>
        <div class="acts">
          <button aria-disabled=${!this.reached} @click=${this.#more}>${code.more}</button>
          <button class="primary" @click=${() => this.dispatchEvent(new Event('over'))}>${code.done}</button>
        </div>
      </div>`;
  }

  #pass() {
    this.now = this.boxNow();
    if (this.now >= this.until) this.dispatchEvent(new Event('over'));
  }

  readonly #more = () => {
    if (!this.reached) return;
    this.now = this.boxNow();
    this.until = Math.min(this.until + moreMs, this.taken.expiresAt ?? Number.POSITIVE_INFINITY);
    this.#whole = Math.max(1, this.until - this.now);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'taken-code': TakenCode;
  }
}
