import { expect, test } from 'vitest';
import { testFolder } from '../testing/database.ts';
import { power } from './power.ts';
import { whyNoPowerCuts } from './power-disk.ts';

const why = await whyNoPowerCuts();

test.skipIf(why)(
  `power cuts in the middle of everything, twice: nothing acknowledged is lost${why ? ` (skipped: ${why})` : ''}`,
  {
    timeout: 300_000,
  },
  async () => {
    const { broken, counts } = await power(await testFolder(), 2);
    expect(broken).toEqual([]);
    // A harness that acknowledged nothing would prove nothing.
    expect(counts.get('upload')).toBeGreaterThan(1);
    expect(counts.get('open')).toBeGreaterThan(10);
  },
);
