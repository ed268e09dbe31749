import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { isDead } from '../links/link-facts.ts';
import { controls } from '../parts/controls.ts';
import { download, plus, printer } from '../parts/icons.ts';
import { meter } from '../parts/state-mark.ts';
import { printSheet, sheetCodes } from '../roles/print-codes.ts';
import { href } from '../router.ts';
import { placesAmong } from './places.ts';
import { saveSheet } from './save-sheet.ts';
import './places-dialog.ts';

/** Where the codes of a gallery hang, how often each was opened there, and their sheet. It says `made` after more were made. */
@customElement('gallery-places')
export class GalleryPlaces extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) gallery: Gallery | undefined;
  /** All that open it, oldest first. */
  @property({ attribute: false }) links: readonly Link[] = [];
  @property({ attribute: false }) audiences: readonly Audience[] = [];
  @property() kind: ProjectKind | undefined;
  @property() zone = 'UTC';
  @property({ type: Boolean }) may = false;
  @state() private adding = false;
  @state() private busy = false;

  static override styles = [
    controls,
    css`
      section { display: grid; gap: 8px; }
      h2 { padding-bottom: 4px; border-bottom: 1px solid var(--line); color: var(--ink2); font-size: 13px; line-height: 20px; font-weight: 400; }
      li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; padding: 4px 0; }
      li a { padding: 2px 0; color: var(--ink); text-decoration: none; overflow-wrap: anywhere; }
      li.over a { color: var(--ink2); text-decoration: line-through; }
      li .meter { grid-column: 1 / -1; }
      .total { font-weight: 500; text-align: right; }
      .acts { margin-top: 4px; }
      @media (hover: hover) { li a:hover { text-decoration: underline; } }
      @media (pointer: coarse) { li a { padding: 10px 0; } }
    `,
  ];

  override render() {
    const { batches } = this.words;
    const own = batches.places;
    const { gallery } = this;
    const places = placesAmong(this.links);
    if (!gallery || (places.length === 0 && !this.may)) return nothing;
    const total = places.reduce((sum, { opens }) => sum + opens, 0);
    const some = this.links.some((link) => link.placement !== null && link.revokedAt === null);
    return html`<section>
      <h2>${own.title}</h2>
      ${places.length === 0 ? html`<p class="small">${own.help}</p>` : nothing}
      ${
        places.length === 0
          ? nothing
          : html`<ul>${places.map(({ name, opens, links }) => {
              const link = links.findLast((one) => !isDead(one)) ?? links.at(-1);
              return html`<li class=${links.every(isDead) ? 'over' : ''}><a href=${href(`/projects/${gallery.projectId}/links/${link?.id}`)}>${name}</a><span class="figures">${own.opens(opens)}</span>
                ${meter(total === 0 ? 0 : opens / total, own.bar(name, opens))}</li>`;
            })}</ul><p class="total small figures">${own.total(total)}</p>`
      }
      <div class="acts">
        ${this.may ? html`<button class="dense" @click=${this.#add}>${plus}${own.add}</button>` : nothing}
        ${
          some
            ? html`<button class="dense" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => void this.#sheet('print')}>${printer}${own.sheet}</button>
              <button class="dense" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => void this.#sheet('save')}>${download}${own.saveSheet}</button>`
            : nothing
        }
      </div>
      <places-dialog .words=${this.words} .galleryId=${gallery.id} .kind=${this.kind} .audiences=${this.audiences.filter(({ kind }) => kind === this.kind)} ?open=${this.adding}
        @closed=${() => {
          this.adding = false;
        }} @made=${() => this.dispatchEvent(new Event('made'))}></places-dialog>
    </section>`;
  }

  readonly #add = () => {
    this.adding = true;
  };

  /** All codes that hang somewhere, those that open something. */
  async #sheet(what: 'print' | 'save') {
    const { gallery } = this;
    if (this.busy || !gallery) return;
    this.busy = true;
    try {
      const sheet = this.links
        .filter((link) => link.placement !== null && link.revokedAt === null)
        .map((link) => ({ link, title: gallery.title, name: link.placement ?? '' }));
      if (what === 'print') return await printSheet(sheet, this.words, this.zone);
      const codes = await sheetCodes(sheet, this.words, this.zone);
      if (codes.length > 0) await saveSheet(codes, this.words.batches.places.sheetName(gallery.title));
    } finally {
      this.busy = false;
    }
  }
}
