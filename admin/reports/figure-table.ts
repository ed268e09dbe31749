import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { href } from '../router.ts';
import { type Cell, type Figured, type Sorting, sorted } from './table.ts';

const few = 24;

/** A chart's figures as a table: each column sorts, the first time figures from the top down; a long one shows its head first. */
@customElement('figure-table')
export class FigureTable extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** Its name for a screen reader. */
  @property() label = '';
  @property({ attribute: false }) table: Figured = { columns: [], rows: [] };
  @state() private by: Sorting | undefined;
  @state() private whole = false;

  static override styles = [
    controls,
    css`
      .room { overflow-x: auto; scrollbar-width: thin; }
      .room:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
      table { width: 100%; border-collapse: collapse; }
      th { padding: 0; border-bottom: 1px solid var(--line2); font-weight: 400; text-align: left; }
      th button { width: 100%; gap: 4px; padding: 0 8px; border: 0; border-radius: 4px; justify-content: flex-start; color: var(--ink2); font-size: 13px; line-height: 20px; font-weight: 400; white-space: nowrap; }
      th[aria-sort] button { color: var(--ink); font-weight: 500; }
      .figure button { justify-content: flex-end; }
      td { min-height: 44px; padding: 10px 8px; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
      td:not(.figure) { min-width: 104px; }
      td:first-child { min-width: 128px; }
      :is(td, th):first-child, th:first-child button { padding-left: 0; }
      td.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      td a { display: inline-block; margin: -10px 0; padding: 10px 0; color: inherit; text-decoration-color: var(--line2); }
      svg { width: 12px; height: 12px; }
      .up svg { rotate: 180deg; }
      .all { margin-top: 8px; }
      @media print { .all { display: none; } .room { overflow: visible; } th button { min-height: 0; } }
    `,
  ];

  override render() {
    const { columns, rows } = this.table;
    const inOrder = this.by ? sorted(rows, this.by, this.words.admin.tag) : rows;
    const shown = this.whole || rows.length <= few + 2 ? inOrder : inOrder.slice(0, few);
    const { reportPage: own } = this.words;
    return html`<div class="room" tabindex="0" role="group" aria-label=${this.label}><table aria-label=${this.label}>
      <thead><tr>${columns.map(
        ({ label, figure }, at) =>
          html`<th scope="col" class=${figure ? 'figure' : ''} aria-sort=${this.by?.column === at ? (this.by.down ? 'descending' : 'ascending') : nothing}><button @click=${() => this.#sort(at, figure === true)}>${label}${this.#arrow(at)}</button></th>`,
      )}</tr></thead>
      <tbody>${shown.map((row) => html`<tr>${row.map((cell, at) => this.#cell(cell, columns[at]?.figure === true))}</tr>`)}</tbody>
    </table></div>
    ${shown.length < rows.length ? html`<button class="dense all" @click=${this.#all}>${own.allRows(rows.length)}</button>` : nothing}`;
  }

  #cell({ text, path }: Cell, figure: boolean) {
    return html`<td class=${figure ? 'figure' : ''}>${path === undefined || text === '' ? text : html`<a href=${href(path)}>${text}</a>`}</td>`;
  }

  #arrow(column: number) {
    if (this.by?.column !== column) return nothing;
    return html`<span class=${this.by.down ? '' : 'up'} aria-hidden="true"><svg viewBox="0 0 12 12"><path d="M2.5 4.5 6 8l3.5-3.5" fill="none" stroke="currentColor" stroke-width="1.5" /></svg></span>`;
  }

  #sort(column: number, down: boolean) {
    this.by = { column, down: this.by?.column === column ? !this.by.down : down };
  }

  readonly #all = () => {
    this.whole = true;
  };
}
