import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
});

let cookie: string;
async function signedIn(): Promise<string> {
  const answer = await box.nobody.ask('POST', '/api/session', { username: 'owner', password: 'correct horse battery' });
  cookie ??= answer.headers.getSetCookie()[0]?.split(';')[0] as string;
  return cookie;
}

/** Sends these bytes on a connection of their own; `then` says what becomes of it. */
async function raw(projectId: string, body: Buffer, length: number, then: 'close' | 'wait' | 'hear'): Promise<string> {
  const { hostname, port } = new URL(box.localUrl);
  const head = `POST /api/projects/${projectId}/photos HTTP/1.1\r\nHost: localhost\r\nCookie: ${await signedIn()}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(Buffer.concat([Buffer.from(head), body]));
      if (then === 'close') socket.destroy();
    });
    sockets.add(socket);
    socket.on('data', (chunk) => {
      said += chunk.toString();
      if (then === 'hear') socket.destroySoon();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(said));
  });
}

test('uploads that break off at once take no place from those that come after them', async () => {
  const project = await box.project();
  for (let round = 0; round < 30; round += 1)
    await raw(project.id, Buffer.alloc(round % 2 ? 1000 : 0), 100_000, 'close');
  const data = await makePhoto({ width: 60, height: 40, seed: 1 });
  await expect
    .poll(() => box.owner.upload(project.id, [{ name: 'a.jpg', data }]).then(({ accepted }) => accepted.length), {
      timeout: 5000,
    })
    .toBe(1);
});

test('one person’s silent uploads keep nobody else from theirs, and those beyond wait for a place', async () => {
  const project = await box.project();
  const photographer = await box.as('photographer');
  for (let n = 0; n < 6; n += 1) void raw(project.id, Buffer.from('--x\r\n'), 100_000, 'wait');
  const data = await makePhoto({ width: 60, height: 40, seed: 2 });
  // Until the box has heard of the silent ones, an upload goes through.
  let through: boolean;
  let mine: ReturnType<typeof box.owner.upload>;
  do {
    through = false;
    mine = box.owner.upload(project.id, [{ name: 'a.jpg', data }]).finally(() => {
      through = true;
    });
    await Promise.race([mine, wait(3000)]);
  } while (through);
  expect((await photographer.upload(project.id, [{ name: 'b.jpg', data }])).accepted).toHaveLength(1);
  expect(through).toBe(false);
  for (const socket of sockets) socket.destroy();
  expect((await mine).accepted).toHaveLength(1);
});

test.each([
  ['fields', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'],
  ['files', '--x\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\na\r\n'],
  ['bare boundaries', '--x\r\n'],
])('a form of far too many %s is refused long before its end, and leaves nothing', async (_, one) => {
  const project = await box.project();
  const photo = part('whole.jpg', await makePhoto({ width: 60, height: 40, seed: 3 }));
  const body = Buffer.concat([photo, Buffer.from(one.repeat(1000))]);
  // The rest of it never comes, and still there is an answer.
  const said = await raw(project.id, body, 10_000_000, 'hear');
  expect(said).toMatch(/^HTTP\/1\.1 413 /);
  expect(said).toContain('"code":"too_many_files"');
  expect(await readdir(join(box.data, 'incoming'))).toEqual([]);
  expect((await box.owner.call<{ total: number }>('GET', `/api/projects/${project.id}/photos`)).total).toBe(0);
});

/** As a rough client writes it: nothing in the name is escaped. */
function part(name: string, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(
      `--x\r\nContent-Disposition: form-data; name="photos"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n`,
    ),
    data,
    Buffer.from('\r\n'),
  ]);
}

test('whatever a file is called, it is taken in, under a name that harms nobody', async () => {
  const project = await box.project();
  const names = [
    'name with spaces & <b>bold.jpg',
    '../../escape.jpg',
    '..%2f..%2fescape.jpg',
    '/etc/passwd.jpg',
    'ünï-日本-😀.jpg',
    `${'x'.repeat(300)}.jpg`,
    '.htaccess.jpg',
    'CON.jpg',
    'photo.jpg.exe',
    'photo.jpg\u0000.svg',
    'evil\u202egpj.exe',
    "'; DROP TABLE photos; --.jpg",
    `\${7*7}{{7*7}}<%= 7*7 %>.jpg`,
    '-rf.jpg',
    '',
  ];
  const parts = await Promise.all(
    names.map(async (name, n) => part(name, await makePhoto({ width: 60, height: 40, seed: 900 + n }))),
  );
  const body = Buffer.concat([...parts, Buffer.from('--x--\r\n')]);
  const answer = await box.owner.ask('GET', `/api/projects/${project.id}/photos`);
  expect(answer.status).toBe(200);
  const said = await raw(project.id, body, body.length, 'wait');
  const { accepted, rejected } = JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)) as {
    accepted: { name: string }[];
    rejected: unknown[];
  };
  expect(rejected).toEqual([]);
  expect(accepted).toHaveLength(names.length);
  for (const { name } of accepted) {
    expect([...name].length).toBeLessThanOrEqual(200);
    expect(name).not.toMatch(/[\p{Cc}\u202e/\\]/u);
  }
  expect(accepted.at(-1)?.name).toBe('photo');
});
