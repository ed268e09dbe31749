import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Playlist } from '#contract/playlists.ts';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { waiting } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { forward } from '../parts/icons.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { listProjects } from '../projects/calls.ts';
import { href } from '../router.ts';
import { addPlaylist, listPlaylists } from './calls.ts';
import { confirmed } from './private-asked.ts';
import '../parts/admin-dialog.ts';
import '../screens/gallery-mosaic.ts';

/** Makes a playlist in one tap: a good one for a project, or an empty one. It says `made` with the Playlist, and `closed`. */
@customElement('new-playlist-dialog')
export class NewPlaylistDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ type: Boolean }) open = false;
  @state() private projects: readonly Project[] | undefined;
  /** Names that are taken. */
  #names: readonly string[] = [];
  @state() private busy = '';
  @state() private refused: Refused | undefined;

  static override styles = [
    controls,
    css`
      .lead { color: var(--ink2); margin-bottom: 12px; text-wrap: pretty; }
      li + li { border-top: 1px solid var(--line); }
      li button { display: flex; width: calc(100% + 16px); margin: 0 -8px; min-height: 76px; padding: 8px; gap: 12px; border: 0; text-align: left; font-weight: 400; }
      gallery-mosaic { flex: none; width: 88px; height: 60px; }
      .what { flex: 1; display: grid; min-width: 0; overflow-wrap: anywhere; }
      .what b { font-weight: 500; }
      .blank { margin-top: 12px; padding-top: 12px; border-top: 1px solid var(--line2); }
      .blank button { display: flex; width: calc(100% + 16px); margin: 0 -8px; padding: 8px; border: 0; text-align: left; font-weight: 400; }
      li button > svg, .blank svg { color: var(--ink2); }
      [aria-disabled='true'] { opacity: 0.55; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('open') && this.open) void this.#start();
  }

  override render() {
    const { make } = this.words.playlistsEditor;
    return html`<admin-dialog heading=${make.title} ?open=${this.open} no-footer @closed=${this.#closed}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${this.projects ? this.#body(this.projects) : this.refused ? nothing : waiting(this.words)}
    </admin-dialog>`;
  }

  #body(projects: readonly Project[]) {
    const { make } = this.words.playlistsEditor;
    return html`
      ${
        projects.length === 0
          ? html`<div class="empty"><p>${make.noProjects}</p><a class="button" href=${href('/projects/new')} @click=${this.#closed}>${make.toProjects}</a></div>`
          : html`<p class="lead">${make.lead}</p><ul>${projects.map((project) => this.#project(project))}</ul>`
      }
      <div class="blank"><button type="button" aria-disabled=${this.busy !== ''} @click=${() => this.#make('blank', { name: make.blankName, items: [] })}>
        <span class="what"><b>${make.blank}</b><span class="small">${make.blankText}</span></span>${forward}</button></div>
    `;
  }

  #project({ id, title, kind, photos, galleries, cover }: Project) {
    const { make } = this.words.playlistsEditor;
    const about = [this.words.admin.kinds[kind], make.photos(photos, galleries)].join(this.words.admin.comma);
    return html`<li><button type="button" aria-disabled=${this.busy !== ''} @click=${() => this.#make(id, { name: title, projectId: id })}>
      <gallery-mosaic .photoIds=${cover}></gallery-mosaic>
      <span class="what"><b>${title}</b><span class="small figures">${this.busy === id ? make.busy : about}</span></span>${forward}
    </button></li>`;
  }

  async #start() {
    this.refused = undefined;
    this.projects = undefined;
    this.busy = '';
    try {
      const [projects, playlists] = await Promise.all([listProjects(), listPlaylists()]);
      this.#names = playlists.map(({ name }) => name);
      this.projects = projects.filter(({ archived }) => !archived);
    } catch (error) {
      this.#tell(error);
    }
  }

  async #make(what: string, wish: Parameters<typeof addPlaylist>[0]) {
    if (this.busy !== '') return;
    this.busy = what;
    this.refused = undefined;
    try {
      const made = await confirmed(
        (yes) => addPlaylist({ ...wish, name: freeName(wish.name, this.#names), ...yes }),
        this.words,
      );
      if (!made) return;
      this.#closed();
      this.dispatchEvent(new CustomEvent<Playlist>('made', { detail: made }));
    } catch (error) {
      this.#tell(error);
    } finally {
      this.busy = '';
    }
  }

  #tell(error: unknown) {
    if (!(error instanceof Refused)) throw error;
    this.refused = error;
  }

  readonly #closed = () => {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  };
}

/** The name, with a number behind it where there is one of it already; it stays within 120 letters. */
function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let nr = 2; taken.includes(free); nr += 1) free = `${name.slice(0, 110)} ${nr}`;
  return free;
}
