import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { copy, tick } from '../parts/icons.ts';

/** A link's address and the button that copies it; where that cannot be done the address is selected, and it says so. */
@customElement('address-line')
export class AddressLine extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() address = '';
  @property() label = '';
  @property() copyLabel = '';
  @property() copiedText = '';
  @state() private told: 'copied' | 'by hand' | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    controls,
    css`
      .line { display: flex; gap: 8px; }
      input { flex: 1; min-width: 0; height: 44px; padding: 0 12px; border: 1px solid transparent; border-radius: 8px; background: var(--fill); color: var(--ink); font: inherit; font-variant-numeric: tabular-nums; text-overflow: ellipsis; }
      input:focus { outline: 2px solid var(--accent); outline-offset: -2px; }
      button { flex: none; white-space: nowrap; }
      .told { min-height: 20px; padding-top: 4px; }
      @media (max-width: 599px) { input { font-size: 17px; } }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('address')) this.told = undefined;
  }

  override render() {
    const { dialog } = this.words.links;
    const told = this.told === 'copied' ? this.copiedText || dialog.copied : this.told ? dialog.copyByHand : '';
    return html`<div class="line">
        <input readonly aria-label=${this.label || dialog.address} .value=${this.address} @click=${(event: Event) => (event.target as HTMLInputElement).select()} />
        <button @click=${this.#copy}>${this.told === 'copied' ? tick : copy}${this.copyLabel || dialog.copy}</button>
      </div>
      <p class="small told" role="status">${told}</p>`;
  }

  async #copy() {
    const done = await copyText(this.address, this.renderRoot.querySelector('input'));
    this.told = done ? 'copied' : 'by hand';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.told = undefined;
    }, 8000);
  }
}
