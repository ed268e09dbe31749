import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { forMany, listGalleries } from '../galleries/calls.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { plus, swap } from '../parts/icons.ts';
import { OneProject } from '../projects/one-project.ts';
import { go, href } from '../router.ts';
import { listAudiences, listLinks } from './calls.ts';
import { linkFacts } from './followed.ts';
import { giveAndTell } from './give.ts';
import { actFor, conditionOf, nameOf } from './link-facts.ts';
import { linkRow, linkRowStyle } from './link-row.ts';
import { audienceNames } from './policy-parts.ts';
import { addPreviewLink } from './preview-link.ts';
import { revokeAsked } from './revoke-asked.ts';
import '../parts/admin-menu.ts';
import '../parts/admin-segments.ts';
import '../parts/project-frame.ts';
import './code-dialog.ts';
import './new-link-dialog.ts';

const groups = {
  open: ['live', 'scheduled'],
  soon: ['nearly', 'ending'],
  over: ['exhausted', 'expired'],
  revoked: ['revoked'],
} as const;
type Group = keyof typeof groups | 'all';

/** All links of a project: what is left of each, how it is, and the one act that fits. */
@customElement('links-page')
export class LinksPage extends PageElement {
  @state() private shown: Link | undefined;
  @state() private coding = false;
  @state() private making = false;
  @state() private busy = '';
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #load = new Load(this, () => this.#ask(), { of: () => this.param('projectId') });

  static override styles = [
    controls,
    linkRowStyle,
    css`
      .bar { display: flex; flex-wrap: wrap; gap: 8px; margin-bottom: 8px; }
      .lead { display: flex; gap: 12px; padding: 24px 0 0; color: var(--ink2); }
      .none { padding: 24px 0; color: var(--ink2); }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact, facts }) => linkFacts.has(fact) && facts.projectId === this.param('projectId'),
      () => this.#load.again(),
    );
  }

  async #ask() {
    const [links, galleries, audiences] = await Promise.all([
      listLinks(this.param('projectId')),
      listGalleries(this.param('projectId')),
      listAudiences(),
    ]);
    return { links: links.toReversed(), galleries, audiences };
  }

  override render() {
    const { links: own } = this.words;
    const { value } = this.#load;
    const some = (value?.galleries.length ?? 0) > 0 && (value?.links.length ?? 0) > 0;
    return html`<project-frame .words=${this.words} .viewer=${this.session?.role} ?gone=${this.#project.gone} .project=${this.#project.value} tab="links">
      ${
        some
          ? html`<div slot="acts">
              ${this.is('owner', 'staff') ? html`<a class="button" href=${href(`/projects/${this.param('projectId')}/batches`)}>${this.words.batches.title}</a>` : nothing}
              ${this.#project.value?.archived ? nothing : html`${this.#previews(value?.galleries ?? [])}<button class="primary" @click=${this.#make}>${plus}${own.add}</button>`}
            </div>`
          : nothing
      }
      ${this.#load.render(this.words, ({ links, galleries, audiences }) => this.#list(links, galleries, audiences))}
      <new-link-dialog .words=${this.words} .projectId=${this.param('projectId')} .kind=${this.#project.value?.kind} ?open=${this.making}
        @closed=${() => {
          this.making = false;
        }} @made=${({ detail }: CustomEvent<Link>) => this.#made(detail)}></new-link-dialog>
      <code-dialog .words=${this.words} .link=${this.shown} .title=${this.shown ? this.#name(this.shown) : ''} ?open=${this.coding}
        @closed=${() => {
          this.coding = false;
        }} @changed=${({ detail }: CustomEvent<Link>) => this.#changed(detail)}></code-dialog>
    </project-frame>`;
  }

  #list(links: readonly Link[], galleries: readonly Gallery[], audiences: readonly Audience[]) {
    const { links: own } = this.words;
    if (links.length === 0) {
      return html`<div class="empty"><p>${own.empty}</p><p>${galleries.length === 0 ? own.noGalleries : own.emptyHelp}</p>${
        galleries.length === 0
          ? html`<a class="button primary" href=${href(`/projects/${this.param('projectId')}/galleries`)}>${own.toGalleries}</a>`
          : html`<button class="primary" @click=${this.#make}>${plus}${own.add}</button>`
      }</div>`;
    }
    const now = Date.now();
    const group = this.#group;
    const of = (name: Group) =>
      name === 'all'
        ? links
        : links.filter((link) => (groups[name] as readonly string[]).includes(conditionOf(link, now)));
    const names = (['all', 'open', 'soon', 'over', 'revoked'] as const).filter(
      (name) => name === 'all' || name === group || of(name).length > 0,
    );
    const options = names.map((value) => ({
      value,
      label: value === 'all' ? own.all : own.groups[value],
      // The tab above counts what is in use; a second total beside it would only disagree.
      ...(value !== 'all' && { count: of(value).length }),
    }));
    const those = of(group);
    const { link, opens, expires, download, downloads, state } = own.columns;
    const head = [link, opens, expires, download, downloads, state];
    const byId = new Map(galleries.map((gallery) => [gallery.id, gallery]));
    const titles = new Map(galleries.map(({ id, title }) => [id, title]));
    return html`
      <div class="bar"><admin-segments label=${own.filter} .value=${group} .options=${options} @choose=${({ detail }: CustomEvent<Group>) => this.#filter(detail)}></admin-segments></div>
      ${
        those.length === 0
          ? html`<p class="none">${own.noneOfState}</p>`
          : html`<table role="table" aria-label=${this.words.admin.tabs.links}>
            <thead role="rowgroup"><tr role="row">${head.map((name) => html`<th role="columnheader" scope="col" class=${name === own.columns.downloads ? 'count' : ''}>${name}</th>`)}
              <th role="columnheader" scope="col"><span class="unseen">${own.columns.acts}</span></th></tr></thead>
            <tbody role="rowgroup">${those.map((link) => {
              const about = [
                link.galleryIds.flatMap((id) => titles.get(id) ?? []).join(this.words.admin.comma),
                ...(link.placement && link.placement !== link.label ? [link.placement] : []),
                ...(link.policy.password ? [own.asksPassword] : []),
              ];
              return linkRow(link, {
                words: this.words,
                zone: this.zone,
                now,
                name: this.#name(link),
                about: about.filter((part) => part !== '').join(this.words.admin.comma),
                photoIds: link.galleryIds.flatMap((id) => byId.get(id)?.photoIds ?? []).slice(0, 4),
                preset: audiences.find(({ id }) => id === link.audience),
                busy: this.busy === link.id,
                fixed: this.#project.value?.archived === true,
                act: () => void this.#act(link),
                choose: (what) => void this.#choose(link, what),
              });
            })}</tbody>
          </table>`
      }
      ${this.#project.value?.archived ? nothing : html`<p class="lead">${swap}${own.lead}</p>`}
    `;
  }

  get #group(): Group {
    const asked = this.place.query.get('state');
    return asked !== null && asked in groups ? (asked as Group) : 'all';
  }

  #filter(group: Group) {
    go(`/projects/${this.param('projectId')}/links${group === 'all' ? '' : `?state=${group}`}`);
  }

  #name(link: Link): string {
    const { galleries = [], audiences = [] } = this.#load.value ?? {};
    const titles = new Map(galleries.map(({ id, title }) => [id, title]));
    return nameOf(link, audienceNames(audiences, this.words), titles) || this.words.trash.link.unnamed;
  }

  /** A link for looking at what is not final yet: of the only gallery at once, else of the one that is chosen. */
  #previews(all: readonly Gallery[]) {
    const galleries = forMany(all);
    const { act } = this.words.trash.preview;
    const [only, ...others] = galleries;
    if (!only) return nothing;
    if (others.length === 0) return html`<button @click=${() => void this.#preview(only.id)}>${act}</button>`;
    const items = galleries.map(({ id, title }) => ({ value: id, label: title }));
    return html`<admin-menu .label=${act} .items=${items} @choose=${({ detail }: CustomEvent<string>) => void this.#preview(detail)}></admin-menu>`;
  }

  async #preview(galleryId: string) {
    const made = await addPreviewLink(this.param('projectId'), galleryId, this.words);
    if (made) this.#made(made);
  }

  readonly #make = () => {
    this.making = true;
  };

  #made(link: Link) {
    this.making = false;
    void this.#load.again();
    this.#show(link);
  }

  #show(link: Link) {
    this.shown = link;
    this.coding = true;
  }

  #changed(link: Link) {
    if (this.shown?.id === link.id) this.shown = link;
    const { value } = this.#load;
    if (value) this.#load.value = { ...value, links: value.links.map((one) => (one.id === link.id ? link : one)) };
    this.requestUpdate();
  }

  async #act(link: Link) {
    const act = actFor(link, Date.now());
    if (act.kind === 'code') return this.#show(link);
    await this.#give(link, act.kind === 'give' ? act.more : {});
  }

  async #choose(link: Link, what: string) {
    if (what === 'open') go(`/projects/${link.projectId}/links/${link.id}`);
    if (what === 'code') this.#show(link);
    if (what === 'opens') await this.#give(link, { opens: 20 });
    if (what === 'days') await this.#give(link, { days: 7 });
    if (what === 'revoke') await revokeAsked(link, this.#name(link), this.words, () => void this.#load.again());
  }

  async #give(link: Link, more: { opens?: number; days?: number }) {
    if (this.busy !== '') return;
    this.busy = link.id;
    await giveAndTell(link, more, this.words, this.zone, (next) => this.#changed(next));
    this.busy = '';
  }
}
