import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Welcome } from '#contract/welcome.ts';
import { type Words, words } from '#words/index.ts';
import { inputStyle, textInput } from '../library/inputs.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { fieldStyle } from '../parts/field.ts';
import { copy } from '../parts/icons.ts';
import { notify } from '../parts/notice.ts';
import { storeWelcome } from './change-welcome.ts';
import { sectionStyle } from './section-style.ts';
import '../parts/admin-switch.ts';

/** The welcome page's switch, its address, and its words. It says `changed` with the Welcome. */
@customElement('wifi-basics')
export class WifiBasics extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) welcome: Welcome | undefined;
  /** What is typed and not saved yet. */
  @state() private typed: string | undefined;

  static override styles = [
    controls,
    fieldStyle,
    inputStyle,
    sectionStyle,
    css`
      form, form .field { width: 100%; }
      .where { font-weight: 500; font-variant-numeric: tabular-nums; user-select: all; overflow-wrap: anywhere; }
    `,
  ];

  override render() {
    const { admin: own } = this.words.welcome;
    const { admin, box } = this.words;
    if (!this.welcome) return nothing;
    const { on, text, address } = this.welcome;
    const value = this.typed ?? text;
    return html`
      <h2>${own.page}</h2>
      <div class="all">
        <admin-switch label=${own.on} help=${own.help} ?on=${on}
          @choose=${({ detail }: CustomEvent<boolean>) => void storeWelcome(this, detail ? own.turnedOn : own.turnedOff, { on: detail }, { on: !detail })}></admin-switch>
        <div class="row"><span class="label">${own.address}</span>
          <span class="where">${address}</span>
          <div class="acts">
            <button @click=${() => void this.#copy(address)}>${copy}${box.settings.copyAddress}</button>
            ${on ? html`<a class="button" href=${address} target="_blank" rel="noreferrer">${own.open}</a>` : nothing}
          </div></div>
        <form class="row" novalidate @submit=${this.#save}>
          ${textInput({
            name: 'welcomeText',
            label: own.words,
            value,
            help: own.wordsHelp,
            lines: true,
            most: 300,
            input: (now) => {
              this.typed = now;
            },
          })}
          <button class="primary" aria-disabled=${value.trim() === text}>${admin.save}</button>
        </form>
      </div>
    `;
  }

  async #copy(address: string) {
    const { admin, box } = this.words;
    const copied = await copyText(address);
    notify(copied ? { text: admin.copied } : { text: box.invite.copyFailed, failed: true });
  }

  async #save(event: Event) {
    event.preventDefault();
    const before = this.welcome?.text ?? '';
    const text = this.typed?.trim() ?? before;
    if (text === before) return;
    if (await storeWelcome(this, this.words.welcome.admin.wordsSaved, { text }, { text: before }))
      this.typed = undefined;
  }
}
