import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database, Writer } from './database.ts';
import { makeFolder, syncFolder } from './files.ts';

/** A step of the schema, as it was shipped, for ever. */
export interface Migration {
  readonly name: string;
  readonly up: (writer: Writer) => Promise<void>;
}

/** So many copies from before a migration are kept. */
const keptCopies = 3;

/**
 * Brings the database to the newest schema, each step in a transaction of its own that ends by raising `user_version`.
 * A copy is set aside first. Throws where the database is of a newer release than this one.
 */
export async function migrate(db: Database, migrations: readonly Migration[], copies: string): Promise<void> {
  const at = await schemaVersion(db);
  if (at > migrations.length) {
    throw new Error(
      `the database has schema ${at}, this release knows ${migrations.length}: run the newer release, or restore the copy from before it`,
    );
  }
  if (at === migrations.length) return;
  if (at > 0) await setAside(db, copies, at);
  for (const [index, migration] of migrations.entries()) {
    if (index < at) continue;
    await db.write(async (writer) => {
      await migration.up(writer);
      const broken = await sql`PRAGMA foreign_key_check`.execute(writer);
      if (broken.rows.length > 0) throw new Error(`${migration.name} breaks a foreign key`);
      await sql.raw(`PRAGMA user_version = ${index + 1}`).execute(writer);
    });
  }
}

export async function schemaVersion(db: Database): Promise<number> {
  const { rows } = await sql<{ user_version: number }>`PRAGMA user_version`.execute(db.read);
  return rows[0]?.user_version ?? 0;
}

async function setAside(db: Database, copies: string, version: number): Promise<void> {
  await makeFolder(copies);
  const name = `schema-${String(version).padStart(3, '0')}.db`;
  await rm(join(copies, name), { force: true });
  try {
    await db.copyTo(join(copies, name));
  } catch (error) {
    // Half a copy helps nobody, and may be what fills the disk.
    await rm(join(copies, name), { force: true });
    throw error;
  }
  await syncFolder(copies);
  const all = (await readdir(copies)).filter((file) => /^schema-\d+\.db$/.test(file)).toSorted();
  for (const old of all.slice(0, -keptCopies)) await rm(join(copies, old));
}
