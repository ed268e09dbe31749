import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Gallery, Swap } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser, phone as takePhone } from '../../server/testing/browser.ts';
import { onScreen, openKiosk, pairKiosk, waitForPhoto } from '../../server/testing/kiosk.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';
import { wallTime } from '../library/wall-time.ts';

let box: TestBox;
let project: Project;
let photos: Photo[];
let opened: StaffPage[];
let others: { close(): Promise<void> }[];

beforeAll(async () => {
  box = await startTestBox();
  await box.owner.call('PATCH', '/api/settings', { timeZone: 'Asia/Shanghai' });
});
beforeEach(async () => {
  project = await box.project();
  opened = [];
  others = [];
  photos = [];
});
afterEach(async () => {
  const complaints = opened.flatMap((one) => one.complaints);
  for (const { context } of opened) await context.close();
  for (const context of others) await context.close();
  expect(complaints.filter((one) => !/WebSocket/.test(one))).toEqual([]);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

async function bring(count: number, name = (nr: number) => `p${nr}.jpg`) {
  const files = await Promise.all(
    Array.from({ length: count }, async (_, at) => ({
      name: name(at + 1),
      data: await makePhoto({ width: 300, height: 200, seed: at + 1 }),
    })),
  );
  for (let from = 0; from < count; from += 25)
    photos.push(...(await box.bring(project.id, files.slice(from, from + 25))));
}
const idsOf = (from: number, to: number) => photos.slice(from, to).map(({ id }) => id);

async function open(path: string, desk: Desk): Promise<Page> {
  const address = `/admin/projects/${project.id}${path}`;
  const staff = await openStaffPage(box.localUrl, address, desk, { username: 'owner', password: ownerPassword });
  opened.push(staff);
  return staff.page;
}

async function guest(token: string): Promise<Page> {
  const { context, page } = await takePhone(await openBrowser());
  others.push(context);
  await page.goto(`${box.guestUrl}/g/${token}`);
  await page.locator('.tile').first().waitFor();
  return page;
}
const tiles = (page: Page) =>
  page.locator('.tile').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.id));
const tabs = (page: Page) => page.locator('.tabs bdi').allInnerTexts();

// First, while nothing else in the box needs a hand.
test.each([{ locale: 'en', width: 390 }] as const)(
  'photos that are overdue stand on the first page, and one tap says that they are right: $locale, $width px',
  async (desk) => {
    const { home } = words(desk.locale);
    await bring(2);
    const { link } = await box.gallery(project.id, { photoIds: idsOf(0, 2), title: '样板间' });
    await box.owner.call('PATCH', `/api/links/${link.id}`, { policy: { refreshDays: 14 } });
    const old = Date.now() - 20 * 86_400_000;
    await box.kit.db.write((writer) =>
      writer.updateTable('galleries').set({ content_at: old }).where('project_id', '=', project.id).execute(),
    );
    const address = '/admin/';
    const staff = await openStaffPage(box.localUrl, address, desk, { username: 'owner', password: ownerPassword });
    opened.push(staff);
    await staff.page.getByText(home.refreshDueHelp(14)).waitFor();
    await inspectPage(staff.page, `refresh-due-${desk.locale}-${desk.width}`);
    await staff.page.getByRole('button', { name: home.stillRight }).click();
    await staff.page.getByText(home.confirmed('样板间')).waitFor();
    await staff.page.getByText(home.nothing).waitFor();
  },
);

test.each([{ locale: 'zh-CN', width: 1280 }] as const)(
  'many photos become chapters under one link: $locale, $width px',
  async (desk) => {
    const own = words(desk.locale);
    const { chapters, picker } = own.galleries;
    const look = (page: Page, name: string) => inspectPage(page, `chapters-${name}-${desk.locale}-${desk.width}`);
    await bring(30, (nr) => `A${1200 + (nr % 3)}_${nr}_详情.jpg`);
    const page = await open('/galleries', desk);
    await page.getByRole('button', { name: own.galleries.add }).first().click();
    await page.getByRole('button', { name: own.galleries.form.choose }).click();
    for (const { name } of photos) await page.locator('photo-picker').getByRole('button', { name }).click();
    await page.getByRole('button', { name: picker.split(30) }).click();
    await page.getByText(chapters.list(2), { exact: true }).waitFor();
    await look(page, 'time');
    await page.locator('chapters-dialog').getByText(chapters.ways.name).click();
    await page.getByText(chapters.list(3), { exact: true }).waitFor();
    expect(await page.getByLabel(chapters.chapter(3)).inputValue()).toBe('A1202');
    await page.getByLabel(chapters.chapter(2)).fill('');
    await page.getByRole('button', { name: chapters.make(3) }).click();
    await page.getByText(chapters.missing).waitFor();
    await page.getByLabel(chapters.chapter(2)).fill('分论坛');
    await look(page, 'name');
    await page.getByRole('button', { name: chapters.make(3) }).click();

    // One link opens them all; its chapters are moved by keyboard, and an open phone follows.
    const list = page.locator('link-chapters');
    await list.getByRole('link', { name: 'A1202' }).waitFor();
    const { items } = await box.owner.call<{ items: Link[] }>('GET', `/api/projects/${project.id}/links`);
    const [link] = items;
    expect([items.length, link?.galleryIds.length]).toEqual([1, 3]);
    const phone = await guest(link?.token ?? '');
    expect(await tabs(phone)).toEqual(['A1200', '分论坛', 'A1202']);
    await list.scrollIntoViewIfNeeded();
    await look(page, 'link');
    await list.getByRole('button', { name: own.links.chapters.up('A1202') }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => tabs(phone), { timeout: 4000 }).toEqual(['A1200', 'A1202', '分论坛']);
    await page.keyboard.press('Enter');
    await expect.poll(() => tabs(phone), { timeout: 4000 }).toEqual(['A1202', 'A1200', '分论坛']);
    await list.getByRole('button', { name: own.links.chapters.remove('A1200') }).click();
    await expect.poll(() => tabs(phone), { timeout: 4000 }).toEqual(['A1202', '分论坛']);
    await list.getByRole('button', { name: own.links.chapters.add }).click();
    await page.getByRole('menuitem', { name: 'A1200' }).click();
    await expect.poll(() => tabs(phone), { timeout: 4000 }).toEqual(['A1202', '分论坛', 'A1200']);
  },
);

test('a full gallery goes on, and an open phone has the new chapter without a touch', async () => {
  await bring(25);
  const { id, link } = await box.gallery(project.id, { photoIds: idsOf(0, 25) });
  const phone = await guest(link.token ?? '');
  expect(await tabs(phone)).toEqual([]);
  const data = await makePhoto({ width: 300, height: 200, seed: 99 });
  const [more] = await box.bring(project.id, [{ name: 'more.jpg', data }], { galleryId: id });
  await expect.poll(() => tabs(phone), { timeout: 6000 }).toEqual(['主会场', '主会场 2']);
  await expect.poll(() => tiles(phone), { timeout: 6000 }).toContain(more?.id);
});

test('all photos of a gallery are replaced after a look at them, and open phones and screens follow', async () => {
  const { galleries: own, admin } = words('zh-CN');
  await bring(6);
  const { id, link } = await box.gallery(project.id, { photoIds: idsOf(0, 3), title: '主会场' });
  const phone = await guest(link.token ?? '');
  const kiosk = await openKiosk(await openBrowser(), box.localUrl);
  others.push(kiosk.context);
  await pairKiosk(kiosk, box.owner, '主舞台', [{ galleryId: id, linkId: link.id }]);
  await waitForPhoto(kiosk);
  const page = await open(`/galleries/${id}`, { locale: 'zh-CN', width: 1280 });

  await page.getByRole('button', { name: own.swaps.act }).click();
  for (const nr of [3, 4, 5, 6])
    await page
      .locator('photo-picker')
      .getByRole('button', { name: `p${nr}.jpg` })
      .click();
  await page.getByRole('button', { name: own.picker.take(4) }).click();
  const told = [
    own.swaps.before(3),
    own.swaps.after(4),
    own.swaps.fresh(3),
    own.swaps.staying(1),
    own.swaps.leaving(2),
  ];
  await page.getByText(told.join(admin.comma)).waitFor();
  await inspectPage(page, 'swap-now-zh-CN-1280');
  await page.getByRole('button', { name: own.swaps.now(4) }).click();
  await expect.poll(() => tiles(phone), { interval: 50 }).toEqual(idsOf(2, 6));
  await expect
    .poll(async () => idsOf(2, 6).includes((await onScreen(kiosk))?.photoId ?? ''), { interval: 50 })
    .toBe(true);
  await page.getByRole('button', { name: admin.undo }).click();
  await expect.poll(() => tiles(phone)).toEqual(idsOf(0, 3));

  // A prepared set goes live at its time, without a touch.
  const minute = 60_000;
  const at = new Date(box.kit.clock.now() + 3 * minute).toISOString();
  await box.owner.call('POST', `/api/galleries/${id}/swaps`, { photoIds: idsOf(3, 6), at });
  await page.locator('gallery-plans li').waitFor();
  expect(await tiles(phone)).toEqual(idsOf(0, 3));
  box.time.advance(3 * minute);
  await expect.poll(() => tiles(phone), { interval: 50 }).toEqual(idsOf(3, 6));
  await expect
    .poll(async () => idsOf(3, 6).includes((await onScreen(kiosk))?.photoId ?? ''), { interval: 50 })
    .toBe(true);
  await page.locator('gallery-plans li').waitFor({ state: 'detached' });
});

test.each([{ locale: 'zh-CN', width: 390 }] as const)(
  'another set is planned, seen and called off, and a day gets its chapter: $locale, $width px',
  async (desk) => {
    const own = words(desk.locale);
    const { swaps, daily, picker } = own.galleries;
    await bring(4);
    const { id } = await box.gallery(project.id, { photoIds: idsOf(0, 3) });
    const page = await open(`/galleries/${id}`, desk);
    const plans = () =>
      box.owner.call<{ items: Swap[] }>('GET', `/api/galleries/${id}/swaps`).then(({ items }) => items);

    // On a phone it is among the other acts.
    await page.getByRole('button', { name: own.galleries.acts('主会场') }).click();
    await page.getByRole('menuitem', { name: swaps.act }).click();
    await page.locator('photo-picker').getByRole('button', { name: 'p4.jpg' }).click();
    await page.getByRole('button', { name: picker.take(1) }).click();
    await page.getByText(swaps.ways.at, { exact: true }).click();
    await page.getByLabel(swaps.moment).fill(wallTime(Date.now() - 3_600_000, 'Asia/Shanghai'));
    await page.getByRole('button', { name: swaps.plan }).click();
    await page.getByText(swaps.past).waitFor();
    await page.getByLabel(swaps.moment).fill(wallTime(Date.now() + 3_600_000, 'Asia/Shanghai'));
    await inspectPage(page, `swap-at-${desk.locale}-${desk.width}`);
    await page.getByRole('button', { name: swaps.plan }).click();
    await expect.poll(async () => (await plans()).map(({ photoIds }) => photoIds)).toEqual([[photos[3]?.id]]);
    const plan = page.locator('gallery-plans li');
    await plan.waitFor();
    // The dialog gives the focus back when it has faded.
    await page.waitForTimeout(500);
    await page.locator('gallery-days').getByRole('switch').press('Space');
    await expect
      .poll(async () => (await box.owner.call<Gallery>('GET', `/api/galleries/${id}`)).dailyAt, { timeout: 5000 })
      .toBe('04:00');
    await page.getByLabel(daily.at).fill('05:30');
    await page.getByLabel(daily.at).blur();
    await expect
      .poll(async () => (await box.owner.call<Gallery>('GET', `/api/galleries/${id}`)).dailyAt, { timeout: 5000 })
      .toBe('05:30');
    // What screens say beside it is written here as well.
    await page.getByLabel(own.galleries.onScreen.line).fill('北岸，八点开门');
    await page.getByLabel(own.galleries.onScreen.line).blur();
    await expect
      .poll(async () => (await box.owner.call<Gallery>('GET', `/api/galleries/${id}`)).line, { timeout: 5000 })
      .toBe('北岸，八点开门');
    await plan.scrollIntoViewIfNeeded();
    await inspectPage(page, `gallery-plans-${desk.locale}-${desk.width}`);
    await plan.getByRole('button').click();
    await expect.poll(async () => (await plans()).length).toBe(0);
    await plan.waitFor({ state: 'detached' });
  },
);
