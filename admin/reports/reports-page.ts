import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Project } from '#contract/projects.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { listProjects } from '../projects/calls.ts';
import { go, href } from '../router.ts';
import { lastProject } from './last-project.ts';
import '../parts/admin-search.ts';
import '../projects/project-row.ts';

const few = 6;

/** The way to a project's report: at once to the one that was looked at last, or the only one; with `?choose`, a list. */
@customElement('reports-page')
export class ReportsPage extends PageElement {
  @state() private q = '';
  readonly #load = new Load<Project[]>(this, () => this.#ask());

  static override styles = [
    controls,
    css`
      h1 { padding-bottom: 16px; }
      admin-search { display: block; max-width: 400px; margin-bottom: 8px; }
      .none { padding: 24px 0; color: var(--ink2); }
    `,
  ];

  override render() {
    const { choose } = this.words.reportPage;
    return html`<h1 tabindex="-1">${choose.title}</h1>${this.#load.render(this.words, (all) => this.#list(all))}`;
  }

  override updated() {
    const to = this.place.query.has('choose') ? undefined : this.#straightTo(this.#load.value ?? []);
    if (to !== undefined) go(`/projects/${to}/report`, { replace: true });
  }

  #straightTo(all: readonly Project[]): string | undefined {
    const last = lastProject();
    return all.find(({ id }) => id === last)?.id ?? (all.length === 1 ? all[0]?.id : undefined);
  }

  async #ask(): Promise<Project[]> {
    const all = await listProjects();
    // What is over comes last.
    return all.toSorted((a, b) => Number(a.archived) - Number(b.archived));
  }

  #list(all: readonly Project[]) {
    const { choose, filters } = this.words.reportPage;
    if (all.length === 0)
      return html`<div class="empty"><p>${choose.empty}</p><p>${choose.emptyHelp}</p><a class="button" href=${href('/projects')}>${this.words.projects.toProjects}</a></div>`;
    const wanted = this.q.trim().toLocaleLowerCase();
    const found = all.filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
    return html`
      ${
        all.length > few
          ? html`<admin-search label=${filters.search} placeholder=${filters.search} clear=${filters.clearSearch} .value=${this.q}
            @search=${({ detail }: CustomEvent<string>) => {
              this.q = detail;
            }}></admin-search>`
          : nothing
      }
      ${found.length === 0 ? html`<p class="none">${filters.none}</p>` : nothing}
      <ul>${found.map((project) => html`<li><project-row .words=${this.words} .project=${project} .zone=${this.zone} to="/report"></project-row></li>`)}</ul>`;
  }
}
