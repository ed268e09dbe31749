import { html, LitElement } from 'lit';
import { customElement, property, queryAll } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { ScreenPhoto } from '#contract/screens.ts';
import { type Brought, bring, clear, emptyLayer, type Layer, neededFor, recordOf, use } from './layer.ts';
import type { Lease, Pictures } from './preload.ts';
import { Unreadable } from './scenes/scene-element.ts';
import type { SceneView } from './scenes/scene-view.ts';
import './scenes/scene-view.ts';
import type { Venue } from './scenes/venue-still.ts';
import './scenes/venue-still.ts';
import { fadeMs, fadeOf, placeOf, shiftAt, stageStyle } from './stage-style.ts';
import { samePhotos, seenOn, type View, without } from './view.ts';

/** A replaced photo may stay for so long until its new edition is there; a withdrawn one does not stay. */
const graceMs = 1000;
const drawnWithinMs = 5000;
const noSource = () => '';

/**
 * Two layers over the venue's still: one is on, the other is made ready for what comes and then fades over it. What is not
 * ready is never shown, and what is on stays until something better is. Says `turned` when what is seen has changed, and
 * `failed` when a photo could not be had.
 */
@customElement('kiosk-stage')
export class KioskStage extends LitElement {
  @property({ attribute: false }) venue: Venue | undefined;
  @property({ attribute: false }) pictures!: Pictures;
  @property({ attribute: false }) boxNow: () => number = Date.now;
  @property({ type: Boolean }) blank = false;
  @queryAll('scene-view') private scenes!: NodeListOf<SceneView>;

  readonly #layers: [Layer, Layer] = [emptyLayer(), emptyLayer()];
  #front: 0 | 1 = 0;
  #wanted: View | undefined;
  #next: View | undefined;
  #soon = false;
  #fading: ReturnType<typeof setTimeout> | undefined;
  #fadeMs: number = fadeMs.usual;
  #still = false;

  static override styles = stageStyle;

  /** What is really seen; nothing where it is the venue's still. */
  get on(): View | undefined {
    const front = this.#layers[this.#front];
    return front.place === 'on' ? front.view : undefined;
  }

  /** Whether something that should be seen is ready and yet is not seen: this must never last. */
  get stuck(): boolean {
    return this.#layers.some(({ ready, place, view }) => ready && place === 'off' && view?.key === this.#wanted?.key);
  }

  /** Shows this as soon as it is ready, and makes ready what comes after it, at once where that comes `soon`. */
  show(view: View | undefined, next: View | undefined, soon = false): void {
    this.#wanted = view;
    this.#next = next;
    this.#soon = soon;
    this.#work();
  }

  /** Takes off what may no longer be seen, at once; settles when it is gone. */
  async keepOnly(photos: Readonly<Record<string, ScreenPhoto>>): Promise<void> {
    const late: Promise<void>[] = [];
    const other = ({ id, edition }: ScreenPhoto) => photos[id]?.edition !== edition;
    for (const layer of this.#layers) {
      if (layer.loading?.view.photos.some(other)) layer.loading = undefined;
      if (layer.coming?.photos.some(other)) layer.coming = undefined;
      const old = layer.view?.photos.filter(other) ?? [];
      const [gone, replaced] = [old.filter(({ id }) => !photos[id]), old.filter(({ id }) => photos[id])];
      if (gone.length > 0) this.#takeOff(layer, gone);
      if (replaced.length === 0) continue;
      if (layer.place === 'on') late.push(this.#replaced(layer, replaced));
      else this.#takeOff(layer, replaced);
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
    return html`<venue-still .venue=${this.venue} style=${styleMap({ transform: placeOf(this.boxNow()) })}></venue-still>
      ${this.#layers.map((layer) => this.#layer(layer))}
      <div class=${classMap({ dark: true, night: this.blank })}></div>`;
  }

  #layer({ view, place, lease, shift: [x, y] }: Layer) {
    const on = place === 'on';
    const photo = view && seenOn(view)[0];
    const style = { '--fade': `${this.#fadeMs}ms`, '--shift-x': `${x}px`, '--shift-y': `${y}px` };
    return html`<scene-view
      class=${classMap({ on, leaving: place === 'leaving', going: place === 'going', cut: this.#still })} style=${styleMap(style)}
      .scene=${view?.scene} .photos=${recordOf(view?.photos ?? nothingThere)} .code=${view?.code ?? null}
      .withheld=${view?.beside === 'still'} .venue=${this.venue} .src=${lease?.src ?? noSource} .fresh=${view?.fresh ?? false}
      .now=${Math.floor(this.boxNow() / 60_000) * 60_000} .half=${view?.half ?? 0} .spot=${view?.spot ?? 0} .moving=${place !== 'off'}
      ?data-on=${on} data-kind=${view?.scene.kind ?? ''} data-scene-id=${view?.scene.id ?? ''} data-photo-id=${photo?.id ?? ''}
      data-link-id=${view?.code?.linkId ?? ''} data-edition=${photo?.edition ?? ''} data-fresh=${String(view?.fresh ?? false)}
      aria-hidden=${String(!on)}
    ></scene-view>`;
  }

  get #back(): Layer {
    return this.#layers[this.#front === 0 ? 1 : 0];
  }

  #work(): void {
    const wanted = this.#wanted;
    const front = this.#layers[this.#front];
    const back = this.#back;
    if (!wanted) {
      if (front.place === 'on') this.#turn(undefined);
      this.#prepare();
      return;
    }
    if (front.place === 'on' && front.view?.key === wanted.key) {
      this.#join(front, wanted);
      this.#prepare();
    } else if (back.ready && back.view?.key === wanted.key) {
      back.view = wanted;
      this.#turn(back);
    } else {
      this.#load(back, wanted, true);
    }
  }

  /** What comes after it is made ready; while the other layer still fades, its pictures at least. */
  #prepare(): void {
    const next = this.#next;
    if (!next || next.key === this.#wanted?.key) return;
    if (this.#soon) this.#load(this.#back, next, true);
    else if (this.#back.place === 'off') this.#load(this.#back, next);
    else void this.pictures.load(neededFor(next)).then((lease) => lease.release(), noSource);
  }

  /** The same picture: what has changed in it (a count, a date, a code) changes in place, and photos that join it once they are there. */
  #join(layer: Layer, told: View): void {
    const [there, then] = [layer.view?.photos ?? nothingThere, told.photos];
    if (samePhotos(there, then)) {
      layer.coming = undefined;
      layer.view = { ...told, photos: there };
      this.requestUpdate();
    } else if (!layer.coming || !samePhotos(layer.coming.photos, then)) {
      layer.coming = told;
      void this.#letJoin(layer, told);
    }
  }

  async #letJoin(layer: Layer, told: View): Promise<void> {
    const lease = await this.pictures.load(neededFor(told)).catch(() => undefined);
    const awaited = layer.coming === told;
    if (awaited) layer.coming = undefined;
    if (!lease || !awaited || layer.view?.key !== told.key) {
      lease?.release();
      if (!lease && awaited) this.dispatchEvent(new Event('failed'));
      return;
    }
    layer.view = told;
    await this.#draw(layer, lease);
    if (layer.place === 'on') this.dispatchEvent(new Event('turned'));
  }

  /** `hurried`: in whatever size it can be had at once. */
  #load(layer: Layer, view: View, hurried = false): void {
    if (layer.ready && layer.view?.key === view.key) return;
    if (layer.loading?.view.key === view.key) {
      if (hurried) layer.loading.hurry();
      return;
    }
    const brought = bring(this.pictures, view, hurried);
    layer.loading = { view, hurry: brought.hurry };
    void this.#makeReady(layer, layer.loading, brought);
  }

  async #makeReady(layer: Layer, loading: NonNullable<Layer['loading']>, brought: Brought) {
    const { view } = loading;
    try {
      const { lease, coarse } = await brought.first;
      if (layer.loading !== loading) {
        lease.release();
        return;
      }
      if (layer.place !== 'off') this.#endFade(true);
      layer.ready = false;
      layer.view = view;
      layer.sharpen = coarse ? () => void this.#sharpen(layer, view, brought.sharp()) : undefined;
      await this.#draw(layer, lease);
      await this.#drawn(layer);
      if (layer.loading !== loading) return;
      layer.ready = true;
      layer.loading = undefined;
    } catch (error) {
      // Skipped: the last good picture stays.
      if (layer.loading !== loading) return;
      layer.loading = undefined;
      // What it showed before may still be seen under the one that fades in.
      if (layer.view === view) clear(layer);
      this.requestUpdate();
      const bad = error instanceof Unreadable && view.photos.find(({ id }) => id === error.photoId);
      if (bad) this.pictures.spoil(bad);
      if (bad || view.photos.some((photo) => !this.pictures.usable(photo))) this.dispatchEvent(new Event('failed'));
      return;
    }
    if (this.#wanted?.key === view.key) this.#work();
  }

  /** What came on in its small size becomes sharp where it is. */
  async #sharpen(layer: Layer, view: View, sharp: Promise<Lease>): Promise<void> {
    const lease = await sharp.catch(() => undefined);
    if (!lease) {
      if (this.on?.key === view.key) this.dispatchEvent(new Event('failed'));
    } else if (layer.view?.key === view.key && samePhotos(layer.view.photos, view.photos)) {
      await this.#draw(layer, lease);
    } else lease.release();
  }

  async #draw(layer: Layer, lease: Lease): Promise<void> {
    const before = use(layer, lease);
    this.requestUpdate();
    await this.updateComplete;
    before?.release();
  }

  async #drawn(layer: Layer): Promise<void> {
    let late: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise((_, reject) => {
      late = setTimeout(() => reject(new Error('this scene takes too long to draw')), drawnWithinMs);
    });
    await Promise.race([this.scenes[this.#layers.indexOf(layer)]?.ready(), limit]).finally(() => clearTimeout(late));
  }

  /** The layer comes on over the other one; without one both go, and the venue's still is seen. */
  #turn(layer: Layer | undefined): void {
    clearTimeout(this.#fading);
    const old = this.#layers[this.#front];
    const [before, after] = [old.place === 'on' ? old.view : undefined, layer?.view];
    // What was replaced must not shine through its new edition.
    this.#still =
      before?.photos.some(({ id, edition }) => after?.photos.some((p) => p.id === id && p.edition !== edition)) ??
      false;
    this.#fadeMs = fadeOf(before, after);
    if (old.place === 'on') old.place = layer ? 'leaving' : 'going';
    if (layer) {
      layer.place = 'on';
      layer.ready = false;
      layer.shift = shiftAt(this.boxNow());
      this.#front = this.#layers[0] === layer ? 0 : 1;
    }
    this.requestUpdate();
    void this.updateComplete.then(() => this.dispatchEvent(new Event('turned')));
    layer?.sharpen?.();
    this.#fading = setTimeout(() => this.#endFade(), this.#still ? 50 : this.#fadeMs + 100);
    this.#prepare();
  }

  /** `early`: what fades in is whole at once, since what is under it is needed. */
  #endFade(early = false): void {
    clearTimeout(this.#fading);
    this.#fading = undefined;
    this.#still = early;
    for (const layer of this.#layers) if (layer.place !== 'on') layer.place = 'off';
    this.requestUpdate();
    if (!early && this.on) this.#prepare();
  }

  /** Photos that had to go: the picture goes with them, or is drawn without them where there are others. */
  #takeOff(layer: Layer, photos: readonly ScreenPhoto[]): void {
    const rest = layer.view && without(layer.view, photos);
    const seen = layer.place === 'on';
    if (rest) layer.view = rest;
    else clear(layer);
    this.requestUpdate();
    if (seen) void this.updateComplete.then(() => this.dispatchEvent(new Event('turned')));
  }

  #replaced(layer: Layer, photos: readonly ScreenPhoto[]): Promise<void> {
    return new Promise((resolve) => {
      const still = () => layer.view?.photos.some((photo) => photos.includes(photo)) ?? false;
      const done = () => {
        clearTimeout(last);
        this.removeEventListener('turned', look);
        if (still()) this.#takeOff(layer, photos);
        resolve();
      };
      const look = () => (layer.place !== 'on' || !still()) && done();
      const last = setTimeout(done, graceMs);
      this.addEventListener('turned', look);
    });
  }
}

const nothingThere: readonly ScreenPhoto[] = [];

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-stage': KioskStage;
  }
}
