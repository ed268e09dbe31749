import type { ShowState } from '#contract/screens.ts';

const stateKey = 'maiimg.kiosk.state';
const heardKey = 'maiimg.kiosk.heard';

/** When the box was last heard (this machine's wall clock) and by how much its clock was ahead of that, ms. */
export interface Heard {
  readonly at: number;
  readonly ahead: number;
}

/** What survives a reload: the last whole state, and when the box was last heard. Storage may be closed to us. */
export const memory = {
  state: (): ShowState | undefined => read<ShowState>(stateKey),
  heard: (): Heard | undefined => read<Heard>(heardKey),
  keepState: (state: ShowState) => write(stateKey, state),
  keepHeard: (heard: Heard) => write(heardKey, heard),
  forget: () => {
    try {
      localStorage.removeItem(stateKey);
    } catch {
      // Nothing was kept then.
    }
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
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or closed: it holds for as long as the page does.
  }
}

/** So many photos at most are kept on a screen. */
const mostKept = 1000;
/** So many are kept in memory where there is no database. */
const mostInMemory = 24;

/**
 * The photos' bytes, by key, beyond a reload: in IndexedDB, which works on plain HTTP as well, where caches and service
 * workers do not. A key that `allow` does not know is neither kept nor taken in.
 */
export class PhotoStore {
  #opened: Promise<IDBDatabase | undefined> = open();
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
    this.#refused = kept === undefined;
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

  async #run<T>(mode: IDBTransactionMode, act: (photos: IDBObjectStore) => IDBRequest): Promise<T | undefined> {
    const db = await this.#opened;
    if (!db) return undefined;
    return new Promise((resolve) => {
      try {
        const transaction = db.transaction('photos', mode);
        const request = act(transaction.objectStore('photos'));
        transaction.oncomplete = () => resolve(mode === 'readonly' ? request.result : (request.result ?? true));
        transaction.onabort = () => resolve(undefined);
      } catch {
        resolve(undefined);
      }
    });
  }
}

function open(): Promise<IDBDatabase | undefined> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open('maiimg-kiosk', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('photos');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => {
        // Broken by a power cut: this run goes without, the next begins anew.
        indexedDB.deleteDatabase('maiimg-kiosk');
        resolve(undefined);
      };
      request.onblocked = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
}
