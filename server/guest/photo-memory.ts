/** A file's bytes, in a buffer that is read into anew once nobody uses them any more. */
export interface Held {
  readonly bytes: Buffer;
  readonly photoId: string;
}

/** Buffers for the bytes of photos: those that are kept for who asks next, those that are being sent, and spare ones. */
export interface PhotoMemory {
  /** What is kept under this key, now the most recently used. Whoever goes on with it later has to `use` it at once. */
  get(key: string): Held | undefined;
  /**
   * Room for so many bytes, in use by the caller, who may keep it once it is filled. Undefined where the bytes are too
   * many, or all the room there is is in use.
   */
  take(size: number, photoId: string): Held | undefined;
  /** Keeps it for who asks next. */
  keep(key: string, held: Held): void;
  /** Nothing else is read into it before as many calls of `release`. */
  use(held: Held, times?: number): void;
  release(held: Held): void;
  /** Lets go of what is kept of a photo. */
  forget(photoId: string): void;
}

export interface Budget {
  /** The most bytes of all buffers. */
  readonly all: number;
  /** The most bytes of those that are neither kept nor used, and wait for a file of their size. */
  readonly spare: number;
  /** The largest file. */
  readonly largest: number;
}

interface Slot extends Held {
  /** What `bytes` are the beginning of. */
  readonly whole: Buffer;
  kept: boolean;
  users: number;
}

/**
 * The same buffers again and again, since a new one for each file that is read costs more than the reading: pages that
 * the system has to hand out and zero, and garbage collections, which V8 begins by the bytes outside of its heap.
 */
export function openPhotoMemory(budget: Budget): PhotoMemory {
  // In the order of use.
  const kept = new Map<string, Slot>();
  // In the order in which they came free.
  const spare: Buffer[] = [];
  let all = 0;
  let spareBytes = 0;

  const trim = (most: number) => {
    while (spareBytes > most) {
      const oldest = spare.shift()?.length ?? 0;
      spareBytes -= oldest;
      all -= oldest;
    }
  };
  const free = ({ whole }: Slot) => {
    spare.push(whole);
    spareBytes += whole.length;
    trim(budget.spare);
  };
  const drop = (key: string, slot: Slot) => {
    kept.delete(key);
    slot.kept = false;
    if (slot.users === 0) free(slot);
  };
  /** Of those that nobody uses; false where there is none. */
  const dropOldest = (): boolean => {
    for (const [key, slot] of kept) {
      if (slot.users > 0) continue;
      drop(key, slot);
      return true;
    }
    return false;
  };
  const spareOf = (room: number): Buffer | undefined => {
    const at = spare.findIndex(({ length }) => length === room);
    if (at < 0) return undefined;
    spareBytes -= room;
    return spare.splice(at, 1)[0];
  };
  const bufferOf = (room: number): Buffer | undefined => {
    let found = spareOf(room);
    // What is dropped is spare then, until enough of other sizes is, and the oldest of that goes for good.
    while (!found && all + room > budget.all && dropOldest()) found = spareOf(room);
    if (found) return found;
    trim(Math.max(0, budget.all - room - (all - spareBytes)));
    if (all + room > budget.all) return undefined;
    all += room;
    return Buffer.allocUnsafeSlow(room);
  };

  return {
    get: (key) => {
      const slot = kept.get(key);
      if (!slot) return undefined;
      kept.delete(key);
      kept.set(key, slot);
      return slot;
    },
    take: (size, photoId) => {
      const whole = size > budget.largest ? undefined : bufferOf(roomFor(size));
      if (!whole) return undefined;
      const slot: Slot = { bytes: whole.subarray(0, size), photoId, whole, kept: false, users: 1 };
      return slot;
    },
    keep: (key, held) => {
      const before = kept.get(key);
      if (before) drop(key, before);
      kept.set(key, held as Slot);
      (held as Slot).kept = true;
    },
    use: (held, times = 1) => {
      (held as Slot).users += times;
    },
    release: (held) => {
      const slot = held as Slot;
      slot.users -= 1;
      if (slot.users === 0 && !slot.kept) free(slot);
    },
    forget: (photoId) => {
      for (const [key, slot] of kept) if (slot.photoId === photoId) drop(key, slot);
    },
  };
}

/** A few sizes of buffers, so that one fits many files: four to a doubling, which leaves a fifth unused at the most. */
function roomFor(size: number): number {
  const step = Math.max(4096, 2 ** (Math.floor(Math.log2(Math.max(size, 2) - 1)) - 2));
  return Math.max(1, Math.ceil(size / step)) * step;
}
