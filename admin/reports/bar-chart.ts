import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { controls } from '../parts/controls.ts';

/** One bar: what it stands for and its value in words, and what stands beneath it, where anything does. */
export interface Bar {
  readonly value: number;
  readonly said: string;
  readonly under?: string;
}

/**
 * Bars from a common zero with the highest in full colour. Its corner tells the highest, and the bar that is pointed at or
 * reached with the arrows; a list tells them all to who cannot see them.
 */
@customElement('bar-chart')
export class BarChart extends LitElement {
  @property() heading = '';
  /** What the corner says while nothing is pointed at. */
  @property() calm = '';
  @property({ attribute: false }) bars: readonly Bar[] = [];
  @state() private at: number | undefined;

  static override styles = [
    controls,
    css`
      .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 16px; min-height: 36px; }
      .plot { position: relative; height: 140px; border-bottom: 1px solid var(--line); outline-offset: 4px; touch-action: pan-y; }
      .plot:focus-visible { outline: 2px solid var(--accent); }
      .plot svg { width: 100%; height: 100%; }
      rect.bar { fill: var(--bar); }
      rect.most { fill: var(--brand); }
      rect.at { fill: var(--ink2); }
      .axis { position: relative; height: 24px; font-size: 13px; line-height: 24px; color: var(--ink2); font-variant-numeric: tabular-nums; }
      .axis span { position: absolute; translate: -50% 0; white-space: nowrap; }
      .axis .first { translate: 0 0; }
      .axis .last { translate: -100% 0; }
    `,
  ];

  override render() {
    const { bars } = this;
    const most = Math.max(...bars.map(({ value }) => value), 0);
    const highest = most === 0 ? -1 : bars.findIndex(({ value }) => value === most);
    const told = this.at === undefined ? undefined : bars[this.at]?.said;
    return html`
      <div class="head"><h2>${this.heading}</h2><p class="small figures" aria-live="polite">${told ?? this.calm}</p></div>
      <div class="plot" role="img" tabindex="0" aria-label=${`${this.heading}: ${this.calm}`}
        @pointermove=${this.#point} @pointerdown=${this.#point} @pointerleave=${this.#leave} @focus=${this.#focus} @blur=${this.#leave} @keydown=${this.#key}>
        <svg viewBox="0 0 ${bars.length * 10} 100" preserveAspectRatio="none" aria-hidden="true">${bars.map(
          ({ value }, at) => {
            const high = value === 0 || most === 0 ? 0 : Math.max(1.5, (value / most) * 100);
            const tone = at === this.at ? 'bar at' : at === highest ? 'bar most' : 'bar';
            return svg`<rect class=${tone} x=${at * 10 + 0.6} width="8.8" y=${100 - high} height=${high}></rect>`;
          },
        )}</svg>
      </div>
      <div class="axis" aria-hidden="true">${bars.map(({ under }, at) => (under === undefined ? nothing : this.#label(under, at)))}</div>
      <ul class="unseen" aria-label=${this.heading}>${bars.map(({ said }) => html`<li>${said}</li>`)}</ul>`;
  }

  #label(text: string, at: number) {
    const { length } = this.bars;
    // Long ones at the ends would stick out.
    const long = text.length > 2;
    const edge = !long ? '' : at === 0 ? 'first' : at === length - 1 ? 'last' : '';
    const left = edge === 'first' ? 0 : edge === 'last' ? 100 : ((at + 0.5) / length) * 100;
    return html`<span class=${edge} style=${styleMap({ left: `${left}%` })}>${text}</span>`;
  }

  readonly #point = (event: PointerEvent) => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    this.#to(Math.floor(((event.clientX - left) / width) * this.bars.length));
  };

  readonly #leave = (event: Event) => {
    // A finger that was lifted leaves what it pointed at to be read.
    if (event instanceof PointerEvent && event.pointerType === 'touch') return;
    this.at = undefined;
  };

  readonly #focus = (event: FocusEvent) => {
    if (!(event.currentTarget as Element).matches(':focus-visible')) return;
    const values = this.bars.map(({ value }) => value);
    this.#to(values.indexOf(Math.max(...values)));
  };

  readonly #key = (event: KeyboardEvent) => {
    const { length } = this.bars;
    const at = this.at ?? 0;
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: length - 1 }[event.key];
    if (event.key === 'Escape') this.at = undefined;
    if (next === undefined) return;
    event.preventDefault();
    this.#to(next);
  };

  #to(at: number) {
    this.at = Math.min(Math.max(at, 0), this.bars.length - 1);
  }
}
