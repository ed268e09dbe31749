import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Refusal } from '../../refusal.ts';
import { testKit } from '../../testing/kit.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { openPanoramas } from './panoramas.ts';
import { panoHashes, panoRow } from './table.ts';

type Make = Ingest['pano'];
const hashOf = (letter: string) => letter.repeat(64);
const patience = { timeout: 5000, interval: 5 };

/** A library of originals that are ready, `says` by themselves that they are panoramas, over an ingest of ours. */
async function library(make: Make, options: Parameters<typeof openPanoramas>[2] = {}) {
  const kit = await testKit();
  const asked: { readonly hash: string; readonly guestWaits: boolean }[] = [];
  const pano: Make = async (path, into, guestWaits) => {
    asked.push({ hash: path.slice(-64), guestWaits });
    return make(path, into, guestWaits);
  };
  const panoramas = openPanoramas(kit, { pano }, options);
  onTestFinished(() => panoramas.stop());
  const noProject = { kind: 'event', title: '', archived: 0, created_at: 0, updated_at: 0 };
  const addProject = (id: string, deleted_at: number | null = null) =>
    kit.db.write((writer) =>
      writer
        .insertInto('projects')
        .values({ id, ...noProject, deleted_at } as never)
        .execute(),
    );
  const addOriginal = (letter: string, says: boolean, state = 'ready') =>
    kit.db.write((writer) =>
      writer
        .insertInto('originals')
        .values({
          ...{ hash: hashOf(letter), format: 'jpeg', bytes: 1, width: 2, height: 1, state, created_at: 0 },
          panorama: says ? 1 : 0,
        } as never)
        .execute(),
    );
  const addPhoto = (
    letter: string,
    more: { panorama?: number | null; project_id?: string; deleted_at?: number } = {},
  ) =>
    kit.db.write((writer) =>
      writer
        .insertInto('photos')
        .values({
          ...{ id: `${letter}-${Math.random()}`, project_id: 'here', hash: hashOf(letter), name: '', matched: 0 },
          ...{ search: '', uploaded_at: 0, updated_at: 0, panorama: null, ...more },
        } as never)
        .execute(),
    );
  await addProject('here');
  await addProject('gone', 1);
  const heard = () => kit.changes.emit('photo.changed', { photoId: '', projectId: '', what: 'words' });
  return { kit, panoramas, asked, addOriginal, addPhoto, heard };
}

/** Writes a file of these bytes in place of a panorama. */
const writes =
  (bytes = 'sphere'): Make =>
  async (_, into) => {
    await mkdir(dirname(into), { recursive: true });
    await writeFile(into, bytes);
    return { width: 2, height: 1, bytes: bytes.length, sha256: '', type: 'image/webp' };
  };

test('it is made of what a photo shows as a panorama, by its own word or that of staff in any project, and once', async () => {
  const { kit, panoramas, asked, addOriginal, addPhoto, heard } = await library(writes());
  await addOriginal('a', true);
  await addPhoto('a');
  await addOriginal('b', false);
  await addPhoto('b');
  await addPhoto('b', { panorama: 1 });
  // Staff say no; nobody says so; in the trash; of a deleted project; not ready.
  await addOriginal('c', true);
  await addPhoto('c', { panorama: 0 });
  await addOriginal('d', false);
  await addPhoto('d');
  await addOriginal('e', true);
  await addPhoto('e', { deleted_at: 1 });
  await addOriginal('f', true);
  await addPhoto('f', { project_id: 'gone', panorama: 1 });
  await addOriginal('0', true, 'processing');
  await addPhoto('0');
  panoramas.resume();
  await panoramas.idle();
  expect(asked.map(({ hash }) => hash).toSorted()).toEqual([hashOf('a'), hashOf('b')]);
  expect(asked.every(({ guestWaits }) => !guestWaits)).toBe(true);
  for (let times = 0; times < 3; times += 1) heard();
  await panoramas.idle();
  await panoramas.made(hashOf('a'));
  expect(asked).toHaveLength(2);
  expect(await panoHashes(kit.db.read)).toEqual(new Set([hashOf('a'), hashOf('b')]));
  // Who asks for one that the background has no reason to make gets it before renders.
  await panoramas.made(hashOf('c'));
  expect(asked.at(-1)).toEqual({ hash: hashOf('c'), guestWaits: true });
});

test('all who ask at once wait for one job, no longer than they can, and it goes on without them', async () => {
  const gate = Promise.withResolvers<void>();
  const { panoramas, asked, addOriginal, kit } = await library(
    async (...job) => {
      await gate.promise;
      return writes()(...job);
    },
    { patienceMs: 30 },
  );
  await addOriginal('a', true);
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => panoramas.made(hashOf('a'))));
  for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'photo_not_ready' } });
  gate.resolve();
  await vi.waitFor(async () => expect(await panoRow(kit.db.read, hashOf('a'))).toBeDefined(), patience);
  await panoramas.made(hashOf('a'));
  expect(asked).toHaveLength(1);
});

test('a row never tells of a file that is not there as it was made', async () => {
  let bytes = 'sphere';
  let fails = false;
  const { kit, panoramas, addOriginal } = await library(async (...job) => {
    // As it stands when the process, or the box, ends here.
    expect(await panoRow(kit.db.read, hashOf('a'))).toBeUndefined();
    if (fails) throw new Error('the process died');
    return writes(bytes)(...job);
  });
  await addOriginal('a', true);
  await panoramas.made(hashOf('a'));
  await rm(kit.files.derivative(hashOf('a'), 'pano'));
  bytes = 'made anew';
  await panoramas.made(hashOf('a'));
  expect(await panoRow(kit.db.read, hashOf('a'))).toEqual({ bytes: bytes.length });
  await writeFile(kit.files.derivative(hashOf('a'), 'pano'), 'cut');
  fails = true;
  await expect(panoramas.made(hashOf('a'))).rejects.toMatchObject({ code: 'photo_not_ready' });
  expect(await panoRow(kit.db.read, hashOf('a'))).toBeUndefined();
});

test('on a full disk it waits and is made later', async () => {
  let full = true;
  const make: Make = async (...job) => {
    if (full) throw new Refusal('disk_full', 'the disk is full');
    return writes()(...job);
  };
  const { panoramas, asked, addOriginal, addPhoto, kit } = await library(make, { restMs: 20 });
  await addOriginal('a', true);
  await addPhoto('a');
  panoramas.resume();
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1), patience);
  full = false;
  await vi.waitFor(async () => expect(await panoRow(kit.db.read, hashOf('a'))).toBeDefined(), patience);
});

test('a file that cannot be read is left alone, and asked for again after a while, not by every phone', async () => {
  const { panoramas, asked, addOriginal, addPhoto, heard, kit } = await library(() =>
    Promise.reject(new Refusal('photo_damaged', 'the photo is damaged')),
  );
  await addOriginal('a', true);
  await addPhoto('a');
  const notReady = { code: 'photo_not_ready' };
  panoramas.resume();
  await panoramas.idle();
  heard();
  await panoramas.idle();
  await expect(panoramas.made(hashOf('a'))).rejects.toMatchObject(notReady);
  expect(asked).toHaveLength(1);
  kit.time.advance(30_000);
  heard();
  await panoramas.idle();
  expect(asked).toHaveLength(1);
  await expect(panoramas.made(hashOf('a'))).rejects.toMatchObject(notReady);
  expect(asked).toHaveLength(2);
});

test('a box that stops says so to who asks, and makes no more', async () => {
  const { panoramas, asked, addOriginal, addPhoto, heard } = await library(() =>
    Promise.reject(new Refusal('stopping', 'the box is stopping')),
  );
  await addOriginal('a', true);
  await addPhoto('a');
  await expect(panoramas.made(hashOf('a'))).rejects.toMatchObject({ code: 'stopping' });
  await panoramas.stop();
  heard();
  panoramas.resume();
  await panoramas.idle();
  expect(asked).toHaveLength(1);
});
