import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { waiting } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { formPartStyle } from './form-style.ts';
import type { Known } from './known.ts';
import '../parts/admin-dialog.ts';
import '../parts/photo-thumb.ts';

/** One photo of a gallery: any, or the gallery's cover where none is chosen; `pano`: one of 360°. It says `choose` with its id, empty for the cover. */
@customElement('photo-field')
export class PhotoField extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) known: Known | undefined;
  @property({ type: Number }) beat = 0;
  @property() galleryId = '';
  @property() photoId = '';
  @property({ type: Boolean }) pano = false;
  @property() error = '';
  @state() private open = false;

  static override styles = [
    controls,
    formPartStyle,
    css`
      .row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
      .row photo-thumb { flex: none; width: 120px; height: 68px; }
      ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(116px, 1fr)); gap: 8px; }
      li button { position: relative; display: block; width: 100%; min-height: 0; padding: 0; border: 0; border-radius: 0; aspect-ratio: 140 / 98; }
      li photo-thumb { width: 100%; height: 100%; }
      li [aria-pressed='true'] { outline: 3px solid var(--accent); outline-offset: -1px; }
      .none { padding: 16px 0; color: var(--ink2); }
    `,
  ];

  /** Opens the choice, where a note led here. */
  choose(): void {
    this.open = true;
  }

  override render() {
    const { form } = this.words.playlistsEditor;
    const gallery = this.known?.gallery(this.galleryId);
    const shown = this.photoId || (this.pano ? undefined : (gallery?.coverPhotoId ?? gallery?.photoIds[0]));
    const photo = this.known?.photos(this.galleryId)?.find(({ id }) => id === shown);
    const name = this.pano ? form.pano : form.photo;
    const chosen = this.photoId !== '';
    return html`<div class="part" role="group" aria-label=${name}><span class="name" aria-hidden="true">${name}</span>
      <div class="row">
        ${shown ? html`<photo-thumb .photo=${photo ?? { id: shown, edition: 0 }} alt=${photo?.title || photo?.name || ''}></photo-thumb>` : nothing}
        <button type="button" class="dense" @click=${this.choose}>${chosen || !this.pano ? form.changePhoto : form.choosePhoto}</button>
        ${chosen && !this.pano ? html`<button type="button" class="dense quiet" @click=${() => this.#say('')}>${form.cover}</button>` : nothing}
        ${!chosen && !this.pano ? html`<span class="small">${form.cover}</span>` : nothing}
      </div>
      ${this.error === '' ? nothing : html`<p class="told">${this.error}</p>`}</div>
      <admin-dialog wide heading=${this.pano ? form.panoTitle : form.photoTitle} ?open=${this.open} no-footer @closed=${() => {
        this.open = false;
      }}>${this.open ? this.#all() : nothing}</admin-dialog>`;
  }

  #all() {
    const { form } = this.words.playlistsEditor;
    const photos = this.known?.photos(this.galleryId);
    if (!photos) return waiting(this.words);
    const fit = photos.filter(({ panorama, state: how }) => how === 'ready' && (panorama || !this.pano));
    if (fit.length === 0) return html`<p class="none">${this.pano ? form.noPanos : form.noPhotos}</p>`;
    return html`<ul>${fit.map((photo, place) => this.#one(photo, place))}</ul>`;
  }

  #one(photo: Photo, place: number) {
    const { form } = this.words.playlistsEditor;
    const name = photo.title || photo.name || form.photoNr(place + 1);
    return html`<li><button type="button" aria-label=${name} title=${name} aria-pressed=${photo.id === this.photoId} @click=${() => this.#pick(photo.id)}>
      <photo-thumb .photo=${photo} fit="whole"></photo-thumb></button></li>`;
  }

  #pick(id: string) {
    this.open = false;
    this.#say(id);
  }

  #say(id: string) {
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: id }));
  }
}
