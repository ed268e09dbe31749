import { expect, test } from 'vitest';
import { testFolder } from '../testing/database.ts';
import { caught, controls } from './controls.ts';
import { whyNoPowerCuts } from './power-disk.ts';

const why = await whyNoPowerCuts();
const because = why ? ` (skipped: ${why})` : '';

for (const control of controls) {
  const skipped = control.by === 'cut' && why !== undefined;
  test.skipIf(skipped)(
    `the harness sees when ${control.fault}${skipped ? because : ''}`,
    {
      timeout: 300_000,
    },
    async () => {
      const { lost } = await caught(await testFolder(), control, 10);
      expect(lost).not.toEqual([]);
    },
  );
}
