import { createHash } from 'node:crypto';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo, UploadAnswer } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { type Caller, callerOf, formOf, type NamedFile, ownerPassword, sessionOf } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { type BoxProcess, startProcess } from '../testing/process.ts';
import type { Acknowledged } from './acknowledged.ts';
import { noteOpen, noteUpload, openLink } from './notes.ts';
import { compiled } from './site.ts';

/** A box with something of everything in it, stopped; each point begins with a copy of it. */
export interface Scenery {
  readonly cookie: string;
  readonly projectId: string;
  readonly gallery: Gallery;
  /** Is opened. */
  readonly open: Link;
  /** Are revoked, one after another. */
  readonly ends: readonly Link[];
  /** Are withdrawn, one after another. */
  readonly photos: readonly string[];
  /** Are brought, one after another. */
  readonly files: readonly NamedFile[];
}

/** Does something once: gives the status of the answer, or 0 where there was none. `turn` says the how-manieth time. */
export type Deed = (box: BoxProcess, scenery: Scenery, acknowledged: Acknowledged, turn: number) => Promise<number>;

/** Fills a new folder. */
export async function scenery(data: string): Promise<Scenery> {
  const box = await startProcess({
    MAIIMG_DATA: data,
    MAIIMG_OWNER_PASSWORD: ownerPassword,
    MAIIMG_LOG_LEVEL: 'error',
    ...compiled,
  });
  const cookie = await sessionOf(box.localUrl);
  const staff = callerOf(box.localUrl, { cookie });
  const picture = async (seed: number) => ({
    name: `${seed}.jpg`,
    data: await makePhoto({ width: 320, height: 240, seed }),
  });
  const { id: projectId } = await staff.call<Project>('POST', '/api/projects', { kind: 'event', title: 'points' });
  const gallery = await staff.call<Gallery>('POST', `/api/projects/${projectId}/galleries`, {
    title: 'a',
    inflow: 'append',
  });
  const { accepted } = await staff.upload(projectId, [await picture(1), await picture(2)], { galleryId: gallery.id });
  await Promise.all(accepted.map(({ id }) => settled(staff, id)));
  // One lies in the trash.
  const [spent] = (await staff.upload(projectId, [await picture(6)])).accepted;
  await settled(staff, spent?.id ?? '');
  await staff.call('DELETE', `/api/photos/${spent?.id}`);
  const link = () => staff.call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds: [gallery.id] });
  const made = { open: await link(), ends: [await link(), await link()] };
  box.kill('SIGTERM');
  await box.ended;
  return {
    cookie,
    projectId,
    gallery,
    ...made,
    photos: accepted.map(({ id }) => id),
    files: await Promise.all([3, 4, 5].map(picture)),
  };
}

/** Waits until the sizes of a photo are made or cannot be; at most 10 s, and no longer than the box is there. */
async function settled(staff: Caller, id: string): Promise<void> {
  const patience = performance.now() + 10_000;
  while (performance.now() < patience) {
    const photo = await staff.call<Photo>('GET', `/api/photos/${id}`).catch(() => undefined);
    if (photo?.state !== 'processing') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const staffOf = (box: BoxProcess, { cookie }: Scenery) => callerOf(box.localUrl, { cookie });
const status = (answer: Promise<Response>) =>
  answer.then(async (response) => {
    await response.text();
    return response.status;
  });

/** What is done once to a watched box, and once more where that box is still there. */
export const deeds = {
  upload: async (box, at, acknowledged, turn) => {
    const staff = staffOf(box, at);
    const file = at.files[turn] as NamedFile;
    const form = formOf([file], { galleryId: at.gallery.id });
    const answer = await staff.ask('POST', `/api/projects/${at.projectId}/photos`, form);
    const told = (await answer.json()) as UploadAnswer;
    if (answer.status === 201) for (const id of noteUpload(acknowledged, [file], told)) await settled(staff, id);
    return answer.status;
  },
  open: async (box, at, acknowledged) => {
    const status = await openLink(box.guestUrl, at.open.token ?? '');
    noteOpen(acknowledged, at.open.id, status);
    return status;
  },
  revoke: async (box, at, acknowledged, turn) => {
    const { id } = at.ends[turn] as Link;
    const told = await status(staffOf(box, at).ask('DELETE', `/api/links/${id}`));
    if (told === 204) acknowledged.revoked.add(id);
    return told;
  },
  setting: (box, at, acknowledged, turn) => {
    // Another one each time: a later value would hide that the first was lost.
    const [name, value] = turn === 1 ? ['brandColour', '#123456'] : ['boxName', `box ${turn}`];
    return given(acknowledged, ['setting', name, value], () =>
      status(staffOf(box, at).ask('PATCH', '/api/settings', { [name]: value })),
    );
  },
  withdraw: (box, at, acknowledged, turn) => {
    const id = at.photos[turn] as string;
    return given(acknowledged, ['trash', id, 'in'], () => status(staffOf(box, at).ask('DELETE', `/api/photos/${id}`)));
  },
  replace: async (box, at, acknowledged, turn) => {
    const id = at.photos[turn] as string;
    const file = at.files[turn] as NamedFile;
    const hash = createHash('sha256').update(file.data).digest('hex');
    const staff = staffOf(box, at);
    const told = await given(acknowledged, ['file', id, hash], () =>
      status(staff.ask('PUT', `/api/photos/${id}/file`, formOf([file], {}, 'photo'))),
    );
    if (told === 200) await settled(staff, id);
    return told;
  },
  /** Only for a box that is a week ahead. */
  empty: async (box) => {
    const before = box.lines.length;
    box.kill('SIGUSR2');
    while (box.child.exitCode === null && box.child.signalCode === null) {
      const told = box.lines.slice(before).find((line) => line.includes('emptied'));
      if (told) return told.includes('not emptied') ? (/FULL|ENOSPC|disk_full/.test(told) ? 507 : 500) : 200;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('the box is gone');
  },
  stop: async (box, _at, _acknowledged, turn) => {
    if (turn > 0) return 0;
    box.kill('SIGTERM');
    const how = await box.ended;
    return how === 0 ? 200 : 0;
  },
} satisfies Record<string, Deed>;

/** A refusal leaves the old value or the new one, as no answer does. */
async function given(
  acknowledged: Acknowledged,
  [kind, id, value]: Parameters<Acknowledged['giving']> extends [infer K, infer I, infer V, ...unknown[]]
    ? [K, I, V]
    : never,
  act: () => Promise<number>,
): Promise<number> {
  let told = 0;
  await acknowledged
    .giving(kind, id, value, async () => {
      told = await act();
      if (told >= 300) throw new Error(`${told}`);
    })
    .catch((error: unknown) => {
      if (told === 0) throw error;
    });
  return told;
}
