import { randomInt } from 'node:crypto';
import { Acknowledged } from './acknowledged.ts';
import { afterwards } from './afterwards.ts';
import { endedUnderLoad } from './ended.ts';
import { prepare } from './prepare.ts';
import { compiled } from './site.ts';

export interface KillReport {
  readonly kills: number;
  /** How many acts of each kind were answered before the kills, all told. */
  readonly counts: ReadonlyMap<string, number>;
  /** What was found broken after them, a line each. */
  readonly broken: readonly string[];
}

export interface KillOptions {
  /** One of so many kills waits for a minute to begin, and with it the chapters of a new day; none, where it is not said. */
  readonly struckEvery?: number;
  readonly progress?: (line: string) => void;
}

/**
 * Kills a box with SIGKILL at random moments of a mixed load, so many times on the same data, and checks after each kill
 * that nothing acknowledged is lost and every invariant holds.
 */
export async function killed(
  data: string,
  kills: number,
  { struckEvery = Number.POSITIVE_INFINITY, progress = () => {} }: KillOptions = {},
): Promise<KillReport> {
  const acknowledged = new Acknowledged();
  const broken: string[] = [];
  const project = await prepare(data);
  for (let kill = 1; kill <= kills; kill += 1) {
    // Mostly once a photo was answered, however slow the machine; now and then while the first is on its way, and now and
    // then so late that its sizes are made, and screens have something to show.
    const struck = kill % struckEvery === 0;
    const moment = struck ? 'struck' : kill === 1 ? 'all' : randomInt(4) === 0 ? 'any' : 'later';
    const withinMs = randomInt(2) === 0 ? 2500 : 400;
    const faults = await endedUnderLoad(data, project, acknowledged, { moment, withinMs, env: compiled });
    const found = [...faults, ...(await afterwards(data, acknowledged))].map((line) => `kill ${kill}: ${line}`);
    broken.push(...found);
    progress([`kill ${kill} of ${kills}, ${acknowledged.total} acts answered so far`, ...found].join('\n'));
  }
  return { kills, counts: acknowledged.counts, broken };
}
