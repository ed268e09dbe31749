import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { isDark } from '#contract/scene-at.ts';
import type { Scene } from '#contract/scenes.ts';
import type { ShowState } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import '../../kiosk/scenes/scene-view.ts';
import '../../kiosk/scenes/venue-still.ts';
import type { SceneView } from '../../kiosk/scenes/scene-view.ts';
import { boxNow } from '../live.ts';
import { controls } from '../parts/controls.ts';
import { next, pause, play, previous } from '../parts/icons.ts';
import { draftPreviewStyle } from './draft-preview-style.ts';
import { Player, roundOf } from './player.ts';
import { staffPicture } from './previews.ts';
import '../parts/admin-segments.ts';

type Shape = 'wide' | 'upright';

/**
 * A playlist as screens would play it, drawn by the screens' own elements; it can be held, stepped through, and turned
 * upright. It says `on` with the id of the item whose scene is on. `show(itemId)` jumps to an item.
 */
@customElement('draft-preview')
export class DraftPreview extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) state: ShowState | undefined;
  /** What items are called. */
  @property({ attribute: false }) titles: ReadonlyMap<string, string> = new Map();
  /** When items are on that are not always, in words. */
  @property({ attribute: false }) times: ReadonlyMap<string, string> = new Map();
  /** The draft could not be drawn as it is now. */
  @property({ type: Boolean }) stale = false;
  @state() private shape: Shape = 'wide';
  /** What is seen, and on top of it what comes until it is there. */
  @state() private layers: readonly { readonly id: string; readonly scene: Scene; readonly there: boolean }[] = [];
  /** The item that was asked for and has nothing to show yet. */
  #missing = '';
  readonly #player = new Player(this);
  #told = '';

  static override styles = [controls, draftPreviewStyle];

  /** Jumps to the first scene of an item. */
  show(itemId: string): void {
    this.#missing = this.#player.jump(itemId) ? '' : itemId;
  }

  override willUpdate(changed: PropertyValues) {
    if (changed.has('state') && this.state) {
      this.#player.take(this.state.programme);
      if (this.#missing !== '' && this.#player.jump(this.#missing)) this.#missing = '';
    }
    const scene = this.#player.on?.scene;
    const top = this.layers.at(-1);
    if (!scene) this.layers = [];
    else if (top?.id === scene.id) {
      if (top.scene !== scene) this.layers = [...this.layers.slice(0, -1), { ...top, scene }];
    } else {
      const seen = this.layers.findLast(({ there }) => there);
      this.layers = [...(seen && seen.id !== scene.id ? [seen] : []), { id: scene.id, scene, there: false }];
    }
  }

  override updated() {
    const top = this.layers.at(-1);
    if (top && !top.there) void this.#bring(top.id);
    const itemId = top?.scene.itemId ?? '';
    if (itemId === this.#told) return;
    this.#told = itemId;
    this.dispatchEvent(new CustomEvent<string>('on', { detail: itemId }));
  }

  override render() {
    const own = this.words.playlistsEditor.preview;
    const { state } = this;
    const shapes = (['wide', 'upright'] as const).map((value) => ({ value, label: own[value] }));
    const title = this.titles.get(this.layers.at(-1)?.scene.itemId ?? '') ?? '';
    return html`
      <div class="room ${this.shape}"><div class="frame" role="img" aria-label=${own.label(title)}>
        <div class="stage" inert>${state ? this.#stage(state) : nothing}</div>
        ${state && this.layers.length > 0 ? this.#progress() : nothing}
      </div></div>
      <div class="keys">
        <button class="quiet icon" aria-label=${own.previous} title=${own.previous} @click=${() => this.#player.step(-1)}>${previous}</button>
        <button class="quiet icon" aria-label=${this.#player.playing ? own.pause : own.play} title=${this.#player.playing ? own.pause : own.play}
          @click=${() => this.#player.hold(this.#player.playing)}>${this.#player.playing ? pause : play}</button>
        <button class="quiet icon" aria-label=${own.next} title=${own.next} @click=${() => this.#player.step(1)}>${next}</button>
        <div class="says"><p class="title">${title}</p><p class="small figures">${this.#says(state)}</p></div>
        <admin-segments label=${own.shape} value=${this.shape} .options=${shapes} @choose=${({
          detail,
        }: CustomEvent<Shape>) => {
          this.shape = detail;
        }}></admin-segments>
      </div>
      ${this.#notes(state)}
    `;
  }

  #stage(state: ShowState) {
    if (this.layers.length === 0) return html`<venue-still .venue=${state.venue}></venue-still>`;
    const half = this.#player.share >= 0.5;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    return repeat(
      this.layers,
      ({ id }) => id,
      ({ id, scene, there }) => {
        const code = (scene.code !== null && state.codes[scene.code]) || null;
        return html`<scene-view data-id=${id} class=${there ? 'there' : ''} .scene=${scene} .photos=${state.photos} .code=${code}
          .venue=${state.venue} .now=${Math.floor(boxNow() / 60_000) * 60_000} .src=${staffPicture} .half=${half ? 1 : 0} .moving=${!still}></scene-view>`;
      },
    );
  }

  #progress() {
    const { leftMs, share } = this.#player;
    return leftMs === null ? nothing : html`<i class="done" style=${styleMap({ transform: `scaleX(${share})` })}></i>`;
  }

  #says(state: ShowState | undefined) {
    const own = this.words.playlistsEditor.preview;
    const { on, leftMs, scenes, place } = this.#player;
    if (!state || !on) return nothing;
    const parts = [...(leftMs === null ? [] : [own.left(Math.ceil(leftMs / 1000))]), own.of(place + 1, scenes.length)];
    const { comma } = this.words.admin;
    const round = scenes.length > 1 ? `${comma}${own.loop(roundOf(scenes) / 1000)}` : '';
    return html`${parts.join(comma)}<span class="round">${round}</span>`;
  }

  #notes(state: ShowState | undefined) {
    const own = this.words.playlistsEditor.preview;
    if (!state) return nothing;
    const itemId = this.layers.at(-1)?.scene.itemId ?? '';
    const now = state.programme.scenes.some((scene) => scene.itemId === itemId);
    const time = this.times.get(itemId);
    const said = [
      ...(this.stale ? [own.failed] : []),
      ...(this.layers.length === 0 ? [own.nothing] : []),
      ...(!now && time ? [own.later(time)] : []),
      ...(isDark(state.programme, boxNow()) ? [own.dark] : []),
    ];
    return html`<div role="status">${said.map((one) => html`<p class="small note">${one}</p>`)}</div>`;
  }

  /** What comes is seen as soon as all of it can be drawn; one that cannot be read is seen as far as it goes. */
  async #bring(id: string) {
    const view = this.renderRoot.querySelector<SceneView>(`scene-view[data-id='${CSS.escape(id)}']`);
    await view?.ready().catch(() => {});
    const top = this.layers.at(-1);
    if (top?.id !== id || top.there) return;
    this.layers = [...this.layers.slice(0, -1), { ...top, there: true }];
  }
}
