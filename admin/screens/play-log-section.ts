import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PlayLog } from '#contract/plays.ts';
import { type Words, words } from '#words/index.ts';
import { boxNow } from '../live.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import '../parts/photo-thumb.ts';
import { readPlays } from './calls.ts';

const dayMs = 86_400_000;
/** Told of more photos than these nobody would look at all of them. */
const mostPhotos = 8;
/** Screens tell what they showed twice a minute. */
const againMs = 60_000;
const spans = ['today', 'week'] as const;

/** What a screen showed today or in a week: for how long, and which photos longest. */
@customElement('play-log-section')
export class PlayLogSection extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) screenId = '';
  @state() private days: (typeof spans)[number] = 'today';
  readonly #load = new Load<PlayLog>(this, () => readPlays(this.screenId, this.#from), {
    of: () => (this.screenId === '' ? '' : `${this.screenId} ${this.days}`),
  });
  #timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    css`
      header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; margin: 24px 0 8px; }
      .days { display: flex; gap: 8px; }
      .days button { padding: 0 12px; }
      .days button[aria-pressed='true'] { background: var(--fill); border-color: var(--ink2); }
      h3 { margin: 16px 0 8px; font-size: 15px; line-height: 24px; font-weight: 500; }
      ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(136px, 1fr)); gap: 12px; }
      photo-thumb { aspect-ratio: 3 / 2; }
      li p { margin-top: 4px; color: var(--ink2); font-size: 13px; line-height: 20px; font-variant-numeric: tabular-nums; }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      if (!document.hidden) void this.#load.again();
    }, againMs);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const { plays } = this.words;
    return html`
      <header>
        <h2>${plays.title}</h2>
        <div class="days" role="group" aria-label=${plays.days}>${spans.map(
          (days) =>
            html`<button aria-pressed=${String(this.days === days)} @click=${() => {
              this.days = days;
            }}>${plays[days]}</button>`,
        )}</div>
      </header>
      ${this.#load.render(this.words, (log) => this.#log(log))}`;
  }

  #log({ seconds, offlineSeconds, photos }: PlayLog) {
    const { plays, screens } = this.words;
    if (seconds === 0) return html`<p class="small">${this.days === 'today' ? plays.noneToday : plays.none}</p>`;
    const offline = offlineSeconds < 1 ? '' : plays.offline(screens.span(offlineSeconds));
    return html`<p>${plays.shown(screens.span(seconds))}${offline}</p>
      ${
        photos.length === 0
          ? nothing
          : html`<h3>${plays.photos}</h3><ul>${photos
              .slice(0, mostPhotos)
              .map(
                ({ photoId, seconds: seen, times }) =>
                  html`<li><photo-thumb .photo=${{ id: photoId, edition: 0 }}></photo-thumb><p>${plays.photo(screens.span(seen), times)}</p></li>`,
              )}</ul>`
      }`;
  }

  /** The box widens it to whole days of its own zone. */
  get #from(): string | undefined {
    return this.days === 'today' ? undefined : new Date(boxNow() - 6 * dayMs).toISOString();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'play-log-section': PlayLogSection;
  }
}
