import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { boxNow } from '../live.ts';
import { controls } from '../parts/controls.ts';
import { warning } from '../parts/icons.ts';
import { stateMark } from '../parts/state-mark.ts';
import { Reach } from '../reach.ts';
import { href } from '../router.ts';
import { awayClock, clockOf, figuresOf, healthOf, type LinkTold, onNow, sentenceOfNow } from './on-now.ts';
import './screen-picture.ts';

/** One screen among all: its picture, how it is, and its acts. It says `change`, `help`, `call` and `reload`. */
@customElement('screen-tile')
export class ScreenTile extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property() zone = 'UTC';
  /** Whether who is signed in may change what it shows. */
  @property({ type: Boolean }) able = false;
  /** What is known of the links whose codes are on, by id. */
  @property({ attribute: false }) links: ReadonlyMap<string, LinkTold> = new Map();
  /** Grows with each second: figures and times are drawn anew. */
  @property({ type: Number }) beat = 0;
  readonly #reach = new Reach(this);

  static override styles = [
    controls,
    css`
      .pic { display: block; color: inherit; text-decoration: none; }
      .band { position: absolute; inset: auto 0 0; display: flex; align-items: center; gap: 8px; min-height: 28px; padding: 4px 12px; background: #b91c35; color: #ffffff; font-size: 13px; line-height: 20px; font-variant-numeric: tabular-nums; }
      .name { display: flex; justify-content: space-between; align-items: center; gap: 12px; padding-top: 8px; }
      h2 { min-width: 0; overflow-wrap: anywhere; }
      h2 a { color: inherit; text-decoration: none; }
      @media (hover: hover) { h2 a:hover { text-decoration: underline; text-underline-offset: 4px; } }
      .on { color: var(--ink2); }
      .acts { padding-top: 8px; }
    `,
  ];

  override render() {
    const { screen } = this;
    if (!screen) return nothing;
    const { screens } = this.words;
    const { id, name, online, lastSeenAt } = screen;
    const now = boxNow();
    const away = awayClock(this.#reach.awaySince, this.zone, this.words);
    const unknown = away !== undefined;
    const { tone, word } = healthOf(screen, this.words, away);
    const silent = !online && lastSeenAt !== null && !unknown;
    const trouble = online && !unknown ? screen.trouble : null;
    return html`
      <a class="pic" href=${href(`/screens/${id}`)} tabindex="-1" aria-hidden="true">
        <screen-picture .words=${this.words} .screen=${screen} .zone=${this.zone} .links=${this.links} beat=${this.beat}>
          ${trouble ? html`<span slot="band" class="band">${warning}${screens.troubleBand[trouble]}</span>` : nothing}
          ${silent ? html`<span slot="band" class="band">${warning}${this.#silence(lastSeenAt, now)}</span>` : nothing}
        </screen-picture>
      </a>
      <div class="name"><h2><a href=${href(`/screens/${id}`)}>${name}</a></h2>${stateMark(tone, word)}</div>
      <p class="on">${sentenceOfNow(screen, onNow(screen, now), this.words, now, { away: unknown, links: this.links })}</p>
      <p class="small figures">${figuresOf(screen, this.words, now, this.zone, unknown)}</p>
      <div class="acts">
        ${
          silent
            ? html`<button class="dense" aria-label="${screens.whatToDo}${this.words.admin.comma}${name}" @click=${() => this.#say('help')}>${screens.whatToDo}</button>
              <button class="dense quiet" aria-label="${screens.callAgain}${this.words.admin.comma}${name}" @click=${() => this.#say('call')}>${screens.callAgain}</button>`
            : html`<a class="button dense" href=${href(`/screens/${id}`)} aria-label=${screens.remoteOf(name)}>${screens.remote}</a>
              ${trouble ? html`<button class="dense" aria-label="${screens.key.reload}${this.words.admin.comma}${name}" @click=${() => this.#say('reload')}>${screens.key.reload}</button>` : nothing}
              ${this.able ? html`<button class="dense quiet" aria-label=${screens.changeOf(name)} @click=${() => this.#say('change')}>${screens.change}</button>` : nothing}`
        }
      </div>
    `;
  }

  #silence(lastSeenAt: string, now: number): string {
    const at = Date.parse(lastSeenAt);
    return this.words.screens.silentFor(
      this.words.screens.span((now - at) / 1000),
      clockOf(at, now, this.zone, this.words),
    );
  }

  #say(act: 'change' | 'help' | 'call' | 'reload') {
    this.dispatchEvent(new Event(act));
  }
}
