import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { listGalleries } from '../galleries/calls.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { back, download, forward, swap, trash } from '../parts/icons.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { photoAddress } from '../photo-address.ts';
import { href } from '../router.ts';
import { readPhoto } from './calls.ts';
import { acceptedTypes } from './gathered.ts';
import { inputStyle } from './inputs.ts';
import type { LibraryActs } from './library-acts.ts';
import { photoDialogStyle } from './photo-dialog-style.ts';
import { changeOf, photoFields } from './photo-fields.ts';
import { Replacing } from './replacing.ts';
import '../parts/admin-dialog.ts';
import '../feedback/photo-said.ts';
import '../parts/photo-thumb.ts';

/** One photo, large, with its words and what can be done with it. It says `step` with a neighbour's id, and `closed`. */
@customElement('photo-dialog')
export class PhotoDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() photoId = '';
  @property() projectId = '';
  @property() zone = 'UTC';
  /** The list it is seen in. */
  @property({ attribute: false }) photos: readonly Photo[] = [];
  @property({ type: Number }) total = 0;
  @property({ type: Boolean }) changes = false;
  /** What guests said of it is for who looks. */
  @property({ type: Boolean }) said = false;
  @property({ attribute: false }) acts: LibraryActs | undefined;
  @state() private found: Photo | undefined;
  @state() private gone = false;
  @state() private galleries: readonly Gallery[] | undefined;
  @state() private dirty = false;
  @state() private open = true;
  @state() private busy = false;
  #asked = '';
  readonly #replacing = new Replacing(this);

  static override styles = [controls, fieldStyle, inputStyle, photoDialogStyle];

  override willUpdate() {
    if (this.#asked === this.photoId) return;
    this.#asked = this.photoId;
    this.dirty = false;
    this.gone = false;
    this.found = undefined;
    void this.#ask();
  }

  override firstUpdated() {
    // Once the dialog has come: from here the arrows lead on, and no ring stands around the whole.
    setTimeout(() => {
      if (this.matches(':focus-within')) return;
      this.renderRoot.querySelector<HTMLElement>('.steps button:last-child')?.focus({ preventScroll: true });
    }, 200);
  }

  get #photo(): Photo | undefined {
    return (
      this.photos.find(({ id }) => id === this.photoId) ?? (this.found?.id === this.photoId ? this.found : undefined)
    );
  }

  override render() {
    const { one } = this.words.library;
    const photo = this.#photo;
    return html`<admin-dialog wide heading=${photo ? photo.title || photo.name : this.gone ? one.gone : ''} ?open=${this.open} ?held=${this.dirty || this.#replacing.going} ?no-footer=${!this.dirty}
      @keydown=${this.#key} @closed=${() => this.dispatchEvent(new Event('closed'))}>
      ${photo ? this.#body(photo) : nothing}
      <span slot="footer" class="unsaved">${one.unsaved}</span>
      <button slot="footer" @click=${() => {
        this.dirty = false;
        this.#reset();
      }}>${one.discardYes}</button>
      <button slot="footer" class="primary" aria-disabled=${this.busy} @click=${this.#save}>${one.save}</button>
    </admin-dialog>`;
  }

  #body(photo: Photo) {
    const { one } = this.words.library;
    return html`<div class="two">
      <div class="picture">
        <photo-thumb size="screen" fit="whole" .photo=${photo} alt=${photo.caption || photo.title || photo.name}></photo-thumb>
        ${photo.state === 'processing' ? html`<p class="small">${one.processing}</p>` : nothing}
        ${photo.state === 'failed' ? problemLine(this.words.problems[photo.failure?.code ?? 'fault']) : nothing}
        ${this.#steps()}
        ${this.#facts(photo)}
        ${this.#placed(photo)}
        ${this.said ? html`<photo-said .words=${this.words} .photo=${photo} .zone=${this.zone} ?may=${this.changes} @changed=${this.#again}></photo-said>` : nothing}
        ${this.#buttons(photo)}
      </div>
      <div class="side">
        <form class="fields" @input=${() => {
          this.dirty = true;
        }} @submit=${this.#save}>
          ${photoFields(photo, this.words, this.zone, !this.changes)}
          <button type="submit" hidden></button>
        </form>
      </div>
    </div>`;
  }

  #steps() {
    const { one } = this.words.library;
    const at = this.photos.findIndex(({ id }) => id === this.photoId);
    if (at < 0) return nothing;
    const step = (to: number, name: string, icon: unknown) =>
      html`<button class="icon quiet" aria-label=${name} aria-disabled=${this.photos[to] === undefined || this.dirty} @click=${() => this.#step(to)}>${icon}</button>`;
    return html`<div class="steps">
      ${step(at - 1, one.previous, back)}<span class="small figures">${one.position(at + 1, Math.max(this.total, this.photos.length))}</span>${step(at + 1, one.next, forward)}
    </div>`;
  }

  #facts(photo: Photo) {
    const { one } = this.words.library;
    const when = this.words.admin.at(momentOf(Date.parse(photo.uploadedAt), Date.now(), this.zone));
    return html`<p class="small figures">${one.about(photo.width, photo.height, sizeOf(photo.bytes))}</p>
      <p class="small">${one.uploaded(when, photo.uploadedBy ?? '')}${photo.edition > 1 ? `${this.words.admin.comma}${one.edition(photo.edition)}` : ''}</p>`;
  }

  #placed({ id }: Photo) {
    const { one } = this.words.library;
    const placed = this.galleries?.filter(({ photoIds }) => photoIds.includes(id));
    if (!placed) return nothing;
    return html`<div><h3>${placed.length > 0 ? one.galleries : one.noGalleries}</h3>
      <ul class="placed">${placed.map((gallery) => html`<li><a href=${href(`/projects/${this.projectId}/galleries/${gallery.id}`)}>${gallery.title}</a></li>`)}</ul></div>`;
  }

  #buttons(photo: Photo) {
    const { one } = this.words.library;
    const { percent, going, refused } = this.#replacing;
    return html`<div class="buttons">
      ${refused ? problemLine(sentenceOf(refused, this.words)) : nothing}
      <a class="button" href=${photoAddress(photo, 'original')} download=${photo.name}>${download}${one.download}</a>
      ${
        this.changes
          ? html`<button aria-disabled=${going} @click=${() => this.renderRoot.querySelector<HTMLInputElement>('#file')?.click()}>${swap}${going ? one.replacing(percent) : one.replace}</button>
            <input id="file" type="file" accept=${acceptedTypes} hidden @change=${this.#replace} />
            <button class="dangerous" @click=${() => void this.#withdraw(photo)}>${trash}${one.withdraw}</button>`
          : nothing
      }
    </div>`;
  }

  #step(to: number) {
    const id = this.photos[to]?.id;
    if (id === undefined || this.dirty) return;
    if (to > this.photos.length - 10) this.dispatchEvent(new Event('near-end'));
    this.dispatchEvent(new CustomEvent<string>('step', { detail: id }));
  }

  #key(event: KeyboardEvent) {
    const typing = event
      .composedPath()
      .some((node) => node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement);
    if (typing || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = this.photos.findIndex(({ id }) => id === this.photoId);
    if (event.key === 'ArrowLeft') this.#step(at - 1);
    if (event.key === 'ArrowRight') this.#step(at + 1);
    const mark = { p: 'picked', x: 'rejected', u: null }[event.key.toLowerCase()] as
      | 'picked'
      | 'rejected'
      | null
      | undefined;
    if (mark !== undefined && this.changes) void this.acts?.mark([this.photoId], mark, true);
  }

  async #ask() {
    try {
      const [photo, galleries] = await Promise.all([
        this.#photo ?? readPhoto(this.photoId),
        listGalleries(this.projectId),
      ]);
      this.found = photo;
      this.galleries = galleries;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.gone = true;
    }
  }

  /** It was hidden, or is shown again. */
  async #again() {
    const fresh = await readPhoto(this.photoId).catch(() => undefined);
    if (!fresh) return;
    this.found = fresh;
    this.acts?.take([fresh]);
  }

  #reset() {
    this.renderRoot.querySelector('form')?.reset();
    this.found = this.found && { ...this.found };
    this.#asked = '';
    this.requestUpdate();
  }

  async #save(event: Event) {
    event.preventDefault();
    const photo = this.#photo;
    const form = this.renderRoot.querySelector('form');
    if (!photo || !form || this.busy) return;
    const change = changeOf(photo, form, this.zone);
    if (Object.keys(change).length === 0) {
      this.dirty = false;
      return;
    }
    this.busy = true;
    const done = await this.acts?.change([{ id: photo.id, change }], this.words.library.one.saved);
    this.busy = false;
    if (done) {
      this.dirty = false;
      this.found = await readPhoto(photo.id).catch(() => this.found);
    }
  }

  async #replace(event: Event) {
    const photo = this.#photo;
    if (!photo) return;
    const fresh = await this.#replacing.ask(photo, event.target as HTMLInputElement, this.words);
    if (!fresh) return;
    this.found = fresh;
    this.acts?.take([fresh]);
  }

  async #withdraw(photo: Photo) {
    if (await this.acts?.withdraw([photo.id])) {
      this.dirty = false;
      this.open = false;
    }
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
