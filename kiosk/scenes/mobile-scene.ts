import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { byWords } from './by-words.ts';
import './code-card.ts';
import { fitted, frame, venueGround } from './frame.ts';
import { placeOfCode, SceneElement } from './scene-element.ts';
import './venue-still.ts';
import { kioskWords } from './words.ts';

/** Says that the photos can be had without the Wi-Fi of the place, beside their code. */
@customElement('mobile-scene')
export class MobileScene extends SceneElement<'mobile'> {
  static override styles = [
    frame,
    fitted,
    venueGround,
    css`
    .content {
      display: grid; grid-template-columns: minmax(0, 1fr) calc(592 * var(--u)); gap: calc(96 * var(--u)); align-items: center;
      padding: calc(120 * var(--u)) calc(160 * var(--u)); box-sizing: border-box;
    }
    .content { padding-top: calc(64 * var(--u)); padding-bottom: calc(176 * var(--u)); }
    .content.up { padding-top: calc(176 * var(--u)); padding-bottom: calc(64 * var(--u)); }
    .content > * { transform: translate(var(--shift-x, 0), var(--shift-y, 0)); }
    .content.left { grid-template-columns: calc(592 * var(--u)) minmax(0, 1fr); }
    .left .said { grid-area: 1 / 2; }
    .left .card { grid-area: 1 / 1; }
    .said { display: grid; gap: calc(40 * var(--u)); }
    h1 { margin: 0; max-height: calc(200 * var(--u)); font-weight: 500; text-wrap: balance; word-break: keep-all; }
    /* Chinese breaks at its commas, not within a word. */
    p {
      margin: 0; max-height: calc(240 * var(--u)); color: rgb(246 244 240 / 78%);
      word-break: keep-all; overflow-wrap: anywhere; text-wrap: balance;
    }
    .card { width: calc(592 * var(--u)); height: calc(840 * var(--u)); }
    .bare { grid-template-columns: minmax(0, 1fr); }
    @container (max-aspect-ratio: 11 / 10) {
      .content, .content.up { padding: calc(88 * var(--u)) calc(64 * var(--u)); }
      .content, .content.left { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 1fr) calc(592 * var(--u)); }
      .content.left { grid-template-rows: calc(592 * var(--u)) minmax(0, 1fr); }
      .left .said { grid-area: 2 / 1; }
      .said { padding: 0 calc(24 * var(--u)); }
      .card { width: calc(952 * var(--u)); height: calc(592 * var(--u)); }
      .content.bare { grid-template-rows: minmax(0, 1fr); }
    }
  `,
  ];

  override render() {
    const { given } = this;
    if (!given) return nothing;
    const { scene, code, venue, withheld, now, spot } = given;
    const own = kioskWords(venue.locale);
    const shape = [placeOfCode(spot), code || withheld ? '' : 'bare'].join(' ');
    return html`<div class="content venue ${shape}" lang=${venue.locale} style=${styleMap({ '--venue': venue.brandColour })}>
      <div class="said">
        <h1 data-fit="112 104 96 88 80 72 64 56 48">${byWords(scene.title || own.mobile)}</h1>
        <p data-fit="48 44 40 36">${own.mobileLine}</p>
      </div>
      ${
        code
          ? html`<code-card class="card" .code=${code} .venue=${venue} .now=${now} ?mirrored=${spot > 1}></code-card>`
          : withheld
            ? html`<venue-still class="card" .venue=${venue}></venue-still>`
            : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mobile-scene': MobileScene;
  }
}
