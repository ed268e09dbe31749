import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { Link } from '#contract/links.ts';
import { listAudiences, listLinks } from '../links/calls.ts';
import { audienceNames } from '../links/policy-parts.ts';
import { addPreviewLink } from '../links/preview-link.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { photos, plus, trash } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { personalList, personalListStyle } from '../personal/personal-list.ts';
import { OneProject } from '../projects/one-project.ts';
import { go, href } from '../router.ts';
import { copyGallery, type GalleryWithLink, listGalleries } from './calls.ts';
import { linkList, linkListStyle } from './link-list.ts';
import { removeAsked } from './remove-asked.ts';
import '../links/code-dialog.ts';
import '../parts/admin-menu.ts';
import '../parts/photo-thumb.ts';
import '../parts/project-frame.ts';
import './new-gallery-dialog.ts';

/** The galleries of a project: what each holds, what new photos do in it, and who sees it. */
@customElement('galleries-page')
export class GalleriesPage extends PageElement {
  @state() private making = false;
  @state() private shown: { link: Link; name: string } | undefined;
  @state() private coding = false;
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #load = new Load(this, () => this.#ask(), { of: () => this.param('projectId') });

  static override styles = [
    controls,
    linkListStyle,
    personalListStyle,
    css`
      .all { display: grid; grid-template-columns: repeat(auto-fill, minmax(290px, 1fr)); gap: 32px 24px; }
      article { display: grid; align-content: start; }
      .mosaic { display: grid; grid-template-columns: 1fr 1fr; gap: 2px; aspect-ratio: 3 / 2; background: var(--fill); color: var(--ink2); text-decoration: none; overflow: hidden; }
      .mosaic.one { grid-template-columns: 1fr; }
      .mosaic.none { grid-template-columns: 1fr; place-items: center; }
      .mosaic.two { grid-template-rows: 1fr; }
      .mosaic.three photo-thumb:first-child { grid-row: 1 / 3; }
      .head { display: flex; align-items: flex-start; gap: 8px; padding-top: 8px; }
      .head > div { flex: 1; min-width: 0; padding-top: 6px; }
      h2 { overflow-wrap: anywhere; }
      h2 a { color: inherit; text-decoration: none; }
      .trash { padding-top: 24px; }
      .trash a { display: inline-flex; align-items: center; gap: 8px; min-height: 44px; color: var(--ink2); }
      .links { margin-top: 4px; border-top: 1px solid var(--line); }
      @media (max-width: 599px) { [slot='acts'] a.button { min-height: 52px; } }
      @media (hover: hover) { h2 a:hover { text-decoration: underline; text-underline-offset: 3px; } }
    `,
  ];

  constructor() {
    super();
    const told = new Set(['gallery.changed', 'link.changed', 'link.revoked', 'visit.opened', 'project.changed']);
    new Live(
      this,
      ({ fact, facts }) => told.has(fact) && facts.projectId === this.param('projectId'),
      () => this.#load.again(),
    );
  }

  /** Who may make galleries and links may see links. */
  get #may(): boolean {
    return this.is('owner', 'staff', 'presenter');
  }

  async #ask() {
    const id = this.param('projectId');
    const [galleries, links, audiences] = await Promise.all([
      listGalleries(id),
      this.#may ? listLinks(id) : [],
      this.#may ? listAudiences() : [],
    ]);
    return { galleries, links, audiences };
  }

  override render() {
    const { galleries: own } = this.words;
    const project = this.#project.value;
    const may = this.#may && project?.archived === false;
    const add = html`<button class="primary" @click=${this.#make}>${plus}${own.add}</button>`;
    const personal = html`<a class="button" href=${href(`/projects/${this.param('projectId')}/personal`)}>${photos}${this.words.personal.title}</a>`;
    return html`<project-frame .words=${this.words} .viewer=${this.session?.role} ?gone=${this.#project.gone} .project=${project} tab="galleries">
      ${may && (this.#load.value?.galleries.length ?? 0) > 0 ? html`<div slot="acts">${personal}${add}</div>` : nothing}
      ${this.#load.render(this.words, ({ galleries }) =>
        galleries.length === 0
          ? html`<div class="empty"><p>${own.empty}</p><p>${own.emptyHelp}</p>${may ? add : nothing}</div>`
          : html`<div class="all">${galleries.filter(({ recipientId }) => recipientId === null).map((gallery) => this.#card(gallery, may))}</div>${this.#personal(galleries, may)}`,
      )}
      ${this.is('owner', 'staff') && this.#load.value ? html`<p class="trash"><a href=${href(`/projects/${this.param('projectId')}/trash`)}>${trash}${this.words.projects.toTrash}</a></p>` : nothing}
      <new-gallery-dialog .words=${this.words} .projectId=${this.param('projectId')} .kind=${project?.kind} ?open=${this.making}
        @closed=${() => {
          this.making = false;
        }} @made=${({ detail }: CustomEvent<GalleryWithLink>) => go(`/projects/${this.param('projectId')}/galleries/${detail.id}`)}></new-gallery-dialog>
      <code-dialog .words=${this.words} .link=${this.shown?.link} .title=${this.shown?.name ?? ''} ?open=${this.coding}
        @closed=${() => {
          this.coding = false;
        }} @changed=${({ detail }: CustomEvent<Link>) => {
          this.shown = this.shown && { ...this.shown, link: detail };
        }}></code-dialog>
    </project-frame>`;
  }

  #card(gallery: Gallery, may: boolean) {
    const { galleries: own, admin } = this.words;
    const { id, title, photoIds, inflow, coverPhotoId } = gallery;
    const links = this.#links(id);
    const first = coverPhotoId === null ? photoIds : [coverPhotoId, ...photoIds.filter((one) => one !== coverPhotoId)];
    const tiles = first.slice(0, 4);
    const to = href(`/projects/${gallery.projectId}/galleries/${id}`);
    const count =
      photoIds.length >= galleryLimit ? own.full(galleryLimit) : own.ofPhotos(photoIds.length, galleryLimit);
    const code = links.find(({ state }) => state === 'live') ?? links[0];
    return html`<article aria-label=${title}>
      <a class="mosaic ${['none', 'one', 'two', 'three', ''][tiles.length]}" href=${to} tabindex="-1" aria-hidden="true">${
        tiles.length === 0
          ? own.noPhotos
          : tiles.map((photo) => html`<photo-thumb .photo=${{ id: photo, edition: 0 }}></photo-thumb>`)
      }</a>
      <div class="head"><div><h2><a href=${to}>${title}</a></h2>
        <p class="small figures">${photoIds.length >= 25 && inflow === 'append' ? count : [count, own.inflowNotes[inflow]].join(admin.comma)}</p></div>
        ${this.#menu(gallery, code, may)}</div>
      ${
        links.length > 0
          ? linkList(
              links,
              audienceNames(this.#load.value?.audiences ?? [], this.words),
              new Map([[id, title]]),
              this.words,
              3,
            )
          : this.#may
            ? html`<p class="small links">${own.links(0)}</p>`
            : nothing
      }
    </article>`;
  }

  /** Those of single clients, apart. */
  #personal(galleries: readonly Gallery[], may: boolean) {
    const own = galleries.filter(({ recipientId }) => recipientId !== null);
    if (own.length === 0) return nothing;
    return personalList(own, this.#load.value?.links ?? [], this.words, (gallery, link) =>
      this.#menu(gallery, link, may),
    );
  }

  #menu(gallery: Gallery, code: Link | undefined, may: boolean) {
    const { galleries: own } = this.words;
    const items = [
      ...(code ? [{ value: 'code', label: own.code }] : []),
      ...(may
        ? [
            { value: 'preview', label: this.words.trash.preview.act },
            { value: 'copy', label: own.copy },
          ]
        : []),
      ...(may && this.is('owner', 'staff') ? [{ value: 'remove', label: own.remove, dangerous: true }] : []),
    ];
    if (items.length === 0) return nothing;
    return html`<admin-menu .name=${own.acts(gallery.title)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => void this.#choose(detail, gallery, code)}></admin-menu>`;
  }

  #links(galleryId: string): readonly Link[] {
    return (this.#load.value?.links ?? []).filter(({ galleryIds }) => galleryIds.includes(galleryId));
  }

  readonly #make = () => {
    this.making = true;
  };

  async #choose(what: string, gallery: Gallery, code: Link | undefined) {
    const { galleries: own } = this.words;
    if (what === 'code' && code) {
      this.shown = { link: code, name: gallery.title };
      this.coding = true;
    }
    if (what === 'preview') {
      const link = await addPreviewLink(gallery.projectId, gallery.id, this.words);
      if (!link) return;
      this.shown = { link, name: gallery.title };
      this.coding = true;
      await this.#load.again();
    }
    if (what === 'copy') {
      try {
        const { id, title } = await copyGallery(gallery.id, own.copyTitle(gallery.title.slice(0, 110)));
        const act = { label: own.open, run: () => go(`/projects/${this.param('projectId')}/galleries/${id}`) };
        notify({ text: own.copied(title), act });
        await this.#load.again();
      } catch (error) {
        notifyRefused(error, this.words);
      }
    }
    if (what === 'remove' && (await removeAsked(gallery, this.words))) await this.#load.again();
  }
}
