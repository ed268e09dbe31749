import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import '../parts/admin-dialog.ts';
import '../parts/photo-thumb.ts';

/** One photo large, with what is written about it; it says `tick`, and `closed`. */
@customElement('look-dialog')
export class LookDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photo: Photo | undefined;
  @property({ type: Boolean }) ticked = false;
  @property({ type: Boolean }) open = false;

  static override styles = [
    controls,
    css`
      photo-thumb { width: 100%; max-height: calc(100dvh - 280px); }
      p { padding-top: 12px; overflow-wrap: anywhere; white-space: pre-line; }
    `,
  ];

  override render() {
    const { photo } = this;
    const { personal } = this.words;
    if (!photo) return nothing;
    return html`<admin-dialog wide heading=${photo.title || photo.name} ?open=${this.open} @closed=${() => this.dispatchEvent(new Event('closed'))}>
      ${this.open ? html`<photo-thumb .photo=${photo} size="screen" fit="whole" style=${styleMap({ aspectRatio: `${photo.width} / ${photo.height}` })} alt=${photo.title || photo.name}></photo-thumb>` : nothing}
      ${photo.caption === '' ? nothing : html`<p>${photo.caption}</p>`}
      <button slot="footer" class="primary" @click=${() => this.dispatchEvent(new Event('tick'))}>${this.ticked ? personal.untick : personal.tick}</button>
    </admin-dialog>`;
  }
}
