import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Settings } from '#contract/box.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { saveSetting } from './save-setting.ts';
import { sectionStyle } from './section-style.ts';

const days = { least: 7, most: 3650 } as const;

/** How long single opens, looks and downloads are kept. It says `saved` with the Settings. */
@customElement('regions-keep')
export class RegionsKeep extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) settings: Settings | undefined;
  /** What is typed and not saved yet. */
  @state() private typed: string | undefined;
  @state() private wrong: string | undefined;

  static override styles = [
    controls,
    fieldStyle,
    sectionStyle,
    css`
      .line .field { flex: 0 1 160px; }
      @media (max-width: 599px) { .line .field { flex: 1 1 100%; } }
    `,
  ];

  override render() {
    if (!this.settings) return nothing;
    const { admin } = this.words;
    const { keep: own } = this.words.regions;
    const now = String(this.settings.keepEventsDays);
    const typed = this.typed ?? now;
    return html`
      <h2>${own.title}</h2>
      <div class="all"><form class="row" novalidate @submit=${this.#save} @input=${this.#type}>
        <div class="line">
          ${field({ name: 'keepEventsDays', label: own.days, value: typed, error: this.wrong, autocomplete: 'off' })}
          <button class="primary" aria-disabled=${typed.trim() === now}>${admin.save}</button>
        </div>
        <p class="help">${own.help}</p>
      </form></div>
    `;
  }

  #type(event: Event) {
    this.typed = (event.target as HTMLInputElement).value;
    this.wrong = undefined;
  }

  async #save(event: Event) {
    event.preventDefault();
    const before = this.settings?.keepEventsDays;
    if (before === undefined || this.typed === undefined || this.typed.trim() === String(before)) return;
    const keepEventsDays = Number(this.typed);
    const fits = Number.isInteger(keepEventsDays) && keepEventsDays >= days.least && keepEventsDays <= days.most;
    this.wrong = fits
      ? await saveSetting(this, 'keepEventsDays', { keepEventsDays }, { keepEventsDays: before })
      : this.words.regions.keep.wrong;
    if (this.wrong === undefined) this.typed = undefined;
    else inputOf(this, 'keepEventsDays')?.focus();
  }
}
