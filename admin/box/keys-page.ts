import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ApiKey, MadeApiKey } from '#contract/accounts.ts';
import type { Role } from '#contract/operation.ts';
import { momentOf } from '#words/moments.ts';
import { Refused } from '../api.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { copy, plus } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { boxPagesStyle, trail } from './box-pages.ts';
import { addKey, listKeys, removeKey } from './calls.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-select.ts';

/** API keys: made and shown once, withdrawn. */
@customElement('keys-page')
export class KeysPage extends PageElement {
  @state() private making = false;
  @state() private keyRole: Exclude<Role, 'owner'> = 'staff';
  @state() private made: MadeApiKey | undefined;
  @state() private busy = false;
  @state() private wrong: string | undefined;
  @state() private refused: Refused | undefined;
  readonly #keys = new Load(this, listKeys);

  static override styles = [
    controls,
    fieldStyle,
    boxPagesStyle,
    css`
      form, .made { display: grid; gap: 16px; }
      code { display: block; padding: 12px 16px; background: var(--fill); font-family: ui-monospace, monospace; font-size: 13px; line-height: 20px; overflow-wrap: anywhere; user-select: all; }
    `,
  ];

  override render() {
    const { keys, settings } = this.words.box;
    return html`
      ${trail(settings.title)}
      <header><h1 tabindex="-1">${keys.title}</h1><button class="primary" @click=${this.#ask}>${plus}${keys.add}</button></header>
      <p class="lead">${keys.lead}</p>
      ${this.#keys.render(this.words, (items) => this.#list(items))}
      ${this.#dialog()}
    `;
  }

  #list(items: readonly ApiKey[]) {
    const { keys } = this.words.box;
    if (items.length === 0) return html`<div class="empty"><p>${keys.empty}</p><p>${keys.emptyText}</p></div>`;
    return html`<ul class="rows">
      ${items.map(
        (one) => html`<li>
          <span class="what"><strong>${one.name}</strong><span class="small figures">${this.words.admin.roles[one.role]}${this.words.admin.comma}${keys.madeAt(this.#at(one.createdAt))}</span></span>
          <span class="small figures">${one.lastUsedAt ? keys.usedAt(this.#at(one.lastUsedAt)) : keys.unused}</span>
          <button class="dense dangerous" @click=${() => this.#withdraw(one)}>${keys.withdraw}</button>
        </li>`,
      )}
    </ul>`;
  }

  #dialog() {
    const { admin, box } = this.words;
    const { keys, accounts } = box;
    const close = html`<button slot="footer" class=${this.made ? 'primary' : ''} @click=${this.#close}>${this.made ? admin.done : admin.cancel}</button>`;
    return html`<admin-dialog heading=${this.made ? keys.made : keys.add} ?open=${this.making} @closed=${this.#close}>
      ${
        this.made
          ? html`<div class="made">
              <p>${keys.once}</p>
              <code aria-label=${keys.key}>${this.made.key}</code>
              <div class="acts"><button @click=${() => this.#copy()}>${copy}${keys.copy}</button></div>
              <p class="small">${keys.use}</p>
              <code>Authorization: Bearer ${this.made.key.slice(0, 8)}…</code>
            </div>`
          : html`<form id="make" novalidate @submit=${this.#make}>
              ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
              ${field({ name: 'name', label: keys.name, help: keys.nameHelp, value: '', autocomplete: 'off', error: this.wrong })}
              <admin-select label=${accounts.role} help=${accounts.roleText[this.keyRole]} value=${this.keyRole}
                .options=${(['staff', 'presenter', 'photographer'] as const).map((role) => ({ value: role, label: admin.roles[role] }))}
                @choose=${({ detail }: CustomEvent<Exclude<Role, 'owner'>>) => {
                  this.keyRole = detail;
                }}></admin-select>
            </form>`
      }
      ${close}
      ${this.made ? nothing : html`<button slot="footer" class="primary" aria-disabled=${this.busy} @click=${this.#make}>${keys.make}</button>`}
    </admin-dialog>`;
  }

  #at(instant: string): string {
    return this.words.admin.at(momentOf(Date.parse(instant), Date.now(), this.zone));
  }

  #ask() {
    this.made = undefined;
    this.wrong = undefined;
    this.refused = undefined;
    this.making = true;
  }

  #close() {
    this.making = false;
    // The key is not kept on a page that is only hidden.
    this.made = undefined;
    const input = inputOf(this, 'name');
    if (input) input.value = '';
  }

  async #make(event: Event) {
    event.preventDefault();
    if (this.busy) return;
    const input = inputOf(this, 'name');
    const name = input?.value.trim() ?? '';
    this.wrong = name === '' ? this.words.admin.required : undefined;
    if (this.wrong) return input?.focus();
    this.busy = true;
    this.refused = undefined;
    try {
      this.made = await addKey({ name, role: this.keyRole });
      void this.#keys.again();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  async #copy() {
    const { keys, invite } = this.words.box;
    const copied = await copyText(this.made?.key ?? '');
    notify(copied ? { text: keys.copied } : { text: invite.copyFailed, failed: true });
  }

  async #withdraw({ id, name }: ApiKey) {
    const { keys } = this.words.box;
    const question = { heading: keys.withdrawAsk(name), text: keys.withdrawText, yes: keys.withdraw, dangerous: true };
    if (!(await askFirst(question))) return;
    try {
      await removeKey(id);
      notify({ text: keys.withdrawn(name) });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    await this.#keys.again();
  }
}
