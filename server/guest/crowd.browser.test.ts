import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Addresses } from '#contract/addresses.ts';
import type { Link } from '#contract/links.ts';
import type { Screen } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../testing/box.ts';
import { openBrowser, phone } from '../testing/browser.ts';
import { type Hall, openHall } from '../testing/crowd.ts';
import { makePhoto } from '../testing/photos.ts';
import { closeScreens, pairScreen } from '../testing/screens.ts';
import { inspectPage, openStaffPage } from '../testing/staff-pages.ts';

const say = words('zh-CN').guest;
let box: TestBox;
let hall: Hall;
let link: Link;
let galleryId: string;
let elsewhere: string;
beforeAll(async () => {
  box = await startTestBox();
  const { id: projectId } = await box.project();
  const files = await Promise.all(
    Array.from({ length: 25 }, async (_, seed) => ({
      name: `${seed}.jpg`,
      data: await makePhoto({ width: 900, height: 600, seed }),
    })),
  );
  const photos = await box.bring(projectId, files);
  const gallery = await box.gallery(projectId, { photoIds: photos.map(({ id }) => id) });
  link = gallery.link;
  galleryId = gallery.id;
  elsewhere = `http://localhost:${new URL(box.guestUrl).port}`;
  await box.owner.call('PATCH', '/api/settings', { publicOrigin: elsewhere });
  await box.owner.call<Addresses>('POST', '/api/addresses/check');
  hall = await openHall(box, link.token as string);
});
afterEach(() => hall.calm());
afterAll(async () => {
  closeScreens();
  await (await openBrowser()).close();
  await box.stop();
});

const address = () => `${box.guestUrl}/g/${link.token}`;
const opens = async () => (await box.owner.call<Link>('GET', `/api/links/${link.id}`)).opens;
const crowded = (page: Page) => page.locator('[data-crowd]');
const idOf = (url: string) => /photos\/([^/]+)\//.exec(url)?.[1] ?? '';

test('an open page goes over and back without a reload, and leads to the public address with its visit', async () => {
  const { page, complaints } = await phone(await openBrowser(), {});
  const told = page.waitForRequest((request) => request.url() === `${address()}/pace`);
  await page.goto(address());
  await page.locator('[data-pace]').waitFor();
  const { ms } = (await told).postDataJSON() as { ms: number[] };
  expect(ms.length).toBeGreaterThan(5);
  for (const each of ms) expect(each).toBeGreaterThanOrEqual(0);
  await page.evaluate('window.stayed = true');
  expect(await crowded(page).count()).toBe(0);
  expect(await hall.crowd()).toBe(true);
  const note = page.locator('.crowded');
  await note.getByText(say.script.crowd).waitFor();
  await inspectPage(page, 'crowd-zh-390');
  const before = await opens();
  await note.getByRole('button', { name: say.script.crowdHow }).tap();
  const way = note.getByRole('link', { name: say.script.crowdGo });
  expect(await way.getAttribute('href')).toMatch(new RegExp(`^${elsewhere}/g/${link.token}#h=[\\w-]{22}$`));
  await inspectPage(page, 'crowd-how-zh-390');
  await hall.calm();
  await expect.poll(() => crowded(page).count()).toBe(0);
  expect(await note.count()).toBe(0);
  expect(await page.evaluate('window.stayed')).toBe(true);

  expect(await hall.crowd()).toBe(true);
  await note.getByRole('button', { name: say.script.crowdHow }).tap();
  await way.tap();
  await page.waitForURL(`${elsewhere}/g/${link.token}`);
  await page.locator('[data-page="gallery"]').waitFor();
  expect(await page.locator('[data-pace]').count()).toBe(0);
  expect(await crowded(page).count()).toBe(0);
  expect(await opens()).toBe(before);
  expect(complaints).toEqual([]);

  const other = (await phone(await openBrowser(), { wechat: true })).page;
  await other.goto(address());
  await other.locator('.crowded').getByRole('button', { name: say.script.close }).tap();
  expect(await other.locator('.crowded').count()).toBe(0);
});

test('a page whose help did not arrive asks for it again when it gets crowded', async () => {
  const { page } = await phone(await openBrowser(), {});
  let asked = 0;
  await page.route('**/assets/crowd-*.js', (route) => (++asked === 1 ? route.abort() : route.continue()));
  const lost = page.waitForEvent('requestfailed', (request) => request.url().includes('/assets/crowd-'));
  await page.goto(address());
  await lost;
  expect(await hall.crowd()).toBe(true);
  await page.locator('.crowded').getByText(say.script.crowd).waitFor();
});

test('on a page that opens while it is crowded photos come small, a few at a time, and large ones for who stays', async () => {
  expect(await hall.crowd()).toBe(true);
  const { page, complaints } = await phone(await openBrowser(), {});
  const waiting = new Map<string, Route[]>();
  const large: string[] = [];
  let holding = true;
  await page.route('**/photos/*/thumb*', async (route) => {
    const id = idOf(route.request().url());
    if (holding) waiting.set(id, [...(waiting.get(id) ?? []), route]);
    else await route.continue();
  });
  page.on('request', (request) => {
    if (request.url().includes('/screen')) large.push(idOf(request.url()));
  });
  await page.goto(address());
  await page.locator('[data-turns]').waitFor();
  const atOnce = await page.locator('.thumb:not([loading=lazy])').count();
  const further = await page.locator('.thumb[data-src]').count();
  expect(await page.locator('.thumb[loading=eager]').count()).toBe(3);
  expect(further).toBeGreaterThan(5);
  expect(atOnce + further).toBe(25);
  await expect.poll(() => waiting.size).toBe(atOnce);
  holding = false;
  for (const routes of waiting.values()) for (const route of routes) await route.continue();
  // What is near is there; what is far below is not asked for before somebody comes near.
  await expect.poll(() => page.locator('.thumb[data-src]').count()).toBeLessThan(further);
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  await expect.poll(() => page.locator('.thumb[data-src]').count()).toBe(0);
  await expect
    .poll(() => page.evaluate('[...document.querySelectorAll(".thumb")].filter((one) => one.naturalWidth > 0).length'))
    .toBe(25);
  expect(large).toEqual([]);

  await page.evaluate('scrollTo(0, 0)');
  await page.locator('a.photo').first().tap();
  await expect.poll(() => large.length).toBe(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => large.length).toBe(2);
  const ids = await page.evaluate('[...document.querySelectorAll(".tile[data-id]")].map((one) => one.dataset.id)');
  expect(large).toEqual([(ids as string[])[0], (ids as string[])[3]]);
  await expect
    .poll(() => page.evaluate('[...document.querySelectorAll(".pswp__img")].some((one) => one.naturalWidth >= 900)'))
    .toBe(true);
  expect(complaints).toEqual([]);
});

test('staff see it on their first page, which leads to the screens, where the address in the codes is chosen', async () => {
  const { home, screens, admin } = words('zh-CN');
  const screen = await pairScreen(box);
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId }] });
  expect(await hall.crowd()).toBe(true);
  const owner = { username: 'owner', password: ownerPassword };
  const { page, complaints } = await openStaffPage(box.localUrl, '/admin/', { locale: 'zh-CN', width: 390 }, owner);
  const row = page.locator('need-row').filter({ hasText: home.crowded });
  await row.waitFor();
  await row.getByText('走公网地址').waitFor();
  await inspectPage(page, 'crowd-now-zh-390');
  await row.getByRole('link', { name: home.crowdedAct }).click();
  await page.waitForURL('**/admin/screens');

  await page.goto(`${box.localUrl}/admin/screens/${screen.id}`);
  await page.getByRole('button', { name: screens.key.more, exact: true }).click();
  await page.getByRole('menuitem', { name: screens.codes.title }).click();
  const dialog = page.locator('code-address-dialog');
  await dialog.locator('admin-segments').getByText(screens.codes.choices.local).click({ force: true });
  await dialog.getByText(screens.codes.help.local).waitFor();
  await inspectPage(page, 'crowd-codes-zh-390');
  await dialog.getByRole('button', { name: admin.save }).click();
  const stored = async () => (await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`)).codeAddress;
  await expect.poll(stored).toBe('local');
  expect(complaints).toEqual([]);
});
