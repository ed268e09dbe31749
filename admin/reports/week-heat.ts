import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';

const steps = 6;

/** Which of six equal steps of the highest a value is on; 0 for none. */
export function stepOf(value: number, most: number): number {
  return value === 0 || most === 0 ? 0 : Math.min(steps, Math.ceil((value / most) * steps));
}

/** Opens of a week by day and hour, from Monday on, the darker the more; what is pointed at or reached by arrows is told in the corner. */
@customElement('week-heat')
export class WeekHeat extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() heading = '';
  @property({ attribute: false }) week: readonly (readonly number[])[] = [];
  @state() private at: { readonly day: number; readonly hour: number } | undefined;

  static override styles = [
    controls,
    css`
      .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 16px; min-height: 36px; }
      .legend { display: inline-flex; align-items: center; gap: 4px; }
      .legend svg { width: 88px; height: 12px; }
      .all { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 8px; }
      .days { display: grid; grid-template-rows: repeat(7, 1fr); font-size: 13px; line-height: 20px; color: var(--ink2); white-space: nowrap; }
      .days span { align-self: center; }
      .plot { height: 148px; outline-offset: 2px; touch-action: pan-y; }
      .plot:focus-visible { outline: 2px solid var(--accent); }
      .plot svg { width: 100%; height: 100%; }
      .axis { grid-column: 2; position: relative; height: 24px; font-size: 13px; line-height: 24px; color: var(--ink2); font-variant-numeric: tabular-nums; }
      .axis span { position: absolute; translate: -50% 0; }
      /* Six equal steps between the paper and the brand, whatever that is. */
      .s0 { fill: var(--fill); }
      .s1 { fill: color-mix(in srgb, var(--brand) 18%, #fff); }
      .s2 { fill: color-mix(in srgb, var(--brand) 38%, #fff); }
      .s3 { fill: color-mix(in srgb, var(--brand) 58%, #fff); }
      .s4 { fill: color-mix(in srgb, var(--brand) 79%, #fff); }
      .s5 { fill: var(--brand); }
      .s6 { fill: color-mix(in srgb, var(--brand) 76%, #000); }
      @media (prefers-color-scheme: dark) {
        .s6 { fill: color-mix(in srgb, var(--brand) 18%, #fff); }
        .s5 { fill: color-mix(in srgb, var(--brand) 38%, #fff); }
        .s4 { fill: color-mix(in srgb, var(--brand) 62%, #fff); }
        .s3 { fill: var(--brand); }
        .s2 { fill: color-mix(in srgb, var(--brand) 72%, #000); }
        .s1 { fill: color-mix(in srgb, var(--brand) 46%, #000); }
      }
      .at { stroke: var(--ink); stroke-width: 2; vector-effect: non-scaling-stroke; }
    `,
  ];

  override render() {
    const { reportPage: own, reports } = this.words;
    const most = Math.max(...this.week.flat(), 0);
    const told = this.at && own.weekCell(this.at.day, this.at.hour, this.week[this.at.day]?.[this.at.hour] ?? 0);
    const legend = html`<span class="legend" aria-hidden="true">${reports.notes.few}<svg viewBox="0 0 88 12">${Array.from({ length: 7 }, (_, step) => svg`<rect class="s${step}" x=${step * 12.6} width="10.6" height="12"></rect>`)}</svg>${reports.notes.many}</span>`;
    return html`
      <div class="head"><h2>${this.heading}</h2><p class="small figures" aria-live="polite">${told ?? legend}</p></div>
      <div class="all">
        <div class="days" aria-hidden="true">${reports.weekdays.map((day) => html`<span>${day}</span>`)}</div>
        <div class="plot" role="img" tabindex="0" aria-label=${`${this.heading}: ${this.#peak(most)}`}
          @pointermove=${this.#point} @pointerdown=${this.#point} @pointerleave=${this.#leave} @focus=${this.#focus} @blur=${this.#leave} @keydown=${this.#key}>
          <svg viewBox="0 0 480 140" preserveAspectRatio="none" aria-hidden="true">${this.week.map((hours, day) =>
            hours.map(
              (value, hour) =>
                svg`<rect class="s${stepOf(value, most)}" x=${hour * 20 + 1} y=${day * 20 + 1} width="18" height="18"></rect>`,
            ),
          )}${this.at ? svg`<rect class="at" fill="none" x=${this.at.hour * 20 + 1} y=${this.at.day * 20 + 1} width="18" height="18"></rect>` : nothing}</svg>
        </div>
        <div class="axis" aria-hidden="true">${[0, 6, 12, 18, 23].map((hour) => html`<span style=${styleMap({ left: `${((hour + 0.5) / 24) * 100}%` })}>${hour}</span>`)}</div>
      </div>
      <ul class="unseen" aria-label=${this.heading}>${this.week.flatMap((hours, day) => hours.map((value, hour) => (value === 0 ? nothing : html`<li>${own.weekCell(day, hour, value)}</li>`)))}</ul>`;
  }

  #peak(most: number): string {
    const { day, hour } = this.#highest();
    return this.words.reportPage.weekCell(day, hour, most);
  }

  #highest(): { day: number; hour: number } {
    const most = Math.max(...this.week.flat(), 0);
    const day = Math.max(
      0,
      this.week.findIndex((hours) => hours.includes(most)),
    );
    return { day, hour: Math.max(0, this.week[day]?.indexOf(most) ?? 0) };
  }

  readonly #point = (event: PointerEvent) => {
    const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
    this.#to(Math.floor(((event.clientY - top) / height) * 7), Math.floor(((event.clientX - left) / width) * 24));
  };

  readonly #leave = (event: Event) => {
    // A finger that was lifted leaves what it pointed at to be read.
    if (event instanceof PointerEvent && event.pointerType === 'touch') return;
    this.at = undefined;
  };

  readonly #focus = (event: FocusEvent) => {
    if ((event.currentTarget as Element).matches(':focus-visible')) this.at = this.#highest();
  };

  readonly #key = (event: KeyboardEvent) => {
    const { day, hour } = this.at ?? this.#highest();
    const next: readonly [number, number] | undefined = {
      ArrowLeft: [day, hour - 1] as const,
      ArrowRight: [day, hour + 1] as const,
      ArrowUp: [day - 1, hour] as const,
      ArrowDown: [day + 1, hour] as const,
    }[event.key];
    if (event.key === 'Escape') this.at = undefined;
    if (!next) return;
    event.preventDefault();
    this.#to(...next);
  };

  #to(day: number, hour: number) {
    this.at = { day: Math.min(Math.max(day, 0), 6), hour: Math.min(Math.max(hour, 0), 23) };
  }
}
