import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { forward, plus } from '../parts/icons.ts';
import '../parts/admin-dialog.ts';

/** What is to join a gallery: as many as it has room for. */
export interface Joining {
  readonly gallery: Gallery;
  readonly photoIds: readonly string[];
  /** How many do not fit. */
  readonly left: number;
}

/** Asks which gallery photos are to join. It says `join` with a Joining, `make` for a new gallery, and `closed`. */
@customElement('add-dialog')
export class AddDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photos: readonly Photo[] = [];
  @property({ attribute: false }) galleries: readonly Gallery[] | undefined;
  @property({ type: Number }) limit = 25;
  @property({ type: Boolean }) open = false;

  static override styles = [
    controls,
    css`
      li button { display: flex; width: 100%; min-height: 56px; padding: 4px 8px; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; font-weight: 400; text-align: left; }
      li b { flex: 1; min-width: 0; font-weight: 500; overflow-wrap: anywhere; }
      li span { font-size: 13px; color: var(--ink2); white-space: nowrap; }
      li .soon { color: var(--soon); }
    `,
  ];

  override render() {
    const { add } = this.words.library;
    return html`<admin-dialog heading=${add.heading(this.photos.length)} ?open=${this.open} @closed=${() => this.#closed()}>
      ${this.galleries?.length === 0 ? html`<p>${add.none}</p>` : nothing}
      <ul>${this.galleries?.map((gallery) => this.#one(gallery))}</ul>
      <button slot="footer" @click=${() => {
        this.open = false;
      }}>${this.words.admin.cancel}</button>
      <button slot="footer" @click=${() => this.dispatchEvent(new Event('make'))}>${plus}${add.make}</button>
    </admin-dialog>`;
  }

  #one(gallery: Gallery) {
    const { add } = this.words.library;
    const held = new Set(gallery.photoIds);
    const fresh = this.photos.filter(({ id }) => !held.has(id)).map(({ id }) => id);
    const room = Math.max(0, this.limit - held.size);
    const told = fresh.length === 0 ? add.all : room === 0 ? add.full : room < fresh.length ? add.fits(room) : '';
    const off = fresh.length === 0 || room === 0;
    const joining: Joining = { gallery, photoIds: fresh.slice(0, room), left: Math.max(0, fresh.length - room) };
    return html`<li><button aria-disabled=${off} @click=${() => off || this.dispatchEvent(new CustomEvent('join', { detail: joining }))}>
      <b>${gallery.title}</b>${told ? html`<span class="soon">${told}</span>` : nothing}
      <span class="figures">${add.held(held.size, this.limit)}</span>${forward}
    </button></li>`;
  }

  #closed() {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
