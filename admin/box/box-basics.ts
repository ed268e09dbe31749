import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Settings, SettingsChange } from '#contract/box.ts';
import type { Locale } from '#contract/common.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { saveSetting } from './save-setting.ts';
import { sectionStyle } from './section-style.ts';
import { clockIn, zoneName } from './zones.ts';
import '../parts/admin-segments.ts';
import './zone-dialog.ts';

/** Name, language and time zone of the box. It says `saved` with the Settings. */
@customElement('box-basics')
export class BoxBasics extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) settings: Settings | undefined;
  @state() private name: string | undefined;
  @state() private wrong: string | undefined;
  @state() private choosing = false;

  static override styles = [
    controls,
    fieldStyle,
    sectionStyle,
    css`
      .zone { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; width: 100%; min-height: 44px; }
      .zone p { flex: 1 1 200px; overflow-wrap: anywhere; }
    `,
  ];

  override render() {
    const { admin, box } = this.words;
    const { settings: own } = box;
    if (!this.settings) return html``;
    const { boxName, locale, timeZone } = this.settings;
    const changed = this.name !== undefined && this.name.trim() !== boxName;
    return html`
      <h2>${own.general}</h2>
      <div class="all">
        <form class="line" novalidate @submit=${this.#saveName} @input=${this.#typed}>
          ${field({ name: 'boxName', label: own.name, value: this.name ?? boxName, help: own.nameHelp, error: this.wrong, autocomplete: 'organization' })}
          <button class="primary" aria-disabled=${!changed}>${admin.save}</button>
        </form>
        <div class="row">
          <span class="label" aria-hidden="true">${own.language}</span>
          <admin-segments label=${own.language} value=${locale}
            .options=${(['zh-CN', 'en'] as const).map((value) => ({ value, label: admin.languages[value] }))}
            @choose=${({ detail }: CustomEvent<Locale>) => this.#save('locale', { locale: detail }, { locale })}></admin-segments>
          <p class="help">${own.languageHelp}</p>
        </div>
        <div class="row">
          <span class="label">${own.zone}</span>
          <div class="zone">
            <p>${zoneName(timeZone, admin.tag)} <span class="small figures">${own.zoneNow(clockIn(timeZone))}</span></p>
            <button class="dense" @click=${() => {
              this.choosing = true;
            }}>${own.zoneChange}</button>
          </div>
          <p class="help">${own.zoneHelp}</p>
        </div>
      </div>
      <zone-dialog .words=${this.words} zone=${timeZone} ?open=${this.choosing}
        @choose=${({ detail }: CustomEvent<string>) => this.#save('timeZone', { timeZone: detail }, { timeZone })}
        @closed=${() => {
          this.choosing = false;
        }}></zone-dialog>
    `;
  }

  #typed(event: Event) {
    this.name = (event.target as HTMLInputElement).value;
    this.wrong = undefined;
  }

  async #saveName(event: Event) {
    event.preventDefault();
    const boxName = this.name?.trim();
    const before = this.settings?.boxName;
    if (boxName === undefined || boxName === before) return;
    if (boxName === '') this.wrong = this.words.admin.required;
    else this.wrong = await this.#save('boxName', { boxName }, { boxName: before });
    if (this.wrong) inputOf(this, 'boxName')?.focus();
    else this.name = undefined;
  }

  #save(name: keyof SettingsChange, change: SettingsChange, before: SettingsChange): Promise<string | undefined> {
    return saveSetting(this, name, change, before);
  }
}
