import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { ScreenPhoto } from '#contract/screens.ts';
import './code-card.ts';
import { fitted, frame } from './frame.ts';
import { Ground } from './ground.ts';
import { placeOf, unitTiles } from './rooms.ts';
import { type Around, placeOfCode, SceneElement } from './scene-element.ts';
import type { Box } from './tile-trees.ts';
import './venue-still.ts';

/** A unit at the sand table: its photos, its name, who shows it, and its own code. */
@customElement('unit-scene')
export class UnitScene extends SceneElement<'unit'> {
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  readonly #ground = new Ground(this, 0.61, () => ({
    canvas: this.canvas,
    addresses: this.photos.slice(0, 1).map((photo) => this.coarse(photo)),
    ratio: this.room.width / this.room.height,
  }));

  static override styles = [
    frame,
    fitted,
    css`
    .ground { position: absolute; inset: 0; width: 100%; height: 100%; }
    .content {
      display: grid; grid-template-columns: minmax(0, 1fr) calc(592 * var(--u)); grid-template-rows: minmax(0, 1fr);
      gap: calc(64 * var(--u)); padding: calc(55 * var(--u)) calc(64 * var(--u)); box-sizing: border-box;
      transform: translate(var(--shift-x, 0), var(--shift-y, 0));
    }
    .content.left { grid-template-columns: calc(592 * var(--u)) minmax(0, 1fr); }
    .left .tiles { grid-area: 1 / 2; }
    .left .side { grid-area: 1 / 1; }
    .tiles { position: relative; min-width: 0; }
    .tile { position: absolute; overflow: hidden; }
    .tile img { display: block; width: 100%; height: 100%; object-fit: cover; }
    .side { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
    .said { flex: 1 0 auto; display: flex; flex-direction: column; justify-content: space-between; padding-bottom: calc(20 * var(--u)); }
    .said > * { flex: none; }
    .up .side { flex-direction: column-reverse; }
    .up .said { padding: calc(20 * var(--u)) 0 0; }
    .small { display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: calc(32 * var(--u)); font-size: calc(36 * var(--u)); line-height: calc(44 * var(--u)); color: rgb(246 244 240 / 78%); overflow-wrap: anywhere; }
    h1 { margin: 0; max-height: calc(124 * var(--u)); font-weight: 500; text-wrap: balance; }
    .line { max-height: calc(96 * var(--u)); }
    /* Long words take their room from the code, by whole pixels of its modules. */
    .card { flex: 0 1 calc(724 * var(--u)); min-height: 0; width: calc(592 * var(--u)); }
    .bare .said { justify-content: center; gap: calc(32 * var(--u)); }
    .bare h1 { max-height: calc(400 * var(--u)); }
    .bare .line { max-height: calc(300 * var(--u)); }
    @container (max-aspect-ratio: 11 / 10) {
      .content, .content.left {
        grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 1fr) auto;
        gap: calc(40 * var(--u)); padding: calc(64 * var(--u));
      }
      .content.left { grid-template-rows: auto minmax(0, 1fr); }
      .left .tiles { grid-area: 2 / 1; }
      .up .side { flex-direction: column; }
      .said, .up .said { flex: none; height: calc(260 * var(--u)); margin-bottom: calc(40 * var(--u)); padding: 0; }
      .bare h1 { max-height: calc(124 * var(--u)); }
      .bare .line { max-height: calc(96 * var(--u)); }
      .bare .said { height: calc(260 * var(--u)); margin: 0; }
      .card { flex: none; width: calc(952 * var(--u)); height: calc(592 * var(--u)); }
    }
  `,
  ];

  protected override pending() {
    return [this.#ground.ready];
  }

  protected override get photos(): ScreenPhoto[] {
    return super.photos.slice(0, 3);
  }

  override render() {
    const { given } = this;
    if (!given) return html`<canvas class="ground"></canvas>`;
    const { scene, venue, spot, code, withheld } = given;
    const shape = [placeOfCode(spot), code || withheld ? '' : 'bare'].join(' ');
    return html`<canvas class="ground"></canvas>
      <div class="content ${shape}" lang=${venue.locale}>
        <div class="tiles">${this.#tiles(code !== null || withheld)}</div>
        <div class="side">
          <div class="said">
            <div class="small"><span>${venue.name}</span>${scene.by ? html`<span>${scene.by}</span>` : nothing}</div>
            <h1 data-fit="96 88 80 72 64 56 48 44">${scene.title}</h1>
            ${scene.line ? html`<div class="line" data-fit="36">${scene.line}</div>` : nothing}
          </div>
          ${this.#card(given, scene.title)}
        </div>
      </div>`;
  }

  #tiles(beside: boolean) {
    const { photos, room } = this;
    const { boxes } = unitTiles(photos, beside, room.width, room.height);
    return photos.map((photo, place) => {
      const address = this.address(photo);
      return html`<div class="tile" style=${styleMap(placeOf(boxes[place] as Box))}>
        ${address ? html`<img src=${address} alt=${photo.title} data-photo=${photo.id} draggable="false" />` : nothing}
      </div>`;
    });
  }

  #card({ code, venue, now, withheld, spot }: Around, title: string) {
    if (code) {
      return html`<code-card class="card" .code=${code} .venue=${venue} .now=${now} .unit=${title} ?mirrored=${spot > 1}></code-card>`;
    }
    return withheld ? html`<venue-still class="card" .venue=${venue}></venue-still>` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'unit-scene': UnitScene;
  }
}
