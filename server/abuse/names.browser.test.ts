import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../testing/browser.ts';
import { type Ground, startGround } from './ground.ts';
import { abuseNames } from './names-pages.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
});
afterAll(async () => {
  await (await openBrowser()).close();
  await ground.stop();
});

test('500 hostile names arrive as themselves everywhere, and none runs, asks for anything, or splits a header', async () => {
  const { counts, faults } = await abuseNames(ground, { count: 500, scenes: 3 });
  expect(faults).toEqual([]);
  expect(counts.names).toBe(500);
});
