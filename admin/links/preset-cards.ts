import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { audienceNames, presetSentence } from './policy-parts.ts';

/** A choice among presets, each with what it means, and none at all where `free`; it says `choose` with its id, empty for none. */
@customElement('preset-cards')
export class PresetCards extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) audiences: readonly Audience[] = [];
  @property() value = '';
  @property({ type: Boolean }) many = false;
  @property({ type: Boolean }) free = false;

  static override styles = [
    controls,
    css`
      .all { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 8px; }
      label { position: relative; display: grid; align-content: start; padding: 10px 12px; border: 1px solid var(--line2); border-radius: 8px; cursor: pointer; }
      label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--tint); }
      label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
      input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
      b { font-weight: 500; }
      @media (hover: hover) { label:not(:has(:checked)):hover { background: var(--fill); } }
    `,
  ];

  override render() {
    const { links } = this.words;
    const names = audienceNames(this.audiences, this.words);
    const card = (id: string, name: string, says: string) =>
      html`<label><input type="radio" name="preset" .checked=${this.value === id} @change=${() => this.#choose(id)} /><b>${name}</b><span class="small">${says}</span></label>`;
    return html`<div class="all" role="radiogroup" aria-label=${links.audience}>
      ${this.audiences.map((preset) => card(preset.id, names.get(preset.id) ?? '', presetSentence(preset, this.many, this.words)))}
      ${this.free ? card('', links.noAudience, links.noAudienceHelp) : ''}
    </div>`;
  }

  #choose(id: string) {
    this.value = id;
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: id }));
  }
}
