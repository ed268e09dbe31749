import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ScreenPhoto } from '#contract/screens.ts';
import { lastMoment } from '#words/moments.ts';
import './code-square.ts';
import { fitted, frame } from './frame.ts';
import { type Given, placeOfCode, SceneElement } from './scene-element.ts';
import './venue-still.ts';
import { kioskWords } from './words.ts';

/** A picture, and beside it a code: a line of thanks, why to scan, and until when. */
@customElement('poster-scene')
export class PosterScene extends SceneElement<'poster'> {
  static override styles = [
    frame,
    fitted,
    css`
    .content { display: grid; grid-template-columns: minmax(0, 1fr) calc(888 * var(--u)); grid-template-rows: minmax(0, 1fr); }
    .content.left { grid-template-columns: calc(888 * var(--u)) minmax(0, 1fr); }
    .picture, .panel { grid-area: 1 / 1; }
    .left .picture, .content:not(.left) .panel { grid-area: 1 / 2; }
    .picture { display: block; width: 100%; height: 100%; object-fit: cover; }
    .panel { position: relative; overflow: hidden; }
    .white { background: #fff; color: #1a1916; }
    .stack {
      position: absolute; inset: 0; display: flex; flex-direction: column; padding: calc(48 * var(--u)) 0;
      transform: translate(var(--shift-x, 0), var(--shift-y, 0)); --measure: calc(609 * var(--u));
    }
    .stack > * { width: var(--measure); margin: 0 auto; }
    .stack > * { flex: none; }
    .stack > code-square { flex: 0 1 calc(777 * var(--u)); min-height: 0; width: calc(777 * var(--u)); }
    .up .stack > .head { order: 1; }
    .up .stack > .foot { order: 2; }
    .thanks { max-height: calc(58 * var(--u)); color: #5a564e; }
    .audience { font-weight: 500; max-height: calc(60 * var(--u)); color: #98610e; }
    h1 { margin: 0; max-height: calc(152 * var(--u)); font-weight: 500; text-wrap: balance; }
    /* Where there is little to say, what is said stands near the code. */
    .head { display: flex; flex-direction: column; justify-content: flex-end; gap: calc(2 * var(--u)); min-height: calc(140 * var(--u)); }
    .stack > .foot { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; column-gap: calc(24 * var(--u)); min-height: calc(64 * var(--u)); }
    .until { font-size: calc(48 * var(--u)); line-height: calc(64 * var(--u)); font-weight: 500; }
    .until:lang(en) { font-size: calc(36 * var(--u)); }
    time { font-size: calc(36 * var(--u)); line-height: calc(52 * var(--u)); color: #5a564e; }
    .stack.wordy { justify-content: center; gap: calc(24 * var(--u)); }
    .wordy h1 { max-height: calc(560 * var(--u)); }
    .wordy .thanks { max-height: calc(208 * var(--u)); }
    @container (max-aspect-ratio: 11 / 10) {
      .content, .content.left {
        grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 1fr) min(calc(1080 * var(--u)), 60cqh);
      }
      .content.left { grid-template-rows: min(calc(1080 * var(--u)), 60cqh) minmax(0, 1fr); }
      .picture, .left .panel { grid-area: 1 / 1; }
      .left .picture, .content:not(.left) .panel { grid-area: 2 / 1; }
    }
  `,
  ];

  override render() {
    const { given } = this;
    if (!given) return nothing;
    const { venue, withheld, spot } = given;
    const [photo] = this.photos;
    // Nothing but the still twice would be left.
    if (withheld && !photo) return html`<venue-still class="content" .venue=${venue}></venue-still>`;
    return html`<div class="content ${placeOfCode(spot)}" lang=${venue.locale}>
      ${photo ? this.#picture(photo) : html`<venue-still class="picture" .venue=${venue}></venue-still>`}
      ${withheld ? html`<venue-still class="panel" .venue=${venue}></venue-still>` : this.#panel(given)}
    </div>`;
  }

  #picture(photo: ScreenPhoto) {
    const address = this.address(photo);
    return address
      ? html`<img class="picture" src=${address} alt=${photo.title} data-photo=${photo.id} draggable="false" />`
      : nothing;
  }

  #panel({ scene, code, venue }: Given<'poster'>) {
    const own = kioskWords(venue.locale);
    const title = scene.title || (code ? own.scan : venue.name);
    return html`<div class="panel white"><div class="stack ${code ? '' : 'wordy'}">
      <div class="head">
        ${scene.thanks ? html`<div class="thanks" data-fit="44 40 36">${scene.thanks}</div>` : nothing}
        ${scene.audience === null ? nothing : html`<div class="audience" data-fit="44 40 36">${own.audience(scene.audience)}</div>`}
        <h1 data-fit="76 68 60 56 52 48 44 40 36">${title}</h1>
      </div>
      ${code ? html`<code-square .code=${code.code}></code-square>` : nothing}
      ${code && code.expiresAt !== null ? this.#foot(code.expiresAt) : html`<div class="foot"></div>`}
    </div></div>`;
  }

  #foot(expiresAt: number) {
    const { venue, now } = this.given as Given<'poster'>;
    const own = kioskWords(venue.locale);
    const moment = lastMoment(expiresAt, now, venue.timeZone);
    return html`<div class="foot"><span class="until">${own.until(moment)}</span>
      ${moment.days > 0 ? html`<time datetime=${new Date(expiresAt).toISOString()}>${own.date(moment)}</time>` : nothing}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'poster-scene': PosterScene;
  }
}
