import type { ShowState } from '#contract/screens.ts';
import { openStore } from './database.ts';

const states = openStore('maiimg-kiosk-state', 'state', (db) => db.createObjectStore('state'));

const heardKey = 'maiimg.kiosk.heard';
const venueKey = 'maiimg.kiosk.venue';
/** Where releases before this one kept their state: this one could not read it. */
const formerKey = 'maiimg.kiosk.state';
/** Grows where an older page's state would not be understood. */
const form = 2;
/** A state is written when it has stood for so long: a press must not wait for the disk. */
const settledMs = 300;

/** When the box was last heard (this machine's wall clock) and by how much its clock was ahead of that, ms. */
export interface Heard {
  readonly at: number;
  readonly ahead: number;
}

/** What stands on a paired screen until its state was read. */
export interface Hint {
  readonly name: string;
  readonly venue: ShowState['venue'];
}

let writing: ReturnType<typeof setTimeout> | undefined;

/** What survives a reload beside the photos: the last whole state, and when the box was last heard. Storage may be closed to us. */
export const memory = {
  /** Whose screen it is, at once; undefined where it is not paired. */
  hint: (): Hint | undefined => read<Hint>(venueKey),
  /** The last state, as soon as it could be read. */
  state: async (): Promise<ShowState | undefined> => {
    write(formerKey, undefined);
    const last = await states<{ form: number; state: ShowState }>('readonly', (kept) => kept.get('last'));
    return last?.form === form ? last.state : undefined;
  },
  heard: (): Heard | undefined => read<Heard>(heardKey),
  keepState: (state: ShowState) => {
    write(venueKey, { name: state.screen.name, venue: state.venue } satisfies Hint);
    clearTimeout(writing);
    writing = setTimeout(() => void states('readwrite', (kept) => kept.put({ form, state }, 'last')), settledMs);
  },
  keepHeard: (heard: Heard) => write(heardKey, heard),
  forget: () => {
    clearTimeout(writing);
    write(venueKey, undefined);
    void states('readwrite', (kept) => kept.delete('last'));
  },
};

function read<T>(key: string): T | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or closed: it holds for as long as the page does.
  }
}

/** So many pictures at most are kept on a screen: a thousand photos in their sizes. */
const mostKept = 5000;
/** So many are kept in memory where there is no database. */
const mostInMemory = 24;

/** The photos' bytes, by key, beyond a reload. A key that `allow` does not know is neither kept nor taken in. */
export class PhotoStore {
  readonly #run = openStore('maiimg-kiosk', 'photos', (db) => db.createObjectStore('photos'));
  #keys = new Set<string>();
  #ready: Promise<void>;
  #loose = new Map<string, Blob>();
  #allowed: (key: string) => boolean = () => true;
  /** It took no more: what is fetched ahead would only be fetched again and again. */
  #refused = false;

  constructor() {
    this.#ready = this.#run<IDBValidKey[]>('readonly', (photos) => photos.getAllKeys()).then((keys) => {
      for (const key of keys ?? []) this.#keys.add(String(key));
    });
  }

  /** Whether the bytes of this key are here. */
  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Whether it can keep nothing more. */
  get full(): boolean {
    return this.#refused || this.#keys.size >= mostKept;
  }

  /** Settles when what earlier runs kept is known. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  async get(key: string): Promise<Blob | undefined> {
    return this.#loose.get(key) ?? (await this.#run<Blob>('readonly', (photos) => photos.get(key)));
  }

  async put(key: string, blob: Blob): Promise<void> {
    await this.#ready;
    if (!this.#allowed(key)) return;
    const kept = this.#keys.size < mostKept && (await this.#run('readwrite', (photos) => photos.put(blob, key)));
    this.#refused = !kept;
    if (kept) {
      // It may have been withdrawn while it was written.
      if (this.#allowed(key)) this.#keys.add(key);
      else await this.#run('readwrite', (photos) => photos.delete(key));
      return;
    }
    this.#loose.set(key, blob);
    for (const [oldest] of this.#loose) {
      if (this.#loose.size <= mostInMemory) break;
      this.#loose.delete(oldest);
    }
  }

  async remove(key: string): Promise<void> {
    this.#keys.delete(key);
    this.#loose.delete(key);
    await this.#run('readwrite', (photos) => photos.delete(key));
  }

  /** From now on keeps only these, and lets go of the others at once. */
  async allow(allowed: (key: string) => boolean): Promise<void> {
    this.#allowed = allowed;
    await this.#ready;
    const gone = [...this.#keys, ...this.#loose.keys()].filter((key) => !this.#allowed(key));
    if (gone.length > 0) this.#refused = false;
    await Promise.all(gone.map((key) => this.remove(key)));
  }
}
