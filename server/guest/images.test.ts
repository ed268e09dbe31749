import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Request, Response } from 'express';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { makeChanges } from '../changes.ts';
import type { ShownPhoto } from '../galleries/shown.ts';
import { openFiles } from '../store/files.ts';
import { openImages } from './images.ts';

const MiB = 1024 * 1024;
/** More than the system takes for a socket whose other end does not read. */
const large = 12 * MiB;

/** A server of nothing but photos, with memory for two large ones. */
async function served(count: number) {
  const root = await mkdtemp(join(tmpdir(), 'maiimg-images-'));
  const files = await openFiles(root);
  const changes = makeChanges(pino({ level: 'silent' }));
  const images = openImages({ files, changes }, () => {}, { all: 2 * large, spare: large, largest: large });
  const photos = await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const bytes = randomBytes(large - at);
      const hash = createHash('sha256').update(bytes).digest('hex');
      const path = files.derivative(hash, 'screen');
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
      return { bytes, path, photo: { id: `photo-${at}`, hash, edition: 1, state: 'ready' } as ShownPhoto };
    }),
  );
  const sendingOf = (at: number) => ({
    photo: (photos[at] as (typeof photos)[number]).photo,
    size: 'screen' as const,
    secret: false,
    stale: false,
  });
  const server = createServer((req, res) => {
    images
      .send(req as Request, res as Response, sendingOf(Number(req.url?.slice(1))))
      .catch(() => res.writeHead(409).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    images.stop();
    await rm(root, { recursive: true });
  });
  return {
    photos,
    changes,
    get: async (at: number, init?: RequestInit) => {
      const answer = await fetch(`http://127.0.0.1:${port}/${at}`, init);
      return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
    },
    /** Asks, and takes no byte before it is told to. */
    slow: async (at: number): Promise<Socket> => {
      const socket = connect(port, '127.0.0.1');
      socket.pause();
      socket.write(`GET /${at} HTTP/1.1\r\nhost: box\r\nconnection: close\r\n\r\n`);
      await expect.poll(() => held(at)).toBe(true);
      return socket;
    },
    held,
  };
  function held(at: number): boolean {
    return images.held(sendingOf(at)) !== undefined;
  }
}

const bodyOf = async (socket: Socket) => {
  const whole = await buffer(socket);
  return whole.subarray(whole.indexOf('\r\n\r\n') + 4);
};

test('what a phone takes slowly stays as it was, whatever is read meanwhile', async () => {
  const { photos, slow, get, changes, held } = await served(5);
  const socket = await slow(0);
  // Not even where the photo is withdrawn, so that it is not kept any more.
  changes.emit('photo.changed', { photoId: 'photo-0', projectId: '', what: 'withdrawn' });
  expect(held(0)).toBe(false);
  for (let round = 0; round < 3; round += 1) {
    for (let at = 1; at < 5; at += 1) expect((await get(at)).bytes.equals(photos[at]?.bytes as Buffer)).toBe(true);
  }
  expect((await bodyOf(socket)).equals(photos[0]?.bytes as Buffer)).toBe(true);
});

test('where slow phones have all the memory there is, others get their photo in pieces', async () => {
  const { photos, slow, get, held } = await served(3);
  const sockets = [await slow(0), await slow(1)];
  const plain = await get(2);
  expect(held(2)).toBe(false);
  expect([plain.status, plain.bytes.equals(photos[2]?.bytes as Buffer)]).toEqual([200, true]);
  expect(plain.headers.get('content-length')).toBe(String(photos[2]?.bytes.length));
  const head = await get(2, { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), head.bytes.length]).toEqual([200, plain.headers.get('etag'), 0]);
  await rm(photos[2]?.path as string);
  expect((await get(2)).status).toBe(409);
  for (const [at, socket] of sockets.entries())
    expect((await bodyOf(socket)).equals(photos[at]?.bytes as Buffer)).toBe(true);
});

test('phones that break off, and those that were served, give their memory back', async () => {
  const { photos, slow, get, held } = await served(4);
  for (let round = 0; round < 3; round += 1) {
    const [broken, patient] = [await slow(0), await slow(1)];
    await get(2);
    expect(held(2)).toBe(false);
    if (round % 2 === 0) broken.destroy();
    else await bodyOf(broken);
    await expect
      .poll(async () => {
        const { bytes } = await get(2);
        return bytes.equals(photos[2]?.bytes as Buffer) && held(2);
      })
      .toBe(true);
    await bodyOf(patient);
    // The room of both is free: two others find theirs in it.
    await expect
      .poll(async () => {
        await Promise.all([get(2), get(3)]);
        return held(2) && held(3);
      })
      .toBe(true);
  }
});

test('a photo larger than memory is kept for comes in pieces, and none is kept that was cut short', async () => {
  const { photos, get, held } = await served(1);
  const path = photos[0]?.path as string;
  await writeFile(path, randomBytes(large + 1));
  expect((await get(0)).bytes.length).toBe(large + 1);
  expect(held(0)).toBe(false);
  await writeFile(path, '');
  expect((await get(0)).bytes.length).toBe(0);
});
