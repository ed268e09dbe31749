import { type Pixels, pixels } from './hold.ts';
import type { Lease, Pictures } from './preload.ts';
import { type Needed, needsOf } from './scenes/needs.ts';
import type { View } from './view.ts';

/** One of the two faces of the stage. */
export interface Layer {
  /** What it shows, or is ready to show. */
  view: View | undefined;
  /** What it is being made ready for. */
  loading: Loading | undefined;
  /** What joins the picture that it shows, as soon as it is there. */
  coming: View | undefined;
  /** The pictures that it draws from. */
  lease: Lease | undefined;
  ready: boolean;
  /** `leaving`: under the one that fades in; `going`: fades out, since nothing comes. */
  place: 'off' | 'on' | 'leaving' | 'going';
  /** Makes sharp what it shows in its small size. */
  sharpen: (() => void) | undefined;
  /** Pixels by which it is moved while it is on, so that no edge burns in. */
  shift: readonly [number, number];
}

export interface Loading {
  readonly view: View;
  /** Tells it that this is to be seen now, in whatever size there is. */
  hurry(): void;
}

export function emptyLayer(): Layer {
  return {
    view: undefined,
    loading: undefined,
    coming: undefined,
    lease: undefined,
    ready: false,
    place: 'off',
    sharpen: undefined,
    shift: [0, 0],
  };
}

/** A layer with nothing on it. */
export function clear(layer: Layer): void {
  const { lease } = layer;
  Object.assign(layer, emptyLayer());
  lease?.release();
}

/** A layer draws from other pictures from now on. Give back the former ones when it has done so. */
export function use(layer: Layer, lease: Lease): Lease | undefined {
  const before = layer.lease;
  layer.lease = lease;
  return before;
}

/** What a view needs on this screen. */
export function neededFor({ scene, photos, beside }: View, { width, height }: Pixels = pixels()): Needed[] {
  return needsOf(scene, recordOf(photos), beside !== 'nothing', width, height);
}

const records = new WeakMap<View['photos'], Readonly<Record<string, View['photos'][number]>>>();
/** A view's photos by their ids, the same object each time. */
export function recordOf(photos: View['photos']) {
  const made = records.get(photos) ?? Object.fromEntries(photos.map((photo) => [photo.id, photo]));
  records.set(photos, made);
  return made;
}

/** The pictures of a view, as they come. */
export interface Brought {
  /** Those that can be had first: the small ones where it is hurried and the large ones are not there. */
  readonly first: Promise<{ readonly lease: Lease; readonly coarse: boolean }>;
  /** The large ones; rejects where one cannot be had. */
  sharp(): Promise<Lease>;
  /** It is to be seen now, in whatever size there is. */
  hurry(): void;
}

/**
 * Begins to bring a view's pictures. Where it is hurried from the beginning, the large ones wait until they are asked for:
 * to decode them would delay what a press is answered with.
 */
export function bring(pictures: Pictures, view: View, hurried: boolean): Brought {
  const needed = neededFor(view);
  const first = Promise.withResolvers<{ lease: Lease; coarse: boolean }>();
  let offered = false;
  let large: Promise<Lease> | undefined;
  let small: Promise<void> | undefined;
  const offer = (lease: Lease, coarse: boolean) => {
    if (offered && coarse) lease.release();
    else if (!offered) first.resolve({ lease, coarse });
    offered = true;
  };
  const sharp = () => {
    large ??= pictures.load(needed);
    return large;
  };
  const sharpFirst = async () => {
    try {
      offer(await sharp(), false);
    } catch (error) {
      await small?.catch(() => {});
      if (!offered) first.reject(error);
    }
  };
  const coarseFirst = () => {
    small = pictures.coarse(needed).then((lease) => offer(lease, true));
    return small;
  };
  if (!hurried || needed.length === 0 || pictures.has(needed)) void sharpFirst();
  else coarseFirst().catch(sharpFirst);
  return {
    first: first.promise,
    sharp,
    hurry: () => {
      if (!small && !offered && needed.length > 0) coarseFirst().catch(() => {});
    },
  };
}
