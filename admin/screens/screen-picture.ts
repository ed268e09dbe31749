import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Screen, ScreenPhoto } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import '../../kiosk/scenes/scene-view.ts';
import type { Size } from '../../kiosk/scenes/size.ts';
import '../../kiosk/scenes/venue-still.ts';
import { boxNow } from '../live.ts';
import { controls } from '../parts/controls.ts';
import { moon } from '../parts/icons.ts';
import { stateMark } from '../parts/state-mark.ts';
import { photoAddress } from '../photo-address.ts';
import { Reach } from '../reach.ts';
import { href } from '../router.ts';
import { awayClock, clockOf, healthOf, type LinkTold, type OnNow, onNow, sentenceOfNow } from './on-now.ts';
import './pickup-glance.ts';

/**
 * The picture of what a screen really shows, in a frame of 16:9: an upright screen stands in it whole. Grey where the
 * screen is silent, or the box cannot be asked. `named` adds its name, its state and what is on beneath, as a link to its page.
 */
@customElement('screen-picture')
export class ScreenPicture extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property() zone = 'UTC';
  @property({ type: Boolean }) named = false;
  /** What is known of the links whose codes are on, by id. */
  @property({ attribute: false }) links: ReadonlyMap<string, LinkTold> = new Map();
  /** Another number draws it anew: seconds go by. */
  @property({ type: Number }) beat = 0;
  readonly #reach = new Reach(this);

  static override styles = [
    controls,
    css`
      .picture { position: relative; display: grid; place-items: center; aspect-ratio: 16 / 9; overflow: hidden; container-type: size; background: #0e0d0c; }
      .screen { position: relative; width: min(100cqw, 100cqh * var(--ratio)); aspect-ratio: var(--ratio); overflow: hidden; }
      .screen > * { position: absolute; inset: 0; }
      .dark { display: grid; place-items: center; background: #0b0a09; color: #b5b0a6; }
      .silent .screen { filter: grayscale(1) brightness(0.55); }
      a { display: block; color: inherit; text-decoration: none; }
      .name { display: flex; justify-content: space-between; align-items: baseline; gap: 8px; padding-top: 8px; font-weight: 500; }
      .name > :first-child { min-width: 0; overflow-wrap: anywhere; }
      .name .state { font-weight: 400; }
      @media (hover: hover) { a:hover .name > :first-child { text-decoration: underline; text-underline-offset: 4px; } }
    `,
  ];

  override render() {
    const { screen } = this;
    if (!screen) return nothing;
    const now = boxNow();
    const on = onNow(screen, now);
    const { name, id, lastSeenAt, status } = screen;
    const { screens } = this.words;
    const away = awayClock(this.#reach.awaySince, this.zone, this.words);
    const online = screen.online && away === undefined;
    const sentence = sentenceOfNow(screen, on, this.words, now, { away: away !== undefined, links: this.links });
    const ratio = status && status.width > 0 && status.height > 0 ? status.width / status.height : 16 / 9;
    const upright = ratio < 1;
    const picture = html`<div class="picture ${online ? '' : 'silent'}" role="img" aria-label=${screens.picture(name, sentence)}>
      <div class="screen" style=${styleMap({ '--ratio': String(ratio) })} inert>${this.#seen(screen, on, now, upright)}</div>
      <slot name="band"></slot>
    </div>`;
    if (!this.named) return picture;
    const { tone, word } = healthOf(screen, this.words, away);
    const seen =
      lastSeenAt === null
        ? screens.never
        : screens.lastSeen(clockOf(Date.parse(lastSeenAt), now, this.zone, this.words));
    return html`<a href=${href(`/screens/${id}`)}>${picture}
      <span class="name"><span>${name}</span>${stateMark(tone, word)}</span>
      <span class="small figures">${online || away !== undefined ? sentence : seen}</span></a>`;
  }

  #seen({ state: { venue, photos } }: Screen, on: OnNow, now: number, upright: boolean) {
    if (on.what === 'blank' || on.what === 'dark') return html`<div class="dark">${moon}</div>`;
    if (on.what === 'pickup')
      return html`<pickup-glance .words=${this.words} .photos=${Object.values(photos)} .picked=${on.picked}></pickup-glance>`;
    if (!on.scene) return html`<venue-still .venue=${venue}></venue-still>`;
    // Of two photos an upright screen shows one after the other.
    const part = upright && on.leftMs !== null && on.leftMs < on.scene.ms / 2 ? 1 : 0;
    return html`<scene-view .scene=${on.scene} .photos=${photos} .code=${on.code} .withheld=${on.withheld} .venue=${venue}
      .fresh=${on.fresh} .now=${Math.floor(now / 60_000) * 60_000} .half=${part} .moving=${false} .src=${pictureOf}></scene-view>`;
  }
}

/** A photo as staff may read it; a small picture of a screen never needs the largest sizes. */
export function pictureOf(photo: ScreenPhoto, size: Size): string {
  return photoAddress(photo, size === 'thumb' ? 'thumb' : 'screen');
}
