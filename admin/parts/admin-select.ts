import '../web-awesome.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';

/** A choice of one among several, as a list that opens; it says `choose` with the option's value. */
@customElement('admin-select')
export class AdminSelect extends LitElement {
  @property() label = '';
  /** The label is for screen readers alone. */
  @property({ type: Boolean, attribute: 'label-hidden' }) labelHidden = false;
  @property() help = '';
  @property() value = '';
  @property({ attribute: false }) options: readonly { readonly value: string; readonly label: string }[] = [];

  static override styles = [
    controls,
    css`
      wa-select::part(form-control-label) { display: block; padding-bottom: 8px; font-weight: 500; }
      :host([label-hidden]) wa-select::part(form-control-label) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      wa-select::part(listbox) { border: 1px solid var(--line2); border-radius: 8px; padding: 4px; background: var(--paper); }
      wa-select::part(hint) { padding-top: 8px; font-size: 13px; line-height: 20px; }
      wa-option { min-height: 44px; border-radius: 8px; align-items: center; }
    `,
  ];

  override render() {
    return html`<wa-select label=${this.label} hint=${this.help || nothing} .value=${this.value} @change=${this.#change}>
      ${this.options.map(({ value, label }) => html`<wa-option value=${value}>${label}</wa-option>`)}
    </wa-select>`;
  }

  override async updated() {
    const select = this.renderRoot.querySelector('wa-select');
    await select?.updateComplete;
    // Its hint is there even where it is empty, and would be read as a description.
    if (this.help === '') select?.shadowRoot?.querySelector('[aria-describedby]')?.removeAttribute('aria-describedby');
    else select?.shadowRoot?.querySelector('[part~=display-input]')?.setAttribute('aria-describedby', 'hint');
  }

  #change(event: Event) {
    const value = String((event.target as HTMLInputElement).value);
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: value }));
  }
}
