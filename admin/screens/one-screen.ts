import type { ReactiveControllerHost } from 'lit';
import type { Looked, Screen, ScreenCommand, Unit } from '#contract/screens.ts';
import { Refused } from '../api.ts';
import { Live, onFact } from '../live.ts';
import { Load } from '../load.ts';
import { listLooked, listUnits, pressKey, readScreen } from './calls.ts';

/** How long a screen may take to do as it was told. */
const answerMs = 1000;
/** Commands that leave what is on as it is: there the box's own answer is all that there is. */
const quiet = new Set(['identify', 'reload']);
/** Commands after which something else may have been looked at. */
const calls = new Set(['unit', 'pin', 'next', 'previous', 'keep']);

/** The screen that a page is about, kept true at once at each piece of news, what can be called for, and the keys of its remote. */
export class OneScreen {
  readonly load: Load<Screen>;
  /** Undefined until they are known. */
  units: readonly Unit[] | undefined;
  /** What whoever is signed in called for lately, the latest first. */
  looked: readonly Looked[] = [];
  readonly #host: ReactiveControllerHost;
  readonly #id: () => string;
  #asked = '';
  #shown = '';
  #stop: (() => void) | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #running = false;
  #again = false;
  #waits = new Set<() => void>();

  constructor(host: ReactiveControllerHost, id: () => string) {
    this.#host = host;
    this.#id = id;
    this.load = new Load(host, () => readScreen(this.#id()), { start: false });
    const facts = new Set(['gallery.changed', 'photo.ready', 'photo.changed', 'project.changed']);
    new Live(
      host,
      ({ fact }) => facts.has(fact),
      () => this.#readUnits(),
      2000,
    );
    host.addController({
      hostConnected: () => this.#start(),
      hostDisconnected: () => this.#end(),
      hostUpdate: () => {
        if (this.#asked === id() || id() === '') return;
        this.#asked = id();
        this.load.forget();
        this.units = undefined;
        this.looked = [];
        this.#shown = '';
        void this.refresh();
        void this.#readLooked();
      },
    });
  }

  get screen(): Screen | undefined {
    return this.load.value;
  }

  /** Presses a key; true when the screen has done as it was told, false where it did not answer in time. Throws Refused. */
  async press(command: ScreenCommand): Promise<boolean> {
    const screen = await pressKey(this.#id(), command);
    this.#take(screen);
    if (calls.has(command.type)) void this.#readLooked();
    if (!screen.online || quiet.has(command.type)) return true;
    return this.#followed(screen.state.version);
  }

  /** Asks for it now; what comes meanwhile is asked for once more after it. */
  async refresh(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      do {
        this.#again = false;
        await this.load.again();
        this.#look();
      } while (this.#again);
    } finally {
      this.#running = false;
    }
  }

  #start() {
    this.#stop = onFact((told) => {
      if (told === 'again') {
        this.#shown = '';
        void this.refresh();
      } else if (told.fact === 'screen.changed') void this.refresh();
    });
    this.#timer = setInterval(() => {
      if (document.hidden) return;
      void this.refresh();
      // The longer it is on, the more of it was seen.
      if (this.screen?.pinned) void this.#readLooked();
    }, 5000);
  }

  #end() {
    this.#stop?.();
    clearInterval(this.#timer);
  }

  #take(screen: Screen) {
    if (!this.load.value) return;
    this.load.value = screen;
    this.#host.requestUpdate();
    this.#look();
  }

  /** Tells those who wait for it, and asks for its units where it shows something else now. */
  #look() {
    for (const look of [...this.#waits]) look();
    const { screen } = this;
    if (!screen) return;
    const shown = JSON.stringify([
      screen.programmeId,
      screen.playlist?.id,
      screen.shows.map(({ galleryId }) => galleryId),
    ]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    void this.#readUnits();
  }

  /** Whether the screen says in time that it took this version over. */
  #followed(version: number): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (answered: boolean) => {
        clearTimeout(timer);
        this.#waits.delete(look);
        resolve(answered);
      };
      const look = () => (this.screen?.status?.version ?? 0) >= version && done(true);
      const timer = setTimeout(() => done(false), answerMs);
      this.#waits.add(look);
      look();
    });
  }

  async #readUnits(): Promise<void> {
    const units = await this.#quietly(listUnits);
    if (!units) return;
    this.units = units;
    this.#host.requestUpdate();
  }

  async #readLooked(): Promise<void> {
    const looked = await this.#quietly(listLooked);
    if (!looked) return;
    this.looked = looked;
    this.#host.requestUpdate();
  }

  /** What stands beside the screen: where it cannot be had, the screen itself says why. */
  async #quietly<T>(read: (id: string) => Promise<T>): Promise<T | undefined> {
    const id = this.#id();
    try {
      const told = await read(id);
      return id === this.#id() ? told : undefined;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return undefined;
    }
  }
}
