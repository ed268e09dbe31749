import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { cross, down } from '../parts/icons.ts';
import type { Chosen } from './chosen.ts';
import '../parts/admin-select.ts';
import './gallery-mosaic.ts';

/** One gallery in the order shown. It says `code` (newest, none, or a link's id), `move` (1 or -1) and `out`. */
@customElement('chosen-row')
export class ChosenRow extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) chosen: Chosen | undefined;
  @property({ attribute: false }) options: readonly { value: string; label: string }[] = [];
  @property({ type: Boolean }) first = false;
  @property({ type: Boolean }) last = false;

  static override styles = [
    controls,
    css`
      :host { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 8px 12px; align-items: center; padding: 10px 0; }
      gallery-mosaic { width: 56px; height: 40px; }
      .what { display: grid; min-width: 0; overflow-wrap: anywhere; }
      .what span:first-child { font-weight: 500; }
      .acts { gap: 0; flex-wrap: nowrap; }
      .acts button { color: var(--ink2); }
      .acts button[aria-disabled='true'] { opacity: 0.3; }
      .up svg { transform: rotate(180deg); }
      admin-select { grid-column: 1 / -1; }
    `,
  ];

  override render() {
    if (!this.chosen) return nothing;
    const { show } = this.words.screens;
    const { gallery, code } = this.chosen;
    const title = gallery?.title ?? show.gone;
    return html`
      <gallery-mosaic .photoIds=${gallery?.photoIds ?? []}></gallery-mosaic>
      <span class="what"><span>${title}</span>${gallery ? html`<span class="small figures">${show.photos(gallery.photoIds.length)}</span>` : nothing}</span>
      <span class="acts">
        ${this.first && this.last ? nothing : this.#arrow('up', show.up(title), -1, this.first)}
        ${this.first && this.last ? nothing : this.#arrow('down', show.down(title), 1, this.last)}
        <button type="button" class="quiet icon" aria-label=${show.out(title)} title=${show.out(title)} @click=${() => this.dispatchEvent(new Event('out'))}>${cross}</button>
      </span>
      ${
        gallery
          ? html`<admin-select label=${show.code(title)} label-hidden value=${code} .options=${this.options}
              @choose=${({ detail }: CustomEvent<string>) => this.dispatchEvent(new CustomEvent<string>('code', { detail }))}></admin-select>`
          : nothing
      }
    `;
  }

  #arrow(way: 'up' | 'down', label: string, step: 1 | -1, off: boolean) {
    const move = () => !off && this.dispatchEvent(new CustomEvent<1 | -1>('move', { detail: step }));
    return html`<button type="button" class="quiet icon ${way}" aria-label=${label} title=${label} aria-disabled=${off} @click=${move}>${down}</button>`;
  }
}
