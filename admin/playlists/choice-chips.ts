import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from '../parts/controls.ts';

/** A choice of one among several that take as many lines as they need; arrows move it. It says `choose` with the value. */
@customElement('choice-chips')
export class ChoiceChips extends LitElement {
  /** Its name for a screen reader. */
  @property() label = '';
  @property() value = '';
  @property({ attribute: false }) options: readonly { readonly value: string; readonly label: string }[] = [];

  static override styles = [
    controls,
    css`
      .all { display: flex; flex-wrap: wrap; gap: 8px; }
      label { position: relative; display: flex; align-items: center; min-height: 44px; padding: 0 14px; border: 1px solid var(--line2); border-radius: 8px; color: var(--ink2); cursor: pointer; }
      label:has(:checked) { border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); color: var(--ink); font-weight: 500; }
      label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
      input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
      @media (hover: hover) { label:hover { background: var(--fill); } }
      @media (pointer: fine) { label { min-height: 40px; } }
    `,
  ];

  override render() {
    return html`<div class="all" role="radiogroup" aria-label=${this.label}>
      ${this.options.map(
        ({ value, label }) =>
          html`<label><input type="radio" name="one" value=${value} .checked=${value === this.value} @change=${() => this.#choose(value)} />${label}</label>`,
      )}
    </div>`;
  }

  #choose(value: string) {
    this.value = value;
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: value }));
  }
}
