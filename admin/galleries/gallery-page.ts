import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Gallery, Swap } from '#contract/galleries.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { uploads, WatchUploads } from '../library/uploads.ts';
import { addPreviewLink } from '../links/preview-link.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { link as linkIcon, plus, swap as swapIcon } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { projectGone, projectPath } from '../parts/project-frame.ts';
import { OneProject } from '../projects/one-project.ts';
import { go } from '../router.ts';
import { photosOf, readGallery } from './calls.ts';
import { galleryActs } from './gallery-acts.ts';
import { conflictBand, fullBand, fullness, savedLine } from './gallery-bands.ts';
import { galleryBar } from './gallery-bar.ts';
import { type GalleryDialog, galleryDialogs } from './gallery-dialogs.ts';
import { GalleryEditor } from './gallery-editor.ts';
import { galleryInflow } from './gallery-inflow.ts';
import { GalleryLinks } from './gallery-links.ts';
import { GalleryMoves } from './gallery-moves.ts';
import { galleryPageStyle } from './gallery-page-style.ts';
import { GallerySwaps } from './gallery-swaps.ts';
import { linkListStyle } from './link-list.ts';
import { PanelActs } from './panel-acts.ts';
import type { Picked } from './picker-foot.ts';
import { removeAsked } from './remove-asked.ts';
import '../parts/admin-menu.ts';
import '../projects/archived-band.ts';
import './gallery-plans.ts';
import './photo-grid.ts';
import './photo-panel.ts';
import './title-line.ts';

/** One gallery: its photos in their order, who sees it, and what new photos do in it. Everything is saved by itself. */
@customElement('gallery-page')
export class GalleryPage extends PageElement {
  @state() private chosen = '';
  @state() private dialog: GalleryDialog = 'none';
  @state() private rest: readonly string[] = [];
  @state() private shown: Link | undefined;
  #galleryId = '';
  #stale = false;
  #unknown = '';
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #editor = new GalleryEditor(this, {
    refused: (error) => notifyRefused(error, this.words),
    gone: (ids) => notify({ text: this.words.galleries.page.someGone(ids.length) }),
  });
  readonly #moves = new GalleryMoves({
    editor: this.#editor,
    words: () => this.words,
    mayCover: () => this.#mayAll,
    choose: (id) => {
      this.chosen = id;
    },
  });
  readonly #load = new Load(this, () => this.#ask(), { start: false });
  readonly #photos = new Load(this, () => photosOf(this.param('projectId'), this.#galleryId), { start: false });
  readonly #links = new GalleryLinks(this, {
    projectId: () => this.param('projectId'),
    galleryId: () => this.#galleryId,
    may: () => this.is('owner', 'staff', 'presenter'),
    mayPlace: () => this.#mayAll,
    kind: () => this.#project.value?.kind,
    zone: () => this.zone,
  });
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
        (fact.startsWith('photo.') &&
          !['photo.saved', 'photo.viewed', 'photo.hearted'].includes(fact) &&
          facts.projectId === this.param('projectId')),
      () => Promise.all([this.#load.again(), this.#photos.again(), this.#swaps.load.again()]),
    );
  }

  override willUpdate() {
    if (this.#galleryId === this.param('galleryId')) return;
    this.#galleryId = this.param('galleryId');
    this.#moves.forget();
    this.chosen = '';
    this.dialog = 'none';
    for (const load of [this.#load, this.#photos, this.#links.load, this.#swaps.load]) {
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
    return html`${projectPath('galleries', this.param('projectId'), this.#project.value, this.words, this.is('photographer') ? undefined : { galleryId: this.#galleryId })}
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
    const items = galleryActs(gallery, this.words, { may: this.#may, all: this.#mayAll });
    return html`
      <header>
        <title-line .words=${this.words} .value=${gallery.title} ?fixed=${!this.#mayAll} @rename=${({ detail }: CustomEvent<string>) => editor.change({ title: detail })} @busy=${this.#busy}></title-line>
        <span class="count">${photoIds.length >= galleryLimit ? own.full(galleryLimit) : own.ofPhotos(photoIds.length, galleryLimit)}</span>
        ${savedLine(editor, this.words, this.zone)}
        <div class="acts">
          ${this.#may && photoIds.length > 0 ? html`<button class="spare" @click=${() => this.#show('set')}>${swapIcon}${own.swaps.act}</button>` : nothing}
          ${this.#may ? html`<button @click=${() => this.#show('picker')}>${plus}${page.addPhotos}</button><button class="primary" @click=${() => this.#show('link')}>${linkIcon}${page.makeLink}</button>` : nothing}
          ${items.length > 0 ? html`<admin-menu .name=${own.acts(gallery.title)} .items=${items} @choose=${({ detail }: CustomEvent<string>) => void this.#act(detail, gallery)}></admin-menu>` : nothing}
        </div>
      </header>
      ${fullness(photoIds.length, this.words)}
      <archived-band .words=${this.words} .project=${this.#project.value} .viewer=${this.session?.role}></archived-band>
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
          ${galleryBar(gallery, this.words, {
            order: this.#mayAll ? (order) => this.#moves.order(gallery, order) : undefined,
            bring: this.#open
              ? (files) => uploads.add(files, { projectId: gallery.projectId, galleryId: gallery.id })
              : undefined,
          })}
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
          ${this.#links.render(gallery, this.words)}
          <gallery-plans .words=${this.words} .zone=${this.zone} .swaps=${this.#swaps.all} @away=${({ detail }: CustomEvent<Swap>) => void this.#swaps.putAway(detail)}></gallery-plans>
          ${this.#mayAll ? galleryInflow(gallery, this.#project.value?.kind, this.words, (change) => editor.change(change)) : nothing}
        </aside>
      </div>
      ${this.#dialogs(gallery, photos.get(chosen), chosen)}`;
  }

  #panel(gallery: Gallery, photo: Photo | undefined) {
    return html`<photo-panel .words=${this.words} .photo=${photo} ?cover=${photo?.id === gallery.coverPhotoId} ?may=${this.#may} ?mayPhoto=${this.#mayAll} ?said=${!this.is('photographer')} .zone=${this.zone}
      ?replacing=${this.#acts.replacing === photo?.id} ?kept=${this.#acts.kept === photo?.id}
      @file=${({ detail }: CustomEvent<File>) => photo && void this.#acts.replace(photo, detail)}
      @swap=${() => photo && this.#swap(photo.id)} @take-out=${() => photo && this.#takeOut(gallery, photo.id)}
      @cover=${() => photo && this.#editor.change({ coverPhotoId: photo.id === gallery.coverPhotoId ? null : photo.id })}
      @words=${({ detail }: CustomEvent<{ title?: string; caption?: string }>) => photo && void this.#acts.keep(photo, detail)}></photo-panel>`;
  }

  #dialogs(gallery: Gallery, photo: Photo | undefined, chosen: string) {
    const link = this.#links.now(this.shown);
    // The picker says that it is closed before it says what was picked.
    const instead = this.dialog === 'swap' ? chosen : '';
    return galleryDialogs(gallery, {
      words: this.words,
      zone: this.zone,
      kind: this.#project.value?.kind,
      open: this.dialog,
      nr: gallery.photoIds.indexOf(chosen) + 1,
      panel: () => this.#panel(gallery, photo),
      rest: this.rest,
      link,
      linkName: link ? this.#links.nameOf(link, gallery, this.words) : '',
      closed: (...these) => this.#close(...these),
      picked: (picked) => this.#picked(picked, instead),
      swapped: (swapping) => this.#swaps.swap(gallery, swapping),
      many: (ids) => this.#more(ids),
      made: (made) => this.#made(made),
    });
  }

  #show(dialog: GalleryDialog) {
    this.dialog = dialog;
  }

  /** A dialog that closes after another has opened in its place says so late. */
  #close(...these: GalleryDialog[]) {
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
    this.#moves.putIn(ids, instead);
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
    void this.#links.load.again();
  }

  #takeOut(gallery: Gallery, id: string) {
    this.#close('panel');
    this.#moves.takeOut(gallery, id);
  }

  async #act(what: string, gallery: Gallery) {
    if (what === 'set') return this.#show('set');
    const made = what === 'preview' && (await addPreviewLink(gallery.projectId, gallery.id, this.words));
    if (made) this.#made(made);
    if (what === 'remove' && (await removeAsked(gallery, this.words)))
      go(`/projects/${gallery.projectId}/galleries`, { replace: true });
  }
}
