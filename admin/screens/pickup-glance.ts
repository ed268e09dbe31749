import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ScreenPhoto } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { face } from '../../kiosk/scenes/frame.ts';
import { photoAddress } from '../photo-address.ts';

/** A pickup station that somebody uses, at a glance: which photos that guest looks at is theirs alone. */
@customElement('pickup-glance')
export class PickupGlance extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photos: readonly ScreenPhoto[] = [];
  /** How many of them are ticked. */
  @property({ attribute: false }) picked = 0;

  static override styles = css`
    :host { display: block; overflow: hidden; container-type: size; background: #0e0d0c; color: #f6f4f0; font-family: ${face}; }
    .all { position: absolute; inset: 0; display: grid; grid-template-rows: auto minmax(0, 1fr) auto; gap: 4cqmin; padding: 6cqmin; }
    p { margin: 0; font-size: 7cqmin; line-height: 1.3; font-weight: 500; }
    .photos { display: grid; grid-template-columns: 1fr 1fr; grid-auto-rows: 30cqmin; gap: 2cqmin; overflow: hidden; }
    img { width: 100%; height: 100%; object-fit: cover; }
    .bar { justify-self: end; padding: 2cqmin 5cqmin; border-radius: 2cqmin; background: #e3b668; color: #1a1916; font-size: 6cqmin; line-height: 1.4; font-weight: 500; }
    @container (min-aspect-ratio: 1) { .photos { grid-template-columns: repeat(4, 1fr); grid-auto-rows: 34cqmin; } }
  `;

  override render() {
    const { screens } = this.words;
    return html`<div class="all"><p>${screens.pickup}</p>
      <div class="photos">${this.photos.slice(0, 8).map((photo) => html`<img src=${photoAddress(photo, 'thumb')} alt="" loading="lazy" />`)}</div>
      ${this.picked > 0 ? html`<span class="bar">${screens.on.pickup(this.picked)}</span>` : nothing}</div>`;
  }
}
