import { createHash, randomInt } from 'node:crypto';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo, UploadAnswer } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { type Caller, callerOf, formOf, type NamedFile, ownerPassword, sessionOf } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { startProcess } from '../testing/process.ts';
import type { Acknowledged } from './acknowledged.ts';
import { pairing, screenLoad } from './load-screens.ts';
import { type Act, compiled, type Doors, pause, type Site } from './site.ts';

/** A mixed load that runs until its box is gone. */
export interface Load {
  /** Settles when nobody asks the box any more. */
  readonly ended: Promise<void>;
  /** Answers that no client of a sound box should get, a line each. */
  readonly faults: string[];
}

/** The most opens of a link that the load uses up; small enough to be reached. */
const maxOpens = 400;
const photosALoad = 12;
let seed = randomInt(1e9);

/** Makes the box in a folder ready for loads: an owner, a project, whose id this gives. The box is stopped again. */
export async function prepare(data: string, env: Record<string, string> = {}): Promise<string> {
  const box = await startProcess({ MAIIMG_DATA: data, MAIIMG_OWNER_PASSWORD: ownerPassword, ...compiled, ...env });
  const staff = await signedIn(box.localUrl);
  const { id } = await staff.call<Project>('POST', '/api/projects', { kind: 'event', title: 'crash' });
  box.kill('SIGTERM');
  await box.ended;
  return id;
}

/** The owner, signed in. */
export async function signedIn(url: string): Promise<Caller> {
  return callerOf(url, { cookie: await sessionOf(url) });
}

/**
 * Begins a mixed load and writes down what is answered: uploads into two galleries, replaced, withdrawn and restored
 * photos, opens of a link up to its last one, labels, revocations, settings, screens that are paired, led and removed.
 * It ends by itself when the box is gone.
 */
export async function load(box: Doors, projectId: string, acknowledged: Acknowledged): Promise<Load> {
  const files = await Promise.all(Array.from({ length: photosALoad }, newPhoto));
  const staff = await signedIn(box.localUrl);
  const galleries = await Promise.all(
    (['newest', 'append'] as const).map((inflow) =>
      staff.call<Gallery>('POST', `/api/projects/${projectId}/galleries`, { title: inflow, inflow }),
    ),
  );
  const link = await staff.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: galleries.map(({ id }) => id),
    policy: { maxOpens },
  });
  const seen: Seen = { gone: false, faults: [] };
  const brought: string[] = [];
  const at: Site = { box, staff, projectId, galleries, link, acknowledged, brought, first: await pairing(box, staff) };
  if (at.first) acknowledged.paired.add(at.first);
  const quarter = photosALoad / 4;
  const running = [
    ...[0, 1, 2, 3].map((part) => uploading(at, files.slice(part * quarter, (part + 1) * quarter), part)),
    replacing(at),
    withdrawing(at),
    ...Array.from({ length: 8 }, () => opening(at)),
    labelling(at),
    revoking(at),
    setting(at),
    ...screenLoad(at),
  ].map((act) => untilGone(act, seen));
  return { ended: Promise.all(running).then(() => {}), faults: seen.faults };
}

/** What the clients of a load have met. */
interface Seen {
  gone: boolean;
  readonly faults: string[];
}

/** What a client does until its box is gone: a broken connection is no acknowledgement, and no fault. */
async function untilGone(act: Act, seen: Seen): Promise<void> {
  try {
    while (!seen.gone && (await act()) !== 'done');
  } catch (error) {
    const { message } = error as Error;
    // An answer, where there should have been none or another one: `POST /api/…: 500 …`.
    if (/^[A-Z]+ \S+: \d{3}/.test(message)) seen.faults.push(message);
    // One who only waits for others would never hear of it.
    else seen.gone = true;
  }
}

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

async function newPhoto(): Promise<NamedFile> {
  const mine = ++seed;
  return { name: `${mine}.jpg`, data: await makePhoto({ width: 320, height: 240, seed: mine }) };
}

function uploading(
  { staff, projectId, galleries, acknowledged, brought }: Site,
  files: readonly NamedFile[],
  part: number,
): Act {
  const left = [...files];
  const gallery = galleries[part % 2] as Gallery;
  return async () => {
    const some = left.splice(0, randomInt(1, 3));
    if (some.length === 0) return 'done';
    brought.push(...noteUpload(acknowledged, some, await staff.upload(projectId, some, { galleryId: gallery.id })));
    return undefined;
  };
}

/** Writes down what the answer to an upload of these files promises; gives the photos' ids. */
export function noteUpload(acknowledged: Acknowledged, files: readonly NamedFile[], answer: UploadAnswer): string[] {
  for (const [index, { id }] of answer.accepted.entries()) {
    acknowledged.uploads.set(id, sha256((files[index] as NamedFile).data));
    acknowledged.count('upload');
  }
  // What flows into a full gallery of the newest pushes others out again: only a place that is kept is a promise.
  for (const chapter of answer.gallery?.chapters ?? [])
    for (const id of chapter.photoIds) acknowledged.places.set(id, chapter.id);
  return answer.accepted.map(({ id }) => id);
}

function replacing({ staff, acknowledged, brought }: Site): Act {
  let next = 0;
  return async () => {
    const id = brought[next];
    if (id === undefined) return pause();
    next += 2;
    const file = await newPhoto();
    await acknowledged.giving('file', id, sha256(file.data), async () => {
      const answer = await staff.ask('PUT', `/api/photos/${id}/file`, formOf([file], {}, 'photo'));
      const photo = (await answer.json()) as Photo;
      if (answer.status !== 200)
        throw new Error(`PUT /api/photos/${id}/file: ${answer.status} ${JSON.stringify(photo)}`);
    });
    return undefined;
  };
}

function withdrawing({ staff, projectId, acknowledged, brought }: Site): Act {
  let next = 1;
  return async () => {
    const id = brought[next];
    if (id === undefined) return pause();
    next += 2;
    await acknowledged.giving('trash', id, 'in', () => staff.call('DELETE', `/api/photos/${id}`));
    if (randomInt(3) === 0) return undefined;
    await acknowledged.giving('trash', id, 'out', () =>
      staff.call('POST', `/api/projects/${projectId}/trash/restore`, { photoIds: [id] }),
    );
    return undefined;
  };
}

function opening({ box, link, acknowledged }: Site): Act {
  return async () => {
    noteOpen(acknowledged, link.id, await openLink(box.guestUrl, link.token ?? ''));
    return undefined;
  };
}

/** A new phone opens a link; gives the status. */
export async function openLink(guestUrl: string, token: string): Promise<number> {
  const answer = await fetch(new URL(`/g/${token}/open`, guestUrl), {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: '{}',
  });
  await answer.text();
  return answer.status;
}

/** Writes down what the answer to an open promises. */
export function noteOpen(acknowledged: Acknowledged, linkId: string, status: number): void {
  if (status !== 200) return;
  acknowledged.opens.set(linkId, (acknowledged.opens.get(linkId) ?? 0) + 1);
  acknowledged.count('open');
}

function labelling({ staff, link, acknowledged }: Site): Act {
  return async () => {
    const label = `label ${++seed}`;
    await acknowledged.giving('label', link.id, label, () => staff.call('PATCH', `/api/links/${link.id}`, { label }));
    return undefined;
  };
}

function revoking({ staff, projectId, galleries, acknowledged }: Site): Act {
  return async () => {
    const galleryIds = [galleries[0]?.id];
    const { id } = await staff.call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds });
    await staff.call('DELETE', `/api/links/${id}`);
    acknowledged.revoked.add(id);
    acknowledged.count('revoke');
    return undefined;
  };
}

function setting({ staff, acknowledged }: Site): Act {
  return async () => {
    const boxName = `box ${++seed}`;
    await acknowledged.giving('setting', 'boxName', boxName, () => staff.call('PATCH', '/api/settings', { boxName }));
    return undefined;
  };
}
