import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Screen } from '#contract/screens.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { closeScreens, connectScreen, pairScreen, screenKey, socketTo, until } from '../testing/screens.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterEach(closeScreens);
afterAll(() => box.stop());

const pair = (code: string, name = 'x') => box.owner.ask('POST', '/api/screens/pair', { code, name });
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const refusal = (socket: ReturnType<typeof socketTo>) =>
  new Promise<string>((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('connect_error', ({ message }) => resolve(message));
  });

describe('the key', () => {
  test('is a cookie that no script reads and that goes to this box alone; it is prolonged, never exchanged', async () => {
    const first = await fetch(new URL('/kiosk/key', box.localUrl), { method: 'POST' });
    const [cookie = ''] = first.headers.getSetCookie();
    expect(cookie).toMatch(
      /^maiimg_screen=[\w-]{43}; Max-Age=34560000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    const key = cookie.split(';')[0] as string;
    expect(await screenKey(box.localUrl, key)).toBe(key);
    expect(await screenKey(box.localUrl, 'maiimg_screen=short')).not.toBe('maiimg_screen=short');
  });

  test('is given to pages of the box alone', async () => {
    const answer = await fetch(new URL('/kiosk/key', box.localUrl), {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
    });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });

  test('is needed for a socket', async () => {
    const { localUrl } = box;
    expect(await refusal(socketTo(localUrl, '/screens'))).toBe('no_screen_key');
    expect(await refusal(socketTo(localUrl, '/screens', { cookie: 'maiimg_screen=x', origin: localUrl }))).toBe(
      'no_screen_key',
    );
  });
});

describe('an unpaired screen', () => {
  test('learns its number and where the admin is, and nothing else', async () => {
    const screen = await connectScreen(box);
    const state = await screen.pairing();
    expect(state).toEqual({
      code: expect.stringMatching(/^\d{6}$/),
      madeAt: expect.any(Number),
      expiresAt: state.madeAt + 600_000,
      claimed: true,
      claimCode: null,
      locale: 'zh-CN',
      adminUrl: `${box.localUrl}/admin/`,
      adminCode: { modules: expect.any(Number), path: expect.stringMatching(/^M/) },
    });
    screen.say({ version: 1 });
    await box.project();
    const other = await pairScreen(box);
    expect((await screen.photo(other.id)).status).toBe(401);
    expect(await codeOf(await screen.photo(other.id))).toBe('no_screen_key');
    expect((await fetch(new URL('/api/screens', box.localUrl), { headers: { cookie: screen.cookie } })).status).toBe(
      401,
    );
    expect([screen.shows, screen.commands, screen.pairings]).toEqual([[], [], [state]]);
  });

  test('keeps its number while it reconnects, and has another one after ten minutes', async () => {
    const screen = await connectScreen(box);
    const { code, expiresAt } = await screen.pairing();
    screen.socket.disconnect();
    const back = await connectScreen(box, screen.cookie);
    expect((await back.pairing()).code).toBe(code);
    box.time.advance(600_001);
    const next = await back.pairing((state) => state.expiresAt > expiresAt);
    expect(next.code).not.toBe(code);
    expect(await codeOf(await pair(code))).toBe('pairing_code_wrong');
    expect((await pair(next.code)).status).toBe(201);
    expect((await back.show()).screen.name).toBe('x');
    expect((await pair(next.code)).status).toBe(422);
  });

  test('hears at once that the language is another one', async () => {
    const screen = await connectScreen(box);
    await screen.pairing(({ locale }) => locale === 'zh-CN');
    await box.owner.call('PATCH', '/api/settings', { locale: 'en' });
    await screen.pairing(({ locale }) => locale === 'en');
    await box.owner.call('PATCH', '/api/settings', { locale: 'zh-CN' });
  });
});

test('the claim code is told to a screen at the box itself, until the box is claimed', async () => {
  const own = await startTestBox({ unclaimed: true });
  const screen = await connectScreen(own);
  const state = await screen.pairing();
  expect([state.claimed, state.claimCode]).toEqual([false, own.claimCode]);

  const passing = ['x-forwarded-for', 'forwarded', 'x-forwarded-host', 'via', 'x-real-ip', 'x-client-ip', 'host'];
  for (const header of passing) {
    const cookie = await screenKey(own.localUrl);
    // What passes requests on without saying so still names the box as others do.
    const proxy: Record<string, string> =
      header === 'host' ? { host: 'maiimg.local', origin: 'http://maiimg.local' } : { [header]: '203.0.113.9' };
    const passedOn = socketTo(own.localUrl, '/screens', { cookie, origin: own.localUrl, ...proxy });
    const told = await new Promise<{ claimed: boolean; claimCode: string | null }>((resolve) => {
      passedOn.on('pairing', resolve);
    });
    expect([header, told.claimed, told.claimCode]).toEqual([header, false, null]);
  }
  await own.nobody.call('POST', '/api/setup', { claimCode: own.claimCode, password: 'correct horse battery' });
  expect((await screen.pairing(({ claimed }) => claimed)).claimCode).toBeNull();
  await own.stop();
});

test('numbers are not to be guessed', async () => {
  const staff = await box.as('staff');
  const guess = (code: string) => staff.ask('POST', '/api/screens/pair', { code, name: 'x' });
  expect((await guess('12345')).status).toBe(400);
  const screen = await connectScreen(box);
  const { code } = await screen.pairing();
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  for (let time = 0; time < 20; time += 1) expect(await codeOf(await guess(wrong))).toBe('pairing_code_wrong');
  expect(await codeOf(await guess(code))).toBe('too_many_attempts');
  const presenter = await box.as('presenter');
  expect((await presenter.ask('POST', '/api/screens/pair', { code, name: 'x' })).status).toBe(403);
  expect((await pair(`${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(201);
});

test('a screen whose key is withdrawn while it is connected is an unpaired one again, at once', async () => {
  const project = await box.project();
  const gallery = await box.gallery(project.id);
  const screen = await pairScreen(box);
  await box.owner.call<Screen>('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: gallery.id }] });
  const before = screen.pairings.length;
  expect((await box.owner.ask('DELETE', `/api/screens/${screen.id}`)).status).toBe(204);
  expect((await screen.photo(gallery.id)).status).toBe(401);
  const { code } = await until(() => screen.pairings[before]);
  const told = screen.shows.length;
  await box.owner.call('PATCH', `/api/galleries/${gallery.id}`, { title: '新' });
  expect((await box.owner.ask('GET', `/api/screens/${screen.id}`)).status).toBe(404);
  expect((await pair(code)).status).toBe(201);
  expect((await until(() => screen.shows[told])).programme.scenes).toEqual([]);
  expect(screen.shows).toHaveLength(told + 1);
});
