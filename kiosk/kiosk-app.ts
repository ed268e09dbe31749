import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Locale } from '#contract/common.ts';
import type { PairingState, ShowState } from '#contract/screens.ts';
import { Alarm } from './alarm.ts';
import { build } from './build.ts';
import { BoxClock } from './clock.ts';
import { Connection, type Listener } from './connection.ts';
import type { KioskStage } from './kiosk-stage.ts';
import './kiosk-stage.ts';
import { sizeOnScreen } from './kiosk-stage.ts';
import './pairing-page.ts';
import { Programmes, photosInOrder, whatIsOn } from './playback.ts';
import { type Needed, Pictures } from './preload.ts';
import { kioskWords } from './scenes/words.ts';
import { statusOf } from './status.ts';
import { memory, PhotoStore } from './store.ts';
import { reloadSafely, type Watchdog } from './watchdog.ts';

/** Without the box for so long, no code is shown: it might be dead by now. */
const codesHoldMs = 5 * 60_000;
const tickMs = 10_000;
const identifyMs = 10_000;
const greetingMs = { least: 1800, most: 5000 };

/** The big screen as a whole: pairing until it is paired, then what the programme says, whatever happens to the box. */
@customElement('kiosk-app')
export class KioskApp extends LitElement implements Listener {
  watchdog: Watchdog | undefined;
  @state() private pairing: PairingState | undefined;
  @state() private told: ShowState | undefined = memory.state();
  @state() private reached = false;
  @state() private greeting: 'none' | 'name' | 'leaving' = 'none';
  @state() private identified = false;
  @query('kiosk-stage') private stage!: KioskStage | null;

  readonly #clock: BoxClock;
  readonly #connection: Connection;
  readonly #pictures = new Pictures(new PhotoStore());
  readonly #alarm: Alarm;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #programmes = new Programmes();
  #heardAt: number;
  /** Version of the last state of which nothing is left to do. */
  #version = 0;

  constructor() {
    super();
    const heard = memory.heard();
    this.#clock = new BoxClock(Date.now() + (heard?.ahead ?? 0));
    const since = heard ? Date.now() - heard.at : Number.POSITIVE_INFINITY;
    // A clock that went back says nothing about how long it was.
    this.#heardAt = performance.now() - (since >= 0 ? since : Number.POSITIVE_INFINITY);
    this.#alarm = new Alarm(
      () => this.#clock.now(),
      () => this.#turn(),
    );
    this.#connection = new Connection(this, this.#clock);
    if (this.told) this.#programmes.add(this.told.programme, this.#clock.now());
  }

  static override styles = css`
    :host { position: fixed; inset: 0; overflow: hidden; background: #0e0d0c; color: #f6f4f0; }
    pairing-page { z-index: 1; }
    .leaving { opacity: 0; transition: opacity 700ms ease-in-out; }
    .identified {
      position: absolute; inset: 0; z-index: 2; display: grid; align-content: center; justify-items: center; gap: 3vmin; padding: 8vmin;
      background: rgb(14 13 12 / 86%); text-align: center; font-size: 15vmin; line-height: 1.2; font-weight: 500; overflow-wrap: anywhere;
    }
    .identified span { font-size: 4.5vmin; font-weight: 400; color: rgb(246 244 240 / 78%); font-variant-numeric: tabular-nums; }
    @media (prefers-reduced-motion: reduce) { .leaving { transition: none; } }
  `;

  override firstUpdated() {
    this.#connection.start();
    setInterval(() => this.#tick(), tickMs);
    addEventListener('resize', () => this.#turn());
    document.addEventListener('visibilitychange', () => this.#turn());
    addEventListener('pagehide', this.#keepHeard);
    if (this.told) void this.#take(this.told);
  }

  override render() {
    const { told, pairing } = this;
    const pairs = !told || this.greeting !== 'none';
    return html`
      ${
        told
          ? html`<kiosk-stage .venue=${told.venue} .pictures=${this.#pictures} .boxNow=${() => this.#clock.now()}
              ?blank=${told.screen.blank} data-mode=${told.screen.blank ? 'blank' : 'scene'} @turned=${this.#turned}></kiosk-stage>`
          : nothing
      }
      ${
        pairs
          ? html`<pairing-page class=${this.greeting} .pairing=${pairing} .locale=${this.#locale} ?reached=${this.reached}
              .name=${told?.screen.name ?? ''} .boxNow=${() => this.#clock.now()}></pairing-page>`
          : nothing
      }
      ${told && this.identified ? html`<div class="identified" data-testid="identify">${told.screen.name}<span>${told.venue.name}</span></div>` : nothing}`;
  }

  override willUpdate() {
    document.documentElement.lang = this.#locale;
    document.title = this.told?.screen.name ?? kioskWords(this.#locale).title;
  }

  unpaired(state: PairingState): void {
    this.told = undefined;
    clearTimeout(this.#timers.get('greeting'));
    this.greeting = 'none';
    this.identified = false;
    this.#programmes = new Programmes();
    this.#version = 0;
    this.#alarm.stop();
    memory.forget();
    void this.#pictures.keepOnly([]);
    this.pairing = state;
  }

  show(told: ShowState): void {
    if (!this.told && this.pairing) this.#greet();
    this.#programmes.add(told.programme, this.#clock.now());
    this.told = told;
    memory.keepState(told);
    void this.#take(told);
  }

  command(command: 'identify' | 'reload'): void {
    if (command === 'reload') void reloadSafely();
    else {
      this.identified = true;
      this.#later('identify', identifyMs, () => {
        this.identified = false;
      });
    }
  }

  reach(reached: boolean): void {
    this.reached = reached;
    if (!reached) return;
    this.#pictures.forgive();
    this.dispatchEvent(new Event('reached'));
  }

  leapt(): void {
    this.#turn();
  }

  get #locale(): Locale {
    return this.told?.venue.locale ?? this.pairing?.locale ?? (/^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en');
  }

  /** Makes true what a state says: what had to go is gone, what is new is fetched. */
  async #take(told: ShowState): Promise<void> {
    await this.updateComplete;
    const gone = this.stage?.keepOnly(told.photos);
    this.#turn();
    await Promise.all([gone, this.#pictures.keepOnly(Object.values(told.photos))]);
    if (this.told !== told) return;
    this.#version = told.version;
    this.#tell();
    void this.#pictures.fetchAll(this.#needed());
  }

  #turn(): void {
    const { told } = this;
    if (!told || !this.stage) return;
    const now = this.#clock.now();
    const holdMs = this.#heardAt + codesHoldMs - performance.now();
    const { view, next, until } = whatIsOn(told, this.#programmes, now, holdMs > 0);
    this.stage.show(view, next);
    const hides = holdMs > 0 && view?.beside === 'code' ? now + holdMs : null;
    const wake = [until, hides].filter((at) => at !== null);
    this.#alarm.set(wake.length > 0 ? Math.min(...wake) : null);
  }

  #turned = () => {
    this.#tell();
  };

  #tick(): void {
    this.#keepHeard();
    this.stage?.refresh();
    this.#turn();
    this.#tell();
    if (this.told && this.reached) void this.#pictures.fetchAll(this.#needed());
    requestAnimationFrame(() => {
      if (!this.stage?.stuck) this.watchdog?.drawn();
    });
  }

  #tell(): void {
    if (!this.told) return;
    const needed = this.#needed();
    this.#connection.tell(
      statusOf({
        on: this.stage?.on,
        blank: this.told.screen.blank,
        version: this.#version,
        held: this.#pictures.held(needed),
        wanted: needed.length,
        clock: this.#clock.last,
        build,
      }),
    );
  }

  #needed(): Needed[] {
    if (!this.told) return [];
    return photosInOrder(this.told, this.#clock.now()).map(({ photo, beside }) => ({
      photo,
      size: sizeOnScreen(photo, beside),
    }));
  }

  heard(): void {
    const back = this.#heardAt + codesHoldMs < performance.now();
    this.#heardAt = performance.now();
    if (back) this.#turn();
  }

  /** For the next start: how long ago the box was heard, and what its clock shows. */
  #keepHeard = () => {
    if (!this.#clock.asked) return;
    const wall = Date.now();
    memory.keepHeard({ at: wall - (performance.now() - this.#heardAt), ahead: this.#clock.now() - wall });
  };

  /** The number fades to the name, and the name to the first photo. */
  #greet(): void {
    this.greeting = 'name';
    const began = performance.now();
    const look = () => {
      const waited = performance.now() - began;
      const ready = this.stage?.on !== undefined || waited > greetingMs.most;
      if (!ready) this.#later('greeting', 200, look);
      else {
        this.greeting = 'leaving';
        this.#later('greeting', 800, () => {
          this.greeting = 'none';
          this.pairing = undefined;
        });
      }
    };
    this.#later('greeting', greetingMs.least, look);
  }

  #later(what: string, ms: number, act: () => void): void {
    clearTimeout(this.#timers.get(what));
    this.#timers.set(what, setTimeout(act, ms));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-app': KioskApp;
  }
}
