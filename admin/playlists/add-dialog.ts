import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlaylistItem } from '#contract/playlists.ts';
import type { ShowState } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { previewPlaylist } from './calls.ts';
import { again, type Begin, type ItemKind, itemKinds, newItem } from './draft.ts';
import { mistakesIn } from './mistakes.ts';
import { firstScene } from './previews.ts';
import '../parts/admin-dialog.ts';
import './scene-picture.ts';

/** Offers the kinds of items, each with a picture of what it would be. It says `added` with a new PlaylistItem, and `closed`. */
@customElement('add-dialog')
export class AddDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) begin: Begin | undefined;
  @property({ type: Boolean }) open = false;
  @state() private items: readonly PlaylistItem[] = [];
  @state() private shown: ShowState | undefined;

  static override styles = [
    controls,
    css`
      ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr)); gap: 16px; }
      button { display: flex; flex-direction: column; align-items: stretch; justify-content: flex-start; gap: 0; width: 100%; height: 100%; min-height: 0; padding: 8px; text-align: left; font-weight: 400; }
      button b { display: block; padding-top: 8px; font-weight: 500; }
      button .small { display: block; }
      [aria-disabled='true'] scene-picture { opacity: 0.35; }
      button[aria-disabled='true'] { opacity: 1; color: var(--ink2); }
      @media (max-width: 599px) {
        ul { gap: 8px; }
        button { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 0 12px; align-content: center; }
        scene-picture { grid-row: 1 / 3; align-self: center; }
        button b { align-self: end; padding: 0; }
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if ((changed.has('open') || changed.has('begin')) && this.open && this.begin) void this.#start(this.begin);
  }

  override render() {
    const { list } = this.words.playlistsEditor;
    return html`<admin-dialog wide heading=${list.addTitle} ?open=${this.open} no-footer @closed=${this.#closed}>
      ${this.open ? html`<ul>${itemKinds.map((kind) => this.#one(kind))}</ul>` : nothing}
    </admin-dialog>`;
  }

  #one(kind: ItemKind) {
    const { kinds, kindsSay, list } = this.words.playlistsEditor;
    const item = this.items.find((one) => one.kind === kind);
    const lacks = item ? mistakesIn(item) : {};
    const why = lacks.gallery || lacks['gallery-0'] ? list.needsGallery : lacks.photo ? list.needsPano : undefined;
    const scene = item && firstScene(this.shown, item.id);
    return html`<li><button type="button" aria-disabled=${!item || why !== undefined} @click=${() => item && why === undefined && this.#add(item)}>
      <scene-picture .state=${this.shown} .scene=${scene}></scene-picture>
      <b>${kinds[kind]}</b><span class="small">${why ?? kindsSay[kind]}</span>
    </button></li>`;
  }

  async #start(begin: Begin) {
    this.items = itemKinds.map((kind) => newItem(kind, begin));
    const items = this.items.filter((item) => Object.keys(mistakesIn(item)).length === 0);
    try {
      this.shown = (await previewPlaylist({ items, order: 'listed', dark: [], justShot: true })).state;
    } catch (error) {
      // Without pictures there is still something to choose from.
      if (!(error instanceof Refused)) throw error;
    }
  }

  #add(item: PlaylistItem) {
    // The network on the picture is none that there is.
    const asked = again(item.kind === 'wifi' ? { ...item, name: '', security: 'WPA' } : item);
    this.#closed();
    this.dispatchEvent(new CustomEvent<PlaylistItem>('added', { detail: asked }));
  }

  readonly #closed = () => {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  };
}
