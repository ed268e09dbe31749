import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PhotoPage } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { down } from '../parts/icons.ts';
import { href } from '../router.ts';
import { countOf, type LibraryQuery, type Order, type Show, shows } from './library-query.ts';
import '../parts/admin-search.ts';
import '../parts/admin-segments.ts';

const always: readonly Show[] = ['all', 'unplaced', 'picked'];

/** Search, filters with their counts, and the order. It says `query` with what is asked for. */
@customElement('library-tools')
export class LibraryTools extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) query: LibraryQuery = { show: 'all', q: '', order: 'uploaded' };
  @property({ attribute: false }) counts: PhotoPage['counts'];
  /** Address of the trash; empty where it is not for who is signed in. */
  @property() trash = '';
  /** Address of what guests said; empty where it is not for who is signed in. */
  @property() feedback = '';

  static override styles = [
    controls,
    css`
      :host { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-bottom: 12px; }
      admin-search { flex: 1 1 176px; max-width: 296px; }
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
        admin-search { flex: 1 1 100%; max-width: none; }
        admin-segments { max-width: 100%; }
        .end { flex: 1; justify-content: space-between; margin: 0; }
      }
    `,
  ];

  override render() {
    const { library } = this.words;
    const options = shows
      .filter((show) => always.includes(show) || show === this.query.show || this.#tells(show))
      .map((show) => ({ value: show, label: library.show[show], ...this.#count(show) }));
    const orders: readonly Order[] = ['uploaded', 'taken'];
    const inTrash = this.counts?.trash ?? 0;
    return html`
      <admin-search label=${library.searchLabel} placeholder=${library.search} clear=${library.clearSearch} .value=${this.query.q}
        @search=${({ detail }: CustomEvent<string>) => this.#say({ ...this.query, q: detail })}></admin-search>
      <admin-segments label=${library.showLabel} .value=${this.query.show} .options=${options}
        @choose=${({ detail }: CustomEvent<Show>) => this.#say({ ...this.query, show: detail })}></admin-segments>
      <div class="end">
        ${this.feedback !== '' && (this.#tells('hearts') || this.#tells('hidden')) ? html`<a class="small" href=${href(this.feedback)}>${this.words.feedback.open}</a>` : nothing}
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

  #order(event: Event) {
    this.#say({ ...this.query, order: (event.target as HTMLSelectElement).value as Order });
  }

  #say(query: LibraryQuery) {
    this.dispatchEvent(new CustomEvent<LibraryQuery>('query', { detail: query }));
  }
}
