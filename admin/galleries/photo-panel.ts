import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { cross, swap, tick, upload } from '../parts/icons.ts';
import '../feedback/photo-said.ts';
import '../parts/photo-thumb.ts';

/**
 * The photo that is chosen, its words, and what may be done with it here. It says `file` with a new file for it, `cover`,
 * `swap`, `take-out`, and `words` with what was typed.
 */
@customElement('photo-panel')
export class PhotoPanel extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photo: Photo | undefined;
  @property({ type: Boolean }) cover = false;
  /** May change what the gallery holds. */
  @property({ type: Boolean }) may = false;
  /** May change the photo itself, and the cover. */
  @property({ type: Boolean }) mayPhoto = false;
  /** What guests said of it is for who looks. */
  @property({ type: Boolean }) said = false;
  @property() zone = 'UTC';
  @property({ type: Boolean }) replacing = false;
  @property({ type: Boolean }) kept = false;
  @state() private typed: { title?: string; caption?: string } = {};
  #id = '';

  static override styles = [
    controls,
    fieldStyle,
    css`
      .all { display: grid; gap: 8px; }
      photo-thumb { width: 100%; aspect-ratio: 235 / 160; }
      h2 { font-size: 15px; line-height: 24px; overflow-wrap: anywhere; }
      .acts { display: grid; margin-top: 4px; }
      .acts button { justify-content: flex-start; gap: 16px; text-align: left; }
      summary { display: flex; align-items: center; min-height: 44px; list-style: none; gap: 8px; }
      summary::before { content: ''; width: 7px; height: 7px; margin: 0 10px 0 4px; border: solid var(--ink2); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
      details[open] summary::before { transform: rotate(45deg); }
      summary::-webkit-details-marker { display: none; }
      form { display: grid; gap: 8px; margin-top: 4px; }
      form label { display: grid; gap: 4px; }
      input:not([type='file']), textarea { width: 100%; min-height: 44px; padding: 9px 12px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; resize: vertical; }
      :is(input, textarea):focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      @media (max-width: 599px) { input, textarea { font-size: 17px; } }
    `,
  ];

  override willUpdate() {
    if (this.photo?.id === this.#id) return;
    this.#id = this.photo?.id ?? '';
    this.typed = {};
  }

  override render() {
    const { photo } = this;
    if (!photo) return nothing;
    const { page } = this.words.galleries;
    const { tag, comma } = this.words.admin;
    const facts = [
      ...(photo.edition > 1 ? [page.edition(photo.edition)] : []),
      `${photo.width} × ${photo.height}`,
      this.#size(photo.bytes, tag),
    ].join(comma);
    return html`<div class="all">
      <photo-thumb .photo=${photo} size="screen" fit="whole"></photo-thumb>
      <h2>${photo.name}</h2>
      <p class="small figures">${facts}</p>
      ${photo.state === 'failed' ? html`<p class="error">${page.failed}</p>` : nothing}
      ${
        this.may || this.mayPhoto
          ? html`<div class="acts">
          ${this.mayPhoto ? html`<button aria-disabled=${this.replacing ? 'true' : 'false'} @click=${this.#pick}>${upload}${this.replacing ? page.replacing : page.replace}</button>` : nothing}
          ${this.may ? html`<button @click=${() => this.#say('swap')}>${swap}${page.swap}</button>` : nothing}
          ${this.mayPhoto ? html`<button @click=${() => this.#say('cover')} aria-pressed=${this.cover ? 'true' : 'false'}>${tick}${this.cover ? page.isCover : page.setCover}</button>` : nothing}
          ${this.may ? html`<button @click=${() => this.#say('take-out')}>${cross}${page.takeOut}</button>` : nothing}
        </div>`
          : nothing
      }
      ${this.said ? html`<photo-said wide .words=${this.words} .photo=${photo} .zone=${this.zone} ?may=${this.mayPhoto} @changed=${() => this.#say('changed')}></photo-said>` : nothing}
      ${this.mayPhoto ? this.#words(photo) : html`<p>${photo.title}</p><p class="small">${photo.caption}</p>`}
      <input type="file" hidden accept="image/jpeg,image/png,image/webp" @change=${this.#picked} />
    </div>`;
  }

  #size(bytes: number, tag: string): string {
    const [value, unit] = bytes < 100_000 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
    return `${value.toLocaleString(tag, { maximumFractionDigits: unit === 'KB' ? 0 : 1 })} ${unit}`;
  }

  #words(photo: Photo) {
    const { page } = this.words.galleries;
    return html`<details ?open=${photo.title !== '' || photo.caption !== ''}><summary>${page.photoWords}</summary><form @submit=${(event: Event) => event.preventDefault()} @change=${this.#keep} @input=${(
      event: InputEvent,
    ) => {
      const { name, value } = event.target as HTMLInputElement;
      this.typed = { ...this.typed, [name]: value };
    }}>
      <label><span class="small">${page.photoTitle}</span><input name="title" maxlength="120" autocomplete="off" .value=${this.typed.title ?? photo.title} /></label>
      <label><span class="small">${page.photoCaption}${this.words.admin.comma}${page.captionHelp}</span><textarea name="caption" rows="2" maxlength="1000" .value=${this.typed.caption ?? photo.caption}></textarea></label>
      <p class="small" role="status">${this.kept ? page.kept : ''}</p>
    </form></details>`;
  }

  #keep() {
    const { typed } = this;
    if (Object.keys(typed).length === 0) return;
    this.dispatchEvent(new CustomEvent('words', { detail: typed }));
  }

  #pick() {
    if (!this.replacing) this.renderRoot.querySelector<HTMLInputElement>("input[type='file']")?.click();
  }

  #picked(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (file) this.dispatchEvent(new CustomEvent<File>('file', { detail: file }));
    event.stopPropagation();
  }

  #say(what: string) {
    this.dispatchEvent(new Event(what));
  }
}
