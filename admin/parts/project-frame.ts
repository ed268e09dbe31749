import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Role } from '#contract/operation.ts';
import type { Project } from '#contract/projects.ts';
import { type Words, words } from '#words/index.ts';
import { type About, pathOf } from '../reports/asked.ts';
import { href } from '../router.ts';
import { controls } from './controls.ts';
import { bringIntoView } from './into-view.ts';
import '../projects/archived-band.ts';

/** In the place of a page whose project there is not, or not for who is signed in: that, and the way on. */
export function projectGone({ projects }: Words): TemplateResult {
  return html`<div class="empty"><h1 tabindex="-1">${projects.gone}</h1><p>${projects.goneHelp}</p><a class="button primary" href=${href('/projects')}>${projects.toProjects}</a></div>`;
}

/** The way back from one gallery or link: the project, and its list of them; and with `report` the way to the report of it. */
export function projectPath(
  tab: 'galleries' | 'links' | 'people',
  projectId: string,
  project: Project | undefined,
  { admin, links, people, reportPage }: Words,
  report?: About,
): TemplateResult {
  const path = `/projects/${projectId}`;
  const see =
    report && html`<a class="report" href=${href(pathOf(projectId, { about: report }))}>${reportPage.see}</a>`;
  return html`<nav class="path small" aria-label=${links.path}><a href=${href(path)}>${project?.title ?? ''}</a> / <a href=${href(`${path}/${tab}`)}>${tab === 'people' ? people.tab : admin.tabs[tab]}</a>${see ?? nothing}</nav>`;
}

/** The head of a project's pages: its title, the tabs, and a slot `acts` for the page's buttons; the page below. */
@customElement('project-frame')
export class ProjectFrame extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) project: Project | undefined;
  /** There is no such project. */
  @property({ type: Boolean }) gone = false;
  /** What is not for them is not offered. */
  @property({ attribute: false }) viewer: Role | undefined;
  @property() tab: 'library' | 'galleries' | 'versions' | 'links' | 'people' | 'settings' = 'library';

  static override styles = [
    controls,
    css`
      header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; min-height: 44px; }
      h1 { flex: 1 1 240px; min-width: 0; overflow-wrap: anywhere; }
      nav { display: flex; gap: 28px; margin: 8px 0 24px; box-shadow: inset 0 -1px var(--line); overflow-x: auto; scrollbar-width: none; }
      nav a { display: flex; gap: 6px; align-items: center; min-height: 44px; color: var(--ink2); text-decoration: none; white-space: nowrap; border-bottom: 2px solid transparent; }
      nav a[aria-current] { color: var(--ink); font-weight: 500; border-color: var(--ink); }
      nav span { font-size: 13px; color: var(--ink3); font-variant-numeric: tabular-nums; }
      @media (hover: hover) { nav a:hover { color: var(--ink); } }
      ::slotted([slot='acts']) { display: flex; flex-wrap: wrap; gap: 8px; }
      @media (max-width: 767px) { nav { gap: 24px; margin-bottom: 16px; } h1 { font-size: 22px; line-height: 32px; } }
    `,
  ];

  override updated(changed: Map<string, unknown>) {
    if (!changed.has('tab') && !changed.has('project') && !changed.has('words')) return;
    const strip = this.renderRoot.querySelector('nav');
    bringIntoView(strip, strip?.querySelector('[aria-current]'));
  }

  override render() {
    if (this.gone) return projectGone(this.words);
    const tabs = { ...this.words.admin.tabs, versions: this.words.roles.versions.tab, people: this.words.people.tab };
    const { id = '', title = '', photos, galleries, links, sample } = this.project ?? {};
    const tab = (name: ProjectFrame['tab'], path: string, count?: number) =>
      html`<a href=${href(`/projects/${id}${path}`)} aria-current=${this.tab === name ? 'page' : nothing}>${tabs[name]}${
        count === undefined ? nothing : html`<span>${count.toLocaleString(this.words.admin.tag)}</span>`
      }</a>`;
    return html`
      <header>
        <h1 tabindex="-1">${title}</h1>
        ${sample ? html`<span class="small">${tabs.sample}</span>` : nothing}
        <slot name="acts"></slot>
      </header>
      <nav aria-label=${title}>
        ${tab('library', '', photos)}${tab('galleries', '/galleries', galleries)}
        ${this.viewer === 'photographer' ? nothing : html`${tab('versions', '/versions')}${tab('links', '/links', links)}${tab('people', '/people')}<a href=${href(`/projects/${id}/report`)}>${this.words.reportPage.place}</a>`}
        ${this.viewer === 'photographer' || this.viewer === 'presenter' ? nothing : tab('settings', '/settings')}
      </nav>
      <archived-band .words=${this.words} .project=${this.project} .viewer=${this.viewer}></archived-band>
      <slot></slot>
    `;
  }
}
