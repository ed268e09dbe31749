import { readSettings } from '../box/settings.ts';
import type { Kit } from '../kit.ts';
import type { Moment } from './terms.ts';

/** Now, in the box's zone. */
export function momentOf(kit: Kit): Moment {
  return { now: kit.clock.now(), zone: readSettings(kit).timeZone };
}
