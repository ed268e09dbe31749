import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { type CodeOrigin, type DrawnCode, drawCode } from './calls.ts';

/**
 * A link's code on solid white with its quiet zone, as large as its frame allows in whole pixels a module. `key` is what
 * draws it anew: another link, origin or address. `full()` shows it on the whole screen, where the browser can.
 */
@customElement('code-figure')
export class CodeFigure extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() linkId = '';
  @property() origin: CodeOrigin | undefined;
  /** The address in the code. */
  @property() address = '';
  @property() name = '';
  /** No larger than this many CSS pixels; 0: no limit but its frame and the screen's height. */
  @property({ type: Number }) most = 0;
  @state() private drawn: DrawnCode | undefined;
  @state() private refused: Refused | undefined;
  @state() private room = 0;
  @state() private whole = false;
  #asked = '';
  #watch: ResizeObserver | undefined;

  static override styles = [
    controls,
    css`
      .ground { display: grid; place-items: center; min-height: 120px; overflow: hidden; background: #ffffff; }
      :host([framed]) .ground { border: 1px solid var(--line); }
      img { display: block; image-rendering: pixelated; }
      .ground:fullscreen { width: 100vw; height: 100vh; }
      .problem { text-align: left; }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#watch = new ResizeObserver(() => this.#measure());
    this.#watch.observe(this);
    addEventListener('resize', this.#measure);
    document.addEventListener('fullscreenchange', this.#turned);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    removeEventListener('resize', this.#measure);
    document.removeEventListener('fullscreenchange', this.#turned);
  }

  /** Whether this browser can show it on the whole screen; iPhones cannot. */
  static get canFill(): boolean {
    return document.fullscreenEnabled === true;
  }

  full(): void {
    void this.renderRoot
      .querySelector('.ground')
      ?.requestFullscreen?.()
      .catch(() => undefined);
  }

  override willUpdate() {
    const key = `${this.linkId} ${this.origin ?? ''} ${this.address}`;
    if (key === this.#asked || this.linkId === '') return;
    this.#asked = key;
    void this.#draw(key);
  }

  override render() {
    if (this.refused) {
      const again = html`<button @click=${() => void this.#draw(this.#asked)}>${this.words.admin.retry}</button>`;
      return problemLine(sentenceOf(this.refused, this.words), this.refused.code === 'offline' ? again : nothing);
    }
    const { drawn } = this;
    if (!drawn) return html`<div class="ground" role="status" aria-label=${this.words.links.dialog.drawing}></div>`;
    // A module of broken pixels is a module that a phone across the room may misread.
    const scale = window.devicePixelRatio || 1;
    const width = (Math.max(1, Math.floor((this.room * scale) / drawn.modules)) * drawn.modules) / scale;
    const size = { width: `${width}px`, height: `${width}px` };
    return html`<div class="ground" @click=${() => this.whole && void document.exitFullscreen()}><img src=${drawn.src} alt=${this.words.links.dialog.alt(this.name)} style=${styleMap(size)} /></div>`;
  }

  async #draw(key: string) {
    try {
      const drawn = await drawCode(this.linkId, this.origin);
      if (key !== this.#asked) return;
      this.drawn = drawn;
      this.refused = undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (key === this.#asked) this.refused = error;
    }
    this.#measure();
  }

  readonly #turned = () => {
    this.whole = this.shadowRoot?.fullscreenElement != null;
    this.#measure();
  };

  readonly #measure = () => {
    if (this.whole) this.room = Math.min(innerWidth, innerHeight);
    else {
      // A frame's own line is no room.
      const wide = this.clientWidth - (this.hasAttribute('framed') ? 2 : 0);
      this.room = Math.min(wide, this.most || Math.max(240, innerHeight - 440));
    }
  };
}
