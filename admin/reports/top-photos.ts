import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { ReportPhoto } from '#contract/report.ts';
import { type Words, words } from '#words/index.ts';
import { controls } from '../parts/controls.ts';
import { href } from '../router.ts';
import '../parts/photo-thumb.ts';

const aRow = 6;

/** Photos in the order that is asked for: the most looks, or the longest. Those without any are left out. */
export function ranked(photos: readonly ReportPhoto[], longest: boolean): ReportPhoto[] {
  const value = ({ views, seconds }: ReportPhoto) => (longest ? seconds : views);
  return photos.filter((photo) => value(photo) > 0).toSorted((a, b) => value(b) - value(a));
}

/** The photos that were looked at most, as photos with their figures, in rows of one height. */
@customElement('top-photos')
export class TopPhotos extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property() projectId = '';
  @property({ attribute: false }) photos: readonly ReportPhoto[] = [];
  /** By how long, rather than how often. */
  @property({ type: Boolean }) longest = false;
  @state() private rows = 1;

  static override styles = [
    controls,
    css`
      ul { display: flex; gap: 12px 8px; }
      ul + ul { margin-top: 20px; }
      li { flex: var(--shape) 1 0; min-width: 0; max-width: calc(var(--shape) * 240px); }
      a { display: block; color: inherit; text-decoration: none; }
      photo-thumb, .gone { aspect-ratio: var(--shape); width: 100%; }
      .gone { display: grid; place-items: center; background: var(--fill); color: var(--ink2); font-size: 13px; }
      .figure { display: block; margin-top: 6px; font-size: 22px; line-height: 32px; font-weight: 500; font-variant-numeric: tabular-nums; }
      .figure small { font-size: 13px; font-weight: 400; color: var(--ink2); }
      .small { display: block; overflow-wrap: anywhere; }
      .title { color: var(--ink); }
      button { margin-top: 16px; }
      @media (hover: hover) { a:hover .title { text-decoration: underline; } }
      @media screen and (max-width: 767px) {
        ul { display: grid; grid-template-columns: 1fr 1fr; gap: 16px 8px; align-items: end; }
        ul + ul { margin-top: 16px; }
        li { max-width: none; align-self: start; }
        photo-thumb, .gone { aspect-ratio: 4 / 3; }
      }
      @media print { button { display: none; } li { break-inside: avoid; } }
    `,
  ];

  override render() {
    const all = ranked(this.photos, this.longest);
    const shown = all.slice(0, this.rows * aRow);
    const rows = Array.from({ length: Math.ceil(shown.length / aRow) }, (_, row) =>
      shown.slice(row * aRow, (row + 1) * aRow),
    );
    const { reportPage: own } = this.words;
    return html`${rows.map((row) => html`<ul aria-label=${own.photos.label}>${row.map((photo) => this.#photo(photo))}</ul>`)}
      ${shown.length < all.length ? html`<button class="dense" @click=${this.#more}>${own.photos.more(Math.min(all.length - shown.length, 2 * aRow))}</button>` : nothing}`;
  }

  #photo(photo: ReportPhoto) {
    const { reportPage: own, reports } = this.words;
    const { photoId: id, title, edition, thumbhash, there, views, seconds, width, height } = photo;
    // Neither a panorama nor a tall one takes the row for itself.
    const shape = String(Math.min(Math.max(width / Math.max(height, 1), 0.56), 1.8));
    const each = reports.notes.each(reports.lasting(views === 0 ? 0 : seconds / views));
    const told = html`<strong class="figure">${this.longest ? reports.lasting(seconds) : html`${reports.figure(views)} <small>${own.times}</small>`}</strong>
      ${title === '' ? nothing : html`<span class="small title">${title}</span>`}
      <span class="small figures">${this.longest ? `${own.looks(views)}${this.words.admin.comma}${each}` : each}</span>`;
    return html`<li style=${styleMap({ '--shape': shape })}>${
      there
        ? html`<a href=${href(`/projects/${this.projectId}?photo=${id}`)}><photo-thumb .photo=${{ id, edition, thumbhash }} alt=${title}></photo-thumb>${told}</a>`
        : html`<div class="gone">${own.photos.gone}</div>${told}`
    }</li>`;
  }

  readonly #more = () => {
    this.rows += 2;
  };
}
