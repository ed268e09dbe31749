import type { ScreenPhoto } from '#contract/screens.ts';
import type { Needed } from './scenes/needs.ts';
import type { Size } from './scenes/size.ts';
import type { PhotoStore } from './store.ts';

/** So many are fetched ahead at once: one alone would leave the line idle between two, more would slow down what is needed now. */
const atOnce = 3;
/** A line that brings nothing for so long is given up. */
const giveUpMs = 20_000;
/** What could not be had is left alone for a while; what failed again and again, for long. */
const again = { soonMs: 30_000, lateMs: 10 * 60_000, patience: 3 } as const;

/** The box does not answer: that says nothing about the photo. */
class Away extends Error {}

/** Where a photo's bytes are kept, by its edition. */
export function keyOf({ id, edition }: ScreenPhoto, size: Size): string {
  return `${id}/${edition}/${size}`;
}

/** Photos' bytes, out of the store or else from the box, and which photos cannot be had just now. */
export class Supply {
  readonly #store: PhotoStore;
  /** By photo and edition; `until` by the monotonic clock. */
  #bad = new Map<string, { until: number; times: number }>();
  #running = new Map<string, Promise<Blob>>();
  #wanted: readonly Needed[] = [];
  #workers = 0;
  #away = false;

  constructor(store: PhotoStore) {
    this.#store = store;
  }

  /** False for a photo that could not be had just now. */
  readonly usable = (photo: ScreenPhoto): boolean => (this.#bad.get(editionOf(photo))?.until ?? 0) <= performance.now();

  /** The bytes; where the box is away, those of another large size will do. Throws where there are none. */
  async bytes(photo: ScreenPhoto, size: Size): Promise<Blob> {
    const kept = await this.#store.get(keyOf(photo, size));
    if (kept) return kept;
    try {
      return await this.fetch(photo, size);
    } catch (error) {
      // The box makes it a moment after the others, at the first asking: until it is there the flat size will do.
      if (size === 'pano' && !(error instanceof Away)) return this.bytes(photo, 'kiosk');
      if (!(error instanceof Away) || size === 'thumb') throw error;
      for (const other of ['kiosk', 'screen'] as const) {
        const instead = await this.#store.get(keyOf(photo, other));
        if (instead) return instead;
      }
      throw error;
    }
  }

  /** Asks the box, and keeps what it gives; two who want the same ask once. */
  fetch(photo: ScreenPhoto, size: Size): Promise<Blob> {
    const key = keyOf(photo, size);
    const running = this.#running.get(key);
    if (running) return running;
    const asked = this.#ask(photo, size).finally(() => this.#running.delete(key));
    this.#running.set(key, asked);
    return asked;
  }

  /** This photo could not be had: it is left alone for a while. */
  failed(photo: ScreenPhoto, error: unknown): void {
    const before = this.#bad.get(editionOf(photo))?.times ?? 0;
    const times = error instanceof Away ? before : before + 1;
    const ms = times >= again.patience ? again.lateMs : again.soonMs;
    this.#bad.set(editionOf(photo), { until: performance.now() + ms, times });
  }

  /** This photo could be had after all. */
  good(photo: ScreenPhoto): void {
    this.#bad.delete(editionOf(photo));
  }

  /** The box is back: what failed may be tried at once. */
  forgive(): void {
    this.#bad.clear();
  }

  /** Fetches into the store what it lacks of these, a few at once, the first first; a newer call takes the place of the one before. */
  async stock(needed: readonly Needed[]): Promise<void> {
    await this.#store.ready;
    const here = new Set<string>();
    const thumbs = needed.flatMap(({ photo, size }) => [
      { photo, size },
      { photo, size: 'thumb' as const },
    ]);
    this.#wanted = thumbs.filter(({ photo, size }) => {
      const key = keyOf(photo, size);
      if (here.has(key) || this.#store.has(key)) return false;
      here.add(key);
      return true;
    });
    this.#away = false;
    while (this.#workers < Math.min(atOnce, this.#wanted.length)) {
      this.#workers += 1;
      void this.#work().finally(() => {
        this.#workers -= 1;
      });
    }
  }

  /** Only these photos are there from now on. */
  keepOnly(photos: readonly ScreenPhoto[]): void {
    const there = new Set(photos.map(editionOf));
    for (const key of this.#bad.keys()) if (!there.has(key)) this.#bad.delete(key);
    this.#wanted = this.#wanted.filter(({ photo }) => there.has(editionOf(photo)));
  }

  async #work(): Promise<void> {
    for (let one = this.#next(); one && !this.#away && !this.#store.full; one = this.#next()) {
      const { photo } = one;
      await this.fetch(photo, one.size).catch((error: unknown) => {
        if (error instanceof Away) this.#away = true;
        // Without its small copy, or the one to turn in, a photo can be seen all the same.
        else if (one.size !== 'thumb' && one.size !== 'pano') this.failed(photo, error);
      });
    }
  }

  #next(): Needed | undefined {
    const found = this.#wanted.find(({ photo, size }) => {
      const key = keyOf(photo, size);
      return this.usable(photo) && !this.#store.has(key) && !this.#running.has(key);
    });
    if (found) this.#wanted = this.#wanted.slice(this.#wanted.indexOf(found) + 1);
    return found;
  }

  async #ask(photo: ScreenPhoto, size: Size): Promise<Blob> {
    const address = `/kiosk/photos/${photo.id}/${size}?e=${photo.edition}`;
    const signal = AbortSignal.timeout(giveUpMs);
    // The store is the only place where it is kept, since there it can be taken away again.
    const answer = await fetch(address, { cache: 'no-store', signal }).catch((error: unknown) => {
      throw signal.aborted ? error : new Away();
    });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const blob = await answer.blob().catch((error: unknown) => {
      throw signal.aborted ? error : new Away();
    });
    if (blob.size === 0) throw new Error('nothing came');
    // Not waited for: a slow disk must not delay the picture.
    void this.#store.put(keyOf(photo, size), blob);
    return blob;
  }
}

function editionOf({ id, edition }: ScreenPhoto): string {
  return `${id}/${edition}`;
}
