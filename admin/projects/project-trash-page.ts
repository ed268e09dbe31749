import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { TrashedProject } from '#contract/trash.ts';
import { momentOf } from '#words/moments.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { back, restore } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { trashRow, trashRowStyle } from '../parts/trash-row.ts';
import { go, href } from '../router.ts';
import { listTrashedProjects, restoreProject } from './calls.ts';

/** Deleted projects, for the days in which they can be brought back. */
@customElement('project-trash-page')
export class ProjectTrashPage extends PageElement {
  /** The one that is being brought back. */
  @state() private busy = '';
  readonly #load = new Load(this, listTrashedProjects);

  static override styles = [
    controls,
    trashRowStyle,
    css`
      header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding-bottom: 16px; }
      header h1 { flex: 1 1 240px; }
      header p { flex: 1 0 100%; color: var(--ink2); text-wrap: pretty; }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact }) => fact === 'project.changed',
      () => this.#load.again(),
    );
  }

  override render() {
    const { projects: own } = this.words.trash;
    return html`
      <header><h1 tabindex="-1">${own.title}</h1><a class="button" href=${href('/projects')}>${back}${own.back}</a><p>${own.lead}</p></header>
      ${this.#load.render(this.words, (all) =>
        all.length === 0
          ? html`<div class="empty"><p>${own.empty}</p><p>${own.emptyHelp}</p></div>`
          : html`<ul>${all.map((one) => this.#row(one))}</ul>`,
      )}
    `;
  }

  #row({ project, deletedAt, goneAt, links }: TrashedProject) {
    const { trash, admin } = this.words;
    const when = admin.at(momentOf(Date.parse(deletedAt), Date.now(), this.zone));
    const busy = this.busy === project.id;
    return trashRow({
      words: this.words,
      title: project.title,
      about: [admin.kinds[project.kind], trash.projects.deleted(when)].join(admin.comma),
      has: trash.projects.has(project.galleries, project.photos, links),
      goneAt,
      act: html`<button aria-disabled=${busy ? 'true' : 'false'} @click=${() => void this.#restore(project.id)}>${restore}${busy ? trash.restoring : trash.restore}<span class="unseen"> ${project.title}</span></button>`,
    });
  }

  async #restore(id: string) {
    if (this.busy !== '') return;
    this.busy = id;
    const { trash } = this.words;
    try {
      const { title } = await restoreProject(id);
      notify({ text: trash.restored(title), act: { label: trash.see, run: () => go(`/projects/${id}`) } });
      await this.#load.again();
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = '';
    }
  }
}
