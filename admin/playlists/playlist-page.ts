import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { PlaylistItem, PlaylistPreview } from '#contract/playlists.ts';
import { words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { Live } from '../live.ts';
import { waiting } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { back, display, plus } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { href } from '../router.ts';
import { beginOf } from './begin.ts';
import { type Begin, type Draft, mostItems } from './draft.ts';
import type { DraftPreview } from './draft-preview.ts';
import type { ItemList } from './item-list.ts';
import { Known } from './known.ts';
import { mistakesIn } from './mistakes.ts';
import { PlaylistEdit } from './playlist-edit.ts';
import { playlistPageStyle } from './playlist-page-style.ts';
import { factsOf, sayParts, titleOf } from './said.ts';
import type { WholeForm } from './whole-form.ts';
import './add-dialog.ts';
import './draft-preview.ts';
import './item-list.ts';
import './put-dialog.ts';
import './whole-form.ts';

/** One playlist: what is in it, and beside it what screens will make of it, drawn as it is edited. */
@customElement('playlist-page')
export class PlaylistPage extends PageElement {
  @state() private openId = '';
  @state() private onId = '';
  @state() private dialog: 'add' | 'put' | undefined;
  @state() private begin: Begin | undefined;
  @query('draft-preview') private preview!: DraftPreview | null;
  @query('item-list') private list!: ItemList | null;
  @query('whole-form') private whole!: WholeForm | null;
  readonly #known = new Known(this);
  readonly #edit = new PlaylistEdit(this, {
    words: () => this.words,
    id: () => this.param('playlistId'),
    goTo: (itemId) => this.#goTo(itemId),
  });
  #begun = '';
  /** The item that was changed last, until its preview is there. */
  #changed = '';
  #drawn: PlaylistPreview | undefined;

  static override styles = [controls, playlistPageStyle];

  constructor() {
    super();
    new Live(
      this,
      ({ fact, facts }) =>
        fact === 'screen.changed' || (fact === 'playlist.changed' && facts.playlistId === this.param('playlistId')),
      () => this.#edit.read(),
      1000,
    );
    new Live(
      this,
      ({ fact }) => ['gallery.changed', 'link.changed', 'link.revoked', 'photo.ready', 'photo.changed'].includes(fact),
      async () => {
        this.#known.forget();
        this.#edit.look();
      },
      5000,
    );
  }

  override updated() {
    const { saved, preview } = this.#edit;
    if (preview !== this.#drawn) {
      this.#drawn = preview;
      // Who changes an item sees it.
      if (this.#changed !== '' && this.#changed !== this.onId) this.preview?.show(this.#changed);
      this.#changed = '';
    }
    if (!saved || saved.id === this.#begun) return;
    this.#begun = saved.id;
    this.openId = '';
    void this.#start(saved.projectId);
  }

  override render() {
    const own = this.words.playlistsEditor;
    const { saved, draft, refused } = this.#edit;
    if (refused?.code === 'not_found') {
      return html`<div class="empty lost"><h1 tabindex="-1">${own.lost}</h1><a class="button primary" href=${href('/playlists')}>${own.toAll}</a></div>`;
    }
    if (!saved || !draft) {
      const retry = html`<button @click=${() => void this.#edit.read()}>${this.words.admin.retry}</button>`;
      return refused ? problemLine(sentenceOf(refused, this.words), retry) : waiting(this.words);
    }
    const titles = new Map(draft.items.map((item) => [item.id, titleOf(item, this.#names, this.words)]));
    const times = new Map(
      draft.items.flatMap(({ id, when }) => (when.length > 0 ? [[id, sayParts(when, this.words)] as const] : [])),
    );
    return html`
      ${this.#head(draft)}
      <div class="two">
        <div class="seen"><draft-preview .words=${this.words} .state=${this.#edit.preview?.state} .titles=${titles} .times=${times} ?stale=${this.#edit.stale}
          @on=${({ detail }: CustomEvent<string>) => {
            this.onId = detail;
          }}></draft-preview></div>
        <div class="edited">
          ${this.#items(draft, titles)}
          <whole-form .words=${this.words} .draft=${draft} .mistakes=${this.#edit.told.get('') ?? {}}
            @choose=${({ detail }: CustomEvent<Partial<Draft>>) => this.#edit.edit(detail)}></whole-form>
        </div>
      </div>
      ${this.#foot()}
      <add-dialog .words=${this.words} .begin=${this.begin} ?open=${this.dialog === 'add'} @closed=${this.#close}
        @added=${({ detail }: CustomEvent<PlaylistItem>) => this.#add(detail)}></add-dialog>
      <put-dialog .words=${this.words} .playlist=${saved} ?unsaved=${this.#edit.changed} .first=${() => this.#savedFirst()}
        ?open=${this.dialog === 'put'} @put=${() => void this.#edit.read()} @closed=${this.#close}></put-dialog>
    `;
  }

  #head(draft: Draft) {
    const own = this.words.playlistsEditor;
    return html`<header>
      <a class="back" href=${href('/playlists')} aria-label=${own.back} title=${own.back}>${back}</a>
      <h1 tabindex="-1">${draft.name || own.title}</h1>
      ${this.#acts('wide')}
    </header>`;
  }

  #acts(where: string) {
    const own = this.words.playlistsEditor;
    const { changed, saving, saved } = this.#edit;
    const count = saved?.screens.length ?? 0;
    return html`<div class="acts ${where}">
      <p class="effect small figures" role=${where === 'wide' ? 'status' : nothing}>${changed ? own.effect(count) : own.unchanged(count)}</p>
      ${changed ? html`<button class="quiet discard" @click=${() => this.#edit.discard()}>${own.discard}</button>` : nothing}
      <button class="put" @click=${() => {
        this.dialog = 'put';
      }}>${display}${own.put.title}</button>
      <button class="primary save" aria-disabled=${!changed || saving} @click=${() => changed && void this.#edit.save()}>${saving ? own.saving : own.save}</button>
    </div>`;
  }

  #foot() {
    return html`<div class="foot">${this.#acts('narrow')}</div>`;
  }

  #items(draft: Draft, titles: ReadonlyMap<string, string>) {
    const { list } = this.words.playlistsEditor;
    const full = draft.items.length >= mostItems;
    const facts = new Map(draft.items.map((item) => [item.id, factsOf(item, this.#names, this.words)]));
    const unfilled = new Set(
      draft.items.filter((item) => Object.keys(mistakesIn(item)).length > 0).map(({ id }) => id),
    );
    return html`<div class="over"><h2>${list.title}</h2>
        ${full ? html`<span class="small">${list.full(mostItems)}</span>` : nothing}
        <button class="dense add" aria-disabled=${full || !this.begin} @click=${() => !full && this.begin && this.#ask('add')}>${plus}${list.add}</button></div>
      <item-list .words=${this.words} .lines=${this.#lines} .items=${draft.items} order=${draft.order} .titles=${titles} .facts=${facts}
        .notes=${this.#edit.preview?.notes ?? []} .mistakes=${this.#edit.told} .unfilled=${unfilled} .state=${this.#edit.preview?.state}
        .known=${this.#known} beat=${this.#known.version} zone=${this.zone} projectId=${this.#edit.saved?.projectId ?? ''}
        firstGalleryId=${this.begin?.galleryId ?? ''} openId=${this.openId} onId=${this.onId} ?owner=${this.is('owner')}
        @choose=${({ detail }: CustomEvent<PlaylistItem>) => {
          this.#changed = detail.id;
          this.#edit.change(detail);
        }}
        @move=${({ detail }: CustomEvent<{ from: number; to: number }>) => this.#edit.move(detail.from, detail.to)}
        @open=${({ detail }: CustomEvent<string>) => this.#open(detail)}
        @copy=${({ detail }: CustomEvent<string>) => this.#open(this.#edit.copy(detail) ?? '')}
        @remove=${({ detail }: CustomEvent<string>) => this.#edit.remove(detail, titles.get(detail) ?? '')}></item-list>`;
  }

  get #names() {
    return {
      gallery: (id: string) => {
        const gallery = this.#known.gallery(id);
        return gallery === null ? null : gallery?.title;
      },
      link: (id: string) => {
        const link = this.#known.linkById(id);
        return link && this.#known.linkName(link, this.words, this.zone);
      },
    };
  }

  /** What screens say is in the venue's language, whichever staff read. */
  get #lines() {
    return words(this.settings?.locale ?? 'zh-CN').playlists;
  }

  async #start(projectId: string | null) {
    try {
      await this.#known.begin(projectId);
      const wifi = words(this.settings?.locale ?? 'zh-CN').playlistsEditor.begin.wifi;
      this.begin = await beginOf({ projectId }, this.#known, this.#lines, wifi);
      // An empty one begins with the question what is to be in it.
      if (this.#edit.draft?.items.length === 0) this.#ask('add');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notifyRefused(error, this.words);
    }
  }

  #ask(what: 'add' | 'put') {
    this.dialog = what;
  }

  #add(item: PlaylistItem) {
    this.#edit.add(item);
    this.#open(item.id);
    // What has to be written is written next; on a phone the keyboard would hide the rest.
    const typed = matchMedia('(pointer: fine)').matches;
    const part = typed && item.kind === 'wifi' ? 'name' : typed && item.kind === 'message' ? 'text' : 'top';
    void this.updateComplete.then(() => this.list?.reveal(item.id, part));
  }

  #open(id: string) {
    this.openId = id;
    if (id !== '') this.preview?.show(id);
  }

  #goTo(itemId: string) {
    if (itemId === '') {
      void this.updateComplete.then(() => this.whole?.updateComplete).then(() => this.whole?.reveal());
      return;
    }
    this.openId = itemId;
    void this.updateComplete.then(() => this.list?.reveal(itemId));
  }

  async #savedFirst(): Promise<boolean> {
    if (!this.#edit.changed) return true;
    const saved = await this.#edit.save();
    if (!saved) this.#close();
    return saved;
  }

  readonly #close = () => {
    this.dialog = undefined;
  };
}
