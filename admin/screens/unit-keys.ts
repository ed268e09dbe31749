import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Unit } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import '../parts/photo-thumb.ts';

/** More than so many are narrowed down by their buildings. */
const few = 6;

/**
 * What a screen can be asked for, as large keys for a thumb: units of a sand table, or its galleries. It says `press` with
 * the Unit.
 */
@customElement('unit-keys')
export class UnitKeys extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) units: readonly Unit[] = [];
  /** The gallery that was called for and is on; empty: none. */
  @property() called = '';
  /** Those of which something is on the screen now, by what it said. */
  @property({ attribute: false }) on: readonly string[] = [];
  /** The gallery whose key waits for an answer. */
  @property() pressed = '';
  @state() private building = '';

  static override styles = [
    controls,
    css`
      .chips { display: flex; gap: 8px; margin-bottom: 8px; overflow-x: auto; scrollbar-width: none; }
      .chips button { flex: none; padding: 0 13px; font-weight: 400; white-space: nowrap; }
      .chips button[aria-pressed='true'] { border-color: var(--ink); background: var(--ink); color: var(--paper); }
      .chips button:focus-visible { outline-offset: -2px; }
      .keys { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px; }
      .keys button { justify-content: flex-start; gap: 12px; min-height: 100px; padding: 8px 8px 8px 12px; text-align: left; font-weight: 400; }
      button.on { border-color: var(--accent); background: var(--tint); box-shadow: inset 0 0 0 1px var(--accent); }
      photo-thumb { flex: none; width: 68px; height: 68px; pointer-events: none; }
      .what { display: grid; min-width: 0; overflow-wrap: anywhere; }
      strong { font-size: 22px; line-height: 28px; font-weight: 500; }
      strong.long { font-size: 17px; line-height: 24px; }
      .line { font-size: 13px; line-height: 20px; color: var(--ink2); }
      .now { color: var(--accent); }
      @media (max-width: 359px) { photo-thumb { width: 48px; height: 48px; } }
    `,
  ];

  override render() {
    const { key } = this.words.screens;
    const buildings = [...new Set(this.units.map(({ building }) => building).filter((name) => name !== ''))];
    const narrow = this.units.length > few && buildings.length > 1;
    const wanted = narrow && buildings.includes(this.building) ? this.building : '';
    const shown = this.units.filter(({ building }) => wanted === '' || building === wanted);
    return html`
      ${
        narrow
          ? html`<div class="chips" role="group" aria-label=${key.buildings}>${['', ...buildings].map((name) => this.#chip(name, wanted))}</div>`
          : nothing
      }
      <div class="keys" role="group" aria-label=${key.units}>${repeat(
        shown,
        ({ galleryId }) => galleryId,
        (unit) => this.#one(unit),
      )}</div>`;
  }

  #chip(name: string, wanted: string) {
    return html`<button aria-pressed=${name === wanted ? 'true' : 'false'} @click=${() => {
      this.building = name;
    }}>${name === '' ? this.words.screens.key.allBuildings : name}</button>`;
  }

  #one(unit: Unit) {
    const { key, show } = this.words.screens;
    const { galleryId, title, line, photoIds } = unit;
    const waits = this.units.some((one) => one.galleryId === this.pressed);
    const lit = (waits ? this.pressed : this.called) === galleryId;
    const onNow = lit || (!waits && this.called === '' && this.on.includes(galleryId));
    const [cover] = photoIds;
    return html`<button class=${lit ? 'on' : ''} aria-pressed=${lit ? 'true' : 'false'}
      @click=${() => this.dispatchEvent(new CustomEvent<Unit>('press', { detail: unit }))}>
      <photo-thumb .photo=${cover === undefined ? undefined : { id: cover, edition: 0 }}></photo-thumb>
      <span class="what"><strong class=${title.length > 6 ? 'long' : ''}>${title}</strong>
        <span class="line figures ${onNow ? 'now' : ''}">${onNow ? key.onNow : line || show.photos(photoIds.length)}</span></span>
    </button>`;
  }
}
