import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { ScreenCode } from '#contract/screens.ts';
import './code-square.ts';
import { fitted, frame, venueGround } from './frame.ts';
import { type Given, SceneElement } from './scene-element.ts';
import './venue-still.ts';
import { kioskWords } from './words.ts';

/** How to join the Wi-Fi, and then how to get the photos: two codes in the order in which they are scanned. */
@customElement('wifi-scene')
export class WifiScene extends SceneElement<'wifi'> {
  static override styles = [
    frame,
    fitted,
    venueGround,
    css`
    .content { padding: calc(56 * var(--u)) calc(64 * var(--u)); box-sizing: border-box; }
    .cards { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 1fr); gap: calc(48 * var(--u)); height: 100%; transform: translate(var(--shift-x, 0), var(--shift-y, 0)); }
    .card { display: flex; flex-direction: column; min-width: 0; min-height: 0; padding: calc(40 * var(--u)) calc(56 * var(--u)); background: #fff; color: #1a1916; }
    .card > * { flex: none; }
    .head { display: flex; align-items: center; gap: calc(28 * var(--u)); min-height: calc(104 * var(--u)); }
    .step {
      flex: none; display: grid; place-items: center; width: calc(96 * var(--u)); height: calc(96 * var(--u)); border-radius: 50%;
      font-size: calc(64 * var(--u)); line-height: 1; font-weight: 500; background: #1a1916; color: #fff;
    }
    h1 { flex: 1; min-width: 0; margin: 0; max-height: calc(104 * var(--u)); font-weight: 500; }
    .card > code-square { flex: 0 1 calc(640 * var(--u)); min-height: 0; margin: auto 0; }
    .foot { display: grid; align-content: center; min-height: calc(130 * var(--u)); gap: calc(4 * var(--u)); font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u)); color: #5a564e; }
    .value { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: calc(24 * var(--u)); align-items: baseline; }
    .value span:last-child { color: #1a1916; font-weight: 500; max-height: calc(64 * var(--u)); }
    .mobile { color: #1a1916; }
    .alone .cards { grid-template-columns: calc(1280 * var(--u)); justify-content: center; }
    .alone .card { flex-direction: row; align-items: center; gap: calc(24 * var(--u)); padding: calc(48 * var(--u)) calc(64 * var(--u)) calc(48 * var(--u)) calc(8 * var(--u)); }
    .alone .card > code-square { flex: none; width: calc(740 * var(--u)); height: calc(740 * var(--u)); margin: 0; }
    .alone .words { flex: 1; min-width: 0; display: grid; gap: calc(48 * var(--u)); }
    .alone h1 { max-height: calc(420 * var(--u)); }
    .alone .head { min-height: 0; }
    .alone .value { grid-template-columns: minmax(0, 1fr); gap: 0; }
    .alone .value span:last-child { max-height: calc(180 * var(--u)); }
    @container (max-aspect-ratio: 11 / 10) {
      .cards { grid-auto-flow: row; grid-auto-rows: minmax(0, 1fr); grid-template-rows: none; }
      .alone .cards { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto; align-content: center; }
      .alone .card { flex-direction: column; align-items: stretch; padding: calc(64 * var(--u)); }
      .alone .card > code-square { width: auto; }
    }
  `,
  ];

  override render() {
    const { given } = this;
    if (!given) return nothing;
    const { code, venue, withheld } = given;
    const both = code !== null || withheld;
    return html`<div class="content venue ${both ? '' : 'alone'}" lang=${venue.locale} style=${styleMap({ '--venue': venue.brandColour })}>
      <div class="cards">
        ${this.#network(given, both)}
        ${code ? this.#photos(given, code) : withheld ? html`<venue-still .venue=${venue}></venue-still>` : nothing}
      </div>
    </div>`;
  }

  #network({ scene, venue }: Given<'wifi'>, both: boolean) {
    const own = kioskWords(venue.locale);
    const values = html`<div class="foot">
      <div class="value"><span>${own.wifiName}</span><span data-fit="48 44 40 36">${scene.name}</span></div>
      ${scene.password === null ? nothing : html`<div class="value"><span>${own.password}</span><span data-fit="48 44 40 36">${scene.password}</span></div>`}
    </div>`;
    const square = html`<code-square .code=${scene.wifi}></code-square>`;
    if (!both) {
      return html`<section class="card">${square}
        <div class="words"><h1 data-fit="84 76 68 60 52 48">${own.joinWifi}</h1>${values}</div>
      </section>`;
    }
    return html`<section class="card">
      <div class="head"><span class="step">1</span><h1 data-fit="56 52 48 44 40 36">${own.joinWifi}</h1></div>
      ${square}${values}
    </section>`;
  }

  #photos({ venue }: Given<'wifi'>, code: ScreenCode) {
    const own = kioskWords(venue.locale);
    return html`<section class="card">
      <div class="head"><span class="step">2</span><h1 data-fit="56 52 48 44 40 36">${own.scan}</h1></div>
      <code-square .code=${code.code}></code-square>
      <div class="foot">
        <div>${own.photos('', code.photos)}</div>
        ${code.public ? html`<div class="mobile">${own.withoutWifi}</div>` : nothing}
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'wifi-scene': WifiScene;
  }
}
