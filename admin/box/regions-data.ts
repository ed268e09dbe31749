import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Regions } from '#contract/regions.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { sentenceOf } from '../parts/problem-line.ts';
import { sizeText } from '../parts/size-text.ts';
import { putRegions, removeRegions } from './calls.ts';
import { sectionStyle } from './section-style.ts';

/** Cities change hands among providers: after so many years it is worth a word. */
const oldMs = 2 * 365 * 86_400_000;

/** What places are looked up in: of whom, how old, and a newer file in its place. It says `changed` with the Regions. */
@customElement('regions-data')
export class RegionsData extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) regions: Regions | undefined;
  @state() private busy = false;
  @state() private wrong: string | undefined;

  static override styles = [
    controls,
    sectionStyle,
    css`
      dl { display: grid; width: 100%; border-top: 1px solid var(--line); }
      dl div { display: grid; grid-template-columns: 80px minmax(0, 1fr); gap: 4px 16px; padding: 10px 0; border-bottom: 1px solid var(--line); }
      dt { font-weight: 500; }
      dd span { display: block; overflow-wrap: anywhere; }
      .acts { display: flex; flex-wrap: wrap; gap: 8px; }
      .error { color: var(--dead); font-size: 13px; line-height: 20px; }
      @media (max-width: 599px) { .acts, .acts button { width: 100%; } }
    `,
  ];

  override render() {
    if (!this.regions) return nothing;
    const { data: own } = this.words.regions;
    const { own: isOwn, source, bytes, v6 } = this.regions;
    const old = source.date !== '' && Date.now() - Date.parse(source.date) > oldMs;
    return html`
      <h2>${own.title}</h2>
      <div class="all"><div class="row">
        <dl>
          ${this.#source(own.v4, source, own.about(isOwn, sizeText(bytes)))}
          ${this.#source(own.v6, v6)}
        </dl>
        ${old ? html`<p>${own.old}</p>` : nothing}
        <input class="unseen" type="file" tabindex="-1" aria-hidden="true" accept=".db,.xdb" @change=${this.#picked} />
        <div class="acts">
          <button aria-disabled=${this.busy} @click=${this.#pick}>${this.busy ? own.uploading : own.upload}</button>
          ${isOwn ? html`<button class="quiet" @click=${this.#remove}>${own.remove}</button>` : nothing}
        </div>
        ${this.wrong ? html`<p class="error" role="alert">${this.wrong}</p>` : html`<p class="help">${own.uploadHelp}</p>`}
        <p class="help">${own.help}</p>
      </div></div>
    `;
  }

  #source(label: string, { name, licence, date }: Regions['source'], about?: string) {
    const { data: own } = this.words.regions;
    return html`<div><dt>${label}</dt><dd><span>${name}</span>${about ? html`<span class="small">${about}</span>` : nothing}
      <span class="small figures">${own.date(date)}</span><span class="small">${own.licence(licence)}</span></dd></div>`;
  }

  #pick() {
    if (!this.busy) this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  }

  async #picked(event: Event) {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file || this.busy) return;
    this.wrong = undefined;
    this.busy = true;
    try {
      this.#changed(await putRegions(file));
      notify({ text: this.words.regions.data.saved });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.wrong = sentenceOf(error, this.words);
    } finally {
      this.busy = false;
    }
  }

  async #remove() {
    this.wrong = undefined;
    try {
      this.#changed(await removeRegions());
      notify({ text: this.words.regions.data.removed });
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }

  #changed(regions: Regions) {
    this.dispatchEvent(new CustomEvent('changed', { detail: regions }));
  }
}
