import type { ShowState } from '#contract/screens.ts';
import { callable, pixels, toHold } from './hold.ts';
import type { Pictures } from './preload.ts';
import type { Needed } from './scenes/needs.ts';

/** Sees to it that a screen has all that its state may show, before it is needed. */
export class Holding {
  readonly #pictures: Pictures;
  readonly #boxNow: () => number;
  #last: { readonly of: ShowState; readonly mark: string; readonly needed: Needed[] } | undefined;
  /** The state whose units are at hand. */
  #atHand: ShowState | undefined;

  constructor(pictures: Pictures, boxNow: () => number) {
    this.#pictures = pictures;
    this.#boxNow = boxNow;
  }

  /** Fetches what is missing, those soonest on first; `sceneId` is what is on. */
  stock(told: ShowState, sceneId: string | undefined): void {
    void this.#pictures.stock(this.#needed(told, sceneId));
  }

  /** Has those in memory that may be called for at any time. */
  prepare(told: ShowState): void {
    if (this.#atHand === told) return;
    this.#atHand = told;
    void this.#pictures.remember(callable(told));
  }

  /** How many photos are here, and how many there are. */
  held(told: ShowState, sceneId: string | undefined): { held: number; wanted: number } {
    return this.#pictures.held(this.#needed(told, sceneId));
  }

  forget(): void {
    this.#last = undefined;
    this.#atHand = undefined;
    void this.#pictures.remember([]);
    void this.#pictures.keepOnly([]);
  }

  /** Made anew where the state, the screen or what is on has changed. */
  #needed(of: ShowState, sceneId: string | undefined): Needed[] {
    const { width, height } = pixels();
    const mark = `${width}×${height} ${sceneId ?? ''}`;
    if (this.#last?.of !== of || this.#last.mark !== mark) {
      this.#last = { of, mark, needed: toHold(of, this.#boxNow(), { width, height }) };
    }
    return this.#last.needed;
  }
}
