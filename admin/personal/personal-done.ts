import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { called } from '#contract/called.ts';
import type { Sent, SentHow } from '#contract/messages.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { readAddresses } from '../box/calls.ts';
import { type AddressWarning, warningBand, warningsOf } from '../links/address-warnings.ts';
import { warnedStyle } from '../links/code-style.ts';
import { addSent, removeSent } from '../messages/calls.ts';
import { smsAddress } from '../messages/ways.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { code, copy, photos, plus, share, speech, tick } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { href } from '../router.ts';
import type { Made } from './making.ts';
import '../links/code-dialog.ts';

/**
 * What was made, ready to be handed over: copied already, or with the one tap that does; the code for a phone that is
 * near. What was copied is noted as sent, until somebody says otherwise. It says `another`.
 */
@customElement('personal-done')
export class PersonalDone extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) made: Made | undefined;
  /** The text was put on the clipboard while it was made. */
  @property({ type: Boolean }) copied = false;
  /** Its code is wanted at once. */
  @property({ type: Boolean }) coding = false;
  /** May set the box's address. */
  @property({ type: Boolean }) owner = false;
  @state() private sent: Sent | undefined;
  @state() private selected = false;
  @state() private warnings: readonly AddressWarning[] = [];
  @state() private busy = false;
  @query('textarea') private area!: HTMLTextAreaElement | null;
  #told = false;

  static override styles = [
    controls,
    warnedStyle,
    css`
      .all { display: grid; gap: 12px; max-width: 560px; padding: 8px 16px 24px; }
      .head { display: flex; align-items: flex-start; gap: 12px; }
      .head svg { margin-top: 6px; color: var(--live); }
      h2 { font-size: 22px; line-height: 32px; }
      h2:focus { outline: none; }
      textarea { width: 100%; min-height: 168px; padding: 12px; border: 0; border-radius: 0; background: var(--fill); color: var(--ink); font: inherit; resize: none; field-sizing: content; max-height: 36dvh; }
      textarea:focus { outline: 2px solid var(--accent); outline-offset: -2px; }
      .others { display: grid; grid-template-columns: repeat(auto-fit, minmax(96px, 1fr)); gap: 8px; }
      .others > * { padding: 0 8px; white-space: nowrap; }
      .sent { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 12px; min-height: 44px; color: var(--ink2); }
      .sent span { display: flex; align-items: center; gap: 8px; }
      .sent .yes svg { color: var(--live); }
      .last { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 12px; border-top: 1px solid var(--line); }
      .last > * { flex: 1; white-space: nowrap; }
      @media (max-width: 767px) { .all { max-width: none; } }
    `,
  ];

  protected override firstUpdated() {
    void this.#look();
    if (this.copied) void this.#note('copy');
    // Selected, so that where nothing can be copied by itself a long press does it.
    else if (!this.coding) this.area?.select();
    if (!this.coding) this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  override render() {
    const { made } = this;
    if (!made) return nothing;
    const { done } = this.words.personal;
    const { recipient, gallery, link } = made.personal;
    const name = called(recipient);
    const hint = this.copied ? '' : this.selected ? done.selected : this.coding ? '' : done.byHand;
    return html`<div class="all">
      <div class="head">${tick}<div role="status"><h2 tabindex="-1">${this.copied ? done.copied : done.made}</h2>
        <p class="small">${done.for(name, made.count)}${link.password === undefined ? nothing : html`${this.words.admin.comma}${done.password(link.password)}`}</p>
        ${made.bare ? html`<p class="small">${done.composing}</p>` : hint === '' ? nothing : html`<p class="small">${hint}</p>`}</div></div>
      <textarea readonly aria-label=${this.words.personal.textLabel} .value=${made.text} @focus=${() => this.area?.select()}></textarea>
      <button class=${this.copied ? '' : 'primary'} @click=${this.#copy}>${copy}${this.copied ? done.again : done.copy}</button>
      <div class="others">
        <button @click=${() => this.#code(true)}>${code}${done.code}</button>
        ${'share' in navigator ? html`<button @click=${this.#share}>${share}${done.share}</button>` : nothing}
        <a class="button" href=${smsAddress(made.phone, made.text)} @click=${() => void this.#note('sms')}>${speech}${done.sms}</a>
      </div>
      ${this.warnings.length > 0 ? warningBand(this.warnings, this.words, this.owner) : nothing}
      ${this.#sentLine()}
      <div class="last">
        <a class="button" href=${href(`/projects/${gallery.projectId}/galleries/${gallery.id}`)}>${photos}${done.open}</a>
        <button @click=${() => this.dispatchEvent(new Event('another'))}>${plus}${done.another}</button>
      </div>
      <code-dialog .words=${this.words} .link=${link} .title=${name} ?open=${this.coding} @closed=${() => this.#code(false)}></code-dialog>
    </div>`;
  }

  #sentLine() {
    const { done } = this.words.personal;
    if (this.sent)
      return html`<p class="sent"><span class="yes" role="status">${tick}${done.sent}</span><button class="quiet dense" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.#undo}>${done.undoSent}</button></p>`;
    return this.#told ? html`<p class="sent"><span role="status">${done.notSent}</span></p>` : nothing;
  }

  /** Whether the client can open it from where a message is read. */
  async #look() {
    try {
      this.warnings = warningsOf(await readAddresses(), 'public').filter((one) => one !== 'not_staying');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  async #copy() {
    if (!this.made) return;
    const done = await copyText(this.made.text, this.area);
    this.copied = this.copied || done;
    this.selected = !done;
    if (done) await this.#note('copy');
  }

  #share() {
    if (!this.made) return;
    // Called off by the person: nothing was sent.
    void navigator.share({ text: this.made.text }).then(
      () => this.#note('share'),
      () => undefined,
    );
  }

  #code(coding: boolean) {
    this.coding = coding;
  }

  /** Notes that it was sent, once: whoever copies it twice has sent it once. */
  async #note(how: SentHow) {
    const { made } = this;
    if (!made || this.sent || this.busy || this.#told) return;
    this.busy = true;
    try {
      const { projectId, id } = made.personal.link;
      const [sent] = await addSent(projectId, {
        items: [{ linkId: id, body: made.text }],
        ...(made.textId !== undefined && { textId: made.textId }),
        purpose: made.purpose,
        how,
      });
      this.sent = sent;
    } catch (error) {
      // The gallery is there and copied; that it is not noted is no reason to stop somebody in a hurry.
      if (!(error instanceof Refused)) throw error;
    } finally {
      this.busy = false;
    }
  }

  async #undo() {
    const { sent, made } = this;
    if (!sent || !made || this.busy) return;
    this.busy = true;
    try {
      await removeSent(made.personal.link.projectId, sent.id);
      this.#told = true;
      this.sent = undefined;
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = false;
    }
  }
}
