import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { StaffFact } from '#contract/socket.ts';
import { callerOf, startTestBox, type TestBox } from './testing/box.ts';
import { closeScreens, connectScreen, pairScreen, screenKey, socketTo, until } from './testing/screens.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterEach(closeScreens);
afterAll(() => box.stop());

const outcome = (socket: ReturnType<typeof socketTo>) =>
  new Promise<string>((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('connect_error', ({ message }) => resolve(message));
  });

/** What an upgrade to a websocket is answered with these headers: its status. */
function knock(
  headers: Partial<Record<string, string | string[]>>,
  path = '/socket.io/?EIO=4&transport=websocket',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, box.localUrl), {
      setHost: false,
      headers: Object.entries({
        host: new URL(box.localUrl).host,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      }).flatMap(([name, told]) => [told ?? []].flat().flatMap((each) => [name, each])),
    });
    asked.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Signs in and gives a socket of staff's page, with what it hears. */
async function staffSocket(as: 'owner' | 'staff' | 'presenter' | 'photographer', projectIds: string[] | null = null) {
  const username = `${as}-${Math.random().toString(36).slice(2)}`;
  await box.owner.call('POST', '/api/accounts', { username, password: 'correct horse battery', role: as, projectIds });
  const signedIn = await box.nobody.ask('POST', '/api/session', { username, password: 'correct horse battery' });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] as string;
  const socket = socketTo(box.localUrl, '/staff', { cookie, origin: box.localUrl });
  const facts: StaffFact[] = [];
  socket.on('fact', (told: StaffFact) => facts.push(told));
  expect(await outcome(socket)).toBe('connected');
  return { socket, cookie, facts };
}

describe('a socket is let in', () => {
  test('by the box’s own names and from its own pages alone', async () => {
    const { host } = new URL(box.localUrl);
    const cookie = await screenKey(box.localUrl);
    expect(await knock({ origin: box.localUrl, cookie })).toBe(101);
    expect(await knock({ origin: `https://${host}`, cookie })).toBe(101);
    expect(await knock({})).toBe(101);
    for (const headers of [
      { cookie },
      { origin: 'http://evil.example', cookie },
      { origin: 'null', cookie },
      { origin: `http://${host}.evil.example`, cookie },
      { origin: box.guestUrl, cookie },
      { origin: 'http://evil.example', host: 'evil.example', cookie },
      { origin: 'http://evil.example', host: 'evil.example' },
      { host: [host, 'evil.example'] },
    ]) {
      expect([headers, await knock(headers)]).toEqual([headers, 400]);
    }
  });

  test('by websocket alone, into the two namespaces that there are, never behind the guest door', async () => {
    const polled = await fetch(new URL('/socket.io/?EIO=4&transport=polling', box.localUrl));
    expect(polled.status).toBe(400);
    expect((await fetch(new URL('/socket.io/socket.io.js', box.localUrl))).status).toBeGreaterThanOrEqual(400);
    for (const namespace of ['/', '/admin', '/screens/x', '/staff2']) {
      expect([namespace, await outcome(socketTo(box.localUrl, namespace))]).not.toContain('connected');
    }
    expect((await fetch(new URL('/socket.io/?EIO=4&transport=polling', box.guestUrl))).status).toBe(404);
  });

  test('as staff with a session or a key that is good', async () => {
    const { localUrl } = box;
    expect(await outcome(socketTo(localUrl, '/staff'))).toBe('not_signed_in');
    const cookie = await screenKey(localUrl);
    expect(await outcome(socketTo(localUrl, '/staff', { cookie, origin: localUrl }))).toBe('not_signed_in');
    expect(await outcome(socketTo(localUrl, '/staff', { authorization: 'Bearer nonsense' }))).toBe('not_signed_in');
    const { key } = await box.owner.call<{ key: string }>('POST', '/api/keys', { name: 'script', role: 'presenter' });
    expect(await outcome(socketTo(localUrl, '/staff', { authorization: `Bearer ${key}` }))).toBe('connected');
  });
});

describe('staff’s pages', () => {
  test('hear what changes, and the time', async () => {
    const { socket, facts } = await staffSocket('presenter');
    const project = await box.project();
    const heard = await until(() => facts.find(({ fact }) => fact === 'project.changed'));
    expect(heard.facts).toEqual({ projectId: project.id });
    const screen = await pairScreen(box);
    await until(() => facts.find(({ fact, facts: told }) => fact === 'screen.changed' && told.screenId === screen.id));
    const time = await socket.timeout(5000).emitWithAck('clock');
    expect(Math.abs(time - box.kit.clock.now())).toBeLessThan(60_000);
    socket.emit('clock', 'no function');
    expect(await socket.timeout(5000).emitWithAck('clock')).toBeGreaterThan(0);
  });

  test('hear of links, guests and screens only where their role may ask for them', async () => {
    const photographer = await staffSocket('photographer');
    const presenter = await staffSocket('presenter');
    const project = await box.project();
    const { link } = await box.gallery(project.id);
    await box.owner.call('DELETE', `/api/links/${link.id}`);
    await pairScreen(box);
    const saved = { photoIds: [], visitId: link.id, linkId: link.id, projectId: project.id };
    box.kit.changes.emit('photo.saved', saved);
    await box.owner.call('PATCH', `/api/projects/${project.id}`, { title: '换个名字' });
    const of = ({ facts }: { facts: StaffFact[] }) => new Set(facts.map(({ fact }) => fact));
    await until(() => photographer.facts.filter(({ fact }) => fact === 'project.changed')[1]);
    expect([...of(photographer)].toSorted()).toEqual(['gallery.changed', 'project.changed']);
    for (const fact of ['link.changed', 'link.revoked', 'screen.changed', 'photo.saved'])
      await expect.poll(() => of(presenter)).toContain(fact);
  });

  test('of some projects hear of the screens that they may lead alone, and of one that just left their reach', async () => {
    const [mine, other] = [await box.project(), await box.project()];
    const [seen, unseen] = [await box.gallery(mine.id), await box.gallery(other.id)];
    const screen = await pairScreen(box);
    const show = (galleryId: string) =>
      box.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId }], confirm: true });
    await show(unseen.id);
    const { facts, cookie } = await staffSocket('staff', [mine.id]);
    const script = callerOf(box.localUrl, { cookie });
    const streamed = (await script.ask('GET', '/api/events')).text();
    const news = () => facts.flatMap(({ fact, facts: told }) => (fact === 'screen.changed' ? [told.screenId] : []));
    /** What was heard of screens by the time that a fact told after them has come. */
    const heardSo = async () => {
      const title = `${Math.random()}`;
      const before = facts.filter(({ fact }) => fact === 'project.changed').length;
      await box.owner.call('PATCH', `/api/projects/${mine.id}`, { title });
      await until(() => facts.filter(({ fact }) => fact === 'project.changed')[before]);
      return new Set(news());
    };
    await box.owner.call('PATCH', `/api/screens/${screen.id}`, { name: '别人的屏' });
    expect(await heardSo()).toEqual(new Set());
    await show(seen.id);
    expect(await heardSo()).toEqual(new Set([screen.id]));
    const within = news().length;
    await show(unseen.id);
    await heardSo();
    const left = news().length;
    expect(left).toBeGreaterThan(within);
    await box.owner.call('PATCH', `/api/screens/${screen.id}`, { name: '又是别人的屏' });
    await heardSo();
    expect(news()).toHaveLength(left);
    await box.nobody.ask('DELETE', '/api/session', undefined, { cookie });
    expect((await streamed).match(/^event: screen\.changed$/gm)).toHaveLength(left);
  });

  test('are told when the session is over, and hear nothing more', async () => {
    const one = await staffSocket('staff');
    const other = await staffSocket('staff');
    const ended = new Promise<void>((resolve) => {
      one.socket.on('ended', resolve);
    });
    await box.nobody.ask('DELETE', '/api/session', undefined, { cookie: one.cookie });
    await ended;
    await until(() => (one.socket.connected ? undefined : true));
    const before = one.facts.length;
    await box.project();
    await until(() => other.facts.at(-1));
    expect([other.socket.connected, one.facts.length]).toEqual([true, before]);
  });
});

describe('whoever misbehaves', () => {
  test('is cut off when it says too much, and the others hear nothing of it', async () => {
    const good = await connectScreen(box);
    const loud = await connectScreen(box);
    for (let time = 0; time < 1000; time += 1) loud.socket.emit('status', {} as never);
    await until(() => (loud.socket.connected ? undefined : true));
    expect(good.socket.connected).toBe(true);
    expect((await box.owner.ask('GET', '/healthz')).status).toBe(200);
    expect((await connectScreen(box, loud.cookie)).socket.connected).toBe(true);
  });

  test('is cut off also where it says nothing but that it lives', async () => {
    const { socket } = await connectScreen(box);
    const wire = (socket.io.engine.transport as unknown as { ws: WebSocket }).ws;
    for (let time = 0; time < 200; time += 1) wire.send('3');
    await until(() => (socket.connected ? undefined : true));
    expect((await connectScreen(box)).socket.connected).toBe(true);
  });

  test('harms nobody by large frames, by names of events that mean something, or by parts of bytes', async () => {
    for (const [event, told] of [
      ['clock', Buffer.alloc(100_000)],
      ['status', 'x'.repeat(100_000)],
    ] as const) {
      const { socket } = await connectScreen(box);
      (socket as unknown as { emit(name: string, told: unknown): void }).emit(event, told);
      await until(() => (socket.connected ? undefined : true));
    }
    const { socket } = await connectScreen(box);
    for (const name of ['error', 'show', 'pairing', 'join', 'message', '__proto__', 'constructor', 'ended', 'fact']) {
      (socket as unknown as { emit(name: string, told: unknown): void }).emit(name, Buffer.from('x'));
    }
    expect(await socket.timeout(5000).emitWithAck('clock')).toBeGreaterThan(0);
    expect(box.logged.join('')).not.toContain('"msg":"a fault nobody caught"');
  });

  test('keeps no connection outside of the room that it was let in for, where nobody would count it', async () => {
    const stranger = await connectScreen(box);
    const raw = stranger.socket.io.engine;
    // What `disconnect` would send, without ending the connection itself.
    raw.write('1/screens,');
    await until(() => (raw.readyState === 'closed' ? true : undefined));
    expect((await connectScreen(box, stranger.cookie)).socket.connected).toBe(true);
  });

  test('cannot take the places of the box’s own screens', async () => {
    const screen = await pairScreen(box);
    const strangers = await Promise.allSettled(Array.from({ length: 40 }, () => connectScreen(box)));
    const refused = strangers.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(15);
    screen.socket.disconnect();
    expect((await (await connectScreen(box, screen.cookie)).show()).screen.id).toBe(screen.id);
  });
});

test('fifty screens that come back at once are all there, each with its own state', async () => {
  const own = await startTestBox();
  const project = await own.project();
  const gallery = await own.gallery(project.id);
  const screens: { id: string; cookie: string }[] = [];
  for (let count = 0; count < 50; count += 1) {
    const screen = await pairScreen(own, `屏 ${count}`);
    screens.push(screen);
    await own.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: gallery.id }] });
  }
  const again = await own.restart();
  const back = await Promise.all(screens.map(({ cookie }) => connectScreen(again, cookie)));
  const states = await Promise.all(back.map((screen) => screen.show()));
  expect(states.map(({ screen }) => screen.id)).toEqual(screens.map(({ id }) => id));
  expect(new Set(states.map(({ programme }) => JSON.stringify(programme))).size).toBe(1);
  const { items } = await again.owner.call<{ items: { online: boolean }[] }>('GET', '/api/screens');
  expect(items.filter(({ online }) => online)).toHaveLength(50);
  await again.stop();
  await until(() => (back.some(({ socket }) => socket.connected) ? undefined : true));
});
