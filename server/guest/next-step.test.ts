import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { NextStep } from '#contract/next-step.ts';
import type { Project } from '#contract/projects.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { type Phone, phoneAt } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';

const minute = 60_000;
const html = { accept: 'text/html' };
let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const shop = { label: '预约看房', target: 'https://shop.example/book?a=1' };
async function venue(policy: Record<string, unknown> = {}) {
  const project = await box.project();
  const { id: galleryId } = await box.gallery(project.id);
  const body = { galleryIds: [galleryId], policy };
  const link = await box.owner.call<Link>('POST', `/api/projects/${project.id}/links`, body);
  const base = `/g/${link.token}`;
  const at = `/api/links/${link.id}/next-step`;
  const put = (step: object) => box.owner.call<NextStep>('PUT', at, step);
  const taps = async () => (await box.owner.call<Link>('GET', `/api/links/${link.id}`)).nextTaps;
  return { project, link, token: link.token as string, base, at, put, taps };
}
const page = async (phone: Phone, base: string) => (await phone.ask(base, { headers: html })).text();
const picture = async () =>
  formOf([{ name: 'qr.png', data: await makePhoto({ width: 1080, height: 1900, format: 'png' }) }], {}, 'picture');

test('a guest sees it below the photos, and its button leads there by way of the box, which counts', async () => {
  const { project, token, base, put, taps } = await venue();
  await put({ text: '想再看一次样板间？<b>来</b>', button: shop });
  const phone = phoneAt(box.guestUrl);
  expect(await page(phone, base)).not.toContain('想再看一次');
  await phone.opened(token);
  const shown = await page(phone, base);
  expect(shown).toContain('想再看一次样板间？&lt;b&gt;来&lt;/b&gt;');
  expect(shown).toContain(`href="${base}/next"`);
  expect(shown).not.toContain('shop.example');
  const press = () => phone.ask(`${base}/next`, { headers: html });
  const answer = await press();
  expect([answer.status, answer.headers.get('location'), answer.headers.get('referrer-policy')]).toEqual([
    303,
    shop.target,
    'no-referrer',
  ]);
  await press();
  expect(await taps()).toBe(1);
  box.time.advance(minute + 100);
  await press();
  expect(await taps()).toBe(2);
  expect((await box.owner.call<Project>('GET', `/api/projects/${project.id}`)).nextTaps).toBe(2);
});

test('it leads nowhere but where staff said, to nobody without a visit, and what only looks is not counted', async () => {
  const { token, base, put, taps } = await venue();
  await put({ text: '来', button: shop });
  const stranger = await box.guest(`${base}/next?to=https://evil.example`, { headers: html });
  expect([stranger.status, stranger.headers.get('location')]).toEqual([403, null]);
  const phone = phoneAt(box.guestUrl);
  await phone.opened(token);
  for (const path of ['?to=https://evil.example', '?url=//evil.example', '?next=javascript:alert(1)']) {
    expect((await phone.ask(`${base}/next${path}`)).headers.get('location')).toBe(shop.target);
  }
  expect(await taps()).toBe(1);
  box.time.advance(2 * minute);
  await phone.ask(`${base}/next`, { method: 'HEAD' });
  await phone.ask(`${base}/next`, { headers: { 'sec-purpose': 'prefetch' } });
  await phone.ask(`${base}/next`, { headers: { 'user-agent': 'WhatsApp/2.23.20.0 A' } });
  const post = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } };
  expect((await phone.ask(`${base}/next`, post)).status).toBe(403);
  expect(await taps()).toBe(1);
});

test('a phone number stands on the page itself, and a press of it is told by a beacon', async () => {
  const { token, base, put, taps } = await venue();
  await put({ text: '打给我们', button: { label: '打电话', target: '400-800-1234' } });
  const phone = phoneAt(box.guestUrl);
  await phone.opened(token);
  const shown = await page(phone, base);
  expect(shown).toContain(`href="tel:4008001234" data-tap="${base}/next"`);
  for (let times = 0; times < 3; times += 1) {
    expect((await phone.ask(`${base}/next`, { method: 'POST' })).status).toBe(204);
  }
  expect((await phone.ask(`${base}/next`, { headers: html })).headers.get('location')).toBe(base);
  expect(await taps()).toBe(1);
});

test.each([
  ['revoked', {}],
  ['used up', { maxOpens: 1 }],
  ['used up for this phone', { maxOpensPerVisitor: 1 }],
  ['used up for this phone, with a password', { maxOpensPerVisitor: 1, password: 'x' }],
  ['not open yet', { opensAt: '2099-01-01T00:00:00Z' }],
])('the closed page of a link that is %s has it, with its picture, and counts by phone', async (state, policy) => {
  const { link, token, base, at, put, taps } = await venue(policy);
  await put({ text: '加群看更多', button: shop, pictureAlt: '交流群二维码' });
  await box.owner.call('PUT', `${at}/picture`, await picture());
  const phone = phoneAt(box.guestUrl);
  if (state.startsWith('used up')) {
    await phone.opened(token, 'password' in policy ? { password: 'x' } : {});
    box.time.advance(31 * minute);
  }
  if (state === 'revoked') await box.owner.call('DELETE', `/api/links/${link.id}`);
  const shown = await page(phone, base);
  expect(shown).toContain('data-page="closed"');
  expect(shown).toContain('加群看更多');
  const [, source = ''] = /<img src="([^"]+\/next\/picture[^"]+)"[^>]+alt="交流群二维码"/.exec(shown) ?? [];
  const image = await phone.ask(source.replaceAll('&amp;', '&'));
  expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const [, leads = ''] = /class="secondary" href="([^"]+\/next[^"]*)"/.exec(shown) ?? [];
  for (let times = 0; times < 2; times += 1) expect((await phone.ask(leads)).headers.get('location')).toBe(shop.target);
  expect(await taps()).toBe(1);
  expect((await phone.ask(`${base}/photos/019aa111-2222-7333-8444-555566667777/thumb`)).status).not.toBe(200);
});

test('the picture is drawn anew, small and without what a camera noted, and needs the visit', async () => {
  const { link, token, base, at, put } = await venue({ password: 'x' });
  await put({ text: '加群' });
  const exif = { owner: 'SECRET-OWNER', gps: { latitude: '31/1 14/1 0/1', longitude: '121/1 28/1 0/1' } };
  const data = await makePhoto({ width: 2000, height: 1000, exif, orientation: 6 });
  const made = await box.owner.call<NextStep>('PUT', `${at}/picture`, formOf([{ name: 'a.jpg', data }], {}, 'picture'));
  expect(made.picture).toMatchObject({ width: 1200, height: 600 });
  const phone = phoneAt(box.guestUrl);
  expect((await phone.ask(`${base}/next/picture`)).status).toBe(403);
  await phone.opened(token, { password: 'x' });
  const answer = await phone.ask(`${base}/next/picture`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { format, exif: left, orientation } = await sharp(bytes).metadata();
  expect([format, left, orientation]).toEqual(['jpeg', undefined, undefined]);
  expect(bytes.includes('SECRET-OWNER')).toBe(false);
  expect((await box.owner.ask('GET', made.picture?.address as string)).headers.get('content-type')).toBe('image/jpeg');
  await box.owner.call('DELETE', `/api/links/${link.id}/next-step/picture`);
  expect((await phone.ask(`${base}/next/picture`)).status).toBe(404);
});

test.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 422, 'format_not_accepted'],
  ['a text', 'no picture', 422, 'not_a_photo'],
  ['a file of more than 10 MB', 'x'.repeat(10 * 1024 * 1024 + 1), 413, 'file_too_large'],
])('%s is no picture', async (_, text, status, code) => {
  const { at, put } = await venue();
  const form = formOf([{ name: 'a.png', data: Buffer.from(text) }], {}, 'picture');
  expect((await box.owner.ask('PUT', `${at}/picture`, form)).status).toBe(404);
  await put({ text: '加群' });
  const answer = await box.owner.ask('PUT', `${at}/picture`, form);
  expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
});

test('an open page’s version changes with it, so that phones which listen fetch it', async () => {
  const { project, token, base, put } = await venue();
  const phone = phoneAt(box.guestUrl);
  await phone.opened(token);
  const version = async () => /data-version="([^"]+)"/.exec(await page(phone, base))?.[1];
  const versions = [await version()];
  await box.owner.call('PUT', `/api/projects/${project.id}/next-step`, { text: '来官网' });
  versions.push(await version());
  await put({ text: '进群' });
  versions.push(await version());
  expect(new Set(versions).size).toBe(3);
});

test('a project’s is staff’s to set and a link’s also a presenter’s; others only see that they may not', async () => {
  const { project, at } = await venue();
  const [staff, presenter, photographer] = [
    await box.as('staff'),
    await box.as('presenter'),
    await box.as('photographer'),
  ];
  const step = { text: '进群' };
  const own = `/api/projects/${project.id}/next-step`;
  const statuses = async (path: string) =>
    Promise.all(
      [staff, presenter, photographer, box.nobody].map(async (one) => (await one.ask('PUT', path, step)).status),
    );
  expect(await statuses(own)).toEqual([200, 403, 403, 401]);
  expect(await statuses(at)).toEqual([200, 200, 403, 401]);
  expect(await presenter.call('GET', own)).toMatchObject({ step: { text: '进群', taps: 0, button: null } });
  await box.owner.call('PATCH', `/api/projects/${project.id}`, { archived: true });
  expect((await staff.ask('PUT', own, step)).status).toBe(409);
});
