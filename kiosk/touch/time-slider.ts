import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { momentOf } from '#words/moments.ts';
import { type Bars, counted, isDaily, labelled } from './bars.ts';
import { type PickupWords, pickupWords } from './words.ts';

/** Places of bars, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * When photos were taken, as bars; dragging over them chooses a stretch, pressing within it lets it go. It says `span` with
 * the stretch, or null for any time.
 */
@customElement('time-slider')
export class TimeSlider extends LitElement {
  @property({ attribute: false }) stretches: Bars = { bars: [], step: 0 };
  /** UTC ms: when the photos that are counted were taken. */
  @property({ attribute: false }) times: readonly number[] = [];
  @property({ attribute: false }) span: Span | null = null;
  @property({ attribute: false }) words: PickupWords = pickupWords('zh-CN');
  @property() zone = 'UTC';
  /** Bars from one label to the next, at least. */
  @property({ attribute: false }) apart = 6;
  #began: { readonly place: number; readonly within: boolean } | undefined;
  #moved = false;

  static override styles = css`
    :host { display: block; position: relative; height: calc(152 * var(--u)); touch-action: none; font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u)); }
    .bars { position: absolute; inset: 0 0 calc(48 * var(--u)); display: flex; align-items: flex-end; gap: calc(7 * var(--u)); }
    .bars div { flex: 1; min-height: calc(6 * var(--u)); background: #45413c; transform-origin: bottom; }
    .bars .none { background: #2e2b28; }
    .bars .on { background: #e3b668; }
    .bars .on.none { background: #5c4a26; }
    span { position: absolute; bottom: calc(-4 * var(--u)); white-space: nowrap; color: rgb(246 244 240 / 78%); }
    .chosen { color: #e3b668; transform: translateX(-50%); }
    .handle { position: absolute; top: 0; bottom: calc(48 * var(--u)); width: 0; pointer-events: none; }
    .handle:focus { outline: none; }
    .handle:focus-visible { outline: calc(3 * var(--u)) solid #f6f4f0; }
  `;

  override connectedCallback() {
    super.connectedCallback();
    this.addEventListener('pointerdown', this.#down);
    this.addEventListener('pointermove', this.#move);
    this.addEventListener('pointerup', this.#up);
    this.addEventListener('pointercancel', this.#cancel);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener('pointerdown', this.#down);
    this.removeEventListener('pointermove', this.#move);
    this.removeEventListener('pointerup', this.#up);
    this.removeEventListener('pointercancel', this.#cancel);
  }

  override render() {
    const { span, words } = this;
    const bars = counted(this.stretches.bars, this.times);
    if (bars.length === 0) return nothing;
    const highest = Math.max(1, ...bars.map(({ photos }) => photos));
    return html`
      <div class="bars" aria-hidden="true">${bars.map(({ photos }, place) => {
        const on = span !== null && place >= span.first && place <= span.last;
        return html`<div class="${on ? 'on' : ''} ${photos === 0 ? 'none' : ''}" style=${styleMap({ height: `${(photos / highest) * 100}%` })}></div>`;
      })}</div>
      ${this.#labels()}
      ${this.#handle('first', words.timeFrom)}${this.#handle('last', words.timeTo)}`;
  }

  #labels() {
    const { stretches, zone, span } = this;
    const { bars } = stretches;
    const middle = span && Math.min(bars.length - 3, Math.max(3, (span.first + span.last + 1) / 2));
    const places = labelled(stretches, zone, this.apart).filter(
      (place) => middle === null || Math.abs(place + 1 - middle) > this.apart * 0.85,
    );
    return html`${places
      .filter((place) => place <= bars.length - 2)
      .map(
        (place) =>
          html`<span style=${styleMap({ left: percent(place / bars.length) })}>${this.#clock(bars[place]?.from)}</span>`,
      )}
      ${
        span && middle !== null
          ? html`<span class="chosen" style=${styleMap({ left: percent(middle / bars.length) })}>${this.#said(span)}</span>`
          : nothing
      }`;
  }

  /** For the keyboard: one end of the stretch. */
  #handle(end: 'first' | 'last', label: string) {
    const { span, stretches, words } = this;
    const { bars } = stretches;
    const now = span ?? { first: 0, last: bars.length - 1 };
    const edge = end === 'first' ? now.first : now.last + 1;
    const said = span ? this.#clock(end === 'first' ? bars[span.first]?.from : bars[span.last]?.to) : words.anyTime;
    return html`<div class="handle" role="slider" tabindex="0" aria-label=${label} aria-valuemin="0" aria-valuemax=${bars.length - 1}
      aria-valuenow=${now[end]} aria-valuetext=${said} style=${styleMap({ left: percent(edge / bars.length) })}
      @keydown=${(event: KeyboardEvent) => this.#press(event, end)}></div>`;
  }

  #press(event: KeyboardEvent, end: 'first' | 'last') {
    const most = this.stretches.bars.length - 1;
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -most, End: most }[event.key];
    if (event.key === 'Escape') this.#say(null);
    if (by === undefined) return;
    event.preventDefault();
    const now = this.span ?? { first: 0, last: most };
    const moved = { ...now, [end]: Math.min(most, Math.max(0, now[end] + by)) };
    if (moved.first <= moved.last) this.#say(moved);
  }

  #placeOf({ clientX }: PointerEvent): number {
    const { left, width } = this.getBoundingClientRect();
    const { length } = this.stretches.bars;
    return Math.min(length - 1, Math.max(0, Math.floor(((clientX - left) / width) * length)));
  }

  readonly #down = (event: PointerEvent) => {
    if (!event.isPrimary || this.stretches.bars.length === 0) return;
    const place = this.#placeOf(event);
    const { span } = this;
    this.#began = { place, within: span !== null && place >= span.first && place <= span.last };
    this.#moved = false;
    this.setPointerCapture(event.pointerId);
    if (!this.#began.within) this.#say({ first: place, last: place });
  };

  readonly #move = (event: PointerEvent) => {
    if (!this.#began || !event.isPrimary) return;
    const place = this.#placeOf(event);
    if (place === this.#began.place && !this.#moved) return;
    this.#moved = true;
    this.#say({ first: Math.min(place, this.#began.place), last: Math.max(place, this.#began.place) });
  };

  readonly #up = () => {
    if (this.#began?.within && !this.#moved) this.#say(null);
    this.#began = undefined;
  };

  readonly #cancel = () => {
    this.#began = undefined;
  };

  #say(span: Span | null) {
    if (span?.first === this.span?.first && span?.last === this.span?.last) return;
    this.dispatchEvent(new CustomEvent<Span | null>('span', { detail: span }));
  }

  #said({ first, last }: Span): string {
    const { bars } = this.stretches;
    const [from, to] = [bars[first]?.from ?? 0, bars[last]?.to ?? 0];
    if (!isDaily(this.stretches)) return this.words.span(this.#clock(from), this.#clock(to));
    const [begin, end] = [this.#clock(from), this.#clock(to - 1)];
    return begin === end ? begin : this.words.span(begin, end);
  }

  #clock(at = 0): string {
    const moment = momentOf(at, at, this.zone);
    return isDaily(this.stretches) ? this.words.day(moment) : moment.clock;
  }
}

function percent(part: number): string {
  return `${part * 100}%`;
}

declare global {
  interface HTMLElementTagNameMap {
    'time-slider': TimeSlider;
  }
}
