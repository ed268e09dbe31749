import { join } from 'node:path';
import { Connection, sqliteCode } from './connection.ts';

/** Another process holds the data folder. */
export class FolderHeld extends Error {}

/**
 * Holds the data folder for this process, until it ends in whatever way: an exclusive transaction on a file of its own,
 * which the system releases with the process. Throws at once where another process holds it.
 */
export async function holdFolder(data: string): Promise<() => Promise<void>> {
  const connection = await Connection.open(join(data, 'lock.db'));
  try {
    await connection.exec('PRAGMA busy_timeout = 0');
    await connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    await connection.close();
    if (sqliteCode(error) === 'SQLITE_BUSY') throw new FolderHeld(`another box is running on ${data}`);
    throw error;
  }
  return () => connection.close();
}
