import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { words } from '#words/index.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { openBrowser, type Phone, phone } from '../testing/browser.ts';
import { makePhoto } from '../testing/photos.ts';
import { inspectPage } from '../testing/staff-pages.ts';

const say = words('zh-CN').guest;
const waits = { timeout: 15_000 };
let box: TestBox;
let projectId: string;
let galleryId: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
  const shots = await Promise.all(
    [1, 2, 3].map(async (seed) => ({ name: `${seed}.jpg`, data: await makePhoto({ width: 900, height: 600, seed }) })),
  );
  const photos = await box.bring(projectId, shots);
  galleryId = (await box.gallery(projectId, { photoIds: photos.map(({ id }) => id) })).id;
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

const newLink = (policy: Record<string, unknown> = {}) =>
  box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds: [galleryId], policy });
const opens = async ({ id }: Link) => (await box.owner.call<Link>('GET', `/api/links/${id}`)).opens;
const drawn = (page: Page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLImageElement>('main a img[src*="/photos/"]')].filter(
        (image) => image.complete && image.naturalWidth > 0,
      ).length,
  );
/** What the menu of the app would give to the browser. */
const leave = async ({ page }: Phone) => {
  await page.getByRole('button', { name: say.script.leave }).tap();
  await page.getByText(say.script.leaveMenu).waitFor();
  return page.url();
};

test('from WeChat to the system’s browser: one visit, one open, one phone, and nothing left in the address', async () => {
  const link = await newLink({ maxOpens: 1, maxOpensPerVisitor: 1, maxDevices: 1, password: '会场2026' });
  const inside = await phone(await openBrowser(), { wechat: true });
  await inside.page.goto(`${box.guestUrl}/g/${link.token}`);
  await inside.page.locator('#password').fill('会场2026');
  await inside.page.locator('.card .primary').tap();
  await expect.poll(() => drawn(inside.page), waits).toBe(3);
  const address = await leave(inside);
  expect(address).toMatch(new RegExp(`/g/${link.token}#h=[\\w-]{22}$`));
  await inside.page.waitForTimeout(100);
  await inspectPage(inside.page, 'hand-over-zh-390');

  const outside = await phone(await openBrowser(), {});
  const asked: string[] = [];
  outside.page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await outside.page.goto(address);
  await expect.poll(() => drawn(outside.page), waits).toBe(3);
  expect(outside.page.url()).toBe(`${box.guestUrl}/g/${link.token}`);
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([`POST /g/${link.token}/open`]);
  expect(await opens(link)).toBe(1);
  const rows = await box.kit.db.read.selectFrom('visits').selectAll().where('link_id', '=', link.id).execute();
  const phones = await box.kit.db.read.selectFrom('link_visitors').selectAll().where('link_id', '=', link.id).execute();
  expect([rows.length, phones.length]).toEqual([1, 1]);
  // The other browser offers no way into itself.
  expect(await outside.page.getByRole('button', { name: say.script.leave }).count()).toBe(0);
  await outside.page.reload();
  await expect.poll(() => drawn(outside.page), waits).toBe(3);

  // Back in the app: the address is as before, and the code is worth nothing to a third browser.
  await inside.page.getByRole('button', { name: say.script.leaveDone }).tap();
  expect(inside.page.url()).toBe(`${box.guestUrl}/g/${link.token}`);
  const third = await phone(await openBrowser(), {});
  await third.page.goto(address);
  await expect.poll(() => third.page.locator('main').textContent(), waits).toContain(say.closed.exhausted);
  await expect.poll(() => third.page.url(), waits).toBe(`${box.guestUrl}/g/${link.token}`);
  expect(await opens(link)).toBe(1);
  for (const { context, strangers } of [inside, outside, third]) {
    expect(strangers).toEqual([]);
    await context.close();
  }
});

test('a code that was used asks for the password as any gate does, and says nothing of a wrong one', async () => {
  const link = await newLink({ password: '会场2026' });
  const guest = await phone(await openBrowser(), {});
  const opened = guest.page.waitForResponse((answer) => answer.request().method() === 'POST');
  await guest.page.goto(`${box.guestUrl}/g/${link.token}#h=${'A'.repeat(22)}`);
  expect((await opened).status()).toBe(403);
  await expect.poll(() => guest.page.url(), waits).toBe(`${box.guestUrl}/g/${link.token}`);
  expect(await guest.page.locator('.help.wrong').count()).toBe(0);
  await guest.page.locator('#password').fill('会场2026');
  await guest.page.locator('.card .primary').tap();
  await expect.poll(() => drawn(guest.page), waits).toBe(3);
  expect(await opens(link)).toBe(1);
  await guest.context.close();
});

test('a code that is good no more leads to the plain gate, which opens as after any scan', async () => {
  const link = await newLink();
  const guest = await phone(await openBrowser(), { locale: 'en' });
  await guest.page.goto(`${box.guestUrl}/g/${link.token}#h=${'A'.repeat(22)}`);
  await expect.poll(() => drawn(guest.page), waits).toBe(3);
  expect(guest.page.url()).toBe(`${box.guestUrl}/g/${link.token}`);
  expect(await opens(link)).toBe(1);
  await guest.context.close();
});

test('a phone that keeps no cookies: every address of its page carries the visit, and all of it works', async () => {
  const link = await newLink({ download: 'original' });
  const step = { text: '来官网', button: { label: '看官网', target: `${box.guestUrl}/healthz` } };
  await box.owner.call('PUT', `/api/links/${link.id}/next-step`, step);
  // In front of the box: cookies get through neither way.
  const statuses: string[] = [];
  const front = createServer((req, res) => {
    const { method, url = '', headers } = req;
    const { cookie: _, ...rest } = headers;
    const onward = request(new URL(url, box.guestUrl), { method, headers: rest }, (answer) => {
      const { 'set-cookie': __, ...others } = answer.headers;
      statuses.push(`${answer.statusCode} ${method} ${url.replace(/\?.*/, '')}`);
      res.writeHead(answer.statusCode ?? 502, others);
      answer.pipe(res);
    });
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    front.closeAllConnections();
    front.close();
  });
  const guest = await phone(await openBrowser(), { wechat: true });
  await guest.page.goto(`http://127.0.0.1:${(front.address() as AddressInfo).port}/g/${link.token}`);
  await expect.poll(() => drawn(guest.page), waits).toBe(3);
  const addresses = await guest.page.evaluate(() =>
    [...document.querySelectorAll('main *')].flatMap((element) =>
      [...element.attributes].flatMap(({ value }) => (/\/g\/[0-9a-z]{26}/.test(value) ? value.split(', ') : [])),
    ),
  );
  expect(addresses.length).toBeGreaterThan(9);
  expect(addresses.filter((address) => !/[?&]p=[\w.-]+/.test(address))).toEqual([]);
  await guest.page.locator('main a:has(img)').first().tap();
  await guest.page.locator('.pswp').waitFor({ state: 'visible' });
  await guest.page.goBack();
  expect(await leave(guest)).toContain('#h=');
  const refused = statuses.filter((one) => /^[45]/.test(one) && !one.includes('favicon'));
  expect(refused).toEqual([]);
  expect(statuses).toContain(`200 GET /g/${link.token}/live`);
  expect(await opens(link)).toBe(1);
  await guest.context.close();
});
