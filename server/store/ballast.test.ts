import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { testFolder } from '../testing/database.ts';
import { noSmallDisk, smallDisk } from '../testing/small-disk.ts';
import { type DiskOptions, openDisk, watermarks } from './ballast.ts';
import { openDatabase } from './database.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';

const log = pino({ level: 'silent' });
const mib = 1024 ** 2;
const gib = 1024 ** 3;

async function disk(options: Partial<DiskOptions> & { root: string }) {
  const opened = await openDisk({ log, everyMs: 10, ballastAfterMs: 0, ...options });
  onTestFinished(() => opened.stop());
  return opened;
}
const ballastIn = (root: string) =>
  stat(join(root, 'ballast')).then(
    ({ size, blocks }) => ({ size, real: blocks * 512 >= size }),
    () => undefined,
  );

test('the watermarks are those of a usual disk, and small on a small one', () => {
  const usual = { uploads: gib, last: 256 * mib, ballast: 64 * mib };
  expect(watermarks(16 * gib)).toMatchObject(usual);
  expect(watermarks(200 * gib)).toMatchObject({ ...usual, uploads: 10 * gib, short: 11 * gib });
  const small = watermarks(64 * mib);
  expect(small.uploads).toBeLessThan(7 * mib);
  expect(small.ballast).toBe(4 * mib);
  expect(small.last).toBeLessThan(small.uploads);
});

test('the level follows the free space, and is told once each time it changes', async () => {
  const space = { free: 50 * gib, size: 64 * gib };
  const root = await testFolder();
  const opened = await disk({ root, everyMs: 1e6, space: async () => ({ ...space }) });
  const told: string[] = [];
  opened.onChange(({ level }) => told.push(level));
  for (const free of [20 * gib, 4 * gib, 2 * gib, 2 * gib, 100 * mib, 1000, 50 * gib]) {
    space.free = free;
    await opened.look();
  }
  expect(told).toEqual(['short', 'full', 'last', 'stuck', 'roomy']);
});

test('the ballast is really written, let go of in time, and made again when there is room', async () => {
  const root = await testFolder();
  const space = { free: 40 * mib, size: 64 * mib };
  const opened = await disk({ root, space: async () => ({ ...space }) });
  await expect.poll(() => ballastIn(root)).toEqual({ size: 4 * mib, real: true });
  expect(await readdir(root)).toEqual(['ballast']);
  space.free = mib;
  expect(await opened.look()).toMatchObject({ level: 'last' });
  expect(await ballastIn(root)).toBeUndefined();
  expect(await opened.makeRoom()).toBe(false);
  // Room for an upload and the ballast, not merely for the ballast.
  space.free = 8 * mib;
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(await ballastIn(root)).toBeUndefined();
  space.free = 40 * mib;
  await expect.poll(() => ballastIn(root)).toEqual({ size: 4 * mib, real: true });
});

test('half a ballast of a run that was killed is none', async () => {
  const root = await testFolder();
  await writeFile(join(root, 'ballast.part'), 'half');
  await disk({ root, ballastAfterMs: 1e6 });
  expect(await readdir(root)).toEqual([]);
});

test.skipIf(noSmallDisk)(
  `writes go on when the disk is full, as long as there is ballast, and again when there is room ${noSmallDisk ?? ''}`,
  async () => {
    const small = await smallDisk(16);
    const root = small.folder;
    await writeFile(join(root, 'ballast'), Buffer.alloc(mib, 1));
    const opened = await disk({ root, everyMs: 1e6 });
    let asked = 0;
    const db = await openDatabase({
      file: join(root, 'maiimg.db'),
      onFatal: (error) => {
        throw error;
      },
      onFull: () => {
        asked += 1;
        return opened.makeRoom();
      },
    });
    onTestFinished(() => db.close());
    await db.write((writer) => sql`CREATE TABLE t (n INTEGER, filling BLOB) STRICT`.execute(writer));
    const add = (n: number) =>
      db.write((writer) => sql`INSERT INTO t (n, filling) VALUES (${n}, zeroblob(20000))`.execute(writer));
    const stored = async () =>
      (await sql<{ n: number }>`SELECT n FROM t ORDER BY n`.execute(db.read)).rows.map(({ n }) => n);

    await add(0);
    await small.fill();
    await Promise.all([1, 2, 3].map(add));
    expect({ asked, ballast: await ballastIn(root) }).toEqual({ asked: 1, ballast: undefined });
    expect(await stored()).toEqual([0, 1, 2, 3]);

    await small.fill();
    await expect(add(4)).rejects.toMatchObject({ code: 'disk_full' });
    await expect(add(5)).rejects.toMatchObject({ code: 'disk_full' });
    expect(opened.state().level).toBe('stuck');
    expect(await stored()).toEqual([0, 1, 2, 3]);

    await small.empty();
    await add(6);
    expect(await stored()).toEqual([0, 1, 2, 3, 6]);
    expect((await opened.look()).level).toBe('roomy');
  },
);

test.skipIf(noSmallDisk)(
  `a release that finds no room for its copy changes nothing, leaves nothing, and goes on once there is room ${noSmallDisk ?? ''}`,
  async () => {
    const small = await smallDisk(16);
    const copies = join(small.folder, 'copies');
    const db = await openDatabase({
      file: join(small.folder, 'maiimg.db'),
      onFatal: (error) => {
        throw error;
      },
    });
    onTestFinished(() => db.close());
    const before = migrations.slice(0, -1);
    await migrate(db, before, copies);
    await small.fill();
    await expect(migrate(db, migrations, copies)).rejects.toThrow(/full|no space/);
    expect(await schemaVersion(db)).toBe(before.length);
    expect(await readdir(copies).catch(() => [])).toEqual([]);
    await small.empty();
    await migrate(db, migrations, copies);
    expect(await schemaVersion(db)).toBe(migrations.length);
    expect(await readdir(copies)).toHaveLength(1);
  },
);
