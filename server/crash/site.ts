import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Caller, NamedFile } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import type { BoxProcess } from '../testing/process.ts';
import type { Acknowledged } from './acknowledged.ts';

/** For the environment of a box that is started a hundred times: what its code was compiled to the first time. */
export const compiled = { NODE_COMPILE_CACHE: join(tmpdir(), 'maiimg-compiled') } as const;

/** Where a load is put: the doors of a running box. */
export type Doors = Pick<BoxProcess, 'localUrl' | 'guestUrl'>;

/** What every part of a load knows. */
export interface Site {
  readonly box: Doors;
  readonly staff: Caller;
  /** Of the staff's session. */
  readonly cookie: string;
  readonly projectId: string;
  /** Those that photos flow into. */
  readonly galleries: readonly Gallery[];
  /** One that has room for one more. */
  readonly full: Gallery;
  /** Photos that are ready, and that nobody changes or withdraws: as many as a gallery holds. */
  readonly stock: readonly string[];
  /** The one whose opens are used up. */
  readonly link: Link;
  /** Makes a link that opens the stock and the galleries, or what is said. */
  readonly newLink: (body?: Record<string, unknown>) => Promise<Link>;
  readonly acknowledged: Acknowledged;
  /** Photos whose upload was answered. */
  readonly brought: string[];
  /** The screen that is led. */
  readonly first: string | undefined;
  /** It has been told what to show. */
  leads: boolean;
}

/** One step of a part of a load, taken again and again until it says `done`. */
export type Act = () => Promise<'done' | undefined>;

/** A moment in which there was nothing to do. */
export async function pause(): Promise<undefined> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return undefined;
}

let numbers = randomInt(1e9);

/** A number that no other thing of a load has. */
export function nextNumber(): number {
  numbers += 1;
  return numbers;
}

export async function newPhoto(): Promise<NamedFile> {
  const seed = nextNumber();
  return { name: `${seed}.jpg`, data: await makePhoto({ width: 320, height: 240, seed }) };
}
