import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import { pino } from 'pino';
import { makeChanges } from '../changes.ts';
import { makeClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { problems } from '../http/problems.ts';
import { openKeys } from '../keys.ts';
import type { Kit } from '../kit.ts';
import { openDatabase } from '../store/database.ts';
import { openFiles } from '../store/files.ts';
import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations/index.ts';
import { openBox } from './box.ts';
import { gate } from './gate.ts';
import type { Places } from './reach.ts';
import { boxRoutes } from './routes.ts';

export interface Asked {
  body?: unknown;
  cookie?: string;
  key?: string;
  headers?: Record<string, string>;
}

/** No project has anything. */
export const nowhere: Places = { projectOf: async () => undefined, hides: async () => false };

export type TestRoom = Awaited<ReturnType<typeof startRoom>>;

/** A time that tests move; it starts at a moment when the box had been released. */
export function testTime() {
  const time = {
    ms: Date.UTC(2026, 11, 1, 6),
    later: (ms: number) => {
      time.ms += ms;
    },
  };
  return time;
}

/**
 * The box's room alone, behind its gate on a real listener, on a real database in a temporary folder.
 * For tests of this room; `more` mounts further routes behind the gate.
 */
export async function startRoom(
  options: {
    data?: string;
    time?: ReturnType<typeof testTime>;
    ownerPassword?: string;
    more?: (kit: Kit) => Router;
  } = {},
) {
  const time = options.time ?? testTime();
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'maiimg-box-')));
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const clock = makeClock({ wall: () => time.ms, monotonic: () => time.ms });
  const fatal = (error: Error) => log.fatal(error);
  const db = await openDatabase({
    file: join(data, 'box.db'),
    onFatal: fatal,
    beforeCommit: (writer) => clock.keep(writer),
  });
  await migrate(db, migrations, join(data, 'copies'));
  await clock.load(db);
  const env = { MAIIMG_DATA: data, MAIIMG_OWNER_PASSWORD: options.ownerPassword ?? '' };
  const kit: Kit = {
    db,
    clock,
    log,
    changes: makeChanges(log),
    config: readConfig(env),
    files: await openFiles(data),
    keys: await openKeys(data),
  };
  const box = await openBox(kit);

  const app = express().set('case sensitive routing', true).disable('x-powered-by');
  app.use(
    gate(kit, nowhere),
    express.json({ limit: '1mb' }),
    boxRoutes(kit, box, () => 'http://box.test'),
  );
  if (options.more) app.use(options.more(kit));
  app.use((req: Request, res: Response) => void res.status(299).json({ reached: req.path }));
  app.use(problems(log));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Asks over HTTP; gives status, parsed body and the session's cookie if one was set. */
  const ask = async (method: string, path: string, { body, cookie, key, headers }: Asked = {}) => {
    const answer = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookie !== undefined && { cookie }),
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const setCookie = answer.headers.get('set-cookie') ?? undefined;
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Record<string, never> & {
        code?: string;
        retryAfter?: number;
      },
      setCookie,
      cookie: setCookie?.split(';')[0] as string,
    };
  };

  return {
    kit,
    box,
    url,
    data,
    time,
    logged,
    ask,
    claim: (password = 'correct horse', more: object = {}) =>
      ask('POST', '/api/setup', { body: { claimCode: box.claim.code ?? 'none', password, ...more } }),
    signIn: (username = 'owner', password = 'correct horse', headers = {}) =>
      ask('POST', '/api/session', { body: { username, password }, headers }),
    /** Ends it and leaves the folder, for a next start. */
    end: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await box.stop();
      await db.close();
    },
    remove: () => rm(data, { recursive: true, force: true }),
  };
}
