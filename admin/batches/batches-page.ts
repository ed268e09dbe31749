import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Batch } from '#contract/batches.ts';
import { forMany, listGalleries } from '../galleries/calls.ts';
import { listAudiences } from '../links/calls.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { plus } from '../parts/icons.ts';
import { OneProject } from '../projects/one-project.ts';
import { go, href } from '../router.ts';
import { batchShare, shareStyle } from './batch-figures.ts';
import { batchMade, batchName, batchNumbers } from './batch-name.ts';
import { listBatches } from './calls.ts';
import '../parts/project-frame.ts';
import './csv-dialog.ts';
import './new-batch-dialog.ts';

/** The batches of a project: how many of each there are, and how many of them are used. */
@customElement('batches-page')
export class BatchesPage extends PageElement {
  @state() private making = false;
  @state() private printing: Batch | undefined;
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #load = new Load(this, () => this.#ask(), { of: () => this.param('projectId') });

  static override styles = [
    controls,
    shareStyle,
    css`
      .path { margin-bottom: 16px; }
      .path a { color: var(--ink2); text-decoration: none; }
      .lead { max-width: 640px; margin: 4px 0 16px; color: var(--ink2); text-wrap: pretty; }
      li { display: grid; grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr) auto; gap: 12px 32px; align-items: center; padding: 20px 0; border-top: 1px solid var(--line); }
      li:last-child { border-bottom: 1px solid var(--line); }
      .name { color: var(--ink); font-size: 17px; line-height: 28px; font-weight: 500; text-decoration: none; overflow-wrap: anywhere; }
      .what p { overflow-wrap: anywhere; }
      .how { display: grid; gap: 8px; }
      @media (hover: hover) { .name:hover, .path a:hover { text-decoration: underline; text-underline-offset: 3px; } }
      @media (max-width: 767px) { li { grid-template-columns: minmax(0, 1fr); } li > button { justify-self: start; } }
    `,
  ];

  constructor() {
    super();
    const told = new Set(['batch.changed', 'visit.opened', 'link.changed', 'link.revoked', 'gallery.changed']);
    new Live(
      this,
      ({ fact, facts }) => told.has(fact) && facts.projectId === this.param('projectId'),
      () => this.#load.again(),
    );
  }

  async #ask() {
    const [batches, galleries, audiences] = await Promise.all([
      listBatches(this.param('projectId')),
      listGalleries(this.param('projectId')),
      listAudiences(),
    ]);
    return { batches, galleries, audiences };
  }

  override render() {
    const { admin, batches: own } = this.words;
    const { value } = this.#load;
    const open = this.#project.value?.archived === false;
    const some = open && (value?.galleries.length ?? 0) > 0 && (value?.batches.length ?? 0) > 0;
    return html`<project-frame .words=${this.words} .viewer=${this.session?.role} ?gone=${this.#project.gone} .project=${this.#project.value} tab="links">
      ${some ? html`<div slot="acts"><button class="primary" @click=${this.#make}>${plus}${own.add}</button></div>` : ''}
      <nav class="path small" aria-label=${own.page.path}><a href=${href(`/projects/${this.param('projectId')}/links`)}>${admin.tabs.links}</a> / ${own.title}</nav>
      <h2>${own.title}</h2>
      ${this.#load.render(this.words, ({ batches, galleries }) => (batches.length === 0 ? this.#none(galleries.length > 0 && open) : this.#list(batches)))}
      <new-batch-dialog .words=${this.words} .galleries=${forMany(value?.galleries ?? [])} .audiences=${value?.audiences ?? []} .kind=${this.#project.value?.kind}
        .zone=${this.zone} .projectEnds=${this.#project.value?.endsAt ?? null} ?open=${this.making}
        @closed=${() => {
          this.making = false;
        }} @made=${({ detail }: CustomEvent<Batch>) => go(this.#path(detail))}></new-batch-dialog>
      <csv-dialog .words=${this.words} .batch=${this.printing} ?owner=${this.is('owner')} ?open=${this.printing !== undefined}
        @closed=${() => {
          this.printing = undefined;
        }}></csv-dialog>
    </project-frame>`;
  }

  #none(may: boolean) {
    const { batches: own } = this.words;
    const noGalleries = this.#load.value?.galleries.length === 0;
    return html`<div class="empty"><p>${own.empty}</p><p>${noGalleries ? own.noGalleries : own.emptyHelp}</p>${
      noGalleries
        ? html`<a class="button primary" href=${href(`/projects/${this.param('projectId')}/galleries`)}>${own.toGalleries}</a>`
        : may
          ? html`<button class="primary" @click=${this.#make}>${plus}${own.add}</button>`
          : ''
    }</div>`;
  }

  #list(batches: readonly Batch[]) {
    const { admin, batches: own } = this.words;
    return html`<p class="lead">${own.lead}</p><ul>${batches.map((batch) => {
      const about = [batch.galleryTitle, own.codes(batch.count), batchNumbers(batch, this.words)];
      return html`<li>
        <div class="what"><a class="name" href=${href(this.#path(batch))}>${batchName(batch, this.words)}</a>
          <p class="small figures">${about.join(admin.comma)}</p><p class="small">${batchMade(batch, this.words, this.zone)}</p></div>
        <div class="how">${batchShare(batch, this.words)}</div>
        <button class="dense" @click=${() => {
          this.printing = batch;
        }}>${own.print}<span class="unseen"> ${batchName(batch, this.words)}</span></button>
      </li>`;
    })}</ul>`;
  }

  #path({ id, projectId }: Batch): string {
    return `/projects/${projectId}/batches/${id}`;
  }

  readonly #make = () => {
    this.making = true;
  };
}
