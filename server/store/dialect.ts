import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Connection } from './connection.ts';
import type { Tables } from './tables.ts';

/** What a query needs to know before it runs: `throw` here refuses it. */
export type Guard = () => void;

/** A typed face over connections that are dealt out in turn; transactions are none of its business. */
export function typed(connections: readonly Connection[], guard: Guard): Kysely<Tables> {
  let turn = 0;
  const faces = connections.map((connection) => new Face(connection, guard));
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => faces[turn++ % faces.length] as Face,
    releaseConnection: async () => {},
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: async () => {},
  };
  const dialect: Dialect = {
    createDriver: () => driver,
    createAdapter: () => new Adapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
  return new Kysely<Tables>({ dialect });
}

async function refuse(): Promise<never> {
  throw new Error('a transaction is opened by db.write alone');
}

class Adapter extends SqliteAdapter {
  // Kysely would put a lock of its own before the driver otherwise.
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class Face implements DatabaseConnection {
  readonly #connection: Connection;
  readonly #guard: Guard;

  constructor(connection: Connection, guard: Guard) {
    this.#connection = connection;
    this.#guard = guard;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // Here and not in acquireConnection, where a throw would leave Kysely waiting for ever.
    this.#guard();
    const { sql, parameters } = query;
    if (givesRows(query)) return { rows: (await this.#connection.all(sql, parameters)) as R[] };
    const { changes, lastId } = await this.#connection.run(sql, parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastId) };
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    yield* [];
    throw new Error('not streamed: ask for pages');
  }
}

function givesRows({ query, sql }: CompiledQuery): boolean {
  if (query.kind === 'SelectQueryNode') return true;
  if (query.kind === 'RawNode') return /^\s*(select|with|pragma|explain)\b/i.test(sql) || /\breturning\b/i.test(sql);
  return 'returning' in query && query.returning !== undefined;
}
