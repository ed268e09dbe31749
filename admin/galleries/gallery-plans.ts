import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Swap } from '#contract/galleries.ts';
import { type Words, words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import { controls } from '../parts/controls.ts';
import { clock, warning } from '../parts/icons.ts';

/** What is planned for a gallery, and what did not happen. It says `away` with the one to be called off, or put away. */
@customElement('gallery-plans')
export class GalleryPlans extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() zone = 'UTC';
  @property({ attribute: false }) swaps: readonly Swap[] = [];

  static override styles = [
    controls,
    css`
      :host(.none) { display: none; }
      h2 { padding-bottom: 4px; border-bottom: 1px solid var(--line); color: var(--ink2); font-size: 13px; line-height: 20px; font-weight: 400; }
      li { display: flex; align-items: center; gap: 8px; min-height: 52px; }
      li svg { color: var(--ink2); }
      li.missed svg { color: var(--dead); }
      li > div { flex: 1; min-width: 0; padding: 6px 0; overflow-wrap: anywhere; }
      button { white-space: nowrap; }
    `,
  ];

  override willUpdate() {
    this.classList.toggle('none', this.#shown.length === 0);
  }

  get #shown(): readonly Swap[] {
    return this.swaps.filter(({ state }) => state !== 'done');
  }

  override render() {
    const { swaps: own } = this.words.galleries;
    if (this.#shown.length === 0) return nothing;
    return html`<h2>${own.section}</h2><ul>${this.#shown.map((swap) => this.#one(swap))}</ul>`;
  }

  #one(swap: Swap) {
    const { swaps: own } = this.words.galleries;
    const when = this.words.admin.at(momentOf(Date.parse(swap.at), Date.now(), this.zone));
    const away = () => this.dispatchEvent(new CustomEvent<Swap>('away', { detail: swap }));
    if (swap.state === 'missed')
      return html`<li class="missed">${warning}<div><p>${own.missed(when)}</p></div><button class="quiet dense" @click=${away}>${own.putAway}</button></li>`;
    return html`<li>${clock}<div><p class="figures">${own.one(when, swap.photoIds.length)}</p><p class="small">${own.by(swap.madeBy)}</p></div>
      <button class="quiet dense" aria-label=${own.cancelOf(when)} @click=${away}>${own.cancel}</button></li>`;
  }
}
