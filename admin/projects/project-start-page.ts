import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { Link } from '#contract/links.ts';
import type { Project } from '#contract/projects.ts';
import { acceptedTypes, bringsFiles, gather, picked } from '../library/gathered.ts';
import { countsOf } from '../library/upload-queue.ts';
import { uploads, WatchUploads } from '../library/uploads.ts';
import { madePassword } from '../links/made-password.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { code as codeIcon, phone, upload } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { projectGone } from '../parts/project-frame.ts';
import { href } from '../router.ts';
import { startStyle } from './start-style.ts';
import { Starting } from './starting.ts';
import '../links/code-dialog.ts';
import '../links/preset-cards.ts';
import './put-on-screen.ts';

/** From nothing to a code on a screen, on one page: photos, for whom, the code, the screen. */
@customElement('project-start-page')
export class ProjectStartPage extends PageElement {
  @state() private over = false;
  @state() private large = false;
  @state() private making = false;
  readonly #start = new Starting(this, () => this.param('projectId'));

  static override styles = [controls, fieldStyle, startStyle];

  constructor() {
    super();
    new WatchUploads(this);
  }

  override render() {
    if (this.#start.load.refused?.code === 'not_found') return projectGone(this.words);
    const { start } = this.words.projects;
    const title = this.#start.load.value?.project.title ?? '';
    return html`
      <header><div><h1 tabindex="-1">${start.title}</h1><p class="lead">${title === '' ? nothing : start.lead(title)}</p></div>
        <a class="button" href=${href(`/projects/${this.param('projectId')}`)}>${start.done}</a></header>
      ${this.#start.load.render(this.words, ({ project, audiences, link }) => this.#steps(project, audiences, link))}
    `;
  }

  #steps(project: Project, audiences: readonly Audience[], link: Link | undefined) {
    return html`<div class="steps">
      <section class="one" aria-labelledby="photos">${this.#photos(project)}</section>
      <section class="two" aria-labelledby="audience">${this.#audiences(audiences)}</section>
      <section class="three" aria-labelledby="code">${this.#code(link)}</section>
      <section class="four" aria-labelledby="screen">${this.#screen(link)}</section>
    </div>
    ${
      link
        ? html`<code-dialog .words=${this.words} .link=${link} .title=${this.#start.load.value?.gallery?.title ?? project.title} ?open=${this.large} @closed=${() => {
            this.large = false;
          }}></code-dialog>`
        : nothing
    }`;
  }

  #head(number: number, id: string, title: string) {
    return html`<h2 id=${id}><span class="number" aria-hidden="true">${number}</span>${title}</h2>`;
  }

  #photos(project: Project) {
    const { start } = this.words.projects;
    const gallery = this.#start.load.value?.gallery;
    const mine = [...uploads.queue.items.values()].filter(({ projectId }) => projectId === project.id);
    const { all, arrived, refused, aside } = countsOf(mine);
    const there = gallery?.photoIds.length ?? 0;
    const rest = Math.max(0, project.photos - there);
    return html`
      ${this.#head(1, 'photos', start.photos)}
      ${gallery ? nothing : html`<div class="name">${field({ name: 'gallery', label: start.gallery, value: project.title, autocomplete: 'off' })}</div>`}
      <div class="drop ${this.over ? 'over' : ''}" @dragover=${this.#over} @dragleave=${() => {
        this.over = false;
      }} @drop=${this.#drop}>
        ${upload}
        <p>${start.drop}</p>
        <div class="acts">
          <label class="file"><span class="button primary">${start.pick}</span><input type="file" multiple aria-label=${start.pick} accept=${acceptedTypes} @change=${this.#picked} /></label>
        </div>
        <p class="small">${start.photosHelp}</p>
      </div>
      <div role="status" class="told figures">
        ${all > 0 ? html`<p><strong>${start.received(arrived, all)}</strong></p>` : nothing}
        ${gallery && there > 0 ? html`<p>${start.inGallery(there)}${rest > 0 ? html`<br /><span class="small">${start.rest(rest)}</span>` : nothing}</p>` : nothing}
        ${refused + aside > 0 ? html`<p><a href=${href(`/projects/${project.id}`)}>${start.failed(refused + aside)}</a></p>` : nothing}
      </div>
    `;
  }

  #audiences(audiences: readonly Audience[]) {
    const { start } = this.words.projects;
    return html`
      ${this.#head(2, 'audience', start.audience)}
      <p class="small">${start.audienceHelp}</p>
      <preset-cards .words=${this.words} .audiences=${audiences} .value=${this.#start.audience ?? ''} many @choose=${({ detail }: CustomEvent<string>) => this.#choose(detail)}></preset-cards>
    `;
  }

  #code(link: Link | undefined) {
    const { start } = this.words.projects;
    if (!link || link.codeUrl === null) {
      return html`${this.#head(3, 'code', start.code)}<div class="nocode">${codeIcon}<p class="small">${start.codeHelp}</p>
        <button aria-disabled=${this.making ? 'true' : 'false'} @click=${this.#make}>${this.making ? start.making : start.make}</button></div>`;
    }
    return html`
      ${this.#head(3, 'code', start.code)}
      <button class="code" aria-label=${start.large} @click=${() => {
        this.large = true;
      }}><img src="/api/links/${link.id}/qr.svg" alt=${start.code} width="222" height="222" /></button>
      ${this.#start.made ? madePassword(this.#start.made, this.words) : nothing}
      <div class="acts"><button @click=${() => {
        this.large = true;
      }}>${phone}${start.large}</button></div>
    `;
  }

  #screen(link: Link | undefined) {
    const { start } = this.words.projects;
    const gallery = this.#start.load.value?.gallery;
    return html`
      ${this.#head(4, 'screen', start.screen)}
      <put-on-screen .words=${this.words} .session=${this.session} .galleryId=${gallery?.id ?? ''} .linkId=${link?.id ?? ''}></put-on-screen>
    `;
  }

  #over(event: DragEvent) {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    this.over = true;
  }

  async #drop(event: DragEvent) {
    if (!event.dataTransfer || !bringsFiles(event)) return;
    event.preventDefault();
    this.over = false;
    await this.#bring(await gather(event.dataTransfer));
  }

  async #picked(event: Event) {
    await this.#bring(picked(event.target as HTMLInputElement));
  }

  async #bring(files: readonly File[]) {
    if (files.length === 0) return;
    const gallery = await this.#gallery();
    if (gallery) uploads.add(files, { projectId: this.param('projectId'), galleryId: gallery.id });
  }

  async #make() {
    if (this.making) return;
    this.making = true;
    await this.#gallery();
    this.making = false;
  }

  async #gallery() {
    const title = inputOf(this, 'gallery')?.value.trim() || this.#start.load.value?.project.title || '';
    try {
      return await this.#start.gallery(title);
    } catch (error) {
      notifyRefused(error, this.words);
      return undefined;
    }
  }

  async #choose(audience: string) {
    try {
      await this.#start.choose(audience);
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }
}
