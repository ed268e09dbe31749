import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { testFolder } from '../testing/database.ts';
import { type Database, openDatabase, type Reader } from './database.ts';

async function counters(options: { beforeCommit?: () => Promise<void> } = {}): Promise<{ db: Database; file: string }> {
  const file = join(await testFolder(), 'test.db');
  const db = await openDatabase({ file, onFatal: () => {}, ...options });
  onTestFinished(() => db.close().catch(() => {}));
  await db.write(async (writer) => {
    await sql`CREATE TABLE counters (name TEXT PRIMARY KEY, n INTEGER NOT NULL CHECK (n < 1000)) STRICT`.execute(
      writer,
    );
    await sql`INSERT INTO counters VALUES ('a', 0)`.execute(writer);
  });
  return { db, file };
}

async function count(db: Reader, name = 'a'): Promise<number | undefined> {
  const { rows } = await sql<{ n: number }>`SELECT n FROM counters WHERE name = ${name}`.execute(db);
  return rows[0]?.n;
}

test('two hundred writes that read before they write lose nothing', async () => {
  const { db } = await counters();
  await Promise.all(
    Array.from({ length: 200 }, () =>
      db.write(async (writer) => {
        const n = (await count(writer)) as number;
        await sql`UPDATE counters SET n = ${n + 1} WHERE name = 'a'`.execute(writer);
      }),
    ),
  );
  expect(await count(db.read)).toBe(200);
});

test('a write that throws is undone alone; the others of its group are kept', async () => {
  const { db } = await counters();
  const results = await Promise.allSettled([
    db.write((writer) => sql`UPDATE counters SET n = n + 1`.execute(writer)),
    db.write(async (writer) => {
      await sql`UPDATE counters SET n = n + 100`.execute(writer);
      throw new Refusal('busy', 'no');
    }),
    db.write((writer) => sql`UPDATE counters SET n = n + 1000`.execute(writer)),
    db.write((writer) => sql`UPDATE counters SET n = n + 1`.execute(writer)),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(await count(db.read)).toBe(2);
});

test('a write has settled only when another connection can see it', async () => {
  const { db, file } = await counters();
  await db.write((writer) => sql`UPDATE counters SET n = 7`.execute(writer));
  const other = await openDatabase({ file, onFatal: () => {} });
  expect(await count(other.read)).toBe(7);
  await other.close();
});

test('all writes of a group fail where its commit does, and the next group goes on', async () => {
  let broken = true;
  const { db } = await counters({
    beforeCommit: async () => {
      if (broken && armed) {
        broken = false;
        throw new Error('no commit');
      }
    },
  });
  armed = true;
  const lost = await Promise.allSettled(
    [1, 2].map(() => db.write((writer) => sql`UPDATE counters SET n = n + 1`.execute(writer))),
  );
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await count(db.read)).toBe(0);
  await db.write((writer) => sql`UPDATE counters SET n = n + 1`.execute(writer));
  expect(await count(db.read)).toBe(1);
});
let armed = false;

test('inside a write the outer database and another write are refused, not waited for', async () => {
  const { db } = await counters();
  await expect(db.write(() => count(db.read))).rejects.toThrow('only its writer');
  await expect(db.write(() => db.write(async () => {}))).rejects.toThrow('wait for itself');
  expect(await count(db.read)).toBe(0);
});

test('a reader sees what was committed, while a write is open', async () => {
  const { db } = await counters();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const writing = db.write(async (writer) => {
    await sql`UPDATE counters SET n = 5`.execute(writer);
    await held;
  });
  await expect.poll(() => count(db.read)).toBe(0);
  release();
  await writing;
  expect(await count(db.read)).toBe(5);
});

test('a read connection cannot write', async () => {
  const { db } = await counters();
  await expect(sql`UPDATE counters SET n = 9`.execute(db.read)).rejects.toThrow(/readonly/);
});

test('a copy is whole and sound, and taking it harms nobody', async () => {
  const { db, file } = await counters();
  const copy = `${file}.copy`;
  await Promise.all([
    db.copyTo(copy),
    ...Array.from({ length: 20 }, () => db.write((writer) => sql`UPDATE counters SET n = n + 1`.execute(writer))),
  ]);
  const other = await openDatabase({ file: copy, onFatal: () => {} });
  expect(await count(other.read)).toBeGreaterThanOrEqual(0);
  await other.close();
  expect(await count(db.read)).toBe(20);
});

test('after the end, writes are refused and those in line are done', async () => {
  const { db, file } = await counters();
  const last = db.write((writer) => sql`UPDATE counters SET n = 3`.execute(writer));
  await db.close();
  await last;
  await expect(db.write(async () => {})).rejects.toMatchObject({ code: 'stopping' });
  const other = await openDatabase({ file, onFatal: () => {} });
  expect(await count(other.read)).toBe(3);
  await other.close();
});
