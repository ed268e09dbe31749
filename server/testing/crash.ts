import { createHash, randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { readConfig } from '../config.ts';
import { startBox } from '../start.ts';
import { type Caller, callerOf, type NamedFile, ownerPassword } from './box.ts';
import { type Acknowledged, brokenInvariants, fingerprint, nothingAcknowledged } from './invariants.ts';
import { makePhoto } from './photos.ts';
import { startProcess } from './process.ts';

export interface CrashReport {
  readonly kills: number;
  /** How much was acknowledged before the kills, all told. */
  readonly uploads: number;
  readonly opens: number;
  readonly revoked: number;
  /** What was found broken after them, a line each. */
  readonly broken: readonly string[];
}

/** The most opens of the links that the load uses up; small enough to be reached. */
const maxOpens = 400;

/**
 * Kills a box with SIGKILL at random moments of a mixed load (uploads, opens, labels, revocations), so many times on the
 * same data, and checks every invariant after each recovery, and once more after a second start that must change nothing.
 */
export async function crash(data: string, kills: number): Promise<CrashReport> {
  const acknowledged = nothingAcknowledged();
  const broken: string[] = [];
  const project = await prepare(data);
  let seed = randomInt(1e9);
  for (let kill = 0; kill < kills; kill += 1) {
    const files = await Promise.all(
      Array.from({ length: 12 }, async () => ({
        name: `${++seed}.jpg`,
        data: await makePhoto({ width: 320, height: 240, seed }),
      })),
    );
    await killedUnderLoad(data, project, files, acknowledged);
    broken.push(...(await afterwards(data, acknowledged)).map((line) => `kill ${kill + 1}: ${line}`));
  }
  const opens = [...acknowledged.opens.values()].reduce((sum, count) => sum + count, 0);
  return { kills, uploads: acknowledged.uploads.size, opens, revoked: acknowledged.revoked.size, broken };
}

async function prepare(data: string): Promise<string> {
  const box = await startProcess({ MAIIMG_DATA: data, MAIIMG_OWNER_PASSWORD: ownerPassword });
  const staff = await signedIn(box.localUrl);
  const { id } = await staff.call<{ id: string }>('POST', '/api/projects', { kind: 'event', title: 'crash' });
  box.kill('SIGTERM');
  await box.ended;
  return id;
}

async function killedUnderLoad(
  data: string,
  project: string,
  files: readonly NamedFile[],
  acknowledged: Acknowledged,
): Promise<void> {
  const box = await startProcess({ MAIIMG_DATA: data, MAIIMG_LOG_LEVEL: 'error' });
  const staff = await signedIn(box.localUrl);
  const gallery = await staff.call<Gallery & { link: Link }>('POST', `/api/projects/${project}/galleries`, {
    title: 'crash',
    inflow: 'newest',
  });
  const link = await staff.call<Link>('POST', `/api/projects/${project}/links`, {
    galleryIds: [gallery.id],
    policy: { maxOpens },
  });
  const load = [
    ...[0, 3, 6, 9].map((from) => uploading(staff, project, gallery.id, files.slice(from, from + 3), acknowledged)),
    ...Array.from({ length: 8 }, () => opening(box.guestUrl, link, acknowledged)),
    labelling(staff, link, acknowledged),
    revoking(staff, project, gallery.id, acknowledged),
  ];
  // Mostly once something was acknowledged, however slow the machine; now and then while the first upload is on its way.
  const before = acknowledged.uploads.size;
  const patience = performance.now() + (randomInt(4) === 0 ? 0 : 15_000);
  while (acknowledged.uploads.size === before && performance.now() < patience) await setTimeout(5);
  await setTimeout(randomInt(0, 400));
  box.kill('SIGKILL');
  await box.ended;
  await Promise.all(load);
}

/** What a client does until its box is gone: a broken connection is no acknowledgement. */
async function untilGone(act: () => Promise<unknown>): Promise<void> {
  try {
    for (;;) await act();
  } catch {
    // The box was killed.
  }
}

function uploading(
  staff: Caller,
  project: string,
  galleryId: string,
  files: readonly NamedFile[],
  acknowledged: Acknowledged,
): Promise<void> {
  const left = [...files];
  return untilGone(async () => {
    const some = left.splice(0, randomInt(1, 3));
    if (some.length === 0) throw new Error('done');
    const { accepted } = await staff.upload(project, some, { galleryId });
    for (const [index, { id }] of accepted.entries()) {
      acknowledged.uploads.set(
        id,
        createHash('sha256')
          .update((some[index] as NamedFile).data)
          .digest('hex'),
      );
    }
  });
}

function opening(guestUrl: string, link: Link, acknowledged: Acknowledged): Promise<void> {
  return untilGone(async () => {
    const answer = await fetch(new URL(`/g/${link.token}/open`, guestUrl), {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{}',
    });
    await answer.text();
    if (answer.status === 200) acknowledged.opens.set(link.id, (acknowledged.opens.get(link.id) ?? 0) + 1);
  });
}

function labelling(staff: Caller, link: Link, acknowledged: Acknowledged): Promise<void> {
  let count = 0;
  return untilGone(async () => {
    const label = `label ${++count}`;
    // From here on either may hold: the one that is asked for may be on disk without its answer.
    acknowledged.labels.delete(link.id);
    await staff.call('PATCH', `/api/links/${link.id}`, { label });
    acknowledged.labels.set(link.id, label);
  });
}

function revoking(staff: Caller, project: string, galleryId: string, acknowledged: Acknowledged): Promise<void> {
  return untilGone(async () => {
    const { id } = await staff.call<Link>('POST', `/api/projects/${project}/links`, { galleryIds: [galleryId] });
    if ((await staff.ask('DELETE', `/api/links/${id}`)).status === 204) acknowledged.revoked.add(id);
  });
}

/** Two starts after the kill: the first recovers, the second must find nothing to do. */
async function afterwards(data: string, acknowledged: Acknowledged): Promise<string[]> {
  const broken: string[] = [];
  const prints: string[] = [];
  for (const start of [1, 2]) {
    const box = await startBox({
      config: readConfig({ MAIIMG_DATA: data, MAIIMG_PORT: '0', MAIIMG_GUEST_PORT: '0', MAIIMG_HOST: '127.0.0.1' }),
      log: pino({ level: 'silent' }),
      onFatal: (error) => broken.push(`start ${start}: ${error.message}`),
    });
    await box.photosDone();
    broken.push(...(await brokenInvariants(box.kit, acknowledged)));
    prints.push(await fingerprint(box.kit));
    await box.stop();
  }
  if (prints[0] !== prints[1]) broken.push('I10 the second start changed something');
  return broken;
}

async function signedIn(url: string): Promise<Caller> {
  const answer = await callerOf(url).ask('POST', '/api/session', { username: 'owner', password: ownerPassword });
  if (answer.status !== 204) throw new Error(`sign-in: ${answer.status}`);
  return callerOf(url, { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' });
}
