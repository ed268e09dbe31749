import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import '../parts/admin-switch.ts';

/** Before anybody is up, and after everybody has gone. */
const usual = '04:00';

/** Whether a new chapter begins each day, and when. It says `choose` with the hour (`HH:MM`), or null. */
@customElement('gallery-days')
export class GalleryDays extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) at: string | null = null;

  static override styles = [
    controls,
    css`
      label { display: flex; align-items: center; gap: 12px; margin: 4px 0 8px; }
      input { height: 44px; padding: 0 12px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; font-variant-numeric: tabular-nums; }
      input:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      @media (max-width: 599px) { input { height: 52px; font-size: 17px; } }
    `,
  ];

  override render() {
    const { daily } = this.words.galleries;
    return html`<admin-switch .label=${daily.label} ?on=${this.at !== null} @choose=${({ detail }: CustomEvent<boolean>) => this.#say(detail ? usual : null)}></admin-switch>
      ${
        this.at === null
          ? nothing
          : html`<label><span class="small">${daily.at}</span><input type="time" required .value=${this.at} @change=${({
              target,
            }: Event) => {
              const { value } = target as HTMLInputElement;
              if (value !== '') this.#say(value.slice(0, 5));
            }} /></label><p class="small">${daily.help}</p>`
      }`;
  }

  #say(at: string | null) {
    this.dispatchEvent(new CustomEvent<string | null>('choose', { detail: at }));
  }
}
