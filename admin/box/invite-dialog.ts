import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MadeInvite } from '#contract/accounts.ts';
import type { Role } from '#contract/operation.ts';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { copyText } from '../parts/copy-text.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { copy } from '../parts/icons.ts';
import { notify } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import type { Access } from './access-fields.ts';
import { addInvite } from './calls.ts';
import { codePicture, codeStyle } from './code-picture.ts';
import './access-fields.ts';
import '../parts/admin-dialog.ts';

/** Invites somebody: asks what they may do, then shows the code. It says `made` and `closed`. */
@customElement('invite-dialog')
export class InviteDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) projects: readonly Project[] = [];
  @property({ type: Boolean }) open = false;
  @state() private access: Access = { role: 'staff', projectIds: null };
  @state() private made: MadeInvite | undefined;
  @state() private busy = false;
  @state() private wrong = false;
  @state() private refused: Refused | undefined;

  static override styles = [
    controls,
    fieldStyle,
    codeStyle,
    css`
      form { display: grid; gap: 24px; }
      .lead { color: var(--ink2); }
      .made { display: grid; gap: 12px; justify-items: center; text-align: center; }
      .url { width: 100%; padding: 12px; background: var(--fill); font-size: 13px; line-height: 20px; overflow-wrap: anywhere; user-select: all; text-align: left; }
      strong { font-weight: 500; }
    `,
  ];

  override render() {
    const { admin, box } = this.words;
    const { invite } = box;
    return html`<admin-dialog heading=${this.made ? invite.code : invite.title} ?open=${this.open} @closed=${this.#close}>
      ${
        this.made
          ? html`<div class="made">
              <p>${invite.scan}</p>
              <div class="code">${codePicture(this.made.code, invite.code, 300)}</div>
              <p><strong>${box.accounts.forWhom(this.made.note, admin.roles[this.made.role])}</strong></p>
              <p class="small">${invite.once} ${invite.again}</p>
              <p class="url" aria-label=${invite.address}>${this.made.url}</p>
            </div>
            <button slot="footer" @click=${this.#copy}>${copy}${admin.copy}</button>
            <button slot="footer" class="primary" @click=${this.#close}>${admin.done}</button>`
          : html`<form novalidate @submit=${this.#make}>
              <p class="lead">${invite.lead}</p>
              ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
              <access-fields .words=${this.words} .access=${this.access} .projects=${this.projects} ?wrong=${this.wrong}
                @choose=${({ detail }: CustomEvent<Access>) => {
                  this.access = detail;
                  this.wrong = false;
                }}></access-fields>
              ${field({ name: 'note', label: invite.note, help: invite.noteHelp, value: '', autocomplete: 'off', optional: true })}
            </form>
            <button slot="footer" @click=${this.#close}>${admin.cancel}</button>
            <button slot="footer" class="primary" aria-disabled=${this.busy} @click=${this.#make}>${invite.make}</button>`
      }
    </admin-dialog>`;
  }

  async #make(event: Event) {
    event.preventDefault();
    if (this.busy) return;
    this.wrong = this.access.projectIds?.length === 0;
    if (this.wrong) return;
    this.busy = true;
    this.refused = undefined;
    try {
      const { role, projectIds } = this.access;
      const note = inputOf(this, 'note')?.value.trim() ?? '';
      this.made = await addInvite({
        role: role as Exclude<Role, 'owner'>,
        projectIds: projectIds && [...projectIds],
        ...(note !== '' && { note }),
      });
      this.dispatchEvent(new Event('made'));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  async #copy() {
    const { invite } = this.words.box;
    const copied = await copyText(this.made?.url ?? '');
    notify(copied ? { text: invite.copied } : { text: invite.copyFailed, failed: true });
  }

  #close() {
    if (!this.open) return;
    this.open = false;
    this.made = undefined;
    const note = inputOf(this, 'note');
    if (note) note.value = '';
    this.access = { role: 'staff', projectIds: null };
    this.wrong = false;
    this.refused = undefined;
    this.dispatchEvent(new Event('closed'));
  }
}
