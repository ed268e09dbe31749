import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { down } from './icons.ts';

/**
 * A choice of one among several, as the list that the device itself opens; it says `choose` with the option's value.
 * (Web Awesome's select puts its label where axe and some screen readers do not find it.)
 */
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
      label { display: grid; gap: 8px; font-weight: 500; }
      .frame { position: relative; display: grid; font-weight: 400; }
      select { appearance: none; width: 100%; height: 44px; padding: 0 40px 0 12px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; text-overflow: ellipsis; cursor: pointer; }
      select:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      svg { position: absolute; right: 12px; top: 50%; translate: 0 -50%; color: var(--ink2); pointer-events: none; }
      .help { padding-top: 8px; font-size: 13px; line-height: 20px; color: var(--ink2); text-wrap: pretty; }
      @media (max-width: 599px) { select { height: 52px; padding-left: 16px; font-size: 17px; } }
    `,
  ];

  override render() {
    return html`
      <label><span class=${this.labelHidden ? 'unseen' : ''}>${this.label}</span>
        <span class="frame"><select aria-describedby=${this.help === '' ? nothing : 'help'} @change=${this.#change}>
          ${this.options.map(({ value, label }) => html`<option value=${value} .selected=${value === this.value}>${label}</option>`)}
        </select>${down}</span></label>
      ${this.help === '' ? nothing : html`<p id="help" class="help">${this.help}</p>`}
    `;
  }

  #change(event: Event) {
    const { value } = event.target as HTMLSelectElement;
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: value }));
  }
}
