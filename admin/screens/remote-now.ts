import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Screen, Unit } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { boxNow } from '../live.ts';
import { controls } from '../parts/controls.ts';
import { pin } from '../parts/icons.ts';
import type { LinkTold } from './on-now.ts';
import { onNow, partsOfNow } from './on-now.ts';
import './screen-picture.ts';

/**
 * What is on, as a picture to be tapped, with a line that shortens until the loop goes on, and the way to keep it or let it
 * go. It says `photos`, and `press` with the type of a command: `keep`, `unpin` or `light`.
 */
@customElement('remote-now')
export class RemoteNow extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property({ attribute: false }) units: readonly Unit[] = [];
  @property({ attribute: false }) links: ReadonlyMap<string, LinkTold> = new Map();
  @property() zone = 'UTC';
  /** The box is out of reach, and nobody knows. */
  @property({ type: Boolean }) away = false;
  /** Another number draws it anew: seconds go by. */
  @property({ type: Number }) beat = 0;

  static override styles = [
    controls,
    css`
      .picture { position: relative; }
      .picture button { position: absolute; inset: 0; width: 100%; border: 0; border-radius: 0; background: none; }
      .picture button:focus-visible { outline-offset: -4px; }
      .time { height: 3px; background: var(--selected); overflow: hidden; }
      .time i { display: block; height: 100%; background: var(--brand); transform-origin: 0 0; transition: transform 1s linear; }
      .row { display: flex; align-items: center; gap: 12px; min-height: 48px; padding: 4px 0; }
      .row p { flex: 1; min-width: 0; overflow-wrap: anywhere; }
      strong { font-size: 17px; line-height: 28px; font-weight: 500; }
      p span { margin-left: 4px; color: var(--ink2); }
      .row button { flex: none; margin-right: -16px; font-size: 17px; }
      @media (prefers-reduced-motion: reduce) { .time i { transition: none; } }
      @media (max-width: 767px) { .row { padding: 4px 16px; } }
    `,
  ];

  override render() {
    const { screen } = this;
    if (!screen) return nothing;
    const now = boxNow();
    const on = onNow(screen, now);
    const { screens } = this.words;
    const { pinned } = on;
    const [seen, more] = partsOfNow(screen, on, this.words, now, { away: this.away, links: this.links });
    const called =
      pinned?.what === 'gallery' && on.what === 'scene'
        ? this.units.find(({ galleryId }) => galleryId === pinned.galleryId)?.title
        : undefined;
    const left =
      pinned?.until != null && !screen.paused ? Math.max(0, (pinned.until - now) / (pinned.until - pinned.at)) : 0;
    return html`
      <div class="picture">
        <screen-picture .words=${this.words} .screen=${screen} .zone=${this.zone} .links=${this.links} beat=${this.beat}></screen-picture>
        <button aria-label=${screens.key.toPhotos} title=${screens.key.toPhotos} @click=${() => this.dispatchEvent(new Event('photos'))}></button>
      </div>
      <div class="time">${left > 0 ? html`<i style=${styleMap({ transform: `scaleX(${Math.min(1, left).toFixed(4)})` })}></i>` : nothing}</div>
      <div class="row"><p class="figures"><strong>${called ?? seen}</strong>${more === '' ? nothing : html` <span>${more}</span>`}</p>${this.#act(screen, on)}</div>
    `;
  }

  #act(screen: Screen, { pinned, what, scene }: ReturnType<typeof onNow>) {
    const { key } = this.words.screens;
    if (screen.blank) return html`<button class="quiet" @click=${() => this.#say('light')}>${key.light}</button>`;
    if (pinned && pinned.until === null)
      return html`<button class="quiet" @click=${() => this.#say('unpin')}>${key.unpin}</button>`;
    // A photo that the loop shows can be kept as well as what was called for.
    const able = pinned !== null || (what === 'scene' && scene !== undefined);
    return able ? html`<button class="quiet" @click=${() => this.#say('keep')}>${pin}${key.keep}</button>` : nothing;
  }

  #say(act: 'keep' | 'unpin' | 'light') {
    this.dispatchEvent(new CustomEvent('press', { detail: act }));
  }
}
