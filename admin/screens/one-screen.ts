import type { ReactiveControllerHost } from 'lit';
import type { Gallery } from '#contract/galleries.ts';
import type { Screen, ScreenCommand } from '#contract/screens.ts';
import { readGallery } from '../galleries/calls.ts';
import { onFact } from '../live.ts';
import { Load } from '../load.ts';
import { pressKey, readScreen } from './calls.ts';

export interface ScreenWithGalleries {
  readonly screen: Screen;
  /** In the order shown; deleted ones are left out. */
  readonly galleries: readonly Gallery[];
}

/** How long a screen may take to do as it was told. */
const answerMs = 1000;
/** Commands that leave what is on as it is: there the box's own answer is all that there is. */
const quiet = new Set(['identify', 'reload']);

/** The screen that a page is about, kept true at once at each piece of news, and the keys of its remote. */
export class OneScreen {
  readonly load: Load<ScreenWithGalleries>;
  readonly #host: ReactiveControllerHost;
  readonly #id: () => string;
  #asked = '';
  #stop: (() => void) | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #running = false;
  #again = false;
  #waits = new Set<() => void>();

  constructor(host: ReactiveControllerHost, id: () => string) {
    this.#host = host;
    this.#id = id;
    this.load = new Load(host, () => this.#read(), { start: false });
    host.addController({
      hostConnected: () => this.#start(),
      hostDisconnected: () => this.#end(),
      hostUpdate: () => {
        if (this.#asked === id() || id() === '') return;
        this.#asked = id();
        this.load.forget();
        void this.refresh();
      },
    });
  }

  get screen(): Screen | undefined {
    return this.load.value?.screen;
  }

  /** Presses a key; true when the screen has done as it was told, false where it did not answer in time. Throws Refused. */
  async press(command: ScreenCommand): Promise<boolean> {
    const screen = await pressKey(this.#id(), command);
    this.#take(screen);
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
        for (const look of [...this.#waits]) look();
      } while (this.#again);
    } finally {
      this.#running = false;
    }
  }

  #start() {
    this.#stop = onFact((told) => {
      if (told === 'again') void this.refresh();
      else if (told.fact === 'screen.changed' || told.fact === 'gallery.changed') void this.refresh();
    });
    this.#timer = setInterval(() => !document.hidden && void this.refresh(), 5000);
  }

  #end() {
    this.#stop?.();
    clearInterval(this.#timer);
  }

  #take(screen: Screen) {
    const { value } = this.load;
    if (!value) return;
    this.load.value = { ...value, screen };
    this.#host.requestUpdate();
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

  async #read(): Promise<ScreenWithGalleries> {
    const screen = await readScreen(this.#id());
    const galleries = await Promise.all(
      screen.shows.map(({ galleryId }) => readGallery(galleryId).catch(() => undefined)),
    );
    return { screen, galleries: galleries.filter((gallery) => gallery !== undefined) };
  }
}
