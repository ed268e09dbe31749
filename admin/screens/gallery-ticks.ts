import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { href } from '../router.ts';
import './gallery-mosaic.ts';

/** The galleries of a project to be ticked, with the place that each has in the order. It says `tick` with the Gallery. */
@customElement('gallery-ticks')
export class GalleryTicks extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** Undefined while they are asked for. */
  @property({ attribute: false }) galleries: readonly Gallery[] | undefined;
  /** Ids in the order shown. */
  @property({ attribute: false }) chosen: readonly string[] = [];
  @property() projectId = '';
  /** What stands above and below the list, where it is another choice than what a screen shows. */
  @property() legend = '';
  @property() help = '';

  static override styles = [
    controls,
    css`
      fieldset { display: grid; gap: 8px; min-width: 0; }
      legend { padding: 0 0 8px; font-weight: 500; }
      .list { display: grid; grid-auto-rows: max-content; max-height: 360px; overflow-y: auto; border: 1px solid var(--line2); border-radius: 8px; }
      label { display: flex; align-items: center; gap: 12px; min-height: 60px; padding: 8px 12px; cursor: pointer; }
      label + label { border-top: 1px solid var(--line); }
      label:has(:checked) { background: var(--tint); }
      label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: -2px; border-radius: 8px; }
      input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); outline: none; }
      gallery-mosaic { flex: none; width: 64px; height: 44px; }
      .what { flex: 1; display: grid; min-width: 0; overflow-wrap: anywhere; }
      .place { min-width: 24px; text-align: center; font-weight: 500; color: var(--accent); font-variant-numeric: tabular-nums; }
    `,
  ];

  override render() {
    const { show } = this.words.screens;
    if (!this.galleries) return nothing;
    if (this.galleries.length === 0) {
      return html`<div class="empty"><p>${show.noGalleries}</p><a class="button" href=${href(`/projects/${this.projectId}/galleries`)}>${show.toGalleries}</a></div>`;
    }
    return html`<fieldset>
      <legend>${this.legend || show.galleries}</legend>
      <div class="list">${this.galleries.map((gallery) => this.#one(gallery))}</div>
      <p class="small">${this.help || show.galleriesHelp}</p>
    </fieldset>`;
  }

  #one(gallery: Gallery) {
    const { show } = this.words.screens;
    const place = this.chosen.indexOf(gallery.id);
    return html`<label>
      <input type="checkbox" .checked=${place >= 0} @change=${() => this.dispatchEvent(new CustomEvent<Gallery>('tick', { detail: gallery }))} />
      <gallery-mosaic .photoIds=${gallery.photoIds}></gallery-mosaic>
      <span class="what"><span>${gallery.title}</span><span class="small figures">${show.photos(gallery.photoIds.length)}</span></span>
      ${place >= 0 ? html`<span class="place" aria-hidden="true">${place + 1}</span>` : nothing}
    </label>`;
  }
}
