import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { ScreenPhoto } from '#contract/screens.ts';
import { momentOf } from '#words/moments.ts';
import './code-card.ts';
import { frame } from './frame.ts';
import { Ground } from './ground.ts';
import { type Around, SceneElement } from './scene-element.ts';
import './venue-still.ts';
import { kioskWords, weightOf } from './words.ts';

/** One photo, whole, on its own ground, with its code beside it or alone. */
@customElement('photo-scene')
export class PhotoScene extends SceneElement<'photo'> {
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  readonly #ground = new Ground(this, 0.46, () => ({
    canvas: this.canvas,
    addresses: this.photos.slice(0, 1).map((photo) => this.coarse(photo)),
    ratio: this.room.width / this.room.height,
  }));

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
    /* Four places for the card: right or left, nearer to the upper or to the lower edge. */
    .content.spot1, .content.spot3 { grid-template-columns: calc(592 * var(--u)) minmax(0, 1fr); }
    .spot1 figure, .spot3 figure { grid-area: 1 / 2; }
    .spot1 .card, .spot3 .card { grid-area: 1 / 1; }
    .content.spot0, .content.spot3 { padding-top: calc(64 * var(--u)); padding-bottom: calc(176 * var(--u)); }
    .content.spot1, .content.spot2 { padding-top: calc(144 * var(--u)); padding-bottom: calc(96 * var(--u)); }
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
      /* Below or above the photo, its code on the left or on the right. */
      .content.beside.spot1, .content.beside.spot3 { grid-template-rows: calc(592 * var(--u)) minmax(0, 1fr); }
      .spot1 figure, .spot3 figure { grid-area: 2 / 1; }
      .spot1 .card, .spot3 .card { grid-area: 1 / 1; }
      .card { width: calc(952 * var(--u)); height: calc(592 * var(--u)); }
    }
  `,
  ];

  protected override pending() {
    return [this.#ground.ready];
  }

  override render() {
    const { given } = this;
    const [photo] = this.photos;
    if (!given || !photo) return html`<canvas class="ground"></canvas>`;
    const { venue, code, withheld, fresh, now, spot } = given;
    const own = kioskWords(venue.locale);
    const beside = code !== null || withheld;
    const ratio = photo.width / photo.height;
    const words = photo.title || photo.caption.split('\n')[0] || '';
    const time = photo.takenAt === null ? '' : own.taken(momentOf(photo.takenAt, now, venue.timeZone));
    // Alone and without a title the photo takes all the room: the time by itself would say little.
    const captioned = words !== '' || (beside && time !== '');
    const shape = [
      beside ? `beside spot${spot}` : 'alone',
      captioned ? 'captioned' : '',
      weightOf(words) > (ratio < 1 ? 8 : 22) ? 'long' : '',
      ratio < 1 && (words === '' || time === '') ? 'narrow' : '',
      fresh ? 'fresh' : '',
    ].join(' ');
    return html`
      <canvas class="ground"></canvas>
      <div class="content ${shape}" lang=${venue.locale} style=${styleMap({ '--ratio': String(ratio) })}>
        <figure>
          <div class="photo">
            ${this.#image(photo, words)}
            ${fresh ? html`<span class="label">${own.fresh}</span>` : nothing}
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
        ${this.#card(given)}
      </div>`;
  }

  #image(photo: ScreenPhoto, words: string) {
    const address = this.address(photo);
    return address ? html`<img src=${address} alt=${words} data-photo=${photo.id} draggable="false" />` : nothing;
  }

  #card({ code, venue, now, withheld, spot }: Around) {
    if (code) {
      return html`<code-card class="card" .code=${code} .venue=${venue} .now=${now} ?mirrored=${spot > 1}></code-card>`;
    }
    return withheld ? html`<venue-still class="card" .venue=${venue}></venue-still>` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'photo-scene': PhotoScene;
  }
}
