import type { RefusalCode } from '#contract/problems.ts';
import type { AsideKind } from './file-kinds.ts';

/** `aside` was never sent, since its name or size says that it cannot be a photo. */
export type UploadState = 'waiting' | 'going' | 'arrived' | 'refused' | 'aside';

/** One file on its way into the library. */
export interface Upload {
  readonly id: string;
  readonly projectId: string;
  readonly galleryId?: string | undefined;
  readonly name: string;
  readonly bytes: number;
  /** By the box's clock, UTC ms. */
  readonly chosenAt?: number | undefined;
  state: UploadState;
  /** Bytes that have left, while it goes. */
  sent: number;
  /** How often the box failed on it while it was reached. */
  failures: number;
  /** Whether it outlives a reload of the page. */
  kept: boolean;
  photoId?: string | undefined;
  /** The library had it before. */
  duplicate?: boolean | undefined;
  /** Why it was refused. */
  code?: RefusalCode | undefined;
  /** The file on this computer cannot be read any more. */
  unreadable?: boolean | undefined;
  /** What it is by its content, where it is no photo. */
  format?: string | undefined;
  aside?: AsideKind | undefined;
}

export type Verdict =
  | {
      readonly kind: 'arrived';
      readonly photoId: string;
      readonly duplicate: boolean;
      /** When the library took the photo in, UTC ms. */
      readonly uploadedAt?: number | undefined;
    }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly format?: string | undefined }
  /** The file on this computer is gone or was changed. */
  | { readonly kind: 'unreadable' }
  /** Not reached, or it broke off. */
  | { readonly kind: 'lost' }
  /** Too busy, or failing: come again. */
  | { readonly kind: 'later'; readonly seconds: number | undefined; readonly fault: boolean }
  | { readonly kind: 'full' }
  | { readonly kind: 'stranger' };

/** What keeps the whole queue from going on. */
export type Hold = 'paused' | 'full' | 'stranger' | 'lost' | 'busy';

export interface Counts {
  /** All that were chosen and sent or are to be. */
  readonly all: number;
  readonly arrived: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly aside: number;
  /** Waiting or going. */
  readonly left: number;
  /** Of those that count towards `all`. */
  readonly bytes: number;
  readonly bytesArrived: number;
  readonly bytesGoing: number;
  /** Left, and lost at a reload. */
  readonly unkept: number;
}

const atOnce = 3;
const giveUpAfter = 5;
const longestWait = 30_000;

/**
 * The files on their way, and which of them goes next: it knows neither network nor disk nor clock, and is told of all
 * three. Files go in the order in which they were chosen, three at once; while the box is not reached, one.
 */
export class UploadQueue {
  readonly items = new Map<string, Upload>();
  #paused = false;
  #stopped: 'full' | 'stranger' | undefined;
  #waits: { readonly why: 'lost' | 'busy'; readonly until: number } | undefined;
  /** Failures in a row, of the line as a whole. */
  #inRow = 0;

  add(uploads: readonly Upload[]): void {
    for (const upload of uploads) this.items.set(upload.id, upload);
  }

  /** Why nothing is sent now; undefined while all is well. */
  hold(): Hold | undefined {
    if (this.#paused) return 'paused';
    return this.#stopped ?? this.#waits?.why;
  }

  /** When the next try is due (ms), where it waits for one. */
  get nextTry(): number | undefined {
    return this.#paused || this.#stopped ? undefined : this.#waits?.until;
  }

  /** Takes what is to be sent now out of the line; `may` says whether there is anything to send of it yet. */
  next(now: number, may: (upload: Upload) => boolean = () => true): Upload[] {
    if (this.#paused || this.#stopped) return [];
    if (this.#waits && now < this.#waits.until) return [];
    // After a failure one file finds out whether the box is back; the others follow.
    const places = this.#inRow > 0 ? 1 : atOnce;
    const started: Upload[] = [];
    let going = this.#of('going').length;
    for (const upload of this.#of('waiting')) {
      if (going >= places) break;
      if (!may(upload)) continue;
      upload.state = 'going';
      upload.sent = 0;
      going += 1;
      started.push(upload);
    }
    return started;
  }

  progress(id: string, sent: number): void {
    const upload = this.items.get(id);
    if (upload?.state === 'going') upload.sent = Math.min(sent, upload.bytes);
  }

  /** What became of one that went; `random` in 0 to 1 keeps many pages from trying in step. */
  settle(id: string, verdict: Verdict, now: number, random = 0.5): void {
    const upload = this.items.get(id);
    if (upload?.state !== 'going') return;
    upload.sent = 0;
    if (verdict.kind === 'arrived' || verdict.kind === 'refused') {
      this.#inRow = 0;
      this.#waits = undefined;
    }
    switch (verdict.kind) {
      case 'arrived':
        upload.duplicate = verdict.duplicate && !this.#wasOurs(upload, verdict);
        upload.state = 'arrived';
        upload.photoId = verdict.photoId;
        break;
      case 'refused':
        this.#refuse(upload, verdict.code, verdict.format);
        break;
      case 'unreadable':
        upload.state = 'refused';
        upload.unreadable = true;
        break;
      case 'full':
      case 'stranger':
        upload.state = 'waiting';
        this.#stopped = verdict.kind;
        break;
      case 'lost':
        upload.state = 'waiting';
        this.#wait('lost', now, undefined, random);
        break;
      case 'later':
        if (verdict.fault) upload.failures += 1;
        if (upload.failures >= giveUpAfter) this.#refuse(upload, 'fault');
        else upload.state = 'waiting';
        this.#wait('busy', now, verdict.seconds, random);
    }
  }

  /** Stops; what goes is broken off by the caller and put back. */
  pause(): void {
    this.#paused = true;
    this.putBack();
  }

  /** What goes was broken off and waits again. */
  putBack(): void {
    for (const upload of this.#of('going')) {
      upload.state = 'waiting';
      upload.sent = 0;
    }
  }

  /** Goes on at once, whatever held it. */
  resume(): void {
    this.#paused = false;
    this.#stopped = undefined;
    this.tryNow();
  }

  /** The network is back, or staff said "now": no waiting. */
  tryNow(): void {
    this.#waits = undefined;
  }

  /** Somebody signed in again. */
  signedIn(): void {
    if (this.#stopped === 'stranger') this.#stopped = undefined;
  }

  /** Refused ones are tried once more. */
  retry(ids: readonly string[]): void {
    for (const id of ids) {
      const upload = this.items.get(id);
      if (upload?.state !== 'refused') continue;
      upload.state = 'waiting';
      upload.failures = 0;
      upload.code = undefined;
      upload.unreadable = undefined;
      upload.format = undefined;
    }
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.items.delete(id);
  }

  /** The uploads of a project, in the order chosen. */
  of(projectId: string): Upload[] {
    return [...this.items.values()].filter((upload) => upload.projectId === projectId);
  }

  get left(): number {
    return this.#of('waiting').length + this.#of('going').length;
  }

  #of(state: UploadState): Upload[] {
    return [...this.items.values()].filter((upload) => upload.state === state);
  }

  /** Taken in after it was chosen, and not as another of these files: an earlier try got through whose answer was lost. */
  #wasOurs({ chosenAt }: Upload, { photoId, uploadedAt }: Extract<Verdict, { kind: 'arrived' }>): boolean {
    if (chosenAt === undefined || uploadedAt === undefined || uploadedAt < chosenAt) return false;
    return !this.#of('arrived').some((other) => other.photoId === photoId);
  }

  #refuse(upload: Upload, code: RefusalCode, format?: string): void {
    upload.state = 'refused';
    upload.code = code;
    upload.format = format;
  }

  #wait(why: 'lost' | 'busy', now: number, seconds: number | undefined, random: number): void {
    // Three that break off together are one failure.
    if (this.#waits && now < this.#waits.until) return;
    const grown = Math.min(longestWait, 1000 * 2 ** this.#inRow);
    this.#inRow = Math.min(this.#inRow + 1, 10);
    const wait = seconds === undefined ? grown * (0.75 + random / 2) : seconds * 1000;
    this.#waits = { why, until: now + wait };
  }
}

/** What there is to say of these uploads in figures. */
export function countsOf(uploads: readonly Upload[]): Counts {
  const counts = {
    all: 0,
    arrived: 0,
    duplicates: 0,
    refused: 0,
    aside: 0,
    left: 0,
    bytes: 0,
    bytesArrived: 0,
    bytesGoing: 0,
    unkept: 0,
  };
  for (const { state, bytes, sent, duplicate, kept } of uploads) {
    if (state === 'aside') {
      counts.aside += 1;
      continue;
    }
    counts.all += 1;
    if (state === 'refused') {
      counts.refused += 1;
      continue;
    }
    counts.bytes += bytes;
    if (state === 'arrived') {
      counts.arrived += 1;
      counts.bytesArrived += bytes;
      if (duplicate) counts.duplicates += 1;
    } else {
      counts.left += 1;
      counts.bytesGoing += sent;
      if (!kept) counts.unkept += 1;
    }
  }
  return counts;
}
