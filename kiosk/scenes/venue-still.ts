import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { ShowState } from '#contract/screens.ts';
import { face } from './frame.ts';

export type Venue = ShowState['venue'];

const mark = svg`<path fill="#b7791f" d="M0 0h24v24H0z"/><path fill="none" stroke="#fff" stroke-width="2" d="M6 6h12v12H6z"/><path fill="#fff" d="M10 10h4v4h-4z"/>`;

/** The venue's still: what a screen, or a code's place on it, shows when there is nothing else to show. */
@customElement('venue-still')
export class VenueStill extends LitElement {
  @property({ attribute: false }) venue: Venue | undefined;

  static override styles = css`
    :host {
      display: block; position: relative; overflow: hidden; container-type: size;
      font-size: 0; background: #0e0d0c; color: #f6f4f0; font-family: ${face}; user-select: none; -webkit-user-select: none;
    }
    /* Whoever puts it into a small place names the least size of its text. */
    .ground {
      position: absolute; inset: 0; display: grid; align-content: center; justify-items: center; gap: 5cqmin;
      padding: 8cqmin; background: color-mix(in srgb, var(--venue, #b7791f) 11%, #0e0d0c);
    }
    .ground:lang(en) { font-variant-east-asian: proportional-width; }
    img { max-width: 44cqmin; max-height: 26cqmin; object-fit: contain; }
    svg { width: 15cqmin; height: 15cqmin; }
    p { margin: 0; font-size: max(6.4cqmin, 1em); line-height: 1.35; font-weight: 500; text-align: center; text-wrap: balance; overflow-wrap: anywhere; }
  `;

  override render() {
    if (!this.venue) return nothing;
    const { name, logo, brandColour, locale } = this.venue;
    return html`<div class="ground" lang=${locale} style=${styleMap({ '--venue': brandColour })}>
      ${logo ? html`<img src=${logo} alt="" draggable="false" />` : html`<svg viewBox="0 0 24 24" aria-hidden="true">${mark}</svg>`}
      <p>${name}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'venue-still': VenueStill;
  }
}
