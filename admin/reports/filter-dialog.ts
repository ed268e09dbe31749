import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { waiting } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { tick } from '../parts/icons.ts';
import type { Choice } from './choices.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-search.ts';

const most = 60;

/** One of many to narrow a report to, with a search. It says `search` with what was typed, `choose` with a value, `closed`. */
@customElement('filter-dialog')
export class FilterDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  /** What kind of thing is chosen, as people call it. */
  @property() kind = '';
  @property({ attribute: false }) choices: readonly Choice[] = [];
  @property() value = '';
  @property() q = '';
  @property({ type: Boolean }) open = false;
  /** The choices have not come yet. */
  @property({ type: Boolean }) waiting = false;

  static override styles = [
    controls,
    css`
      admin-search { display: block; margin-bottom: 8px; }
      ul { min-height: 220px; }
      li { border-bottom: 1px solid var(--line); }
      li button { justify-content: flex-start; width: 100%; padding: 8px 4px; border: 0; border-radius: 0; font-weight: 400; text-align: left; }
      li span { min-width: 0; overflow-wrap: anywhere; }
      li .small { display: block; }
      li svg { margin-left: auto; color: var(--accent); }
      .end { padding-top: 12px; }
    `,
  ];

  override render() {
    const { filters } = this.words.reportPage;
    return html`<admin-dialog heading=${filters.choose(this.kind)} no-footer ?open=${this.open} @closed=${() => this.dispatchEvent(new Event('closed'))}>
      <admin-search label=${filters.search} placeholder=${filters.search} clear=${filters.clearSearch} .value=${this.q}
        @search=${({ detail }: CustomEvent<string>) => this.dispatchEvent(new CustomEvent('search', { detail }))}></admin-search>
      ${this.waiting ? waiting(this.words) : this.#list()}
    </admin-dialog>`;
  }

  #list() {
    const { filters } = this.words.reportPage;
    if (this.choices.length === 0)
      return html`<p class="small end">${this.q === '' ? filters.nothing : filters.none}</p>`;
    const left = this.choices.length - most;
    return html`<ul>${this.choices
      .slice(0, most)
      .map(
        ({ value, label, note }) =>
          html`<li><button aria-pressed=${value === this.value ? 'true' : 'false'} @click=${() => this.#choose(value)}><span>${label}${
            note === '' ? nothing : html`<span class="small">${note}</span>`
          }</span>${value === this.value ? tick : nothing}</button></li>`,
      )}</ul>${left > 0 ? html`<p class="small end">${filters.more(left)}</p>` : nothing}`;
  }

  #choose(value: string) {
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: value }));
  }
}
