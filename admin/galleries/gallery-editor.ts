import type { ReactiveControllerHost } from 'lit';
import type { Gallery } from '#contract/galleries.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import { Refused } from '../api.ts';
import { watchLive } from '../live.ts';
import { changeGallery, moveGalleryPhotos, readGallery, setGalleryPhotos } from './calls.ts';
import { alike, enqueue, merged, type Pending, withPending } from './pending.ts';

/** Somebody else was first: what is theirs, and what is one's own and waits. */
export interface Conflict {
  readonly theirs: Gallery;
  readonly about: 'photos' | 'title';
}

interface Tell {
  /** What the box said no to, which is not shown as done any more. */
  refused(error: Refused): void;
  /** Photos that could not be put in, since they were withdrawn meanwhile. */
  gone(photoIds: readonly string[]): void;
}

/**
 * One gallery that is edited: changes are shown at once and go to the box one after another; while it is out of reach they
 * wait and are tried again. Where somebody else was first nothing is lost: it stops and says so in `conflict`.
 */
export class GalleryEditor {
  /** As the box last said. */
  box: Gallery | undefined;
  pending: readonly Pending[] = [];
  conflict: Conflict | undefined;
  offline = false;
  savedAt: number | undefined;
  /** Somebody is in the middle of something: what others do is shown after it. */
  busy = false;
  readonly #host: ReactiveControllerHost;
  readonly #tell: Tell;
  #going = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, tell: Tell) {
    this.#host = host;
    this.#tell = tell;
    host.addController({
      hostConnected: () => {
        this.#stop = watchLive((connected) => connected && void this.#go());
        addEventListener('online', this.#retry);
        addEventListener('beforeunload', this.#leave);
      },
      hostDisconnected: () => {
        this.#stop?.();
        removeEventListener('online', this.#retry);
        removeEventListener('beforeunload', this.#leave);
      },
    });
  }

  /** What staff see: the box's state with everything that is on its way. */
  get shown(): Gallery | undefined {
    return this.box && withPending(this.box, this.pending);
  }

  get saving(): boolean {
    return this.pending.length > 0 && !this.conflict;
  }

  /** Another gallery, or the same one anew where nobody is in the middle of something; true where it was taken. */
  take(gallery: Gallery): boolean {
    if (this.box?.id !== gallery.id) {
      clearTimeout(this.#timer);
      this.pending = [];
      this.conflict = undefined;
      this.offline = false;
      this.savedAt = undefined;
    } else if (this.pending.length > 0 || this.busy || this.conflict || gallery.version < this.box.version)
      return false;
    this.box = gallery;
    this.#host.requestUpdate();
    return true;
  }

  setPhotos(ids: readonly string[]): void {
    const { shown } = this;
    if (shown && !(alike(ids, shown.photoIds) && shown.order === 'manual'))
      this.#add({ kind: 'photos', ids, base: shown.photoIds });
  }

  move(add: readonly string[], remove: readonly string[]): void {
    this.#add({ kind: 'move', add, remove });
  }

  change(change: Extract<Pending, { kind: 'change' }>['change']): void {
    this.#add({ kind: 'change', change });
  }

  /** Puts one's own on top of theirs and goes on. */
  applyMine(): void {
    const { conflict, pending } = this;
    const [first, ...rest] = pending;
    if (!conflict || !first) return;
    this.box = conflict.theirs;
    this.conflict = undefined;
    if (first.kind === 'photos') {
      const ids = merged(first.ids, first.base, conflict.theirs.photoIds, galleryLimit);
      this.pending = [{ kind: 'photos', ids, base: conflict.theirs.photoIds }, ...rest];
    }
    void this.#go();
  }

  /** Lets one's own go where it collided, and shows theirs. */
  takeTheirs(): void {
    if (!this.conflict) return;
    const { about, theirs } = this.conflict;
    this.box = theirs;
    this.conflict = undefined;
    this.pending = this.pending.filter((one) =>
      about === 'photos' ? one.kind !== 'photos' : !(one.kind === 'change' && one.change.title !== undefined),
    );
    void this.#go();
  }

  #add(next: Pending): void {
    this.pending = enqueue(this.pending, next, this.#going);
    this.#host.requestUpdate();
    void this.#go();
  }

  async #go(): Promise<void> {
    if (this.#going || this.conflict) return;
    this.#going = true;
    clearTimeout(this.#timer);
    try {
      for (let [next] = this.pending; next && this.box && !this.conflict; [next] = this.pending) {
        const { id } = this.box;
        const box = await this.#send(next, this.box);
        // Another gallery is shown now.
        if (this.box?.id !== id) return;
        this.offline = false;
        if (box) {
          this.box = box;
          this.pending = this.pending.slice(1);
          this.savedAt = Date.now();
        }
        this.#host.requestUpdate();
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#failed(error);
    } finally {
      this.#going = false;
      this.#host.requestUpdate();
    }
  }

  /** The gallery after it; nothing where it is to be tried anew, or waits for a decision. */
  async #send(next: Pending, box: Gallery): Promise<Gallery | undefined> {
    if (next.kind === 'move') {
      return moveGalleryPhotos(box.id, { add: [...next.add], remove: [...next.remove] });
    }
    try {
      if (next.kind === 'photos') return await setGalleryPhotos(box.id, next.ids, box.version);
      // Inflow, order and cover are one press each, and the last one counts; a title is somebody's work.
      const version = next.change.title === undefined ? {} : { version: box.version };
      return await changeGallery(box.id, { ...next.change, ...version });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'changed_meanwhile') return this.#collided(next, box);
      if (error.code === 'photo_not_in_project' && next.kind === 'photos') return this.#without(next, error);
      throw error;
    }
  }

  async #collided(next: Pending, box: Gallery): Promise<Gallery | undefined> {
    const theirs = await readGallery(box.id);
    if (next.kind === 'photos') {
      // The answer to an earlier try was lost: it is done.
      if (alike(theirs.photoIds, next.ids) && theirs.order === 'manual') return theirs;
      // They changed something else: there is nothing to ask.
      if (alike(theirs.photoIds, box.photoIds)) this.box = theirs;
      else this.conflict = { theirs, about: 'photos' };
    } else if (next.kind === 'change') {
      if (theirs.title === next.change.title) return theirs;
      if (theirs.title === box.title) this.box = theirs;
      else this.conflict = { theirs, about: 'title' };
    }
    return undefined;
  }

  #without(next: Extract<Pending, { kind: 'photos' }>, error: Refused): undefined {
    const gone = (error.problem as { photoIds?: readonly string[] }).photoIds ?? [];
    if (!next.ids.some((id) => gone.includes(id))) throw error;
    this.pending = [{ ...next, ids: next.ids.filter((id) => !gone.includes(id)) }, ...this.pending.slice(1)];
    this.#tell.gone(gone);
    return undefined;
  }

  #failed(error: Refused): void {
    if (waits.has(error.code)) {
      this.offline = true;
      this.#timer = setTimeout(this.#retry, (error.retryAfter ?? 3) * 1000);
      return;
    }
    // What was refused, and what was built on it, is not done: show what is.
    this.pending = [];
    this.#tell.refused(error);
    if (this.box)
      void readGallery(this.box.id).then(
        (box) => this.take(box),
        () => undefined,
      );
  }

  readonly #retry = () => void this.#go();

  readonly #leave = (event: BeforeUnloadEvent) => {
    if (this.pending.length > 0) event.preventDefault();
  };
}

const waits: ReadonlySet<string> = new Set(['offline', 'busy', 'stopping']);
