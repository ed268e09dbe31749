import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Playlist } from '#contract/playlists.ts';
import { Refused } from '../api.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { back, display, plus } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { stateMark } from '../parts/state-mark.ts';
import { go, href } from '../router.ts';
import { addPlaylist, listPlaylists, removePlaylist } from './calls.ts';
import { draftOf } from './draft.ts';
import { firstScene, Pictures } from './previews.ts';
import { confirmed } from './private-asked.ts';
import { holdsOf } from './said.ts';
import '../parts/admin-menu.ts';
import './new-playlist-dialog.ts';
import './put-dialog.ts';
import './scene-picture.ts';

/** All playlists: what is in each, where it is on, and the ways to a new one. */
@customElement('playlists-page')
export class PlaylistsPage extends PageElement {
  @state() private making = false;
  @state() private putting: Playlist | undefined;
  @state() private asking = false;
  @state() private busy = '';
  readonly #all = new Load(this, listPlaylists);
  readonly #pictures = new Pictures(this);

  static override styles = [
    controls,
    css`
      header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; min-height: 44px; margin-bottom: 16px; }
      header p { flex: 1 1 auto; color: var(--ink2); }
      .back { display: grid; place-items: center; flex: none; width: 44px; height: 44px; margin: 0 -12px 0 -12px; border-radius: 8px; color: var(--ink2); }
      .list { border-top: 1px solid var(--line); }
      .list > li { display: flex; align-items: center; gap: 12px 20px; padding: 12px 0; border-bottom: 1px solid var(--line); }
      .pic { flex: none; width: 176px; }
      .what { flex: 1; min-width: 0; display: grid; gap: 2px; }
      .what h2 { overflow-wrap: anywhere; }
      .what h2 a { color: inherit; text-decoration: none; }
      .where { white-space: normal; }
      .acts { flex: none; flex-wrap: nowrap; align-items: center; }
      @media (hover: hover) { .what h2 a:hover { text-decoration: underline; text-underline-offset: 4px; } }
      @media (max-width: 767px) {
        h1 { font-size: 22px; line-height: 32px; }
        header .primary { width: 100%; }
        .list > li { display: grid; grid-template-columns: 112px minmax(0, 1fr); align-items: start; }
        .pic { width: 112px; padding-top: 4px; }
        .acts { grid-column: 1 / -1; }
        .acts > :first-child { flex: 1; }
      }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact }) => fact === 'playlist.changed' || fact === 'screen.changed',
      () => this.#all.again(),
      1000,
    );
    new Live(
      this,
      ({ fact }) => fact === 'gallery.changed' || fact === 'link.changed',
      async () => {
        this.#pictures.forget();
        this.requestUpdate();
      },
      5000,
    );
  }

  override render() {
    const own = this.words.playlistsEditor;
    const count = this.#all.value?.length ?? 0;
    return html`
      <header>
        <a class="back" href=${href('/screens')} aria-label=${own.toScreens} title=${own.toScreens}>${back}</a>
        <h1 tabindex="-1">${own.title}</h1>
        <p class="figures">${count > 0 ? own.summary(count) : nothing}</p>
        ${count > 0 ? html`<button class="primary" @click=${this.#make}>${plus}${own.add}</button>` : nothing}
      </header>
      ${this.#all.render(this.words, (items) => (items.length === 0 ? this.#none() : this.#list(items)), 3)}
      <new-playlist-dialog .words=${this.words} ?open=${this.making} @made=${this.#made} @closed=${() => {
        this.making = false;
      }}></new-playlist-dialog>
      <put-dialog .words=${this.words} .playlist=${this.putting} ?open=${this.asking} @closed=${() => {
        this.asking = false;
      }}></put-dialog>
    `;
  }

  #none() {
    const own = this.words.playlistsEditor;
    return html`<div class="empty"><p>${own.empty}</p><p>${own.emptyText}</p><button class="primary" @click=${this.#make}>${plus}${own.add}</button></div>`;
  }

  #list(items: readonly Playlist[]) {
    return html`<ul class="list">${repeat(
      items,
      ({ id }) => id,
      (playlist) => this.#row(playlist),
    )}</ul>`;
  }

  #row(playlist: Playlist) {
    const own = this.words.playlistsEditor;
    const { id, name, screens } = playlist;
    const shown = this.#pictures.of(playlist);
    const names = screens.map((screen) => screen.name);
    const items = [
      { value: 'copy', label: own.copy },
      { value: 'remove', label: own.remove, dangerous: true },
    ];
    return html`<li>
      <a class="pic" href=${href(`/playlists/${id}`)} tabindex="-1" aria-hidden="true"><scene-picture .state=${shown} .scene=${firstScene(shown)}></scene-picture></a>
      <div class="what">
        <h2><a href=${href(`/playlists/${id}`)}>${name}</a></h2>
        <p class="figures">${holdsOf(playlist.items, shown, this.words)}</p>
        <p class="small where">${screens.length > 0 ? html`<span class="where">${stateMark('live', own.onScreens(names))}</span>` : own.onNone}</p>
      </div>
      <div class="acts">
        <button class="dense" @click=${() => this.#put(playlist)}>${display}${own.put.title}<span class="unseen">${this.words.admin.comma}${name}</span></button>
        <a class="button dense" href=${href(`/playlists/${id}`)} aria-label=${own.editOf(name)}>${own.edit}</a>
        <admin-menu .name=${own.more(name)} .items=${items} @choose=${({ detail }: CustomEvent<string>) =>
          void (detail === 'copy' ? this.#copy(playlist) : this.#remove(playlist))}></admin-menu>
      </div>
    </li>`;
  }

  readonly #make = () => {
    this.making = true;
  };

  #made({ detail }: CustomEvent<Playlist>) {
    notify({ text: this.words.playlistsEditor.make.done(detail.name) });
    go(`/playlists/${detail.id}`);
  }

  #put(playlist: Playlist) {
    this.putting = playlist;
    this.asking = true;
  }

  async #copy(playlist: Playlist) {
    const own = this.words.playlistsEditor;
    // A name has 120 letters at the most.
    await this.#add(playlist, own.copyName(playlist.name.slice(0, 110)), own.copied);
  }

  async #add(playlist: Playlist, name: string, said: (name: string) => string): Promise<void> {
    if (this.busy !== '') return;
    this.busy = playlist.id;
    try {
      const { projectId } = playlist;
      const made = await confirmed((yes) => addPlaylist({ ...draftOf(playlist), name, projectId, ...yes }), this.words);
      if (!made) return;
      await this.#all.again();
      notify({ text: said(made.name) });
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = '';
    }
  }

  async #remove(playlist: Playlist) {
    const own = this.words.playlistsEditor;
    const { id, name, projectId } = playlist;
    try {
      await removePlaylist(id);
      await this.#all.again();
      const undo = async () => {
        // It was there before with all that it shows: nothing new is put on a screen.
        await addPlaylist({ ...draftOf(playlist), projectId, confirm: true });
        await this.#all.again();
      };
      notify({ text: own.removed(name), undo });
    } catch (error) {
      if (!(error instanceof Refused) || String(error.code) !== 'playlist_in_use')
        return notifyRefused(error, this.words);
      this.#inUse(playlist);
      await this.#all.again();
    }
  }

  #inUse({ screens }: Playlist) {
    const own = this.words.playlistsEditor;
    const [first] = screens;
    const text = own.inUse(screens.map(({ name }) => name));
    const label = screens.length === 1 && first ? own.toScreen(first.name) : own.toScreens;
    notify({
      text,
      failed: true,
      act: { label, run: () => go(screens.length === 1 && first ? `/screens/${first.id}` : '/screens') },
    });
  }
}
