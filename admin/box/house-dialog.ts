import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HouseCode } from '#contract/house.ts';
import { type Words, words } from '#words/index.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { copy } from '../parts/icons.ts';
import { notify } from '../parts/notice.ts';
import { addHouseCode } from './calls.ts';
import { codePicture, codeStyle } from './code-picture.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';

type At = HouseCode['addresses'][number]['at'];

/** Shows the code by which a phone of the house is left out of reports; it says `closed`. */
@customElement('house-dialog')
export class HouseDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ type: Boolean }) open = false;
  @state() private at: At | undefined;
  readonly #code = new Load(this, addHouseCode, { start: false });

  static override styles = [
    controls,
    codeStyle,
    css`
      .all { display: grid; gap: 16px; }
      .made { display: grid; gap: 12px; justify-items: center; text-align: center; }
      .made p { text-wrap: pretty; }
      .url { width: 100%; padding: 12px; background: var(--fill); font-size: 13px; line-height: 20px; overflow-wrap: anywhere; user-select: all; text-align: left; }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.#code.forget();
    void this.#code.again();
  }

  override render() {
    const { admin } = this.words;
    const { house: own } = this.words.regions;
    return html`<admin-dialog heading=${own.title} ?open=${this.open} @closed=${this.#close}>
      ${this.open ? html`<div class="all"><p>${own.lead}</p>${this.#code.render(this.words, (code) => this.#shown(code))}<p class="small">${own.here}</p></div>` : nothing}
      <button slot="footer" @click=${this.#copy}>${copy}${admin.copy}</button>
      <button slot="footer" @click=${() => void this.#code.again()}>${own.again}</button>
      <button slot="footer" class="primary" @click=${this.#close}>${admin.done}</button>
    </admin-dialog>`;
  }

  #shown({ addresses }: HouseCode) {
    const { house: own } = this.words.regions;
    const one = this.#chosen;
    if (!one) return nothing;
    return html`
      ${
        addresses.length > 1
          ? html`<admin-segments label=${own.which} value=${one.at} .options=${addresses.map(({ at }) => ({ value: at, label: own[at] }))}
            @choose=${({ detail }: CustomEvent<At>) => {
              this.at = detail;
            }}></admin-segments>`
          : nothing
      }
      <div class="made">
        <div class="code">${codePicture(one.code, own.code, 300)}</div>
        <p class="small">${own.once}</p>
        <p class="url" aria-label=${own.address}>${one.url}</p>
      </div>`;
  }

  get #chosen() {
    const addresses = this.#code.value?.addresses ?? [];
    return addresses.find(({ at }) => at === this.at) ?? addresses[0];
  }

  async #copy() {
    const { house: own } = this.words.regions;
    const copied = await copyText(this.#chosen?.url ?? '');
    notify(copied ? { text: own.copied } : { text: own.copyFailed, failed: true });
  }

  #close() {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
