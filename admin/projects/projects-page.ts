import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Project } from '#contract/projects.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { plus, search, trash } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { go, href } from '../router.ts';
import { addSample, listProjects } from './calls.ts';
import '../parts/admin-segments.ts';
import './project-row.ts';

/** All projects; with `?bring` in the address it asks into which one photos are to go, with `?personal` for whose client. */
@customElement('projects-page')
export class ProjectsPage extends PageElement {
  @state() private wanted = '';
  @state() private making = false;
  readonly #load = new Load<Project[]>(this, listProjects);

  static override styles = [
    controls,
    fieldStyle,
    css`
      header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding-bottom: 16px; }
      h1 { flex: 1; }
      .find { position: relative; max-width: 400px; margin-bottom: 8px; }
      .find svg { position: absolute; left: 12px; top: 12px; color: var(--ink2); }
      .find input { width: 100%; height: 44px; padding: 0 12px 0 44px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; }
      .find input:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      .bar { margin-bottom: 8px; }
      .lead { padding: 8px 0 16px; color: var(--ink2); text-wrap: pretty; }
      .below { margin-top: 24px; }
      .below a { display: inline-flex; align-items: center; gap: 8px; min-height: 44px; color: var(--ink2); }
      @media (max-width: 599px) { header a.button { width: 100%; } .find { max-width: none; } .find input { font-size: 17px; } }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact }) =>
        ['project.changed', 'photo.ready', 'photo.changed', 'gallery.changed', 'link.changed'].includes(fact),
      () => this.#load.again(),
    );
  }

  override render() {
    const { projects } = this.words;
    const { query } = this.place;
    const [asks, to] = query.has('bring')
      ? [projects.bring, '?bring']
      : query.has('personal')
        ? [this.words.personal.forProject, '/personal']
        : ['', ''];
    return html`
      <header>
        <h1 tabindex="-1">${asks || projects.title}</h1>
        ${this.is('owner', 'staff') ? html`<a class="button ${to === '' ? 'primary' : ''}" href=${href('/projects/new')}>${plus}${projects.add}</a>` : nothing}
      </header>
      ${this.#load.render(this.words, (all) => this.#list(all, to))}
    `;
  }

  #list(all: readonly Project[], to: string) {
    const { projects } = this.words;
    if (all.length === 0) return this.#empty();
    const wanted = this.wanted.trim().toLocaleLowerCase();
    const found = all.filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
    const rows = (some: readonly Project[]) =>
      html`<ul>${some.map((project) => html`<li><project-row .words=${this.words} .project=${project} .zone=${this.zone} .to=${to}></project-row></li>`)}</ul>`;
    // Photos are brought into, and links made of, what is in use.
    const history = to === '' && this.place.query.has('history');
    const those = found.filter(({ archived }) => archived === history);
    const archived = all.filter((project) => project.archived);
    const options = [
      { value: 'open', label: projects.inWork, count: all.length - archived.length },
      { value: 'history', label: projects.history, count: archived.length },
    ];
    return html`
      ${
        to === '' && (archived.length > 0 || history)
          ? html`<div class="bar"><admin-segments label=${projects.filter} .value=${history ? 'history' : 'open'} .options=${options} @choose=${({ detail }: CustomEvent<string>) => go(detail === 'history' ? '/projects?history' : '/projects')}></admin-segments></div>`
          : nothing
      }
      ${history ? html`<p class="lead">${archived.length === 0 ? projects.historyNone : projects.historyHelp}</p>` : nothing}
      ${
        all.length > 6
          ? html`<div class="find">${search}<input type="search" aria-label=${projects.search} placeholder=${projects.search} .value=${this.wanted} @input=${this.#find} /></div>`
          : nothing
      }
      ${those.length === 0 && wanted !== '' ? html`<p class="empty">${projects.none}</p>` : rows(those)}
      ${to === '' ? this.#trash() : nothing}
    `;
  }

  #trash() {
    return this.is('owner', 'staff')
      ? html`<p class="below"><a href=${href('/projects/trash')}>${trash}${this.words.projects.toTrash}</a></p>`
      : nothing;
  }

  #empty() {
    const { projects } = this.words;
    return html`<div class="empty"><p>${projects.empty}</p><p>${projects.emptyHelp}</p>
      ${this.is('owner', 'staff') ? html`<button aria-disabled=${this.making ? 'true' : 'false'} @click=${this.#sample}>${this.making ? projects.makingSample : projects.sample}</button>` : nothing}</div>${this.#trash()}`;
  }

  #find(event: Event) {
    this.wanted = (event.target as HTMLInputElement).value;
  }

  async #sample() {
    if (this.making) return;
    this.making = true;
    try {
      const project = await addSample('event', this.words.admin.tag === 'en' ? 'en' : 'zh-CN');
      go(`/projects/${project.id}`);
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.making = false;
    }
  }
}
