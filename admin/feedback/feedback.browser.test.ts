import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser, type Phone, phone } from '../../server/testing/browser.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { closeScreens, pairScreen } from '../../server/testing/screens.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

let box: TestBox;
let gallery: Gallery;
let photos: Photo[];
let link: Link;
const desks: StaffPage[] = [];
const guests: Phone[] = [];

beforeAll(async () => {
  box = await startTestBox();
  const { id } = await box.project('滨江壹号', 'estate');
  const files = await Promise.all(
    ['a.jpg', 'b.jpg', 'c.jpg'].map(async (name, seed) => ({
      name,
      data: await makePhoto({ width: 600, height: 400, seed }),
    })),
  );
  photos = await box.bring(id, files);
  gallery = await box.gallery(id, { photoIds: photos.map((photo) => photo.id) });
  link = await box.owner.call<Link>('POST', `/api/projects/${id}/links`, {
    galleryIds: [gallery.id],
    label: '张女士',
    policy: { feedback: true, download: 'screen' },
  });
});
afterEach(async () => {
  const complaints = [...desks, ...guests]
    .flatMap((one) => one.complaints)
    .filter((line) => !/status of 4\d\d|ERR_FAILED/.test(line));
  for (const { context } of [...desks.splice(0), ...guests.splice(0)]) await context.close();
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  closeScreens();
  await box.stop();
  await (await openBrowser()).close();
});

async function scan(options: Parameters<typeof phone>[1] = {}): Promise<Page> {
  const guest = await phone(await openBrowser(), options);
  guests.push(guest);
  await guest.page.goto(`${box.guestUrl}/g/${link.token}`);
  return guest.page;
}
async function desk(path: string, how: Desk): Promise<Page> {
  const staff = await openStaffPage(box.localUrl, `/admin/${path}`, how, {
    username: 'owner',
    password: ownerPassword,
  });
  desks.push(staff);
  return staff.page;
}
const zh = words('zh-CN');
const say = zh.guest.script;
const own = zh.feedback;
const tile = (page: Page, at: number) => page.locator(`.tile[data-id="${photos[at]?.id}"]`);
const pressed = (page: Page, at: number) => tile(page, at).locator('.heart').getAttribute('aria-pressed');

test('a guest gives hearts and a line, staff see them at the photo as they come, and what is not kept is taken back', async () => {
  const guest = await scan({ wechat: true });
  await tile(guest, 1).locator('.heart').waitFor();
  const target = await tile(guest, 1).locator('.heart').boundingBox();
  expect([target?.width, target?.height]).toEqual([44, 44]);
  const staff = await desk(`projects/${gallery.projectId}/galleries/${gallery.id}`, { locale: 'zh-CN', width: 1280 });
  await staff.locator(`li[data-id="${photos[1]?.id}"] button`).click();
  const panel = staff.locator('photo-said');
  await panel.getByRole('button', { name: own.photo.hide }).waitFor();

  await tile(guest, 1).locator('.heart').tap();
  expect(await pressed(guest, 1)).toBe('true');
  await panel.getByText(own.hearts(1)).waitFor();
  await inspectPage(guest, 'feedback-grid');

  // The large view knows it, and takes a line.
  await tile(guest, 1).locator('a').tap();
  const heart = guest.getByRole('button', { name: say.like, exact: true });
  await heart.waitFor();
  expect(await heart.getAttribute('aria-pressed')).toBe('true');
  await guest.getByRole('button', { name: say.sayLine }).tap();
  await guest.getByLabel(say.lineFor).fill('客厅真亮');
  await inspectPage(guest, 'feedback-line');
  await guest.getByRole('button', { name: say.keepLine }).tap();
  await panel.getByText('客厅真亮').waitFor();
  await inspectPage(staff, 'feedback-panel', { width: 390, dark: true });

  // By keyboard, to the next photo; the box is not there, so it is taken back.
  await guest.keyboard.press('ArrowRight');
  await expect.poll(() => heart.getAttribute('aria-pressed')).toBe('false');
  await guest.route('**/heart', (route) => route.abort());
  await heart.focus();
  await guest.keyboard.press('Enter');
  await guest.getByText(say.notKept).waitFor();
  expect(await heart.getAttribute('aria-pressed')).toBe('false');
  await guest.unroute('**/heart');
  await guest.keyboard.press('Space');
  await expect.poll(() => heart.getAttribute('aria-pressed')).toBe('true');
  await guest.getByRole('button', { name: say.close, exact: true }).tap();
  expect([await pressed(guest, 1), await pressed(guest, 2)]).toEqual(['true', 'true']);

  // Whoever comes back sees what it gave.
  await guest.reload();
  await expect.poll(() => pressed(guest, 1)).toBe('true');
  const page = await desk(`projects/${gallery.projectId}/feedback`, { locale: 'zh-CN', width: 1280 });
  await page.getByText('客厅真亮').waitFor();
  await inspectPage(page, 'feedback-page', { width: 390, dark: true });

  // Switched off, it goes from the open page.
  const form = await desk(`projects/${gallery.projectId}/links/${link.id}`, { locale: 'zh-CN', width: 1280 });
  const choice = form.locator('admin-segments').filter({ hasText: own.link.choices.on });
  await choice.getByText(own.link.choices.off, { exact: true }).click();
  await form.getByRole('button', { name: zh.admin.save }).first().click();
  await expect.poll(() => guest.locator('.heart').count()).toBe(0);
});

test('a guest asks to be hidden, staff hide it, and it leaves the open phone and the screen; undone, it is back', async () => {
  const screen = await pairScreen(box);
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: gallery.id, linkId: null }] });
  const id = photos[0]?.id as string;
  const isOn = (wanted: boolean) =>
    screen.show(({ programme: { scenes } }) => {
      const shown = scenes.flatMap((scene) => (scene.kind === 'photo' ? scene.photoIds : []));
      return shown.length > 0 && shown.includes(id) === wanted;
    });
  await isOn(true);
  const home = await desk('', { locale: 'zh-CN', width: 390 });
  await home.locator('h1').waitFor();
  const guest = await scan();
  // Before its script is there, a tap leads to the picture alone.
  await guest.locator('html.chooses').waitFor();
  await tile(guest, 0).locator('a').tap();
  await guest.getByRole('button', { name: say.more }).tap();
  await guest.getByRole('button', { name: say.hideMe }).tap();
  await guest.getByLabel(say.hideName).fill('王楠');
  await guest.getByLabel(say.hideNote).fill('左边是我');
  await inspectPage(guest, 'hide-sheet');
  // What is typed moves no photo behind it.
  await guest.keyboard.press('ArrowRight');
  await guest.getByRole('button', { name: say.hideSend }).tap();
  await guest.getByText(say.hideSent).waitFor();

  const need = home.locator('need-row', { hasText: own.hide.need('王楠', 1) });
  await need.getByText('左边是我').waitFor();
  await inspectPage(home, 'hide-need-390');
  await need.getByRole('button', { name: own.hide.yes, exact: true }).click();
  await home.getByText(own.hide.hidden).waitFor();
  await isOn(false);
  await expect.poll(() => tile(guest, 0).count()).toBe(0);
  await guest.getByText('1 / 2').waitFor();

  const library = await desk(`projects/${gallery.projectId}?show=hidden&photo=${id}`, { locale: 'en', width: 1280 });
  const en = words('en').feedback;
  await library.locator('photo-dialog').getByText(en.photo.hiddenHelp).waitFor();
  await inspectPage(library, 'hide-dialog', { width: 390, dark: true });
  await library.locator('photo-dialog').getByRole('button', { name: en.hide.back }).click();
  await library.getByText(en.hide.shown).waitFor();
  await isOn(true);
  // It would move what somebody looks at, so it waits to be asked for.
  await guest.getByRole('button', { name: say.close, exact: true }).tap();
  await guest.getByText(say.newPhoto).tap();
  await expect.poll(() => tile(guest, 0).count()).toBe(1);
  const page = await desk(`projects/${gallery.projectId}/feedback`, { locale: 'en', width: 1280 });
  await page.getByText(en.hide.answered(1)).click();
  await page.getByText(en.hide.states.shown).waitFor();
});
