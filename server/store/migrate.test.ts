import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase, testFolder } from '../testing/database.ts';
import { openDatabase } from './database.ts';
import { type Migration, migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';

const step = (name: string, text: string): Migration => ({
  name,
  up: async (writer) => {
    await sql.raw(text).execute(writer);
  },
});

async function empty() {
  const folder = await testFolder();
  const db = await openDatabase({ file: join(folder, 'test.db'), onFatal: () => {} });
  onTestFinished(() => db.close());
  return { db, copies: join(folder, 'copies') };
}

test('the shipped schema comes up and is sound', async () => {
  const db = await testDatabase();
  expect(await schemaVersion(db)).toBe(migrations.length);
  const { rows } = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db.read);
  expect(rows).toEqual([{ integrity_check: 'ok' }]);
});

test('a step that fails leaves the schema before it, and a copy was set aside', async () => {
  const { db, copies } = await empty();
  await migrate(db, [step('one', 'CREATE TABLE a (x)')], copies);
  const bad: Migration = {
    name: 'two',
    up: async (writer) => {
      await sql`CREATE TABLE b (x)`.execute(writer);
      throw new Error('half way');
    },
  };
  await expect(migrate(db, [step('one', ''), bad], copies)).rejects.toThrow('half way');
  expect(await schemaVersion(db)).toBe(1);
  const { rows } = await sql`SELECT name FROM sqlite_schema WHERE name = 'b'`.execute(db.read);
  expect(rows).toEqual([]);
  expect(await readdir(copies)).toEqual(['schema-001.db']);
});

test('steps run once, and a step that breaks a foreign key is refused', async () => {
  const { db, copies } = await empty();
  const first = step('one', 'CREATE TABLE a (id INTEGER PRIMARY KEY, up INTEGER REFERENCES a (id))');
  await migrate(db, [first], copies);
  await migrate(db, [first], copies);
  expect(await schemaVersion(db)).toBe(1);
});

test('a database of a newer release is refused', async () => {
  const { db, copies } = await empty();
  await migrate(db, [step('one', 'CREATE TABLE a (x)'), step('two', 'CREATE TABLE b (x)')], copies);
  await expect(migrate(db, [step('one', '')], copies)).rejects.toThrow('newer release');
});
