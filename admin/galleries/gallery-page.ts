import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Gallery, GalleryOrder, Inflow, Swap } from '#contract/galleries.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { acceptedTypes, picked } from '../library/gathered.ts';
import { uploads, WatchUploads } from '../library/uploads.ts';
import { listAudiences, listLinks } from '../links/calls.ts';
import { nameOf } from '../links/link-facts.ts';
import { audienceNames } from '../links/policy-parts.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { link as linkIcon, plus, swap as swapIcon, upload } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { projectGone, projectPath } from '../parts/project-frame.ts';
import { OneProject } from '../projects/one-project.ts';
import { go, href } from '../router.ts';
import { type GalleryWithLink, photosOf, readGallery } from './calls.ts';
import { conflictBand, fullBand, fullness, savedLine, uploadLine } from './gallery-bands.ts';
import { GalleryEditor } from './gallery-editor.ts';
import { galleryPageStyle } from './gallery-page-style.ts';
import { GallerySwaps } from './gallery-swaps.ts';
import { linkList, linkListStyle } from './link-list.ts';
import { PanelActs } from './panel-acts.ts';
import { merged, putBack } from './pending.ts';
import type { Picked } from './picker-foot.ts';
import { removeAsked } from './remove-asked.ts';
import type { Swapping } from './swap-dialog.ts';
import '../links/code-dialog.ts';
import '../links/new-link-dialog.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-menu.ts';
import '../parts/admin-segments.ts';
import '../parts/admin-select.ts';
import './gallery-days.ts';
import './gallery-plans.ts';
import './new-gallery-dialog.ts';
import './photo-grid.ts';
import './photo-panel.ts';
import './photo-picker.ts';
import './swap-dialog.ts';
import './title-line.ts';

/** One gallery: its photos in their order, who sees it, and what new photos do in it. Everything is saved by itself. */
@customElement('gallery-page')
export class GalleryPage extends PageElement {
  @state() private chosen = '';
  @state() private dialog: 'none' | 'panel' | 'picker' | 'swap' | 'set' | 'gallery' | 'link' | 'code' = 'none';
  @state() private rest: readonly string[] = [];
  @state() private shown: Link | undefined;
  #galleryId = '';
  #stale = false;
  #unknown = '';
  /** The order by hand that "by capture time" took the place of. */
  #byHand: readonly string[] | undefined;
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #editor = new GalleryEditor(this, {
    refused: (error) => notifyRefused(error, this.words),
    gone: (ids) => notify({ text: this.words.galleries.page.someGone(ids.length) }),
  });
  readonly #load = new Load(this, () => this.#ask(), { start: false });
  readonly #photos = new Load(this, () => this.#askPhotos(), { start: false });
  readonly #links = new Load(this, () => this.#askLinks(), { start: false });
  readonly #swaps = new GallerySwaps(this, {
    galleryId: () => this.#galleryId,
    may: () => this.is('owner', 'staff', 'presenter'),
    words: () => this.words,
    zone: () => this.zone,
    editor: this.#editor,
  });
  readonly #acts = new PanelActs(
    this,
    () => this.words,
    () => this.#photos.again(),
  );

  static override styles = [controls, linkListStyle, galleryPageStyle];

  constructor() {
    super();
    new WatchUploads(this);
    new Live(
      this,
      ({ fact, facts }) =>
        facts.galleryId === this.#galleryId ||
        (fact.startsWith('photo.') && facts.projectId === this.param('projectId')),
      () => Promise.all([this.#load.again(), this.#photos.again(), this.#swaps.load.again()]),
    );
    new Live(
      this,
      ({ fact, facts }) =>
        (fact.startsWith('link.') || fact === 'visit.opened') && facts.projectId === this.param('projectId'),
      () => this.#links.again(),
    );
  }

  override willUpdate() {
    if (this.#galleryId === this.param('galleryId')) return;
    this.#galleryId = this.param('galleryId');
    this.#byHand = undefined;
    this.chosen = '';
    this.dialog = 'none';
    for (const load of [this.#load, this.#photos, this.#links, this.#swaps.load]) {
      load.forget();
      void load.again();
    }
  }

  override updated() {
    const editor = this.#editor;
    if (this.#stale && !editor.busy && !editor.saving && !editor.conflict) {
      this.#stale = false;
      void this.#load.again();
    }
    // Photos that have just come in are known by their ids alone.
    const unknown = editor.shown?.photoIds.filter((id) => !this.#photos.value?.has(id)).join() ?? '';
    if (unknown !== this.#unknown && this.#photos.value) {
      this.#unknown = unknown;
      if (unknown !== '') void this.#photos.again();
    }
  }

  async #ask(): Promise<Gallery> {
    const gallery = await readGallery(this.#galleryId);
    if (gallery.id === this.#galleryId) this.#stale = !this.#editor.take(gallery);
    return gallery;
  }

  async #askPhotos(): Promise<ReadonlyMap<string, Photo>> {
    return new Map((await photosOf(this.param('projectId'), this.#galleryId)).map((photo) => [photo.id, photo]));
  }

  async #askLinks() {
    if (!this.is('owner', 'staff', 'presenter')) return { links: [], audiences: [] };
    const [links, audiences] = await Promise.all([
      listLinks(this.param('projectId'), this.#galleryId),
      listAudiences(),
    ]);
    return { links, audiences };
  }

  get #open(): boolean {
    return this.#project.value?.archived !== true;
  }
  /** May change what it holds. */
  get #may(): boolean {
    return this.#open && this.is('owner', 'staff', 'presenter');
  }
  /** May change the gallery and its photos themselves. */
  get #mayAll(): boolean {
    return this.#open && this.is('owner', 'staff');
  }

  override render() {
    if (this.#project.gone) return projectGone(this.words);
    const gallery = this.#editor.shown;
    const there = gallery?.id === this.#galleryId;
    return html`${projectPath('galleries', this.param('projectId'), this.#project.value, this.words)}
      ${there ? nothing : html`<h1 tabindex="-1" class="unseen">${this.words.admin.tabs.galleries}</h1>`}
      ${this.#load.render(this.words, () => (there ? this.#page(gallery) : nothing))}`;
  }

  #page(gallery: Gallery) {
    const { galleries: own } = this.words;
    const { page } = own;
    const { photoIds } = gallery;
    const chosen = photoIds.includes(this.chosen) ? this.chosen : (photoIds[0] ?? '');
    const photos = this.#photos.value ?? new Map<string, Photo>();
    const editor = this.#editor;
    const items = [
      ...(this.#may && photoIds.length > 0 ? [{ value: 'set', label: own.swaps.act }] : []),
      ...(this.#mayAll ? [{ value: 'remove', label: own.remove, dangerous: true }] : []),
    ];
    return html`
      <header>
        <title-line .words=${this.words} .value=${gallery.title} ?fixed=${!this.#mayAll} @rename=${({ detail }: CustomEvent<string>) => editor.change({ title: detail })} @busy=${this.#busy}></title-line>
        <span class="count">${photoIds.length >= galleryLimit ? own.full(galleryLimit) : own.ofPhotos(photoIds.length, galleryLimit)}</span>
        ${savedLine(editor, this.words, this.zone)}
        <div class="acts">
          ${this.#may && photoIds.length > 0 ? html`<button class="spare" @click=${() => this.#show('set')}>${swapIcon}${own.swaps.act}</button>` : nothing}
          ${this.#may ? html`<button @click=${() => this.#show('picker')}>${plus}${page.addPhotos}</button><button class="primary" @click=${() => this.#show('link')}>${linkIcon}${page.makeLink}</button>` : nothing}
          ${items.length > 0 ? html`<admin-menu .name=${own.acts(gallery.title)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => (detail === 'set' ? this.#show('set') : void this.#remove(gallery))}></admin-menu>` : nothing}
        </div>
      </header>
      ${fullness(photoIds.length, this.words)}
      ${this.#open ? nothing : html`<p class="small">${page.readOnly}</p>`}
      ${conflictBand(editor, this.words)}
      ${
        this.#may
          ? fullBand(gallery, chosen, this.words, {
              another: () => this.#show('picker'),
              swap: () => this.#swap(chosen),
              takeOut: () => this.#takeOut(gallery, chosen),
            })
          : nothing
      }
      <div class="sides">
        <div class="main">
          ${this.#bar(gallery)}
          ${
            photoIds.length === 0
              ? html`<div class="empty"><p>${page.noPhotos}</p><p>${page.noPhotosHelp}</p>${this.#may ? html`<button @click=${() => this.#show('picker')}>${plus}${page.addPhotos}</button>` : nothing}</div>`
              : html`<photo-grid .words=${this.words} .ids=${photoIds} .photos=${photos} .cover=${gallery.coverPhotoId} .chosen=${chosen} ?fixed=${!this.#may}
                @reorder=${({ detail }: CustomEvent<readonly string[]>) => editor.setPhotos(detail)} @busy=${this.#busy}
                @choose=${({ detail }: CustomEvent<string>) => this.#choose(detail)}></photo-grid>`
          }
          ${photoIds.length > 1 && this.#may ? html`<p class="help small"><span class="keys">${page.help}</span><span class="touch">${page.helpTouch}</span></p>` : nothing}
        </div>
        <aside>
          ${this.#panel(gallery, photos.get(chosen))}
          ${this.is('owner', 'staff', 'presenter') ? html`<section><h2>${page.seen}</h2>${this.#links.render(this.words, (value) => (value.links.length === 0 ? html`<p class="small">${page.nobody}</p>` : linkList(value.links, audienceNames(value.audiences, this.words), new Map([[gallery.id, gallery.title]]), this.words)))}</section>` : nothing}
          <gallery-plans .words=${this.words} .zone=${this.zone} .swaps=${this.#swaps.all} @away=${({ detail }: CustomEvent<Swap>) => void this.#swaps.putAway(detail)}></gallery-plans>
          ${this.#mayAll && gallery.next ? html`<section><p>${own.goesOn(gallery.next.title)}</p><p class="small">${own.goesOnHelp}</p><p><a href=${href(`/projects/${gallery.projectId}/galleries/${gallery.next.id}`)}>${own.open}</a></p></section>` : nothing}
          ${this.#mayAll && !gallery.next ? html`<section><admin-select .label=${own.inflowLabel} .value=${gallery.inflow} .help=${own.inflowSays[gallery.inflow]} .options=${(['append', 'newest', 'off'] as const).map((value) => ({ value, label: own.inflows[value] }))} @choose=${({ detail }: CustomEvent<Inflow>) => editor.change({ inflow: detail })}></admin-select></section>` : nothing}
          ${this.#mayAll ? html`<gallery-days .words=${this.words} .at=${gallery.dailyAt} @choose=${({ detail }: CustomEvent<string | null>) => editor.change({ dailyAt: detail })}></gallery-days>` : nothing}
        </aside>
      </div>
      ${this.#dialogs(gallery, photos.get(chosen), chosen)}`;
  }

  #bar(gallery: Gallery) {
    const { page } = this.words.galleries;
    const orders = (['manual', 'captured'] as const).map((value) => ({ value, label: page.orders[value] }));
    return html`<div class="bar">
      ${this.#mayAll && gallery.photoIds.length > 1 ? html`<admin-segments label=${page.order} .value=${gallery.order} .options=${orders} @choose=${({ detail }: CustomEvent<GalleryOrder>) => this.#order(gallery, detail)}></admin-segments>` : nothing}
      ${uploadLine(gallery, this.words)}
      ${
        this.#open && gallery.inflow !== 'off'
          ? html`<button class="quiet" @click=${() => this.renderRoot.querySelector<HTMLInputElement>('#files')?.click()}>${upload}${page.upload}</button>
            <input id="files" type="file" hidden multiple accept=${acceptedTypes} @change=${this.#files} />`
          : nothing
      }
    </div>`;
  }

  #panel(gallery: Gallery, photo: Photo | undefined) {
    return html`<photo-panel .words=${this.words} .photo=${photo} ?cover=${photo?.id === gallery.coverPhotoId} ?may=${this.#may} ?mayPhoto=${this.#mayAll}
      ?replacing=${this.#acts.replacing === photo?.id} ?kept=${this.#acts.kept === photo?.id}
      @file=${({ detail }: CustomEvent<File>) => photo && void this.#acts.replace(photo, detail)}
      @swap=${() => photo && this.#swap(photo.id)} @take-out=${() => photo && this.#takeOut(gallery, photo.id)}
      @cover=${() => photo && this.#editor.change({ coverPhotoId: photo.id === gallery.coverPhotoId ? null : photo.id })}
      @words=${({ detail }: CustomEvent<{ title?: string; caption?: string }>) => photo && void this.#acts.keep(photo, detail)}></photo-panel>`;
  }

  #dialogs(gallery: Gallery, photo: Photo | undefined, chosen: string) {
    const { galleries: own } = this.words;
    const nr = gallery.photoIds.indexOf(chosen) + 1;
    const kind = this.#project.value?.kind;
    const swapping = this.dialog === 'swap';
    const { links = [], audiences = [] } = this.#links.value ?? {};
    const shown = links.find(({ id }) => id === this.shown?.id) ?? this.shown;
    const name = shown
      ? nameOf(shown, audienceNames(audiences, this.words), new Map([[gallery.id, gallery.title]]))
      : '';
    return html`
      <admin-dialog heading=${own.page.details(`${nr}`)} no-footer ?open=${this.dialog === 'panel'} @closed=${() => this.#close('panel')}>${this.dialog === 'panel' ? this.#panel(gallery, photo) : nothing}</admin-dialog>
      <photo-picker .words=${this.words} .projectId=${gallery.projectId} .there=${gallery.photoIds} .mode=${swapping ? 'swap' : 'add'} .room=${galleryLimit - gallery.photoIds.length}
        .heading=${swapping ? own.picker.swapTitle(nr) : own.picker.title} ?open=${this.dialog === 'picker' || swapping} @closed=${() => this.#close('picker', 'swap')}
        @picked=${({ detail }: CustomEvent<Picked>) => this.#picked(detail, swapping ? chosen : '')}></photo-picker>
      <swap-dialog .words=${this.words} .gallery=${gallery} .zone=${this.zone} ?open=${this.dialog === 'set'} @closed=${() => this.#close('set')}
        @swap=${({ detail }: CustomEvent<Swapping>) => this.#swaps.swap(gallery, detail)} @many=${({ detail }: CustomEvent<readonly string[]>) => this.#more(detail)}></swap-dialog>
      <new-gallery-dialog .words=${this.words} .projectId=${gallery.projectId} .kind=${kind} .photoIds=${this.rest} ?open=${this.dialog === 'gallery'} @closed=${() => this.#close('gallery')}
        @made=${({ detail }: CustomEvent<GalleryWithLink>) => go(`/projects/${gallery.projectId}/galleries/${detail.id}`)}></new-gallery-dialog>
      <new-link-dialog .words=${this.words} .projectId=${gallery.projectId} .kind=${kind} .galleryIds=${[gallery.id]} ?open=${this.dialog === 'link'} @closed=${() => this.#close('link')}
        @made=${({ detail }: CustomEvent<Link>) => this.#made(detail)}></new-link-dialog>
      <code-dialog .words=${this.words} .link=${shown} .title=${name} ?open=${this.dialog === 'code'} @closed=${() => this.#close('code')}></code-dialog>`;
  }

  #show(dialog: GalleryPage['dialog']) {
    this.dialog = dialog;
  }

  /** A dialog that closes after another has opened in its place says so late. */
  #close(...these: GalleryPage['dialog'][]) {
    if (these.includes(this.dialog)) this.#show('none');
  }

  readonly #busy = ({ detail }: CustomEvent<boolean>) => {
    this.#editor.busy = detail;
    this.requestUpdate();
  };

  #choose(id: string) {
    this.chosen = id;
    if (matchMedia('(max-width: 899px)').matches) this.#show('panel');
  }

  #swap(id: string) {
    this.chosen = id;
    this.#show('swap');
  }

  #picked({ ids, rest }: Picked, instead: string) {
    const [first] = ids;
    const { shown } = this.#editor;
    if (instead !== '' && first !== undefined && shown) {
      this.#editor.setPhotos(shown.photoIds.map((id) => (id === instead ? first : id)));
      this.chosen = first;
    } else if (ids.length > 0) this.#editor.move(ids, []);
    if (rest.length > 0) this.#more(rest);
  }

  /** What is more than there is room for becomes a gallery of its own, or chapters. */
  #more(ids: readonly string[]) {
    this.rest = ids;
    this.#show('gallery');
  }

  #made(link: Link) {
    this.shown = link;
    this.#show('code');
    void this.#links.again();
  }

  #order({ photoIds }: Gallery, order: GalleryOrder) {
    const editor = this.#editor;
    const before = this.#byHand;
    const back = (ids: readonly string[]) =>
      editor.setPhotos(merged(ids, ids, editor.shown?.photoIds ?? [], galleryLimit));
    if (order === 'captured') {
      this.#byHand = photoIds;
      editor.change({ order });
      notify({ text: this.words.galleries.page.orderedByTime, undo: async () => back(photoIds) });
    } else if (before) back(before);
    else editor.change({ order });
  }

  #takeOut({ photoIds, order, coverPhotoId }: Gallery, id: string) {
    const editor = this.#editor;
    const place = photoIds.indexOf(id);
    if (place < 0) return;
    this.#close('panel');
    this.chosen = photoIds[place + 1] ?? photoIds[place - 1] ?? '';
    editor.move([], [id]);
    const undo = async () => {
      if (order === 'captured') editor.move([id], []);
      else editor.setPhotos(putBack(editor.shown?.photoIds ?? [], id, place));
      if (coverPhotoId === id && this.#mayAll) editor.change({ coverPhotoId: id });
      this.chosen = id;
    };
    notify({ text: this.words.galleries.page.tookOut, undo });
  }

  #files(event: Event) {
    const files = picked(event.target as HTMLInputElement);
    uploads.add(files, { projectId: this.param('projectId'), galleryId: this.#galleryId });
  }

  async #remove(gallery: Gallery) {
    if (await removeAsked(gallery, this.words)) go(`/projects/${gallery.projectId}/galleries`, { replace: true });
  }
}
