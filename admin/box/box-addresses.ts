import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Addresses } from '#contract/addresses.ts';
import type { Settings } from '#contract/box.ts';
import { type Words, words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { copy, warning } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { stateMark } from '../parts/state-mark.ts';
import { changeSettings, checkAddresses, readAddresses } from './calls.ts';
import { originOf } from './origin-of.ts';
import { saveSetting } from './save-setting.ts';
import { sectionStyle } from './section-style.ts';
import '../parts/admin-switch.ts';

const tones = {
  none: 'quiet',
  unknown: 'quiet',
  ok: 'live',
  unreachable: 'dead',
  another_box: 'dead',
  no_box: 'dead',
} as const;

/** Where the box is reached, what codes carry, and whether that may be printed. It says `saved` with the Settings. */
@customElement('box-addresses')
export class BoxAddresses extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) settings: Settings | undefined;
  @state() private typed: string | undefined;
  @state() private wrong: string | undefined;
  @state() private checking = false;
  readonly #addresses = new Load(this, readAddresses);

  static override styles = [
    controls,
    fieldStyle,
    sectionStyle,
    css`
      .address { display: flex; align-items: center; gap: 4px; max-width: 100%; }
      .address p { overflow-wrap: anywhere; }
      .carried { width: 100%; padding: 12px 16px; background: var(--tint); }
      .carried .address p { font-size: 17px; line-height: 28px; }
      .check { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; min-height: 44px; }
      .moved { display: flex; gap: 12px; padding: 12px 16px; background: var(--dead-ground); }
      .moved svg { margin-top: 2px; color: var(--dead); }
      .two { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; }
      @media (max-width: 599px) { .two { grid-template-columns: minmax(0, 1fr); } }
    `,
  ];

  override render() {
    const { settings: own } = this.words.box;
    return html`<h2>${own.addresses}</h2>
      <div>${this.#addresses.render(this.words, (addresses) => this.#all(addresses))}</div>`;
  }

  #all(addresses: Addresses) {
    const { settings: own } = this.words.box;
    const staying = this.settings?.stayingOrigin ?? null;
    return html`<div class="all">
      <div class="row carried">
        <span class="label">${own.inCodes}</span>
        ${this.#address(addresses.inCodes)}
        <admin-switch label=${own.stays} help=${own.staysHelp} ?on=${addresses.stays}
          @choose=${({ detail }: CustomEvent<boolean>) => this.#stay(detail ? addresses.inCodes : null)}></admin-switch>
        ${staying !== null && !addresses.stays ? html`<div class="moved">${warning}<p role="alert">${own.moved(staying)}</p></div>` : nothing}
      </div>
      ${this.#public(addresses)}
      <div class="row"><admin-switch label=${own.crowdCodes} help=${own.crowdCodesHelp} ?on=${this.settings?.crowdCodes ?? true}
        @choose=${({ detail }: CustomEvent<boolean>) => saveSetting(this, 'crowdCodes', { crowdCodes: detail }, { crowdCodes: !detail })}></admin-switch></div>
      <div class="two">
        <div class="row"><span class="label">${own.local}</span>${this.#address(addresses.local)}<p class="help">${own.localHelp}</p></div>
        <div class="row"><span class="label">${own.admin}</span>${this.#address(addresses.admin)}<p class="help">${own.adminHelp}</p></div>
      </div>
    </div>`;
  }

  #public({ public: there }: Addresses) {
    const { admin, box } = this.words;
    const { settings: own } = box;
    const before = this.settings?.publicOrigin ?? '';
    const fixed = there?.from === 'environment';
    const changed = this.typed !== undefined && this.typed.trim() !== before;
    return html`<div class="row">
      ${
        fixed
          ? html`<span class="label">${own.public}</span>${this.#address(there.origin)}<p class="help">${own.fromEnvironment}</p>`
          : html`<form class="line" novalidate @submit=${this.#save} @input=${this.#type}>
              ${field({ name: 'publicOrigin', label: own.public, value: this.typed ?? before, help: own.publicHelp, error: this.wrong, autocomplete: 'off', optional: true })}
              <button class="primary" aria-disabled=${!changed}>${admin.save}</button>
            </form>`
      }
      ${there ? this.#check(there) : nothing}
    </div>`;
  }

  #check({ check, checkedAt }: NonNullable<Addresses['public']>) {
    const { admin, box } = this.words;
    const { settings: own } = box;
    const at = checkedAt ? admin.at(momentOf(Date.parse(checkedAt), Date.now(), this.settings?.timeZone ?? 'UTC')) : '';
    return html`<div class="check" role="status">
        ${this.checking ? stateMark('quiet', own.checking) : stateMark(tones[check], own.checks[check])}
        ${at === '' || this.checking ? nothing : html`<span class="small figures">${own.checkedAt(at)}</span>`}
        <button class="dense" aria-disabled=${this.checking} @click=${this.#checkNow}>${own.check}</button>
      </div>
      ${own.advice[check] === '' || this.checking ? nothing : html`<p class="help">${own.advice[check]}</p>`}`;
  }

  #address(origin: string) {
    const { settings: own } = this.words.box;
    return html`<div class="address"><p>${origin}</p><button class="quiet icon" aria-label="${own.copyAddress} ${origin}" title=${own.copyAddress} @click=${() => this.#copy(origin)}>${copy}</button></div>`;
  }

  async #copy(origin: string) {
    const { admin, box } = this.words;
    const copied = await copyText(origin);
    notify(copied ? { text: admin.copied } : { text: box.invite.copyFailed, failed: true });
  }

  #type(event: Event) {
    this.typed = (event.target as HTMLInputElement).value;
    this.wrong = undefined;
  }

  async #save(event: Event) {
    event.preventDefault();
    if (this.typed === undefined) return;
    const { settings: own } = this.words.box;
    const before = this.settings?.publicOrigin ?? null;
    const publicOrigin = originOf(this.typed);
    if (publicOrigin === undefined) {
      this.wrong = own.publicWrong;
      return inputOf(this, 'publicOrigin')?.focus();
    }
    try {
      await this.#send({ publicOrigin });
      this.typed = undefined;
      notify({ text: own.saved(own.names.publicOrigin ?? ''), undo: () => this.#send({ publicOrigin: before }) });
      if (publicOrigin !== null) await this.#checkNow();
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'invalid_input') return notifyRefused(error, this.words);
      this.wrong = own.publicWrong;
      inputOf(this, 'publicOrigin')?.focus();
    }
  }

  async #checkNow() {
    if (this.checking) return;
    this.checking = true;
    try {
      this.#addresses.value = await checkAddresses();
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.checking = false;
    }
  }

  async #stay(origin: string | null) {
    const { settings: own } = this.words.box;
    const before = this.settings?.stayingOrigin ?? null;
    try {
      await this.#send({ stayingOrigin: origin });
      notify({ text: origin ? own.staysOn : own.staysOff, undo: () => this.#send({ stayingOrigin: before }) });
    } catch (error) {
      notifyRefused(error, this.words);
      await this.#addresses.again();
    }
  }

  async #send(change: Parameters<typeof changeSettings>[0]) {
    const settings = await changeSettings(change);
    this.dispatchEvent(new CustomEvent<Settings>('saved', { detail: settings }));
    await this.#addresses.again();
    if (this.#addresses.refused) throw new Refused(this.#addresses.refused.code);
  }
}
