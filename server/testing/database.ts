import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Database, type DatabaseOptions, openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations/index.ts';

/** A temporary folder that goes with the test. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'maiimg-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The box's database with its newest schema, in a folder that goes with the test. */
export async function testDatabase(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const folder = await testFolder();
  const db = await openDatabase({
    file: join(folder, 'maiimg.db'),
    onFatal: (error) => {
      throw error;
    },
    ...options,
  });
  onTestFinished(() => db.close());
  await migrate(db, migrations, join(folder, 'copies'));
  return db;
}
