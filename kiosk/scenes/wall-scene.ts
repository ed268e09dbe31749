import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { ScreenPhoto } from '#contract/screens.ts';
import { lastMoment } from '#words/moments.ts';
import './code-square.ts';
import { fitted, frame } from './frame.ts';
import { Ground } from './ground.ts';
import { placeOf, wallTiles } from './rooms.ts';
import { type Given, placeOfCode, SceneElement } from './scene-element.ts';
import { unitOf } from './size.ts';
import type { Box } from './tile-trees.ts';
import './venue-still.ts';
import { Joining } from './joining.ts';
import { slide } from './slide.ts';
import { kioskWords } from './words.ts';

/** The newest photos, the very newest the largest; those that come while it is on join it, and the rest make room once. */
@customElement('wall-scene')
export class WallScene extends SceneElement<'wall'> {
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  readonly #joining = new Joining(this);
  #boxes = new Map<string, Box>();
  #full = false;
  /** The scene and the shape of what was drawn last. */
  #last = '';
  readonly #ground = new Ground(this, 0.62, () => ({
    canvas: this.canvas,
    addresses: this.#full ? [] : this.photos.slice(0, 1).map((photo) => this.coarse(photo)),
    ratio: this.room.width / this.room.height,
  }));

  static override styles = [
    frame,
    fitted,
    css`
    .ground { position: absolute; inset: 0; width: 100%; height: 100%; }
    .tiles, .column { position: absolute; }
    .tiles { inset: 0 calc(512 * var(--u)) 0 0; }
    .left .tiles { inset: 0 0 0 calc(512 * var(--u)); }
    .tile { position: absolute; overflow: hidden; transform-origin: 0 0; }
    .tile img { display: block; width: 100%; height: 100%; object-fit: cover; }
    .edge { position: absolute; inset: 0; border: calc(6 * var(--u)) solid #e3b668; }
    .edge.once { animation: edge 8.6s linear forwards; }
    @keyframes edge { 0%, 93% { opacity: 1; } 100% { opacity: 0; } }
    .edge span {
      position: absolute; left: 0; bottom: 0; padding: calc(8 * var(--u)) calc(24 * var(--u)) calc(4 * var(--u)) calc(18 * var(--u));
      font-size: calc(40 * var(--u)); line-height: calc(52 * var(--u)); font-weight: 500; background: #e3b668; color: #1a1916;
    }
    .column {
      inset: 0 0 0 auto; width: calc(504 * var(--u)); box-sizing: border-box; display: flex; flex-direction: column;
      padding: calc(56 * var(--u)) 0 calc(48 * var(--u)); background: #fff; color: #1a1916;
    }
    .left .column { inset: 0 auto 0 0; }
    .words { padding: 0 calc(56 * var(--u)) 0 calc(64 * var(--u)); }
    .title { max-height: calc(156 * var(--u)); color: #5a564e; }
    .count { font-size: calc(96 * var(--u)); line-height: calc(118 * var(--u)); font-weight: 500; }
    .more { color: #5a564e; max-height: calc(104 * var(--u)); }
    .column > code-square, .column > venue-still { flex: none; width: calc(482 * var(--u)); height: calc(482 * var(--u)); margin: auto calc(11 * var(--u)) 0; }
    .scan { max-height: calc(64 * var(--u)); font-weight: 500; }
    .until { max-height: calc(52 * var(--u)); color: #5a564e; }
    .column > venue-still { font-size: calc(36 * var(--u)); }
    .up .column > code-square, .up .column > venue-still { order: -1; margin: calc(-45 * var(--u)) calc(11 * var(--u)) calc(20 * var(--u)); }
    .up .words:last-child:not(:first-child) { margin-top: auto; }
    .bare { justify-content: center; }
    @container (max-aspect-ratio: 11 / 10) {
      .tiles { inset: 0 0 calc(512 * var(--u)) 0; }
      .left .tiles { inset: calc(512 * var(--u)) 0 0 0; }
      .column, .left .column {
        inset: auto 0 0 0; width: auto; height: calc(504 * var(--u)); justify-content: center; gap: calc(20 * var(--u));
        padding: 0 calc(48 * var(--u)) 0 calc(528 * var(--u));
      }
      .left .column { inset: 0 0 auto 0; }
      .column > code-square, .column > venue-still { position: absolute; left: calc(11 * var(--u)); top: calc(11 * var(--u)); margin: 0; }
      .up .column { padding: 0 calc(528 * var(--u)) 0 calc(48 * var(--u)); }
      .up .column > code-square, .up .column > venue-still { left: auto; right: calc(11 * var(--u)); margin: 0; }
      .words, .up .words:last-child:not(:first-child) { padding: 0; margin: 0; }
      .column.bare, .left .column.bare, .up .column.bare { padding-left: calc(64 * var(--u)); }
    }
  `,
  ];

  protected override pending() {
    return [this.#ground.ready];
  }

  protected override get photos(): ScreenPhoto[] {
    return this.#joining.of(super.photos);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { given } = this;
    if (!given) return;
    this.#joining.heed(given.scene.id, super.photos, (photo) => this.address(photo));
  }

  override render() {
    const { given, photos } = this;
    if (!given) return html`<canvas class="ground"></canvas>`;
    const { venue, spot, fresh } = given;
    const own = kioskWords(venue.locale);
    const { boxes, full } = wallTiles(photos, this.room.width, this.room.height);
    this.#full = full;
    const arrived = this.#joining.newest;
    return html`<canvas class="ground"></canvas>
      <div class="content ${placeOfCode(spot)}" lang=${venue.locale}>
        <div class="tiles">
          ${repeat(
            photos,
            ({ id }) => id,
            (photo, place) => {
              const address = this.address(photo);
              const marked = place === 0 && (fresh || arrived === photo.id);
              return html`<div class="tile" data-tile=${photo.id} style=${styleMap(placeOf(boxes[place] as Box))}>
                ${address ? html`<img src=${address} alt=${photo.title} data-photo=${photo.id} draggable="false" />` : nothing}
                ${marked ? html`<div class="edge ${fresh ? '' : 'once'}"><span>${own.fresh}</span></div>` : nothing}
              </div>`;
            },
          )}
        </div>
        ${this.#column(given)}
      </div>`;
  }

  #column({ scene, code, venue, now, withheld }: Given<'wall'>) {
    const own = kioskWords(venue.locale);
    const until =
      code && code.expiresAt !== null ? own.until(lastMoment(code.expiresAt, now, venue.timeZone)) : undefined;
    return html`<div class="column ${code || withheld ? '' : 'bare'}">
      <div class="words">
        ${scene.title ? html`<div class="title" data-fit="36">${scene.title}</div>` : nothing}
        <div class="count">${scene.count}</div>
        <div class="more" data-fit="36">${own.growing(scene.count)}</div>
      </div>
      ${code ? html`<code-square .code=${code.code}></code-square>` : withheld ? html`<venue-still .venue=${venue}></venue-still>` : nothing}
      ${
        code
          ? html`<div class="words">
              <div class="scan" data-fit="48 44 40 36">${own.scan}</div>
              ${until ? html`<div class="until" data-fit="36">${until}</div>` : nothing}
            </div>`
          : nothing
      }
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { given, photos, room } = this;
    if (!given) return;
    const { boxes } = wallTiles(photos, room.width, room.height);
    const now = new Map(photos.map(({ id }, place) => [id, boxes[place] as Box]));
    const drawn = `${given.scene.id} ${room.width} ${room.height}`;
    if (drawn === this.#last && given.moving) slide(this.renderRoot, this.#boxes, now, unitOf(room.width, room.height));
    this.#boxes = now;
    this.#last = drawn;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'wall-scene': WallScene;
  }
}
