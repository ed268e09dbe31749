import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Screen } from '#contract/screens.ts';
import { boxNow, Live } from '../live.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page.ts';
import { controls } from '../parts/controls.ts';
import { plus } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { Reach } from '../reach.ts';
import { href } from '../router.ts';
import { listScreens, pressKey } from './calls.ts';
import { LinksOn } from './links-on.ts';
import type { PairTile } from './pair-tile.ts';
import './pair-tile.ts';
import './screen-tile.ts';
import './show-dialog.ts';
import './silent-dialog.ts';

/** All screens: what each really shows, how it is; new ones are paired here. */
@customElement('screens-page')
export class ScreensPage extends PageElement {
  /** What is being chosen, and for which screen; it stays while its dialog goes away. */
  @state() private shown: Screen | undefined;
  @state() private open: 'show' | 'name' | 'help' | undefined;
  @state() private beat = 0;
  @state() private busy = false;
  @query('pair-tile') private tile!: PairTile | null;
  readonly #all = new Load(this, listScreens);
  readonly #links = new LinksOn(this, () => this.words);
  readonly #reach = new Reach(this);
  #timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    css`
      header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; min-height: 44px; margin-bottom: 16px; }
      header h1 { margin-right: 0; }
      header p { flex: 1 1 auto; color: var(--ink2); }
      .all { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); gap: 24px 25px; }
      .all > li { min-width: 0; }
      @media (max-width: 599px) {
        h1 { font-size: 22px; line-height: 32px; }
        header .acts { width: 100%; }
        header .acts :is(button, a) { flex: 1; min-height: 44px; padding: 0 8px; font-size: 15px; white-space: nowrap; }
        .all { gap: 32px; }
      }
    `,
  ];

  constructor() {
    super();
    new Live(
      this,
      ({ fact }) => fact === 'screen.changed' || fact === 'settings.changed',
      () => this.#all.again(),
    );
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#tick(), 1000);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const { screens } = this.words;
    const items = this.#all.value?.items ?? [];
    const fine = items.filter(({ online, trouble }) => online && !trouble).length;
    const away = this.#reach.awaySince !== undefined;
    return html`
      <header>
        <h1 tabindex="-1">${screens.title}</h1>
        <p class="figures">${items.length > 0 ? (away ? screens.summaryAway(items.length) : screens.summary(items.length, fine)) : nothing}</p>
        <div class="acts">
          ${items.length > 0 ? this.#blankAll(items) : nothing}
          ${this.#able ? html`<a class="button" href=${href('/playlists')}>${screens.playlists}</a>` : nothing}
          ${this.#able && this.#all.value ? html`<button class="primary" @click=${() => this.tile?.focus()}>${plus}${screens.pair}</button>` : nothing}
        </div>
      </header>
      ${this.#all.render(this.words, ({ items: all, kioskUrl }) => this.#grid(all, kioskUrl), 4)}
      <show-dialog .words=${this.words} .screen=${this.shown} ?open=${this.open === 'show' || this.open === 'name'} ?naming=${this.open === 'name'}
        @shown=${() => this.#all.again()} @closed=${this.#close}></show-dialog>
      <silent-dialog .words=${this.words} .screen=${this.shown} kioskUrl=${this.#all.value?.kioskUrl ?? ''} ?open=${this.open === 'help'} @closed=${this.#close}></silent-dialog>
    `;
  }

  #grid(items: readonly Screen[], kioskUrl: string) {
    const { screens } = this.words;
    if (items.length === 0 && !this.#able) return html`<div class="empty"><p>${screens.empty}</p></div>`;
    return html`<ul class="all">
      ${repeat(
        items,
        ({ id }) => id,
        (
          screen,
        ) => html`<li><screen-tile .words=${this.words} .screen=${screen} .zone=${this.zone} .links=${this.#links.told} ?able=${this.#able} beat=${this.beat}
          @reload=${() => this.#reload(screen)} @change=${() => this.#ask('show', screen)} @help=${() => this.#ask('help', screen)} @call=${() => this.#call(screen)}></screen-tile></li>`,
      )}
      ${
        this.#able
          ? html`<li><pair-tile .words=${this.words} .kioskUrl=${kioskUrl} .firstName=${screens.pairing.firstName(items.length + 1)} @paired=${this.#paired}></pair-tile></li>`
          : nothing
      }
    </ul>`;
  }

  #blankAll(items: readonly Screen[]) {
    const { screens } = this.words;
    const lit = items.filter(({ blank }) => !blank);
    return lit.length > 0
      ? html`<button aria-disabled=${this.busy} @click=${() => this.#blank(lit, true)}>${screens.blankAll}</button>`
      : html`<button aria-disabled=${this.busy} @click=${() => this.#blank(items, false)}>${screens.lightAll}</button>`;
  }

  get #able(): boolean {
    return this.is('owner', 'staff');
  }

  #tick() {
    if (document.hidden) return;
    this.beat += 1;
    this.#links.follow(this.#all.value?.items ?? [], boxNow());
    // Figures of a screen that is well make no news; they are asked for while somebody looks.
    if (this.beat % 5 === 0 && this.#all.value) void this.#all.again();
  }

  #ask(what: 'show' | 'help', screen: Screen) {
    this.shown = screen;
    this.open = what;
  }

  #close() {
    this.open = undefined;
  }

  #paired({ detail }: CustomEvent<Screen>) {
    this.shown = detail;
    this.open = 'name';
    void this.#all.again();
  }

  #call({ id, name }: Screen) {
    return this.#tell(id, 'identify', this.words.screens.called(name));
  }

  #reload({ id }: Screen) {
    return this.#tell(id, 'reload', this.words.screens.key.reloaded);
  }

  async #tell(id: string, type: 'identify' | 'reload', done: string) {
    try {
      await pressKey(id, { type });
      notify({ text: done });
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }

  async #blank(screens: readonly Screen[], on: boolean) {
    if (this.busy) return;
    this.busy = true;
    const press = async (way: boolean) => {
      await Promise.all(screens.map(({ id }) => pressKey(id, { type: 'blank', on: way })));
      await this.#all.again();
    };
    try {
      await press(on);
      const { blanked, lit } = this.words.screens;
      const reached = screens.filter(({ online }) => online).length;
      notify({ text: (on ? blanked : lit)(reached, screens.length - reached), undo: () => press(!on) });
    } catch (error) {
      notifyRefused(error, this.words);
    } finally {
      this.busy = false;
    }
  }
}
