import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Project } from '#contract/projects.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { fieldStyle } from '../parts/field.ts';
import { plus, search } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { go, href } from '../router.ts';
import { addSample, listProjects } from './calls.ts';
import './project-row.ts';

/** All projects; with `?bring` in the address it asks into which one photos are to go. */
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
      details { margin-top: 24px; }
      summary { min-height: 44px; display: flex; align-items: center; color: var(--ink2); }
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
    const bringing = this.place.query.has('bring');
    return html`
      <header>
        <h1 tabindex="-1">${bringing ? projects.bring : projects.title}</h1>
        ${this.is('owner', 'staff') ? html`<a class="button ${bringing ? '' : 'primary'}" href=${href('/projects/new')}>${plus}${projects.add}</a>` : nothing}
      </header>
      ${this.#load.render(this.words, (all) => this.#list(all, bringing ? '?bring' : ''))}
    `;
  }

  #list(all: readonly Project[], to: string) {
    const { projects } = this.words;
    if (all.length === 0) return this.#empty();
    const wanted = this.wanted.trim().toLocaleLowerCase();
    const found = all.filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
    const rows = (some: readonly Project[]) =>
      html`<ul>${some.map((project) => html`<li><project-row .words=${this.words} .project=${project} .zone=${this.zone} .to=${to}></project-row></li>`)}</ul>`;
    const open = found.filter(({ archived }) => !archived);
    const archived = found.filter((project) => project.archived);
    return html`
      ${
        all.length > 6
          ? html`<div class="find">${search}<input type="search" aria-label=${projects.search} placeholder=${projects.search} .value=${this.wanted} @input=${this.#find} /></div>`
          : nothing
      }
      ${found.length === 0 ? html`<p class="empty">${projects.none}</p>` : rows(open)}
      ${archived.length > 0 && to === '' ? html`<details><summary>${projects.archivedOnes(archived.length)}</summary>${rows(archived)}</details>` : nothing}
    `;
  }

  #empty() {
    const { projects } = this.words;
    return html`<div class="empty"><p>${projects.empty}</p><p>${projects.emptyHelp}</p>
      ${this.is('owner', 'staff') ? html`<button aria-disabled=${this.making ? 'true' : 'false'} @click=${this.#sample}>${this.making ? projects.makingSample : projects.sample}</button>` : nothing}</div>`;
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
