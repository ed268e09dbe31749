import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Addresses } from '#contract/addresses.ts';
import type { Now } from '#contract/now.ts';
import type { CodeAddress, Screen } from '#contract/screens.ts';
import type { Crowd } from '../crowd.ts';
import { codePicture } from '../http/code-picture.ts';
import { codeUrl, guestUrl } from '../links/present.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { type Hall, openHall } from '../testing/crowd.ts';
import { jsonPost, type Phone, phoneAt, shelvePhotos } from '../testing/guests.ts';
import { closeScreens, pairScreen, until } from '../testing/screens.ts';
import { placeText } from '../visits/place.ts';
import { makeCrowding } from './crowding.ts';

describe('a box whose Wi-Fi gets crowded', () => {
  let box: TestBox;
  let hall: Hall;
  let token: string;
  let galleryId: string;
  /** The same guest door by another name, as a tunnel gives it one. */
  let elsewhere: string;
  beforeAll(async () => {
    box = await startTestBox();
    const { id: projectId } = await box.project();
    const gallery = await box.gallery(projectId);
    galleryId = gallery.id;
    token = gallery.link.token as string;
    await shelvePhotos(box.kit, projectId, gallery.id, ['a.jpg', 'b.jpg']);
    elsewhere = `http://localhost:${new URL(box.guestUrl).port}`;
    await box.owner.call('PATCH', '/api/settings', { publicOrigin: elsewhere });
    const { public: found } = await box.owner.call<Addresses>('POST', '/api/addresses/check');
    expect(found?.check).toBe('ok');
    hall = await openHall(box, token);
  });
  afterEach(async () => {
    closeScreens();
    await hall.calm();
  });
  afterAll(() => box.stop());

  const opened = async (origin = box.guestUrl): Promise<Phone> => {
    const phone = phoneAt(origin);
    await phone.opened(token);
    return phone;
  };
  const page = async (phone: Phone, headers: Record<string, string> = {}) =>
    (await phone.ask(`/g/${token}`, { headers: { accept: 'text/html', ...headers } })).text();
  const crowdedNeed = async () =>
    (await box.owner.call<Now>('GET', '/api/now')).needs.find(({ kind }) => kind === 'crowded');
  /** What a phone's stream has told so far. */
  const listen = async (phone: Phone) => {
    const cut = new AbortController();
    onTestFinished(() => cut.abort());
    const { body } = await phone.ask(`/g/${token}/live`, { signal: cut.signal });
    let text = '';
    const reading = async () => {
      const decoder = new TextDecoder();
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) text += decoder.decode(chunk);
    };
    reading().catch(() => {});
    await expect.poll(() => text).toContain('event: hello');
    return () => text;
  };

  test('pages there name small photos alone and the public address, and go over and back by the live stream', async () => {
    const phone = await opened();
    const heard = await listen(phone);
    const calm = await page(phone);
    expect(calm).toContain(` data-pace="/g/${token}/pace"`);
    expect(calm).not.toContain('data-crowd=');
    expect(calm).toMatch(/srcset="[^"]*\/thumb[^"]* \d+w, [^"]*\/screen/);
    expect(await hall.crowd()).toBe(true);
    await expect.poll(heard).toContain(`event: crowd\ndata: {"on":true,"elsewhere":"${elsewhere}"}`);
    for (const drawn of [await page(phone), await page(phone, { 'x-maiimg-part': 'main' })]) {
      expect(drawn).toContain(` data-crowd="${elsewhere}"`);
      expect(drawn).toMatch(/srcset="[^"]*\/thumb[^",]* \d+w"/);
      expect(drawn).not.toMatch(/srcset="[^"]*\/screen/);
      // Without script the browser still leaves for later what is further down.
      expect(drawn).toContain(' src="/g/');
    }
    const late = await listen(phone);
    expect(late()).toContain(`"crowd":{"elsewhere":"${elsewhere}"}`);
    await hall.calm();
    await expect.poll(heard).toContain('event: crowd\ndata: {"on":false,"elsewhere":null}');
    expect(await page(phone)).not.toContain('data-crowd=');
  });

  test('who comes by the public address neither tells of it nor hears of it', async () => {
    const away = await opened(elsewhere);
    const heard = await listen(away);
    expect(await page(away)).not.toContain('data-pace');
    const own = await openHall(box, token, elsewhere);
    expect(await own.crowd()).toBe(false);
    expect(await hall.crowd()).toBe(true);
    const late = await listen(away);
    expect(heard() + late()).not.toContain('crowd');
    const drawn = await page(away);
    expect(drawn).not.toContain('data-crowd=');
    expect(drawn).toMatch(/srcset="[^"]*\/screen/);
  });

  test('staff are told since when, how slow, by how many phones, and what codes carry', async () => {
    const phone = await opened();
    await listen(phone);
    expect(await crowdedNeed()).toBeUndefined();
    expect(await hall.crowd()).toBe(true);
    const need = await crowdedNeed();
    expect(need).toMatchObject({ kind: 'crowded', codes: 'public', phones: 1 });
    expect(need?.kind === 'crowded' && need.p95Ms).toBeGreaterThan(800);
    expect(need?.kind === 'crowded' && Date.parse(need.since)).toBeLessThanOrEqual(box.kit.clock.now());
  });

  test('codes that carry the local address carry the public one meanwhile, where the owner lets them', async () => {
    const place = () =>
      box.kit.db.read.selectFrom('screen_places').select('number').where('item_id', '=', galleryId).executeTakeFirst();
    const drawn = (origin: string, { number }: { number: number }) =>
      codePicture(codeUrl(`${guestUrl(origin, token)}/${placeText(number)}`));
    const { local } = await box.owner.call<Addresses>('GET', '/api/addresses');
    const screen = await pairScreen(box);
    const change = (body: Record<string, unknown>) =>
      box.owner.call<Screen>('PATCH', `/api/screens/${screen.id}`, body);
    const shows = async (origin: string) => {
      const wanted = drawn(origin, await until(place));
      await screen.show(({ codes }) => codes[galleryId]?.code.path === wanted.path);
    };
    await change({ shows: [{ galleryId }] });
    await shows(elsewhere);
    for (const codeAddress of ['public', 'local'] satisfies CodeAddress[]) {
      expect(await change({ codeAddress })).toMatchObject({ codeAddress });
      await shows(codeAddress === 'local' ? local : elsewhere);
    }
    const stored = await box.kit.db.read.selectFrom('screens').select('code_address').execute();
    expect(stored).toEqual([{ code_address: 'local' }]);
    expect(await hall.crowd()).toBe(true);
    await shows(elsewhere);
    await box.owner.call('PATCH', '/api/settings', { crowdCodes: false });
    await shows(local);
    expect(await crowdedNeed()).toMatchObject({ codes: 'local' });
    await box.owner.call('PATCH', '/api/settings', { crowdCodes: true });
    await shows(elsewhere);
    await hall.calm();
    await shows(local);
  });

  test('what a page tells is heard with a visit alone, from its own site, and not without end', async () => {
    const phone = await opened();
    const tell = (body: Record<string, unknown>, headers: Record<string, string> = {}) => {
      const post = jsonPost(body);
      return phone.ask(`/g/${token}/pace`, { ...post, headers: { ...post.headers, ...headers } });
    };
    expect((await phoneAt(box.guestUrl).ask(`/g/${token}/pace`, jsonPost({ ms: [1] }))).status).toBe(403);
    expect((await tell({ ms: [1] }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await tell({ ms: [-1] })).status).toBe(400);
    expect((await tell({ ms: Array.from({ length: 51 }, () => 1) })).status).toBe(400);
    const answers = await Promise.all(Array.from({ length: 22 }, () => tell({ ms: [1] })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(20).fill(204), 429, 429]);
  });
});

test('what the box took until a thumb was out is noted of phones there, and of no others', () => {
  const crowd: Crowd = { served: vi.fn(), told: () => {}, now: () => undefined, stop: () => {} };
  let at = 1000;
  const crowding = makeCrowding({
    crowd,
    clock: { monotonic: () => at } as never,
    onSite: (req) => req.socket.remoteAddress !== '10.0.0.9',
    publicOrigin: () => 'https://photos.example.com',
    watch: { state: () => ({ check: 'ok', checkedAt: 0 }) },
  });
  const answered = (visit: string, host: string, remoteAddress: string) => {
    const res = new EventEmitter();
    const req = { headers: { host }, socket: { remoteAddress } } as IncomingMessage;
    crowding.watch(req, res as ServerResponse, visit, at);
    at += 250;
    res.emit('finish');
  };
  answered('here', '192.168.1.20:8090', '192.168.1.77');
  for (const host of ['photos.example.com', 'Photos.Example.com', 'photos.example.com.', 'photos.example.com:443'])
    answered('by its name', host, '192.168.1.77');
  answered('tunnel', '192.168.1.20:8090', '10.0.0.9');
  expect(vi.mocked(crowd.served).mock.calls).toEqual([['here', 250]]);
});
