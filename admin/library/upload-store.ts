import type { Upload } from './upload-queue.ts';

/** One upload as it outlives the page; the file only until the box has acknowledged it. */
export interface StoredUpload {
  readonly upload: Upload;
  /** The account that chose it: nobody else's sign-in sends it. */
  readonly who: string;
  /** The tab that works on it. */
  readonly tab: string;
  /** Where it stands in the order chosen. */
  readonly nr: number;
  readonly file?: Blob | undefined;
}

const name = 'maiimg-uploads';
const table = 'uploads';

/** The uploads kept in the browser, across reloads and tabs. Where the browser keeps nothing, all of it quietly does nothing. */
export class UploadStore {
  #open: Promise<IDBDatabase | undefined> | undefined;

  /** Keeps or changes one; false where the browser has no room or keeps nothing. */
  async put(stored: StoredUpload): Promise<boolean> {
    try {
      return (await this.#run('readwrite', (all) => all.put(stored, stored.upload.id))) !== undefined;
    } catch {
      return false;
    }
  }

  async drop(ids: readonly string[]): Promise<void> {
    await this.#run('readwrite', (all) => {
      let last: IDBRequest | undefined;
      for (const id of ids) last = all.delete(id);
      return last;
    }).catch(() => undefined);
  }

  /** Whether another tab has taken one over. */
  async elsewhere(id: string, tab: string): Promise<boolean> {
    const stored = await this.#run<StoredUpload>('readonly', (all) => all.get(id)).catch(() => undefined);
    return stored !== undefined && stored.tab !== tab;
  }

  /** The file of one, as it was when it was chosen. */
  async file(id: string): Promise<Blob | undefined> {
    return (await this.#run<StoredUpload>('readonly', (all) => all.get(id)).catch(() => undefined))?.file;
  }

  /** The tabs that hold uploads of this account. */
  async tabs(who: string): Promise<Set<string>> {
    const tabs = new Set<string>();
    await this.#each('readonly', (stored) => {
      if (stored.who === who) tabs.add(stored.tab);
    });
    return tabs;
  }

  /** Takes over, in one step, what tabs that are gone had left; gives it in the order chosen. */
  async adopt(who: string, gone: ReadonlySet<string>, tab: string): Promise<StoredUpload[]> {
    const taken: StoredUpload[] = [];
    await this.#each('readwrite', (stored, cursor) => {
      if (stored.who !== who || !gone.has(stored.tab)) return;
      const mine = { ...stored, tab };
      cursor.update(mine);
      taken.push(mine);
    });
    return taken.toSorted((one, other) => one.nr - other.nr);
  }

  async #each(
    mode: IDBTransactionMode,
    see: (stored: StoredUpload, cursor: IDBCursorWithValue) => void,
  ): Promise<void> {
    const db = await this.#database();
    if (!db) return;
    await new Promise<void>((done) => {
      const transaction = db.transaction(table, mode);
      transaction.oncomplete = transaction.onerror = transaction.onabort = () => done();
      const request = transaction.objectStore(table).openCursor();
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor) return;
        see(cursor.value as StoredUpload, cursor);
        cursor.continue();
      };
    });
  }

  async #run<T>(
    mode: IDBTransactionMode,
    act: (all: IDBObjectStore) => IDBRequest | undefined,
  ): Promise<T | undefined> {
    const db = await this.#database();
    if (!db) return undefined;
    return new Promise<T | undefined>((done, fail) => {
      const transaction = db.transaction(table, mode);
      const request = act(transaction.objectStore(table));
      transaction.oncomplete = () => done(request?.result as T | undefined);
      transaction.onerror = transaction.onabort = () => fail(transaction.error ?? new Error('nothing is kept'));
    });
  }

  #database(): Promise<IDBDatabase | undefined> {
    this.#open ??= new Promise((done) => {
      try {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(table);
        request.onsuccess = () => done(request.result);
        request.onerror = request.onblocked = () => done(undefined);
      } catch {
        // Browsers that keep nothing in private windows throw here.
        done(undefined);
      }
    });
    return this.#open;
  }
}
