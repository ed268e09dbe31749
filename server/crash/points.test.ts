import { expect, test } from 'vitest';
import { testFolder } from '../testing/database.ts';
import { findPoints } from './points.ts';
import { whyNoStrace } from './strace.ts';

const why = whyNoStrace();

// Every point is tried by `npm run crash -- points`.
test.skipIf(why !== undefined)(
  `killed, without a disk or with a full one in the middle of an upload and of an open, the box loses nothing it has answered${why === undefined ? '' : ` (skipped: ${why})`}`,
  { timeout: 120_000 },
  async () => {
    const stage = await findPoints(await testFolder(), [
      ['upload', 'box'],
      ['open', 'box'],
    ]);
    expect(stage.points.length).toBeGreaterThan(100);
    // A number that is no multiple of three, so that all three faults have their turn.
    const every = 3 * Math.floor(stage.points.length / 15) + 1;
    const reports = [];
    for (const point of stage.points.filter((_, index) => index % every === 0)) reports.push(await stage.run(point));
    expect(reports.flatMap(({ point, broken }) => broken.map((line) => `${JSON.stringify(point)}: ${line}`))).toEqual(
      [],
    );
    expect(new Set(reports.map(({ point }) => point.how)).size).toBe(3);
    expect(reports.filter(({ outcome }) => outcome === 'not reached')).toEqual([]);
  },
);
