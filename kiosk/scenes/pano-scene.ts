import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { ScreenPhoto } from '#contract/screens.ts';
import { bandOf, halves } from '#sphere/sphere.ts';
import './code-card.ts';
import { frame } from './frame.ts';
import { Ground } from './ground.ts';
import { type Panorama, takePanorama } from './pano-graphics.ts';
import { type Around, SceneElement, Unreadable } from './scene-element.ts';
import './venue-still.ts';
import { turner } from './turner.ts';

/** A full turn. */
const turnMs = 180_000;
/** So wide the longer side of a screen sees. */
const usualFov = (82 * Math.PI) / 180;
/** So many pixels a screen's longer side is drawn with: more would warm the box and be seen by nobody. */
const mostDrawn = 1920;
/** Of the whole turn. What is seen at once has about as many pixels as are drawn. */
const mostTaken = 6144;

/** A 360° photo, slowly turning; flat and whole where this browser cannot turn it. */
@customElement('pano-scene')
export class PanoScene extends SceneElement<'pano'> {
  @query('canvas.sphere') private sphere!: HTMLCanvasElement | null;
  @query('canvas.ground') private canvas!: HTMLCanvasElement | null;
  /** Why it cannot be turned: its photo is none that goes around, or the graphics were refused. */
  @state() private flat = false;
  /** What `#panorama` was made of. */
  #address = '';
  #panorama: Panorama | undefined;
  #made: Promise<void> = Promise.resolve();
  /** Width by height of the photo. */
  #ratio = 2;
  #turned = 0;
  readonly #turner = turner((ms) => {
    this.#turned = (this.#turned + ms / turnMs) % 1;
    this.#draw();
  });
  readonly #ground = new Ground(this, 0.62, () => ({
    canvas: this.canvas,
    addresses: this.flat ? this.photos.slice(0, 1).map((photo) => this.coarse(photo)) : [],
    ratio: this.room.width / this.room.height,
  }));

  static override styles = [
    frame,
    css`
    .ground, .sphere { position: absolute; inset: 0; width: 100%; height: 100%; }
    .flat { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
    .content { pointer-events: none; }
    .content > * { position: absolute; transform: translate(var(--shift-x, 0), var(--shift-y, 0)); }
    .card { width: calc(592 * var(--u)); height: calc(840 * var(--u)); right: calc(64 * var(--u)); bottom: calc(64 * var(--u)); }
    .spot1 .card, .spot3 .card { right: auto; left: calc(64 * var(--u)); }
    .spot2 .card, .spot3 .card { bottom: auto; top: calc(64 * var(--u)); }
    .title {
      left: calc(64 * var(--u)); bottom: calc(64 * var(--u)); max-width: calc(100cqw - 848 * var(--u)); padding: calc(12 * var(--u)) calc(28 * var(--u));
      box-sizing: border-box; font-size: calc(40 * var(--u)); line-height: calc(56 * var(--u)); background: rgb(14 13 12 / 72%); overflow-wrap: anywhere;
    }
    .spot1 .title, .spot3 .title { left: auto; right: calc(64 * var(--u)); }
    @container (max-aspect-ratio: 11 / 10) {
      .card { width: calc(952 * var(--u)); height: calc(592 * var(--u)); }
      .title { bottom: auto; top: calc(64 * var(--u)); max-width: calc(100cqw - 128 * var(--u)); }
      .spot2 .title, .spot3 .title { top: auto; bottom: calc(64 * var(--u)); }
    }
  `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#drop();
  }

  protected override pending() {
    return [this.#made, this.#ground.ready];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const [photo] = this.photos;
    const address = photo ? this.address(photo) : '';
    if (!this.isConnected || address === this.#address) return;
    this.#drop();
    this.#address = address;
    this.flat = photo?.pano === false;
    if (!photo || address === '') return;
    if (!this.flat) {
      this.#made = this.#make(photo, address);
      this.#made.catch(() => {});
    }
  }

  override render() {
    const { given } = this;
    const [photo] = this.photos;
    if (!given || !photo) return html`<canvas class="ground"></canvas>`;
    const { venue, spot } = given;
    const address = this.address(photo);
    return html`<canvas class="ground"></canvas>
      ${
        this.flat
          ? address
            ? html`<img class="flat" src=${address} alt=${photo.title} data-photo=${photo.id} draggable="false" />`
            : nothing
          : html`<canvas class="sphere"></canvas>`
      }
      <div class="content spot${spot}" lang=${venue.locale}>
        ${photo.title ? html`<div class="title">${photo.title}</div>` : nothing}
        ${this.#card(given)}
      </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#fit();
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (this.given?.moving && this.#panorama && !calm) this.#turner.start();
    else this.#turner.stop();
  }

  #card({ code, venue, now, withheld, spot }: Around) {
    if (code) {
      return html`<code-card class="card" .code=${code} .venue=${venue} .now=${now} ?mirrored=${spot % 2 === 1}></code-card>`;
    }
    return withheld ? html`<venue-still class="card" .venue=${venue}></venue-still>` : nothing;
  }

  async #make(photo: ScreenPhoto, address: string): Promise<void> {
    const picture = new Image();
    picture.src = address;
    try {
      await picture.decode();
    } catch (cause) {
      throw new Unreadable(photo.id, cause);
    }
    const wanted = () => this.isConnected && this.#address === address;
    if (!wanted()) return;
    const panorama = await takePanorama(picture, mostTaken, () => {
      this.#panorama = undefined;
      this.flat = true;
    });
    if (!wanted()) {
      panorama?.drop();
      return;
    }
    this.#panorama = panorama;
    this.#ratio = picture.naturalWidth / picture.naturalHeight;
    this.#turned = 0;
    this.flat = panorama === undefined;
    this.requestUpdate();
    await this.updateComplete;
    this.#draw();
  }

  /** Gives the canvas the shape of the room. */
  #fit(): void {
    const { sphere, room } = this;
    if (!sphere) return;
    const scale = Math.min(devicePixelRatio, mostDrawn / Math.max(room.width, room.height));
    const [width, height] = [Math.round(room.width * scale), Math.round(room.height * scale)];
    if (sphere.width === width && sphere.height === height) return;
    sphere.width = width;
    sphere.height = height;
    this.#draw();
  }

  #draw(): void {
    const { sphere } = this;
    const target = this.#panorama && sphere?.getContext('2d', { alpha: false });
    if (!target || !sphere) return;
    const yaw = this.#turned * 2 * Math.PI;
    this.#panorama?.drawOn(target, { yaw, pitch: 0, roll: 0, fov: fovFor(this.#ratio, sphere.width, sphere.height) });
  }

  #drop(): void {
    this.#turner.stop();
    this.#panorama?.drop();
    this.#panorama = undefined;
    this.#address = '';
    this.#made = Promise.resolve();
  }
}

/** How wide the longer side sees, so that nothing above and below a band is seen. */
function fovFor(ratio: number, width: number, height: number): number {
  const band = bandOf(ratio, 1);
  const [, up] = halves(usualFov, width, height);
  const most = Math.tan(band / 2);
  if (band >= Math.PI || up <= most) return usualFov;
  return 2 * Math.atan((most * Math.max(width, height)) / height);
}

declare global {
  interface HTMLElementTagNameMap {
    'pano-scene': PanoScene;
  }
}
