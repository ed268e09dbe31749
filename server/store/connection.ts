import { stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import sqlite3 from 'sqlite3';

export type Value = string | number | bigint | null | Uint8Array;
export type Row = Record<string, unknown>;
export interface Changed {
  readonly changes: number;
  readonly lastId: number;
}

/** SQLite's own name of what went wrong (`SQLITE_FULL`, …), or undefined where the error is not SQLite's. */
export function sqliteCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}

/** Statements kept ready on a connection; the least recently used one goes first. */
const keptStatements = 200;

/**
 * One connection to a SQLite file. This is the only file that knows the driver, which its makers have archived:
 * the day it has to be replaced, nothing else changes.
 */
export class Connection {
  readonly #db: sqlite3.Database;
  readonly #statements = new Map<string, sqlite3.Statement>();

  private constructor(db: sqlite3.Database) {
    this.#db = db;
  }

  static open(file: string, mode = sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const db = new sqlite3.Database(file, mode, (error) => (error ? reject(error) : resolve(new Connection(db))));
    });
  }

  /** Runs statements that give nothing back; several at once, divided by semicolons. */
  exec(sql: string): Promise<void> {
    return new Promise((resolve, reject) => this.#db.exec(sql, (error) => (error ? reject(error) : resolve())));
  }

  /** All rows of one statement, prepared once. */
  async all(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const statement = await this.#prepared(sql);
    return new Promise((resolve, reject) =>
      statement.all(values.map(toDriver), (error: Error | null, rows: Row[]) =>
        error ? reject(error) : resolve(rows),
      ),
    );
  }

  /** Runs one statement that returns no rows, prepared once. */
  async run(sql: string, values: readonly unknown[] = []): Promise<Changed> {
    const statement = await this.#prepared(sql);
    return new Promise((resolve, reject) =>
      statement.run(values.map(toDriver), function (this: sqlite3.RunResult, error: Error | null) {
        if (error) reject(error);
        else resolve({ changes: this.changes, lastId: this.lastID });
      }),
    );
  }

  async close(): Promise<void> {
    for (const statement of this.#statements.values()) await finalize(statement);
    this.#statements.clear();
    return new Promise((resolve, reject) => this.#db.close((error) => (error ? reject(error) : resolve())));
  }

  async #prepared(sql: string): Promise<sqlite3.Statement> {
    const ready = this.#statements.get(sql);
    if (ready) {
      this.#statements.delete(sql);
      this.#statements.set(sql, ready);
      return ready;
    }
    const statement = await new Promise<sqlite3.Statement>((resolve, reject) => {
      const made = this.#db.prepare(sql, (error: Error | null) => (error ? reject(error) : resolve(made)));
    });
    // Two callers may have prepared the same text at once: the first one stays.
    const other = this.#statements.get(sql);
    if (other) {
      await finalize(statement);
      return other;
    }
    this.#statements.set(sql, statement);
    if (this.#statements.size > keptStatements) {
      const [oldest, dropped] = this.#statements.entries().next().value as [string, sqlite3.Statement];
      this.#statements.delete(oldest);
      // The driver runs what was already asked of the statement before it lets go of it.
      void finalize(dropped);
    }
    return statement;
  }
}

function finalize(statement: sqlite3.Statement): Promise<void> {
  return new Promise((resolve) => statement.finalize(() => resolve()));
}

function toDriver(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Uint8Array && !Buffer.isBuffer(value)) return Buffer.from(value);
  return value;
}

/** Pragmas of every connection that touches the database: what is asked for, and what SQLite must then say. */
const pragmas: readonly [name: string, asked: string, told: string | number][] = [
  ['busy_timeout', '5000', 5000],
  ['journal_mode', 'WAL', 'wal'],
  // NORMAL may lose acknowledged commits in a power cut; group commit makes FULL affordable.
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', '0', 0],
  ['journal_size_limit', '16777216', 16777216],
];

/**
 * Opens a connection to the box's database with every pragma set and read back.
 * Throws where SQLite does not hold to one: such a connection could lose what was acknowledged.
 */
export async function openConnection(file: string, mode: 'read' | 'write'): Promise<Connection> {
  const connection = await Connection.open(file);
  const all = mode === 'read' ? [...pragmas, ['query_only', 'ON', 1] as const] : pragmas;
  for (const [name, asked, told] of all) {
    await connection.exec(`PRAGMA ${name} = ${asked}`);
    const rows = await connection.all(`PRAGMA ${name}`);
    const said = rows[0] === undefined ? undefined : Object.values(rows[0])[0];
    // SQLite says nothing of mmap_size where it was built without it.
    if (said === undefined && name === 'mmap_size') continue;
    if (said !== told) throw new Error(`SQLite holds ${name} at ${String(said)} instead of ${asked}`);
  }
  return connection;
}

/**
 * The version of the SQLite in use, checked: before 3.51.3 a race between a checkpoint and a write could corrupt a WAL
 * database (https://www.sqlite.org/wal.html). 3.52.0 was withdrawn for other reasons; see docs/decisions/0002.
 */
export async function checkSqliteVersion(connection: Connection): Promise<string> {
  const rows = await connection.all('SELECT sqlite_version() AS version');
  const version = String(rows[0]?.version);
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major * 1e6 + minor * 1e3 + patch < 3_051_003) {
    throw new Error(`SQLite ${version} can corrupt a database in WAL mode: 3.51.3 or later is needed`);
  }
  return version;
}

/**
 * Opens a database to look at it, and leaves it as it is. `still` says that nobody else can open it meanwhile: one that
 * was closed in good order is then read without any file beside it, on a read-only disk too.
 */
export async function openToLook(file: string, still: boolean): Promise<Connection> {
  const { size: unmerged } = (await stat(`${file}-wal`).catch(() => undefined)) ?? { size: 0 };
  const connection =
    still && unmerged === 0
      ? await Connection.open(`${pathToFileURL(file).href}?immutable=1`, sqlite3.OPEN_READONLY | sqlite3.OPEN_URI)
      : await Connection.open(file, sqlite3.OPEN_READONLY);
  for (const pragma of ['busy_timeout = 5000', 'trusted_schema = OFF', 'cell_size_check = ON', 'mmap_size = 0'])
    await connection.exec(`PRAGMA ${pragma}`);
  return connection;
}
