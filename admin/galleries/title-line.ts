import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { pencil } from '../parts/icons.ts';

/** A title that is changed where it stands: Enter or leaving it keeps it, Escape does not. It says `rename` and `busy`. */
@customElement('title-line')
export class TitleLine extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() value = '';
  @property({ type: Boolean }) fixed = false;
  @state() private editing = false;

  static override styles = [
    controls,
    css`
      :host { min-width: 0; }
      .line { min-height: 44px; }
      /* In one line with the pencil, which so stands behind the last word of a long title. */
      h1 { display: inline; overflow-wrap: anywhere; vertical-align: middle; }
      button { margin-left: 4px; color: var(--ink2); vertical-align: middle; }
      @media (max-width: 767px) { h1 { font-size: 22px; line-height: 32px; } }
      input { width: min(420px, 100%); height: 44px; padding: 0 12px; border: 0; border-radius: 8px; outline: 2px solid var(--accent); outline-offset: -2px; background: var(--paper); color: var(--ink); font: inherit; font-size: 22px; font-weight: 500; }
    `,
  ];

  override render() {
    const { page } = this.words.galleries;
    if (this.editing) {
      return html`<div class="line"><input aria-label=${page.titleLabel} maxlength="120" autocomplete="off" .value=${this.value} @blur=${(event: FocusEvent) => this.#keep(event.target as HTMLInputElement)} @keydown=${this.#key} /></div>`;
    }
    return html`<div class="line"><h1 tabindex="-1">${this.value}</h1>${
      this.fixed
        ? ''
        : html`<button class="quiet icon" aria-label=${page.rename} title=${page.rename} @click=${this.#start}>${pencil}</button>`
    }</div>`;
  }

  async #start() {
    this.editing = true;
    this.dispatchEvent(new CustomEvent<boolean>('busy', { detail: true }));
    await this.updateComplete;
    const input = this.renderRoot.querySelector('input');
    input?.focus();
    input?.select();
  }

  #key(event: KeyboardEvent) {
    // A word that is being composed is chosen by Enter too.
    if (event.isComposing) return;
    const input = event.target as HTMLInputElement;
    if (event.key === 'Escape') input.value = this.value;
    if (event.key === 'Escape' || event.key === 'Enter') void this.#leave(input);
  }

  async #leave(input: HTMLInputElement) {
    this.#keep(input);
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  #keep(input: HTMLInputElement) {
    if (!this.editing) return;
    this.editing = false;
    const title = input.value.trim();
    if (title !== '' && title !== this.value) this.dispatchEvent(new CustomEvent<string>('rename', { detail: title }));
    this.dispatchEvent(new CustomEvent<boolean>('busy', { detail: false }));
  }
}
