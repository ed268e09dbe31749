import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Playlist } from '#contract/playlists.ts';
import type { Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { waiting } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { stateMark } from '../parts/state-mark.ts';
import { href } from '../router.ts';
import { changeScreen, listScreens } from '../screens/calls.ts';
import { confirmed } from './private-asked.ts';
import '../parts/admin-dialog.ts';

/**
 * Puts a playlist on the screens that are ticked. `first`: what has to be done first (its changes are saved); where that
 * gives false nothing is done. It says `put`, and `closed`.
 */
@customElement('put-dialog')
export class PutDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) playlist: Playlist | undefined;
  @property({ type: Boolean }) open = false;
  @property({ type: Boolean }) unsaved = false;
  @property({ attribute: false }) first: (() => Promise<boolean>) | undefined;
  @state() private screens: readonly Screen[] | undefined;
  @state() private ticked: ReadonlySet<string> = new Set();
  @state() private busy = false;
  @state() private refused: Refused | undefined;

  static override styles = [
    controls,
    css`
      .lead { color: var(--ink2); margin-bottom: 12px; }
      label { display: flex; align-items: center; gap: 12px; min-height: 60px; padding: 8px 0; cursor: pointer; }
      li + li { border-top: 1px solid var(--line); }
      input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
      .what { flex: 1; display: grid; min-width: 0; overflow-wrap: anywhere; }
      .what b { font-weight: 500; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('open') && this.open) void this.#start();
  }

  override render() {
    const { put } = this.words.playlistsEditor;
    const count = this.ticked.size;
    return html`<admin-dialog heading=${put.title} ?open=${this.open} @closed=${this.#closed}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${this.screens ? this.#body(this.screens) : this.refused ? nothing : waiting(this.words)}
      <button slot="footer" @click=${this.#closed}>${this.words.admin.cancel}</button>
      ${
        this.screens?.length === 0
          ? nothing
          : html`<button slot="footer" class="primary" aria-disabled=${count === 0 || this.busy} @click=${this.#put}>${this.busy ? put.busy : put.save(count)}</button>`
      }
    </admin-dialog>`;
  }

  #body(screens: readonly Screen[]) {
    const { put } = this.words.playlistsEditor;
    if (screens.length === 0) {
      return html`<div class="empty"><p>${put.none}</p><p>${put.noneText}</p><a class="button" href=${href('/screens')} @click=${this.#closed}>${put.pair}</a></div>`;
    }
    return html`<p class="lead">${put.lead}${this.unsaved ? html` ${put.unsaved}` : nothing}</p><ul>${screens.map((screen) => this.#one(screen))}</ul>`;
  }

  #one({ id, name, playlist, shows }: Screen) {
    const { put } = this.words.playlistsEditor;
    const on = playlist !== null && playlist.id === this.playlist?.id;
    const now = playlist?.name ?? (shows.length > 0 ? put.galleries(shows.length) : put.nothing);
    return html`<li><label>
      <input type="checkbox" .checked=${on || this.ticked.has(id)} ?disabled=${on} @change=${() => this.#tick(id)} />
      <span class="what"><b>${name}</b><span class="small">${on ? nothing : put.now(now)}</span></span>
      ${on ? stateMark('live', put.already) : nothing}
    </label></li>`;
  }

  async #start() {
    this.refused = undefined;
    this.screens = undefined;
    this.ticked = new Set();
    try {
      this.screens = (await listScreens()).items;
      // One screen is all there is to choose from.
      const [only] = this.screens;
      if (this.screens.length === 1 && only && only.playlist?.id !== this.playlist?.id)
        this.ticked = new Set([only.id]);
    } catch (error) {
      this.#tell(error);
    }
  }

  #tick(id: string) {
    const ticked = new Set(this.ticked);
    if (!ticked.delete(id)) ticked.add(id);
    this.ticked = ticked;
  }

  async #put() {
    const { playlist, screens = [] } = this;
    const chosen = screens.filter(({ id }) => this.ticked.has(id));
    if (!playlist || this.busy || chosen.length === 0) return;
    this.busy = true;
    this.refused = undefined;
    try {
      if (this.first && !(await this.first())) return;
      const change = { playlistId: playlist.id };
      const put = await confirmed(async (yes) => {
        for (const { id } of chosen) await changeScreen(id, { ...change, ...yes });
        return true;
      }, this.words);
      if (!put) return;
      notify({ text: this.words.playlistsEditor.put.done(chosen.map(({ name }) => name)) });
      this.#closed();
      this.dispatchEvent(new Event('put'));
    } catch (error) {
      this.#tell(error);
    } finally {
      this.busy = false;
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
