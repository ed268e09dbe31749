import '../web-awesome.ts';
import { css, html, LitElement, nothing, type SVGTemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { more } from './icons.ts';

export interface MenuItem {
  readonly value: string;
  readonly label: string;
  readonly icon?: SVGTemplateResult;
  readonly dangerous?: boolean;
  readonly disabled?: boolean;
}

/** A button with three dots, or with `label`, that opens a menu of acts; it says `choose` with the item's value. */
@customElement('admin-menu')
export class AdminMenu extends LitElement {
  /** Named for a screen reader where the button shows only dots. */
  @property() name = '';
  @property() label = '';
  /** The label stands on the page's primary button. */
  @property({ type: Boolean }) primary = false;
  /** Before the label. */
  @property({ attribute: false }) icon: SVGTemplateResult | undefined;
  @property({ attribute: false }) items: readonly MenuItem[] = [];

  static override styles = [
    controls,
    css`
      :host { display: inline-block; }
      button.dots { width: 44px; padding: 0; }
      wa-dropdown::part(menu) { border: 1px solid var(--line2); border-radius: 8px; padding: 4px; background: var(--paper); min-width: 180px; }
      wa-dropdown-item { min-height: 44px; padding: 8px 12px; border-radius: 8px; font-size: 15px; }
      wa-dropdown-item svg { margin-right: 12px; color: var(--ink2); }
      wa-dropdown-item.dangerous, wa-dropdown-item.dangerous svg { color: var(--dead); }
    `,
  ];

  override render() {
    return html`<wa-dropdown placement="bottom-end" @wa-select=${this.#select}>
      ${
        this.label === ''
          ? html`<button slot="trigger" class="quiet dots" aria-label=${this.name}>${more}</button>`
          : html`<button slot="trigger" class=${this.primary ? 'primary' : ''}>${this.icon ?? nothing}${this.label}</button>`
      }
      ${this.items.map(
        ({ value, label, icon, dangerous, disabled }) =>
          html`<wa-dropdown-item value=${value} class=${dangerous ? 'dangerous' : ''} ?disabled=${disabled}>${
            icon ? html`<span slot="icon">${icon}</span>` : nothing
          }${label}</wa-dropdown-item>`,
      )}
    </wa-dropdown>`;
  }

  #select(event: CustomEvent<{ item: { value: string } }>) {
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: event.detail.item.value }));
  }
}
