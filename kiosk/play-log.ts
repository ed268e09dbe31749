import { playsAtOnce } from '#contract/plays-limit.ts';
import type { Scene } from '#contract/scenes.ts';
import type { Play, ScreenCode } from '#contract/screens.ts';
import type { PlayStore } from './play-store.ts';

/** What is seen, as far as it is noted: a `View` is one. */
export interface Seen {
  readonly scene: Pick<Scene, 'id' | 'itemId' | 'kind' | 'galleryId' | 'photoIds'>;
  /** The photos that are really seen, where they are not all of the scene's. */
  readonly photos?: readonly { readonly id: string }[];
  readonly code: Pick<ScreenCode, 'linkId'> | null;
  readonly fresh: boolean;
}

/** Where plays go; gives the ids of those that need not be told again. Throws where nobody answers. */
export type Hand = (plays: readonly Play[]) => Promise<readonly string[]>;

/** What stays on for longer is told in parts, so that a power cut loses little. */
const partMs = 10 * 60_000;
/** What stays on for longer than this is noted while it is on. */
const noteAfterMs = 8000;
const sendEveryMs = 30_000;
/** So that a month that nobody asked for is handed over in an hour, and not in a rush. */
const pauseMs = 2000;
/** The line takes 64 KiB at once. */
const mostLetters = 40_000;
/** One write of the box takes so many photos. */
const mostPhotos = 400;

interface Showing {
  /** Of the showing: its later parts have it with a number. */
  readonly id: string;
  readonly part: number;
  readonly seen: Seen;
  readonly offline: boolean;
  /** When this part began, box time. */
  readonly at: number;
  /** The same by the monotonic clock. */
  readonly since: number;
}

/** What this screen showed and for how long, kept until the box has it. */
export class PlayLog {
  readonly #store: PlayStore;
  readonly #hand: Hand;
  readonly #monotonic: () => number;
  #on: Showing | undefined;
  #reached = false;
  #sending = false;
  #sentAt = Number.NEGATIVE_INFINITY;
  /** Grows when everything is forgotten: what was on its way then is not kept. */
  #life = 0;

  constructor(store: PlayStore, hand: Hand, monotonic: () => number = () => performance.now()) {
    this.#store = store;
    this.#hand = hand;
    this.#monotonic = monotonic;
  }

  /** How many the box does not have yet. */
  get waiting(): number {
    return this.#store.count;
  }

  /**
   * Says what is seen from now on (box time); nothing where it is the venue's still, a dark or blank screen, or a hidden
   * page. To be told at each change, and now and then in between.
   */
  shown(seen: Seen | undefined, now: number): void {
    const on = this.#on;
    const ms = on ? this.#monotonic() - on.since : 0;
    const same = on && seen && on.seen.scene.id === seen.scene.id && on.seen.fresh === seen.fresh;
    if (same && ms < partMs && on.offline === !this.#reached && marksOf(on.seen) === marksOf(seen)) {
      if (ms >= noteAfterMs) this.#note(on, ms);
      return;
    }
    if (on) this.#note(on, ms);
    this.#on = seen && {
      id: same ? on.id : newId(),
      part: same ? on.part + 1 : 0,
      seen,
      offline: !this.#reached,
      at: Math.round(now),
      since: this.#monotonic(),
    };
  }

  /** The box answers, or does no longer: `shown` is told again with it. */
  reach(reached: boolean): void {
    this.#reached = reached;
  }

  /** Hands over what is waiting, where the box is there and was not asked just now. */
  async send(): Promise<void> {
    if (!this.#reached || this.#sending || this.#monotonic() - this.#sentAt < sendEveryMs) return;
    this.#sending = true;
    try {
      while (this.#reached && (await this.#sendBatch())) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    } catch {
      // The box does not have them, or did not say so: they are told again.
    } finally {
      this.#sentAt = this.#monotonic();
      this.#sending = false;
    }
  }

  /** Nothing of it is this screen's any more. */
  async forget(): Promise<void> {
    this.#life += 1;
    this.#on = undefined;
    await this.#store.clear();
  }

  /** True where there is more. */
  async #sendBatch(): Promise<boolean> {
    const life = this.#life;
    const running = this.#on && idOf(this.#on);
    const oldest = (await this.#store.oldest(playsAtOnce)).filter(({ id }) => id !== running);
    const batch = fitting(oldest);
    if (batch.length === 0) return false;
    const kept = await this.#hand(batch);
    if (life !== this.#life) return false;
    await this.#store.remove(kept);
    return kept.length > 0 && (batch.length < oldest.length || oldest.length >= playsAtOnce - 1);
  }

  #note(showing: Showing, ms: number): void {
    const { scene, photos, code, fresh } = showing.seen;
    void this.#store.put({
      id: idOf(showing),
      sceneId: scene.id.slice(0, 200),
      itemId: scene.itemId.slice(0, 200),
      kind: scene.kind,
      galleryId: scene.galleryId,
      photoIds: (photos?.map(({ id }) => id) ?? scene.photoIds).slice(0, 60),
      linkId: code?.linkId ?? null,
      at: showing.at,
      ms: Math.min(86_400_000, Math.max(0, Math.round(ms))),
      fresh,
      offline: showing.offline,
    });
  }
}

/** What may change while the scene stays: each of it is a part of its own. */
function marksOf({ scene, photos, code }: Seen): string {
  return [code?.linkId ?? '', ...(photos?.map(({ id }) => id) ?? scene.photoIds)].join(' ');
}

function idOf({ id, part }: Showing): string {
  return part === 0 ? id : `${id}.${part}`;
}

/** Needs no secure context. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As many of them, from the first on, as can be told at once. */
function fitting(plays: readonly Play[]): Play[] {
  let letters = 0;
  let photos = 0;
  const end = plays.findIndex((play, index) => {
    letters += JSON.stringify(play).length;
    photos += play.photoIds.length;
    return index > 0 && (letters > mostLetters || photos > mostPhotos);
  });
  return plays.slice(0, end < 0 ? plays.length : end);
}
