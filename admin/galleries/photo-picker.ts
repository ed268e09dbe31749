import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { controls } from '../parts/controls.ts';
import { search, tick } from '../parts/icons.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { findPhotos } from './calls.ts';
import { type Picked, pickerFoot } from './picker-foot.ts';
import '../parts/admin-dialog.ts';
import '../parts/photo-thumb.ts';

/**
 * Chooses photos of a project's library. `mode`: `add` to a gallery that has `room`, `swap` for one, `take` for a new
 * gallery. It says `picked` with the ids to put in and, where more were chosen than there is room for, the rest; `closed`.
 */
@customElement('photo-picker')
export class PhotoPicker extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() projectId = '';
  @property() heading = '';
  @property() mode: 'add' | 'swap' | 'take' = 'add';
  @property({ type: Number }) room = galleryLimit;
  /** Those that are in the gallery already. */
  @property({ attribute: false }) there: readonly string[] = [];
  @property({ type: Boolean }) open = false;
  @state() private q = '';
  @state() private found: readonly Photo[] | undefined;
  @state() private cursor: string | null = null;
  @state() private chosen: readonly string[] = [];
  @state() private refused: Refused | undefined;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    controls,
    css`
      .bar { position: sticky; z-index: 2; top: -12px; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; margin: -12px 0 0; padding: 12px 0; background: var(--paper); }
      .search { position: relative; flex: 1 1 240px; }
      .search input { width: 100%; height: 44px; padding: 0 12px 0 42px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; appearance: none; }
      .search input:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      .search svg { position: absolute; left: 12px; top: 12px; color: var(--ink2); pointer-events: none; }
      .room { color: var(--ink2); }
      .room.over { color: var(--soon); }
      ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(116px, 1fr)); gap: 8px; min-height: 220px; align-content: start; }
      li button { position: relative; display: block; width: 100%; min-height: 0; padding: 0; border: 0; border-radius: 0; aspect-ratio: 140 / 98; }
      photo-thumb { width: 100%; height: 100%; }
      .sign { position: absolute; right: 4px; bottom: 4px; display: grid; place-items: center; width: 28px; height: 28px; border-radius: 50%; background: var(--accent); color: var(--on-accent); font-size: 13px; font-variant-numeric: tabular-nums; }
      .in { position: absolute; left: 0; top: 0; padding: 0 6px; background: var(--paper); font-size: 13px; line-height: 20px; }
      [aria-pressed='true'] { outline: 3px solid var(--accent); outline-offset: -1px; z-index: 1; }
      [aria-disabled='true'] photo-thumb { opacity: 0.4; }
      li button[aria-disabled='true'] { opacity: 1; }
      .more { display: flex; justify-content: center; padding-top: 16px; }
      .none { grid-column: 1 / -1; color: var(--ink2); padding: 24px 0; }
      @media (max-width: 599px) { ul { grid-template-columns: repeat(3, 1fr); gap: 4px; } .search input { font-size: 17px; } }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.q = '';
    this.chosen = [];
    this.found = undefined;
    void this.#find();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    return html`<admin-dialog wide heading=${this.heading} ?open=${this.open} @closed=${this.#close}>
      ${this.open ? this.#body() : nothing}
      ${pickerFoot(this.mode, this.chosen, this.room, this.words, { cancel: () => this.#close(), pick: (picked) => this.#pick(picked) })}
    </admin-dialog>`;
  }

  #body() {
    const { picker, page } = this.words.galleries;
    const count = this.chosen.length;
    const over = this.mode === 'add' && count > this.room;
    const room =
      this.mode === 'add'
        ? over
          ? picker.over(count, this.room)
          : picker.room(this.room - count)
        : count > 0
          ? picker.chosen(count)
          : '';
    return html`<div class="bar"><div class="search">${search}<input type="search" aria-label=${picker.search} placeholder=${picker.search} .value=${this.q} @input=${this.#typed} /></div>
        <p class="room figures ${over ? 'over' : ''}" role="status">${room}</p>
        ${count > 0 && this.mode !== 'swap' ? html`<button class="quiet" @click=${() => this.#choose([])}>${picker.clear}</button>` : nothing}</div>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words), html`<button @click=${() => void this.#find()}>${this.words.admin.retry}</button>`) : nothing}
      <ul aria-label=${picker.results}>
        ${this.found?.length === 0 ? html`<li class="none">${this.q === '' ? picker.library : picker.none}</li>` : nothing}
        ${this.found?.map((photo) => {
          const inside = this.there.includes(photo.id);
          const nr = this.chosen.indexOf(photo.id);
          const name = [
            photo.title || photo.name,
            ...(nr >= 0 && this.mode !== 'swap' ? [String(nr + 1)] : []),
            ...(inside ? [picker.inGallery] : []),
            ...(photo.state === 'failed' ? [page.failed] : []),
          ].join(this.words.admin.comma);
          return html`<li><button aria-label=${name} aria-pressed=${nr >= 0 ? 'true' : 'false'} aria-disabled=${inside || photo.state === 'failed' ? 'true' : 'false'} title=${name} @click=${() => this.#press(photo)}>
            <photo-thumb .photo=${photo} fit="whole"></photo-thumb>${inside ? html`<span class="in" aria-hidden="true">${picker.inGallery}</span>` : nothing}
            ${nr >= 0 ? html`<span class="sign" aria-hidden="true">${this.mode === 'swap' ? tick : nr + 1}</span>` : nothing}
          </button></li>`;
        })}
      </ul>
      ${this.cursor === null ? nothing : html`<div class="more"><button @click=${() => void this.#find(this.cursor ?? undefined)}>${picker.more}</button></div>`}`;
  }

  #press({ id, state }: Photo) {
    if (this.there.includes(id) || state === 'failed') return;
    if (this.mode === 'swap') return this.#choose([id]);
    this.#choose(this.chosen.includes(id) ? this.chosen.filter((one) => one !== id) : [...this.chosen, id]);
  }

  #choose(ids: readonly string[]) {
    this.chosen = ids;
  }

  #typed(event: InputEvent) {
    this.q = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#find(), 250);
  }

  async #find(cursor?: string) {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const { items, nextCursor } = await findPhotos(this.projectId, this.q.trim(), cursor);
      if (turn !== this.#turn) return;
      this.found = cursor === undefined ? items : [...(this.found ?? []), ...items];
      this.cursor = nextCursor;
      this.refused = undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (turn === this.#turn) this.refused = error;
    }
  }

  #pick(picked: Picked) {
    this.#close();
    this.dispatchEvent(new CustomEvent<Picked>('picked', { detail: picked }));
  }

  #close() {
    this.open = false;
    this.dispatchEvent(new Event('closed'));
  }
}
