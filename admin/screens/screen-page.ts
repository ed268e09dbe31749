import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Gallery } from '#contract/galleries.ts';
import type { Screen, ScreenCommand } from '#contract/screens.ts';
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
import { awayClock, healthOf, onNow, sentenceOfNow } from './on-now.ts';
import { OneScreen, type ScreenWithGalleries } from './one-screen.ts';
import { screenMenu } from './screen-menu.ts';
import { screenPageStyle } from './screen-page-style.ts';
import { withdraw } from './withdraw.ts';
import '../parts/admin-menu.ts';
import './code-address-dialog.ts';
import './gallery-keys.ts';
import './remote-keys.ts';
import './rename-dialog.ts';
import './screen-figures.ts';
import './screen-picture.ts';
import './show-dialog.ts';

/** One screen: its remote, and what belongs to it. */
@customElement('screen-page')
export class ScreenPage extends PageElement {
  /** The key that was pressed last and is not answered yet, or was not in time. */
  @state() private pressed: { readonly key: string; readonly failed: boolean } | undefined;
  @state() private open: 'show' | 'rename' | 'codes' | undefined;
  @state() private beat = 0;
  /** What the last press did, where it is not seen on the picture; a notice would lie over the keys. */
  @state() private done = '';
  readonly #one = new OneScreen(this, () => this.param('screenId'));
  readonly #reach = new Reach(this);
  #timer: ReturnType<typeof setInterval> | undefined;
  #turn = 0;

  static override styles = [controls, screenPageStyle];

  override connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      this.beat += 1;
    }, 1000);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const { load } = this.#one;
    if (load.refused?.code === 'not_found') {
      const { screens } = this.words;
      return html`<div class="empty"><h1 tabindex="-1">${screens.lost}</h1><a class="button primary" href=${href('/screens')}>${screens.toScreens}</a></div>`;
    }
    return load.render(this.words, (value) => this.#all(value));
  }

  #all({ screen, galleries }: ScreenWithGalleries) {
    const { screens } = this.words;
    const on = onNow(screen, boxNow());
    const away = awayClock(this.#reach.awaySince, this.zone, this.words);
    const { tone, word } = healthOf(screen, this.words, away);
    return html`
      <header>
        <a class="back" href=${href('/screens')} aria-label=${screens.toScreens} title=${screens.toScreens}>${back}</a>
        <h1 tabindex="-1">${screen.name}</h1>
        ${stateMark(tone, word)}
        <admin-menu .name=${screens.key.more} .items=${screenMenu(on, this.words, this.is('owner', 'staff'))}
          @choose=${({ detail }: CustomEvent<string>) => this.#choose(detail, screen)}></admin-menu>
      </header>
      <div class="two">
        <div class="seen">
          <screen-picture .words=${this.words} .screen=${screen} .zone=${this.zone} beat=${this.beat}></screen-picture>
          <div class="line">
            <p class="figures">${sentenceOfNow(screen, on, this.words, away !== undefined)}</p>
            ${screen.pinned ? html`<button class="dense" @click=${() => this.#press('unpin', { type: 'unpin' })}>${screens.key.unpin}</button>` : nothing}
          </div>
          ${this.#notes(screen)}
        </div>
        <div class="lead">
          <gallery-keys .words=${this.words} .screen=${screen} .galleries=${galleries} pressed=${this.pressed?.key ?? ''} ?able=${this.is('owner', 'staff')}
            @choose=${() => {
              this.open = 'show';
            }}
            @press=${({ detail }: CustomEvent<Gallery>) => this.#pin(screen, detail)}></gallery-keys>
          <remote-keys .words=${this.words} ?paused=${screen.paused} ?blank=${screen.blank} ?idle=${screen.state.programme.scenes.length === 0} pressed=${this.pressed?.key ?? ''}
            @press=${({ detail }: CustomEvent<ScreenCommand>) => this.#press(detail.type, detail)}></remote-keys>
        </div>
        <screen-figures .words=${this.words} .screen=${screen} .zone=${this.zone} beat=${this.beat}></screen-figures>
      </div>
      <show-dialog .words=${this.words} .screen=${screen} ?open=${this.open === 'show'} @shown=${() => this.#one.refresh()} @closed=${this.#close}></show-dialog>
      <rename-dialog .words=${this.words} .screen=${screen} ?open=${this.open === 'rename'} @renamed=${() => this.#one.refresh()} @closed=${this.#close}></rename-dialog>
      <code-address-dialog .words=${this.words} .screen=${screen} ?open=${this.open === 'codes'} @chosen=${() => this.#one.refresh()} @closed=${this.#close}></code-address-dialog>
    `;
  }

  #notes({ online, together, paused }: Screen) {
    const { key } = this.words.screens;
    return html`
      ${this.done === '' ? nothing : html`<p class="done" role="status">${tick}${this.done}</p>`}
      ${this.pressed?.failed ? html`<p class="failed" role="alert">${warning}${key.noAnswer}</p>` : nothing}
      ${online || this.#reach.awaySince !== undefined ? nothing : html`<p class="failed" role="status">${warning}${key.offline}</p>`}
      ${paused ? html`<p class="small">${key.held}</p>` : nothing}
      ${together.length > 0 ? html`<p class="small">${key.together(key.list(together.map(({ name }) => name)))}</p>` : nothing}
    `;
  }

  async #press(key: string, command: ScreenCommand) {
    this.#turn += 1;
    this.done = '';
    const turn = this.#turn;
    this.pressed = { key, failed: false };
    try {
      const answered = await this.#one.press(command);
      if (turn === this.#turn) this.pressed = answered ? undefined : { key, failed: true };
    } catch (error) {
      if (turn === this.#turn) this.pressed = undefined;
      notifyRefused(error, this.words);
    }
  }

  #pin(screen: Screen, { id }: Gallery) {
    const on = screen.state.programme.pinned?.scene.galleryId === id;
    void this.#press(id, on ? { type: 'unpin' } : { type: 'pin', galleryId: id });
  }

  #choose(act: string, screen: Screen) {
    const { screens } = this.words;
    if (act === 'show' || act === 'rename' || act === 'codes') this.open = act;
    else if (act === 'identify') void this.#tell(act, screens.called(screen.name));
    else if (act === 'reload') void this.#tell(act, screens.key.reloaded);
    else if (act === 'withdraw') void this.#withdraw(screen);
    else void this.#remove(screen);
  }

  async #tell(type: 'identify' | 'reload', done: string) {
    try {
      await this.#one.press({ type });
      this.done = done;
    } catch (error) {
      notifyRefused(error, this.words);
    }
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

  #close() {
    this.open = undefined;
  }
}
