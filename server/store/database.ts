import { AsyncLocalStorage } from 'node:async_hooks';
import { open } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { Refusal } from '../refusal.ts';
import { type Connection, checkSqliteVersion, openConnection, sqliteCode } from './connection.ts';
import { typed } from './dialect.ts';
import type { Tables } from './tables.ts';

/** The database inside a write. It may select as well, and then sees what was written before it. */
export type Writer = Kysely<Tables> & { readonly writes: true };
/** Either side, for queries that only read. */
export type Reader = Kysely<Tables>;

export interface Database {
  /** Reads side by side with writes, of what was committed before. */
  readonly read: Reader;
  /**
   * Runs a write alone, in its own savepoint, and settles when its group is committed and on disk.
   * It awaits nothing but its writer, changes no memory and announces nothing. A throw undoes this one write.
   */
  write<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** A consistent copy in a new file, fsynced and checked. */
  copyTo(file: string): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly file: string;
  /** Told of an error after which nothing can be promised (I/O, corruption): the process has to end. */
  readonly onFatal: (error: Error) => void;
  /** Joins each group before its commit: the clock keeps its high-water mark so. */
  readonly beforeCommit?: (writer: Writer) => Promise<void>;
  /** Asked where the disk is full; true: room was made, and what failed is run once more. */
  readonly onFull?: () => Promise<boolean>;
}

/** A group is committed after so many writes, or so many milliseconds. */
const groupLimit = { writes: 128, ms: 20 } as const;
const readers = 2;

interface Job {
  readonly work: (writer: Writer) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const inWrite = new AsyncLocalStorage<true>();

/** Opens the database: one connection whose writes stand in line and are committed in groups, two that only read. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { file } = options;
  const writing = await openConnection(file, 'write');
  await checkSqliteVersion(writing);
  const reading = await Promise.all(Array.from({ length: readers }, () => openConnection(file, 'read')));

  const read = typed(reading, () => {
    if (inWrite.getStore()) throw new Error('inside a write only its writer may be asked');
  });
  const writer = typed([writing], () => {}) as Writer;
  const line = new WriteLine(writing, writer, options);

  return {
    read,
    write: (work) => {
      if (inWrite.getStore()) throw new Error('a write inside a write would wait for itself');
      return line.join(work);
    },
    copyTo: (target) => copy(file, target),
    close: async () => {
      await line.end();
      for (const connection of reading) await connection.close();
      await writing.exec('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => {});
      await writing.close();
    },
  };
}

/** Writes in line, in groups. */
class WriteLine {
  readonly #connection: Connection;
  readonly #writer: Writer;
  readonly #options: DatabaseOptions;
  readonly #waiting: Job[] = [];
  #running: Promise<void> | undefined;
  #ended = false;

  constructor(connection: Connection, writer: Writer, options: DatabaseOptions) {
    this.#connection = connection;
    this.#writer = writer;
    this.#options = options;
  }

  join<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    if (this.#ended) return Promise.reject(new Refusal('stopping', 'the box is stopping'));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Job['resolve'], reject });
      // Started in the next turn, so that writes of one instant share a group from the first on.
      this.#running ??= Promise.resolve().then(() => this.#run());
    });
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#group();
    this.#running = undefined;
  }

  async #group(): Promise<void> {
    const settled: (() => void)[] = [];
    const jobs: Job[] = [];
    try {
      const started = performance.now();
      // What ends one write goes to the database together with what begins the next: each way there costs as much as a statement.
      let before = 'BEGIN IMMEDIATE';
      do {
        const job = this.#waiting.shift();
        if (job === undefined) break;
        jobs.push(job);
        await this.#connection.exec(`${before}; SAVEPOINT one`);
        before = 'RELEASE one';
        settled.push(await this.#one(job));
      } while (jobs.length < groupLimit.writes && performance.now() - started < groupLimit.ms);
      await this.#connection.exec(before);
      await this.#options.beforeCommit?.(this.#writer);
      await this.#connection.exec('COMMIT');
    } catch (error) {
      await this.#connection.exec('ROLLBACK').catch(() => {});
      if (isFull(error) && (await this.#madeRoom())) {
        this.#waiting.unshift(...jobs);
        return;
      }
      const told = this.#judge(error);
      for (const job of jobs) job.reject(told);
      return;
    }
    for (const settle of settled) settle();
  }

  /** Runs one write; gives what is to be told once the group is on disk. Throws only where the whole group is lost. */
  async #one(job: Job): Promise<() => void> {
    try {
      const value = await inWrite.run(true, () => job.work(this.#writer));
      return () => job.resolve(value);
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (isFull(error)) throw error;
      // So may a broken one: then this throws, and the group is lost.
      await this.#connection.exec('ROLLBACK TO one');
      const told = this.#judge(error);
      return () => job.reject(told);
    }
  }

  #judge(error: unknown): unknown {
    const code = sqliteCode(error);
    if (code === 'SQLITE_FULL') return new Refusal('disk_full', 'the disk is full');
    if (code === 'SQLITE_IOERR' || code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
      this.#options.onFatal(error as Error);
    return error;
  }

  async #madeRoom(): Promise<boolean> {
    return (await this.#options.onFull?.().catch(() => false)) ?? false;
  }
}

function isFull(error: unknown): boolean {
  return sqliteCode(error) === 'SQLITE_FULL';
}

/** Its own connection, since VACUUM INTO writes and a reading one may not. */
async function copy(file: string, target: string): Promise<void> {
  const connection = await openConnection(file, 'write');
  try {
    await connection.run('VACUUM INTO ?', [target]);
  } finally {
    await connection.close();
  }
  const handle = await open(target, 'r');
  await handle.sync().finally(() => handle.close());
  const copied = await openConnection(target, 'write');
  try {
    const [verdict] = await copied.all('PRAGMA quick_check(1)');
    if (Object.values(verdict ?? {})[0] !== 'ok') throw new Error(`the copy ${target} is not sound`);
  } finally {
    await copied.close();
  }
}
