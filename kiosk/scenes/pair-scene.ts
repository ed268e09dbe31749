import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { ScreenPhoto } from '#contract/screens.ts';
import { frame } from './frame.ts';
import { Ground } from './ground.ts';
import { SceneElement } from './scene-element.ts';
import { isUpright } from './size.ts';
import { kioskWords } from './words.ts';

/** Two upright photos side by side, equally high, on the ground of both; an upright screen shows one of them. */
@customElement('pair-scene')
export class PairScene extends SceneElement<'pair'> {
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  readonly #ground = new Ground(this, 0.62, () => ({
    canvas: this.canvas,
    addresses: this.#shown().map((photo) => this.coarse(photo)),
    ratio: this.room.width / this.room.height,
  }));

  static override styles = [
    frame,
    css`
    .ground { position: absolute; inset: 0; width: 100%; height: 100%; }
    .content {
      display: flex; align-items: center; justify-content: center; gap: calc(24 * var(--u));
      transform: translate(var(--shift-x, 0), var(--shift-y, 0));
      --high: min(calc(984 * var(--u)), (100cqw - calc(96 * var(--u)) - var(--gaps)) / var(--ratios));
    }
    @container (max-aspect-ratio: 11 / 10) {
      .content { --high: min(100cqh - calc(96 * var(--u)), (100cqw - calc(96 * var(--u)) - var(--gaps)) / var(--ratios)); }
    }
    .photo { position: relative; flex: none; height: var(--high); aspect-ratio: var(--ratio); }
    img { display: block; width: 100%; height: 100%; }
    .fresh { outline: calc(6 * var(--u)) solid #e3b668; }
    .label {
      position: absolute; left: 0; bottom: 0; padding: calc(8 * var(--u)) calc(24 * var(--u));
      font-size: calc(40 * var(--u)); line-height: calc(56 * var(--u)); font-weight: 500; background: #e3b668; color: #1a1916;
    }
  `,
  ];

  protected override pending() {
    return [this.#ground.ready];
  }

  override render() {
    const { given } = this;
    const shown = this.#shown();
    if (!given || shown.length === 0) return html`<canvas class="ground"></canvas>`;
    const own = kioskWords(given.venue.locale);
    const ratios = shown.reduce((sum, { width, height }) => sum + width / height, 0);
    const styles = { '--ratios': String(ratios), '--gaps': `calc(${24 * (shown.length - 1)} * var(--u))` };
    return html`<canvas class="ground"></canvas>
      <div class="content" lang=${given.venue.locale} style=${styleMap(styles)}>
        ${shown.map((photo) => {
          const address = this.address(photo);
          const fresh = given.fresh && photo.id === given.scene.photoIds[0];
          return html`<div class="photo ${fresh ? 'fresh' : ''}" style=${styleMap({ '--ratio': String(photo.width / photo.height) })}>
            ${address ? html`<img src=${address} alt=${photo.title} data-photo=${photo.id} draggable="false" />` : nothing}
            ${fresh ? html`<span class="label">${own.fresh}</span>` : nothing}
          </div>`;
        })}
      </div>`;
  }

  /** Both, or the one whose turn it is. */
  #shown(): ScreenPhoto[] {
    const photos = this.photos.slice(0, 2);
    if (!isUpright(this.room.width, this.room.height)) return photos;
    const one = photos[this.given?.half ?? 0] ?? photos[0];
    return one ? [one] : [];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pair-scene': PairScene;
  }
}
