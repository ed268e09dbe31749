import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from '../testing/database.ts';
import { openBounded } from './bounded.ts';

const hour = 3_600_000;

async function folder() {
  const root = join(await testFolder(), 'copies');
  await mkdir(join(root, 'ab'), { recursive: true });
  const at = (name: string) => join(root, 'ab', name);
  const put = async (name: string, bytes: number, date?: number) => {
    await writeFile(at(name), Buffer.alloc(bytes));
    if (date !== undefined) await utimes(at(name), date / 1000, date / 1000);
    return at(name);
  };
  return { root, at, put, names: async () => (await readdir(join(root, 'ab'))).toSorted() };
}

test('what was not asked for longest goes first, and what was put there last stays, however large', async () => {
  const { root, put, names } = await folder();
  const kept = openBounded(
    root,
    () => 100,
    () => 0,
  );
  for (const name of ['a', 'b', 'c']) await kept.put(await put(name, 30), 30);
  expect(await kept.use(join(root, 'ab', 'a'))).toBe(true);
  await kept.put(await put('d', 40), 40);
  expect([await names(), kept.bytes()]).toEqual([['a', 'c', 'd'], 100]);
  await kept.put(await put('e', 500), 500);
  expect([await names(), kept.bytes()]).toEqual([['e'], 500]);
});

test('a restart knows what there is and in which order it was asked for, and removes what was not finished', async () => {
  const { root, at, put, names } = await folder();
  await put('old', 30, 1 * hour);
  await put('older', 30, 0);
  await put('new', 30, 2 * hour);
  await put('half.part', 30);
  const kept = openBounded(
    root,
    () => 90,
    () => 10 * hour,
  );
  expect([await kept.use(at('older')), await kept.use(at('gone')), kept.bytes()]).toEqual([true, false, 90]);
  expect(await names()).toEqual(['new', 'old', 'older']);
  expect((await stat(at('older'))).mtimeMs).toBe(10 * hour);
  await kept.put(await put('next', 30), 30);
  expect(await names()).toEqual(['new', 'next', 'older']);
});

test('where the room shrinks, a look at it makes what is kept fit', async () => {
  const { root, put, names } = await folder();
  let most = 1000;
  const kept = openBounded(
    root,
    () => most,
    () => 0,
  );
  for (const name of ['a', 'b', 'c']) await kept.put(await put(name, 30), 30);
  most = 60;
  await kept.trim();
  expect(await names()).toEqual(['b', 'c']);
  kept.forget(join(root, 'ab', 'b'));
  expect([await kept.use(join(root, 'ab', 'b')), kept.bytes()]).toEqual([false, 30]);
});
