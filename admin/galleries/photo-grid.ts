import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { dragOrder } from '../parts/drag-order.ts';
import type { PhotoThumb } from '../parts/photo-thumb.ts';
import { alike, moved } from './pending.ts';
import { gridStyle } from './photo-grid-style.ts';
import '../parts/photo-thumb.ts';

/**
 * The photos of a gallery in their order: dragged, or by keyboard (space picks up, arrows move, Enter drops, Escape puts
 * back). It says `reorder` with the new order, `choose` with the id of the photo that was pressed, and `busy` with whether
 * one is held.
 */
@customElement('photo-grid')
export class PhotoGrid extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) ids: readonly string[] = [];
  @property({ attribute: false }) photos: ReadonlyMap<string, Photo> = new Map();
  @property() cover: string | null = null;
  @property() chosen = '';
  @property({ type: Boolean }) fixed = false;
  /** The order while one is held by keyboard. */
  @state() private held: { readonly id: string; readonly ids: readonly string[] } | undefined;
  @state() private said = '';
  #focus = '';
  #stop: (() => void) | undefined;

  static override styles = [controls, gridStyle];

  override render() {
    const { page } = this.words.galleries;
    const ids = this.held?.ids ?? this.ids;
    const at = ids.includes(this.chosen) ? this.chosen : ids[0];
    return html`<ol aria-label=${page.grid}>
      ${repeat(
        ids,
        (id) => id,
        (id, index) => {
          const photo = this.photos.get(id);
          const cover = id === this.cover;
          const name = [
            photo?.title || photo?.name || '',
            ...(cover ? [page.cover] : []),
            ...(photo?.hidden ? [this.words.feedback.photo.hidden] : []),
            ...(photo?.state === 'failed' ? [page.failed] : photo?.state === 'processing' ? [page.processing] : []),
          ].join(this.words.admin.comma);
          return html`<li data-id=${id} class=${[id === this.chosen ? 'chosen' : '', photo?.hidden ? 'unshown' : '', this.held?.id === id ? 'held' : '', photo?.state ?? ''].join(' ')}>
            <button aria-label=${page.cell(index + 1, ids.length, name)} aria-pressed=${id === this.chosen ? 'true' : 'false'}
              tabindex=${id === at ? '0' : '-1'} @click=${() => this.#choose(id)} @keydown=${(event: KeyboardEvent) => this.#key(event, id)}>
              <photo-thumb .photo=${photo} fit="whole"></photo-thumb>
              <span class="nr" aria-hidden="true">${index + 1}</span>
              ${cover ? html`<span class="mark" aria-hidden="true">${page.cover}</span>` : photo?.panorama ? html`<span class="mark" aria-hidden="true">${page.panorama}</span>` : nothing}
              ${photo?.hidden ? html`<span class="how failed" aria-hidden="true">${this.words.feedback.photo.hidden}</span>` : nothing}
              ${photo?.state === 'failed' || photo?.state === 'processing' ? html`<span class="how ${photo.state}" aria-hidden="true">${photo.state === 'failed' ? page.failed : page.processing}</span>` : nothing}
            </button>
          </li>`;
        },
      )}
    </ol><p class="unseen" role="status" aria-live="assertive">${this.said}</p>`;
  }

  override willUpdate(changed: Map<string, unknown>) {
    // An element that is moved loses the focus.
    this.#focus ||= (this.shadowRoot?.activeElement?.closest('li') as HTMLElement | null)?.dataset.id ?? '';
    // Taken out by somebody while it was held.
    if (changed.has('ids') && this.held && !this.ids.includes(this.held.id)) this.#release();
  }

  override updated(changed: Map<string, unknown>) {
    if (changed.has('fixed')) this.#sort();
    const button = this.#button(this.#focus);
    this.#focus = '';
    if (button && button !== this.shadowRoot?.activeElement) button.focus();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
    this.#release();
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#sort();
  }

  #sort() {
    this.#stop?.();
    this.#stop = undefined;
    const list = this.renderRoot.querySelector('ol');
    if (this.fixed || !list) return;
    this.#stop = dragOrder(list, {
      picked: (item, copy) => {
        this.#release();
        // What flies is a copy of the element, without what was given to it.
        const flying = copy?.querySelector<PhotoThumb>('photo-thumb');
        if (flying) flying.photo = item.querySelector<PhotoThumb>('photo-thumb')?.photo;
        this.#busy(true);
      },
      dropped: (from, to) => {
        const ids = moved(this.ids, from, to);
        if (!alike(ids, this.ids)) this.#tell(ids);
        this.#busy(false);
      },
    });
  }

  #choose(id: string) {
    if (this.held) return this.#drop();
    this.dispatchEvent(new CustomEvent<string>('choose', { detail: id }));
  }

  #key(event: KeyboardEvent, id: string) {
    const { page } = this.words.galleries;
    const ids = this.held?.ids ?? this.ids;
    const place = ids.indexOf(id);
    const step = this.#step(event.key, place, ids.length);
    if (event.key === ' ') {
      event.preventDefault();
      if (this.held) return this.#drop();
      if (this.fixed) return;
      this.held = { id, ids };
      this.said = page.lifted(place + 1, ids.length);
      this.#busy(true);
    } else if (event.key === 'Enter' && this.held) {
      event.preventDefault();
      this.#drop();
    } else if (event.key === 'Escape' && this.held) {
      event.preventDefault();
      this.said = page.putBack(this.ids.indexOf(id) + 1);
      this.#release();
      this.#focus = id;
    } else if (step !== undefined) {
      event.preventDefault();
      if (this.held) {
        this.held = { id, ids: moved(ids, place, step) };
        this.said = page.movedTo(step + 1, ids.length);
        this.#focus = id;
      } else this.#button(ids[step] ?? '')?.focus();
    }
  }

  /** The place that a key leads to; nothing where it leads nowhere. */
  #step(key: string, place: number, all: number): number | undefined {
    const list = this.renderRoot.querySelector('ol');
    const columns = list ? getComputedStyle(list).gridTemplateColumns.split(' ').length : 1;
    const to = {
      ArrowLeft: place - 1,
      ArrowRight: place + 1,
      ArrowUp: place - columns,
      ArrowDown: place + columns,
      Home: 0,
      End: all - 1,
    }[key];
    if (to === undefined) return undefined;
    return to < 0 || to >= all ? place : to;
  }

  #drop() {
    const { held } = this;
    if (!held) return;
    this.said = this.words.galleries.page.dropped(held.ids.indexOf(held.id) + 1);
    if (!alike(held.ids, this.ids)) this.#tell(held.ids);
    this.#focus = held.id;
    this.#release();
  }

  #release() {
    if (!this.held) return;
    this.held = undefined;
    this.#busy(false);
  }

  #tell(ids: readonly string[]) {
    this.dispatchEvent(new CustomEvent<readonly string[]>('reorder', { detail: ids }));
  }

  #busy(busy: boolean) {
    this.dispatchEvent(new CustomEvent<boolean>('busy', { detail: busy }));
  }

  #button(id: string): HTMLButtonElement | null {
    return this.renderRoot.querySelector<HTMLButtonElement>(`li[data-id='${CSS.escape(id)}'] button`);
  }
}
