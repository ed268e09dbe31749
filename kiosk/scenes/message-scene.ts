import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { byWords } from './by-words.ts';
import { fitted, frame, venueGround } from './frame.ts';
import { SceneElement } from './scene-element.ts';

/** A line for everybody, as large as it fits; what more there is to say stands below it. */
@customElement('message-scene')
export class MessageScene extends SceneElement<'message'> {
  static override styles = [
    frame,
    fitted,
    venueGround,
    css`
    .content { display: flex; flex-direction: column; justify-content: center; gap: calc(40 * var(--u)); padding: calc(80 * var(--u)) calc(160 * var(--u)); box-sizing: border-box; }
    .said { display: flex; flex-direction: column; gap: calc(40 * var(--u)); transform: translate(var(--shift-x, 0), var(--shift-y, 0)); }
    .said::before { content: ''; width: calc(96 * var(--u)); height: calc(10 * var(--u)); background: var(--venue); }
    h1 { margin: 0; max-height: calc(700 * var(--u)); font-weight: 500; line-height: 1.3; text-wrap: balance; word-break: keep-all; }
    .detailed h1 { max-height: calc(480 * var(--u)); }
    p { margin: 0; max-height: calc(340 * var(--u)); line-height: 1.45; color: rgb(246 244 240 / 78%); white-space: pre-line; word-break: keep-all; }
    @container (max-aspect-ratio: 11 / 10) {
      .content { padding: calc(120 * var(--u)) calc(88 * var(--u)); }
      h1, .detailed h1 { max-height: 50cqh; }
      p { max-height: 30cqh; }
    }
  `,
  ];

  override render() {
    const { given } = this;
    if (!given) return nothing;
    const { scene, venue } = given;
    return html`<div class="content venue" lang=${venue.locale} style=${styleMap({ '--venue': venue.brandColour })}>
      <div class="said ${scene.detail ? 'detailed' : ''}">
        <h1 data-fit="160 144 128 112 96 88 80 72 64 56 48">${byWords(scene.text)}</h1>
        ${scene.detail ? html`<p data-fit="56 48 44 40 36">${byWords(scene.detail)}</p>` : nothing}
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'message-scene': MessageScene;
  }
}
