import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { pino } from 'pino';
import sharp from 'sharp';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ShownPhoto } from '../galleries/shown.ts';
import { startIngest } from '../library/ingest/ingest.ts';
import type { Mark } from '../links/mark.ts';
import type { DiskState } from '../store/ballast.ts';
import { testKit } from '../testing/kit.ts';
import { makePhoto } from '../testing/photos.ts';
import { type MarkOptions, openMarks, roomFor } from './marked.ts';

const mark: Mark = { key: '0123456789abcdef', kind: 'recipient', names: ['张三'], date: '2026-11-21', logo: null };
const other: Mark = { ...mark, key: 'fedcba9876543210', names: ['李四'] };
const mib = 1024 ** 2;

/** Marks over a real ingest process, with one photo of our own sizes. */
async function marks(more: Partial<MarkOptions> = {}) {
  const kit = await testKit();
  const ingest = startIngest({ log: pino({ level: 'silent' }), jobs: 2 });
  onTestFinished(() => ingest.stop());
  const hash = 'ab'.repeat(32);
  const photo = { id: 'photo', hash, width: 600, height: 400, edition: 1, state: 'ready' } as ShownPhoto;
  const kiosk = kit.files.derivative(hash, 'kiosk');
  await mkdir(dirname(kiosk), { recursive: true });
  const clean = await makePhoto({ width: 600, height: 400 });
  await writeFile(kiosk, clean);
  const asked: string[] = [];
  const remade: string[] = [];
  const state: DiskState = { level: 'roomy', free: 100 * 1024 * mib, size: 200 * 1024 * mib };
  const disk = { now: state, hear: (_: DiskState) => {} };
  const made = openMarks(kit, {
    ingest: {
      mark: (job, from) => {
        asked.push(job.target);
        return ingest.mark(job, from);
      },
    },
    disk: {
      state: () => disk.now,
      onChange: (hear) => {
        disk.hear = hear;
        return () => {};
      },
    },
    remake: (gone) => void remade.push(gone),
    ...more,
  });
  const copies = () => readdir(join(kit.files.root, 'marked', 'ab'));
  return { kit, ingest, photo, kiosk, clean, asked, remade, disk, made, copies };
}

const patience = { timeout: 10_000, interval: 10 };
/** Whether a thread of the process waits for a pipe to be opened at its other end: it is in `openat`, of x86-64 or of ARM. */
const waits = (pid: number) =>
  readdirSync(`/proc/${pid}/task`).some((thread) =>
    /^(?:257|56) /.test(readFileSync(`/proc/${pid}/task/${thread}/syscall`, 'utf8')),
  );
const notReady = { code: 'photo_not_ready' };
const hang = async (path: string) => {
  await rm(path);
  // Whoever opens it waits for ever.
  await promisify(execFile)('mkfifo', [path]);
};

test('many who ask at once share one job, and who asks later needs none', async () => {
  const { made, photo, asked } = await marks();
  const copies = await Promise.all(Array.from({ length: 50 }, () => made.file(photo, 'screen', mark)));
  expect(new Set(copies.map(({ path }) => path)).size).toBe(1);
  await made.file(photo, 'screen', mark);
  expect(asked.length).toBe(1);
  await made.file(photo, 'screen', other);
  await made.file(photo, 'thumb', mark);
  expect(new Set(asked).size).toBe(3);
});

test('a copy from before a restart is there after it', async () => {
  const { kit, made, photo } = await marks();
  const { path } = await made.file(photo, 'thumb', mark);
  const bytes = await readFile(path);
  const nobody = { mark: () => Promise.reject(new Error('asked again')) };
  const disk = { state: () => ({ level: 'roomy', free: 1, size: 1e12 }) as const, onChange: () => () => {} };
  const again = openMarks(kit, { ingest: nobody, disk, remake: () => {} });
  expect(await readFile((await again.file(photo, 'thumb', mark)).path)).toEqual(bytes);
});

test('a process that dies over a photo, again and again, ends in "not ready", and in nothing on the disk', async () => {
  const { made, photo, kiosk, ingest, asked, copies } = await marks();
  await hang(kiosk);
  const answer = made.file(photo, 'screen', mark).catch((error: unknown) => error);
  let last = -1;
  for (let death = 0; death < 2; death += 1) {
    await vi.waitFor(() => expect(ingest.pid() ?? last).not.toBe(last), patience);
    const pid = ingest.pid() as number;
    last = pid;
    await vi.waitFor(() => expect(waits(pid)).toBe(true), patience);
    process.kill(last, 'SIGKILL');
  }
  expect(await answer).toMatchObject(notReady);
  expect(await copies()).toEqual([]);
  // It rests before it is tried again.
  await expect(made.file(photo, 'screen', mark)).rejects.toMatchObject(notReady);
  expect(asked.length).toBe(1);
});

test('a request waits for so long and no longer, and finds the copy when it asks again', async () => {
  const { made, photo, kiosk, clean, ingest } = await marks({ patienceMs: 50 });
  await hang(kiosk);
  await expect(made.file(photo, 'screen', mark)).rejects.toMatchObject(notReady);
  await vi.waitFor(() => expect(waits(ingest.pid() as number)).toBe(true), patience);
  await rm(kiosk);
  await writeFile(kiosk, clean);
  // What it was doing begins again in the next process.
  process.kill(ingest.pid() as number, 'SIGKILL');
  await expect
    .poll(
      () =>
        made.file(photo, 'screen', mark).then(
          () => 'there',
          () => 'not yet',
        ),
      { timeout: 15_000 },
    )
    .toBe('there');
});

test('sizes that are gone from the disk are made again first', async () => {
  const { made, photo, kiosk, clean, remade } = await marks();
  await rm(kiosk);
  await expect(made.file(photo, 'thumb', mark)).rejects.toMatchObject(notReady);
  expect(remade).toEqual([photo.hash]);
  await writeFile(kiosk, clean);
  await made.file(photo, 'thumb', mark);
});

test('copies take so much room and no more, and go where the disk runs short', async () => {
  let room = 0;
  const { made, photo, copies, disk } = await marks({ room: ({ level }) => (level === 'roomy' ? room : 0) });
  room = 1e9;
  const first = await made.file(photo, 'screen', mark);
  await made.file(photo, 'screen', other);
  room = 1.5 * (await readFile(first.path)).length;
  await made.file(photo, 'screen', mark);
  await made.file(photo, 'thumb', mark);
  // The one not asked for longest went.
  expect((await copies()).toSorted()).toEqual(
    [`${photo.hash}-${mark.key}-screen.webp`, `${photo.hash}-${mark.key}-thumb.webp`].toSorted(),
  );
  disk.now = { ...disk.now, level: 'short' };
  disk.hear(disk.now);
  await expect.poll(async () => (await copies()).length).toBe(1);
});

test('what goes with an original goes with its marked copies', async () => {
  const { kit, made, photo, copies } = await marks();
  await made.file(photo, 'thumb', mark);
  await mkdir(dirname(kit.files.original(photo.hash)), { recursive: true });
  await kit.files.drop(photo.hash);
  expect(await copies()).toEqual([]);
});

test('a download knows the length and the check sum of its copy', async () => {
  const { made, photo } = await marks();
  const link = {
    watermark: 'brand',
    label: '',
    audienceNames: null,
    createdAt: 0,
    projectLogo: null,
    download: 'screen',
  };
  const copy = await made.copy(link as never, photo);
  const bytes = await readFile(copy.path);
  expect([copy.bytes, copy.format]).toEqual([bytes.length, 'jpeg']);
  expect(copy.crc).toBe(crc32(bytes));
  await rm(copy.path);
  expect((await made.copy(link as never, photo)).crc).toBe(copy.crc);
  await expect(made.copy({ ...link, watermark: 'off' } as never, photo)).rejects.toMatchObject(notReady);
});

test('copies are kept in 2 GiB at the most, on a small disk in a tenth of it', () => {
  const size = 1000 * 1024 * mib;
  const at = (level: DiskState['level'], all = size) => roomFor({ level, free: 0, size: all }) / mib;
  expect(at('roomy')).toBe(2048);
  expect(at('roomy', 8 * 1024 * mib)).toBeCloseTo(819.2);
  expect([at('short'), at('full'), at('last'), at('stuck')]).toEqual([512, 128, 32, 32]);
});

test('panoramas are marked one after another from the original, at the kiosk’s size, and only so many wait', async () => {
  const { kit, ingest, photo, made, asked } = await marks();
  const original = kit.files.original(photo.hash);
  await mkdir(dirname(original), { recursive: true });
  await writeFile(
    original,
    await sharp({ create: { width: 4000, height: 2000, channels: 3, background: '#326482' } })
      .jpeg()
      .toBuffer(),
  );
  const room = { ...photo, width: 4000, height: 2000, panorama: true };
  const running = vi.fn();
  let now = 0;
  const slow = openMarks(kit, {
    ingest: {
      mark: async (job, from) => {
        running([++now, from]);
        const done = await ingest.mark({ ...job, width: 40, height: 20 }, from);
        now -= 1;
        return done;
      },
    },
    disk: {
      state: () => ({ level: 'roomy', free: 100 * 1024 * mib, size: 200 * 1024 * mib }),
      onChange: () => () => {},
    },
    remake: () => {},
  });
  const markOf = (at: number): Mark => ({ ...mark, key: String(at).padStart(16, '0') });
  const answers = await Promise.allSettled(
    Array.from({ length: 30 }, (_, at) => slow.file(room, 'pano', markOf(at % 15))),
  );
  const given = answers.filter(({ status }) => status === 'fulfilled');
  // Twelve copies, of which each of those that were asked for twice is one; the others are told to come again.
  expect(given).toHaveLength(24);
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject(notReady);
  expect(running.mock.calls).toEqual(Array.from({ length: 12 }, () => [[1, 'shrunk']]));
  await slow.file(room, 'pano', markOf(14));

  const { path, type } = await made.file(room, 'pano', mark);
  expect(asked).toEqual([path]);
  expect([type, (await sharp(path).metadata()).width]).toEqual(['image/webp', 3840]);
});
