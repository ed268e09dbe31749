import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../parts/photo-thumb.ts';

/** A gallery at a glance: four of its photos, or one where there are fewer. Its size is its parent's matter. */
@customElement('gallery-mosaic')
export class GalleryMosaic extends LitElement {
  @property({ attribute: false }) photoIds: readonly string[] = [];

  static override styles = css`
    :host { display: grid; grid-template-columns: 1fr 1fr; grid-template-rows: 1fr 1fr; gap: 2px; overflow: hidden; background: var(--fill); }
    photo-thumb:only-child { grid-area: 1 / 1 / 3 / 3; }
  `;

  override render() {
    const some = this.photoIds.slice(0, this.photoIds.length < 4 ? 1 : 4);
    return some.map((id) => html`<photo-thumb .photo=${{ id, edition: 0 }}></photo-thumb>`);
  }
}
