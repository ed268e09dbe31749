import { html, LitElement, nothing, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { PickupPhoto } from '#contract/pickup.ts';
import { colourOf } from './colour.ts';
import { photoGridStyle } from './photo-grid-style.ts';
import { type Grid, gridOf, rowsBetween, type Tile } from './rows.ts';
import { type PickupWords, pickupWords } from './words.ts';

/** After the last scroll or touch for so long nobody is about to touch something: the grid may change. */
const restMs = 400;
/** Tiles with longer edges than this (device pixels) get the larger size as soon as the grid rests. */
const sharpFrom = 480;
/** Newer ones than this are marked. */
const freshMs = 3 * 60_000;
/** Scrolled by less, it stands at its top. */
const atTop = 8;

const tick = svg`<path d="m27 41 9.5 9.5L54 31" fill="none" stroke="#1a1916" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/>`;

/**
 * Thousands of photos to be ticked, of which a few rows are ever drawn. It says `tick` with the photo. What is withdrawn
 * goes at once; new photos come as soon as no finger is on it, and nothing moves under the eyes of who has scrolled.
 */
@customElement('photo-grid')
export class PhotoGrid extends LitElement {
  /** Newest first. */
  @property({ attribute: false }) photos: readonly PickupPhoto[] = [];
  @property({ attribute: false }) picked: ReadonlySet<string> = new Set();
  @property({ attribute: false }) words: PickupWords = pickupWords('zh-CN');
  @property({ attribute: false }) at: (photo: PickupPhoto) => string = () => '';
  @property({ attribute: false }) now = 0;
  /** CSS pixels: the most that a row may be, and what stays between photos. */
  @property({ attribute: false }) tallest = 600;
  @property({ attribute: false }) gap = 8;
  @property({ type: Boolean }) reached = false;
  /** Which photos: with another key it begins at its top. */
  @property() key = '';
  /** What is laid out: `photos`, but for those that have to wait. */
  @state() private laid: readonly PickupPhoto[] = [];
  @state() private room = { width: 0, height: 0 };
  @state() private from = 0;
  @state() private resting = true;
  /** New ones above what is seen. */
  @state() private above = 0;
  @query('.scroller') private scroller!: HTMLElement | null;

  #grid: Grid<PickupPhoto> = { rows: [], height: 0 };
  #broken = new Set<string>();
  #round = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #touched = false;
  #anchor: { id: string; top: number } | undefined;
  readonly #measure = new ResizeObserver(([entry]) => {
    const { width = 0, height = 0 } = entry?.contentRect ?? {};
    this.room = { width, height };
  });

  static override styles = photoGridStyle;

  override connectedCallback() {
    super.connectedCallback();
    this.#measure.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#measure.disconnect();
    clearTimeout(this.#rest);
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('reached') && this.reached) {
      this.#broken.clear();
      this.#round += 1;
    }
    const anew = changed.has('key');
    if (changed.has('photos') || changed.has('resting') || anew) this.#lay(anew);
    if (['laid', 'room', 'tallest', 'gap'].some((name) => changed.has(name)) || this.#grid.rows.length === 0) {
      this.#grid = gridOf(this.laid, { width: this.room.width || 1, tallest: this.tallest, gap: this.gap });
    }
  }

  override render() {
    const { from, room } = this;
    const rows = rowsBetween(this.#grid, from - room.height * 0.5, from + room.height * 1.5);
    const tiles = rows.flatMap(({ top, height, tiles: own }) => own.map((tile) => ({ tile, top, height })));
    const seen = (top: number, height: number) => this.resting && top < from + room.height && top + height > from;
    return html`
      <div class="scroller" @scroll=${this.#scrolled} @pointerdown=${this.#down} @pointerup=${this.#up} @pointercancel=${this.#up}>
        <div class="all" style=${styleMap({ height: `${this.#grid.height}px` })}>${repeat(
          tiles,
          ({ tile }) => tile.photo.id,
          ({ tile, top, height }) => this.#tile(tile, top, height, seen(top, height)),
        )}</div>
      </div>
      ${this.above > 0 ? html`<button class="above" @click=${this.#toTop}>${this.words.newPhotos(this.above)}</button>` : nothing}`;
  }

  override updated() {
    const { scroller } = this;
    if (!scroller) return;
    const anchor = this.#anchor;
    this.#anchor = undefined;
    if (!anchor) return;
    const row = this.#grid.rows.find(({ tiles }) => tiles.some(({ photo }) => photo.id === anchor.id));
    if (row && row.top !== anchor.top) {
      scroller.scrollTop += row.top - anchor.top;
      this.from = scroller.scrollTop;
    }
  }

  #tile({ photo, left, width }: Tile<PickupPhoto>, top: number, height: number, seen: boolean) {
    const picked = this.picked.has(photo.id);
    const place = { transform: `translate(${left}px, ${top}px)`, width: `${width}px`, height: `${height}px` };
    const sharp = seen && Math.max(width, height) * devicePixelRatio > sharpFrom;
    const hue = { background: colourOf(photo.thumbhash) };
    return html`<button class="tile" style=${styleMap({ ...place, ...hue })} aria-pressed=${picked} data-photo-id=${photo.id}
      aria-label=${this.words.photo(this.at(photo))} @click=${() => this.dispatchEvent(new CustomEvent<PickupPhoto>('tick', { detail: photo }))}>
      ${this.#picture(photo, 'thumb')}${sharp ? this.#picture(photo, 'screen') : nothing}
      ${this.now - photo.cameAt < freshMs ? html`<span class="fresh">${this.words.fresh}</span>` : nothing}
      <svg class="tick" viewBox="0 0 80 80" aria-hidden="true">${
        picked
          ? svg`<circle cx="40" cy="40" r="40" fill="#e3b668"/>${tick}`
          : svg`<circle cx="40" cy="40" r="38" fill="rgb(14 13 12 / 45%)" stroke="#f6f4f0" stroke-width="3"/>`
      }</svg>
    </button>`;
  }

  #picture(photo: PickupPhoto, size: 'thumb' | 'screen') {
    const name = `${photo.id}/${size}`;
    if (this.#broken.has(name)) return nothing;
    const src = `/kiosk/photos/${photo.id}/${size}?v=${photo.edition}${this.#round > 0 ? `.${this.#round}` : ''}`;
    return html`<img class=${size} src=${src} alt="" decoding="async" draggable="false"
      @load=${(event: Event) => (event.target as HTMLElement).classList.add('there')}
      @error=${() => {
        this.#broken.add(name);
        this.requestUpdate();
      }} />`;
  }

  /** Takes over what may be seen now. */
  #lay(anew: boolean) {
    const { photos, laid, scroller } = this;
    if (anew || laid.length === 0) {
      this.laid = photos;
      this.above = 0;
      if (scroller) scroller.scrollTop = 0;
      this.from = 0;
      return;
    }
    if (!this.resting || this.#touched) {
      const there = new Map(photos.map((photo) => [photo.id, photo]));
      const left = laid.flatMap(({ id }) => there.get(id) ?? []);
      if (left.length === laid.length && left.every((photo, place) => photo === laid[place])) return;
      this.laid = left;
    } else if (laid !== photos) {
      const had = new Set(laid.map(({ id }) => id));
      const top = this.#grid.rows.find((row) => row.top + row.height > this.from);
      const first = top?.tiles[0]?.photo;
      if (top && first && this.from > atTop) {
        this.#anchor = { id: first.id, top: top.top };
        const place = photos.findIndex(({ id }) => id === first.id);
        this.above += photos.slice(0, Math.max(0, place)).filter(({ id }) => !had.has(id)).length;
      }
      this.laid = photos;
    }
  }

  readonly #scrolled = () => {
    this.from = this.scroller?.scrollTop ?? 0;
    if (this.from <= atTop) this.above = 0;
    this.#stir();
  };

  readonly #down = () => {
    this.#touched = true;
    this.#stir();
  };

  readonly #up = () => {
    this.#touched = false;
    this.#stir();
  };

  #stir() {
    this.resting = false;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.resting = true;
    }, restMs);
  }

  readonly #toTop = () => {
    this.scroller?.scrollTo({ top: 0, behavior: 'smooth' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'photo-grid': PhotoGrid;
  }
}
