import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makePhoto } from '../../testing/photos.ts';
import { type Ingest, type IngestOptions, startIngest } from './ingest.ts';

let folder: string;
let photo: Buffer;
let started: Ingest[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maiimg-ingest-'));
  photo = await makePhoto({ width: 640, height: 480 });
  started = [];
});
afterEach(async () => {
  for (const ingest of started) await ingest.stop();
  await rm(folder, { recursive: true });
});

function start(options: Partial<IngestOptions> = {}): Ingest {
  const ingest = startIngest({ log: pino({ level: 'silent' }), jobs: 2, ...options });
  started.push(ingest);
  return ingest;
}

const at = (name: string) => join(folder, name);
const job = (name: string) => ({
  source: at(name),
  into: { thumb: at(`${name}-t`), screen: at(`${name}-s`), kiosk: at(`${name}-k`) },
});
const put = (name: string, data = photo) => writeFile(at(name), data);
/** A file that never gives a byte: whoever opens it hangs. */
const putHanging = (name: string) => promisify(execFile)('mkfifo', [at(name)]);
/** Puts the real photo where the hanging one was. */
const mend = async (name: string) => {
  await put(`${name}.new`);
  await rename(at(`${name}.new`), at(name));
};
const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const look = { localZone: 'Asia/Shanghai' };
const patience = { timeout: 20_000, interval: 10 };
/** The process, once it is a new one. */
async function another(ingest: Ingest, old: number): Promise<number> {
  await vi.waitFor(() => expect(ingest.pid() ?? old).not.toBe(old), patience);
  return ingest.pid() as number;
}
/** A photo that is large to decode and small to send. */
const putSlow = async (name: string) => put(name, await slow());
let slowOne: Promise<Buffer> | undefined;
function slow(): Promise<Buffer> {
  const background = { r: 190, g: 50, b: 50 };
  slowOne ??= sharp({ create: { width: 8_000, height: 6_000, channels: 3, background } })
    .png({ progressive: true, compressionLevel: 1 })
    .toBuffer();
  return slowOne;
}

function stat(pid: number, thread = pid): number[] {
  return readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .map(Number);
}

/** Waits until the process is deep in its work: libvips has begun on a photo, and goes on with it. */
async function busy(pid: number): Promise<void> {
  const used = () => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .map(Number);
    return ((fields[11] as number) + (fields[12] as number)) / 100;
  };
  const threads = () =>
    readdirSync(`/proc/${pid}/task`).map((thread) => readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8').trim());
  await vi.waitFor(() => expect(threads()).toContain('libvips worker'), patience);
  const before = used();
  await vi.waitFor(() => expect(used()).toBeGreaterThan(before + 0.25), patience);
}

test('the process starts with the first photo, ends when idle, and starts again', async () => {
  const ingest = start({ idleMs: 50 });
  await put('a');
  expect(ingest.pid()).toBeUndefined();

  await ingest.inspect(at('a'), look);
  const first = ingest.pid() as number;
  expect(alive(first)).toBe(true);
  await vi.waitFor(() => expect(ingest.pid()).toBeUndefined(), patience);
  expect(alive(first)).toBe(false);

  await expect(ingest.render(job('a'))).resolves.toMatchObject({ sizes: { thumb: { width: 400 } } });
});

test('photos that come just as the idle process ends are done all the same, and it is not taken for a death', async () => {
  const complaints: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void complaints.push(line) });
  const ingest = start({ idleMs: 0, log });
  await put('a');
  for (let round = 0; round < 5; round += 1) {
    await ingest.inspect(at('a'), look);
    await new Promise((resolve) => setTimeout(resolve, round));
    await expect(ingest.inspect(at('a'), look)).resolves.toMatchObject({ width: 640 });
  }
  expect(complaints).toEqual([]);
});

test('all its threads give way to guests, and nothing of the box’s environment is in it', async () => {
  vi.stubEnv('MAIIMG_OWNER_PASSWORD', 'correct horse');
  const ingest = start();
  await put('a');
  await ingest.render(job('a'));
  const pid = ingest.pid() as number;
  const nice = readdirSync(`/proc/${pid}/task`).map((thread) => {
    return stat(pid, Number(thread))[16];
  });
  expect(nice.length).toBeGreaterThan(4);
  expect(new Set(nice)).toEqual(new Set([19]));
  expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('MAIIMG');
  vi.unstubAllEnvs();
});

test('what was at work when the process was killed is done by the next one, and so is what waited', async () => {
  const ingest = start();
  await putHanging('a');
  await Promise.all(['b', 'c', 'd'].map((name) => put(name)));
  const hanging = ingest.render(job('a'));
  const others = [ingest.render(job('b')), ingest.render(job('c')), ingest.inspect(at('d'), look)];
  await ingest.inspect(at('d'), look);
  const pid = ingest.pid() as number;

  await mend('a');
  process.kill(pid, 'SIGKILL');

  await expect(Promise.all([hanging, ...others])).resolves.toHaveLength(4);
  expect(ingest.pid()).not.toBe(pid);
});

test('a render that was killed half way is made again', async () => {
  const ingest = start();
  await Promise.all([putSlow('slow'), put('b')]);
  const renders = [ingest.render(job('slow')), ingest.render(job('b'))];
  await vi.waitFor(() => expect(ingest.pid()).toBeDefined(), patience);
  const pid = ingest.pid() as number;
  await busy(pid);
  process.kill(pid, 'SIGKILL');

  await expect(Promise.all(renders)).resolves.toMatchObject([{ sizes: { kiosk: { width: 3840 } } }, {}]);
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a photo that ends the process twice is refused, and the others are done', async () => {
  const ingest = start();
  await Promise.all([putSlow('slow'), put('b')]);
  const verdict = expect(ingest.render(job('slow'))).rejects.toMatchObject({
    name: 'Refusal',
    code: 'photo_unreadable',
  });
  await vi.waitFor(() => expect(ingest.pid()).toBeDefined(), patience);
  const first = ingest.pid() as number;
  await busy(first);
  process.kill(first, 'SIGKILL');
  const second = await another(ingest, first);
  const other = ingest.render(job('b'));
  await busy(second);
  process.kill(second, 'SIGKILL');

  await verdict;
  await expect(other).resolves.toMatchObject({ sizes: { thumb: { width: 400 } } });
});

test('a photo that hangs is given up after its time, and the others are done', async () => {
  const ingest = start({ lookTimeoutMs: 3000 });
  await putHanging('a');
  await Promise.all(['b', 'c'].map((name) => put(name)));
  const hanging = expect(ingest.render(job('a'))).rejects.toMatchObject({
    name: 'Refusal',
    code: 'photo_took_too_long',
  });
  const others = [ingest.render(job('b')), ingest.render(job('c')), ingest.inspect(at('b'), look)];

  await hanging;
  await expect(Promise.all(others)).resolves.toHaveLength(3);
  await expect(ingest.render(job('b'))).resolves.toBeDefined();
});

test('a render that takes too long is given up and leaves nothing half done', async () => {
  const ingest = start({ renderTimeoutMs: 400 });
  await Promise.all([putSlow('slow'), put('b')]);

  await expect(ingest.render(job('slow'))).rejects.toMatchObject({ name: 'Refusal', code: 'photo_took_too_long' });
  expect((await readdir(folder)).toSorted()).toEqual(['b', 'slow']);
  await expect(ingest.inspect(at('b'), look)).resolves.toMatchObject({ width: 640 });
});

test('looks do not wait for the renders that run', async () => {
  const ingest = start({ jobs: 2 });
  await Promise.all([putSlow('slow'), put('b')]);
  const over: string[] = [];
  const renders = [1, 2].map((index) =>
    ingest.render({ ...job(`r${index}`), source: at('slow') }).then(
      () => over.push('render'),
      () => {},
    ),
  );
  await vi.waitFor(() => expect(ingest.pid()).toBeDefined(), patience);
  await busy(ingest.pid() as number);

  await Promise.all(Array.from({ length: 12 }, () => ingest.inspect(at('b'), look).then(() => over.push('look'))));

  expect(over).toEqual(Array.from({ length: 12 }, () => 'look'));
  await ingest.stop();
  await Promise.all(renders);
});

test('with one render allowed at a time, all are done', async () => {
  const ingest = start();
  ingest.setJobs(1);
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(names.map((name) => put(name)));
  await expect(Promise.all(names.map((name) => ingest.render(job(name))))).resolves.toHaveLength(6);
  ingest.setJobs(0);
  await expect(ingest.render(job('a'))).resolves.toBeDefined();
});

test('a stop ends the process and tells those who wait', async () => {
  const ingest = start();
  await Promise.all([putHanging('a'), put('b')]);
  const left = [ingest.inspect(at('a'), look), ingest.render(job('a')), ingest.render(job('a'))].map((each) =>
    expect(each).rejects.toMatchObject({ code: 'stopping' }),
  );
  await ingest.inspect(at('b'), look);
  const pid = ingest.pid() as number;

  await ingest.stop();

  await Promise.all(left);
  expect(alive(pid)).toBe(false);
  await expect(ingest.inspect(at('b'), look)).rejects.toMatchObject({ code: 'stopping' });
});

test('a missing place for the sizes is no fault of the photo', async () => {
  const ingest = start();
  await put('a');
  const nowhere = { ...job('a'), into: { thumb: at('no/t'), screen: at('no/s'), kiosk: at('no/k') } };
  await expect(ingest.render(nowhere)).rejects.toMatchObject({ name: 'Error', code: 'ENOENT' });
});

test('while the process cannot be started, that is no fault of the photo, and later it is done', async () => {
  const ingest = start();
  await put('a');
  const node = process.execPath;
  process.execPath = at('no-node');
  try {
    await expect(ingest.render(job('a'))).rejects.toMatchObject({ name: 'Error' });
  } finally {
    process.execPath = node;
  }
  await expect(ingest.render(job('a'))).resolves.toMatchObject({ sizes: { thumb: { width: 400 } } });
});
