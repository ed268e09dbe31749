import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Scene } from '#contract/scenes.ts';
import type { ShowState } from '#contract/screens.ts';
import '../../kiosk/scenes/scene-view.ts';
import '../../kiosk/scenes/venue-still.ts';
import { boxNow } from '../live.ts';
import { staffPicture } from './previews.ts';

/** One scene, still, as a screen of 16:9 draws it; the venue's still where there is none. It fills its frame's width. */
@customElement('scene-picture')
export class ScenePicture extends LitElement {
  @property({ attribute: false }) state: ShowState | undefined;
  @property({ attribute: false }) scene: Scene | undefined;
  /** What a screen reader calls it; empty: it is beside its own name. */
  @property() label = '';

  static override styles = css`
    :host { display: block; }
    .frame { position: relative; aspect-ratio: 16 / 9; overflow: hidden; background: #0e0d0c; pointer-events: none; }
    .frame > * { position: absolute; inset: 0; }
  `;

  override render() {
    const { state, scene } = this;
    const seen = state && (scene ? this.#scene(state, scene) : html`<venue-still .venue=${state.venue}></venue-still>`);
    if (this.label === '') return html`<div class="frame" aria-hidden="true" inert>${seen ?? nothing}</div>`;
    return html`<div class="frame" role="img" aria-label=${this.label}><div inert>${seen ?? nothing}</div></div>`;
  }

  #scene(state: ShowState, scene: Scene) {
    const code = (scene.code !== null && state.codes[scene.code]) || null;
    return html`<scene-view .scene=${scene} .photos=${state.photos} .code=${code} .venue=${state.venue}
      .now=${boxNow()} .src=${staffPicture} .moving=${false}></scene-view>`;
  }
}
