import type { ScreenPhoto } from '#contract/screens.ts';
import type { PhotoStore } from './store.ts';

export type Size = 'thumb' | 'screen' | 'kiosk';
/** One picture that is needed: a photo in the size for its place. */
export interface Needed {
  readonly photo: ScreenPhoto;
  readonly size: Size;
}

/** So many photos are ready in memory: what is on, what goes, what comes, and a few for whoever presses keys. */
const mostReady = 8;
/** A photo that has not come by then is skipped. */
const withinMs = 5000;
/** One that could not be had is tried again after this. */
const againMs = 30_000;
const pauseMs = 50;

/** Where a photo's bytes are kept, by its edition. */
export function keyOf({ id, edition }: ScreenPhoto, size: Size): string {
  return `${id}/${edition}/${size}`;
}

/** Photos fetched ahead of their time, from the store or else from the box; each address given out is taken back. */
export class Pictures {
  readonly #store: PhotoStore;
  /** Least lately used first. */
  #addresses = new Map<string, string>();
  #loading = new Map<string, Promise<void>>();
  #bad = new Map<string, number>();
  #allowed: (key: string) => boolean = () => true;
  #round = 0;

  constructor(store: PhotoStore) {
    this.#store = store;
  }

  /** The address of a photo that was loaded, else an empty one. */
  readonly src = (photo: ScreenPhoto, size: Size): string => this.#addresses.get(keyOf(photo, size)) ?? '';

  /** Brings a photo within 5 s, and its small copy if that can be had, or throws; one that failed just now fails at once. */
  async load({ photo, size }: Needed): Promise<void> {
    const key = keyOf(photo, size);
    if ((this.#bad.get(key) ?? 0) > performance.now()) throw new Error('this photo cannot be had');
    try {
      await Promise.all([this.#bring(photo, size), this.#bring(photo, 'thumb').catch(() => {})]);
    } catch (error) {
      this.#bad.set(key, performance.now() + againMs);
      throw error;
    }
  }

  /** Says that what was loaded is no picture: it is fetched anew, but not at once. */
  async spoil({ photo, size }: Needed): Promise<void> {
    this.#bad.set(keyOf(photo, size), performance.now() + againMs);
    for (const key of [keyOf(photo, size), keyOf(photo, 'thumb')]) {
      this.#release(key);
      await this.#store.remove(key);
    }
  }

  /** From now on only these photos may be held; all others are let go of, here and in the store. */
  async keepOnly(photos: readonly ScreenPhoto[]): Promise<void> {
    const editions = new Set(photos.map(({ id, edition }) => `${id}/${edition}`));
    const allowed = (key: string) => editions.has(key.slice(0, key.lastIndexOf('/')));
    this.#allowed = allowed;
    for (const key of [...this.#addresses.keys()]) if (!allowed(key)) this.#release(key);
    for (const key of this.#bad.keys()) if (!allowed(key)) this.#bad.delete(key);
    await this.#store.allow(allowed);
  }

  /** Fetches into the store what it lacks, one after another; the newest call ends the one before. */
  async fetchAll(needed: readonly Needed[]): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    await this.#store.ready;
    for (const { photo, size } of needed) {
      for (const key of [size, 'thumb' as const].filter((each) => !this.#store.has(keyOf(photo, each)))) {
        if (round !== this.#round || this.#store.full) return;
        // Those that cannot be had now are asked for again in their turn.
        await this.#fetch(photo, key).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  /** How many of these are in the store. */
  held(needed: readonly Needed[]): number {
    const here = (photo: ScreenPhoto, size: Size) => this.#store.has(keyOf(photo, size));
    return needed.filter(({ photo, size }) => here(photo, size) && here(photo, 'thumb')).length;
  }

  /** The box is back: what failed may be tried at once. */
  forgive(): void {
    this.#bad.clear();
  }

  #bring(photo: ScreenPhoto, size: Size): Promise<void> {
    const key = keyOf(photo, size);
    const there = this.#addresses.get(key);
    if (there !== undefined) {
      this.#addresses.delete(key);
      this.#addresses.set(key, there);
      return Promise.resolve();
    }
    const running = this.#loading.get(key);
    if (running) return running;
    const loading = this.#load(photo, size, key).finally(() => this.#loading.delete(key));
    this.#loading.set(key, loading);
    return loading;
  }

  async #load(photo: ScreenPhoto, size: Size, key: string): Promise<void> {
    const blob = (await this.#store.get(key)) ?? (await this.#fetch(photo, size));
    if (!this.#allowed(key)) throw new Error('withdrawn meanwhile');
    this.#addresses.set(key, URL.createObjectURL(blob));
    for (const [oldest] of this.#addresses) {
      if (this.#addresses.size <= mostReady * 2) break;
      this.#release(oldest);
    }
  }

  async #fetch(photo: ScreenPhoto, size: Size): Promise<Blob> {
    const answer = await fetch(`/kiosk/photos/${photo.id}/${size}?e=${photo.edition}`, {
      // The store is the only place where it is kept, since there it can be taken away again.
      cache: 'no-store',
      signal: AbortSignal.timeout(withinMs),
    });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const blob = await answer.blob();
    // Not waited for: a slow disk must not delay the picture.
    void this.#store.put(keyOf(photo, size), blob);
    return blob;
  }

  #release(key: string): void {
    URL.revokeObjectURL(this.#addresses.get(key) ?? '');
    this.#addresses.delete(key);
  }
}
