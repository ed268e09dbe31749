import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PickupPhoto, PickupShelf } from '#contract/pickup.ts';
import { shotAt } from '#contract/shot-at.ts';
import { momentOf } from '#words/moments.ts';
import { type Bars, stretchesOf } from './bars.ts';
import './photo-grid.ts';
import { pickingPageStyle } from './picking-page-style.ts';
import type { Span } from './time-slider.ts';
import './time-slider.ts';
import { type PickupWords, pickupWords } from './words.ts';

/** So many of what is ticked fit beside the button. */
const thumbs = { upright: 5, wide: 8 } as const;

/**
 * The photos of a station's shelf, narrowed down by gallery and time, to be ticked. It says `tick` with the photo, `take`,
 * and `language`; what its guest narrowed down goes with it.
 */
@customElement('picking-page')
export class PickingPage extends LitElement {
  /** Undefined until the box has told it. */
  @property({ attribute: false }) shelf: PickupShelf | undefined;
  @property({ attribute: false }) picked: ReadonlyMap<string, PickupPhoto> = new Map();
  @property({ attribute: false }) words: PickupWords = pickupWords('zh-CN');
  @property() zone = 'UTC';
  @property({ attribute: false }) boxNow: () => number = Date.now;
  @property({ type: Boolean }) reached = false;
  @property({ type: Boolean }) taking = false;
  /** Said in place of the hint below, for a while. */
  @property({ attribute: false }) notice: string | undefined;
  @state() private galleryId: string | null = null;
  /** UTC ms. */
  @state() private range: { readonly from: number; readonly to: number } | null = null;
  @state() private room = { width: 1080, height: 1920 };
  #times: readonly number[] = [];
  #stretches: Bars = { bars: [], step: 0 };
  #photos: readonly PickupPhoto[] = [];
  readonly #measure = new ResizeObserver(([entry]) => {
    const { width = 1080, height = 1920 } = entry?.contentRect ?? {};
    this.room = { width, height };
  });
  #minute: ReturnType<typeof setInterval> | undefined;

  static override styles = pickingPageStyle;

  override connectedCallback() {
    super.connectedCallback();
    this.#measure.observe(this);
    // What is new is so for a few minutes.
    this.#minute = setInterval(() => this.requestUpdate(), 30_000);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#measure.disconnect();
    clearInterval(this.#minute);
  }

  override willUpdate(changed: PropertyValues) {
    const names = ['shelf', 'galleryId', 'range', 'zone'];
    if (!names.some((name) => changed.has(name))) return;
    const { shelf, galleryId, range } = this;
    if (galleryId !== null && !shelf?.chapters.some((one) => one.galleryId === galleryId)) this.galleryId = null;
    const all = shelf?.photos ?? [];
    if (changed.has('shelf') || changed.has('zone')) this.#stretches = stretchesOf(all.map(shotAt), this.zone);
    const own = this.galleryId === null ? all : all.filter((photo) => photo.galleryId === this.galleryId);
    this.#times = own.map(shotAt);
    this.#photos =
      range === null ? own : own.filter((photo) => shotAt(photo) >= range.from && shotAt(photo) < range.to);
  }

  override render() {
    const { words, shelf, room } = this;
    const upright = room.width / room.height < 1.1;
    const unit = (upright ? room.width : room.height) / 1080;
    return html`
      <header>
        <div><h1>${words.title}</h1><p class="soft">${shelf?.title ?? ''}</p></div>
        <button class="language" lang=${words.otherLanguage === 'English' ? 'en' : 'zh-CN'} @click=${() => this.dispatchEvent(new Event('language'))}>${words.otherLanguage}</button>
        ${shelf && shelf.photos.length > 0 ? this.#narrow(shelf, upright) : nothing}
      </header>
      <main>${this.#grid(unit, upright)}</main>
      ${this.#bar(upright ? thumbs.upright : thumbs.wide)}`;
  }

  #narrow({ chapters, photos }: PickupShelf, upright: boolean) {
    const { words } = this;
    const filled = chapters.filter((one) => one.photos > 0);
    const span = this.#span;
    return html`
      ${
        filled.length > 1
          ? html`<div class="chips" role="group" aria-label=${words.chapters}>
              ${this.#chip(null, words.all, photos.length)}
              ${filled.map(({ galleryId, title, photos: count }) => this.#chip(galleryId, title, count))}
            </div>`
          : nothing
      }
      <time-slider role="group" aria-label=${words.times} .stretches=${this.#stretches} .times=${this.#times} .span=${span} .words=${words} zone=${this.zone}
        .apart=${upright ? 5 : 8} @span=${({ detail }: CustomEvent<Span | null>) => this.#choose(detail)}></time-slider>`;
  }

  #chip(galleryId: string | null, title: string, count: number) {
    return html`<button class="chip" aria-pressed=${this.galleryId === galleryId} @click=${() => {
      this.galleryId = galleryId;
    }}><span>${title}</span><span class="count">${count}</span></button>`;
  }

  #grid(unit: number, upright: boolean) {
    const { shelf, words, reached } = this;
    if (!shelf || shelf.photos.length === 0) {
      if (!reached) return html`<div class="empty"><p>${words.waits}</p></div>`;
      return shelf ? html`<div class="empty"><p>${words.empty}</p></div>` : nothing;
    }
    const none = this.#photos.length === 0;
    return html`
      <photo-grid .photos=${this.#photos} .picked=${new Set(this.picked.keys())} .words=${words} .now=${this.boxNow()} ?reached=${reached}
        .tallest=${(upright ? 600 : 460) * unit} .gap=${8 * unit} .at=${this.#at} key="${this.galleryId} ${this.range?.from} ${this.range?.to}"
        @tick=${({ detail }: CustomEvent<PickupPhoto>) => this.#tick(detail)}></photo-grid>
      ${none ? html`<div class="empty"><p>${words.noneThen}</p></div>` : nothing}`;
  }

  #bar(most: number) {
    const { words, picked, reached, shelf } = this;
    const count = picked.size;
    // Those ticked last are seen.
    const shown = [...picked.values()].slice(-(count > most ? most - 1 : most));
    const hint = reached ? (this.notice ?? words.forgets) : words.waits;
    return html`<footer>
      <div class="picked" role="group" aria-label=${words.picked}>
        ${count > most ? html`<span class="more">+${count - shown.length}</span>` : nothing}
        ${shown.map(
          (photo) =>
            html`<button class="thumb" aria-label=${words.unpick} @click=${() => this.#tick(photo)}>
              <img src="/kiosk/photos/${photo.id}/thumb?v=${photo.edition}" alt="" draggable="false" decoding="async" /></button>`,
        )}
        ${count === 0 ? html`<p>${words.pick}</p>` : nothing}
      </div>
      <button class="primary take" aria-disabled=${count === 0 || !reached || this.taking} @click=${() => this.dispatchEvent(new Event('take'))}>${
        this.taking ? words.taking : words.take(count)
      }</button>
      <p class="soft most">${shelf ? words.most(shelf.most) : ''}</p>
      <p class="hint ${reached && this.notice === undefined ? 'soft' : ''}" role="status">${hint}</p>
    </footer>`;
  }

  #tick(photo: PickupPhoto) {
    this.dispatchEvent(new CustomEvent<PickupPhoto>('tick', { detail: photo }));
  }

  readonly #at = (photo: PickupPhoto): string => {
    const at = shotAt(photo);
    return momentOf(at, at, this.zone).clock;
  };

  /** The bars that are chosen; a stretch that has moved out of them is one no more. */
  get #span(): Span | null {
    const { range } = this;
    const { bars } = this.#stretches;
    if (!range) return null;
    const inside = bars.flatMap(({ from, to }, place) => (to > range.from && from < range.to ? [place] : []));
    const [first, last] = [inside[0], inside.at(-1)];
    return first === undefined || last === undefined ? null : { first, last };
  }

  #choose(span: Span | null) {
    const { bars } = this.#stretches;
    const [first, last] = span ? [bars[span.first], bars[span.last]] : [];
    // The first bar has all that is older.
    const from = span?.first === 0 ? Number.NEGATIVE_INFINITY : (first?.from ?? 0);
    this.range = first && last ? { from, to: last.to } : null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'picking-page': PickingPage;
  }
}
