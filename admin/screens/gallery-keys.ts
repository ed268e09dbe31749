import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import type { Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import './gallery-mosaic.ts';

/** A screen's galleries as large keys: one press stays on it, the next lets it go. It says `press` with the Gallery, and `choose` where there is none. */
@customElement('gallery-keys')
export class GalleryKeys extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property({ attribute: false }) galleries: readonly Gallery[] = [];
  /** Whether who is signed in may choose what it shows. */
  @property({ type: Boolean }) able = false;
  /** The id of the gallery whose key waits for an answer. */
  @property() pressed = '';

  static override styles = [
    controls,
    css`
      .keys { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px; margin-top: 8px; }
      .keys button { justify-content: flex-start; gap: 12px; min-height: 100px; padding: 12px; text-align: left; font-weight: 400; }
      button.on { border-color: var(--accent); background: var(--tint); box-shadow: inset 0 0 0 1px var(--accent); }
      gallery-mosaic { flex: none; width: 64px; height: 64px; }
      .what { display: grid; min-width: 0; overflow-wrap: anywhere; }
      strong { font-size: 17px; line-height: 24px; font-weight: 500; }
      .on .small { color: var(--accent); }
      .keys + p { margin-top: 8px; }
      .empty { padding: 0; }
    `,
  ];

  override render() {
    const { key, on } = this.words.screens;
    if (!this.screen) return nothing;
    if (this.galleries.length === 0) {
      return html`<div class="empty"><p>${on.nothing}</p><p>${key.nothingHelp}</p>${
        this.able
          ? html`<button class="primary" @click=${() => this.dispatchEvent(new Event('choose'))}>${key.choose}</button>`
          : nothing
      }</div>`;
    }
    return html`<h2 id="galleries">${key.galleries}</h2>
      <div class="keys" role="group" aria-labelledby="galleries">${this.galleries.map((gallery) => this.#one(gallery))}</div>
      <p class="small">${key.galleriesHelp}</p>`;
  }

  #one(gallery: Gallery) {
    const { key, show } = this.words.screens;
    const { status, state } = this.screen as Screen;
    const pinned = state.programme.pinned?.scene.galleryId === gallery.id;
    const on = status?.mode === 'scene' && status.galleryId === gallery.id;
    const told = pinned ? key.pinned : on ? key.onNow : show.photos(gallery.photoIds.length);
    return html`<button class=${pinned || this.pressed === gallery.id ? 'on' : ''} aria-pressed=${pinned}
      @click=${() => this.dispatchEvent(new CustomEvent<Gallery>('press', { detail: gallery }))}>
      <gallery-mosaic .photoIds=${gallery.photoIds}></gallery-mosaic>
      <span class="what"><strong>${gallery.title}</strong><span class="small figures">${told}</span></span>
    </button>`;
  }
}
