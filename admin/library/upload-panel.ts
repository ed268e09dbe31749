import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { pause, play, tick, warning } from '../parts/icons.ts';
import { Previews } from './previews.ts';
import { roughly } from './upload-pace.ts';
import { type Counts, countsOf, type Upload } from './upload-queue.ts';
import { uploads, WatchUploads } from './uploads.ts';
import './upload-troubles.ts';

const drawn = { wide: 60, narrow: 20 } as const;
const foldedMs = 10_000;

/** The uploads of one project as they go; nothing where there are none. It says `make-gallery` with the photos' ids. */
@customElement('upload-panel')
export class UploadPanel extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() projectId = '';
  /** A photo that the page knows already. */
  @property({ attribute: false }) find: (id: string) => Photo | undefined = () => undefined;
  readonly #previews = new Previews(() => this.requestUpdate());
  #fold: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    controls,
    css`
      section { padding-bottom: 24px; }
      .head { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; min-height: 44px; }
      .head .how { color: var(--ink2); font-variant-numeric: tabular-nums; }
      .head .how b { color: var(--ink); font-weight: 500; }
      .head .stay { margin-left: auto; }
      .line { display: block; width: 100%; height: 4px; margin: 4px 0 12px; background: var(--selected); }
      .line rect.there { fill: var(--brand); }
      .line rect.going { fill: var(--bar); }
      ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(72px, 1fr)); gap: 6px; }
      li { position: relative; aspect-ratio: 1; background: var(--fill); overflow: hidden; }
      li > :is(img, photo-thumb) { position: absolute; inset: 0; display: block; width: 100%; height: 100%; object-fit: cover; }
      li.waiting > img { opacity: 0.28; }
      li .percent { position: absolute; inset: auto 0 0; background: rgb(26 25 22 / 72%); color: #ffffff; font-size: 13px; line-height: 20px; text-align: center; font-variant-numeric: tabular-nums; }
      li .ok { position: absolute; right: 4px; bottom: 4px; display: grid; place-items: center; width: 20px; height: 20px; border-radius: 10px; background: #ffffff; color: #1b7a4b; }
      li .ok svg { width: 14px; height: 14px; stroke-width: 2.2; }
      li:is(.refused, .aside) { display: grid; place-items: center; border: 1px solid var(--dead); background: var(--dead-ground); color: var(--dead); }
      .more { padding-top: 8px; }
      .full { margin-top: 12px; }
      upload-troubles { margin-top: 12px; }
      @media (max-width: 767px) {
        section { padding-bottom: 16px; }
        .head .how, .head .stay { flex-basis: 100%; order: 2; margin: 0; }
        .head .turn { margin-left: auto; }
      }
    `,
  ];

  constructor() {
    super();
    new WatchUploads(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#fold);
    this.#fold = undefined;
    this.#previews.clear();
  }

  override render() {
    const all = uploads.queue.of(this.projectId);
    if (all.length === 0) return nothing;
    const counts = countsOf(all);
    return html`<section aria-label=${this.words.library.uploading.title}>
      ${counts.left > 0 ? this.#going(all, counts) : this.#done(all, counts)}
      <upload-troubles .words=${this.words} .uploads=${all.filter(({ state }) => state === 'refused' || state === 'aside')}></upload-troubles>
    </section>`;
  }

  override updated() {
    const counts = countsOf(uploads.queue.of(this.projectId));
    const over = counts.left === 0 && counts.arrived > 0;
    if (!over) {
      clearTimeout(this.#fold);
      this.#fold = undefined;
    } else this.#fold ??= setTimeout(() => this.#close(), foldedMs);
  }

  #going(all: Upload[], counts: Counts) {
    const { uploading } = this.words.library;
    const hold = uploads.queue.hold();
    const stopped = hold === 'paused' || hold === 'full' || hold === 'stranger';
    return html`
      <div class="head">
        <h2>${hold === 'paused' ? uploading.paused : uploading.title}</h2>
        <p class="how" role="status"><b>${uploading.received(counts.arrived, counts.all - counts.refused)}</b>${this.#rest(counts)}</p>
        <p class="small stay">${uploads.roomy ? uploading.mayLeave : uploading.mustStay}</p>
        <button class="quiet turn" @click=${() => (stopped ? uploads.resume() : uploads.pause())}>
          ${stopped ? play : pause}${stopped ? uploading.resume : uploading.pause}
        </button>
      </div>
      ${this.#line(counts)}
      ${hold === 'full' ? html`<div class="problem full">${warning}<p role="alert">${uploading.full}</p></div>` : nothing}
      ${this.#tiles(all)}
    `;
  }

  #rest({ duplicates }: Counts) {
    const { uploading } = this.words.library;
    const { comma } = this.words.admin;
    const hold = uploads.queue.hold();
    const parts: string[] = duplicates > 0 ? [uploading.duplicates(duplicates)] : [];
    if (hold === 'lost' || hold === 'busy' || hold === 'stranger') parts.push(uploading[hold]);
    const seconds = uploads.secondsLeft();
    if (seconds !== undefined) {
      const { value, unit } = roughly(seconds);
      parts.push(uploading.left[unit](value));
    }
    return parts.map((part) => `${comma}${part}`).join('');
  }

  #line({ bytes, bytesArrived, bytesGoing }: Counts) {
    const there = bytes === 0 ? 0 : (bytesArrived / bytes) * 1000;
    const going = bytes === 0 ? 0 : (bytesGoing / bytes) * 1000;
    return html`<svg class="line" viewBox="0 0 1000 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="there" width=${there} height="4"></rect><rect class="going" x=${there} width=${going} height="4"></rect>
    </svg>`;
  }

  #tiles(all: Upload[]) {
    const sent = all.filter(({ state }) => state !== 'aside');
    const most = matchMedia('(max-width: 767px)').matches ? drawn.narrow : drawn.wide;
    // Of very many, those around what goes now.
    const now = sent.findIndex(({ state }) => state === 'going' || state === 'waiting');
    const from = Math.max(0, Math.min(now - Math.floor(most / 3), sent.length - most));
    const shown = sent.slice(from, from + most);
    const hidden = sent.length - shown.length;
    return html`
      <ul>${repeat(
        shown,
        ({ id }) => id,
        (upload) => this.#tile(upload),
      )}</ul>
      ${hidden > 0 ? html`<p class="small more">${this.words.library.uploading.hidden(hidden)}</p>` : nothing}
    `;
  }

  #tile({ id, name, state, sent, bytes, photoId, duplicate }: Upload) {
    const { tile, states, duplicate: twice } = this.words.library.uploading;
    const address = this.#previews.of(id, uploads.fileOf(id));
    const photo = photoId === undefined ? undefined : this.find(photoId);
    const picture = address
      ? html`<img src=${address} alt="" />`
      : photo && state === 'arrived'
        ? html`<photo-thumb .photo=${photo}></photo-thumb>`
        : nothing;
    const percent = bytes === 0 ? 0 : Math.min(99, Math.floor((sent / bytes) * 100));
    return html`<li class=${state} title=${name}>
      <span class="unseen">${tile(name, duplicate ? twice : states[state])}</span>
      ${state === 'refused' ? warning : picture}
      ${state === 'going' ? html`<span class="percent" aria-hidden="true">${percent}%</span>` : nothing}
      ${state === 'arrived' ? html`<span class="ok">${tick}</span>` : nothing}
    </li>`;
  }

  #done(all: Upload[], { arrived, refused, duplicates, aside }: Counts) {
    const { uploading } = this.words.library;
    if (arrived === 0 && refused === 0) return nothing;
    const ids = [...new Set(all.flatMap(({ photoId }) => photoId ?? []))];
    const more = duplicates > 0 ? `${this.words.admin.comma}${uploading.duplicates(duplicates)}` : '';
    if (arrived === 0) return nothing;
    return html`<div class="head" data-aside=${aside}>
      <h2 role="status">${uploading.done(arrived, refused)}${more}</h2>
      <button class="dense" @click=${() => this.dispatchEvent(new CustomEvent<string[]>('make-gallery', { detail: ids }))}>${uploading.makeGallery}</button>
      <button class="quiet dense" @click=${() => this.#close()}>${uploading.fold}</button>
    </div>`;
  }

  /** What has arrived is in the grid below; what has not, stays until somebody has read why. */
  #close() {
    clearTimeout(this.#fold);
    this.#fold = undefined;
    const mine = uploads.queue.of(this.projectId);
    if (mine.some(({ state }) => state === 'waiting' || state === 'going')) return;
    uploads.remove(mine.filter(({ state }) => state === 'arrived').map(({ id }) => id));
  }
}
