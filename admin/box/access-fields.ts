import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Role } from '#contract/operation.ts';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-select.ts';

/** What somebody may do and see. */
export interface Access {
  readonly role: Role;
  /** Null: all. */
  readonly projectIds: readonly string[] | null;
}

/** Asks for a role and for projects; it says `choose` with the Access. `wrong` says that a project is missing. */
@customElement('access-fields')
export class AccessFields extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) access: Access = { role: 'staff', projectIds: null };
  @property({ attribute: false }) projects: readonly Project[] = [];
  @property({ attribute: false }) roles: readonly Role[] = ['staff', 'presenter', 'photographer'];
  @property({ type: Boolean }) wrong = false;

  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 24px; }
      .see { display: grid; gap: 8px; }
      .label { font-weight: 500; }
      .list { display: grid; grid-auto-rows: max-content; max-height: 264px; overflow-y: auto; border: 1px solid var(--line2); border-radius: 8px; }
      label { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 8px 12px; cursor: pointer; overflow-wrap: anywhere; }
      label + label { border-top: 1px solid var(--line); }
      label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: -2px; border-radius: 8px; }
      input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); outline: none; }
      .error { color: var(--dead); font-size: 13px; line-height: 20px; }
    `,
  ];

  override render() {
    const { admin, box } = this.words;
    const { accounts } = box;
    const { role, projectIds } = this.access;
    const only = projectIds !== null;
    return html`
      <admin-select label=${accounts.role} help=${accounts.roleText[role]} value=${role}
        .options=${this.roles.map((value) => ({ value, label: admin.roles[value] }))}
        @choose=${({ detail }: CustomEvent<Role>) => this.#say({ role: detail, projectIds: detail === 'owner' ? null : projectIds })}></admin-select>
      ${
        role === 'owner'
          ? nothing
          : html`<div class="see">
              <span class="label" aria-hidden="true">${accounts.see}</span>
              <admin-segments whole label=${accounts.see} value=${only ? 'some' : 'all'}
                .options=${[{ value: 'all', label: accounts.allProjects }, { value: 'some', label: accounts.only }]}
                @choose=${({ detail }: CustomEvent<string>) => this.#which(detail === 'some')}></admin-segments>
              ${only ? this.#list(projectIds) : nothing}
              ${this.wrong ? html`<p class="error" role="alert">${this.projects.length > 0 ? accounts.pickProjects : accounts.noProjects}</p>` : nothing}
            </div>`
      }
    `;
  }

  #list(chosen: readonly string[]) {
    if (this.projects.length === 0) return html`<p class="small">${this.words.box.accounts.noProjects}</p>`;
    return html`<div class="list">
      ${this.projects.map(
        ({ id, title }) =>
          html`<label><input type="checkbox" .checked=${chosen.includes(id)} @change=${(event: Event) => this.#tick(id, (event.target as HTMLInputElement).checked)} />${title}</label>`,
      )}
    </div>`;
  }

  #which(only: boolean) {
    this.#say({ ...this.access, projectIds: only ? [] : null });
  }

  #tick(id: string, on: boolean) {
    const before = this.access.projectIds ?? [];
    this.#say({ ...this.access, projectIds: on ? [...before, id] : before.filter((one) => one !== id) });
  }

  #say(access: Access) {
    this.access = access;
    this.dispatchEvent(new CustomEvent<Access>('choose', { detail: access }));
  }
}
