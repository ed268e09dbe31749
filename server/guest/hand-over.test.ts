import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Link } from '#contract/links.ts';
import type { Problem } from '#contract/problems.ts';
import type { HandOver } from '#contract/visits.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { jsonPost, type Phone, phoneAgent, phoneAt, shelvePhotos } from '../testing/guests.ts';

const minute = 60_000;
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
let box: TestBox;
let projectId: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
});
afterAll(() => box.stop());

async function newLink(policy: Record<string, unknown> = {}) {
  const gallery = await box.gallery(projectId);
  const [photo] = await shelvePhotos(box.kit, projectId, gallery.id, ['DSC_0001.jpg']);
  const body = { galleryIds: [gallery.id], policy };
  const made = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, body);
  const token = made.token as string;
  const opens = async () => (await box.owner.call<Link>('GET', `/api/links/${made.id}`)).opens;
  return { id: made.id, token, base: `/g/${token}`, photo: `/g/${token}/photos/${photo?.id}/screen`, opens };
}
const wechat = (options = {}) => phoneAt(box.guestUrl, { agent: phoneAgent, ...options });
const browser = (options = {}) => phoneAt(box.guestUrl, { agent: safari, ...options });
const codeFrom = async (phone: Phone, base: string) => {
  const answer = await phone.ask(`${base}/hand-over`, { method: 'POST' });
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return ((await answer.json()) as z.infer<typeof HandOver>).code;
};
/** Looks at the gate and brings a code, as the page's script does; gives status and code of the refusal. */
const bring = async (phone: Phone, token: string, handOver: string) => {
  const answer = await phone.open(token, { handOver });
  const body = (await answer.json()) as Partial<Problem>;
  return answer.status === 200 ? 200 : `${answer.status} ${body.code}`;
};
const visits = (linkId: string) =>
  box.kit.db.read.selectFrom('visits').selectAll().where('link_id', '=', linkId).execute();

test('from WeChat to the system’s browser: the same visit, the same phone, one open', async () => {
  const link = await newLink({ maxOpens: 1, maxOpensPerVisitor: 1, maxDevices: 1 });
  const inside = wechat();
  await inside.opened(link.token);
  const outside = browser();
  // It was here before, as a phone of its own.
  await outside.ask(link.base);
  expect(outside.cookie('visitor')).not.toBe(inside.cookie('visitor'));
  expect(await bring(outside, link.token, await codeFrom(inside, link.base))).toBe(200);
  expect((await outside.ask(link.photo)).status).toBe(200);
  expect((await inside.ask(link.photo)).status).toBe(200);
  expect(outside.cookie('visitor')).toBe(inside.cookie('visitor'));
  expect(outside.cookie('visit')).toBe(inside.cookie('visit'));
  expect(await link.opens()).toBe(1);
  expect(await visits(link.id)).toHaveLength(1);
  const phones = await box.kit.db.read.selectFrom('link_visitors').selectAll().where('link_id', '=', link.id).execute();
  expect(phones).toHaveLength(1);
  // Scanned once more, when its only open is spent.
  expect((await outside.ask(link.base.toUpperCase())).status).toBe(200);
});

test('whoever sends somebody a hand-over cannot go on with what that browser opens elsewhere', async () => {
  const [bait, behindPassword] = [await newLink(), await newLink({ password: '会场2026' })];
  const thief = browser();
  await thief.opened(bait.token);
  const guest = wechat();
  expect(await bring(guest, bait.token, await codeFrom(thief, bait.base))).toBe(200);
  await guest.opened(behindPassword.token, { password: '会场2026' });
  const answer = await thief.open(behindPassword.token);
  expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'password_required' }]);
  expect((await thief.ask(behindPassword.photo)).status).toBe(403);
});

test('a visit goes on in four other browsers at the most, so that a link for one phone is not passed around', async () => {
  const link = await newLink({ maxOpens: 1, maxDevices: 1 });
  const inside = wechat();
  await inside.opened(link.token);
  for (let round = 0; round < 4; round += 1)
    expect(await bring(browser(), link.token, await codeFrom(inside, link.base))).toBe(200);
  const answer = await inside.ask(`${link.base}/hand-over`, { method: 'POST' });
  expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'too_many_devices' }]);
});

test('whoever was let in with a password needs none in the other browser', async () => {
  const link = await newLink({ password: '会场2026' });
  const inside = wechat();
  await inside.opened(link.token, { password: '会场2026' });
  expect(await bring(browser(), link.token, await codeFrom(inside, link.base))).toBe(200);
  expect(await link.opens()).toBe(1);
});

test('a code that was used, lapsed, forged, or is another link’s, opens nothing and costs nothing', async () => {
  const [link, other] = [await newLink({ maxOpens: 5 }), await newLink()];
  const inside = wechat();
  await inside.opened(link.token);
  const used = await codeFrom(inside, link.base);
  expect(await bring(browser(), link.token, used)).toBe(200);
  expect(await bring(browser(), link.token, used)).toBe('403 no_visit');

  expect(await bring(browser(), link.token, 'A'.repeat(22))).toBe('403 no_visit');
  expect(await bring(browser(), link.token, '')).toBe('403 no_visit');

  const wrong = await codeFrom(inside, link.base);
  expect(await bring(browser(), other.token, wrong)).toBe('403 no_visit');
  expect(await bring(browser(), link.token, wrong)).toBe(200);

  const before = await codeFrom(inside, link.base);
  const latest = await codeFrom(inside, link.base);
  expect(await bring(browser(), link.token, before)).toBe('403 no_visit');

  box.time.advance(5 * minute + 1000);
  expect(await bring(browser(), link.token, latest)).toBe('403 no_visit');
  expect([await link.opens(), await other.opens()]).toEqual([1, 0]);
});

test('of twenty browsers that bring one code at once exactly one goes on with the visit', async () => {
  const link = await newLink();
  const inside = wechat();
  await inside.opened(link.token);
  const code = await codeFrom(inside, link.base);
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => bring(browser(), link.token, code)));
  expect(outcomes.filter((one) => one === 200)).toHaveLength(1);
  expect(await link.opens()).toBe(1);
});

test('the gate that took a code may ask again, since its answer may have been lost', async () => {
  const link = await newLink();
  const inside = wechat();
  await inside.opened(link.token);
  const handOver = await codeFrom(inside, link.base);
  const gate = await (await box.guest(link.base)).text();
  const nonce = /name="nonce" value="([^"]+)"/.exec(gate)?.[1];
  const ask = (more: object) =>
    browser({})
      .ask(`${link.base}/open`, jsonPost({ handOver, ...more }))
      .then(({ status }) => status);
  expect([await ask({ nonce }), await ask({ nonce }), await ask({ nonce: `${nonce}x` }), await ask({})]).toEqual([
    // A browser without a cookie of its own cannot go on with a visit that a cookie proves.
    403, 403, 403, 403,
  ]);
  const outside = browser();
  await outside.ask(link.base);
  const second = await codeFrom(inside, link.base);
  const again = () => outside.ask(`${link.base}/open`, jsonPost({ handOver: second, nonce }));
  expect((await again()).status).toBe(200);
  // Its cookies never arrived.
  outside.setCookie('visit', link.base, undefined);
  expect((await again()).status).toBe(200);
  expect(await link.opens()).toBe(1);
});

test('a visit that is over cannot be handed over, nor one of a revoked link or by somebody without one', async () => {
  const link = await newLink({ visitSeconds: 120 });
  const inside = wechat();
  await inside.opened(link.token);
  const code = await codeFrom(inside, link.base);
  box.time.advance(2 * minute + 1000);
  expect(await bring(browser(), link.token, code)).toBe('403 no_visit');
  const refused = async (phone: Phone) => (await phone.ask(`${link.base}/hand-over`, { method: 'POST' })).status;
  expect([await refused(inside), await refused(browser())]).toEqual([403, 403]);

  const phone = wechat();
  await phone.opened(link.token);
  const last = await codeFrom(phone, link.base);
  await box.owner.call('DELETE', `/api/links/${link.id}`);
  expect(await bring(browser(), link.token, last)).toBe('410 link_revoked');
  expect(await refused(phone)).toBe(410);
});

test('no page of another site makes a code, and the log knows none', async () => {
  const link = await newLink();
  const inside = wechat();
  await inside.opened(link.token);
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  expect((await inside.ask(`${link.base}/hand-over`, { method: 'POST', headers })).status).toBe(403);
  const code = await codeFrom(inside, link.base);
  await bring(browser(), link.token, code);
  expect(box.logged.join('\n')).not.toContain(code);
});

test('from a browser that keeps no cookies to one that does, and to one that does not', async () => {
  const link = await newLink({ maxOpens: 1 });
  const inside = wechat({ refusesCookies: true });
  const gate = await (await inside.ask(link.base)).text();
  const nonce = /name="nonce" value="([^"]+)"/.exec(gate)?.[1] as string;
  const page = await inside.ask(`${link.base}/open`, {
    method: 'POST',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ nonce }),
  });
  const leave = /data-leave="([^"]+)"/.exec(await page.text())?.[1] as string;
  expect(leave).toContain('/hand-over?p=');
  const code = async () => ((await (await inside.ask(leave, { method: 'POST' })).json()) as { code: string }).code;
  const outside = browser();
  expect(await bring(outside, link.token, await code())).toBe(200);
  expect((await outside.ask(link.photo)).status).toBe(200);
  expect(await bring(browser({ refusesCookies: true }), link.token, await code())).toBe(200);
  expect(await link.opens()).toBe(1);
});
