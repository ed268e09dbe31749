import { sessionOver } from '../api.ts';
import { boxNow } from '../live.ts';
import { uploadAddress } from './calls.ts';
import { asideKind } from './file-kinds.ts';
import { type Sending, sendFile, verdictOf } from './send-file.ts';
import { UploadKeeper } from './upload-keeper.ts';
import { Pace } from './upload-pace.ts';
import { countsOf, type Upload, UploadQueue, type Verdict } from './upload-queue.ts';

/** Where chosen files are to go. */
export interface Target {
  readonly projectId: string;
  /** Into this gallery too, as far as its inflow lets them. */
  readonly galleryId?: string | undefined;
}

/** Sends the queue: it alone has requests and timers. It says `change`, at most every 100 ms. */
export class UploadRunner extends EventTarget {
  readonly queue = new UploadQueue();
  readonly #keeper = new UploadKeeper(this.queue, { tell: () => this.#tell(), heir: () => void this.#inherit() });
  readonly #sendings = new Map<string, Sending>();
  readonly #pace = new Pace();
  #who: string | undefined;
  #nr = Date.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #sentBefore = 0;

  constructor() {
    super();
    addEventListener('online', () => this.#kick());
    addEventListener('pagehide', () => this.#leave());
    addEventListener('pageshow', ({ persisted }) => persisted && this.#comeBack());
    addEventListener('beforeunload', (event) => {
      if (countsOf([...this.queue.items.values()]).unkept > 0) event.preventDefault();
    });
    addEventListener(sessionOver, () => {
      this.#who = undefined;
    });
  }

  /** Somebody is signed in: what they chose in this browser before is taken up again. */
  async start(who: string): Promise<void> {
    if (this.#who === who) return;
    // What somebody else chose in this tab stays theirs, in the store.
    if (this.#keeper.who !== '' && this.#keeper.who !== who) this.#forget();
    this.#keeper.who = who;
    this.#who = who;
    this.queue.signedIn();
    this.#keeper.tabs.live();
    await this.#keeper.adopt(true);
    this.#go();
  }

  /** Puts files into the line, in the order given; those that cannot be photos are set aside. */
  add(files: readonly File[], { projectId, galleryId }: Target): void {
    const uploads = files.map((file): Upload => {
      const aside = asideKind(file);
      const id = `${(this.#nr++).toString(36)}-${this.#keeper.tabs.id}`;
      if (!aside) this.#keeper.hold(id, file);
      const chosenAt = boxNow();
      const begun = { chosenAt, state: aside ? 'aside' : 'waiting', sent: 0, failures: 0, kept: false } as const;
      return { id, projectId, galleryId, name: file.name, bytes: file.size, ...begun, aside };
    });
    this.queue.add(uploads);
    this.#go();
    void this.#keeper.keep();
  }

  /** Whether the browser has room for all that waits, so that the page may be left. */
  get roomy(): boolean {
    return this.#keeper.roomy;
  }

  /** The file of one that has not arrived, for a preview. */
  fileOf(id: string): Blob | undefined {
    return this.#keeper.file(id);
  }

  pause(): void {
    this.queue.pause();
    this.#breakOff();
    this.#pace.reset();
    this.#tell();
  }

  resume(): void {
    this.queue.resume();
    this.#go();
  }

  retry(ids: readonly string[]): void {
    this.queue.retry(ids);
    this.#go();
  }

  /** Takes uploads out of the list; one that goes is broken off. What has arrived stays in the library. */
  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.#sendings.get(id)?.abort();
      this.#sendings.delete(id);
    }
    this.queue.remove(ids);
    this.#keeper.drop(ids);
    this.#go();
  }

  /** Seconds until all is there; undefined while that cannot be told. */
  secondsLeft(): number | undefined {
    if (this.queue.hold()) return undefined;
    const { bytes, bytesArrived, bytesGoing } = countsOf([...this.queue.items.values()]);
    return this.#pace.seconds(bytes - bytesArrived - bytesGoing);
  }

  #go(): void {
    const now = performance.now();
    if (this.#who !== undefined) {
      const may = ({ id }: Upload) => this.#keeper.file(id) !== undefined;
      for (const upload of this.queue.next(now, may)) void this.#send(upload);
    }
    clearTimeout(this.#timer);
    const next = this.queue.nextTry;
    if (next !== undefined && this.queue.left > 0) {
      this.#timer = setTimeout(() => this.#kick(), Math.max(50, next - now));
    }
    this.#tell();
  }

  #kick(): void {
    this.queue.tryNow();
    this.#go();
  }

  async #send(upload: Upload): Promise<void> {
    const { id, name, projectId, galleryId } = upload;
    const looking: Sending = { done: new Promise(() => undefined), abort: () => undefined };
    this.#sendings.set(id, looking);
    // A tab that was frozen may find that another has taken over its work.
    const elsewhere = await this.#keeper.elsewhere(upload);
    const file = elsewhere ? undefined : await this.#keeper.readable(id);
    // Paused or removed meanwhile: it is in the line again, or nowhere. The same below.
    if (this.#sendings.get(id) !== looking) return;
    if (elsewhere) {
      this.#sendings.delete(id);
      this.queue.remove([id]);
      this.#keeper.forget([id]);
      this.#go();
      return;
    }
    if (!file) return this.#settle(upload, { kind: 'unreadable' });
    const fields: Record<string, string> = galleryId === undefined ? {} : { galleryId };
    const form = { method: 'POST', address: uploadAddress(projectId), field: 'photos', file, name, fields } as const;
    const sending = sendFile(form, (bytes) => {
      this.queue.progress(id, bytes);
      this.#notePace();
      this.#tell();
    });
    this.#sendings.set(id, sending);
    const verdict = verdictOf(await sending.done);
    if (this.#sendings.get(id) === sending) await this.#settle(upload, verdict);
  }

  async #settle(upload: Upload, verdict: Verdict): Promise<void> {
    this.#sendings.delete(upload.id);
    if (verdict.kind === 'arrived') this.#sentBefore += upload.bytes;
    if (verdict.kind === 'lost' || verdict.kind === 'later') this.#pace.reset();
    this.queue.settle(upload.id, verdict, performance.now(), Math.random());
    if (verdict.kind === 'stranger') dispatchEvent(new Event(sessionOver));
    this.#go();
    if (upload.state === 'arrived' || upload.state === 'refused') await this.#keeper.note(upload);
  }

  async #inherit(): Promise<void> {
    if (this.#who === undefined) return;
    await this.#keeper.adopt(false);
    this.#go();
  }

  #leave(): void {
    this.#breakOff();
    this.queue.putBack();
    this.#keeper.tabs.leave();
  }

  /** Out of the browser's cache of pages: what others have taken over meanwhile, each file is asked for before it goes. */
  #comeBack(): void {
    this.#keeper.tabs.live();
    this.#kick();
  }

  #forget(): void {
    this.#breakOff();
    const ids = [...this.queue.items.keys()];
    this.queue.remove(ids);
    this.#keeper.forget(ids);
  }

  #breakOff(): void {
    for (const sending of this.#sendings.values()) sending.abort();
    this.#sendings.clear();
  }

  #notePace(): void {
    const going = [...this.queue.items.values()].reduce((sum, { sent }) => sum + sent, 0);
    this.#pace.note(performance.now(), this.#sentBefore + going);
  }

  #tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.dispatchEvent(new Event('change'));
    }, 100);
  }
}
