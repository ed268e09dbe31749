import { css, html, LitElement } from 'lit';
import { customElement, property, queryAll } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { ScreenPhoto } from '#contract/screens.ts';
import type { View } from './playback.ts';
import type { Needed, Pictures } from './preload.ts';
import type { PhotoScene } from './scenes/photo-scene.ts';
import './scenes/photo-scene.ts';
import { sizeFor } from './scenes/size.ts';
import type { Venue } from './scenes/venue-still.ts';
import './scenes/venue-still.ts';

const fadeMs = 700;
/** A replaced photo may stay for so long until its new edition is there; a withdrawn one does not stay. */
const graceMs = 1000;
const decodeMs = 5000;

interface Layer {
  /** What it shows, or is ready to show. */
  view: View | undefined;
  /** What it is being made ready for. */
  loading: View | undefined;
  ready: boolean;
  /** `leaving`: under the one that fades in; `going`: fades out, since nothing comes. */
  place: 'off' | 'on' | 'leaving' | 'going';
}

/**
 * Two layers over the venue's still: one is on, the other is made ready for what comes and then fades over it. What is not
 * ready is never shown, and what is on stays until something better is. Says `turned` when what is seen has changed.
 */
@customElement('kiosk-stage')
export class KioskStage extends LitElement {
  @property({ attribute: false }) venue: Venue | undefined;
  @property({ attribute: false }) pictures!: Pictures;
  @property({ attribute: false }) boxNow: () => number = Date.now;
  @property({ type: Boolean }) blank = false;
  @queryAll('photo-scene') private scenes!: NodeListOf<PhotoScene>;

  readonly #layers: [Layer, Layer] = [empty(), empty()];
  #front: 0 | 1 = 0;
  #wanted: View | undefined;
  #next: View | undefined;
  #fading: ReturnType<typeof setTimeout> | undefined;
  #still = false;

  static override styles = css`
    :host { display: block; position: absolute; inset: 0; isolation: isolate; overflow: hidden; background: #0e0d0c; }
    venue-still, photo-scene, .dark { position: absolute; inset: 0; }
    photo-scene { opacity: 0; z-index: 1; will-change: opacity; }
    .on { opacity: 1; z-index: 3; transition: opacity ${fadeMs}ms ease-in-out; }
    .leaving { opacity: 1; z-index: 2; }
    .going { z-index: 2; transition: opacity ${fadeMs}ms ease-in-out; }
    .cut { transition: none; }
    .dark { z-index: 4; opacity: 0; background: #0b0a09; transition: opacity 400ms ease-in-out; will-change: opacity; }
    .dark.night { opacity: 1; }
    @media (prefers-reduced-motion: reduce) {
      .on, .going, .dark { transition: none; }
    }
  `;

  /** What is really seen; nothing where it is the venue's still. */
  get on(): View | undefined {
    const front = this.#layers[this.#front];
    return front.place === 'on' ? front.view : undefined;
  }

  /** Whether something that should be seen is ready and yet is not seen: this must never last. */
  get stuck(): boolean {
    return this.#layers.some(({ ready, place, view }) => ready && place === 'off' && view?.key === this.#wanted?.key);
  }

  /** Shows this as soon as it is ready, and makes ready what comes after it. */
  show(view: View | undefined, next: View | undefined): void {
    this.#wanted = view;
    this.#next = next;
    this.#work();
  }

  /** Takes off what may no longer be seen, at once; settles when it is gone. */
  async keepOnly(photos: Readonly<Record<string, ScreenPhoto>>): Promise<void> {
    const late: Promise<void>[] = [];
    for (const layer of this.#layers) {
      const coming = layer.loading?.photo;
      if (coming && photos[coming.id]?.edition !== coming.edition) layer.loading = undefined;
      const shown = layer.view?.photo;
      if (!shown || photos[shown.id]?.edition === shown.edition) continue;
      if (photos[shown.id] && layer.place === 'on') late.push(this.#gone(layer, layer.view));
      else this.#clear(layer);
    }
    this.requestUpdate();
    await this.updateComplete;
    await Promise.all(late);
  }

  /** Brings the picture in step with a new clock: days left, hours. */
  refresh(): void {
    this.requestUpdate();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#fading);
  }

  override render() {
    return html`<venue-still .venue=${this.venue}></venue-still>
      ${this.#layers.map((layer) => this.#layer(layer))}
      <div class=${classMap({ dark: true, night: this.blank })}></div>`;
  }

  #layer({ view, place }: Layer) {
    const on = place === 'on';
    return html`<photo-scene
      class=${classMap({ on, leaving: place === 'leaving', going: place === 'going', cut: this.#still })}
      .scene=${view?.scene} .photo=${view?.photo} .code=${view?.code ?? null} .withheld=${view?.beside === 'still'}
      .venue=${this.venue} .fresh=${view?.fresh ?? false} .now=${Math.floor(this.boxNow() / 60_000) * 60_000}
      .src=${view ? this.#srcOf(view) : this.pictures.src}
      ?data-on=${on} data-photo-id=${view?.photo.id ?? ''} data-link-id=${view?.code ? (view.scene.linkId ?? '') : ''}
      data-edition=${view?.photo.edition ?? ''} data-fresh=${String(view?.fresh ?? false)} aria-hidden=${String(!on)}
    ></photo-scene>`;
  }

  /** Whatever size the scene would ask for, it is given the one that was made ready. */
  #sources = new WeakMap<View, (photo: ScreenPhoto, size: 'thumb' | 'screen' | 'kiosk') => string>();
  #srcOf(view: View) {
    const known = this.#sources.get(view);
    if (known) return known;
    const { size } = this.#needed(view);
    const made = (photo: ScreenPhoto, asked: 'thumb' | 'screen' | 'kiosk') =>
      this.pictures.src(photo, asked === 'thumb' ? 'thumb' : size);
    this.#sources.set(view, made);
    return made;
  }

  #needed({ photo, scene }: View): Needed {
    return { photo, size: sizeOnScreen(photo, scene.linkId !== null) };
  }

  #work(): void {
    const wanted = this.#wanted;
    const front = this.#layers[this.#front];
    const back = this.#layers[this.#front === 0 ? 1 : 0];
    if (!wanted) {
      if (front.place === 'on') this.#turn(undefined);
      return;
    }
    if (front.place === 'on' && front.view?.key === wanted.key) {
      // The same picture: what has changed in it (a count, a date) changes in place.
      front.view = this.#inPlace(front.view, wanted);
      this.requestUpdate();
      if (back.place === 'off' && this.#next && this.#next.key !== wanted.key) this.#load(back, this.#next);
      return;
    }
    if (back.ready && back.view?.key === wanted.key) {
      back.view = this.#inPlace(back.view, wanted);
      this.#turn(back);
      return;
    }
    if (back.place === 'leaving' || back.place === 'going') this.#endFade();
    this.#load(back, wanted);
  }

  /** Takes over what is new without giving the image a new address. */
  #inPlace(shown: View, told: View): View {
    const source = this.#srcOf(shown);
    this.#sources.set(told, source);
    return told;
  }

  #load(layer: Layer, view: View): void {
    if (layer.loading?.key === view.key || (layer.ready && layer.view?.key === view.key)) return;
    layer.loading = view;
    layer.ready = false;
    void this.#makeReady(layer, view);
  }

  async #makeReady(layer: Layer, view: View): Promise<void> {
    const needed = this.#needed(view);
    try {
      await this.pictures.load(needed);
      if (layer.loading !== view) return;
      layer.view = view;
      this.requestUpdate();
      await this.updateComplete;
      await this.#readable(layer, needed);
      if (layer.loading !== view) return;
      layer.ready = true;
      layer.loading = undefined;
    } catch {
      // Skipped: the last good picture stays.
      if (layer.loading !== view) return;
      layer.view = undefined;
      layer.loading = undefined;
      this.requestUpdate();
      return;
    }
    if (this.#wanted?.key === view.key) this.#work();
  }

  async #readable(layer: Layer, needed: Needed): Promise<void> {
    const view = layer.loading;
    let late: ReturnType<typeof setTimeout> | undefined;
    try {
      await Promise.race([
        this.scenes[this.#layers.indexOf(layer)]?.ready(),
        new Promise((_, reject) => {
          late = setTimeout(() => reject(new Error('this photo takes too long to decode')), decodeMs);
        }),
      ]);
    } catch (error) {
      // A decoding that was broken off, since the layer was given another photo, says nothing against this one.
      if (layer.loading === view) await this.pictures.spoil(needed);
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  /** The layer comes on over the other one; without one both go, and the venue's still is seen. */
  #turn(layer: Layer | undefined): void {
    clearTimeout(this.#fading);
    const old = this.#layers[this.#front];
    // What was replaced must not shine through its new edition.
    const [before, after] = [old.view?.photo, layer?.view?.photo];
    this.#still = old.place === 'on' && before?.id === after?.id && before?.edition !== after?.edition;
    if (old.place === 'on') old.place = layer ? 'leaving' : 'going';
    if (layer) {
      layer.place = 'on';
      layer.ready = false;
      this.#front = this.#layers[0] === layer ? 0 : 1;
      this.#shift();
    }
    this.requestUpdate();
    void this.updateComplete.then(() => this.dispatchEvent(new Event('turned')));
    this.#fading = setTimeout(() => this.#endFade(), this.#still ? 50 : fadeMs + 100);
  }

  #endFade(): void {
    clearTimeout(this.#fading);
    this.#fading = undefined;
    this.#still = false;
    for (const layer of this.#layers) if (layer.place !== 'on') layer.place = 'off';
    this.requestUpdate();
    const back = this.#layers[this.#front === 0 ? 1 : 0];
    if (this.on && this.#next && this.#next.key !== this.on.key) this.#load(back, this.#next);
  }

  #clear(layer: Layer): void {
    const seen = layer.place === 'on';
    Object.assign(layer, empty());
    this.requestUpdate();
    if (seen) void this.updateComplete.then(() => this.dispatchEvent(new Event('turned')));
  }

  #gone(layer: Layer, view: View | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(last);
        this.removeEventListener('turned', look);
        if (layer.view === view || layer.view?.photo === view?.photo) this.#clear(layer);
        resolve();
      };
      const look = () => layer.place !== 'on' && done();
      const last = setTimeout(done, graceMs);
      this.addEventListener('turned', look);
    });
  }

  /** A few pixels each minute, so that no edge burns in; whole ones, or the code would blur. */
  #shift(): void {
    const minute = Math.floor(this.boxNow() / 60_000);
    this.style.setProperty('--shift-x', `${[0, 2, 4, 3, 1][minute % 5]}px`);
    this.style.setProperty('--shift-y', `${[0, 3, 1, 4, 2, 3, 0][minute % 7]}px`);
  }
}

/** The size in which this screen needs a photo. */
export function sizeOnScreen(photo: ScreenPhoto, beside: boolean): 'thumb' | 'screen' | 'kiosk' {
  return sizeFor(photo, beside, innerWidth * devicePixelRatio, innerHeight * devicePixelRatio);
}

function empty(): Layer {
  return { view: undefined, loading: undefined, ready: false, place: 'off' };
}

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-stage': KioskStage;
  }
}
