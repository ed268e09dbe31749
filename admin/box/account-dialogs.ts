import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Account } from '#contract/accounts.ts';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { inputOf, passwordField } from '../parts/form.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import type { Access } from './access-fields.ts';
import { changeAccount } from './calls.ts';
import './access-fields.ts';
import '../parts/admin-dialog.ts';

const formStyle = css`
  form { display: grid; gap: 16px; }
  .note { color: var(--ink2); text-wrap: pretty; }
`;

/** What both dialogs do: they are open while there is an account, send one change, and say `done` and `closed`. */
class AccountDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) account: Account | undefined;
  /** It is the account of who is signed in. */
  @property({ type: Boolean }) own = false;
  @state() protected busy = false;
  @state() protected refused: Refused | undefined;
  /** Stays while the dialog goes away. */
  protected shown: Account | undefined;

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('account') || !this.account) return;
    this.shown = this.account;
    this.refused = undefined;
  }

  protected async send(change: Parameters<typeof changeAccount>[1], done: string) {
    if (this.busy || !this.account) return;
    this.busy = true;
    this.refused = undefined;
    try {
      await changeAccount(this.account.id, change);
      notify({ text: done });
      this.dispatchEvent(new Event('done'));
      this.close();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  protected close() {
    if (this.account) this.dispatchEvent(new Event('closed'));
  }

  protected problem() {
    return this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing;
  }
}

/** Changes role and projects of an account. */
@customElement('access-dialog')
export class AccessDialog extends AccountDialog {
  @property({ attribute: false }) projects: readonly Project[] = [];
  @state() private access: Access = { role: 'staff', projectIds: null };
  @state() private wrong = false;

  static override styles = [controls, formStyle];

  override willUpdate(changed: Map<string, unknown>) {
    super.willUpdate(changed);
    if (!changed.has('account') || !this.account) return;
    const { role, projectIds } = this.account;
    this.access = { role, projectIds };
    this.wrong = false;
  }

  override render() {
    const { admin, box } = this.words;
    return html`<admin-dialog heading=${this.shown?.username ?? ''} ?open=${this.account !== undefined} @closed=${this.close}>
      <form @submit=${this.#save}>
        ${this.problem()}
        ${this.own ? html`<p class="note">${box.accounts.changeOwn}</p>` : nothing}
        <access-fields .words=${this.words} .access=${this.access} .projects=${this.projects} ?wrong=${this.wrong}
          .roles=${['owner', 'staff', 'presenter', 'photographer'] as const}
          @choose=${({ detail }: CustomEvent<Access>) => {
            this.access = detail;
            this.wrong = false;
          }}></access-fields>
      </form>
      <button slot="footer" @click=${this.close}>${admin.cancel}</button>
      <button slot="footer" class="primary" aria-disabled=${this.busy} @click=${this.#save}>${admin.save}</button>
    </admin-dialog>`;
  }

  #save(event: Event) {
    event.preventDefault();
    const { role, projectIds } = this.access;
    this.wrong = projectIds?.length === 0;
    if (this.wrong) return;
    void this.send(
      { role, projectIds: projectIds && [...projectIds] },
      this.words.box.accounts.changed(this.shown?.username ?? ''),
    );
  }
}

/** Sets a new password for an account. */
@customElement('password-dialog')
export class PasswordDialog extends AccountDialog {
  @state() private visible = false;
  @state() private wrong: string | undefined;

  static override styles = [controls, fieldStyle, formStyle];

  override render() {
    const { admin, box } = this.words;
    const { accounts } = box;
    const heading = this.own ? accounts.ownPassword : accounts.passwordFor(this.shown?.username ?? '');
    return html`<admin-dialog heading=${heading} ?open=${this.account !== undefined} @closed=${this.close}>
      <form novalidate @submit=${this.#save}>
        ${this.problem()}
        <p class="note">${this.own ? accounts.passwordOwnText : accounts.passwordText}</p>
        <input type="text" name="username" autocomplete="username" .value=${this.shown?.username ?? ''} hidden />
        ${passwordField(
          {
            name: 'new',
            label: accounts.password,
            value: '',
            help: accounts.passwordHelp,
            error: this.wrong,
            autocomplete: 'new-password',
          },
          {
            shown: this.visible,
            turn: () => {
              this.visible = !this.visible;
            },
            words: admin,
          },
        )}
      </form>
      <button slot="footer" @click=${this.close}>${admin.cancel}</button>
      <button slot="footer" class="primary" aria-disabled=${this.busy} @click=${this.#save}>${accounts.passwordSet}</button>
    </admin-dialog>`;
  }

  protected override close() {
    super.close();
    const input = inputOf(this, 'new');
    if (input) input.value = '';
    this.visible = false;
    this.wrong = undefined;
  }

  #save(event: Event) {
    event.preventDefault();
    const { setup, required } = this.words.admin;
    const input = inputOf(this, 'new');
    const typed = input?.value ?? '';
    this.wrong =
      typed === ''
        ? required
        : typed.length < 8
          ? setup.passwordShort
          : typed.length > 200
            ? setup.passwordLong
            : undefined;
    if (this.wrong) return input?.focus();
    void this.send({ password: typed }, this.words.box.accounts.passwordDone(this.shown?.username ?? ''));
  }
}
