// What the engine asks every half minute: does the box still do its work? A write, a decode, a page. An engine restarts
// what has ended, not what is unhealthy; so a server that was well and fails three checks in a row is ended from here.
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawLogo } from '../server/library/ingest/logo.ts';

export interface Watched {
  readonly localUrl: string;
  readonly guestUrl: string;
  /** A file that can be decoded. */
  readonly picture: string;
  /** How long each piece of work may take; shorter than the engine's patience with the check. */
  readonly withinMs: number;
}

/** A piece of work that was not done. */
export interface Complaint {
  readonly work: 'write' | 'decode' | 'page';
  readonly why: string;
  /** Whether a new server could do better; none makes room on a full disk. */
  readonly curable: boolean;
}

/** Lets the box do a write, a decode and a page; what it could not do, or nothing. */
export async function examine({ localUrl, guestUrl, picture, withinMs }: Watched): Promise<Complaint[]> {
  const done = await Promise.all([
    attempt('write', withinMs, (signal) => committed(localUrl, signal)),
    attempt('decode', withinMs, () => decoded(picture, withinMs)),
    attempt('page', withinMs, (signal) => guestPage(guestUrl, signal)),
  ]);
  return done.flatMap((complaint) => complaint ?? []);
}

type Work = (signal: AbortSignal) => Promise<Omit<Complaint, 'work'> | undefined>;

async function attempt(work: Complaint['work'], withinMs: number, act: Work): Promise<Complaint | undefined> {
  const signal = AbortSignal.timeout(withinMs);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`not done within ${withinMs} ms`)));
  });
  try {
    const complaint = await Promise.race([act(signal), late]);
    return complaint && { work, ...complaint };
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error && cause.message ? cause.message : message;
    return { work, why, curable: work !== 'decode' };
  }
}

/** The box answers this only after a commit. */
async function committed(localUrl: string, signal: AbortSignal): ReturnType<Work> {
  const answer = await fetch(new URL('/readyz', localUrl), { signal });
  const { status, code } = (await answer.json()) as { status?: unknown; code?: unknown };
  if (answer.ok && status === 'ready') return undefined;
  return { why: `${answer.status} ${code}`, curable: code !== 'disk_full' && code !== 'stopping' };
}

/**
 * By the same code, libraries and bounds as the ingest process, but not in it: the box may be busy with photos. So it
 * tells of the machine and the image, and a new server would do no better.
 */
async function decoded(picture: string, withinMs: number): ReturnType<Work> {
  const { webp } = await drawLogo(picture, Math.max(1, Math.floor(withinMs / 1000)));
  const file = Buffer.from(webp, 'base64');
  return file.toString('latin1', 8, 12) === 'WEBP' ? undefined : { why: 'what came out is no picture', curable: false };
}

/** The page of an address that nobody has: it takes a look into the database and the whole way of a page. */
async function guestPage(guestUrl: string, signal: AbortSignal): ReturnType<Work> {
  const answer = await fetch(new URL(`/g/${'0'.repeat(26)}`, guestUrl), {
    signal,
    redirect: 'manual',
    headers: { accept: 'text/html' },
  });
  const html = await answer.text();
  if (answer.status === 404 && /<main[\s>]/.test(html) && html.includes('</html>')) return undefined;
  return { why: `${answer.status} and no page`, curable: true };
}

/** What is remembered from check to check while one server runs. */
export interface Course {
  readonly wasWell: boolean;
  /** Checks in a row that found something a new server could do better. */
  readonly failures: number;
}

/** A server that never was well is given half an hour: it may be bringing a large database to a new release. */
export const patience = { working: 3, starting: 60 } as const;

/** How it goes on after a check, and whether the server has to end. */
export function judge(before: Course, complaints: readonly Complaint[]): Course & { readonly over: boolean } {
  const failures = complaints.some(({ curable }) => curable) ? before.failures + 1 : 0;
  const wasWell = before.wasWell || complaints.length === 0;
  return { wasWell, failures, over: failures >= (wasWell ? patience.working : patience.starting) };
}

/** Where docker/box.sh and the checks of its server leave word for each other. */
export const meeting = () => join(tmpdir(), 'maiimg-health');

/** One check of the container's box: says what was found, and ends the server where `judge` says so. Gives the exit code. */
export async function check(watched: Watched, folder = meeting()): Promise<number> {
  const complaints = await examine(watched);
  const { over, ...course } = judge(recall(folder), complaints);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'course.json'), JSON.stringify(course));
  const told = complaints.map(({ work, why }) => `${work}: ${why}`).join('; ');
  process.stdout.write(`${told || 'a write, a decode and a page: done'}\n`);
  if (over) await end(folder, told);
  return complaints.length === 0 ? 0 : 1;
}

/** A server that stands still hears no SIGTERM. What it has acknowledged is on disk. */
async function end(folder: string, why: string): Promise<void> {
  const pid = Number(await readFile(join(folder, 'server.pid'), 'utf8'));
  if (pid <= 1) throw new Error('no server was started by docker/box.sh');
  await writeFile(join(folder, 'ended'), `Maiimg Box was ended by its health check, to be started anew: ${why}\n`);
  process.kill(pid, 'SIGKILL');
}

function recall(folder: string): Course {
  try {
    return JSON.parse(readFileSync(join(folder, 'course.json'), 'utf8')) as Course;
  } catch {
    return { wasWell: false, failures: 0 };
  }
}

if (import.meta.main) {
  const { MAIIMG_PORT, MAIIMG_GUEST_PORT } = process.env;
  const code = await check({
    localUrl: `http://127.0.0.1:${MAIIMG_PORT || 8080}`,
    guestUrl: `http://127.0.0.1:${MAIIMG_GUEST_PORT || 8090}`,
    picture: join(import.meta.dirname, 'healthcheck.jpg'),
    withinMs: 12_000,
  });
  process.exit(code);
}
