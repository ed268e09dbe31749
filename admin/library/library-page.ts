import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import type { Mark, Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { listGalleries } from '../galleries/calls.ts';
import { waiting } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { folder, upload } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { projectGone } from '../parts/project-frame.ts';
import { OneProject } from '../projects/one-project.ts';
import { go } from '../router.ts';
import type { Joining } from './add-dialog.ts';
import { type BulkDialog, bulkDialog } from './bulk-dialog.ts';
import { readPhoto } from './calls.ts';
import { FileDrop } from './file-drop.ts';
import { acceptedTypes, picked } from './gathered.ts';
import { LibraryActs } from './library-acts.ts';
import { addressOf, type LibraryQuery, queryOf } from './library-query.ts';
import type { Made } from './make-dialog.ts';
import type { PhotoGrid } from './photo-grid.ts';
import { PhotoList } from './photo-list.ts';
import { nothingChosen, type Selection } from './selection.ts';
import type { BarAct } from './selection-bar.ts';
import { uploads } from './uploads.ts';
import './library-tools.ts';
import './photo-dialog.ts';
import './photo-grid.ts';
import './selection-bar.ts';
import './upload-panel.ts';

/** The library of a project: uploads, and its photos to look through, choose among and change. */
@customElement('library-page')
export class LibraryPage extends PageElement {
  @state() private chosen: Selection = nothingChosen;
  @state() private dialog: BulkDialog | undefined;
  /** What the open dialog is about. */
  @state() private subjects: readonly Photo[] = [];
  @state() private galleries: readonly Gallery[] | undefined;
  @state() private busy = false;
  /** The search that the selection was made in. */
  #search: string | undefined;
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #list = new PhotoList(
    this,
    () => this.param('projectId'),
    () => this.#query,
  );
  readonly #drop = new FileDrop(this, (files) => this.#bring(files));
  readonly #acts = new LibraryActs({
    words: () => this.words,
    project: () => this.param('projectId'),
    find: (id) => this.#find(id),
    replace: (photos) => this.#list.replace(photos),
    remove: (ids) => this.#list.remove(ids),
    refresh: () => void this.#list.restart(),
  });

  static override styles = [
    controls,
    css`
      .acts { flex-wrap: nowrap; }
      .edge { position: fixed; z-index: 30; inset: 0; display: grid; place-items: end center; padding-bottom: 48px; border: 2px solid var(--accent); background: color-mix(in srgb, var(--paper) 40%, transparent); pointer-events: none; }
      .edge p { padding: 12px 24px; background: var(--accent); color: var(--on-accent); font-size: 17px; border-radius: 8px; }
      .picked { display: flex; align-items: center; gap: 8px 16px; flex-wrap: wrap; margin-bottom: 12px; padding: 8px 8px 8px 16px; background: var(--tint); }
      .picked p { flex: 1; }
      .help { padding: 16px 0 0; }
      .room { height: 64px; }
      @media (max-width: 767px) {
        .acts { flex: 1 1 100%; }
        .acts .primary { flex: 1; }
        .folder, .help { display: none; }
        .room { height: 120px; }
      }
      @media (pointer: coarse) { .folder { display: none; } }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    super.willUpdate(changed as never);
    if (changed.has('session') && this.session) void uploads.start(this.session.id);
    const { show, q } = this.#query;
    const search = JSON.stringify([show, q]);
    if (this.#search !== undefined && this.#search !== search) this.chosen = nothingChosen;
    this.#search = search;
  }

  get #query(): LibraryQuery {
    return queryOf(this.place.query);
  }

  override render() {
    const { library } = this.words;
    const project = this.#project.value;
    if (this.#project.gone) return projectGone(this.words);
    if (!project) return this.#project.load.render(this.words, () => nothing);
    const changes = this.is('owner', 'staff');
    const archived = project.archived;
    return html`<project-frame .words=${this.words} .viewer=${this.session?.role} .project=${project} tab="library">
      ${
        archived
          ? nothing
          : html`<div slot="acts" class="acts">
        <button class="folder" @click=${() => this.#pick('folder')}>${folder}${library.uploadFolder}</button>
        <button class="primary" @click=${() => this.#pick('files')}>${upload}${library.upload}</button>
      </div>`
      }
      <input id="files" type="file" multiple accept=${acceptedTypes} hidden @change=${this.#picked} />
      <input id="folder" type="file" multiple webkitdirectory hidden @change=${this.#picked} />
      <upload-panel .words=${this.words} .projectId=${project.id} .find=${(id: string) => this.#find(id)}
        @make-gallery=${({ detail }: CustomEvent<string[]>) => void this.#make(detail)}></upload-panel>
      <library-tools .words=${this.words} .query=${this.#query} .counts=${this.#list.counts}
        .trash=${changes ? `/projects/${project.id}/trash` : ''} .feedback=${this.is('photographer') ? '' : `/projects/${project.id}/feedback`}
        @query=${({ detail }: CustomEvent<LibraryQuery>) => this.#ask(detail)}></library-tools>
      ${this.#photos(changes && !archived, this.is('owner', 'staff', 'presenter') && !archived)}
      ${this.#dialogs(project)}
      ${this.#drop.over && !archived ? html`<div class="edge"><p>${library.dropOn(project.title)}</p></div>` : nothing}
    </project-frame>`;
  }

  #photos(changes: boolean, places: boolean) {
    const list = this.#list;
    const again = html`<button @click=${() => void list.restart()}>${this.words.admin.retry}</button>`;
    const refused = list.refused ? problemLine(sentenceOf(list.refused, this.words), again) : nothing;
    if (!list.begun) return list.refused ? refused : waiting(this.words);
    if (list.photos.length === 0 && list.ended) return html`${refused}${this.#empty()}`;
    const chosen = this.chosen.ids.size;
    const { library } = this.words;
    return html`
      ${refused}
      ${
        this.#query.show === 'picked' && places && chosen === 0
          ? html`<div class="picked"><p>${library.shown(list.total ?? list.photos.length)}</p><button class="primary" @click=${() => void this.#usePicked()}>${library.usePicked}</button></div>`
          : nothing
      }
      <photo-grid .words=${this.words} .photos=${list.photos} .total=${list.total ?? 0} ?ended=${list.ended} .order=${this.#query.order}
        .zone=${this.zone} .chosen=${this.chosen} ?choosable=${changes || places}
        @near-end=${() => void list.more()} @choose-all=${() => void this.#all()}
        @choose=${({ detail }: CustomEvent<Selection>) => {
          this.chosen = detail;
        }}
        @open=${({ detail }: CustomEvent<string>) => this.#open(detail)}
        @mark=${({ detail }: CustomEvent<{ id: string; mark: Mark | null }>) => changes && void this.#mark(detail)}></photo-grid>
      ${
        chosen > 0
          ? html`<selection-bar .words=${this.words} .count=${chosen} .total=${list.total ?? 0} ?changes=${changes} ?places=${places}
              @act=${({ detail }: CustomEvent<BarAct>) => void this.#act(detail)}></selection-bar><div class="room"></div>`
          : changes
            ? html`<p class="small help">${library.help}</p>`
            : nothing
      }
    `;
  }

  #empty() {
    const { library } = this.words;
    const { show, q } = this.#query;
    if (show === 'picked' && q === '')
      return html`<div class="empty"><p>${library.nonePicked}</p><p>${library.nonePickedHelp}</p>${this.#toAll()}</div>`;
    if (show !== 'all' || q !== '')
      return html`<div class="empty"><p>${library.nothing}</p><p>${library.nothingHelp}</p>${this.#toAll()}</div>`;
    return html`<div class="empty"><p>${library.empty}</p><p>${library.emptyHelp}</p></div>`;
  }

  #toAll() {
    return html`<button @click=${() => this.#ask({ ...this.#query, show: 'all', q: '' })}>${this.words.library.showAll}</button>`;
  }

  #dialogs(project: Project) {
    const closed = () => {
      this.dialog = undefined;
    };
    const open = this.place.query.get('photo') ?? undefined;
    return html`
      ${bulkDialog(this.dialog, {
        words: this.words,
        zone: this.zone,
        photos: this.subjects,
        galleries: this.galleries,
        busy: this.busy,
        project,
        apply: (changes) => void this.#acts.change(changes, this.words.library.changed(changes.length)),
        join: (joining) => void this.#join(joining),
        make: (gallery) => void this.#made(gallery),
        another: () => {
          this.dialog = 'make';
        },
        closed,
      })}
      ${
        open === undefined
          ? nothing
          : html`<photo-dialog .words=${this.words} .zone=${this.zone} .photoId=${open} .photos=${this.#list.photos} .total=${this.#list.total ?? 0}
            .projectId=${this.param('projectId')} ?changes=${this.is('owner', 'staff')} ?said=${!this.is('photographer')} .acts=${this.#acts}
            @step=${({ detail }: CustomEvent<string>) => this.#open(detail, true)}
            @near-end=${() => void this.#list.more()} @closed=${() => this.#close(open)}></photo-dialog>`
      }
    `;
  }

  #find(id: string): Photo | undefined {
    return this.#list.photos.find((photo) => photo.id === id);
  }

  #bring(files: readonly File[]) {
    const project = this.#project.value;
    if (project && !project.archived && files.length > 0) uploads.add(files, { projectId: project.id });
  }

  #pick(id: 'files' | 'folder') {
    this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.click();
  }

  #picked(event: Event) {
    this.#bring(picked(event.target as HTMLInputElement));
  }

  #ask(query: LibraryQuery) {
    const { show, order } = this.#query;
    // A choice is a step that Back takes back; letters of a search are not.
    go(`${this.place.path}${addressOf(query)}`, { replace: query.show === show && query.order === order });
  }

  #open(id: string, replace = false) {
    go(`${this.place.path}${addressOf(this.#query, id)}`, { replace });
  }

  #close(id: string) {
    go(`${this.place.path}${addressOf(this.#query)}`, { replace: true });
    this.renderRoot.querySelector<PhotoGrid>('photo-grid')?.focusPhoto(id);
  }

  async #mark({ id, mark }: { id: string; mark: Mark | null }) {
    const many = this.chosen.ids.has(id);
    await this.#acts.mark(many ? [...this.chosen.ids] : [id], mark, many);
  }

  async #all(): Promise<void> {
    if (await this.#list.all())
      this.chosen = { ids: new Set(this.#list.photos.map(({ id }) => id)), anchor: this.chosen.anchor };
  }

  async #act(act: BarAct) {
    this.subjects = this.#list.photos.filter(({ id }) => this.chosen.ids.has(id));
    const ids = this.subjects.map(({ id }) => id);
    const marks = { pick: 'picked', reject: 'rejected', clear: null } as const;
    if (act === 'none') this.chosen = nothingChosen;
    else if (act === 'all') await this.#all();
    else if (act === 'pick' || act === 'reject' || act === 'clear') await this.#acts.mark(ids, marks[act], true);
    else if (act === 'withdraw') {
      if (await this.#acts.withdraw(ids)) this.chosen = nothingChosen;
    } else if (act === 'add') await this.#add();
    else this.dialog = act;
  }

  async #add() {
    try {
      this.galleries = await listGalleries(this.param('projectId'));
      this.dialog = 'add';
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }

  async #usePicked() {
    if (!(await this.#list.all())) return;
    this.subjects = this.#list.photos;
    this.dialog = 'make';
  }

  async #make(ids: readonly string[]) {
    try {
      this.subjects = await Promise.all(ids.map((id) => this.#find(id) ?? readPhoto(id)));
      this.dialog = 'make';
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }

  async #made(gallery: Made) {
    this.busy = true;
    const done = await this.#acts.make(gallery);
    this.busy = false;
    if (!done) return;
    this.dialog = undefined;
    this.chosen = nothingChosen;
  }

  async #join(joining: Joining) {
    if (await this.#acts.join(joining)) {
      this.dialog = undefined;
      this.chosen = nothingChosen;
    }
  }
}
