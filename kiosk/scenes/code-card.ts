import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ScreenCode } from '#contract/screens.ts';
import { lastMoment } from '#words/moments.ts';
import { codeSide, drawnCode } from './code-picture.ts';
import type { Venue } from './venue-still.ts';
import { kioskWords, weightOf } from './words.ts';

/** A link's code with what it opens and until when; drawn in the units (`--u`) of the scene around it. */
@customElement('code-card')
export class CodeCard extends LitElement {
  @property({ attribute: false }) code: ScreenCode | undefined;
  @property({ attribute: false }) venue: Venue | undefined;
  /** Box time, UTC ms: days left are counted from it. */
  @property({ attribute: false }) now = 0;
  /** Side of the code's place, CSS pixels. */
  @state() private room = 0;
  readonly #measure = new ResizeObserver(([entry]) => {
    this.room = entry?.contentRect.width ?? 0;
  });

  static override styles = css`
    :host { display: flex; flex-direction: column; overflow: hidden; background: #fff; color: #1a1916; }
    .place { flex: none; width: calc(592 * var(--u)); height: calc(592 * var(--u)); display: grid; place-items: center; }
    .drawn { display: block; }
    .words { padding: 0 calc(64 * var(--u)); min-width: 0; }
    h2 { margin: 0 0 calc(5 * var(--u)); font-size: calc(56 * var(--u)); line-height: calc(72 * var(--u)); font-weight: 500; white-space: nowrap; }
    :host(:lang(en)) h2 { font-size: calc(48 * var(--u)); }
    p {
      margin: 0; font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u)); color: #5a564e;
      max-height: calc(104 * var(--u)); overflow: hidden; overflow-wrap: anywhere;
    }
    @container (max-aspect-ratio: 11 / 10) {
      :host { flex-direction: row; align-items: center; }
      .words { padding: 0 calc(40 * var(--u)) 0 0; }
      h2 { font-size: calc(48 * var(--u)); line-height: calc(64 * var(--u)); white-space: normal; margin-bottom: calc(16 * var(--u)); }
      p { max-height: calc(208 * var(--u)); }
    }
  `;

  override connectedCallback() {
    super.connectedCallback();
    void this.updateComplete.then(() => {
      const place = this.renderRoot.querySelector('.place');
      if (place && this.isConnected) this.#measure.observe(place);
    });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#measure.disconnect();
  }

  override render() {
    const { code, venue } = this;
    const drawn =
      code && this.room > 0 ? drawnCode(code.code, codeSide(code.code.modules, this.room, devicePixelRatio)) : nothing;
    const own = venue && kioskWords(venue.locale);
    return html`<div class="place">${drawn}</div>
      ${
        code && venue && own
          ? html`<div class="words" lang=${venue.locale}>
              <h2>${own.scan}</h2>
              <p>${this.#what(code, own)}</p>
              ${code.expiresAt === null ? nothing : html`<p>${own.until(lastMoment(code.expiresAt, this.now, venue.timeZone))}</p>`}
            </div>`
          : nothing
      }`;
  }

  /** A title that would push the count out of its two lines is left out: the count says what a guest gets. */
  #what({ galleryTitle, photos }: ScreenCode, own: ReturnType<typeof kioskWords>): string {
    const whole = own.photos(galleryTitle, photos);
    return weightOf(whole) > 22 ? own.photos('', photos) : whole;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'code-card': CodeCard;
  }
}
