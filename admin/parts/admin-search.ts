import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { cross, search } from './icons.ts';

const settleMs = 250;

/** A field that searches while somebody types: it says `search` with the text, a moment after the last letter. `tall`: in a line with selects. */
@customElement('admin-search')
export class AdminSearch extends LitElement {
  @property() label = '';
  @property() placeholder = '';
  /** Names the cross that empties it. */
  @property() clear = '';
  @property() value = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    controls,
    css`
      :host { position: relative; }
      svg { position: absolute; left: 14px; top: 12px; color: var(--ink2); pointer-events: none; }
      input { width: 100%; height: 44px; padding: 0 44px 0 42px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; appearance: none; }
      input::placeholder { color: var(--ink3); opacity: 1; }
      input:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      input::-webkit-search-cancel-button { display: none; }
      input:placeholder-shown { padding-right: 12px; }
      button { position: absolute; inset: 0 0 auto auto; width: 44px; padding: 0; border: 0; background: none; }
      button svg { position: static; }
      @media (max-width: 767px) { input { font-size: 17px; } input::placeholder { font-size: 15px; } }
      /* As high as a select beside it. */
      @media (max-width: 599px) {
        :host([tall]) input { height: 52px; }
        :host([tall]) > svg, :host([tall]) div > svg { top: 16px; }
        :host([tall]) button { min-height: 52px; }
      }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    return html`<div role="search">
      ${search}
      <input type="search" aria-label=${this.label} placeholder=${this.placeholder} .value=${this.value} maxlength="200"
        autocomplete="off" spellcheck="false" @input=${this.#typed} @keydown=${this.#key} />
      ${this.value === '' ? nothing : html`<button aria-label=${this.clear} @click=${() => this.#say('')}>${cross}</button>`}
    </div>`;
  }

  #typed(event: Event) {
    clearTimeout(this.#timer);
    const typed = (event.target as HTMLInputElement).value;
    this.#timer = setTimeout(() => this.#say(typed), settleMs);
  }

  #key(event: KeyboardEvent) {
    // Enter that ends a Chinese word being typed is not meant for the search.
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#say((event.target as HTMLInputElement).value);
    if (event.key === 'Escape' && this.value !== '') this.#say('');
  }

  #say(text: string) {
    clearTimeout(this.#timer);
    if (text !== this.value) this.dispatchEvent(new CustomEvent<string>('search', { detail: text }));
  }
}
