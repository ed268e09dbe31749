import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Mark, Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { controls } from '../parts/controls.ts';
import { type Group, groupsOf } from './grid-groups.ts';
import { type Layout, layOut, type Row, rowOf, rowsBetween, type Step, stepFrom } from './grid-layout.ts';
import { gridStyle } from './grid-style.ts';
import type { Order } from './library-query.ts';
import { photoCell } from './photo-cell.ts';
import { Press } from './press.ts';
import { nothingChosen, reached, type Selection, together, toggled } from './selection.ts';

const overscan = 700;
const wide = { target: 104, head: 40, between: 20 } as const;
const narrow = { target: 96, head: 40, between: 16 } as const;
const gap = 4;

/**
 * Photos in rows from edge to edge, in groups by time; only what is near the view is in the page, however many there are.
 * It says `open` with a photo's id, `choose` with the new selection, `mark` with the mark for what is focused, and
 * `near-end` when more will soon be seen than there is.
 */
@customElement('photo-grid')
export class PhotoGrid extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photos: readonly Photo[] = [];
  /** How many there are in all, those not here yet included. */
  @property({ type: Number }) total = 0;
  /** Whether there are no more than these. */
  @property({ type: Boolean }) ended = false;
  @property() order: Order = 'uploaded';
  @property() zone = 'UTC';
  @property({ attribute: false }) chosen: Selection = nothingChosen;
  /** Whether photos can be chosen. */
  @property({ type: Boolean }) choosable = false;
  @state() private width = 0;
  @state() private top = 0;
  @state() private focused: string | undefined;
  #layout: Layout = { rows: [], heads: [], height: 0 };
  #groups: readonly Group[] = [];
  #frame = 0;
  #sizes: ResizeObserver | undefined;
  #keep: { id: string; at: number } | undefined;
  #refocus = false;
  #places = new Map<string, number>();
  readonly #press = new Press((id) => this.#choose(toggled(this.chosen, id)));

  static override styles = [controls, gridStyle];

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('scroll', this.#moved, { passive: true });
    addEventListener('resize', this.#moved);
    this.#sizes = new ResizeObserver(() => {
      this.width = Math.floor(this.clientWidth);
      this.#moved();
    });
    this.#sizes.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('scroll', this.#moved);
    removeEventListener('resize', this.#moved);
    this.#sizes?.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  override willUpdate(changed: PropertyValues<this>) {
    const anew = ['photos', 'order', 'zone', 'ended', 'width'].some((name) =>
      (changed as Map<string, unknown>).has(name),
    );
    if (!anew || this.width === 0) return;
    this.#keep = this.#layout.rows.length > 0 ? this.#firstSeen() : undefined;
    const old = this.focused === undefined ? undefined : this.#places.get(this.focused);
    const size = this.width < 600 ? narrow : wide;
    this.#groups = groupsOf(this.photos, this.order, this.zone, this.ended);
    this.#layout = layOut(
      this.photos.map(({ width, height }) => width / height),
      this.#groups,
      { width: this.width, gap, ...size },
    );
    this.#places = new Map(this.photos.map(({ id }, nr) => [id, nr]));
    // Who was on a photo that is gone is on the one that took its place.
    if (this.focused !== undefined && !this.#places.has(this.focused)) {
      this.focused = this.photos[Math.min(old ?? 0, this.photos.length - 1)]?.id;
      this.#refocus = this.matches(':focus-within');
    }
  }

  override render() {
    if (this.width === 0) return nothing;
    const { rows, heads } = this.#layout;
    const near = rowsBetween(this.#layout, this.top - overscan, this.top + innerHeight + overscan);
    const first = near[0]?.y ?? 0;
    const last = near.at(-1)?.y ?? 0;
    const groups = this.#groups.flatMap((group, nr) => {
      const y = heads[nr] ?? 0;
      return y > first - overscan && y <= last ? [{ group, y }] : [];
    });
    const held = this.#focusedRow();
    const drawn = held && !near.includes(held) ? [...near, held] : near;
    const cells = drawn
      .flatMap((row) => row.xs.map((_, nr) => ({ row, nr, photo: this.photos[row.start + nr] })))
      .filter(hasPhoto);
    return html`<div class="all" style=${styleMap({ height: `${this.#height()}px` })}>
      ${repeat(
        groups,
        ({ group }) => group.start,
        ({ group, y }) => this.#head(group, y),
      )}
      <div role="listbox" aria-multiselectable="true" aria-label=${this.words.library.grid} @keydown=${this.#key} @focusin=${this.#focusIn}>
        ${repeat(
          cells,
          ({ photo }) => photo.id,
          ({ row, nr, photo }) => this.#cell(photo, row, nr),
        )}
      </div>
      ${this.ended || rows.length === 0 ? nothing : html`<div class="rest" style=${styleMap({ top: `${this.#layout.height + gap}px` })}></div>`}
    </div>`;
  }

  override updated() {
    const { rows, height } = this.#layout;
    if (this.#keep) this.#scrollBack(this.#keep);
    this.#keep = undefined;
    if (this.#refocus) this.#focusCell();
    if (rows.length > 0 && !this.ended && height < this.top + innerHeight * 3 + overscan)
      this.dispatchEvent(new Event('near-end'));
  }

  /** Brings a photo into view and gives it the keyboard. */
  focusPhoto(id: string): void {
    const index = this.#places.get(id);
    if (index === undefined) return;
    this.focused = id;
    this.#reveal(index);
    this.#refocus = true;
    this.requestUpdate();
  }

  #cell(photo: Photo, row: Row, nr: number) {
    const stop = (this.focused ?? this.photos[0]?.id) === photo.id;
    return photoCell(photo, {
      words: this.words,
      chosen: this.chosen.ids.has(photo.id),
      choosing: this.chosen.ids.size > 0,
      choosable: this.choosable,
      tabStop: stop,
      position: row.start + nr + 1,
      total: Math.max(this.total, this.photos.length),
      frame: { x: row.xs[nr] ?? 0, y: row.y, width: row.widths[nr] ?? 0, height: row.height },
      press: this.choosable ? this.#press : undefined,
      click: (event) => this.#click(event, photo.id),
    });
  }

  #head(group: Group, y: number) {
    const { group: own } = this.words.library;
    const now = Date.now();
    const ids = this.photos.slice(group.start, group.end).map(({ id }) => id);
    const all = ids.every((id) => this.chosen.ids.has(id));
    const who = own.who(group.names);
    return html`<div class="head" style=${styleMap({ transform: `translateY(${y}px)` })}>
      <h2>${own.when(momentOf(group.from, now, this.zone), momentOf(group.to, now, this.zone))}</h2>
      <span>${group.whole ? own.count(ids.length, who) : who}</span>
      ${
        this.choosable && group.whole
          ? html`<button class="quiet dense" @click=${() => this.#choose(together(this.chosen, ids))}>${all ? own.unselect : own.select}</button>`
          : nothing
      }
    </div>`;
  }

  #height(): number {
    const { height } = this.#layout;
    const here = this.photos.length;
    if (this.ended || here === 0) return height;
    // The scroll bar tells the truth, roughly, about what is still to come.
    return Math.round((height / here) * Math.max(this.total, here));
  }

  readonly #moved = () => {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.top = Math.round(-this.getBoundingClientRect().top / 100) * 100;
    });
  };

  #click(event: MouseEvent, id: string) {
    if (this.#press.wasLong()) return;
    this.focused = id;
    const onTick = event.composedPath().some((node) => node instanceof Element && node.classList.contains('tick'));
    if (!this.choosable) this.#say('open', id);
    else if (event.shiftKey) this.#choose(reached(this.chosen, id, this.photos));
    else if (event.ctrlKey || event.metaKey || onTick || this.chosen.ids.size > 0)
      this.#choose(toggled(this.chosen, id));
    else this.#say('open', id);
  }

  #key(event: KeyboardEvent) {
    const id = this.focused ?? this.photos[0]?.id;
    const index = id === undefined ? undefined : this.#places.get(id);
    if (id === undefined || index === undefined || event.altKey) return;
    const { key } = event;
    const command = event.ctrlKey || event.metaKey;
    if (/^(Arrow|Home|End|Page)/.test(key)) {
      const to = stepFrom(this.#layout, index, key as Step, innerHeight);
      const next = this.photos[to]?.id;
      if (next === undefined) return;
      if (event.shiftKey && this.choosable) {
        const from = this.chosen.anchor === undefined ? { ...this.chosen, anchor: id } : this.chosen;
        this.#choose(reached(from, next, this.photos));
      }
      this.focusPhoto(next);
    } else if (key === 'Enter') this.#say('open', id);
    else if (key === ' ' && this.choosable)
      this.#choose(event.shiftKey ? reached(this.chosen, id, this.photos) : toggled(this.chosen, id));
    else if (key === 'Escape' && this.chosen.ids.size > 0) this.#choose(nothingChosen);
    else if (key.toLowerCase() === 'a' && command && this.choosable) this.#say('choose-all', undefined);
    else if (!command && this.choosable && /^[pxu]$/i.test(key)) {
      const marks: Record<string, Mark | null> = { p: 'picked', x: 'rejected', u: null };
      this.#say('mark', { id, mark: marks[key.toLowerCase()] ?? null });
    } else return;
    event.preventDefault();
  }

  #focusIn(event: FocusEvent) {
    const id = (event.target as HTMLElement).dataset.id;
    if (id !== undefined) this.focused = id;
  }

  #focusedRow(): Row | undefined {
    const index = this.focused === undefined ? undefined : this.#places.get(this.focused);
    // A focus that scrolls out of the page would fall back to its top.
    return index !== undefined && this.matches(':focus-within') ? rowOf(this.#layout, index) : undefined;
  }

  #reveal(index: number) {
    const row = rowOf(this.#layout, index);
    if (!row) return;
    const top = this.getBoundingClientRect().top + row.y;
    const foot = innerHeight - 96;
    if (top < 56) scrollBy(0, top - 56);
    else if (top + row.height > foot) scrollBy(0, top + row.height - foot);
    this.top = -this.getBoundingClientRect().top;
  }

  #focusCell() {
    const cell = this.renderRoot.querySelector<HTMLElement>(`[data-id='${this.focused}']`);
    if (!cell) return;
    this.#refocus = false;
    cell.focus({ preventScroll: true });
  }

  /** The first photo in view and where it stands, if the grid's top has been scrolled away. */
  #firstSeen() {
    const top = this.getBoundingClientRect().top;
    if (top > 0) return undefined;
    const [row] = rowsBetween(this.#layout, -top, Number.POSITIVE_INFINITY);
    const id = row && [...this.#places].find(([, place]) => place === row.start)?.[0];
    return row && id !== undefined ? { id, at: top + row.y } : undefined;
  }

  #scrollBack({ id, at }: { id: string; at: number }) {
    const index = this.#places.get(id);
    const row = index === undefined ? undefined : rowOf(this.#layout, index);
    if (!row) return;
    const moved = this.getBoundingClientRect().top + row.y - at;
    if (Math.abs(moved) > 1) scrollBy(0, moved);
  }

  #choose(chosen: Selection) {
    this.#say('choose', chosen);
  }

  #say(name: string, detail: unknown) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function hasPhoto<T extends { photo: Photo | undefined }>(cell: T): cell is T & { photo: Photo } {
  return cell.photo !== undefined;
}
