import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import '../parts/admin-dialog.ts';

/** What to do about a screen that is silent, in three steps. It says `closed`. */
@customElement('silent-dialog')
export class SilentDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property() kioskUrl = '';
  @property({ type: Boolean }) open = false;

  static override styles = [
    controls,
    css`
      ol { display: grid; gap: 12px; margin: 0; padding-left: 24px; }
      li::marker { color: var(--ink2); font-variant-numeric: tabular-nums; }
      .url { margin: 16px 0; padding: 12px 16px; background: var(--fill); overflow-wrap: anywhere; user-select: all; }
      .small + .small { margin-top: 8px; }
    `,
  ];

  override render() {
    const { help } = this.words.screens;
    const close = () => {
      if (this.open) this.dispatchEvent(new Event('closed'));
    };
    return html`<admin-dialog heading=${help.title(this.screen?.name ?? '')} ?open=${this.open} @closed=${close}>
      <ol>${help.steps.map((step) => html`<li>${step}</li>`)}</ol>
      <p class="url">${this.kioskUrl}</p>
      <p class="small">${help.meanwhile}</p>
      <p class="small">${help.lost}</p>
      <button slot="footer" class="primary" @click=${close}>${this.words.admin.done}</button>
    </admin-dialog>`;
  }
}
