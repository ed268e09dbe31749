import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { instantAt } from '../library/wall-time.ts';
import { numberStyle } from '../links/fields.ts';
import { controls } from '../parts/controls.ts';
import { problemLine, sentenceOf } from '../parts/problem-line.ts';
import { addSwap } from './calls.ts';
import type { Picked } from './picker-foot.ts';
import '../parts/admin-dialog.ts';
import '../parts/admin-segments.ts';
import '../parts/photo-thumb.ts';
import './photo-picker.ts';

/** What was decided: the set that comes in, now; or at a moment, which is planned already. */
export type Swapping = { readonly photoIds: readonly string[]; readonly at?: string };

/**
 * Puts another set of photos in the place of a gallery's: chosen, looked at against what is there, and done at once or at
 * a moment. It says `swap` with a Swapping, `many` with the ids where more were chosen than a gallery holds, and `closed`.
 */
@customElement('swap-dialog')
export class SwapDialog extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) gallery: Gallery | undefined;
  @property() zone = 'UTC';
  @property({ type: Boolean }) open = false;
  @state() private chosen: readonly string[] = [];
  @state() private picking = false;
  @state() private way: 'now' | 'at' = 'now';
  /** `2026-11-22T09:00`, by the clocks of the zone. */
  @state() private moment = '';
  @state() private past = false;
  @state() private busy = false;
  @state() private refused: Refused | undefined;

  static override styles = [
    controls,
    numberStyle,
    css`
      .all { display: grid; gap: 20px; }
      .block { display: grid; gap: 8px; }
      .block > b, label b { font-weight: 500; }
      .line { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; }
      .line p { color: var(--ink2); }
      ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(84px, 1fr)); gap: 6px; margin: 0; padding: 0; list-style: none; }
      li { position: relative; aspect-ratio: 140 / 98; }
      photo-thumb { width: 100%; height: 100%; }
      li span { position: absolute; left: 0; top: 0; padding: 0 6px; background: var(--paper); font-size: 13px; line-height: 20px; }
      input[type='datetime-local'] { width: 100%; max-width: 280px; height: 44px; padding: 0 12px; border: 1px solid var(--line2); border-radius: 8px; background: var(--paper); color: var(--ink); font: inherit; }
      input[type='datetime-local']:focus { outline: 2px solid var(--accent); outline-offset: -2px; border-color: transparent; }
      label { display: grid; gap: 8px; }
      admin-segments { justify-self: start; }
      @media (max-width: 599px) { input[type='datetime-local'] { max-width: none; height: 52px; font-size: 17px; } }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('open') || !this.open) return;
    this.chosen = [];
    this.way = 'now';
    this.moment = '';
    this.past = false;
    this.refused = undefined;
    this.picking = true;
  }

  override render() {
    const { swaps, picker } = this.words.galleries;
    const { chosen } = this;
    const may = chosen.length > 0 && !this.busy;
    const label = this.busy ? swaps.busy : this.way === 'now' ? swaps.now(chosen.length) : swaps.plan;
    return html`<admin-dialog wide heading=${swaps.heading} ?open=${this.open && !this.picking} @closed=${() => this.picking || this.#close()}>
        ${this.open ? this.#body() : nothing}
        <button slot="footer" @click=${this.#close}>${this.words.admin.cancel}</button>
        <button slot="footer" class="primary" aria-disabled=${may ? 'false' : 'true'} @click=${() => may && void this.#swap()}>${label}</button>
      </admin-dialog>
      <photo-picker .words=${this.words} .projectId=${this.gallery?.projectId ?? ''} mode="take" heading=${picker.newTitle} ?open=${this.open && this.picking}
        @closed=${this.#picked} @picked=${({ detail }: CustomEvent<Picked>) => {
          this.chosen = detail.ids;
          if (detail.ids.length <= galleryLimit) return;
          this.#close();
          this.dispatchEvent(new CustomEvent<readonly string[]>('many', { detail: detail.ids }));
        }}></photo-picker>`;
  }

  #body() {
    const { swaps } = this.words.galleries;
    const { chosen } = this;
    const before = this.gallery?.photoIds ?? [];
    const fresh = chosen.filter((id) => !before.includes(id));
    const leaving = before.filter((id) => !chosen.includes(id)).length;
    const staying = chosen.length - fresh.length;
    const told = [
      swaps.before(before.length),
      swaps.after(chosen.length),
      swaps.fresh(fresh.length),
      ...(staying > 0 ? [swaps.staying(staying)] : []),
      ...(leaving > 0 ? [swaps.leaving(leaving)] : []),
    ].join(this.words.admin.comma);
    return html`<div class="all">
      <p class="small">${swaps.lead}</p>
      ${this.refused ? problemLine(sentenceOf(this.refused, this.words)) : nothing}
      <div class="block"><div class="line"><p class="figures" role="status">${chosen.length === 0 ? swaps.none : told}</p>
        <button @click=${() => {
          this.picking = true;
        }}>${chosen.length === 0 ? swaps.choose : swaps.again}</button></div>
        ${chosen.length === 0 ? nothing : html`<ol aria-label=${swaps.preview}>${chosen.map((id) => html`<li><photo-thumb .photo=${{ id, edition: 0 }} fit="whole"></photo-thumb>${fresh.includes(id) ? html`<span>${swaps.isNew}</span>` : nothing}</li>`)}</ol>`}</div>
      <div class="block"><b>${swaps.when}</b>
        <admin-segments label=${swaps.when} .value=${this.way} .options=${(['now', 'at'] as const).map((value) => ({ value, label: swaps.ways[value] }))}
          @choose=${({ detail }: CustomEvent<'now' | 'at'>) => {
            this.way = detail;
            this.past = false;
          }}></admin-segments></div>
      ${
        this.way === 'now'
          ? nothing
          : html`<label><b>${swaps.moment}</b><input type="datetime-local" name="moment" .value=${this.moment} aria-invalid=${this.past ? 'true' : 'false'} aria-describedby="moment-told"
              @input=${(event: InputEvent) => {
                this.moment = (event.target as HTMLInputElement).value;
                this.past = false;
              }} /><span id="moment-told" class=${this.past ? 'told' : 'small'}>${this.past ? swaps.past : swaps.momentHelp(this.zone)}</span></label>`
      }
    </div>`;
  }

  async #swap() {
    const { gallery, chosen: photoIds } = this;
    if (!gallery) return;
    if (this.way === 'now') return this.#tell({ photoIds });
    const moment = this.moment === '' ? Number.NaN : instantAt(this.moment, this.zone);
    this.past = !(moment > Date.now());
    if (this.past) {
      this.renderRoot.querySelector<HTMLInputElement>("input[name='moment']")?.focus();
      return;
    }
    this.busy = true;
    this.refused = undefined;
    const at = new Date(moment).toISOString();
    try {
      await addSwap(gallery.id, photoIds, at);
      this.#tell({ photoIds, at });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.past = error.fields.includes('at');
      if (!this.past) this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  #tell(swapping: Swapping) {
    this.#close();
    this.dispatchEvent(new CustomEvent<Swapping>('swap', { detail: swapping }));
  }

  /** The picker says that it is closed before it says what was picked. */
  readonly #picked = () =>
    queueMicrotask(() => {
      if (!this.picking) return;
      this.picking = false;
      if (this.chosen.length === 0) this.#close();
    });

  readonly #close = () => {
    this.open = false;
    this.picking = false;
    this.dispatchEvent(new Event('closed'));
  };
}
