import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Account, Invite } from '#contract/accounts.ts';
import { momentOf } from '#words/moments.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { key, pencil, person, plus, trash } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { stateMark } from '../parts/state-mark.ts';
import { listProjects } from '../projects/calls.ts';
import { boxPagesStyle, trail } from './box-pages.ts';
import { changeAccount, listAccounts, listInvites, removeAccount, removeInvite } from './calls.ts';
import '../parts/admin-menu.ts';
import './account-dialogs.ts';
import './invite-dialog.ts';

/** Accounts and the invitations that nobody has used yet. */
@customElement('accounts-page')
export class AccountsPage extends PageElement {
  @state() private inviting = false;
  @state() private changing: Account | undefined;
  @state() private rekeying: Account | undefined;
  readonly #all = new Load(this, async () => {
    const [accounts, invites, projects] = await Promise.all([listAccounts(), listInvites(), listProjects()]);
    return { accounts, invites, projects };
  });

  static override styles = [
    controls,
    boxPagesStyle,
    css`
      section { margin-top: 32px; }
      section h2 { margin-bottom: 8px; }
      .you { margin-left: 8px; font-weight: 400; color: var(--ink2); }
      .off strong { color: var(--ink2); }
      .state { min-width: 88px; }
      .rows li:has(admin-menu) { flex-wrap: nowrap; }
      .rows li:has(admin-menu) .what { flex-basis: 0; }
      @media (max-width: 599px) { .rows li:has(admin-menu) { gap: 8px; } .state { min-width: 0; } }
    `,
  ];

  override render() {
    const { accounts, settings } = this.words.box;
    return html`
      ${trail(settings.title)}
      <header>
        <h1 tabindex="-1">${accounts.title}</h1>
        <button class="primary" @click=${this.#invite}>${plus}${accounts.invite}</button>
      </header>
      <p class="lead">${accounts.lead}</p>
      ${this.#all.render(
        this.words,
        (all) => html`
          <ul class="rows">${all.accounts.map((account) => this.#account(account))}</ul>
          ${
            all.invites.length === 0
              ? nothing
              : html`<section><h2>${accounts.open}</h2><ul class="rows">${all.invites.map((invite) => this.#open(invite))}</ul></section>`
          }
        `,
      )}
      <invite-dialog .words=${this.words} .projects=${this.#all.value?.projects ?? []} ?open=${this.inviting}
        @made=${() => this.#all.again()} @closed=${() => {
          this.inviting = false;
        }}></invite-dialog>
      <access-dialog .words=${this.words} .account=${this.changing} .projects=${this.#all.value?.projects ?? []} ?own=${this.changing?.id === this.session?.id}
        @done=${() => this.#all.again()} @closed=${() => {
          this.changing = undefined;
        }}></access-dialog>
      <password-dialog .words=${this.words} .account=${this.rekeying} ?own=${this.rekeying?.id === this.session?.id}
        @closed=${() => {
          this.rekeying = undefined;
        }}></password-dialog>
    `;
  }

  #account(account: Account) {
    const { admin, box } = this.words;
    const { accounts } = box;
    const { username, role, projectIds, disabled } = account;
    const own = account.id === this.session?.id;
    const items = [
      { value: 'change', label: accounts.change, icon: pencil },
      { value: 'password', label: own ? accounts.ownPassword : accounts.newPassword, icon: key },
      disabled
        ? { value: 'enable', label: accounts.enable, icon: person }
        : { value: 'disable', label: accounts.disable, icon: person },
      { value: 'remove', label: accounts.remove, icon: trash, dangerous: true },
    ];
    return html`<li class=${disabled ? 'off' : ''}>
      <span class="what">
        <strong>${username}${own ? html`<span class="you">${accounts.you}</span>` : nothing}</strong>
        <span class="small figures">${admin.roles[role]}${admin.comma}${projectIds ? accounts.projects(projectIds.length) : accounts.inAll}</span>
      </span>
      ${stateMark(disabled ? 'quiet' : 'live', disabled ? accounts.disabled : accounts.active)}
      <admin-menu .name=${accounts.acts(username)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => this.#act(detail, account)}></admin-menu>
    </li>`;
  }

  #open(invite: Invite) {
    const { admin, box } = this.words;
    const { accounts } = box;
    const { role, projectIds, note, expiresAt } = invite;
    const until = admin.at(momentOf(Date.parse(expiresAt), Date.now(), this.zone));
    return html`<li>
      <span class="what">
        <strong>${accounts.forWhom(note, admin.roles[role])}</strong>
        <span class="small figures">${projectIds ? accounts.projects(projectIds.length) : accounts.allProjects}${admin.comma}${accounts.until(until)}</span>
      </span>
      <button class="dense" @click=${() => this.#takeBack(invite)}>${accounts.takeBack}</button>
    </li>`;
  }

  #invite() {
    this.inviting = true;
  }

  #act(act: string, account: Account) {
    if (act === 'change') this.changing = account;
    else if (act === 'password') this.rekeying = account;
    else if (act === 'enable') void this.#enable(account, true);
    else if (act === 'disable') void this.#disable(account);
    else void this.#remove(account);
  }

  async #disable(account: Account) {
    const { accounts } = this.words.box;
    const text = account.id === this.session?.id ? accounts.disableOwnText : accounts.disableText;
    const { username } = account;
    if (!(await askFirst({ heading: accounts.disableAsk(username), text, yes: accounts.disable, dangerous: true })))
      return;
    await this.#enable(account, false);
  }

  async #enable({ id, username }: Account, on: boolean) {
    const { accounts } = this.words.box;
    await this.#do(
      () => changeAccount(id, { disabled: !on }),
      on ? accounts.enabled(username) : accounts.disabledDone(username),
    );
  }

  async #remove({ id, username }: Account) {
    const { accounts } = this.words.box;
    const text = id === this.session?.id ? accounts.removeOwnText : accounts.removeText;
    const question = { heading: accounts.removeAsk(username), text, yes: accounts.remove, dangerous: true };
    if (await askFirst(question)) await this.#do(() => removeAccount(id), accounts.removed(username));
  }

  async #takeBack({ id }: Invite) {
    await this.#do(() => removeInvite(id), this.words.box.accounts.takenBack);
  }

  async #do(act: () => Promise<unknown>, done: string) {
    try {
      await act();
      notify({ text: done });
    } catch (error) {
      notifyRefused(error, this.words);
    }
    await this.#all.again();
  }
}
