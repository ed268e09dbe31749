import { type FileHandle, mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testFolder } from '../testing/database.ts';
import { makeFolder, openFiles } from './files.ts';
import { holdFolder } from './lock.ts';

const hash = 'ab'.padEnd(64, '0');

test('an incoming file is kept under its hash, and only there', async () => {
  const files = await openFiles(await testFolder());
  const part = files.incoming();
  await writeFile(part, 'photo');
  await files.keep(part, hash);
  expect(await readFile(files.original(hash), 'utf8')).toBe('photo');
  expect(await readdir(join(files.root, 'incoming'))).toEqual([]);
  expect(await Array.fromAsync(files.hashes())).toEqual([hash]);
});

test('dropping a file takes its derivatives along, whichever of them are there', async () => {
  const files = await openFiles(await testFolder());
  const part = files.incoming();
  await writeFile(part, 'photo');
  await files.keep(part, hash);
  await writeFile(files.derivative(hash, 'thumb'), 'small');
  await files.drop(hash);
  expect(await Array.fromAsync(files.hashes())).toEqual([]);
  expect(await readdir(join(files.root, 'derivatives', 'ab'))).toEqual([]);
});

test('what was on its way is cleared, whatever it is', async () => {
  const files = await openFiles(await testFolder());
  await writeFile(files.incoming(), 'half');
  await mkdir(join(files.root, 'incoming', 'odd'));
  expect(await files.clearIncoming()).toBe(2);
  expect(await files.clearIncoming()).toBe(0);
});

test('work on the same content never crosses, also where several are asked for in another order', async () => {
  const files = await openFiles(await testFolder());
  const running = new Set<string>();
  const work = (names: string[]) =>
    files.alone(names, async () => {
      for (const name of names) expect(running.has(name)).toBe(false);
      for (const name of names) running.add(name);
      await new Promise((resolve) => setTimeout(resolve, 2));
      for (const name of names) running.delete(name);
    });
  await Promise.all(Array.from({ length: 30 }, (_, i) => work(i % 2 ? ['a', 'b', 'c'] : ['c', 'a'])));
  await expect(files.alone(['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await work(['a']);
});

test('whoever makes a folder that somebody else is making waits until its name is on disk too', async () => {
  const root = await testFolder();
  const handle = await open(root, 'r');
  const shared = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  let flushed = 0;
  const slow = vi.spyOn(shared, 'sync').mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    flushed += 1;
  });
  onTestFinished(() => slow.mockRestore());
  const first = makeFolder(join(root, 'originals', 'ab'));
  await expect.poll(() => stat(join(root, 'originals', 'ab')).catch(() => undefined), { interval: 1 }).toBeDefined();
  await makeFolder(join(root, 'originals', 'ab'));
  expect(flushed).toBe(2);
  await first;
  // One that could not be made is tried anew.
  slow.mockRejectedValueOnce(new Error('no'));
  await expect(makeFolder(join(root, 'other'))).rejects.toThrow('no');
});

test('a second process is refused the same data, until the first lets go', async () => {
  const folder = await testFolder();
  const release = await holdFolder(folder);
  await expect(holdFolder(folder)).rejects.toThrow('another box');
  await release();
  await (await holdFolder(folder))();
});
