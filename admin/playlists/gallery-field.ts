import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { cross, plus } from '../parts/icons.ts';
import { formPartStyle } from './form-style.ts';
import type { Known } from './known.ts';
import '../screens/gallery-mosaic.ts';
import './gallery-dialog.ts';

/** The gallery of an item, or several (`most` > 1), each to be changed or taken out. It says `choose` with the ids. */
@customElement('gallery-field')
export class GalleryField extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() label = '';
  @property({ attribute: false }) known: Known | undefined;
  /** Another number draws it anew: what is known has grown. */
  @property({ type: Number }) beat = 0;
  @property() projectId = '';
  @property({ attribute: false }) ids: readonly string[] = [];
  @property({ type: Number }) most = 1;
  @property() error = '';
  /** The place that is being chosen for; -1: none. */
  @state() private asked = -1;
  @state() private open = false;

  static override styles = [
    controls,
    formPartStyle,
    css`
      li { display: flex; align-items: center; gap: 12px; min-height: 60px; padding: 8px 0; }
      li + li { border-top: 1px solid var(--line); }
      gallery-mosaic { flex: none; width: 64px; height: 44px; }
      .what { flex: 1; display: grid; min-width: 0; overflow-wrap: anywhere; }
      .drop { margin-right: -8px; color: var(--ink2); }
    `,
  ];

  /** Opens the choice, where a note led here. */
  choose(): void {
    this.#ask(0);
  }

  override render() {
    const { form } = this.words.playlistsEditor;
    const ids = this.ids.filter((id) => id !== '');
    const room = ids.length < this.most;
    return html`<div class="part" role="group" aria-label=${this.label}><span class="name" aria-hidden="true">${this.label}</span>
      ${ids.length === 0 ? nothing : html`<ul>${ids.map((id, place) => this.#one(id, place))}</ul>`}
      ${
        room
          ? html`<div><button type="button" class=${ids.length > 0 ? 'quiet dense' : ''} @click=${() => this.#ask(ids.length)}>${plus}${ids.length > 0 ? form.addGallery : form.chooseGallery}</button></div>`
          : nothing
      }
      ${this.error === '' ? nothing : html`<p class="told">${this.error}</p>`}</div>
      <gallery-dialog .words=${this.words} .known=${this.known} projectId=${this.projectId} .without=${this.most > 1 ? ids : []} ?open=${this.open}
        @picked=${({ detail }: CustomEvent<Gallery>) => this.#picked(detail)} @closed=${() => {
          this.open = false;
        }}></gallery-dialog>`;
  }

  #one(id: string, place: number) {
    const { form, list } = this.words.playlistsEditor;
    const gallery = this.known?.gallery(id);
    const title = gallery === null ? list.goneGallery : (gallery?.title ?? '');
    const several = this.ids.length > 1;
    return html`<li>
      <gallery-mosaic .photoIds=${gallery?.photoIds ?? []}></gallery-mosaic>
      <span class="what"><span>${title}</span>${gallery ? html`<span class="small figures">${form.photos(gallery.photoIds.length)}</span>` : nothing}</span>
      <button type="button" class="dense" aria-label=${form.galleryOf(title)} @click=${() => this.#ask(place)}>${form.changeGallery}</button>
      ${several ? html`<button type="button" class="quiet icon drop" aria-label=${form.dropGallery(title)} title=${form.dropGallery(title)} @click=${() => this.#say(this.ids.toSpliced(place, 1))}>${cross}</button>` : nothing}
    </li>`;
  }

  #ask(place: number) {
    this.asked = place;
    this.open = true;
  }

  #picked({ id }: Gallery) {
    const ids = this.ids.filter((one) => one !== '');
    this.#say(this.asked < ids.length ? ids.with(this.asked, id) : [...ids, id]);
  }

  #say(ids: readonly string[]) {
    this.dispatchEvent(new CustomEvent<readonly string[]>('choose', { detail: ids }));
  }
}
