import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Settings, SettingsChange } from '#contract/box.ts';
import { type DownloadField, downloadFields, unknownFields } from '#contract/download-name.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { saveSetting } from './save-setting.ts';
import { sectionStyle } from './section-style.ts';
import '../parts/admin-switch.ts';

/** What guests get to keep: what the files are called, and what is left out of originals. It says `saved` with the Settings. */
@customElement('box-downloads')
export class BoxDownloads extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) settings: Settings | undefined;
  @state() private name: string | undefined;
  @state() private wrong: string | undefined;

  static override styles = [
    controls,
    fieldStyle,
    sectionStyle,
    css`
      .fields { display: flex; flex-wrap: wrap; gap: 8px; }
      .fields button { font-variant-numeric: tabular-nums; }
    `,
  ];

  override render() {
    if (!this.settings) return nothing;
    const { admin, box } = this.words;
    const { downloads: own } = box.settings;
    const { downloadName, keepCameraData } = this.settings;
    const typed = this.name ?? downloadName;
    const changed = typed.trim() !== downloadName;
    return html`
      <h2>${own.title}</h2>
      <div class="all">
        <form class="row" novalidate @submit=${this.#saveName} @input=${this.#typed}>
          <div class="line">
            ${field({ name: 'downloadName', label: own.name, value: typed, help: own.example(this.#example(typed)), error: this.wrong, autocomplete: 'off' })}
            <button class="primary" aria-disabled=${!changed}>${admin.save}</button>
          </div>
          <div class="fields" role="group" aria-label=${own.fields}>
            ${downloadFields.map((one) => html`<button type="button" class="dense" @click=${() => this.#add(one)}>${own.fieldNames[one]}</button>`)}
          </div>
        </form>
        <admin-switch label=${own.keep} help=${own.keepHelp} ?on=${keepCameraData}
          @choose=${({ detail }: CustomEvent<boolean>) => void this.#save('keepCameraData', { keepCameraData: detail }, { keepCameraData })}></admin-switch>
      </div>
    `;
  }

  #example(template: string): string {
    const { examples } = this.words.box.settings.downloads;
    return `${template.replace(/\{(\w+)\}/g, (whole, one: string) => examples[one as keyof typeof examples] ?? whole)}.jpg`;
  }

  #add(one: DownloadField) {
    const before = this.name ?? this.settings?.downloadName ?? '';
    this.name = `${before}${before === '' || /[\s_-]$/.test(before) ? '' : ' '}{${one}}`;
    this.wrong = undefined;
    inputOf(this, 'downloadName')?.focus();
  }

  #typed(event: Event) {
    this.name = (event.target as HTMLInputElement).value;
    this.wrong = undefined;
  }

  async #saveName(event: Event) {
    event.preventDefault();
    const { downloads: own } = this.words.box.settings;
    const downloadName = this.name?.trim();
    const before = this.settings?.downloadName;
    if (downloadName === undefined || downloadName === before) return;
    const [unknown] = unknownFields(downloadName);
    if (downloadName === '') this.wrong = this.words.admin.required;
    else if (unknown) this.wrong = own.wrong(unknown);
    else this.wrong = await this.#save('downloadName', { downloadName }, { downloadName: before });
    if (this.wrong) inputOf(this, 'downloadName')?.focus();
    else this.name = undefined;
  }

  #save(name: keyof SettingsChange, change: SettingsChange, before: SettingsChange): Promise<string | undefined> {
    return saveSetting(this, name, change, before);
  }
}
