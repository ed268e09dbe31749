import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PhotoPage } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { cross, down, search } from '../parts/icons.ts';
import { href } from '../router.ts';
import { countOf, type LibraryQuery, type Order, type Show, shows } from './library-query.ts';
import '../parts/admin-segments.ts';

const always: readonly Show[] = ['all', 'unplaced', 'picked'];
const settleMs = 250;

/** Search, filters with their counts, and the order. It says `query` with what is asked for. */
@customElement('library-tools')
export class LibraryTools extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) query: LibraryQuery = { show: 'all', q: '', order: 'uploaded' };
  @property({ attribute: false }) counts: PhotoPage['counts'];
  /** Address of the trash; empty where it is not for who is signed in. */
  @property() trash = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    controls,
    css`
      :host { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-bottom: 12px; }
      .search { position: relative; flex: 1 1 176px; max-width: 296px; }
      .search svg { position: absolute; left: 14px; top: 12px; color: var(--ink2); pointer-events: none; }
      .search input { width: 100%; height: 44px; padding: 0 44px 0 42px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; appearance: none; }
      .search input::placeholder { color: var(--ink3); opacity: 1; }
      .search input:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      .search input::-webkit-search-cancel-button { display: none; }
      .search button { position: absolute; inset: 0 0 auto auto; width: 44px; padding: 0; border: 0; background: none; }
      .search button svg { position: static; }
      admin-segments { min-width: 0; }
      .end { display: flex; align-items: center; gap: 4px 16px; margin-left: auto; }
      .end a { display: inline-flex; align-items: center; min-height: 44px; color: var(--ink2); white-space: nowrap; }
      .order { position: relative; }
      .order select { height: 44px; padding: 0 32px 0 8px; border: 0; border-radius: 8px; background: none; color: var(--ink2); font: inherit; appearance: none; cursor: pointer; }
      .order option { background: var(--paper); color: var(--ink); }
      .order select:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
      .order svg { position: absolute; right: 8px; top: 12px; color: var(--ink2); pointer-events: none; }
      @media (hover: hover) { .order select:hover { background: var(--fill); } }
      @media (max-width: 767px) {
        .search { flex: 1 1 100%; max-width: none; }
        .search input { font-size: 17px; }
        admin-segments { max-width: 100%; }
        .end { flex: 1; justify-content: space-between; margin: 0; }
      }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    const { library } = this.words;
    const options = shows
      .filter((show) => always.includes(show) || show === this.query.show || this.#tells(show))
      .map((show) => ({ value: show, label: library.show[show], ...this.#count(show) }));
    const orders: readonly Order[] = ['uploaded', 'taken'];
    const inTrash = this.counts?.trash ?? 0;
    return html`
      <div class="search" role="search">
        ${search}
        <input type="search" aria-label=${library.searchLabel} placeholder=${library.search} .value=${this.query.q} maxlength="200"
          autocomplete="off" spellcheck="false" @input=${this.#typed} @keydown=${this.#key} />
        ${this.query.q === '' ? nothing : html`<button aria-label=${library.clearSearch} @click=${() => this.#search('')}>${cross}</button>`}
      </div>
      <admin-segments label=${library.showLabel} .value=${this.query.show} .options=${options}
        @choose=${({ detail }: CustomEvent<Show>) => this.#say({ ...this.query, show: detail })}></admin-segments>
      <div class="end">
        ${this.trash !== '' && inTrash > 0 ? html`<a class="small" href=${href(this.trash)}>${library.trashLink(inTrash)}</a>` : nothing}
        <div class="order">
          <select aria-label=${library.orderLabel} .value=${this.query.order} @change=${this.#order}>
            ${orders.map((order) => html`<option value=${order} ?selected=${order === this.query.order}>${library.order[order]}</option>`)}
          </select>${down}
        </div>
      </div>
    `;
  }

  /** A filter that would show nothing, or by its nature everything, is no help. */
  #tells(show: Show): boolean {
    const count = countOf(show, this.counts) ?? 0;
    return count > 0 && (show !== 'unmatched' || count < (this.counts?.all ?? 0));
  }

  #count(show: Show) {
    const count = countOf(show, this.counts);
    return count === undefined ? {} : { count };
  }

  #typed(event: Event) {
    clearTimeout(this.#timer);
    const q = (event.target as HTMLInputElement).value;
    this.#timer = setTimeout(() => this.#search(q), settleMs);
  }

  #order(event: Event) {
    this.#say({ ...this.query, order: (event.target as HTMLSelectElement).value as Order });
  }

  #key(event: KeyboardEvent) {
    // Enter that ends a Chinese word being typed is not meant for the search.
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#search((event.target as HTMLInputElement).value);
    if (event.key === 'Escape' && this.query.q !== '') this.#search('');
  }

  #search(q: string) {
    clearTimeout(this.#timer);
    if (q !== this.query.q) this.#say({ ...this.query, q });
  }

  #say(query: LibraryQuery) {
    this.dispatchEvent(new CustomEvent<LibraryQuery>('query', { detail: query }));
  }
}
