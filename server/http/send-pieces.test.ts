import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Overlay, type Sending, sendPieces } from './send-pieces.ts';

/** A server that answers everything with what `sending` gives; `ended` has how each answer ended. */
async function served(sending: () => Sending) {
  const ended: unknown[] = [];
  const server = createServer((req: IncomingMessage, res: ServerResponse) => {
    sendPieces(req, res, sending()).then(
      () => ended.push('out'),
      (error: unknown) => {
        ended.push(error);
        if (!res.headersSent) res.writeHead(404).end();
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const ask = (headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: IncomingMessage['headers']; bytes: Buffer }>((resolve, reject) => {
      const asked = get({ port, host: '127.0.0.1', headers, method }, (answer) => {
        buffer(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes }),
          reject,
        );
      });
      asked.on('error', reject);
    });
  return { ask, port, ended };
}

async function file(bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'maiimg-pieces-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  return path;
}

const etag = '"tag"';
const headers = { 'content-type': 'image/jpeg' };

test('pieces come as one file, whole and in every part, with patches where they belong', async () => {
  const own = randomBytes(700_000);
  const path = await file(own);
  // Across the borders of what is read at once.
  const patches: Overlay[] = [
    [0, 3, 7],
    [100, Buffer.from('patched').toString('base64')],
    [262_140, randomBytes(20).toString('base64')],
    [500_000, 100_000, 0],
    [699_999, 1, 9],
  ];
  const [first, last] = [randomBytes(50), randomBytes(30)];
  const pieces = [first, { path, bytes: own.length, patches }, last];
  const { ask } = await served(() => ({ pieces, etag, headers }));
  const { bytes, status, headers: told } = await ask();
  expect([status, told['content-length'], told['accept-ranges']]).toEqual([200, '700080', 'bytes']);
  const patched = Buffer.from(own);
  for (const [at, what, fill] of patches)
    if (typeof what === 'number') patched.fill(fill as number, at, at + what);
    else Buffer.from(what, 'base64').copy(patched, at);
  const whole = Buffer.concat([first, patched, last]);
  expect(bytes.equals(whole)).toBe(true);
  const ranges = [
    [0, 0],
    [49, 50],
    [52, 160],
    [262_185, 262_200],
    [262_194, 600_000],
    [700_040, 700_060],
    [700_079, 700_079],
  ];
  for (const [from = 0, to = 0] of ranges) {
    const part = await ask({ range: `bytes=${from}-${to}` });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes ${from}-${to}/700080`]);
    expect(part.bytes.equals(whole.subarray(from, to + 1)), `${from}-${to}`).toBe(true);
  }
});

test.each([
  [{ range: 'bytes=-4' }, 206, '6789'],
  [{ range: 'bytes=-400' }, 206, '0123456789'],
  [{ range: 'bytes=7-' }, 206, '789'],
  [{ range: 'bytes=7-70' }, 206, '789'],
  [{ range: 'bytes=10-' }, 416, ''],
  [{ range: 'bytes=-0' }, 416, ''],
  // What makes no sense, and several ranges at once, are the whole.
  [{ range: 'bytes=5-2' }, 200, '0123456789'],
  [{ range: 'bytes=0-1,4-5' }, 200, '0123456789'],
  [{ range: 'lines=0-1' }, 200, '0123456789'],
  [{ range: 'bytes=0-1', 'if-range': etag }, 206, '01'],
  [{ range: 'bytes=0-1', 'if-range': 'W/"tag"' }, 200, '0123456789'],
  [{ range: 'bytes=0-1', 'if-range': 'Sat, 21 Nov 2026 06:06:00 GMT' }, 200, '0123456789'],
  [{ 'if-none-match': '"a", W/"tag"' }, 304, ''],
  [{ 'if-none-match': '*' }, 304, ''],
  [{ 'if-none-match': '"a"' }, 200, '0123456789'],
  [{ 'if-match': '"a"' }, 412, ''],
  [{ 'if-match': '"a", "tag"' }, 200, '0123456789'],
])('%j is answered %i %j', async (asked, status, text) => {
  const { ask } = await served(() => ({ pieces: [Buffer.from('01234'), Buffer.from('56789')], etag, headers }));
  const answer = await ask(asked as Record<string, string>);
  expect([answer.status, answer.bytes.toString()]).toEqual([status, text]);
  expect(answer.headers.etag).toBe(etag);
  if (status === 416) expect(answer.headers['content-range']).toBe('bytes */10');
});

test('a piece counts when its last byte goes out, and the last bytes wait until that is kept', async () => {
  const events: string[] = [];
  const kept = Promise.withResolvers<void>();
  const path = await file(randomBytes(1000));
  const { ask } = await served(() => ({
    pieces: [Buffer.from('head'), { path, bytes: 1000, patches: [] }, Buffer.from('tail')],
    etag,
    headers,
    passed: (index) => void events.push(`passed ${index}`),
    before: () => {
      events.push('before');
      return kept.promise;
    },
  }));
  const answered = ask().then(() => events.push('answered'));
  await vi.waitFor(() => expect(events).toContain('before'));
  expect(events).toEqual(['passed 0', 'passed 1', 'passed 2', 'before']);
  kept.resolve();
  await answered;
  events.length = 0;
  await ask({ range: 'bytes=0-999' });
  expect(events).not.toContain('passed 1');
  events.length = 0;
  await ask({}, 'HEAD');
  await ask({ 'if-none-match': '*' });
  expect(events).toEqual([]);
});

test('a file that is gone is told before the first byte, and one that is shorter ends the connection', async () => {
  const gone = await served(() => ({ pieces: [{ path: '/nowhere/at/all', bytes: 5, patches: [] }], etag, headers }));
  expect((await gone.ask()).status).toBe(404);
  expect(gone.ended).toMatchObject([{ code: 'ENOENT' }]);
  const path = await file(randomBytes(600_000));
  await truncate(path, 400_000);
  const short = await served(() => ({ pieces: [{ path, bytes: 600_000, patches: [] }], etag, headers }));
  await expect(short.ask()).rejects.toThrow();
  await vi.waitFor(() => expect(short.ended.length).toBe(1));
});

test('who goes away ends the reading, and whoever does not read holds no more than two buffers', async () => {
  const path = await file(randomBytes(12_000_000));
  let waiting = 0;
  const { port, ended } = await served(() => ({
    pieces: Array.from({ length: 5 }, () => ({ path, bytes: 12_000_000, patches: [] })),
    etag,
    headers,
    before: async () => {
      waiting += 1;
    },
  }));
  const before = process.memoryUsage();
  const sockets = Array.from({ length: 8 }, () => {
    const socket = connect(port, '127.0.0.1').pause();
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
    return socket;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { external } = process.memoryUsage();
  expect(external - before.external).toBeLessThan(8 * 1024 * 1024);
  expect(ended).toEqual([]);
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(() => expect(ended).toEqual(Array(8).fill('out')));
  expect(waiting).toBe(8);
});

test('many that read slowly at once hold little each, and get what the others get', async () => {
  const own = randomBytes(24_000_000);
  const path = await file(own);
  let begun = 0;
  const { port, ended } = await served(() => {
    begun += 1;
    return { pieces: [{ path, bytes: own.length, patches: [] }], etag, headers };
  });
  const before = process.memoryUsage();
  const sockets = Array.from({ length: 120 }, () => {
    const socket = connect(port, '127.0.0.1').pause();
    socket.write('GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    return socket;
  });
  await vi.waitFor(() => expect(begun).toBe(120), { timeout: 10_000 });
  // Until nothing more goes out to any of them.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(process.memoryUsage().external - before.external).toBeLessThan(48 * 1024 * 1024);
  const last = await buffer(sockets.at(-1) as Socket);
  expect(last.subarray(-own.length).equals(own)).toBe(true);
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(() => expect(ended).toHaveLength(120), { timeout: 10_000 });
});
