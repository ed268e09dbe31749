import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HideRequest } from '#contract/hide.ts';
import type { Photo } from '#contract/photos.ts';
import { type Words, words } from '#words/index.ts';
import { changePhoto } from '../library/calls.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { eye, eyeOff, heart } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { type Hearted, listHearts, listHideRequests } from './calls.ts';
import { answerOf } from './hide-acts.ts';
import './hide-row.ts';

interface SaidOf {
  readonly hearted: Hearted | undefined;
  readonly requests: readonly HideRequest[];
}

/** So many lines are read at once; the others behind a fold. */
const linesShown = 5;

/**
 * What guests said of one photo, kept true: hearts and lines, and whether somebody in it wants it hidden, with what staff do
 * about that.
 */
@customElement('photo-said')
export class PhotoSaid extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) photo: Photo | undefined;
  @property() zone = 'UTC';
  /** Among other acts, one below the other. */
  @property({ type: Boolean, reflect: true }) wide = false;
  /** May hide it. */
  @property({ type: Boolean }) may = false;
  @state() private busy = false;
  readonly #load = new Load<SaidOf>(this, () => this.#ask(), { of: () => this.photo?.id ?? '' });

  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 4px; }
      .hearts { display: flex; align-items: center; gap: 8px; min-height: 32px; font-variant-numeric: tabular-nums; }
      .hearts svg { color: var(--dead); }
      li { padding: 2px 0; overflow-wrap: anywhere; }
      li .small { margin-right: 6px; }
      summary { display: inline-flex; align-items: center; min-height: 44px; color: var(--ink2); }
      .state { display: flex; align-items: center; gap: 8px; min-height: 32px; font-size: 15px; }
      :host > button { justify-self: start; }
      :host([wide]) > button { justify-self: stretch; justify-content: flex-start; gap: 16px; border-color: var(--line2); }
    `,
  ];

  constructor() {
    super();
    const facts = new Set(['photo.hearted', 'hide.changed']);
    new Live(
      this,
      ({ fact, facts: told }) => facts.has(fact) && told.photoId === this.photo?.id,
      () => this.#load.again(),
    );
  }

  async #ask(): Promise<SaidOf> {
    const { id = '', projectId = '' } = this.photo ?? {};
    const [[hearted], open, answered] = await Promise.all([
      listHearts(projectId, { photoId: id }),
      listHideRequests('open', { photoId: id }),
      listHideRequests('answered', { photoId: id }),
    ]);
    return { hearted, requests: open.length > 0 ? open : answered };
  }

  override render() {
    const { photo } = this;
    if (!photo) return nothing;
    const { hearted, requests = [] } = this.#load.value ?? {};
    // One that was answered long ago and is shown says nothing.
    const told = requests.filter(({ state }) => state === 'open' || (photo.hidden && state === 'hidden'));
    return html`
      ${hearted ? this.#hearts(hearted) : nothing}
      ${photo.hidden ? this.#hidden() : nothing}
      ${told.length > 0 ? html`<hide-row bare .words=${this.words} .requests=${told} .zone=${this.zone} ?may=${this.may} ?busy=${this.busy} @answer=${({ detail }: CustomEvent<boolean>) => this.#answer(told[0] as HideRequest, detail)}></hide-row>` : nothing}
      ${this.may && told.length === 0 ? this.#byHand(photo) : nothing}
    `;
  }

  #hearts({ hearts, all }: Hearted) {
    const { feedback } = this.words;
    const lines = all.filter(({ line }) => line !== '');
    const one = ({ name, line }: (typeof all)[number]) =>
      html`<li><span class="small">${name || feedback.nobody}</span>${line}</li>`;
    const names = [...new Set(all.filter(({ line }) => line === '').map(({ name }) => name))].filter(
      (name) => name !== '',
    );
    return html`<p class="hearts">${heart}<b>${feedback.hearts(hearts)}</b></p>
      ${lines.length > 0 ? html`<ul>${lines.slice(0, linesShown).map(one)}</ul>` : nothing}
      ${lines.length > linesShown ? html`<details><summary>${feedback.lines(lines.length - linesShown)}</summary><ul>${lines.slice(linesShown).map(one)}</ul></details>` : nothing}
      ${names.length > 0 ? html`<p class="small">${feedback.who(names.slice(0, 12))}</p>` : nothing}`;
  }

  #hidden() {
    const { photo } = this.words.feedback;
    return html`<p class="state dead">${eyeOff}${photo.hidden}</p><p class="small">${photo.hiddenHelp}</p>`;
  }

  #byHand(photo: Photo) {
    const own = this.words.feedback.photo;
    return html`<button class=${photo.hidden ? '' : 'quiet'} aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => void this.#set(photo, !photo.hidden)}>${photo.hidden ? eye : eyeOff}${photo.hidden ? own.show : own.hide}</button>`;
  }

  async #set({ id }: Photo, hidden: boolean) {
    const { hide } = this.words.feedback;
    await this.#tried(async () => {
      await changePhoto(id, { hidden });
      notify({ text: hidden ? hide.hidden : hide.shown, undo: () => changePhoto(id, { hidden: !hidden }) });
    });
  }

  async #answer(request: HideRequest, hide: boolean) {
    await this.#tried(() => answerOf(request, hide, this.words, () => this.#load.again()));
  }

  async #tried(act: () => Promise<void>) {
    if (this.busy) return;
    this.busy = true;
    try {
      await act();
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = false;
      this.dispatchEvent(new Event('changed'));
      await this.#load.again();
    }
  }
}
