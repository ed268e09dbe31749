import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Place } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { Live } from '../live.ts';
import { controls } from '../parts/controls.ts';
import { listPlaces } from './calls.ts';

/** So many places are named; a link is rarely on more. */
const mostShown = 8;

/** Which screens a link was scanned from, and how often; nothing where it never was. */
@customElement('link-places')
export class LinkPlaces extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() linkId = '';
  @state() private places: readonly Place[] = [];

  static override styles = [
    controls,
    css`
      div { display: flex; gap: 16px; padding: 16px 0; border-top: 1px solid var(--line); }
      h2 { width: 132px; flex: none; font-size: inherit; line-height: inherit; font-weight: 500; }
      ul { flex: 1; min-width: 0; margin: 0; padding: 0; list-style: none; }
      li { display: flex; gap: 16px; justify-content: space-between; overflow-wrap: anywhere; }
      li + li { margin-top: 8px; }
      .count { flex: none; color: var(--ink2); font-variant-numeric: tabular-nums; }
      @media (max-width: 599px) { div { display: block; } h2 { margin-bottom: 8px; } }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact, facts }) => fact === 'visit.opened' && facts.linkId === this.linkId,
      () => this.#ask(),
      2000,
    );
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('linkId') || this.linkId === '') return;
    this.places = [];
    void this.#ask();
  }

  override render() {
    if (this.places.length === 0) return nothing;
    const { places: own } = this.words.links;
    const rest = this.places.slice(mostShown).reduce((sum, { opens }) => sum + opens, 0);
    return html`<div><h2>${own.label}</h2><ul>
      ${this.places.slice(0, mostShown).map(({ screenName, sceneName, opens }) => html`<li><span>${own.place(screenName, sceneName)}</span><span class="count">${own.opens(opens)}</span></li>`)}
      ${rest === 0 ? nothing : html`<li><span>${own.others}</span><span class="count">${own.opens(rest)}</span></li>`}
    </ul></div>`;
  }

  async #ask() {
    const { linkId } = this;
    try {
      const places = await listPlaces(linkId);
      if (linkId === this.linkId) this.places = places;
    } catch (error) {
      // The page beside it says what is wrong.
      if (!(error instanceof Refused)) throw error;
    }
  }
}
