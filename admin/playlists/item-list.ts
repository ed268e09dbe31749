import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PlaylistItem, PlaylistNote, PlaylistSpec } from '#contract/playlists.ts';
import type { ShowState } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { dragOrder } from '../parts/drag-order.ts';
import { down } from '../parts/icons.ts';
import type { ItemKind } from './draft.ts';
import { itemListStyle } from './item-list-style.ts';
import type { Known } from './known.ts';
import type { Mistakes } from './mistakes.ts';
import { noteLine } from './note-line.ts';
import { firstScene } from './previews.ts';
import type { ScenePicture } from './scene-picture.ts';
import '../parts/admin-menu.ts';
import './item-form.ts';
import './scene-picture.ts';

/**
 * The items of a playlist in their order, one of them open as its form. They are dragged by their handles, or moved by the
 * arrow keys on them. It says `choose` with a changed item, `move` with from and to, `open` with an id (empty: none), and
 * `copy` and `remove` with an item's id.
 */
@customElement('item-list')
export class ItemList extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) lines: Words['playlists'] = words('zh-CN').playlists;
  @property({ attribute: false }) items: readonly PlaylistItem[] = [];
  @property() order: PlaylistSpec['order'] = 'listed';
  @property({ attribute: false }) titles: ReadonlyMap<string, string> = new Map();
  @property({ attribute: false }) facts: ReadonlyMap<string, string> = new Map();
  @property({ attribute: false }) notes: readonly PlaylistNote[] = [];
  /** What is to be told beside fields, by item. */
  @property({ attribute: false }) mistakes: ReadonlyMap<string, Mistakes> = new Map();
  /** Items that cannot be shown until they are filled in. */
  @property({ attribute: false }) unfilled: ReadonlySet<string> = new Set();
  @property({ attribute: false }) state: ShowState | undefined;
  @property({ attribute: false }) known: Known | undefined;
  @property({ type: Number }) beat = 0;
  @property() zone = 'UTC';
  @property() projectId = '';
  @property() firstGalleryId = '';
  /** The item whose form is open. */
  @property() openId = '';
  /** The item whose scene is on. */
  @property() onId = '';
  @property({ type: Boolean }) owner = false;
  @state() private said = '';
  #stop: (() => void) | undefined;
  #list: Element | null = null;
  /** Whose handle is focused after it was moved. */
  #moved = '';

  static override styles = [controls, itemListStyle];

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
    this.#list = null;
  }

  override updated() {
    const list = this.renderRoot.querySelector('ol');
    if (list !== this.#list) {
      this.#stop?.();
      this.#stop = list
        ? dragOrder(list, { handle: '.handle', picked: drawn, dropped: (from, to) => this.#move(from, to) })
        : undefined;
      this.#list = list;
    }
    if (this.#moved !== '') this.#row(this.#moved)?.querySelector<HTMLElement>('.handle')?.focus();
    this.#moved = '';
  }

  /** Brings a part of the open item into view and focus, or its row (`top`); left out: the first that is wrong. */
  async reveal(id: string, field: keyof typeof placeOf | '' = ''): Promise<void> {
    await this.updateComplete;
    const form = this.#row(id)?.querySelector<LitElement>('item-form');
    await form?.updateComplete;
    const root = form?.renderRoot;
    const wrong = async () => {
      for (const part of root?.querySelectorAll<HTMLElement & { updateComplete?: Promise<unknown> }>('*') ?? []) {
        await part.updateComplete;
        if (part.matches("[aria-invalid='true']")) return part;
        const inner = part.shadowRoot;
        const field = inner?.querySelector<HTMLElement>("[aria-invalid='true']");
        if (field || inner?.querySelector('.told')) return field ?? inner?.querySelector<HTMLElement>('button, input');
      }
      return undefined;
    };
    const place = field === '' ? undefined : placeOf[field];
    const part = place === undefined ? await wrong() : root?.querySelector<HTMLElement>(place);
    if (part) part.scrollIntoView({ block: 'center' });
    else this.#row(id)?.scrollIntoView({ block: 'start' });
    if (part && 'choose' in part) (part as { choose: () => void }).choose();
    else if (part?.matches('input, button')) part.focus();
    else part?.shadowRoot?.querySelector('input')?.focus();
  }

  override render() {
    const { list } = this.words.playlistsEditor;
    if (this.items.length === 0) return html`<p class="none">${list.addEmpty}</p>`;
    return html`<ol aria-label=${list.label}>${repeat(
      this.items,
      ({ id }) => id,
      (item, place) => this.#one(item, place),
    )}</ol><p class="unseen" role="status" aria-live="assertive">${this.said}</p>`;
  }

  #one(item: PlaylistItem, place: number) {
    const { list, kinds } = this.words.playlistsEditor;
    const { id } = item;
    const title = this.titles.get(id) ?? '';
    const open = id === this.openId;
    const scene = firstScene(this.state, id);
    const kind: ItemKind = item.kind;
    const facts = [kinds[kind], this.facts.get(id) ?? ''].filter((part) => part !== '').join(this.words.admin.comma);
    const unfilled = this.unfilled.has(id);
    return html`<li data-id=${id} class="${open ? 'open' : ''} ${item.off ? 'off' : ''} ${id === this.onId ? 'on' : ''}">
      <div class="row">
        <button class="quiet handle" aria-label=${list.drag(title)} @keydown=${(event: KeyboardEvent) => this.#key(event, place)}>${dots}</button>
        <button class="quiet main" aria-expanded=${open} @click=${() => this.#say('open', open ? '' : id)}>
          <scene-picture class=${scene ? '' : 'still'} .state=${this.state} .scene=${scene}></scene-picture>
          <span class="what"><span class="unseen">${list.nth(place + 1)}</span><span class="title">${title}</span><span class="small figures">${facts}</span></span>
          <span class="fold">${down}</span>
        </button>
        <admin-menu .name=${this.words.playlistsEditor.more(title)} .items=${this.#acts(title, place)}
          @choose=${({ detail }: CustomEvent<string>) => this.#act(detail, item, place)}></admin-menu>
      </div>
      ${item.off ? html`<p class="note quiet"><span>${list.off}</span></p>` : nothing}
      ${!item.off && unfilled ? html`<p class="note"><span>${list.mistakes}</span></p>` : nothing}
      ${item.off || unfilled ? nothing : this.notes.filter(({ itemId }) => itemId === id).map((note) => noteLine(note, item, this.#ways(id)))}
      ${open ? this.#form(item) : nothing}
    </li>`;
  }

  #form(item: PlaylistItem) {
    return html`<item-form .words=${this.words} .lines=${this.lines} .item=${item} .known=${this.known} beat=${this.beat} zone=${this.zone}
      projectId=${this.projectId} firstGalleryId=${this.firstGalleryId} order=${this.order} .mistakes=${this.mistakes.get(item.id) ?? {}}
      @choose=${({ detail }: CustomEvent<PlaylistItem>) => this.dispatchEvent(new CustomEvent('choose', { detail }))}></item-form>`;
  }

  #ways(id: string) {
    return {
      words: this.words,
      known: this.known,
      owner: this.owner,
      go: (part: 'gallery' | 'photo' | 'when') => {
        this.#say('open', id);
        void this.updateComplete.then(() => this.reveal(id, part));
      },
    };
  }

  #acts(title: string, place: number) {
    const { list } = this.words.playlistsEditor;
    return [
      { value: 'up', label: list.up(title), disabled: place === 0 },
      { value: 'down', label: list.down(title), disabled: place === this.items.length - 1 },
      { value: 'copy', label: list.copy },
      { value: 'remove', label: list.remove, dangerous: true },
    ];
  }

  #act(act: string, { id }: PlaylistItem, place: number) {
    if (act === 'up') this.#move(place, place - 1);
    else if (act === 'down') this.#move(place, place + 1);
    else this.#say(act, id);
  }

  #key(event: KeyboardEvent, place: number) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const id = this.items[place]?.id ?? '';
    if (!this.#move(place, place + step)) return;
    this.#moved = id;
    this.said = this.words.playlistsEditor.list.moved(this.titles.get(id) ?? '', place + step + 1);
  }

  #move(from: number, to: number): boolean {
    if (from === to || to < 0 || to >= this.items.length) return false;
    this.dispatchEvent(new CustomEvent('move', { detail: { from, to } }));
    return true;
  }

  #row(id: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`li[data-id='${CSS.escape(id)}']`);
  }

  #say(what: string, id: string) {
    this.dispatchEvent(new CustomEvent<string>(what, { detail: id }));
  }
}

/** Where the parts of an item's form are found. */
const placeOf = {
  gallery: 'gallery-field',
  photo: 'photo-field',
  when: 'day-parts',
  name: "input[name='name']",
  text: "input[name='text']",
  top: '.nowhere',
} as const;

/** The copy that follows the finger has the picture's element, but nothing that it draws. */
function drawn(row: HTMLElement, flying: HTMLElement | null) {
  const [from, to] = [row, flying].map((one) => one?.querySelector<ScenePicture>('scene-picture'));
  if (from && to) Object.assign(to, { state: from.state, scene: from.scene });
}

const dots = html`<svg width="20" height="20" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true"><path d="M6.5 4h2v2h-2zM11.5 4h2v2h-2zM6.5 9h2v2h-2zM11.5 9h2v2h-2zM6.5 14h2v2h-2zM11.5 14h2v2h-2z"/></svg>`;
