import type { ScreenPhoto } from '#contract/screens.ts';
import type { Needed } from './scenes/needs.ts';
import type { Size } from './scenes/size.ts';
import type { PhotoStore } from './store.ts';
import { keyOf, Supply } from './supply.ts';

/** Pixels of pictures that nothing shows now and that stay decoded all the same: those before, and those to come. */
const mostIdle = 40_000_000;
/** A photo that has not come by then is skipped. */
const withinMs = 5000;

/** A decoded picture in memory. */
interface Picture {
  readonly address: string;
  /** Keeps the browser from letting go of the pixels. */
  readonly image: HTMLImageElement;
  /** Who draws from it. */
  users: number;
}

/** Pictures that stay in memory until they are given back. */
export interface Lease {
  /** The address of a photo in the size asked for, or in the nearest that there is; else an empty one. */
  readonly src: (photo: ScreenPhoto, size: Size) => string;
  release(): void;
}

const sizes = ['thumb', 'screen', 'kiosk', 'pano'] as const;

/** Photos decoded ahead of their time; each address given out is taken back. */
export class Pictures {
  readonly #store: PhotoStore;
  readonly #supply: Supply;
  /** Least lately used first. */
  #pictures = new Map<string, Picture>();
  #loading = new Map<string, Promise<Picture>>();
  #allowed: (key: string) => boolean = () => true;
  #remembered: Lease | undefined;

  constructor(store: PhotoStore) {
    this.#store = store;
    this.#supply = new Supply(store);
  }

  /** False for a photo that could not be had just now. */
  get usable(): (photo: ScreenPhoto) => boolean {
    return this.#supply.usable;
  }

  /** Brings all of these within 5 s, decoded, each with its small copy if that can be had; throws where one cannot be had. */
  async load(needed: readonly Needed[]): Promise<Lease> {
    const small = this.#take(smallest(needed), 'some');
    try {
      const large = await this.#take(needed, 'all');
      return joined(large, await small);
    } catch (error) {
      (await small).release();
      throw error;
    }
  }

  /** Whether all of these are decoded. */
  has(needed: readonly Needed[]): boolean {
    return needed.every(({ photo, size }) => this.#pictures.has(keyOf(photo, size)));
  }

  /** The same in their smallest size alone, which takes a moment where they are held. */
  coarse(needed: readonly Needed[]): Promise<Lease> {
    return this.#take(smallest(needed), 'quick');
  }

  /** From now on only these photos may be held; all others are let go of, here and in the store. */
  async keepOnly(photos: readonly ScreenPhoto[]): Promise<void> {
    const editions = new Set(photos.map(({ id, edition }) => `${id}/${edition}`));
    const allowed = (key: string) => editions.has(key.slice(0, key.lastIndexOf('/')));
    this.#allowed = allowed;
    for (const key of [...this.#pictures.keys()]) if (!allowed(key)) this.#drop(key);
    this.#supply.keepOnly(photos);
    await this.#store.allow(allowed);
  }

  /** Keeps these in memory in their smallest size, in place of those of the last call, for whoever may call for them. */
  async remember(photos: readonly ScreenPhoto[]): Promise<void> {
    const before = this.#remembered;
    const lease = await this.#take(
      photos.map((photo) => ({ photo, size: 'thumb' as const })),
      'some',
    );
    this.#remembered = lease;
    before?.release();
  }

  /** Fetches into the store what it lacks of these. */
  stock(needed: readonly Needed[]): Promise<void> {
    return this.#supply.stock(needed);
  }

  /** How many of these photos are in the store, in all of their sizes, and how many they are. */
  held(needed: readonly Needed[]): { held: number; wanted: number } {
    const whole = new Map<string, boolean>();
    for (const { photo, size } of needed) {
      const here = this.#store.has(keyOf(photo, size)) && this.#store.has(keyOf(photo, 'thumb'));
      whole.set(photo.id, here && (whole.get(photo.id) ?? true));
    }
    return { held: [...whole.values()].filter((here) => here).length, wanted: whole.size };
  }

  /** This photo could not be drawn. */
  spoil(photo: ScreenPhoto): void {
    this.#supply.failed(photo, undefined);
  }

  /** The box is back: what failed may be tried at once. */
  forgive(): void {
    this.#supply.forgive();
  }

  /** `some`: what can be had; `quick`: all of them, and one that cannot be had like this is not yet a bad one. */
  async #take(needed: readonly Needed[], what: 'all' | 'quick' | 'some'): Promise<Lease> {
    const settled = await Promise.allSettled(needed.map((one) => this.#bring(one, what === 'all')));
    const taken = new Map<string, Picture>();
    for (const [place, result] of settled.entries()) {
      const { photo, size } = needed[place] as Needed;
      if (result.status === 'fulfilled') taken.set(keyOf(photo, size), result.value);
    }
    for (const picture of taken.values()) picture.users += 1;
    this.#trim();
    const lease = leaseOf(taken, () => this.#trim());
    const failed = settled.find((result) => result.status === 'rejected');
    if (failed && what !== 'some') {
      lease.release();
      throw failed.reason;
    }
    return lease;
  }

  async #bring({ photo, size }: Needed, counts: boolean): Promise<Picture> {
    const key = keyOf(photo, size);
    const there = this.#pictures.get(key);
    if (there) {
      this.#pictures.delete(key);
      this.#pictures.set(key, there);
      return there;
    }
    if (!this.usable(photo)) throw new Error('this photo cannot be had');
    const loading = this.#loading.get(key) ?? this.#load(photo, size, key).finally(() => this.#loading.delete(key));
    this.#loading.set(key, loading);
    try {
      return await soon(loading);
    } catch (error) {
      // What comes later than it could be waited for is of use the next time.
      if (counts && this.#allowed(key)) this.#supply.failed(photo, error);
      void loading.then(() => this.#supply.good(photo)).catch(() => {});
      throw error;
    }
  }

  async #load(photo: ScreenPhoto, size: Size, key: string): Promise<Picture> {
    const kept = this.#store.has(key);
    const blob = await this.#supply.bytes(photo, size);
    let picture = await decoded(blob).catch(() => undefined);
    if (!picture) {
      await this.#store.remove(key);
      if (!kept) throw new Error('this is no picture');
      // What was kept is broken: the box may have it whole.
      picture = await decoded(await this.#supply.fetch(photo, size)).catch(async (error: unknown) => {
        await this.#store.remove(key);
        throw error;
      });
    }
    if (!this.#allowed(key)) {
      URL.revokeObjectURL(picture.address);
      throw new Error('withdrawn meanwhile');
    }
    this.#pictures.set(key, picture);
    return picture;
  }

  /** Lets go of what was not used for longest. */
  #trim(): void {
    let pixels = 0;
    for (const [key, { image, users }] of [...this.#pictures].reverse()) {
      if (users > 0) continue;
      pixels += image.naturalWidth * image.naturalHeight;
      if (pixels > mostIdle) this.#drop(key);
    }
  }

  #drop(key: string): void {
    const picture = this.#pictures.get(key);
    if (!picture) return;
    URL.revokeObjectURL(picture.address);
    // Not without a source: Chromium never lets go of an image that lost its attribute outside of the page.
    picture.image.src = '';
    this.#pictures.delete(key);
  }
}

function leaseOf(taken: ReadonlyMap<string, Picture>, freed: () => void): Lease {
  let over = false;
  return {
    src: (photo, size) => {
      const wanted = [size, ...sizes.toReversed()];
      return wanted.map((one) => taken.get(keyOf(photo, one))?.address).find((address) => address) ?? '';
    },
    release: () => {
      if (over) return;
      over = true;
      for (const picture of taken.values()) picture.users -= 1;
      freed();
    },
  };
}

function smallest(needed: readonly Needed[]): Needed[] {
  return [...new Set(needed.map(({ photo }) => photo))].map((photo) => ({ photo, size: 'thumb' as const }));
}

function joined(large: Lease, small: Lease): Lease {
  return {
    src: (photo, size) =>
      (size === 'thumb' && small.src(photo, size)) || large.src(photo, size) || small.src(photo, size),
    release: () => {
      large.release();
      small.release();
    },
  };
}

async function decoded(blob: Blob): Promise<Picture> {
  const address = URL.createObjectURL(blob);
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
  } catch (error) {
    URL.revokeObjectURL(address);
    throw error;
  }
  return { address, image, users: 0 };
}

function soon<T>(what: Promise<T>): Promise<T> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error('this photo takes too long')), withinMs);
  });
  return Promise.race([what, limit]).finally(() => clearTimeout(late));
}
