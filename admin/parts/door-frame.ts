import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { mark } from './icons.ts';

/** The frame of the pages before sign-in: the box's mark and name, a way to the other language, and the page below. */
@customElement('door-frame')
export class DoorFrame extends LitElement {
  @property() boxName = '';
  /** Address of the box's logo; the shipped mark without it. */
  @property() logo: string | null = null;
  /** The other language in its own words; no button without it. */
  @property() otherLanguage = '';
  @property() otherLang = '';

  static override styles = [
    controls,
    css`
      :host { min-height: 100vh; min-height: 100dvh; background: var(--paper); }
      header {
        display: flex; align-items: center; gap: 12px; min-height: 76px;
        padding: 16px max(24px, env(safe-area-inset-right)) 16px max(24px, env(safe-area-inset-left));
      }
      .name { min-width: 0; font-weight: 500; overflow-wrap: anywhere; }
      button { margin-left: auto; margin-right: -16px; white-space: nowrap; }
      main { width: 100%; max-width: 448px; margin: 0 auto; padding: 24px 24px max(48px, env(safe-area-inset-bottom)); }
      @media (min-width: 600px) {
        main { padding-top: clamp(8px, 4vh, 48px); padding-bottom: 24px; }
      }
    `,
  ];

  override render() {
    return html`
      <header>
        ${this.logo ? html`<img src=${this.logo} alt="" height="24" />` : mark}<span class="name">${this.boxName}</span>
        ${this.otherLanguage === '' ? nothing : html`<button class="quiet" lang=${this.otherLang} @click=${this.#change}>${this.otherLanguage}</button>`}
      </header>
      <main><slot></slot></main>
    `;
  }

  #change() {
    this.dispatchEvent(new Event('change-language'));
  }
}
