import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { href } from '../router.ts';

/** One of a ranking: `figure` is its value in words, `path` a page of the admin that tells more. */
export interface Ranked {
  readonly name: string;
  readonly value: number;
  readonly figure: string;
  readonly note?: string;
  readonly path?: string;
}

/** About how wide a text is, in its own size: Chinese letters are as wide as they are high. */
function ems(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.62), 0);
}

/** A ranking as bars from a common zero, the highest in full colour. The rest after `few` is shown when asked for. */
@customElement('ranked-bars')
export class RankedBars extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** Its name for a screen reader. */
  @property() label = '';
  @property({ attribute: false }) rows: readonly Ranked[] = [];
  @property({ type: Number }) few = 8;
  /** Across the page: names have more room. */
  @property({ type: Boolean, reflect: true }) wide = false;
  /** What the highest bar is measured by, where that is more than the highest. */
  @property({ type: Number }) whole = 0;
  @state() private all = false;

  static override styles = [
    controls,
    css`
      li { display: grid; grid-template-columns: minmax(108px, 30%) minmax(0, 1fr) var(--figure); gap: 0 12px; align-items: center; min-height: 32px; padding: 4px 0; }
      :host([wide]) li { grid-template-columns: minmax(0, 232px) minmax(0, 1fr) var(--figure); min-height: 44px; }
      .name { line-height: 20px; overflow-wrap: anywhere; }
      a.name { display: flex; align-items: center; min-height: 32px; margin: -4px 0; color: inherit; text-decoration-color: var(--line2); }
      :host([wide]) a.name { min-height: 44px; }
      svg.bar { width: 100%; height: 12px; }
      rect { fill: var(--bar); }
      .most rect { fill: var(--brand); }
      rect.rest { fill: var(--fill); }
      .figure { text-align: right; font-weight: 500; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .note { grid-column: 2 / -1; }
      /* Where one name is long, all have a line of their own: bars keep one scale. */
      ul.long :is(.name, .note) { grid-column: 1 / -1; }
      ul.long .bar { grid-column: 1 / 3; }
      button { margin-top: 8px; }
      @media (pointer: coarse) { li:has(a) { min-height: 44px; } a.name { min-height: 44px; } }
      @media screen and (max-width: 599px) { :host([wide]) li { grid-template-columns: minmax(72px, 36%) minmax(0, 1fr) var(--figure); } }
      @media print { button { display: none; } li { break-inside: avoid; } }
    `,
  ];

  override render() {
    const most = Math.max(this.whole, ...this.rows.map(({ value }) => value));
    const highest = Math.max(0, ...this.rows.map(({ value }) => value));
    // Nothing is won by keeping back one or two.
    const shown = this.all || this.rows.length <= this.few + 2 ? this.rows : this.rows.slice(0, this.few);
    const long = this.rows.some(({ name }) => ems(name) > (this.wide ? 28 : 14));
    // One measure for all figures, so that all bars have one scale.
    const figure = `${Math.max(3, ...this.rows.map((row) => ems(row.figure))).toFixed(2)}em`;
    return html`<ul aria-label=${this.label} class=${long ? 'long' : ''} style=${styleMap({ '--figure': figure })}>${shown.map((row) => this.#row(row, most, row.value === highest && highest > 0))}</ul>
      ${shown.length < this.rows.length ? html`<button class="dense" @click=${this.#whole}>${this.words.reportPage.allRows(this.rows.length)}</button>` : nothing}`;
  }

  #row({ name, value, figure, note, path }: Ranked, most: number, first: boolean) {
    const wide = most === 0 || value === 0 ? 0 : Math.max(0.6, (value / most) * 100);
    return html`<li class=${classMap({ most: first })}>
      ${path === undefined ? html`<span class="name">${name}</span>` : html`<a class="name" href=${href(path)}><span>${name}</span></a>`}
      <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="rest" width="100" height="12"></rect><rect width=${wide} height="12"></rect>`}</svg>
      <span class="figure">${figure}</span>
      ${note === undefined || note === '' ? nothing : html`<span class="small figures note">${note}</span>`}
    </li>`;
  }

  readonly #whole = () => {
    this.all = true;
  };
}
