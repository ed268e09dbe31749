import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ask } from '#contract/asks.ts';
import type { Link } from '#contract/links.ts';
import { Now } from '#contract/now.ts';
import { words } from '#words/index.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { jsonPost, type PhoneOptions, phoneAt } from '../testing/guests.ts';

const say = words('zh-CN').guest.closed;
let box: TestBox;
let projectId = '';
let galleryId = '';
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
  galleryId = (await box.gallery(projectId)).id;
});
afterAll(() => box.stop());

const linkOf = (policy: object, more: object = {}) =>
  box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds: [galleryId], policy, ...more });
/** Each by a network of its own would need a tunnel: another make of phone is enough. */
const makes = ['iPhone', 'Android', 'Windows', 'Macintosh', 'OpenHarmony', 'Linux'];
let made = 0;
const phone = (more: PhoneOptions = {}) => {
  made += 1;
  return phoneAt(box.guestUrl, { agent: `Mozilla/5.0 (${makes[made % makes.length]})`, ...more });
};
type Phone = ReturnType<typeof phone>;
const page = async (one: Phone, token: string, headers: Record<string, string> = { accept: 'text/html' }) => {
  const answer = await one.ask(`/g/${token}`, { headers });
  return { status: answer.status, text: await answer.text() };
};
const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});
const asks = async (linkId: string) =>
  (await box.owner.call<{ items: Ask[] }>('GET', `/api/asks?linkId=${linkId}`)).items;
const answer = async (linkId: string, reply: object) =>
  box.owner.call('POST', `/api/asks/${(await asks(linkId))[0]?.id}/answer`, reply);
const usedUp = async () => {
  const link = await linkOf({ maxOpens: 1 });
  await phone().opened(link.token as string);
  return { id: link.id, token: link.token as string };
};

test('without script a plain form asks, the page tells when, and after the answer it is the gate', async () => {
  const { id, token } = await usedUp();
  const guest = phone();
  const closed = await page(guest, token);
  expect(closed.status).toBe(410);
  expect(closed.text).toContain(`action="/g/${token}/ask"`);
  const asked = await guest.ask(`/g/${token}/ask`, form({ name: '  影像周刊 王楠 ', note: '两行\r\n字', go: 'page' }));
  expect([asked.status, asked.headers.get('location')]).toEqual([303, `/g/${token}`]);
  expect(await asks(id)).toMatchObject([{ kind: 'exhausted', name: '影像周刊 王楠', note: '两行\n字', state: 'open' }]);
  const waits = await page(guest, token);
  expect(waits.text).toContain('data-waits');
  expect(waits.text).not.toContain('data-asks');
  // Somebody else's page says nothing of it.
  expect((await page(phone(), token)).text).toContain('data-asks');
  await answer(id, { opens: 20 });
  expect(await page(guest, token)).toMatchObject({ status: 200, text: expect.stringContaining('data-opens') });
});

test('a no is told kindly', async () => {
  const { id, token } = await usedUp();
  const guest = phone();
  await page(guest, token);
  const asked = await guest.ask(`/g/${token}/ask`, jsonPost({}));
  expect([asked.status, await asked.json()]).toEqual([201, { state: 'open', askedAt: expect.any(String) }]);
  await answer(id, { decline: true });
  const { text } = await page(guest, token);
  expect(text).toContain(say.declined);
  expect(text).not.toContain('data-asks');
});

test('a second phone of a one-phone link is told so at once, and let in by staff', async () => {
  const { id, token } = (await linkOf({ maxDevices: 1 })) as Link & { token: string };
  const first = phone();
  const second = phone();
  // Both at the gate before the first one opens.
  await page(second, token);
  await first.opened(token);
  const refused = await second.ask(`/g/${token}/open`, jsonPost({}));
  expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'too_many_devices', maxDevices: 1 }]);
  const drawn = await second.ask(`/g/${token}/open`, form({}));
  expect([drawn.status, await drawn.text()]).toEqual([403, expect.stringContaining(say.askDevice)]);
  expect(await page(second, token)).toMatchObject({ status: 403, text: expect.stringContaining(say.devices) });
  expect(await page(second, token, { accept: 'application/json' })).toMatchObject({ status: 403 });
  const part = await second.ask(`/g/${token}/ask`, form({}));
  expect([part.status, await part.text()]).toEqual([403, expect.stringContaining('data-waits')]);
  const { needs } = Now.parse(await box.owner.call('GET', '/api/now'));
  expect(needs.filter((need) => need.kind === 'asked' && need.link.id === id)).toMatchObject([
    { why: 'device', count: 1, offer: {}, asks: [{ kind: 'device' }] },
  ]);
  await answer(id, { letIn: true });
  expect(await page(second, token)).toMatchObject({ status: 200, text: expect.stringContaining('data-opens') });
  expect((await second.opened(token)).title).toBe('主会场');
  expect((await page(phone(), token)).status).toBe(403);
});

test('a preview sees the gate of a one-phone link, and asks nothing', async () => {
  const { id, token } = (await linkOf({ maxDevices: 1 })) as Link & { token: string };
  await phone().opened(token);
  const robot = phone({ agent: 'Slackbot-LinkExpanding 1.0' });
  expect((await page(robot, token)).status).toBe(200);
  const dead = await usedUp();
  expect((await page(robot, dead.token)).text).not.toContain('data-asks');
  expect((await robot.ask(`/g/${dead.token}/ask`, form({}))).status).toBe(410);
  expect([await asks(id), await asks(dead.id)]).toEqual([[], []]);
});

test('a phone without cookies waits by its stand-in, and is known again', async () => {
  const { id, token } = await usedUp();
  const guest = phone({ refusesCookies: true });
  await page(guest, token);
  await guest.ask(`/g/${token}/ask`, form({ go: 'page' }));
  expect((await page(guest, token)).text).toContain('data-waits');
  // One that comes without a cookie, and would take one.
  const bare = phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 (bare)' });
  await bare.ask(`/g/${token}/ask`, form({ go: 'page' }));
  for (let again = 0; again < 2; again += 1) expect((await page(bare, token)).text).toContain('data-waits');
  expect(await asks(id)).toHaveLength(2);
});

test('nothing is asked of what is unknown, withdrawn for good, not open yet, or open', async () => {
  const guest = phone();
  expect((await guest.ask(`/g/${'a'.repeat(26)}/ask`, jsonPost({}))).status).toBe(404);
  const later = await linkOf({ opensAt: new Date(Date.now() + 3_600_000).toISOString() });
  expect((await guest.ask(`/g/${later.token}/ask`, jsonPost({}))).status).toBe(410);
  const open = await linkOf({});
  const asked = await guest.ask(`/g/${open.token}/ask`, jsonPost({}));
  expect([asked.status, await asked.json()]).toMatchObject([409, { code: 'changed_meanwhile' }]);
  const own = await box.project('要删的');
  const gone = await box.gallery(own.id);
  await box.owner.ask('DELETE', `/api/projects/${own.id}`);
  const { status, text } = await page(guest, gone.link.token as string);
  expect([status, text.includes('data-asks')]).toEqual([410, false]);
  expect((await guest.ask(`/g/${gone.link.token}/ask`, jsonPost({}))).status).toBe(410);
});

test('what is too long is refused by name, what turns text around is left out, and other sites ask nothing', async () => {
  const { id, token } = await usedUp();
  const guest = phone();
  await page(guest, token);
  for (const [field, most] of Object.entries({ name: 60, note: 200 })) {
    const refused = await guest.ask(`/g/${token}/ask`, jsonPost({ [field]: '字'.repeat(most + 1) }));
    expect([refused.status, await refused.json()]).toMatchObject([400, { errors: [{ field }] }]);
  }
  const strange = await guest.ask(`/g/${token}/ask`, { ...form({}), headers: { 'sec-fetch-site': 'cross-site' } });
  expect(strange.status).toBe(403);
  expect(await asks(id)).toEqual([]);
  await guest.ask(`/g/${token}/ask`, jsonPost({ name: '\u202e王\u2066楠' }));
  expect(await asks(id)).toMatchObject([{ name: '王楠' }]);
});

test('photographers hear and see nothing of it', async () => {
  const photographer = await box.as('photographer');
  expect((await photographer.ask('GET', '/api/asks')).status).toBe(403);
});
