import type { Upload, UploadQueue } from './upload-queue.ts';
import { UploadStore } from './upload-store.ts';
import { Tabs } from './upload-tabs.ts';

/** The files of a queue: in memory, and in the browser's store until the box has acknowledged them. */
export class UploadKeeper {
  /** Whether the browser has room for all that waits. */
  roomy = true;
  /** The account whose uploads these are. */
  who = '';
  readonly tabs: Tabs;
  readonly #queue: UploadQueue;
  readonly #tell: () => void;
  readonly #store = new UploadStore();
  readonly #files = new Map<string, Blob>();
  #keeping = false;

  /** `tell` is called as more is kept, `heir` when another tab may have left something behind. */
  constructor(queue: UploadQueue, { tell, heir }: { tell: () => void; heir: () => void }) {
    this.#queue = queue;
    this.#tell = tell;
    this.tabs = new Tabs(heir);
  }

  /** The file in memory. */
  file(id: string): Blob | undefined {
    return this.#files.get(id);
  }

  hold(id: string, file: Blob): void {
    this.#files.set(id, file);
  }

  /** The file itself, or its copy in the browser where a card was pulled out or the file was changed. */
  async readable(id: string): Promise<Blob | undefined> {
    for (const find of [() => this.#files.get(id), () => this.#store.file(id)]) {
      const file = await find();
      if (file && (await canRead(file))) return file;
    }
    return undefined;
  }

  /** Whether another tab has taken over one that was kept. */
  async elsewhere({ id, kept }: Upload): Promise<boolean> {
    return kept && (await this.#store.elsewhere(id, this.tabs.id));
  }

  /** Lets go of these for good. */
  drop(ids: readonly string[]): void {
    for (const id of ids) this.#files.delete(id);
    void this.#store.drop(ids);
  }

  /** Lets go of what is in memory; what is kept stays. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#files.delete(id);
  }

  /** Keeps how one stands now; the file of one that has arrived is let go of, its name until staff wave it away. */
  async note(upload: Upload): Promise<void> {
    if (upload.state === 'arrived') this.#files.delete(upload.id);
    await this.#put(upload);
    if (!this.#queue.items.has(upload.id)) await this.#store.drop([upload.id]);
    void this.keep();
  }

  /** Stores what is not stored yet, one by one; where there is no room, what arrives makes some. */
  async keep(): Promise<void> {
    if (this.#keeping) return;
    this.#keeping = true;
    try {
      // Those that come meanwhile are reached too: a Map is walked as it grows.
      for (const upload of this.#queue.items.values()) {
        if (upload.kept) continue;
        const was = upload.state;
        this.roomy = await this.#put(upload);
        if (!this.roomy) break;
        upload.kept = true;
        // It may have arrived, or been removed, while it was written.
        if (!this.#queue.items.has(upload.id)) await this.#store.drop([upload.id]);
        else if (upload.state !== was && upload.state !== 'going') await this.#put(upload);
        this.#tell();
      }
    } finally {
      this.#keeping = false;
    }
  }

  /** Takes up what tabs that are gone had left; with `own`, what this one kept for somebody who was signed in here before. */
  async adopt(own: boolean): Promise<void> {
    const gone = await this.tabs.gone(await this.#store.tabs(this.who));
    if (own) gone.add(this.tabs.id);
    const taken = await this.#store.adopt(this.who, gone, this.tabs.id);
    const fresh = taken.filter(({ upload }) => !this.#queue.items.has(upload.id));
    // A list that was finished before is not shown again, unless it has something to tell.
    const open = new Set(
      fresh.filter(({ upload }) => upload.state !== 'arrived').map(({ upload }) => upload.projectId),
    );
    const told = fresh.filter(({ upload }) => open.has(upload.projectId));
    for (const { upload, file } of told) if (file) this.#files.set(upload.id, file);
    this.#queue.add(
      told.map(({ upload, file }) =>
        upload.state === 'waiting' && !file ? { ...upload, state: 'refused', unreadable: true } : upload,
      ),
    );
    await this.#store.drop(fresh.filter((one) => !told.includes(one)).map(({ upload }) => upload.id));
  }

  #put(upload: Upload): Promise<boolean> {
    const done = upload.state === 'arrived' || upload.state === 'aside';
    // A record that says "going" would be sent by nobody after a reload.
    const state = upload.state === 'going' ? 'waiting' : upload.state;
    return this.#store.put({
      upload: { ...upload, state, sent: 0, kept: true },
      who: this.who,
      tab: this.tabs.id,
      nr: Number.parseInt(upload.id, 36),
      file: done ? undefined : this.#files.get(upload.id),
    });
  }
}

async function canRead(file: Blob): Promise<boolean> {
  try {
    return (await file.slice(0, 1).arrayBuffer()).byteLength === 1;
  } catch {
    return false;
  }
}
