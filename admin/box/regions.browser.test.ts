import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Settings } from '#contract/box.ts';
import type { Regions } from '#contract/regions.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { decodeCode, openBrowser } from '../../server/testing/browser.ts';
import { inspectPage, openStaffPage } from '../../server/testing/staff-pages.ts';

const say = words('zh-CN');
const own = say.regions;
const english = words('en').regions;
const who = { username: 'owner', password: ownerPassword };

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

const settings = () => box.owner.call<Settings>('GET', '/api/settings');
const regions = () => box.owner.call<Regions>('GET', '/api/regions');

test('the owner says where guests are from and how long records stay, and may take it back', async () => {
  const { context, page, complaints } = await openStaffPage(
    box.localUrl,
    '/admin/box',
    { locale: 'zh-CN', width: 1280 },
    who,
  );
  await page.getByRole('link', { name: own.title }).click();
  await page.getByRole('heading', { level: 1, name: own.title }).waitFor();
  const province = page.getByRole('combobox', { name: own.home.province });
  expect(await page.getByRole('combobox', { name: own.home.city }).count()).toBe(0);
  await province.selectOption('浙江');
  await expect.poll(async () => (await settings()).homeRegion).toBe('CN/浙江');
  await page.getByRole('combobox', { name: own.home.city }).selectOption('杭州');
  await expect.poll(async () => (await settings()).homeRegion).toBe('CN/浙江/杭州');
  await inspectPage(page, 'regions', { width: 390, dark: true });
  await page.getByRole('button', { name: say.admin.undo }).last().click();
  await expect.poll(async () => (await settings()).homeRegion).toBe('CN/浙江');
  // A city on its own has no others below it.
  await province.selectOption('上海');
  await expect.poll(async () => (await settings()).homeRegion).toBe('CN/上海');
  expect(await page.getByRole('combobox', { name: own.home.city }).count()).toBe(0);

  // Reports tell regions with their country; anything else would fit none of them.
  await expect(box.owner.call('PATCH', '/api/settings', { homeRegion: '浙江' })).rejects.toThrow();

  const days = page.getByLabel(own.keep.days);
  for (const wrong of ['3', '4000', '九十', '30.5']) {
    await days.fill(wrong);
    await days.press('Enter');
    await page.getByText(own.keep.wrong).waitFor();
  }
  await days.fill('365');
  await days.press('Enter');
  await expect.poll(async () => (await settings()).keepEventsDays).toBe(365);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a file that is none is refused in words; the page says whose data it is and how old', async () => {
  const { context, page, complaints } = await openStaffPage(
    box.localUrl,
    '/admin/box/regions',
    { locale: 'en', width: 390 },
    who,
  );
  await page.getByRole('heading', { level: 1, name: english.title }).waitFor();
  await page.getByText(english.data.date('2021-10-25')).waitFor();
  await page.getByText(english.data.licence('MIT')).waitFor();
  await page.getByText(english.data.date('2021-05-11')).waitFor();
  await page.getByText(english.data.licence('')).waitFor();
  await page.getByText(english.data.old).waitFor();
  await page.locator('input[type=file]').setInputFiles({
    name: 'regions.db',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('nothing of the kind'),
  });
  await page.getByText(words('en').problems.not_a_region_file).scrollIntoViewIfNeeded();
  await inspectPage(page, 'regions-refused', { width: 1280, dark: true });
  expect((await regions()).own).toBe(false);
  expect(complaints).toEqual([]);
  await context.close();
});

test('staff take a phone out of the reports by a code that it scans, whatever their role', async () => {
  await box.owner.call('POST', '/api/accounts', { username: 'li-na', password: ownerPassword, role: 'presenter' });
  const { context, page, complaints } = await openStaffPage(
    box.localUrl,
    '/admin',
    { locale: 'zh-CN', width: 390 },
    { username: 'li-na', password: ownerPassword },
  );
  await page.getByRole('button', { name: say.admin.account }).first().click();
  await page.getByRole('menuitem', { name: own.house.menu }).click();
  await page.getByRole('dialog', { name: own.house.title }).waitFor();
  const dialog = page.locator('house-dialog');
  const picture = dialog.getByRole('img', { name: own.house.code });
  await picture.waitFor();
  await inspectPage(page, 'house-code', { width: 1280, dark: true });
  const [address = ''] = await decodeCode(await picture.screenshot());
  expect(address).toBe(await dialog.getByLabel(own.house.address).textContent());
  expect(address.startsWith(`${box.origins.local}/house/`)).toBe(true);

  const pocket = await (await openBrowser()).newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    isMobile: true,
    hasTouch: true,
  });
  const phone = await pocket.newPage();
  await phone.goto(address);
  await phone.getByRole('heading', { name: own.house.ask.title }).waitFor();
  await inspectPage(phone, 'house-ask');
  await phone.getByRole('link', { name: /English/ }).click();
  await phone.getByRole('heading', { name: english.house.ask.title }).waitFor();
  await phone.getByRole('button', { name: english.house.ask.yes }).click();
  await phone.getByRole('heading', { name: english.house.done.title }).waitFor();
  await inspectPage(phone, 'house-done', { width: 1280, dark: true });
  expect((await pocket.cookies()).map(({ name }) => name)).toContain('house');
  // A second phone comes too late.
  const other = await (await openBrowser()).newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const late = await other.newPage();
  await late.goto(address);
  await late.getByRole('button', { name: own.house.ask.yes }).click();
  await late.getByRole('heading', { name: own.house.gone.title }).waitFor();
  await inspectPage(late, 'house-gone');

  await phone.getByRole('button', { name: english.house.done.leave }).click();
  await phone.getByRole('heading', { name: english.house.ask.title }).waitFor();
  expect((await pocket.cookies()).map(({ name }) => name)).not.toContain('house');
  await dialog.getByRole('button', { name: own.house.again }).click();
  await expect.poll(() => dialog.getByLabel(own.house.address).textContent()).not.toBe(address);
  expect(complaints).toEqual([]);
  for (const each of [context, pocket, other]) await each.close();
});
