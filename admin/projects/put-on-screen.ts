import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Session } from '#contract/box.ts';
import type { Screen } from '#contract/screens.ts';
import { type Words, words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { Live } from '../live.ts';
import { Load } from '../load.ts';
import { controls } from '../parts/controls.ts';
import { field, fieldStyle } from '../parts/field.ts';
import { inputOf } from '../parts/form.ts';
import { display } from '../parts/icons.ts';
import { notifyRefused } from '../parts/notice.ts';
import { sentenceOf } from '../parts/problem-line.ts';
import { stateMark } from '../parts/state-mark.ts';
import { Reach } from '../reach.ts';
import { listScreens, pairScreen } from '../screens/calls.ts';
import { galleriesOn } from '../screens/galleries-on.ts';
import { showOn } from '../screens/show-on.ts';

/** Puts a gallery with its code on a screen in one press; a new screen is paired right here. */
@customElement('put-on-screen')
export class PutOnScreen extends LitElement {
  @property({ attribute: false }) words: Words = words('zh-CN');
  @property({ attribute: false }) session: Session | undefined;
  @property() galleryId = '';
  @property() linkId = '';
  @state() private busy: string | undefined;
  @state() private refused: string | undefined;
  readonly #load = new Load(this, listScreens);
  readonly #reach = new Reach(this);

  static override styles = [
    controls,
    fieldStyle,
    css`
      .all { display: grid; gap: 8px; }
      li { display: flex; align-items: center; gap: 12px; min-height: 44px; }
      li button, li .state { flex: 1; justify-content: flex-start; text-align: left; }
      li .state { white-space: normal; }
      li + li { margin-top: 8px; }
      form { display: grid; gap: 12px; padding-top: 12px; }
      .pair { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 8px; }
      .pair .field { width: 200px; }
      .pair label { white-space: nowrap; }
      .address { overflow-wrap: anywhere; }
      .address b { font-weight: 500; font-variant-numeric: tabular-nums; color: var(--ink); user-select: all; }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact }) => fact === 'screen.changed',
      () => this.#load.again(),
    );
  }

  override render() {
    return this.#load.render(this.words, ({ items, kioskUrl }) => this.#body(items, kioskUrl), 1);
  }

  #body(screens: readonly Screen[], kioskUrl: string) {
    const { start } = this.words.projects;
    const able = this.session?.role === 'owner' || this.session?.role === 'staff';
    return html`
      ${
        screens.length === 0
          ? nothing
          : html`<ul>${screens.map(
              (screen) =>
                html`<li>${
                  this.#on(screen)
                    ? stateMark(
                        this.#reach.awaySince !== undefined ? 'quiet' : screen.online ? 'live' : 'soon',
                        start.isOn(screen.name),
                      )
                    : html`<button aria-disabled=${this.galleryId === '' || this.busy === screen.id || !able ? 'true' : 'false'} @click=${() => this.#show(screen.id)}>${display}${start.putOn(screen.name)}</button>`
                }</li>`,
            )}</ul>`
      }
      ${able ? this.#pairing(screens.length, kioskUrl) : nothing}
    `;
  }

  #pairing(count: number, kioskUrl: string) {
    const { start } = this.words.projects;
    return html`<form @submit=${(event: Event) => this.#pair(event, count)} novalidate>
      <p class="small address">${start.screenHelp} <b>${kioskUrl}</b></p>
      <div class="pair">
        ${field({ name: 'digits', label: start.digits, value: '', error: this.refused, autocomplete: 'one-time-code', literal: true })}
        <button aria-disabled=${this.busy === 'pair' ? 'true' : 'false'}>${this.busy === 'pair' ? start.pairing : start.pairHere}</button>
      </div>
    </form>`;
  }

  #on(screen: Screen): boolean {
    return this.galleryId !== '' && galleriesOn(screen).has(this.galleryId);
  }

  async #show(screenId: string) {
    if (this.busy !== undefined || this.galleryId === '') return;
    this.busy = screenId;
    try {
      await this.#put(screenId);
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = undefined;
      await this.#load.again();
    }
  }

  async #put(screenId: string): Promise<void> {
    const shows = [{ galleryId: this.galleryId, ...(this.linkId !== '' && { linkId: this.linkId }) }];
    await showOn(screenId, shows, this.words);
  }

  async #pair(event: Event, count: number) {
    event.preventDefault();
    const { start } = this.words.projects;
    const input = inputOf(this, 'digits');
    const digits = (input?.value ?? '').normalize('NFKC').replace(/\D/g, '');
    this.refused = digits.length === 6 ? undefined : start.sixDigits;
    if (this.busy !== undefined || this.refused !== undefined) {
      input?.focus();
      return;
    }
    this.busy = 'pair';
    try {
      const screen = await pairScreen({ code: digits, name: start.firstName(count + 1) });
      if (input) input.value = '';
      if (this.galleryId !== '') await this.#put(screen.id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused = sentenceOf(error, this.words);
    } finally {
      this.busy = undefined;
      await this.#load.again();
    }
  }
}
