import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startTestBox } from '../testing/box.ts';
import { testTime } from '../testing/clock.ts';
import { testFolder } from '../testing/database.ts';
import { emptyTrash } from './recover.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2027, 2, 1, 6, 36);
const orphan = 'ab'.padEnd(64, 'c');

/** A box whose last run ended before it could tell of an upload, started by a machine whose clock says this. */
async function boxAt(wall: number) {
  const data = await testFolder();
  const time = testTime(start);
  let box = await startTestBox({ data, time });
  onTestFinished(() => box.stop());
  await box.kit.db.write(async () => {});
  await mkdir(join(data, 'originals', 'ab'), { recursive: true });
  const file = join(data, 'originals', 'ab', orphan);
  await writeFile(file, 'nobody knows me');
  await utimes(file, 0, 0);
  time.setWall(wall);
  box = await box.restart();
  return {
    time,
    left: async () => {
      await emptyTrash(box.kit);
      return readdir(join(data, 'quarantine'));
    },
    dated: async () => (await stat(join(data, 'quarantine', orphan))).mtimeMs,
  };
}

test.each([
  ['1970', 0],
  ['forty days ago', start - 40 * day],
  ['a year ahead', start + 365 * day],
])('what was set aside when the clock said %s lies for seven days from when it was right', async (_, wall) => {
  const { time, left, dated } = await boxAt(wall);
  expect(await left()).toEqual([orphan]);
  time.setWall(start + 20 * day);
  expect(await left()).toEqual([orphan]);
  expect(Math.abs((await dated()) - start - 20 * day)).toBeLessThan(hour);
  time.advance(7 * day - hour);
  expect(await left()).toEqual([orphan]);
  time.advance(hour);
  expect(await left()).toEqual([]);
});

test('what was set aside is dated by when that was, whatever the file said before', async () => {
  const { time, left, dated } = await boxAt(start);
  expect(Math.abs((await dated()) - start)).toBeLessThan(hour);
  time.advance(7 * day - hour);
  expect(await left()).toEqual([orphan]);
  time.advance(2 * hour);
  expect(await left()).toEqual([]);
});
