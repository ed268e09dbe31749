import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { cross, down } from '../parts/icons.ts';
import { type About, type AboutKind, aboutKinds } from './asked.ts';

/** What the report is narrowed to, and the way to narrow it. It says `choose` with a kind, `clear` with a kind, or with '' for all. */
@customElement('filter-bar')
export class FilterBar extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) about: About = {};
  /** What each that it is narrowed to is called. */
  @property({ attribute: false }) names: Readonly<Partial<Record<AboutKind, string>>> = {};
  /** Galleries are called units. */
  @property({ type: Boolean }) units = false;

  static override styles = [
    controls,
    css`
      .all { display: flex; flex-wrap: wrap; gap: 8px; }
      button { padding: 0 14px; color: var(--ink2); font-weight: 400; }
      button[aria-pressed='true'], .on button:first-child { background: var(--selected); border-color: var(--selected); color: var(--ink); font-weight: 500; }
      button svg { width: 16px; height: 16px; }
      .on { display: inline-flex; max-width: 100%; }
      .on button:first-child { min-width: 0; border-radius: 8px 0 0 8px; text-align: left; }
      .on span { min-width: 0; overflow-wrap: anywhere; }
      .on button:last-child { flex: none; width: 44px; padding: 0; border-color: var(--selected); border-radius: 0 8px 8px 0; border-left: 1px solid var(--line2); background: var(--selected); color: var(--ink); }
      @media (max-width: 599px) {
        .all { flex-wrap: nowrap; margin: 0 -16px; padding: 2px 16px; overflow-x: auto; scrollbar-width: none; }
        button { white-space: nowrap; }
        .on { flex: none; max-width: calc(100vw - 64px); }
        .on button { white-space: normal; }
      }
      @media print { .all > :not(.on) { display: none; } .on button:last-child { display: none; } }
    `,
  ];

  override render() {
    const { filters } = this.words.reportPage;
    const none = Object.keys(this.about).length === 0;
    return html`<div class="all" role="group" aria-label=${filters.label}>
      <button aria-pressed=${none ? 'true' : 'false'} @click=${() => this.#say('clear', '')}>${filters.all}</button>
      ${aboutKinds.map((kind) => this.#kind(kind))}
    </div>`;
  }

  #kind(kind: AboutKind) {
    const { filters } = this.words.reportPage;
    const name = kind === 'galleryId' && this.units ? filters.units : filters.kinds[kind];
    const choose = () => this.#say('choose', kind);
    if (this.about[kind] === undefined)
      return html`<button aria-haspopup="dialog" @click=${choose}>${name}${down}</button>`;
    return html`<span class="on"><button aria-haspopup="dialog" @click=${choose}><span>${filters.one(name, this.names[kind] ?? '')}</span></button><button aria-label=${filters.clear(name)} @click=${() => this.#say('clear', kind)}>${cross}</button></span>${nothing}`;
  }

  #say(what: 'choose' | 'clear', kind: AboutKind | '') {
    this.dispatchEvent(new CustomEvent<AboutKind | ''>(what, { detail: kind }));
  }
}
