import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Role } from '#contract/operation.ts';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { archive } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { changeProject } from './calls.ts';

/** Says of a project in the archive that nothing can be changed, with the way out for who may take it; of others nothing. */
@customElement('archived-band')
export class ArchivedBand extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) project: Project | undefined;
  @property({ attribute: false }) viewer: Role | undefined;
  @state() private busy = false;

  static override styles = [
    controls,
    css`
      p { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-bottom: 24px; padding: 8px 16px; background: var(--fill); }
      svg { color: var(--ink2); }
      span { flex: 1 1 240px; text-wrap: pretty; }
    `,
  ];

  override render() {
    if (!this.project?.archived) return nothing;
    const { projects } = this.words;
    const may = this.viewer === 'owner' || this.viewer === 'staff';
    return html`<p>${archive}<span>${projects.archivedBand}</span>${
      may
        ? html`<button aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.#takeOut}>${projects.takeOut}</button>`
        : nothing
    }</p>`;
  }

  readonly #takeOut = async () => {
    const { id } = this.project ?? {};
    if (id === undefined || this.busy) return;
    this.busy = true;
    try {
      await changeProject(id, { archived: false });
      const undo = () => changeProject(id, { archived: true });
      notify({ text: this.words.projects.settings.unarchived, undo });
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = false;
    }
  };
}
