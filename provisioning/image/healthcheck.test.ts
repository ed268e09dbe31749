import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { check, examine, judge, patience, type Watched } from '../../docker/healthcheck.ts';
import { startTestBox, type TestBox } from '../../server/testing/box.ts';
import { testFolder } from '../../server/testing/database.ts';
import { root } from '../ready/processes.mjs';

const picture = join(root, 'docker', 'healthcheck.jpg');
let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const watched = (other: Partial<Watched> = {}): Watched => ({
  localUrl: box.localUrl,
  guestUrl: box.guestUrl,
  picture,
  withinMs: 10_000,
  ...other,
});

/** A door behind which everything is answered alike. */
async function doorThatAnswers(status: number, body: string): Promise<string> {
  const server = createServer((_req, res) => res.writeHead(status).end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a box that writes, decodes and shows its pages has nothing to complain of', async () => {
  expect(await examine(watched())).toEqual([]);
});

test('a box whose writes stand still is not well, though its door answers', async () => {
  // Whoever asked just now gets the same answer for a second.
  box.time.advance(2000);
  let release = () => {};
  const held = box.kit.db.write(() => new Promise<void>((settle) => (release = settle)));
  const complaints = await examine(watched({ withinMs: 1500 }));
  release();
  await held;
  expect(complaints).toMatchObject([{ work: 'write', curable: true }]);
  expect((await fetch(`${box.localUrl}/healthz`)).status).toBe(200);
});

test('a picture that cannot be decoded, a page that is none and a door that is shut are each named', async () => {
  const broken = join(await testFolder(), 'broken.jpg');
  const bytes = await readFile(picture);
  await writeFile(broken, bytes.subarray(0, bytes.length / 2));
  const bare = await doorThatAnswers(404, 'not found');
  const both = await examine(watched({ picture: broken, guestUrl: bare }));
  expect(both).toMatchObject([
    { work: 'decode', curable: false },
    { work: 'page', why: '404 and no page' },
  ]);
  const shut = await examine(watched({ localUrl: 'http://127.0.0.1:9', guestUrl: 'http://127.0.0.1:9' }));
  expect(shut.map(({ work }) => work)).toEqual(['write', 'page']);
});

test('a full disk is told, and no reason to end the server: a new one would have no more room', async () => {
  const full = await doorThatAnswers(507, '{"code":"disk_full"}');
  const complaints = await examine(watched({ localUrl: full }));
  expect(complaints).toMatchObject([{ work: 'write', curable: false }]);
  expect(judge({ wasWell: true, failures: patience.working - 1 }, complaints).over).toBe(false);
});

test('only failures in a row count, and a server that was never well is given longer', () => {
  const bad = [{ work: 'write', why: '', curable: true }] as const;
  const after = (...checks: (typeof bad | [])[]) =>
    checks.reduce((course, complaints) => judge(course, complaints), { wasWell: false, failures: 0, over: false });
  expect(after([], bad, bad).over).toBe(false);
  expect(after([], bad, bad, bad).over).toBe(true);
  expect(after([], bad, bad, [], bad, bad).over).toBe(false);
  expect(after(bad, bad, bad, bad).over).toBe(false);
  expect(after(...Array<typeof bad>(patience.starting).fill(bad)).over).toBe(true);
});

/** docker/box.sh with a server of this source, or the real one. */
async function runBox(env: Record<string, string> = {}, source?: string) {
  const temporary = await testFolder();
  const folder = source === undefined ? root : await testFolder();
  if (source !== undefined) await writeServer(folder, source);
  const child = spawn('sh', [join(root, 'docker', 'box.sh')], {
    cwd: folder,
    env: { PATH: `${join(process.execPath, '..')}:${process.env.PATH}`, TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ended = once(child, 'close').then(([code]) => code as number);
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const ready = await new Promise<{ localUrl: string; guestUrl: string }>((settle, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"msg":"ready"')) settle(JSON.parse(line));
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said.join('\n')}`)));
  });
  const meeting = join(temporary, 'maiimg-health');
  const server = Number(await readFile(join(meeting, 'server.pid'), 'utf8'));
  onTestFinished(() => {
    try {
      process.kill(server, 'SIGKILL');
    } catch {
      // Gone already, as it should be.
    }
  });
  return { child, said, ended, meeting, server, ...ready };
}

async function writeServer(folder: string, source: string) {
  await mkdir(join(folder, 'server'));
  await writeFile(join(folder, 'server', 'main.ts'), source);
}

const quiet = async (watched: Watched, folder: string) => {
  const write = process.stdout.write;
  process.stdout.write = () => true;
  try {
    return await check(watched, folder);
  } finally {
    process.stdout.write = write;
  }
};

test('a server that stands still is ended by the third check in a row, and with it what the engine watches', async () => {
  const { ended, meeting, server, said, localUrl, guestUrl } = await runBox({
    MAIIMG_DATA: await testFolder(),
    MAIIMG_PORT: '0',
    MAIIMG_GUEST_PORT: '0',
    MAIIMG_HOST: '127.0.0.1',
  });
  const at = watched({ localUrl, guestUrl });
  expect(await quiet(at, meeting)).toBe(0);
  process.kill(server, 'SIGSTOP');
  const impatient = { ...at, withinMs: 600 };
  expect(await quiet(impatient, meeting)).toBe(1);
  expect(await quiet(impatient, meeting)).toBe(1);
  expect(() => process.kill(server, 0)).not.toThrow();
  expect(await quiet(impatient, meeting)).toBe(1);
  expect(await ended).toBe(128 + 9);
  expect(said.join('\n')).toMatch(/ended by its health check.*write: /);
});

test('a stop reaches the server, which has its time to drain, and its exit code comes out', async () => {
  const { child, ended } = await runBox(
    {},
    `process.on('SIGTERM', () => setTimeout(() => process.exit(7), 300));
     setInterval(() => {}, 1000);
     console.log('{"msg":"ready"}');`,
  );
  child.kill('SIGTERM');
  // A second signal, as some terminals send it, cuts nothing short.
  child.kill('SIGINT');
  expect(await ended).toBe(7);
});

test('what an earlier server left does not count against the next', async () => {
  const { meeting, ended, child } = await runBox(
    {},
    `process.on('SIGTERM', () => process.exit(0));
     setInterval(() => {}, 1000);
     console.log('{"msg":"ready"}');`,
  );
  await writeFile(join(meeting, 'course.json'), JSON.stringify({ wasWell: true, failures: 2 }));
  child.kill('SIGTERM');
  await ended;
  const again = spawn('sh', [join(root, 'docker', 'box.sh')], {
    cwd: await testFolder(),
    env: { PATH: `${join(process.execPath, '..')}:${process.env.PATH}`, TMPDIR: join(meeting, '..') },
    stdio: 'ignore',
  });
  await once(again, 'close');
  await expect(readFile(join(meeting, 'course.json'), 'utf8')).rejects.toThrow();
});
