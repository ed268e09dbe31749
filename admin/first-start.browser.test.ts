import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { words } from '#words/index.ts';
import { startTestBox, type TestBox } from '../server/testing/box.ts';
import { decodeCode, openBrowser, phone } from '../server/testing/browser.ts';
import { onScreen, openKiosk, pairingCode, waitForPhoto } from '../server/testing/kiosk.ts';
import { makePhoto } from '../server/testing/photos.ts';
import {
  type Desk,
  inspectPage,
  type Otherwise,
  openStaffPage,
  type StaffPage,
} from '../server/testing/staff-pages.ts';

/** Either language on either machine: walked through on one, and looked at on the other one too. */
const desks: readonly (Desk & { otherwise: Otherwise })[] = [
  { locale: 'zh-CN', width: 1280, motion: true, otherwise: { width: 390, dark: true } },
  { locale: 'en', width: 390, otherwise: { width: 1280, dark: true } },
];

let box: TestBox;
let staff: StaffPage;

beforeEach(async () => {
  box = await startTestBox({ unclaimed: true });
});
afterEach(async () => {
  await staff.context.close();
  await box.stop();
});
afterAll(async () => (await openBrowser()).close());

test.each(desks)('from the first start to a guest’s photos: $locale, $width px', async (desk) => {
  const { admin, home, projects } = words(desk.locale);
  const { start, ask } = projects;
  const shot = (name: string) => inspectPage(staff.page, `start-${name}-${desk.locale}-${desk.width}`, desk.otherwise);
  staff = await openStaffPage(box.localUrl, '/admin/', desk);
  const { page } = staff;

  await page.getByLabel(admin.setup.claimCode).fill(box.claimCode as string);
  await page.getByLabel(admin.setup.password, { exact: true }).fill('correct horse');
  await page.getByLabel(admin.setup.boxName).fill('北岸会展中心');
  await page.getByRole('button', { name: admin.setup.submit }).click();
  await page.getByText(home.welcome, { exact: true }).waitFor();
  await shot('1-welcome');

  await page.getByRole('link', { name: home.firstProject }).click();
  await page.getByLabel(projects.uses.event.title).check({ force: true });
  await page.getByLabel(ask.title).fill('2026 自然影像峰会');
  await shot('2-new');
  await page.getByRole('button', { name: ask.submit }).click();

  await page.getByRole('heading', { name: start.photos }).waitFor();
  await shot('3-start');
  await choosePhotos(page, start.pick, 5);
  await page.getByText(start.received(5, 5)).waitFor();
  await page.getByText(start.inGallery(5)).waitFor();
  await page.getByRole('img', { name: start.code }).waitFor();
  await shot('4-code');

  await page.getByRole('button', { name: start.large, exact: true }).last().click();
  await page.getByRole('dialog').waitFor();
  await shot('5-large');
  const [address] = await decodeCode(await page.screenshot());
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/G\/[0-9A-Z]{26}$/);

  const guest = await phone(await openBrowser(), { wechat: true, locale: desk.locale });
  await guest.page.goto(address as string);
  await expect.poll(() => drawnPhotos(guest.page)).toBe(5);
  await page.keyboard.press('Escape');

  // The big screen: its number is typed in, and it shows the photos with the code.
  const kiosk = await openKiosk(await openBrowser(), box.localUrl, { reducedMotion: !desk.motion });
  await page.getByLabel(start.digits).fill(await pairingCode(kiosk));
  await page.getByRole('button', { name: start.pairHere }).click();
  await waitForPhoto(kiosk);
  await page.getByText(start.isOn(start.firstName(1))).waitFor();
  await shot('6-on-screen');

  // One more photo: on the screen and on the phone that is open, without touching either.
  const before = await kiosk.page.locator('photo-scene').count();
  await choosePhotos(page, start.pick, 1, 9);
  await page.getByText(start.inGallery(6)).waitFor();
  await expect.poll(async () => (await onScreen(kiosk))?.fresh, { timeout: 30_000 }).toBe(true);
  await expect.poll(() => drawnPhotos(guest.page), { timeout: 30_000 }).toBe(6);
  expect(await kiosk.page.locator('photo-scene').count()).toBeLessThanOrEqual(Math.max(2, before));

  await page.getByRole('link', { name: admin.places.now }).click();
  await page.getByRole('heading', { name: home.visits }).waitFor();
  await page.getByText(start.firstName(1)).waitFor();
  await shot('7-now');

  expect([...guest.strangers, ...kiosk.strangers, ...kiosk.complaints, ...staff.complaints]).toEqual([]);
  await guest.context.close();
  await kiosk.context.close();
});

async function choosePhotos(page: Page, button: string, count: number, seed = 0) {
  const files = await Promise.all(
    Array.from({ length: count }, async (_, at) => ({
      name: `IMG_${seed + at + 1}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await makePhoto({ width: 900, height: 600, seed: seed + at }),
    })),
  );
  await page.getByLabel(button, { exact: true }).setInputFiles(files);
}

/** How many of a guest's photos are really drawn, placeholders not counted. */
const drawnPhotos = (page: Page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLImageElement>('main img')].filter(
        ({ complete, naturalWidth, currentSrc }) => complete && naturalWidth > 0 && currentSrc.startsWith('http'),
      ).length,
  );
