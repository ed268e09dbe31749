import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Scene, SceneKind } from '#contract/scenes.ts';
import type { ScreenCode, ScreenPhoto } from '#contract/screens.ts';
import './message-scene.ts';
import './mobile-scene.ts';
import './pair-scene.ts';
import './pano-scene.ts';
import './photo-scene.ts';
import './poster-scene.ts';
import './unit-scene.ts';
import './wall-scene.ts';
import './wifi-scene.ts';
import type { Given, SceneElement } from './scene-element.ts';
import type { Size } from './size.ts';
import type { Venue } from './venue-still.ts';

/**
 * Any scene, drawn by the element of its kind, which stays the same between two scenes of one kind. It fills the element it
 * is given, at any size, lying or upright.
 */
@customElement('scene-view')
export class SceneView extends LitElement {
  @property({ attribute: false }) scene: Scene | undefined;
  @property({ attribute: false }) photos: Readonly<Record<string, ScreenPhoto>> = {};
  /** The one of `scene.code`. */
  @property({ attribute: false }) code: ScreenCode | null = null;
  /** Shows the venue's still in the code's place. */
  @property({ type: Boolean }) withheld = false;
  @property({ attribute: false }) venue: Venue | undefined;
  /** Address of a photo in a size; empty where it is not to be had. */
  @property({ attribute: false }) src: (photo: ScreenPhoto, size: Size) => string = () => '';
  /** Just shot, on its first showing. */
  @property({ type: Boolean }) fresh = false;
  /** Box time, UTC ms; minutes matter. */
  @property({ attribute: false }) now = 0;
  /** Which photo of a pair an upright screen shows. */
  @property({ attribute: false }) half: 0 | 1 = 0;
  /** Which of four places the code's card takes. */
  @property({ attribute: false }) spot: 0 | 1 | 2 | 3 = 0;
  /** False: nothing turns by itself. */
  @property({ attribute: false }) moving = true;

  static override styles = css`
    :host { display: block; position: relative; overflow: hidden; background: #0e0d0c; }
    .scene { position: absolute; inset: 0; }
  `;

  /** Settles when all that it was given can be drawn in the next frame; rejects where a photo cannot be read. */
  async ready(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector<SceneElement<SceneKind>>('.scene')?.ready();
  }

  override render() {
    const { scene, venue } = this;
    if (!scene || !venue) return nothing;
    const { photos, code, withheld, src, fresh, now, half, spot, moving } = this;
    const given = { scene, photos, code, withheld, venue, src, fresh, now, half, spot, moving };
    return drawn[scene.kind](given as never);
  }
}

const drawn: { readonly [K in SceneKind]: (given: Given<K>) => TemplateResult } = {
  photo: (given) => html`<photo-scene class="scene" .given=${given}></photo-scene>`,
  pair: (given) => html`<pair-scene class="scene" .given=${given}></pair-scene>`,
  poster: (given) => html`<poster-scene class="scene" .given=${given}></poster-scene>`,
  wall: (given) => html`<wall-scene class="scene" .given=${given}></wall-scene>`,
  message: (given) => html`<message-scene class="scene" .given=${given}></message-scene>`,
  wifi: (given) => html`<wifi-scene class="scene" .given=${given}></wifi-scene>`,
  mobile: (given) => html`<mobile-scene class="scene" .given=${given}></mobile-scene>`,
  pano: (given) => html`<pano-scene class="scene" .given=${given}></pano-scene>`,
  unit: (given) => html`<unit-scene class="scene" .given=${given}></unit-scene>`,
};

declare global {
  interface HTMLElementTagNameMap {
    'scene-view': SceneView;
  }
}
