import type { Logger } from 'pino';
import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Keys } from './keys.ts';
import type { Database } from './store/database.ts';
import type { Files } from './store/files.ts';

/** The tools that rooms are handed. None of them knows the venue. */
export interface Kit {
  readonly db: Database;
  readonly files: Files;
  readonly changes: Changes;
  readonly config: Config;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly log: Logger;
}
