import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { bringIntoView } from './into-view.ts';

/** A choice of one among few, all in view; arrows move it. It says `choose` with the value. */
@customElement('admin-segments')
export class AdminSegments extends LitElement {
  /** Its name for a screen reader. */
  @property() label = '';
  @property() value = '';
  /** Fills the width there is. */
  @property({ type: Boolean, reflect: true }) whole = false;
  @property({ attribute: false }) options: readonly {
    readonly value: string;
    readonly label: string;
    readonly count?: number;
  }[] = [];

  static override styles = [
    controls,
    css`
      :host { display: inline-block; max-width: 100%; }
      :host([whole]) { display: block; }
      .all { display: flex; max-width: 100%; border: 1px solid var(--line2); border-radius: 8px; overflow-x: auto; scrollbar-width: none; }
      label { position: relative; display: flex; flex: 1 0 auto; align-items: center; justify-content: center; gap: 6px; min-height: 42px; padding: 0 12px; white-space: nowrap; cursor: pointer; color: var(--ink2); }
      label + label { border-left: 1px solid var(--line2); }
      label:has(:checked) { background: var(--selected); color: var(--ink); font-weight: 500; }
      label:first-child { border-radius: 7px 0 0 7px; }
      label:last-child { border-radius: 0 7px 7px 0; }
      label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: -2px; }
      input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
      @media (max-width: 399px) { label { padding: 0 8px; } }
      span { font-variant-numeric: tabular-nums; }
    `,
  ];

  override updated() {
    const strip = this.renderRoot.querySelector('.all');
    bringIntoView(strip, strip?.querySelector(':checked')?.parentElement);
  }

  override render() {
    return html`<div class="all" role="radiogroup" aria-label=${this.label}>
      ${this.options.map(
        ({ value, label, count }) =>
          html`<label><input type="radio" name="one" value=${value} .checked=${value === this.value} @change=${() => this.#choose(value)} />${label}${
            count === undefined ? nothing : html`<span>${count}</span>`
          }</label>`,
      )}
    </div>`;
  }

  #choose(value: string) {
    this.value = value;
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: value }));
  }
}
