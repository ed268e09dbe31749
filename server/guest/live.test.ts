import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import express from 'express';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { openShelf } from '../galleries/shelf.ts';
import { problems } from '../http/problems.ts';
import { openBook } from '../links/book.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { type Phone, phoneAt, shelvePhotos } from '../testing/guests.ts';
import { openRunning } from '../visits/running.ts';
import { openLive } from './live.ts';
import { openRecalls } from './recalls.ts';

const minute = 60_000;
let box: TestBox;
let projectId: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
});
afterAll(() => box.stop());

interface Heard {
  readonly event: string;
  readonly data: { version?: string; urgent?: boolean; within?: number; state?: string };
}

/** A stream that is read in the background. */
async function listen(phone: Phone, token: string) {
  const cut = new AbortController();
  onTestFinished(() => cut.abort());
  const answer = await phone.ask(`/g/${token}/live`, { signal: cut.signal });
  const heard: Heard[] = [];
  let raw = '';
  let ended = false;
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      raw += decoder.decode(chunk, { stream: true });
      const parts = raw.split('\n\n');
      raw = parts.pop() as string;
      for (const part of parts) {
        const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
        if (event !== '') heard.push({ event, data: JSON.parse(data) as Heard['data'] });
      }
    }
  })().then(
    () => (ended = true),
    () => (ended = true),
  );
  const wait = async (enough: () => boolean) => {
    for (let round = 0; round < 400 && !enough(); round += 1) await new Promise((go) => setTimeout(go, 10));
    if (!enough()) throw new Error(`heard only ${JSON.stringify(heard)}`);
  };
  return {
    answer,
    heard,
    wait,
    reading,
    cut,
    isOver: () => ended,
    next: (event: string) => wait(() => heard.some((one) => one.event === event)),
  };
}

async function opened(policy: Record<string, unknown> = {}) {
  const gallery = await box.gallery(projectId);
  const photos = await shelvePhotos(box.kit, projectId, gallery.id, ['a.jpg', 'b.jpg']);
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [gallery.id],
    policy,
  });
  const phone = phoneAt(box.guestUrl);
  const token = link.token as string;
  await phone.opened(token);
  const version = async () => {
    const answer = await phone.ask(`/g/${token}`, { headers: { 'x-maiimg-part': 'main' } });
    return answer.headers.get('x-maiimg-version');
  };
  return { gallery, photos, link, phone, token, version };
}

test('the stream begins at once and tells the version that the page has', async () => {
  const { phone, token, version } = await opened();
  const { answer, heard, next } = await listen(phone, token);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  expect(answer.headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(answer.headers.get('x-accel-buffering')).toBe('no');
  await next('hello');
  expect(heard[0]?.data.version).toBe(await version());
});

test('a photo more is told in peace, a photo less at once, each with the version that the page then has', async () => {
  const { phone, token, gallery, photos, version } = await opened();
  const { heard, wait, next } = await listen(phone, token);
  await next('hello');
  await shelvePhotos(box.kit, projectId, gallery.id, ['c.jpg']);
  await wait(() => heard.length === 2);
  expect(heard[1]).toEqual({
    event: 'content',
    data: { version: await version(), urgent: false, within: expect.any(Number), gone: [] },
  });
  await box.owner.call('DELETE', `/api/photos/${photos[0]?.id}`);
  await wait(() => heard.length === 3);
  expect(heard[2]).toEqual({
    event: 'content',
    data: { version: await version(), urgent: true, within: 0, gone: [photos[0]?.id] },
  });
});

test('one phone is to ask at once, a hall of phones one after another', async () => {
  const { phone, token, gallery } = await opened();
  const one = await listen(phone, token);
  await one.next('hello');
  await shelvePhotos(box.kit, projectId, gallery.id, ['c.jpg']);
  await one.next('content');
  const others = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const other = phoneAt(box.guestUrl);
      await other.opened(token);
      return listen(other, token);
    }),
  );
  for (const other of others) await other.next('hello');
  await shelvePhotos(box.kit, projectId, gallery.id, ['d.jpg']);
  await one.wait(() => one.heard.length === 3);
  const [few = 0, many = 0] = one.heard.slice(1).map(({ data }) => data.within);
  expect(few).toBeLessThan(100);
  expect(many).toBeGreaterThan(few);
});

test('what changes nothing on the page is not told', async () => {
  const { phone, token, gallery } = await opened();
  const { heard, next, wait } = await listen(phone, token);
  await next('hello');
  box.kit.changes.emit('gallery.changed', { galleryId: gallery.id, projectId, gone: false, urgent: false });
  await box.owner.call('PATCH', `/api/galleries/${gallery.id}`, { title: '新名字' });
  await wait(() => heard.length === 2);
  expect(heard.map((one) => one.event)).toEqual(['hello', 'content']);
});

test.each([
  ['revoked', (link: Link) => box.owner.ask('DELETE', `/api/links/${link.id}`), 'revoked'],
  [
    'given a password',
    (link: Link) => box.owner.call('PATCH', `/api/links/${link.id}`, { policy: { password: 'x' } }),
    'live',
  ],
  [
    'closed until later',
    (link: Link) =>
      box.owner.call('PATCH', `/api/links/${link.id}`, {
        policy: { opensAt: new Date(box.kit.clock.now() + minute).toISOString() },
      }),
    'scheduled',
  ],
] as const)('when the link is %s, its streams hear it and end', async (_, act, state) => {
  const { phone, token, link } = await opened();
  const { heard, next, reading } = await listen(phone, token);
  await next('hello');
  await act(link);
  await reading;
  expect(heard.at(-1)).toEqual({ event: 'link', data: { state, over: true, within: 0 } });
});

test('a policy that changes is told, and the stream goes on', async () => {
  const { phone, token, link } = await opened();
  const { heard, next, isOver } = await listen(phone, token);
  await next('hello');
  await box.owner.call('PATCH', `/api/links/${link.id}`, { policy: { download: true } });
  await next('link');
  expect(heard.at(-1)).toEqual({ event: 'link', data: { state: 'live', over: false, within: 0 } });
  expect(isOver()).toBe(false);
});

test('a link that expires, and a visit that lapses, end their streams without an event from anybody', async () => {
  const expiring = await opened({ expiresAt: new Date(box.kit.clock.now() + 10 * minute).toISOString() });
  const lapsing = await opened();
  const [first, second] = [await listen(expiring.phone, expiring.token), await listen(lapsing.phone, lapsing.token)];
  await Promise.all([first.next('hello'), second.next('hello')]);
  box.time.advance(11 * minute);
  await first.reading;
  expect(first.heard.at(-1)).toEqual({ event: 'link', data: { state: 'expired', over: true, within: 0 } });
  expect(second.isOver()).toBe(false);
  // The stream itself keeps nobody's visit alive.
  box.time.advance(20 * minute);
  await second.reading;
  expect(second.heard.at(-1)?.event).toBe('link');
});

test('a visit has four streams at most: the oldest gives way', async () => {
  const { phone, token } = await opened();
  const streams = [];
  for (let tab = 0; tab < 5; tab += 1) {
    const stream = await listen(phone, token);
    await stream.next('hello');
    streams.push(stream);
  }
  await streams[0]?.reading;
  expect(streams.slice(1).map((stream) => stream.isOver())).toEqual([false, false, false, false]);
});

test('phones that go away are forgotten, and hurt nobody who stays', async () => {
  const { phone, token, gallery } = await opened();
  const [gone, stays] = [await listen(phone, token), await listen(phone, token)];
  await Promise.all([gone.next('hello'), stays.next('hello')]);
  gone.cut.abort();
  await gone.reading;
  await shelvePhotos(box.kit, projectId, gallery.id, ['c.jpg']);
  await stays.next('content');
});

test('a chapter that changes is told to all links that show it, and to no others', async () => {
  const [first, second] = [await opened(), await opened()];
  const both = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [first.gallery.id, second.gallery.id],
  });
  const phone = phoneAt(box.guestUrl);
  await phone.opened(both.token as string);
  const streams = [
    await listen(first.phone, first.token),
    await listen(second.phone, second.token),
    await listen(phone, both.token as string),
  ];
  for (const stream of streams) await stream.next('hello');
  await shelvePhotos(box.kit, projectId, second.gallery.id, ['c.jpg']);
  await streams[1]?.next('content');
  await streams[2]?.next('content');
  expect(streams[0]?.heard.map((one) => one.event)).toEqual(['hello']);
});

test('a stream that needs no more than a look into memory says the same, under the same headers', async () => {
  const { phone, token } = await opened();
  const pass = phone.cookie('visit');
  const told = async (path: string, headers: Record<string, string> = {}) => {
    const cut = new AbortController();
    const answer = await phone.ask(path, { signal: cut.signal, headers });
    const { value } = await (answer.body as ReadableStream<Uint8Array>).getReader().read();
    cut.abort();
    const own = [...answer.headers].filter(([name]) => !/^(date|content-security-policy)$/.test(name));
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    return { status: answer.status, headers: own, begins: new TextDecoder().decode(value).replace(/\d+/, 'n') };
  };
  // The parameter is one that our pages do not write: by the rooms.
  const slow = await told(`/g/${token}/live?x=1`);
  expect(await told(`/g/${token}/live`)).toEqual(slow);
  for (const cookie of ['', `visit=${pass}x`]) {
    const answer = await phone.ask(`/g/${token}/live`, { headers: { cookie } });
    expect(((await answer.json()) as { code: string }).code).toBe('no_visit');
  }
});

/** A door to streams of which there may be so many; `ask` comes from the address that is named. */
async function bounded(most: number) {
  const { token } = await opened();
  const { kit } = box;
  const [book, running] = [openBook(kit), await openRunning(kit)];
  const live = openLive(
    kit,
    book,
    openShelf(kit),
    running,
    { here: () => false, now: () => undefined },
    openRecalls(),
    { most },
  );
  onTestFinished(() => live.stop());
  const door = express();
  door.get('/', async (req, res) => {
    await live.join(req, res, token, String(req.query.visit));
  });
  door.use(problems(kit.log));
  const server = door.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const ask = async (visit: string, localAddress = '127.0.0.1') => {
    const { port } = server.address() as AddressInfo;
    const asked = request({ host: '127.0.0.1', port, path: `/?visit=${visit}`, localAddress, agent: false }).end();
    asked.on('error', () => {});
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return { answer, cut: () => asked.destroy() };
  };
  return { live, ask };
}

test('where as many listen as the box bears, one more is refused for a while, and a place that is given up is taken', async () => {
  const { live, ask } = await bounded(2);
  const first = await ask('a');
  await ask('b');
  expect(live.full()).toBe(true);
  const { answer } = await ask('c');
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '20']);
  expect(await json(answer)).toMatchObject({ code: 'busy' });
  first.cut();
  await expect.poll(live.full).toBe(false);
  expect((await ask('c')).answer.statusCode).toBe(200);
});

test('a phone that holds nearly all streams gives one up for a phone that comes from elsewhere', async () => {
  const { ask } = await bounded(6);
  const over = text((await ask('a')).answer);
  for (const visit of ['b', 'c', 'd', 'e', 'f']) await ask(visit);
  expect((await ask('g')).answer.statusCode).toBe(503);
  expect((await ask('h', '127.0.0.2')).answer.statusCode).toBe(200);
  await over;
});
