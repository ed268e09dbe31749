import '../web-awesome.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';

/**
 * A dialog: heading, the slotted body, and a `footer` slot for its buttons. Escape, the cross and a click beside it close
 * it; then it says `closed`. `wide` for pictures. Set `open` and take it back on `closed`. `held` keeps it from closing.
 */
@customElement('admin-dialog')
export class AdminDialog extends LitElement {
  @property() heading = '';
  @property({ type: Boolean }) open = false;
  @property({ type: Boolean, reflect: true }) wide = false;
  @property({ type: Boolean }) held = false;
  /** Whether there is something in the footer. */
  @property({ type: Boolean, attribute: 'no-footer' }) noFooter = false;

  static override styles = [
    controls,
    css`
      wa-dialog { --width: min(520px, calc(100vw - 32px)); --spacing: 24px; --show-duration: 150ms; --hide-duration: 100ms; }
      :host([wide]) wa-dialog { --width: min(960px, calc(100vw - 32px)); }
      wa-dialog::part(dialog) { border: 1px solid var(--line2); background: var(--paper); color: var(--ink); max-height: calc(100dvh - 32px); }
      wa-dialog::part(header) { padding: 16px 12px 0 24px; }
      wa-dialog::part(title) { font-size: 22px; line-height: 32px; font-weight: 500; overflow-wrap: anywhere; }
      wa-dialog::part(body) { padding: 12px 24px 24px; overscroll-behavior: contain; }
      wa-dialog::part(body):focus { outline: none; }
      wa-dialog::part(footer) { padding: 16px 24px 24px; border-top: 1px solid var(--line); }
      .footer { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; width: 100%; }
      @media (max-width: 599px) {
        wa-dialog, :host([wide]) wa-dialog { --width: 100vw; }
        wa-dialog::part(dialog) { margin: auto 0 0; max-width: 100vw; max-height: calc(100dvh - 24px); border-width: 1px 0 0; }
        wa-dialog::part(footer) { padding-bottom: max(24px, env(safe-area-inset-bottom)); }
        .footer { flex-direction: column-reverse; align-items: stretch; }
      }
      @media (prefers-reduced-motion: reduce) { wa-dialog { --show-duration: 0ms; --hide-duration: 0ms; } }
    `,
  ];

  override render() {
    return html`<wa-dialog label=${this.heading} ?open=${this.open} light-dismiss
      @wa-after-show=${this.#shown} @wa-hide=${this.#hide} @wa-after-hide=${this.#closed}>
      <slot></slot>
      ${this.noFooter ? nothing : html`<div slot="footer" class="footer"><slot name="footer"></slot></div>`}
    </wa-dialog>`;
  }

  /** One who has a keyboard goes on typing where the dialog begins with a line to fill in; on a phone it would hide the rest. */
  #shown(event: Event) {
    if (event.target !== event.currentTarget || !matchMedia('(pointer: fine)').matches) return;
    if (this.querySelector(':focus, :focus-within')) return;
    const first = [...this.querySelectorAll<HTMLElement>('*')].find(
      (part) => part.localName.includes('-') || part.matches('input, textarea, select, button, a'),
    );
    if (first?.matches("input:not([readonly], [type='file'], [type='checkbox'], [type='radio'])")) first.focus();
  }

  #hide(event: Event) {
    if (event.target !== event.currentTarget) return;
    if (this.held) event.preventDefault();
  }

  #closed(event: Event) {
    if (event.target !== event.currentTarget) return;
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
