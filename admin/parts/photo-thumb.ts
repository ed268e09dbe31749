import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { thumbHashToDataURL } from 'thumbhash';
import { photoAddress } from '../photo-address.ts';

/**
 * A photo as staff see it small or large: its ThumbHash until the picture is there, whole (`fit="whole"`, on fill) or
 * filling its frame. The frame's size is its parent's matter.
 */
@customElement('photo-thumb')
export class PhotoThumb extends LitElement {
  @property({ attribute: false }) photo:
    | { readonly id: string; readonly edition: number; readonly thumbhash?: string | null; readonly state?: string }
    | undefined;
  @property() size: 'thumb' | 'screen' = 'thumb';
  @property({ reflect: true }) fit: 'fill' | 'whole' = 'fill';
  @property() alt = '';
  /** The photo is in the trash. */
  @property({ type: Boolean }) trashed = false;
  @state() private there = false;
  #shown = '';

  static override styles = css`
    :host { display: block; position: relative; overflow: hidden; background: var(--fill); }
    img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
    :host([fit='whole']) img { object-fit: contain; }
    .hash { filter: none; }
  `;

  override willUpdate() {
    const key = this.photo ? `${this.photo.id}/${this.photo.edition}/${this.size}` : '';
    if (key !== this.#shown) {
      this.#shown = key;
      this.there = false;
    }
  }

  override render() {
    const { photo } = this;
    if (!photo) return nothing;
    const ready = photo.state === undefined || photo.state === 'ready';
    const src = photoAddress(photo, this.size, this.trashed ? 'trash' : 'library');
    return html`
      ${photo.thumbhash && !this.there ? html`<img class="hash" alt="" src=${hashPicture(photo.thumbhash)} />` : nothing}
      ${ready ? html`<img alt=${this.alt} src=${src} loading="lazy" decoding="async" draggable="false" @load=${this.#loaded} />` : nothing}
    `;
  }

  #loaded() {
    this.there = true;
  }
}

const pictures = new Map<string, string>();

/** The blurred picture of a ThumbHash (base64) as a data address; the last few hundred are kept. */
export function hashPicture(base64: string): string {
  const known = pictures.get(base64);
  if (known !== undefined) return known;
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const made = thumbHashToDataURL(bytes);
  if (pictures.size > 400) pictures.clear();
  pictures.set(base64, made);
  return made;
}
