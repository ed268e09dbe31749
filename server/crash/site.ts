import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Caller } from '../testing/box.ts';
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
  readonly projectId: string;
  readonly galleries: readonly Gallery[];
  readonly link: Link;
  readonly acknowledged: Acknowledged;
  /** Photos whose upload was answered. */
  readonly brought: string[];
  /** The screen that is led. */
  readonly first: string | undefined;
}

/** One step of a part of a load, taken again and again until it says `done`. */
export type Act = () => Promise<'done' | undefined>;

/** A moment in which there was nothing to do. */
export async function pause(): Promise<undefined> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return undefined;
}
