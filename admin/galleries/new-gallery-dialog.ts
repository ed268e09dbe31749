import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Inflow } from '#contract/galleries.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { ProjectKind } from '#contract/projects.ts';
import { listAudiences } from '../links/calls.ts';
import { numberStyle, textField } from '../links/fields.ts';
import { madePassword } from '../links/made-password.ts';
import { usualAudience } from '../links/usual-audience.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { MakerDialog } from '../parts/maker-dialog.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { addGallery, type GalleryWithLink } from './calls.ts';
import type { Picked } from './picker-foot.ts';
import '../links/preset-cards.ts';
import './chapters-dialog.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import './photo-picker.ts';

/**
 * Makes a gallery with its first link, of photos that were chosen or empty; of more than it holds, chapters. It says `made`
 * with both, and `closed`.
 */
@customElement('new-gallery-dialog')
export class NewGalleryDialog extends MakerDialog<GalleryWithLink> {
  @property() projectId = '';
  @property() kind: ProjectKind | undefined;
  /** Photos that are settled already. */
  @property({ attribute: false }) photoIds: readonly string[] = [];
  @state() private galleryTitle = '';
  @state() private audience = '';
  @state() private inflow: Inflow = 'append';
  @state() private chosen: readonly string[] = [];
  @state() private picking = false;
  @state() private missing = false;
  readonly #load = new Load(this, () => this.#ask(), { start: false });

  static override styles = [
    controls,
    numberStyle,
    css`
      .all { display: grid; gap: 20px; }
      .block { display: grid; gap: 8px; }
      .block > b { font-weight: 500; }
      .line { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px; color: var(--ink2); }
    `,
  ];

  protected override begin() {
    this.galleryTitle = '';
    this.inflow = 'append';
    this.chosen = this.photoIds;
    this.missing = false;
    void this.#load.again();
  }

  async #ask() {
    const audiences = (await listAudiences()).filter(({ kind }) => this.kind === undefined || kind === this.kind);
    this.audience = usualAudience(audiences);
    return audiences;
  }

  override render() {
    const { galleries } = this.words;
    const { form, picker } = galleries;
    const many = this.chosen.length > galleryLimit;
    return html`<chapters-dialog .words=${this.words} .projectId=${this.projectId} .kind=${this.kind} .photoIds=${this.chosen} .named=${this.galleryTitle}
        ?open=${this.open && many} @closed=${this.closed}></chapters-dialog>
      <admin-dialog wide heading=${this.made ? form.made(this.made.title) : galleries.add} ?open=${this.open && !many} @closed=${() => this.chosen.length <= galleryLimit && this.closed()}>
        ${this.made ? madePassword(this.made.link, this.words) : this.open ? this.#form() : nothing}
        ${this.buttons({ make: form.make, making: form.making, run: () => void this.#make() })}
      </admin-dialog>
      <photo-picker .words=${this.words} .projectId=${this.projectId} mode="take" heading=${picker.newTitle} ?open=${this.picking}
        @closed=${() => {
          this.picking = false;
        }} @picked=${({ detail }: CustomEvent<Picked>) => {
          this.chosen = detail.ids;
        }}></photo-picker>`;
  }

  #form() {
    const { galleries, links } = this.words;
    const { form } = galleries;
    return html`<div class="all">
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      ${textField({
        name: 'title',
        label: form.title,
        value: this.galleryTitle,
        help: form.titleHelp,
        error: this.missing ? form.titleMissing : undefined,
        typed: (title) => {
          this.galleryTitle = title;
          this.missing = false;
        },
      })}
      <div class="block"><b>${form.photos}</b><div class="line"><span>${this.chosen.length === 0 ? form.none : form.chosen(this.chosen.length)}</span>
        <button @click=${() => {
          this.picking = true;
        }}>${this.chosen.length === 0 ? form.choose : form.again}</button></div></div>
      <div class="block"><b>${galleries.inflowLabel}</b>
        <admin-segments whole label=${galleries.inflowLabel} .value=${this.inflow} .options=${(['append', 'newest', 'off'] as const).map((value) => ({ value, label: galleries.inflows[value] }))}
          @choose=${({ detail }: CustomEvent<Inflow>) => {
            this.inflow = detail;
          }}></admin-segments>
        <p class="small">${galleries.inflowSays[this.inflow]}</p></div>
      <div class="block"><b>${form.audience}</b>
        ${this.#load.render(
          this.words,
          (audiences) => html`<preset-cards .words=${this.words} .audiences=${audiences} .value=${this.audience} free
            @choose=${({ detail }: CustomEvent<string>) => {
              this.audience = detail;
            }}></preset-cards>`,
        )}
        <p class="small">${links.lead}</p></div>
    </div>`;
  }

  async #make() {
    if (this.busy) return;
    const title = this.galleryTitle.trim();
    if (title === '') {
      this.missing = true;
      this.renderRoot.querySelector<HTMLInputElement>("input[name='title']")?.focus();
      return;
    }
    const photos = this.chosen.length > 0 ? { photoIds: [...this.chosen] } : {};
    const audience = this.audience === '' ? {} : { audience: this.audience };
    await this.makeIt(
      () => addGallery(this.projectId, { title, inflow: this.inflow, ...photos, ...audience }),
      ({ link }) => link.password !== undefined,
    );
  }

  protected override tell(made: GalleryWithLink) {
    this.dispatchEvent(new CustomEvent<GalleryWithLink>('made', { detail: made }));
  }
}
