import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { TrashedPhoto } from '#contract/photos.ts';
import type { TrashedGallery } from '#contract/trash.ts';
import { momentOf } from '#words/moments.ts';
import { listTrashedGalleries, restoreGallery } from '../galleries/calls.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { back, restore, tick } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { trashRow, trashRowStyle } from '../parts/trash-row.ts';
import { OneProject } from '../projects/one-project.ts';
import { go, href } from '../router.ts';
import { readTrash, restorePhotos, withdrawPhotos } from './calls.ts';
import { nothingChosen, reached, type Selection, together, toggled } from './selection.ts';
import '../parts/photo-thumb.ts';
import './recall-line.ts';
import { projectGone } from '../parts/project-frame.ts';

const dayMs = 86_400_000;
/** Of those that were withdrawn so lately it is told who has let go of them. */
const justNowMs = 15 * 60_000;

/** What was withdrawn from a project, for the days in which it can be brought back. */
@customElement('trash-page')
export class TrashPage extends PageElement {
  @state() private chosen: Selection = nothingChosen;
  @state() private busy = false;
  readonly #project = new OneProject(this, () => this.param('projectId'));
  readonly #trash = new Load(this, () => readTrash(this.param('projectId')), { of: () => this.param('projectId') });
  readonly #galleries = new Load(this, () => listTrashedGalleries(this.param('projectId')), {
    of: () => this.param('projectId'),
  });
  /** The gallery that is being brought back. */
  @state() private returning = '';
  #asked = '';

  static override styles = [
    controls,
    trashRowStyle,
    css`
      section { padding-bottom: 32px; }
      h3 { margin: 0; font-size: 15px; line-height: 24px; font-weight: 500; }
      .head { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding-bottom: 16px; }
      .head p { flex: 1 1 320px; color: var(--ink2); }
      .bar { position: sticky; z-index: 4; top: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 8px 0; background: var(--paper); }
      .bar span { flex: 1; font-variant-numeric: tabular-nums; }
      .bar button.primary { min-height: 44px; font-size: 15px; }
      .all { display: grid; grid-template-columns: repeat(auto-fill, minmax(156px, 1fr)); gap: 16px 8px; }
      li { min-width: 0; }
      label { position: relative; display: block; cursor: pointer; }
      input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
      photo-thumb { width: 100%; aspect-ratio: 3 / 2; }
      label:has(:checked)::after { content: ''; position: absolute; inset: 0; border: 3px solid var(--accent); pointer-events: none; }
      label:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 1px; }
      .tick { position: absolute; top: 8px; left: 8px; padding: 2px; border-radius: 12px; background: rgb(26 25 22 / 40%); color: transparent; box-shadow: inset 0 0 0 1.5px #ffffff; pointer-events: none; }
      label:has(:checked) .tick { background: var(--accent); color: var(--on-accent); box-shadow: none; }
      .name { padding-top: 4px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .small { overflow-wrap: anywhere; }
      .small.soon { color: var(--soon); }
    `,
  ];

  constructor() {
    super();
    const moves = new Set(['withdrawn', 'restored']);
    new Live(
      this,
      ({ fact, facts }) =>
        fact === 'photo.changed' && facts.projectId === this.param('projectId') && moves.has(String(facts.what)),
      () => this.#trash.again(),
    );
    new Live(
      this,
      ({ fact, facts }) => fact === 'gallery.changed' && facts.projectId === this.param('projectId'),
      () => this.#galleries.again(),
    );
  }

  override willUpdate(changed: Map<string, unknown>) {
    super.willUpdate(changed as never);
    const id = this.param('projectId');
    if (id === '' || id === this.#asked) return;
    this.#asked = id;
    this.chosen = nothingChosen;
  }

  override render() {
    const { trash } = this.words.library;
    const project = this.#project.value;
    if (this.#project.gone) return projectGone(this.words);
    if (!project) return this.#project.load.render(this.words, () => nothing);
    return html`<project-frame .words=${this.words} .viewer=${this.session?.role} .project=${project} tab="library">
      <div class="head"><h2>${trash.title}</h2><p>${trash.lead}</p><a class="button" href=${href(`/projects/${project.id}`)}>${back}${trash.back}</a></div>
      ${this.#galleries.value?.length ? this.#gone(this.#galleries.value) : nothing}
      ${this.#trash.render(this.words, (all) => this.#all(all))}
    </project-frame>`;
  }

  /** Galleries that were deleted; photos that went with one come back with it. */
  #gone(all: readonly TrashedGallery[]) {
    const { trash } = this.words;
    return html`<section aria-labelledby="galleries"><h3 id="galleries">${trash.galleries.title}</h3>
        <ul>${all.map((one) => this.#gallery(one))}</ul></section>
      ${this.#trash.value?.length ? html`<h3>${trash.galleries.photosTitle}</h3>` : nothing}`;
  }

  #gallery({ gallery: { id, title, photoIds }, deletedAt, goneAt, why, links }: TrashedGallery) {
    const { trash, admin } = this.words;
    const when = trash.projects.deleted(admin.at(momentOf(Date.parse(deletedAt), Date.now(), this.zone)));
    const busy = this.returning === id;
    return trashRow({
      words: this.words,
      title,
      about: why === 'clean_up' ? [trash.galleries.byBox, when].join(admin.comma) : when,
      has: trash.galleries.has(photoIds.length, links),
      goneAt,
      act: html`<button aria-disabled=${busy || this.#project.value?.archived === true ? 'true' : 'false'} @click=${() => void this.#return(id)}>${restore}${busy ? trash.restoring : trash.restore}<span class="unseen"> ${title}</span></button>`,
    });
  }

  async #return(id: string) {
    if (this.returning !== '' || this.#project.value?.archived) return;
    this.returning = id;
    const { trash } = this.words;
    try {
      const { title, projectId } = await restoreGallery(id);
      const run = () => go(`/projects/${projectId}/galleries/${id}`);
      notify({ text: trash.restored(title), act: { label: trash.see, run } });
      await Promise.all([this.#galleries.again(), this.#trash.again()]);
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.returning = '';
    }
  }

  #all(all: readonly TrashedPhoto[]) {
    const { trash } = this.words.library;
    const galleries = this.#galleries.value?.length ?? 0;
    if (all.length === 0 && galleries > 0) return nothing;
    if (all.length === 0) return html`<div class="empty"><p>${trash.empty}</p><p>${trash.emptyHelp}</p></div>`;
    const ids = all.map(({ photo }) => photo.id);
    const count = ids.filter((id) => this.chosen.ids.has(id)).length;
    return html`
      <div class="bar" role="toolbar" aria-label=${trash.title}>
        <span role="status">${count > 0 ? trash.chosen(count) : ''}</span>
        <button class="quiet" @click=${() => {
          this.chosen = count === ids.length ? nothingChosen : together(nothingChosen, ids);
        }}>${count === ids.length ? trash.none : trash.all}</button>
        <button class="primary" aria-disabled=${count === 0 || this.busy} @click=${() => void this.#restore(ids)}>${restore}${trash.restore}</button>
      </div>
      <ul class="all">${all.map((one) => this.#one(one, all))}</ul>
    `;
  }

  #one({ photo, withdrawnAt, goneAt, galleries }: TrashedPhoto, all: readonly TrashedPhoto[]) {
    const { trash } = this.words.library;
    const days = Math.ceil((Date.parse(goneAt) - Date.now()) / dayMs);
    const titles = galleries.map(({ title }) => title);
    const justNow = Date.now() - Date.parse(withdrawnAt) < justNowMs;
    return html`<li>
      <label><photo-thumb .photo=${photo} trashed></photo-thumb>
        <input type="checkbox" aria-label=${trash.select(photo.title || photo.name)} .checked=${this.chosen.ids.has(photo.id)}
          @click=${(event: MouseEvent) => this.#choose(event, photo.id, all)} />
        <span class="tick">${tick}</span></label>
      <p class="name" title=${photo.name}>${photo.title || photo.name}</p>
      <p class="small ${days <= 1 ? 'soon' : ''}">${trash.days(days)}</p>
      <p class="small">${titles.length > 0 ? trash.from(titles) : trash.fromNone}</p>
      ${justNow ? html`<recall-line .words=${this.words} photoId=${photo.id}></recall-line>` : nothing}
    </li>`;
  }

  #choose(event: MouseEvent, id: string, all: readonly TrashedPhoto[]) {
    const list = all.map(({ photo }) => photo);
    this.chosen = event.shiftKey ? reached(this.chosen, id, list) : toggled(this.chosen, id);
  }

  async #restore(all: readonly string[]) {
    const ids = all.filter((id) => this.chosen.ids.has(id));
    if (ids.length === 0 || this.busy) return;
    const { trash } = this.words.library;
    const project = this.param('projectId');
    this.busy = true;
    try {
      const { photoIds, full } = await restorePhotos(project, ids);
      this.chosen = nothingChosen;
      const more =
        full.length > 0 ? `${this.words.admin.comma}${trash.full([...new Set(full.map(({ title }) => title))])}` : '';
      notify({
        text: `${trash.restored(photoIds.length)}${more}`,
        undo: async () => {
          await withdrawPhotos(project, photoIds);
          await this.#trash.again();
        },
      });
      await this.#trash.again();
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = false;
    }
  }
}
