import type { Migration } from '../migrate.ts';
import * as core from './001-core.ts';
import * as audiences from './002-audiences.ts';

/** All steps in the order they run. A step is never edited once it was released. */
export const migrations: readonly Migration[] = [
  { name: '001-core', up: core.up },
  { name: '002-audiences', up: audiences.up },
];
