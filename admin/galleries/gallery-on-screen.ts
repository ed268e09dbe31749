import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { GalleryChange } from '#contract/galleries.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';

const most = { line: 80, building: 40 } as const;

/** What big screens say beside a gallery's photos: its line, and of a unit its building. It says `put` with the change as a field is left. */
@customElement('gallery-on-screen')
export class GalleryOnScreen extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() line = '';
  @property() building = '';
  /** It is a unit of an estate project. */
  @property({ type: Boolean }) unit = false;

  static override styles = [
    controls,
    fieldStyle,
    css`
      :host { display: grid; gap: 12px; }
    `,
  ];

  override render() {
    const { onScreen } = this.words.galleries;
    return html`
      <div @change=${this.#left}>${field({ name: 'line', label: onScreen.line, value: this.line, help: this.unit ? onScreen.unitHelp : onScreen.lineHelp, autocomplete: 'off', optional: true })}</div>
      ${this.unit ? html`<div @change=${this.#left}>${field({ name: 'building', label: onScreen.building, value: this.building, help: onScreen.buildingHelp, autocomplete: 'off', optional: true })}</div>` : nothing}`;
  }

  readonly #left = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const name = input.name === 'building' ? 'building' : 'line';
    const value = input.value.trim().slice(0, most[name]);
    input.value = value;
    if (value === this[name]) return;
    const change: Pick<GalleryChange, 'line' | 'building'> = { [name]: value };
    this.dispatchEvent(new CustomEvent('put', { detail: change }));
  };
}
