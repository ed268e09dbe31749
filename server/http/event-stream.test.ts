import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { closeStreams, type EventStream, eventStream } from './event-stream.ts';

const streams: EventStream[] = [];
let closed = 0;
const server = createServer((req, res) => {
  const page = req.url === '/page';
  const options = page ? { page, headers: ['x-content-type-options', 'nosniff'] } : {};
  streams.push(eventStream(req, res, () => (closed += 1), options));
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  closeStreams();
  server.closeAllConnections();
  await expect.poll(() => closed).toBe(streams.length);
  vi.useRealTimers();
  streams.length = 0;
  closed = 0;
});

async function listen(path: string): Promise<{ answer: IncomingMessage; heard: () => string }> {
  const { port } = server.address() as AddressInfo;
  const [answer] = (await once(get({ port, path, host: '127.0.0.1', agent: false }), 'response')) as [IncomingMessage];
  let text = '';
  answer.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  // Cut off at the end of a test.
  answer.on('error', () => {});
  await expect.poll(() => text).not.toBe('');
  return { answer, heard: () => text };
}

test('a page hears beats as events, and when to come back after a loss; others hear comments', async () => {
  const [page, other] = [await listen('/page'), await listen('/other')];
  expect(page.answer.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-content-type-options': 'nosniff',
  });
  const waits = Number(/^retry: (\d+)\n\n$/.exec(page.heard())?.[1]);
  expect(waits).toBeGreaterThanOrEqual(2000);
  expect(waits).toBeLessThan(5000);
  expect(other.heard()).toBe(':\n\n');
  vi.advanceTimersByTime(40_000);
  await expect.poll(() => page.heard().split('event: beat\ndata: 1\n\n').length - 1).toBe(2);
  await expect.poll(other.heard).toBe(':\n\n:\n\n:\n\n');
});

test('one timer serves all streams, ends with the last of them, and begins anew', async () => {
  const before = vi.getTimerCount();
  const all = await Promise.all(Array.from({ length: 30 }, () => listen('/page')));
  expect(vi.getTimerCount()).toBe(before + 1);
  for (const { answer } of all) answer.destroy();
  await expect.poll(() => closed).toBe(30);
  expect(vi.getTimerCount()).toBe(before);
  const again = await listen('/page');
  vi.advanceTimersByTime(20_000);
  await expect.poll(again.heard).toContain('event: beat');
});

test('a client that has stopped reading is let go of, before what waits for it fills the memory', async () => {
  const { answer } = await listen('/other');
  answer.pause();
  answer.socket.pause();
  const [stream] = streams;
  // The sockets of both sides take some megabytes before anything waits.
  for (let sent = 0; sent < 2000 && closed === 0; sent += 1) {
    stream?.send('content', 'x'.repeat(16_000));
    if (sent % 20 === 0) await new Promise((go) => setImmediate(go));
  }
  await expect.poll(() => closed).toBe(1);
});
