import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { href } from '../router.ts';
import { type CleanUp, readCleanUp } from './calls.ts';
import './clean-up-list.ts';

/** What the clean-up takes next, for whoever may keep something from it. */
@customElement('clean-up-page')
export class CleanUpPage extends PageElement {
  readonly #load = new Load(this, () => readCleanUp());

  static override styles = [
    controls,
    css`
      header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding-bottom: 16px; }
      h1 { flex: 1 1 240px; }
      .lead { flex: 1 0 100%; color: var(--ink2); text-wrap: pretty; }
      .off { padding: 8px 16px; margin-bottom: 16px; background: var(--fill); }
    `,
  ];

  constructor() {
    super();
    const told = new Set(['gallery.changed', 'link.changed', 'link.revoked', 'settings.changed', 'project.changed']);
    new Live(
      this,
      ({ fact }) => told.has(fact),
      () => this.#load.again(),
    );
  }

  override render() {
    const { cleanUp: own } = this.words.trash;
    const days = this.#load.value?.days ?? null;
    return html`
      <header><h1 tabindex="-1">${own.page}</h1>
        ${this.is('owner') ? html`<a class="button" href=${href('/box')}>${own.settings}</a>` : nothing}
        ${days === null ? nothing : html`<p class="lead">${own.lead(days)}</p>`}</header>
      ${this.#load.render(this.words, (found) => this.#found(found))}
    `;
  }

  #found({ days, paused, items }: CleanUp) {
    const { cleanUp: own } = this.words.trash;
    if (days === null) return html`<div class="empty"><p>${own.off}</p><p>${own.help}</p></div>`;
    return html`
      ${paused === null ? nothing : html`<p class="off">${own.paused}</p>`}
      ${
        items.length === 0
          ? html`<div class="empty"><p>${own.empty}</p><p>${own.emptyHelp}</p></div>`
          : html`<clean-up-list .words=${this.words} .items=${items} .zone=${this.zone} @kept=${() => void this.#load.again()}></clean-up-list>`
      }`;
  }
}
