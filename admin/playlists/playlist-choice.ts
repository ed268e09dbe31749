import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Playlist } from '#contract/playlists.ts';
import type { Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { plus } from '../parts/icons.ts';
import { listPlaylists } from './calls.ts';
import { firstScene, Pictures } from './previews.ts';
import { holdsOf } from './said.ts';
import './new-playlist-dialog.ts';
import './scene-picture.ts';

/**
 * All playlists with a picture of each, to choose one for `screen` (its own is ticked) or make a new one. It says `chosen`
 * with the playlist's id, at once.
 */
@customElement('playlist-choice')
export class PlaylistChoice extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @state() private making = false;
  readonly #all = new Load(this, listPlaylists);
  readonly #pictures = new Pictures(this);

  static override styles = [
    controls,
    css`
      .all { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr)); gap: 16px; }
      .one { display: flex; flex-direction: column; align-items: stretch; justify-content: flex-start; gap: 0; width: 100%; height: 100%; min-height: 0; padding: 8px; text-align: left; font-weight: 400; }
      .one[aria-pressed='true'] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--tint); }
      .name { display: block; padding-top: 8px; font-weight: 500; overflow-wrap: anywhere; }
      .new { flex-direction: row; align-items: center; justify-content: center; gap: 8px; min-height: 88px; border-style: dashed; }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact }) => fact === 'playlist.changed' || fact === 'gallery.changed',
      () => {
        this.#pictures.forget();
        return this.#all.again();
      },
      5000,
    );
  }

  override render() {
    return html`${this.#all.render(this.words, (items) => this.#list(items))}
      <new-playlist-dialog .words=${this.words} ?open=${this.making} @made=${({ detail }: CustomEvent<Playlist>) => this.#say(detail.id)}
        @closed=${() => {
          this.making = false;
        }}></new-playlist-dialog>`;
  }

  #list(items: readonly Playlist[]) {
    const { choice, onThis, onScreens } = this.words.playlistsEditor;
    return html`${items.length === 0 ? html`<p class="small">${choice.none}</p>` : nothing}
      <ul class="all" aria-label=${choice.label}>
        ${repeat(
          items,
          ({ id }) => id,
          (playlist) => {
            const on = this.screen?.playlist?.id === playlist.id;
            const state = this.#pictures.of(playlist);
            const names = playlist.screens.map(({ name }) => name);
            const where = on ? onThis : names.length > 0 ? onScreens(names) : '';
            return html`<li><button type="button" class="one" aria-pressed=${on} @click=${() => this.#say(playlist.id)}>
              <scene-picture .state=${state} .scene=${firstScene(state)}></scene-picture>
              <span class="name">${playlist.name}</span>
              <span class="small figures">${holdsOf(playlist.items, state, this.words)}${where === '' ? nothing : html`<br />${where}`}</span>
            </button></li>`;
          },
        )}
        <li><button type="button" class="one new" @click=${() => {
          this.making = true;
        }}>${plus}${choice.fresh}</button></li>
      </ul>`;
  }

  #say(id: string) {
    this.dispatchEvent(new CustomEvent<string>('chosen', { detail: id }));
  }
}
