import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { forMany } from '../galleries/calls.ts';
import { waiting } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import type { Known } from './known.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-search.ts';
import '../screens/gallery-mosaic.ts';

interface Group {
  readonly title: string;
  readonly galleries: readonly Gallery[];
}

/** Chooses a gallery of any project, the playlist's own first; those of `without` are left out. It says `picked` with the Gallery, and `closed`. */
@customElement('gallery-dialog')
export class GalleryDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) known: Known | undefined;
  @property() projectId = '';
  @property({ attribute: false }) without: readonly string[] = [];
  @property({ type: Boolean }) open = false;
  @state() private groups: readonly Group[] | undefined;
  @state() private q = '';
  @state() private refused: Refused | undefined;

  static override styles = [
    controls,
    css`
      h3 { margin: 16px 0 4px; font-size: 13px; line-height: 20px; font-weight: 400; color: var(--ink2); }
      li + li { border-top: 1px solid var(--line); }
      li button { display: flex; width: calc(100% + 16px); margin: 0 -8px; min-height: 60px; padding: 8px; gap: 12px; border: 0; text-align: left; font-weight: 400; }
      gallery-mosaic { flex: none; width: 64px; height: 44px; }
      .what { flex: 1; display: grid; min-width: 0; overflow-wrap: anywhere; }
      .none { padding: 24px 0; color: var(--ink2); }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('open') && this.open) void this.#start();
  }

  override render() {
    const { form } = this.words.playlistsEditor;
    return html`<admin-dialog heading=${form.chooseGallery} ?open=${this.open} no-footer @closed=${this.#closed}>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${this.groups ? this.#body(this.groups) : this.refused ? nothing : waiting(this.words)}
    </admin-dialog>`;
  }

  #body(groups: readonly Group[]) {
    const { form } = this.words.playlistsEditor;
    const wanted = this.q.trim().toLowerCase();
    const found = groups
      .map(({ title, galleries }) => ({
        title,
        galleries: galleries.filter(
          (gallery) => !this.without.includes(gallery.id) && `${title} ${gallery.title}`.toLowerCase().includes(wanted),
        ),
      }))
      .filter(({ galleries }) => galleries.length > 0);
    return html`
      <admin-search label=${form.searchGallery} placeholder=${form.searchGallery} clear=${this.words.admin.close} value=${this.q}
        @search=${({ detail }: CustomEvent<string>) => {
          this.q = detail;
        }}></admin-search>
      ${found.length === 0 ? html`<p class="none">${form.noneFound}</p>` : nothing}
      ${found.map(
        ({ title, galleries }) =>
          html`<h3>${title}</h3><ul>${galleries.map(
            (gallery) => html`<li><button type="button" @click=${() => this.#pick(gallery)}>
            <gallery-mosaic .photoIds=${gallery.photoIds}></gallery-mosaic>
            <span class="what"><span>${gallery.title}</span><span class="small figures">${form.photos(gallery.photoIds.length)}</span></span>
          </button></li>`,
          )}</ul>`,
      )}`;
  }

  async #start() {
    const { known, projectId } = this;
    if (!known) return;
    this.q = '';
    this.refused = undefined;
    try {
      const projects = known.projects.filter(({ archived, galleries }) => !archived && galleries > 0);
      const sorted = projects.toSorted((a, b) => Number(b.id === projectId) - Number(a.id === projectId));
      this.groups = await Promise.all(
        sorted.map(async ({ id, title }) => ({ title, galleries: forMany(await known.ofProject(id)) })),
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    }
  }

  #pick(gallery: Gallery) {
    this.#closed();
    this.dispatchEvent(new CustomEvent<Gallery>('picked', { detail: gallery }));
  }

  readonly #closed = () => {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  };
}
