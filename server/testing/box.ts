import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Role } from '#contract/operation.ts';
import type { Photo, UploadAnswer } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { readConfig } from '../config.ts';
import type { Outside } from '../hooks/outside.ts';
import { type RunningBox, startBox } from '../start.ts';
import { type TestTime, testTime } from './clock.ts';

export const ownerPassword = 'correct horse battery';

export interface TestBoxOptions {
  /** A folder to start on, kept at the end; else a new one that is removed. */
  readonly data?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly time?: TestTime;
  /** The network that webhooks go out to. */
  readonly outside?: Outside;
  /** Leaves the box unclaimed. */
  readonly unclaimed?: boolean;
}

/** Somebody who asks the local door. */
export interface Caller {
  /** Asks, and gives the raw answer. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Asks, and gives the JSON; throws with the problem where the answer is none of the 200s. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  upload(projectId: string, files: readonly NamedFile[], fields?: Record<string, string>): Promise<UploadAnswer>;
}

export interface NamedFile {
  readonly name: string;
  readonly data: Uint8Array;
}

export interface TestBox extends RunningBox {
  readonly data: string;
  readonly time: TestTime;
  /** All lines of the log so far. */
  readonly logged: string[];
  /** Signed in as the owner. */
  readonly owner: Caller;
  /** Without a sign-in. */
  readonly nobody: Caller;
  /** Signed in with a new account of this role. */
  as(role: Role): Promise<Caller>;
  project(title?: string, kind?: Project['kind']): Promise<Project>;
  /** A gallery with its first link. */
  gallery(projectId: string, input?: Record<string, unknown>): Promise<Gallery & { link: Link }>;
  /** Uploads, and waits until each photo is ready or has failed. */
  bring(projectId: string, files: readonly NamedFile[], fields?: Record<string, string>): Promise<Photo[]>;
  /** Asks the guest door. */
  guest(path: string, init?: RequestInit): Promise<Response>;
  /** Stops and starts on the same data; the old handle is spent. */
  restart(): Promise<TestBox>;
}

/** A whole box on free ports in a temporary folder: real database, real ingest process, real sockets; only the clock is the test's. */
export async function startTestBox(options: TestBoxOptions = {}): Promise<TestBox> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'maiimg-test-')));
  const time = options.time ?? testTime();
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const config = readConfig({
    MAIIMG_DATA: data,
    MAIIMG_PORT: '0',
    MAIIMG_GUEST_PORT: '0',
    MAIIMG_HOST: '127.0.0.1',
    ...(options.unclaimed ? {} : { MAIIMG_OWNER_PASSWORD: ownerPassword }),
    ...options.env,
  });
  const running = await startBox({
    config,
    log,
    time,
    ...(options.outside && { outside: options.outside }),
    onFatal: (error) => {
      throw error;
    },
  });

  const nobody = callerOf(running.localUrl);
  const signIn = async (username: string, password: string) =>
    callerOf(running.localUrl, { cookie: await sessionOf(running.localUrl, username, password) });
  const owner = options.unclaimed ? nobody : await signIn('owner', ownerPassword);
  let accounts = 0;
  let keep = options.data !== undefined;

  const box: TestBox = {
    ...running,
    data,
    time,
    logged,
    owner,
    nobody,
    as: async (role) => {
      const username = `${role}-${++accounts}`;
      await owner.call('POST', '/api/accounts', { username, password: ownerPassword, role });
      return signIn(username, ownerPassword);
    },
    project: (title = '2026 自然影像峰会', kind = 'event') => owner.call('POST', '/api/projects', { kind, title }),
    gallery: (projectId, input = {}) =>
      owner.call('POST', `/api/projects/${projectId}/galleries`, { title: '主会场', ...input }),
    bring: async (projectId, files, fields) => {
      const { accepted } = await owner.upload(projectId, files, fields);
      await running.photosDone();
      return Promise.all(accepted.map(({ id }) => owner.call<Photo>('GET', `/api/photos/${id}`)));
    },
    guest: (path, init) => fetch(new URL(path, running.guestUrl), { redirect: 'manual', ...init }),
    restart: async () => {
      keep = true;
      await box.stop();
      return startTestBox({ ...options, data, time });
    },
    stop: async () => {
      await running.stop();
      if (!keep) await rm(data, { recursive: true, force: true });
    },
  };
  return box;
}

/** Signs in at a local door, the owner where nobody is named; gives the session's cookie. */
export async function sessionOf(localUrl: string, username = 'owner', password = ownerPassword): Promise<string> {
  const answer = await callerOf(localUrl).ask('POST', '/api/session', { username, password });
  if (answer.status !== 204) throw new Error(`sign-in of ${username}: ${answer.status} ${await answer.text()}`);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return cookies.join('; ');
}

/** Asks a door at this address with these headers on every request. */
export function callerOf(url: string, own: Record<string, string> = {}): Caller {
  const ask: Caller['ask'] = (method, path, body, headers = {}) =>
    fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: {
        ...own,
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
  const call: Caller['call'] = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await ask(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    ask,
    call,
    upload: (projectId, files, fields = {}) => call('POST', `/api/projects/${projectId}/photos`, formOf(files, fields)),
  };
}

/** A multipart form as a browser would send it. */
export function formOf(files: readonly NamedFile[], fields: Record<string, string> = {}, field = 'photos'): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { name, data } of files) form.append(field, new Blob([new Uint8Array(data)]), name);
  return form;
}
