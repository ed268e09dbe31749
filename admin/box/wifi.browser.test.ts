import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Welcome } from '#contract/welcome.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { shelvePhotos } from '../../server/testing/guests.ts';
import { inspectPage, openStaffPage } from '../../server/testing/staff-pages.ts';
import { portalWindow, wifiPhone } from '../../server/testing/wifi.ts';

const { admin, welcome } = words('zh-CN');
const { admin: own, guest: say } = welcome;
const safari = portalWindow.replace('Mobile/', 'Version/17.5 Mobile/').concat(' Safari/604.1');

let box: TestBox;
let hall: Gallery & { link: Link };
let forum: Gallery & { link: Link };
beforeAll(async () => {
  box = await startTestBox();
  const { id } = await box.project('新品发布会');
  hall = await box.gallery(id, { title: '主会场', for: 'many' });
  forum = await box.gallery(id, { title: '分论坛', for: 'many' });
  await shelvePhotos(box.kit, id, hall.id, ['a', 'b']);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

const now = () => box.owner.call<Welcome>('GET', '/api/welcome');
const order = async () => (await now()).links.map(({ name }) => name);

test('the owner puts galleries on the Wi-Fi’s page, in order, by keyboard and by dragging', async () => {
  const who = { username: 'owner', password: ownerPassword };
  const { context, page, complaints } = await openStaffPage(
    box.localUrl,
    '/admin/box',
    { locale: 'zh-CN', width: 1280 },
    who,
  );
  await page.getByRole('link', { name: own.title }).click();
  await page.getByRole('heading', { level: 1, name: own.title }).waitFor();
  await page.getByText(own.none).waitFor();
  expect(await page.getByRole('link', { name: own.open }).count()).toBe(0);
  await page.getByRole('switch', { name: own.on }).press(' ');
  await expect.poll(async () => (await now()).on).toBe(true);
  expect(await page.getByRole('link', { name: own.open }).getAttribute('href')).toBe(box.origins.local);
  await page.getByLabel(own.words).fill(' 照片在这里\n');
  await page.getByRole('button', { name: admin.save }).click();
  await expect.poll(async () => (await now()).text).toBe('照片在这里');

  await page.getByRole('button', { name: own.add }).click();
  const dialog = page.locator('wifi-add');
  await dialog.getByRole('searchbox', { name: own.search }).fill('分论');
  await expect.poll(() => dialog.getByRole('listitem').count()).toBe(1);
  await dialog.getByRole('button', { name: own.put }).click();
  await dialog.getByRole('button', { name: `${own.shown} 分论坛` }).waitFor();
  await dialog.getByRole('searchbox').fill('');
  await dialog.getByRole('button', { name: `${own.put} 主会场` }).click();
  await dialog.getByRole('button', { name: `${own.shown} 主会场` }).waitFor();
  await inspectPage(page, 'wifi-add', { width: 390, dark: true });
  await dialog.getByRole('button', { name: admin.done }).click();
  await page.getByRole('dialog', { name: own.add }).waitFor({ state: 'hidden' });
  expect(await order()).toEqual(['分论坛', '主会场']);

  // The button goes along with its row; at the end the other way has the focus.
  await page.getByRole('button', { name: own.up('主会场') }).press('Enter');
  await expect.poll(order).toEqual(['主会场', '分论坛']);
  await expect.poll(() => focused(page)).toBe(own.down('主会场'));
  await page.getByRole('button', { name: admin.undo }).last().click();
  await expect.poll(order).toEqual(['分论坛', '主会场']);

  const rows = page.locator('wifi-links ol li');
  const [first, second] = [await rows.nth(0).boundingBox(), await rows.nth(1).boundingBox()];
  if (!first || !second) throw new Error('no rows');
  await page.mouse.move(first.x + 10, first.y + 10);
  await page.mouse.down();
  await page.mouse.move(first.x + 10, first.y + 30, { steps: 4 });
  await page.mouse.move(second.x + 10, second.y + second.height - 6, { steps: 8 });
  await page.mouse.up();
  await expect.poll(order).toEqual(['主会场', '分论坛']);

  // What stops opening is told here by itself.
  await box.owner.call('DELETE', `/api/links/${forum.link.id}`);
  await page.getByText(own.hidden('revoked')).waitFor();
  await inspectPage(page, 'wifi', { width: 390, dark: true });
  await page.getByRole('button', { name: own.remove('分论坛') }).click();
  await expect.poll(order).toEqual(['主会场']);
  expect(complaints).toEqual([]);
  await context.close();
});

async function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute('aria-label') ?? null;
  });
}

test('a phone that joins sees the way to its browser and spends nothing; in the browser it opens a gallery', async () => {
  await box.owner.call('PUT', '/api/welcome', { on: true, linkIds: [hall.link.id] });
  const browser = await openBrowser();
  const pocket = { viewport: { width: 360, height: 640 }, locale: 'zh-CN', isMobile: true, hasTouch: true } as const;
  const opens = async () => (await box.owner.call<Link>('GET', `/api/links/${hall.link.id}`)).opens;
  /** The system's own question, under Apple's name. */
  const probe = () => wifiPhone(box.guestUrl, 1).ask('/hotspot-detect.html', { host: 'captive.apple.com' });
  const led = (await probe()).headers.location as string;
  expect(led).toBe(`${box.origins.local}/`);

  const sheet = await browser.newContext({ ...pocket, userAgent: portalWindow });
  const window = await sheet.newPage();
  await window.goto(led);
  await window.getByRole('heading', { name: say.window.title }).waitFor();
  const address = window.locator('.address');
  expect(await address.textContent()).toBe(new URL(led).host);
  expect(await address.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize))).toBeGreaterThanOrEqual(28);
  await inspectPage(window, 'wifi-window');
  expect(await window.getByRole('link').count()).toBe(1);
  await window.goto(`${led}g/${hall.link.token}`);
  await window.getByRole('heading', { name: say.window.wanted }).waitFor();
  await inspectPage(window, 'wifi-wanted');
  await window.getByRole('button', { name: say.goOn }).click();
  await window.getByRole('heading', { name: say.window.titleOn }).waitFor();
  expect((await probe()).text).toContain('Success');
  expect(await opens()).toBe(0);
  // At twice the size of text nothing is cut off.
  await window.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await inspectPage(window, 'wifi-window-200');
  await sheet.close();

  const pocketed = await browser.newContext({ ...pocket, userAgent: safari, colorScheme: 'dark' });
  const page = await pocketed.newPage();
  await page.goto(`http://${new URL(led).host}`);
  await page.getByRole('link', { name: '主会场' }).waitFor();
  await inspectPage(page, 'wifi-welcome');
  await page.getByRole('link', { name: 'EN' }).click();
  await page.getByRole('heading', { name: words('en').welcome.guest.title }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: '主会场' }).click();
  await page.locator('[data-page=gallery]').waitFor();
  expect(await opens()).toBe(1);
  // Its language, chosen on the welcome page, came along.
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await pocketed.close();
});
