import '../web-awesome.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';

/** On or off, at once; it says `choose` with the new state. */
@customElement('admin-switch')
export class AdminSwitch extends LitElement {
  @property() label = '';
  @property() help = '';
  @property({ type: Boolean }) on = false;

  static override styles = [
    controls,
    css`
      wa-switch { --width: 44px; --height: 24px; --thumb-size: 18px; }
      wa-switch::part(base) { display: flex; align-items: center; gap: 12px; min-height: 44px; }
      wa-switch::part(hint) { font-size: 13px; line-height: 20px; color: var(--ink2); }
    `,
  ];

  override render() {
    return html`<wa-switch ?checked=${this.on} hint=${this.help || nothing} @change=${this.#change}>${this.label}</wa-switch>`;
  }

  #change(event: Event) {
    this.on = (event.target as HTMLInputElement).checked;
    this.dispatchEvent(new CustomEvent<boolean>('choose', { detail: this.on }));
  }
}
