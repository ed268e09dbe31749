import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Locale } from '#contract/common.ts';
import { settledAt } from '#contract/scene-at.ts';
import type { PairingState, ShowState } from '#contract/screens.ts';
import { Alarm, atMostEvery } from './alarm.ts';
import { build } from './build.ts';
import { BoxClock } from './clock.ts';
import { Connection, type Listener } from './connection.ts';
import { Evidence } from './evidence.ts';
import { Greeting } from './greeting.ts';
import { Hearing } from './hearing.ts';
import { Holding } from './holding.ts';
import { kioskAppStyle } from './kiosk-app-style.ts';
import type { KioskStage } from './kiosk-stage.ts';
import './kiosk-stage.ts';
import './pairing-page.ts';
import { PlayLog } from './play-log.ts';
import { KeptPlays } from './play-store.ts';
import { Programmes, whatIsOn } from './playback.ts';
import { Pictures } from './preload.ts';
import { isUpright } from './scenes/size.ts';
import './scenes/venue-still.ts';
import { kioskWords } from './scenes/words.ts';
import { statusOf } from './status.ts';
import { memory, PhotoStore } from './store.ts';
import type { PickupStation } from './touch/pickup-station.ts';
import './touch/pickup-station.ts';
import { seenOn } from './view.ts';
import { reloadSafely, type Watchdog } from './watchdog.ts';

const tickMs = 10_000;
const identifyMs = 10_000;
/** It says how it is no more often: the box cuts off who talks without end, and each press of a remote would be two words. */
const sayEveryMs = 400;

/** The big screen as a whole: pairing until it is paired, then what the programme says, whatever happens to the box. */
@customElement('kiosk-app')
export class KioskApp extends LitElement implements Listener {
  watchdog: Watchdog | undefined;
  @state() private pairing: PairingState | undefined;
  @state() private told: ShowState | undefined;
  /** Its hours: nothing is to be seen. */
  @state() private dark = false;
  @state() private reached = false;
  @state() private identified = false;
  /** Staff have put something on by hand: a pickup station steps back. */
  @state() private pinned = false;
  @query('kiosk-stage') private stage!: KioskStage | null;
  @query('pickup-station') private station!: PickupStation | null;

  readonly #hearing = new Hearing();
  readonly #clock = new BoxClock(Date.now() + this.#hearing.ahead);
  readonly #connection = new Connection(this, this.#clock);
  readonly #alarm = new Alarm(
    () => this.#clock.now(),
    () => this.#turn(),
  );
  readonly #pictures = new Pictures(new PhotoStore());
  readonly #holding = new Holding(this.#pictures, () => this.#clock.now());
  readonly #greeting = new Greeting(this, () => this.stage?.on !== undefined);
  readonly #plays = new PlayLog(new KeptPlays(), (plays) => this.#connection.hand(plays));
  readonly #evidence = new Evidence();
  /** Whose screen this is, until its state was read. */
  #hint = memory.hint();
  #identifying: ReturnType<typeof setTimeout> | undefined;
  #programmes = new Programmes();
  /** Version of the last state of which nothing is left to do. */
  #version = 0;

  static override styles = kioskAppStyle;

  override firstUpdated() {
    this.#connection.start();
    setInterval(() => this.#tick(), tickMs);
    addEventListener('resize', this.#again);
    document.addEventListener('visibilitychange', this.#again);
    addEventListener('pagehide', this.#leave);
    void this.#recall();
  }

  override render() {
    const { told, pairing } = this;
    const hint = told ? undefined : this.#hint;
    const pairs = (!told && !hint) || this.#greeting.stage !== 'none';
    const instead = this.#instead;
    return html`
      ${hint ? html`<venue-still .venue=${hint.venue}></venue-still>` : nothing}
      ${
        told
          ? html`<kiosk-stage class=${told.screen.pickup && !this.#withheld ? 'above' : ''} .venue=${told.venue} .pictures=${this.#pictures} .boxNow=${this.#boxNow}
              ?blank=${instead === 'blank' || instead === 'dark'} data-mode=${instead ?? 'scene'}
              @turned=${this.#turned} @failed=${this.#failed}></kiosk-stage>
            <pickup-station .pickup=${told.screen.pickup} .venue=${told.venue} .boxNow=${this.#boxNow} ?reached=${this.reached}
              ?withheld=${this.#withheld} @used=${this.#used}></pickup-station>`
          : nothing
      }
      ${
        pairs
          ? html`<pairing-page class=${this.#greeting.stage} .pairing=${pairing} .locale=${this.#locale} ?reached=${this.reached}
              .name=${told?.screen.name ?? ''} .boxNow=${this.#boxNow}></pairing-page>`
          : nothing
      }
      ${told && this.identified ? html`<div class="identified" data-testid="identify">${told.screen.name}<span>${told.venue.name}</span></div>` : nothing}`;
  }

  override willUpdate() {
    document.documentElement.lang = this.#locale;
    document.title = this.told?.screen.name ?? this.#hint?.name ?? kioskWords(this.#locale).title;
  }

  /** Whether nothing is to be seen that could be disturbed. */
  get idle(): boolean {
    if (this.#instead === 'pickup') return false;
    return !this.told || this.#instead !== null || this.stage?.on === undefined;
  }

  unpaired(state: PairingState): void {
    this.told = undefined;
    this.#hint = undefined;
    this.dark = false;
    this.#greeting.stop();
    this.identified = false;
    this.#programmes = new Programmes();
    this.#version = 0;
    this.#alarm.stop();
    memory.forget();
    void this.#plays.forget();
    this.#holding.forget();
    this.pairing = state;
  }

  show(told: ShowState): void {
    if (!this.told && this.pairing) {
      this.#greeting.begin(() => {
        this.pairing = undefined;
      });
    }
    this.#programmes.add(told.programme, this.#clock.now());
    this.told = told;
    this.#hint = undefined;
    // Before anything is waited for: whoever pressed a key watches.
    this.#turn();
    memory.keepState(told);
    void this.#take(told);
  }

  command(command: 'identify' | 'reload'): void {
    if (command === 'reload') void reloadSafely();
    else {
      this.identified = true;
      clearTimeout(this.#identifying);
      this.#identifying = setTimeout(() => {
        this.identified = false;
      }, identifyMs);
    }
  }

  reach(reached: boolean): void {
    this.reached = reached;
    this.#plays.reach(reached);
    this.#log();
    if (!reached) return;
    this.#pictures.forgive();
    this.dispatchEvent(new Event('reached'));
  }

  leapt(): void {
    this.#turn();
  }

  /** The page has another shape. */
  readonly #again = () => this.#turn();

  /** A photo could not be had: what comes after it is shown. Where nothing can be had, that is asked once a second. */
  readonly #failed = atMostEvery(1000, () => this.#turn());

  readonly #boxNow = () => this.#clock.now();

  /** What is to be seen instead of a scene. */
  get #instead(): 'blank' | 'dark' | 'pickup' | null {
    return this.told?.screen.blank ? 'blank' : this.dark ? 'dark' : this.station?.open ? 'pickup' : null;
  }

  /** Nobody may use a pickup station now. */
  get #withheld(): boolean {
    return this.told?.screen.blank === true || this.dark || this.pinned;
  }

  get #locale(): Locale {
    return (
      this.told?.venue.locale ??
      this.#hint?.venue.locale ??
      this.pairing?.locale ??
      (/^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en')
    );
  }

  /** What was told before the last start. Whatever the box says meanwhile is newer. */
  async #recall(): Promise<void> {
    const kept = await memory.state();
    if (this.told || this.pairing) return;
    if (kept) this.show(kept);
    else if (!this.told) this.#hint = undefined;
    this.requestUpdate();
  }

  /** Makes true what a state says: what had to go is gone, what is new is fetched. */
  async #take(told: ShowState): Promise<void> {
    await this.updateComplete;
    const gone = this.stage?.keepOnly(told.photos);
    this.#turn();
    await Promise.all([gone, this.station?.settled(), this.#pictures.keepOnly(Object.values(told.photos))]);
    if (this.told !== told) return;
    this.#version = told.version;
    this.#tell();
    this.#holding.stock(told, this.stage?.on?.scene.id);
  }

  #turn(): void {
    const { told } = this;
    if (!told || !this.stage) return;
    const now = this.#clock.now();
    const holdMs = this.#hearing.codesHoldMs;
    const upright = isUpright(innerWidth, innerHeight);
    const showing = { codes: holdMs > 0, upright, usable: this.#pictures.usable };
    const { view, next, soon, dark, until } = whatIsOn(told, this.#programmes, now, showing);
    this.dark = dark;
    this.pinned = (settledAt(told.programme, now).pinned?.at ?? Number.POSITIVE_INFINITY) <= now;
    this.stage.show(view, next, soon);
    const hides = holdMs > 0 ? now + holdMs : null;
    const wake = [until, hides].filter((at) => at !== null);
    this.#alarm.set(wake.length > 0 ? Math.min(...wake) : null);
    this.#log();
  }

  #turned = () => {
    this.#evidence.turned(this.#clock.now());
    this.#log();
    this.#tell();
    this.dispatchEvent(new Event('turned'));
  };

  /** Somebody began to use the pickup station, ticked something, or left. */
  #used = () => {
    this.#log();
    this.#tell();
  };

  /** Notes what is seen, and for how long. */
  #log(): void {
    const seen = this.#instead === null && !document.hidden ? this.#seen : undefined;
    this.#plays.shown(seen, this.#clock.now());
  }

  get #seen() {
    const on = this.stage?.on;
    return on && { ...on, photos: seenOn(on) };
  }

  #tick(): void {
    this.#hearing.keep(this.#clock);
    this.stage?.refresh();
    this.#turn();
    this.#log();
    this.#tell();
    if (this.told && this.reached) this.#holding.stock(this.told, this.stage?.on?.scene.id);
    if (this.told) this.#holding.prepare(this.told);
    void this.#plays.send();
    this.#evidence.look(() => {
      if (!this.stage?.stuck) this.watchdog?.drawn();
    });
  }

  readonly #tell = atMostEvery(sayEveryMs, () => {
    if (!this.told) return;
    this.#connection.tell(
      statusOf({
        on: this.#seen,
        instead: this.#instead,
        picked: this.station?.picked ?? 0,
        version: this.#version,
        ...this.#holding.held(this.told, this.stage?.on?.scene.id),
        playsWaiting: this.#plays.waiting,
        clock: this.#clock.last,
        evidence: this.#evidence,
        watchdog: this.watchdog,
        build,
      }),
    );
  });

  heard(): void {
    if (this.#hearing.heard()) this.#turn();
  }

  #leave = () => {
    this.#hearing.keep(this.#clock);
    this.#plays.shown(undefined, this.#clock.now());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kiosk-app': KioskApp;
  }
}
