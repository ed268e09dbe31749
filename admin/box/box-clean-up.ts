import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Settings } from '#contract/box.ts';
import { type Words, words } from '#words/index.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { sizeText } from '../parts/size-text.ts';
import { href } from '../router.ts';
import { readCleanUp } from './calls.ts';
import { saveSetting } from './save-setting.ts';
import { sectionStyle } from './section-style.ts';
import '../parts/admin-switch.ts';

/** What is offered before anybody has said how many days. */
const usual = 30;
const most = 3650;

/** Whether galleries go to the trash by themselves, after how many days, and which that would be. It says `saved` with the Settings. */
@customElement('box-clean-up')
export class BoxCleanUp extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) settings: Settings | undefined;
  /** What is typed and not saved yet. */
  @state() private typed: string | undefined;
  @state() private wrong: string | undefined;
  readonly #preview = new Load(this, () => readCleanUp(this.#days), { start: false });
  #previewed: number | undefined;

  static override styles = [
    controls,
    fieldStyle,
    sectionStyle,
    css`
      .line .field { flex: 0 1 160px; }
      @media (max-width: 599px) { .line .field { flex: 1 1 100%; } }
    `,
  ];

  /** The days that the preview goes by. */
  get #days(): number {
    const days = Number(this.typed ?? this.settings?.cleanUpDays ?? usual);
    return isDays(days) ? days : (this.#previewed ?? usual);
  }

  override willUpdate() {
    if (!this.settings || this.#previewed === this.#days) return;
    this.#previewed = this.#days;
    void this.#preview.again();
  }

  override render() {
    if (!this.settings) return nothing;
    const { admin } = this.words;
    const { cleanUp: own } = this.words.trash;
    const { cleanUpDays } = this.settings;
    const on = cleanUpDays !== null;
    const typed = this.typed ?? String(cleanUpDays ?? usual);
    const changed = on && typed.trim() !== String(cleanUpDays);
    return html`
      <h2 id="clean-up">${own.title}</h2>
      <div class="all">
        <admin-switch label=${own.on} help=${own.help} ?on=${on} @choose=${({ detail }: CustomEvent<boolean>) => void this.#turn(detail)}></admin-switch>
        <form class="row" novalidate @submit=${this.#save} @input=${this.#type}>
          <div class="line">
            ${field({ name: 'cleanUpDays', label: own.days, value: typed, error: this.wrong, autocomplete: 'off' })}
            ${on ? html`<button class="primary" aria-disabled=${!changed}>${admin.save}</button>` : nothing}
          </div>
          <p aria-live="polite">${this.#preview.value ? this.#says(this.#preview.value) : nothing}</p>
          <p class="help">${own.never}</p>
        </form>
      </div>
    `;
  }

  #says({ days, items, paused }: NonNullable<BoxCleanUp['found']>) {
    const { cleanUp: own } = this.words.trash;
    const now = Date.now();
    const due = items.filter(({ goesAt }) => Date.parse(goesAt) <= now);
    const sum = (of: 'photos' | 'bytes') => due.reduce((all, item) => all + item[of], 0);
    const text =
      due.length === 0
        ? own.previewNone(days ?? usual)
        : own.preview(days ?? usual, due.length, sum('photos'), sizeText(sum('bytes')));
    return html`${text} ${paused === null ? nothing : own.paused}
      ${this.settings?.cleanUpDays == null ? nothing : html`<a href=${href('/clean-up')}>${own.list}</a>`}`;
  }

  get found() {
    return this.#preview.value;
  }

  #type(event: Event) {
    this.typed = (event.target as HTMLInputElement).value;
    this.wrong = undefined;
  }

  async #turn(on: boolean) {
    const days = Number(this.typed ?? usual);
    if (on && !isDays(days)) return this.#refuse();
    await this.#store(on ? days : null);
  }

  async #save(event: Event) {
    event.preventDefault();
    const { cleanUpDays } = this.settings ?? {};
    if (cleanUpDays == null || this.typed === undefined || this.typed.trim() === String(cleanUpDays)) return;
    const days = Number(this.typed);
    if (!isDays(days)) return this.#refuse();
    await this.#store(days);
  }

  #refuse() {
    this.wrong = this.words.trash.cleanUp.daysWrong;
    inputOf(this, 'cleanUpDays')?.focus();
  }

  async #store(cleanUpDays: number | null) {
    const before = { cleanUpDays: this.settings?.cleanUpDays ?? null };
    this.wrong = await saveSetting(this, 'cleanUpDays', { cleanUpDays }, before);
    if (this.wrong === undefined) this.typed = undefined;
    await this.#preview.again();
  }
}

function isDays(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= most;
}
