/**
 * Does one thing with a store; settles when it is on disk. Gives what was read, and true for a write that gives nothing;
 * undefined where nothing was found, or could be.
 */
export type Run = <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest) => Promise<T | undefined>;

/**
 * A database of the page's own with one store in it. It works on plain HTTP as well, where caches and service workers do
 * not. Where it cannot be had, or a power cut broke it, all goes on without.
 */
export function openStore(name: string, store: string, make: (db: IDBDatabase) => void): Run {
  let opened = open();

  function open(): Promise<IDBDatabase | undefined> {
    return new Promise((resolve) => {
      try {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => make(request.result);
        request.onsuccess = () => {
          const { result: db } = request;
          // A page of a later release wants another form of it.
          db.onversionchange = () => db.close();
          // Closed by the browser, whose disk is in trouble: the next use tries anew.
          db.onclose = () => {
            opened = open();
          };
          resolve(db);
        };
        request.onerror = () => {
          // Broken by a power cut: this run goes without, the next begins anew.
          indexedDB.deleteDatabase(name);
          resolve(undefined);
        };
        request.onblocked = () => resolve(undefined);
      } catch {
        resolve(undefined);
      }
    });
  }

  return async <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest) => {
    const db = await opened;
    if (!db) return undefined;
    return new Promise<T | undefined>((resolve) => {
      try {
        const transaction = db.transaction(store, mode);
        const request = act(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(mode === 'readonly' ? request.result : (request.result ?? true));
        transaction.onabort = () => resolve(undefined);
      } catch {
        resolve(undefined);
      }
    });
  };
}
