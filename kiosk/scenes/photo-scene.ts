import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Scene } from '#contract/scenes.ts';
import type { ScreenCode, ScreenPhoto } from '#contract/screens.ts';
import { momentOf } from '#words/moments.ts';
import './code-card.ts';
import { frame } from './frame.ts';
import { drawGround } from './ground.ts';
import { sizeFor } from './size.ts';
import type { Venue } from './venue-still.ts';
import './venue-still.ts';
import { kioskWords, weightOf } from './words.ts';

/**
 * One photo, whole, on its own ground, with its code beside it or alone. It fills the element it is given, at any size,
 * lying or upright.
 */
@customElement('photo-scene')
export class PhotoScene extends LitElement {
  @property({ attribute: false }) scene: Scene | undefined;
  @property({ attribute: false }) photo: ScreenPhoto | undefined;
  @property({ attribute: false }) code: ScreenCode | null = null;
  /** Shows the venue's still in the code's place. */
  @property({ type: Boolean }) withheld = false;
  @property({ attribute: false }) venue: Venue | undefined;
  /** Address of a photo in a size. */
  @property({ attribute: false }) src: (photo: ScreenPhoto, size: 'thumb' | 'screen' | 'kiosk') => string = () => '';
  /** Just shot, on its first showing. */
  @property({ type: Boolean }) fresh = false;
  /** Box time, UTC ms. */
  @property({ attribute: false }) now = 0;

  @state() private room = { width: 0, height: 0 };
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  @query('img') private picture!: HTMLImageElement | null;
  #drawn = '';
  #ground: Promise<void> = Promise.resolve();
  readonly #measure = new ResizeObserver(([entry]) => {
    const { width = 0, height = 0 } = entry?.contentRect ?? {};
    if (width > 0 && height > 0) this.room = { width, height };
  });

  static override styles = [
    frame,
    css`
    .ground { position: absolute; inset: 0; width: 100%; height: 100%; }
    .content {
      display: grid; grid-template-rows: minmax(0, 1fr); transform: translate(var(--shift-x, 0), var(--shift-y, 0));
      --wide: calc(100cqw - 96 * var(--u)); --high: calc(984 * var(--u)); --side: calc(48 * var(--u)); --least: calc(520 * var(--u));
      padding: var(--side); box-sizing: border-box;
    }
    .content.captioned { --high: calc(900 * var(--u)); }
    .content.beside {
      --wide: calc(100cqw - 784 * var(--u)); --high: calc(840 * var(--u));
      grid-template-columns: minmax(0, 1fr) calc(592 * var(--u)); gap: calc(64 * var(--u));
      padding: calc(120 * var(--u)) calc(64 * var(--u));
    }
    .content.long { --least: calc(760 * var(--u)); }
    .content.beside.long { --high: calc(790 * var(--u)); }
    figure { margin: 0; min-width: 0; height: 100%; display: flex; flex-direction: column; align-items: center; justify-content: safe center; }
    .photo { position: relative; flex: none; width: min(var(--wide), var(--high) * var(--ratio)); aspect-ratio: var(--ratio); }
    img { display: block; width: 100%; height: 100%; }
    .fresh .photo { outline: calc(6 * var(--u)) solid #e3b668; }
    .label {
      position: absolute; left: 0; bottom: 0; padding: calc(8 * var(--u)) calc(24 * var(--u));
      font-size: calc(40 * var(--u)); line-height: calc(56 * var(--u)); font-weight: 500; background: #e3b668; color: #1a1916;
    }
    figcaption {
      flex: none; display: flex; justify-content: space-between; gap: calc(48 * var(--u));
      width: min(var(--wide), max(var(--high) * var(--ratio), var(--least)));
      margin-top: calc(24 * var(--u)); font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u));
      max-height: calc(104 * var(--u)); overflow: hidden;
    }
    .words { min-width: 0; overflow-wrap: anywhere; }
    time { flex: none; margin-left: auto; color: rgb(246 244 240 / 78%); }
    .narrow figcaption { justify-content: center; }
    .narrow time { margin-left: 0; }
    .card { width: calc(592 * var(--u)); height: calc(840 * var(--u)); }
    @container (max-aspect-ratio: 11 / 10) {
      .content { --wide: calc(100cqw - 96 * var(--u)); --high: calc(100cqh - 96 * var(--u)); }
      .content.captioned { --high: calc(100cqh - 248 * var(--u)); }
      .content.beside, .content.beside.long {
        --wide: calc(952 * var(--u)); --high: calc(100cqh - 912 * var(--u));
        grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 1fr) calc(592 * var(--u));
        padding: calc(88 * var(--u)) calc(64 * var(--u));
      }
      .card { width: calc(952 * var(--u)); height: calc(592 * var(--u)); }
    }
  `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#measure.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#measure.disconnect();
  }

  /** Settles when all that it was given can be drawn in the next frame; rejects where the photo cannot be read. */
  async ready(): Promise<void> {
    await this.updateComplete;
    await Promise.all([this.picture?.decode(), this.#ground]);
  }

  override render() {
    const { photo, venue, code } = this;
    if (!photo || !venue) return html`<canvas class="ground"></canvas>`;
    const own = kioskWords(venue.locale);
    const beside = code !== null || this.withheld;
    const ratio = photo.width / photo.height;
    const words = photo.title || photo.caption.split('\n')[0] || '';
    const time = photo.takenAt === null ? '' : own.taken(momentOf(photo.takenAt, this.now, venue.timeZone));
    // Alone and without a title the photo takes all the room: the time by itself would say little.
    const captioned = words !== '' || (beside && time !== '');
    const shape = [
      beside ? 'beside' : 'alone',
      captioned ? 'captioned' : '',
      weightOf(words) > (ratio < 1 ? 8 : 22) ? 'long' : '',
      ratio < 1 && (words === '' || time === '') ? 'narrow' : '',
      this.fresh ? 'fresh' : '',
    ].join(' ');
    return html`
      <canvas class="ground"></canvas>
      <div class="content ${shape}" lang=${venue.locale} style=${styleMap({ '--ratio': String(ratio) })}>
        <figure>
          <div class="photo">
            ${this.#image(photo, beside, words)}
            ${this.fresh ? html`<span class="label">${own.fresh}</span>` : nothing}
          </div>
          ${
            captioned
              ? html`<figcaption>
                  ${words ? html`<span class="words">${words}</span>` : nothing}
                  ${time ? html`<time datetime=${new Date(photo.takenAt ?? 0).toISOString()}>${time}</time>` : nothing}
                </figcaption>`
              : nothing
          }
        </figure>
        ${this.#card(code, venue)}
      </div>`;
  }

  #image(photo: ScreenPhoto, beside: boolean, words: string) {
    const address = this.#address(photo, beside);
    return address ? html`<img src=${address} alt=${words} draggable="false" />` : nothing;
  }

  #card(code: ScreenCode | null, venue: Venue) {
    if (code) return html`<code-card class="card" .code=${code} .venue=${venue} .now=${this.now}></code-card>`;
    return this.withheld ? html`<venue-still class="card" .venue=${venue}></venue-still>` : nothing;
  }

  #address(photo: ScreenPhoto, beside: boolean): string {
    const { width, height } = this.#room();
    return this.src(photo, sizeFor(photo, beside, width * devicePixelRatio, height * devicePixelRatio));
  }

  #room() {
    // Before the first measuring: as it lies.
    return this.room.width > 0 ? this.room : { width: this.clientWidth || 1, height: this.clientHeight || 1 };
  }

  override updated() {
    const { photo, canvas } = this;
    const { width, height } = this.#room();
    // Where the small copy could not be had, the photo itself does.
    const address = photo ? this.src(photo, 'thumb') || this.#address(photo, this.code !== null || this.withheld) : '';
    const drawn = `${address} ${(width / height).toFixed(2)}`;
    if (drawn === this.#drawn || !canvas) return;
    this.#drawn = drawn;
    if (address === '') {
      canvas.width = 0;
      this.#ground = Promise.resolve();
      return;
    }
    this.#ground = drawGround(canvas, address, width / height);
    this.#ground.catch(() => {});
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'photo-scene': PhotoScene;
  }
}
