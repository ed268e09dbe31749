import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MadeInvite } from '#contract/accounts.ts';
import type { HouseCode } from '#contract/house.ts';
import { callerOf, ownerPassword, startTestBox, type TestBox } from '../../testing/box.ts';
import { type Phone, phoneAt } from '../../testing/guests.ts';
import { houseCodeMs } from './codes.ts';

let box: TestBox;
let token: string;
let linkId: string;
beforeAll(async () => {
  box = await startTestBox();
  const project = await box.project();
  const { link } = await box.gallery(project.id);
  linkId = link.id;
  token = new URL(link.url as string).pathname.slice(3).toLowerCase();
});
afterAll(() => box.stop());

const newCode = async (caller = box.owner) => {
  const { addresses } = await caller.call<HouseCode>('POST', '/api/house');
  return new URL(addresses.at(-1)?.url as string).pathname;
};
const press = (phone: Phone, path: string, body = '', headers: Record<string, string> = {}) =>
  phone.ask(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
  });
/** Opens the link; whether that visit counts as one of the house. */
const opensAsHouse = async (phone: Phone) => {
  const rows = () =>
    box.kit.db.read.selectFrom('visits').select(['id', 'staff']).where('link_id', '=', linkId).execute();
  const before = new Set((await rows()).map(({ id }) => id));
  await phone.opened(token);
  const [visit, ...others] = (await rows()).filter(({ id }) => !before.has(id));
  expect(others).toEqual([]);
  return visit?.staff === 1;
};

test('a browser in which staff signed in is one of the house at the guest door, also after the sign-out', async () => {
  const signIn = await box.nobody.ask('POST', '/api/session', { username: 'owner', password: ownerPassword });
  const line = signIn.headers.getSetCookie().find((one) => one.startsWith('house=')) as string;
  expect(line).toMatch(
    /^house=[\w-]{22}\.[\w-]{22}; Max-Age=31536000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );
  const cookie = signIn.headers.getSetCookie().map((one) => one.split(';')[0]);
  const signOut = await box.nobody.ask('DELETE', '/api/session', undefined, { cookie: cookie.join('; ') });
  expect(signOut.status).toBe(204);
  expect(signOut.headers.getSetCookie().filter((one) => one.startsWith('house='))).toEqual([]);

  const phone = phoneAt(box.guestUrl);
  phone.setCookie('house', '/', line.split(/[=;]/)[1]);
  expect(await opensAsHouse(phone)).toBe(true);
  expect(await opensAsHouse(phoneAt(box.guestUrl))).toBe(false);
});

test('whoever claims a box or accepts an invitation is one of the house too', async () => {
  const fresh = await startTestBox({ unclaimed: true });
  try {
    const claim = await fresh.nobody.ask('POST', '/api/setup', { claimCode: fresh.claimCode, password: ownerPassword });
    expect([claim.status, marksOf(claim)]).toEqual([201, 1]);
  } finally {
    await fresh.stop();
  }
  const { url } = await box.owner.call<MadeInvite>('POST', '/api/invites', { role: 'presenter', projectIds: null });
  const secret = new URL(url).hash.slice(1);
  const accept = await box.nobody.ask('POST', '/api/invites/accept', {
    secret,
    username: 'li-na',
    password: ownerPassword,
  });
  expect([accept.status, marksOf(accept)]).toEqual([201, 1]);
});

test('a mark gives no right, and one that the box did not make is none', async () => {
  const phone = await marked();
  const mark = phone.cookie('house') as string;
  const answer = await callerOf(box.localUrl, { cookie: `house=${mark}` }).ask('GET', '/api/session');
  expect(answer.status).toBe(401);
  const [random = '', proof = ''] = mark.split('.');
  const other = `${random.slice(0, -1)}${random.endsWith('A') ? 'B' : 'A'}`;
  for (const value of [`${other}.${proof}`, `${random}.`, `${random}.${other}`, random, '1', '.', '']) {
    const forger = phoneAt(box.guestUrl);
    forger.setCookie('house', '/', value);
    expect([value, await opensAsHouse(forger)]).toEqual([value, false]);
  }
});

test('a phone is marked by a press, not by a look, and may be counted again', async () => {
  const path = await newCode();
  const phone = phoneAt(box.guestUrl);
  const asked = await phone.ask(path);
  expect([asked.status, asked.headers.get('cache-control'), phone.cookie('house')]).toEqual([
    200,
    'no-store',
    undefined,
  ]);
  expect(await asked.text()).toContain('这是工作人员的手机');
  const done = await press(phone, path);
  expect([done.status, done.headers.get('location')]).toEqual([303, path]);
  const page = await phone.ask(path, { headers: { 'accept-language': 'en' } });
  expect(await page.text()).toContain('This phone is left out of reports');
  expect(await opensAsHouse(phone)).toBe(true);

  // Pressed once more, as after an answer that was lost.
  expect((await press(phone, path)).status).toBe(303);
  expect((await press(phone, path, 'leave=1')).status).toBe(303);
  expect(phone.cookie('house')).toBe('');
});

test('a code is good for one phone and for five minutes, and of one account ten are waiting at most', async () => {
  const path = await newCode();
  expect((await press(phoneAt(box.guestUrl), path)).status).toBe(303);
  await refused(path);

  const late = await newCode();
  box.time.advance(houseCodeMs + 1);
  await refused(late);

  const first = await newCode();
  for (let nr = 0; nr < 10; nr += 1) await newCode();
  await refused(first);
});

test('previews and other sites use no code up and mark nothing', async () => {
  const path = await newCode();
  const robot = phoneAt(box.guestUrl, { agent: 'WhatsApp/2.23.20.0' });
  expect((await robot.ask(path)).status).toBe(200);
  expect((await press(robot, path)).status).toBe(410);
  const stranger = await press(phoneAt(box.guestUrl), path, '', { origin: 'https://elsewhere.example' });
  expect([stranger.status, stranger.headers.getSetCookie()]).toEqual([403, []]);
  expect((await press(phoneAt(box.guestUrl), path)).status).toBe(303);
});

test('a look tells nothing of a code: good, used, and never given are one page', async () => {
  const good = await newCode();
  const used = await newCode();
  await press(phoneAt(box.guestUrl), used);
  const pages = await Promise.all(
    [good, used, '/house/never-given', '/house/%3Cscript%3E'].map(async (path) => {
      const answer = await box.guest(path);
      const text = (await answer.text()).replaceAll(path, '').replaceAll(/nonce="[^"]*"/g, '');
      return [answer.status, answer.headers.getSetCookie().length, text] as const;
    }),
  );
  for (const page of pages) expect(page).toEqual(pages[0]);
});

test('everybody who may sign in can mark a phone, and nobody else gets a code', async () => {
  for (const role of ['staff', 'presenter', 'photographer'] as const) {
    expect((await press(phoneAt(box.guestUrl), await newCode(await box.as(role)))).status).toBe(303);
  }
  expect((await box.nobody.ask('POST', '/api/house')).status).toBe(401);
  expect((await box.guest('/api/house', { method: 'POST' })).status).toBe(404);
});

test('where there is a public address, a code for it comes first', async () => {
  await box.owner.call('PATCH', '/api/settings', { publicOrigin: 'https://photos.example.com' });
  const { addresses } = await box.owner.call<HouseCode>('POST', '/api/house');
  expect(addresses.map(({ at }) => at)).toEqual(['public', 'local']);
  expect(addresses[0]?.url).toMatch(/^https:\/\/photos\.example\.com\/house\/[\w-]{22}$/);
  expect(addresses[0]?.url.slice(-22)).not.toBe(addresses[1]?.url.slice(-22));
  await box.owner.call('PATCH', '/api/settings', { publicOrigin: null });
});

function marksOf(answer: Response): number {
  return answer.headers.getSetCookie().filter((line) => line.startsWith('house=')).length;
}

async function marked(): Promise<Phone> {
  const phone = phoneAt(box.guestUrl);
  await press(phone, await newCode());
  return phone;
}

async function refused(path: string): Promise<void> {
  const phone = phoneAt(box.guestUrl);
  const answer = await press(phone, path);
  expect([answer.status, phone.cookie('house')]).toEqual([410, undefined]);
  expect(await answer.text()).toContain('这个码不能用了');
}
