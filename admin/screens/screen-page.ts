import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { settledAt } from '#contract/scene-at.ts';
import type { Screen, ScreenCommand, Unit } from '#contract/screens.ts';
import { boxNow } from '../live.ts';
import { PageElement } from '../page.ts';
import { askFirst } from '../parts/ask-first.ts';
import { controls } from '../parts/controls.ts';
import { back, tick, warning } from '../parts/icons.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { stateMark } from '../parts/state-mark.ts';
import { Reach } from '../reach.ts';
import { go, href } from '../router.ts';
import { removeScreen } from './calls.ts';
import { LinksOn } from './links-on.ts';
import { awayClock, healthOf, onNow } from './on-now.ts';
import { OneScreen } from './one-screen.ts';
import { screenMenu } from './screen-menu.ts';
import { screenPageStyle } from './screen-page-style.ts';
import { withdraw } from './withdraw.ts';
import '../parts/admin-menu.ts';
import './code-address-dialog.ts';
import './message-dialog.ts';
import './photo-dialog.ts';
import './pickup-dialog.ts';
import './play-log-section.ts';
import './pickup-dialog.ts';
import './remote-keys.ts';
import './remote-now.ts';
import './rename-dialog.ts';
import './screen-figures.ts';
import './show-dialog.ts';
import './unit-keys.ts';

const dialogs = ['show', 'pickup', 'rename', 'codes', 'message', 'photo'] as const;

/** One screen: its remote, and what belongs to it. */
@customElement('screen-page')
export class ScreenPage extends PageElement {
  /** The key that was pressed last and is not answered yet, or was not in time. */
  @state() private pressed: { readonly key: string; readonly failed: boolean } | undefined;
  @state() private open: (typeof dialogs)[number] | undefined;
  @state() private beat = 0;
  /** What the last press did, where it is not seen on the picture; a notice would lie over the keys. */
  @state() private done = '';
  readonly #one = new OneScreen(this, () => this.param('screenId'));
  readonly #links = new LinksOn(this, () => this.words);
  readonly #reach = new Reach(this);
  #timer: ReturnType<typeof setInterval> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  static override styles = [controls, screenPageStyle];

  override connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      if (document.hidden) return;
      this.beat += 1;
      if (this.#one.screen) this.#links.follow([this.#one.screen], boxNow());
    }, 1000);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    clearTimeout(this.#quiet);
  }

  override render() {
    const { load } = this.#one;
    if (load.refused?.code === 'not_found') {
      const { screens } = this.words;
      return html`<div class="empty"><h1 tabindex="-1">${screens.lost}</h1><a class="button primary" href=${href('/screens')}>${screens.toScreens}</a></div>`;
    }
    return load.render(this.words, (screen) => this.#all(screen));
  }

  #all(screen: Screen) {
    const { screens } = this.words;
    const now = boxNow();
    const away = awayClock(this.#reach.awaySince, this.zone, this.words);
    const { tone, word } = healthOf(screen, this.words, away);
    const { units = [] } = this.#one;
    return html`
      <header>
        <a class="back" href=${href('/screens')} aria-label=${screens.toScreens} title=${screens.toScreens}>${back}</a>
        <h1 tabindex="-1">${screen.name}</h1>
        ${stateMark(tone, word)}
        <admin-menu .name=${screens.key.more} .items=${screenMenu(screen, onNow(screen, now), this.words, this.#able)}
          @choose=${({ detail }: CustomEvent<string>) => this.#choose(detail, screen)}></admin-menu>
      </header>
      <div class="two">
        <div class="lead"><div class="seen">
          <remote-now .words=${this.words} .screen=${screen} .units=${units} .links=${this.#links.told} .zone=${this.zone} ?away=${away !== undefined} beat=${this.beat}
            @photos=${() => this.#show('photo')} @press=${({ detail }: CustomEvent<'keep' | 'unpin' | 'light'>) => this.#press(detail, detail === 'light' ? { type: 'blank', on: false } : { type: detail })}></remote-now>
          ${this.#notes(screen)}
        </div>
        <div class="right">${this.#units(screen, units, now)}
        <div class="foot">${this.#make(screen, units)}
          <remote-keys .words=${this.words} ?paused=${screen.paused} ?idle=${screen.state.programme.scenes.length === 0 && !screen.pinned} pressed=${this.pressed?.key ?? ''}
            @press=${({ detail }: CustomEvent<ScreenCommand>) => this.#press(detail.type, detail)}></remote-keys>
        </div></div></div>
        <div class="more">
          <screen-figures .words=${this.words} .screen=${screen} .zone=${this.zone} beat=${this.beat}></screen-figures>
          <play-log-section .words=${this.words} .screenId=${screen.id}></play-log-section>
        </div>
      </div>
      ${this.#dialogs(screen, units)}
    `;
  }

  #units(screen: Screen, units: readonly Unit[], now: number) {
    const { key, on } = this.words.screens;
    const nothingYet = this.#one.units !== undefined && units.length === 0;
    if (nothingYet && !screen.playlist && screen.shows.length === 0)
      return html`<div class="units empty"><p>${on.nothing}</p><p>${key.nothingHelp}</p>${
        this.#able ? html`<button class="primary" @click=${() => this.#show('show')}>${key.choose}</button>` : nothing
      }</div>`;
    if (nothingYet) return html`<p class="units small">${key.noUnits}</p>`;
    const { online, status, state } = screen;
    const seen = online && status?.mode === 'scene' && status.galleryId ? [status.galleryId] : [];
    const { pinned } = settledAt(state.programme, now);
    const called = pinned && pinned.what !== 'message' && pinned.what !== 'scene' ? (pinned.galleryId ?? '') : '';
    return html`<unit-keys class="units" .words=${this.words} .units=${units} called=${called} .on=${seen} pressed=${this.pressed?.key ?? ''}
      @press=${({ detail }: CustomEvent<Unit>) => this.#call(detail, called)}></unit-keys>`;
  }

  /** What the client was shown just now becomes a gallery of their own. */
  #make({ id }: Screen, units: readonly Unit[]) {
    const { key } = this.words.screens;
    const [latest] = this.#one.looked;
    const projectId = latest?.projectId ?? units.find(({ kind }) => kind === 'unit')?.projectId;
    if (projectId === undefined) return nothing;
    const titles = this.#one.looked.filter((one) => one.projectId === projectId).map(({ title }) => title);
    const words = titles.length > 0 ? key.makeOf(titles.slice(0, 3), titles.length) : key.make;
    return html`<a class="button primary" href=${href(`/projects/${projectId}/personal?screen=${id}`)}>${words}</a>`;
  }

  #dialogs(screen: Screen, units: readonly Unit[]) {
    const refresh = () => this.#one.refresh();
    return html`
      <message-dialog .words=${this.words} ?open=${this.open === 'message'} @press=${({ detail }: CustomEvent<ScreenCommand>) => this.#press('message', detail, this.words.screens.message.sent)} @closed=${this.#close}></message-dialog>
      <photo-dialog .words=${this.words} .screen=${screen} .units=${units} ?open=${this.open === 'photo'} @press=${({ detail }: CustomEvent<ScreenCommand>) => this.#press('photo', detail)} @closed=${this.#close}></photo-dialog>
      <show-dialog .words=${this.words} .screen=${screen} ?open=${this.open === 'show'} @shown=${refresh} @closed=${this.#close}></show-dialog>
      <pickup-dialog .words=${this.words} .screen=${screen} ?open=${this.open === 'pickup'} @changed=${refresh} @closed=${this.#close}></pickup-dialog>
      <pickup-dialog .words=${this.words} .screen=${screen} ?open=${this.open === 'pickup'} @changed=${refresh} @closed=${this.#close}></pickup-dialog>
      <rename-dialog .words=${this.words} .screen=${screen} ?open=${this.open === 'rename'} @renamed=${refresh} @closed=${this.#close}></rename-dialog>
      <code-address-dialog .words=${this.words} .screen=${screen} ?open=${this.open === 'codes'} @chosen=${refresh} @closed=${this.#close}></code-address-dialog>
    `;
  }

  #notes({ online, together, paused, trouble }: Screen) {
    const { key, troubleBand } = this.words.screens;
    const near = this.#reach.awaySince === undefined;
    return html`<div class="notes">
      ${this.done === '' ? nothing : html`<p class="done" role="status">${tick}${this.done}</p>`}
      ${this.pressed?.failed ? html`<p class="failed" role="alert">${warning}${key.noAnswer}</p>` : nothing}
      ${!online && near ? html`<p class="failed" role="status">${warning}${key.offline}</p>` : nothing}
      ${online && near && trouble ? html`<p class="failed" role="status">${warning}${troubleBand[trouble]}</p>` : nothing}
      ${paused ? html`<p class="small">${key.held}</p>` : nothing}
      ${together.length > 0 ? html`<p class="small">${key.together(key.list(together.map(({ name }) => name)))}</p>` : nothing}
    </div>`;
  }

  get #able(): boolean {
    return this.is('owner', 'staff');
  }

  async #press(key: string, command: ScreenCommand, done = '') {
    this.#turn += 1;
    this.done = '';
    const turn = this.#turn;
    this.pressed = { key, failed: false };
    try {
      const answered = await this.#one.press(command);
      if (turn !== this.#turn) return;
      this.pressed = answered ? undefined : { key, failed: true };
      if (answered) this.#say(done);
    } catch (error) {
      if (turn === this.#turn) this.pressed = undefined;
      notifyRefused(error, this.words);
    }
  }

  /** Told for a while; a screen that has gone away meanwhile is told of in its place. */
  #say(done: string) {
    this.done = done;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.done = '';
    }, 8000);
  }

  /** The key of what is on lets it go. */
  #call({ galleryId, kind }: Unit, called: string) {
    if (called === galleryId) return this.#press('unpin', { type: 'unpin' });
    const command =
      kind === 'unit' ? { type: 'unit' as const, galleryId, seconds: 120 } : { type: 'pin' as const, galleryId };
    return this.#press(galleryId, command);
  }

  #choose(act: string, screen: Screen) {
    const { screens } = this.words;
    const dialog = dialogs.find((one) => one === act);
    if (dialog) this.#show(dialog);
    else if (act === 'blank') void this.#press(act, { type: act, on: !screen.blank });
    else if (act === 'identify') void this.#press(act, { type: act }, screens.called(screen.name));
    else if (act === 'reload') void this.#press(act, { type: act }, screens.key.reloaded);
    else if (act === 'withdraw') void this.#withdraw(screen);
    else if (act === 'remove') void this.#remove(screen);
  }

  async #withdraw(screen: Screen) {
    const { photo } = onNow(screen, boxNow());
    if (!photo) return;
    await withdraw(photo, this.words).catch((error) => notifyRefused(error, this.words));
    await this.#one.refresh();
  }

  async #remove({ id, name }: Screen) {
    const { screens } = this.words;
    const question = { heading: screens.removeAsk(name), text: screens.removeText, yes: screens.removeYes };
    if (!(await askFirst({ ...question, dangerous: true }))) return;
    try {
      await removeScreen(id);
      notify({ text: screens.removed(name) });
      go('/screens', { replace: true });
    } catch (error) {
      notifyRefused(error, this.words);
    }
  }

  #show(what: (typeof dialogs)[number]) {
    this.open = what;
  }

  #close() {
    this.open = undefined;
  }
}
