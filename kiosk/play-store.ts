import type { Play } from '#contract/screens.ts';
import { openStore } from './database.ts';

/** What was shown and has not been handed over: beyond a reload, the oldest first. */
export interface PlayStore {
  /** How many there are. */
  readonly count: number;
  /** Takes one in, or its longer form in its place. */
  put(play: Play): Promise<void>;
  oldest(most: number): Promise<Play[]>;
  remove(ids: readonly string[]): Promise<void>;
  clear(): Promise<void>;
}

/** So many are kept, of so many days, at the most. */
export const playBounds = { count: 200_000, ms: 35 * 86_400_000 } as const;
/** Where there is no database. */
const mostInMemory = 5000;
/** The bounds are looked after once in so many. */
const lookEvery = 500;

/** In IndexedDB; in memory where that is closed. */
export class KeptPlays implements PlayStore {
  readonly #run = openStore('maiimg-kiosk-plays', 'plays', (db) =>
    db.createObjectStore('plays', { keyPath: 'id' }).createIndex('at', 'at'),
  );
  readonly #ready: Promise<void>;
  readonly #loose = new Map<string, Play>();
  readonly #ids = new Set<string>();
  #puts = 0;

  constructor() {
    this.#ready = this.#run<string[]>('readonly', (plays) => plays.getAllKeys()).then((ids) => {
      for (const id of ids ?? []) this.#ids.add(id);
    });
  }

  get count(): number {
    return this.#ids.size + this.#loose.size;
  }

  async put(play: Play): Promise<void> {
    await this.#ready;
    if (await this.#run('readwrite', (plays) => plays.put(play))) this.#ids.add(play.id);
    else {
      this.#loose.set(play.id, play);
      for (const [oldest] of this.#loose) {
        if (this.#loose.size <= mostInMemory) break;
        this.#loose.delete(oldest);
      }
    }
    this.#puts += 1;
    if (this.#puts % lookEvery === 1) await this.#bound(play.at);
  }

  async oldest(most: number): Promise<Play[]> {
    await this.#ready;
    const kept = await this.#run<Play[]>('readonly', (plays) => plays.index('at').getAll(null, most));
    return [...(kept ?? []), ...this.#loose.values()].slice(0, most);
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#loose.delete(id);
    const kept = ids.filter((id) => this.#ids.delete(id));
    if (kept.length > 0)
      await this.#run('readwrite', (plays) => kept.map((id) => plays.delete(id)).at(-1) as IDBRequest);
  }

  async clear(): Promise<void> {
    await this.#ready;
    this.#loose.clear();
    this.#ids.clear();
    await this.#run('readwrite', (plays) => plays.clear());
  }

  /** Lets the oldest go, where there are too many, or they are too old. */
  async #bound(now: number): Promise<void> {
    const spare = Math.max(0, this.#ids.size - playBounds.count);
    const old = await this.#run<string[]>('readonly', (plays) =>
      plays.index('at').getAllKeys(IDBKeyRange.upperBound(now - playBounds.ms), lookEvery * 4),
    );
    const many =
      spare > 0 ? await this.#run<string[]>('readonly', (plays) => plays.index('at').getAllKeys(null, spare)) : [];
    await this.remove([...new Set([...(old ?? []), ...(many ?? [])])]);
  }
}
