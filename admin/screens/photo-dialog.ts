import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Screen, ScreenCommand, Unit } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { bringIntoView } from '../parts/into-view.ts';
import '../parts/admin-dialog.ts';
import '../parts/photo-thumb.ts';

/** One photo to stay on a screen: of what its loop shows, or of one of its units. It says `press` with the ScreenCommand, and `closed`. */
@customElement('photo-dialog')
export class PhotoDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screen: Screen | undefined;
  @property({ attribute: false }) units: readonly Unit[] = [];
  @property({ type: Boolean }) open = false;
  /** The gallery; empty: the loop. */
  @state() private from = '';

  static override styles = [
    controls,
    css`
      .chips { position: sticky; z-index: 2; top: -12px; display: flex; gap: 8px; margin-top: -12px; padding: 12px 0; overflow-x: auto; scrollbar-width: none; background: var(--paper); }
      .chips button { flex: none; gap: 10px; padding: 0 13px; font-weight: 400; white-space: nowrap; }
      .chips span { color: var(--ink3); font-variant-numeric: tabular-nums; }
      .chips button[aria-pressed='true'] { border-color: var(--ink); background: var(--ink); color: var(--paper); }
      .chips button[aria-pressed='true'] span { color: inherit; opacity: 0.8; }
      .chips button:focus-visible { outline-offset: -2px; }
      ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(116px, 1fr)); gap: 4px; min-height: 220px; align-content: start; }
      li button { display: block; width: 100%; min-height: 0; padding: 0; border: 0; border-radius: 0; aspect-ratio: 140 / 98; }
      li button:focus-visible { outline-offset: -4px; }
      li button[aria-pressed='true'] { outline: 3px solid var(--accent); outline-offset: -3px; }
      photo-thumb { width: 100%; height: 100%; pointer-events: none; }
      @media (max-width: 599px) { ul { grid-template-columns: repeat(3, 1fr); } }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    // Where something was called for, its photos are what is looked for.
    if (changed.has('open') && this.open) this.from = this.screen?.pin?.galleryId ?? '';
  }

  override updated() {
    // The dialog has its width only once it is open.
    requestAnimationFrame(() => {
      const strip = this.renderRoot.querySelector('.chips');
      bringIntoView(strip, strip?.querySelector("[aria-pressed='true']"));
    });
  }

  override render() {
    const { photo } = this.words.screens;
    return html`<admin-dialog wide no-footer heading=${photo.title} ?open=${this.open} @closed=${this.#close}>
      ${this.open && this.screen ? this.#body(this.screen) : nothing}
    </admin-dialog>`;
  }

  #body({ state: { programme, photos }, status }: Screen) {
    const { photo } = this.words.screens;
    const loop = [...new Set(programme.scenes.flatMap(({ photoIds }) => photoIds))].filter((id) => photos[id]);
    const unit = this.units.find(({ galleryId }) => galleryId === this.from);
    const ids = unit ? unit.photoIds : loop;
    const title = unit?.title ?? photo.onNow;
    const chip = (id: string, label: string, count: number) =>
      html`<button aria-pressed=${(unit ? unit.galleryId : '') === id ? 'true' : 'false'} @click=${() => {
        this.from = id;
      }}>${label} <span>${count}</span></button>`;
    return html`<div class="chips" role="group" aria-label=${photo.from}>
        ${chip('', photo.onNow, loop.length)}${this.units.map((one) => chip(one.galleryId, one.title, one.photoIds.length))}</div>
      ${ids.length === 0 ? html`<p class="small">${photo.none}</p>` : nothing}
      <ul>${repeat(
        ids,
        (id) => id,
        (id, place) =>
          html`<li><button aria-label=${photo.put(photo.nth(title, place + 1))} aria-pressed=${status?.photoId === id ? 'true' : 'false'} @click=${() => this.#put(id, unit)}>
            <photo-thumb .photo=${photos[id] ?? { id, edition: 0 }}></photo-thumb></button></li>`,
      )}</ul>`;
  }

  #put(photoId: string, unit: Unit | undefined) {
    const command: ScreenCommand = { type: 'pin', photoId, ...(unit && { galleryId: unit.galleryId }) };
    this.dispatchEvent(new CustomEvent<ScreenCommand>('press', { detail: command }));
    this.#close();
  }

  #close() {
    if (this.open) this.dispatchEvent(new Event('closed'));
  }
}
