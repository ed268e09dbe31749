import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

const { galleries, admin } = words('zh-CN');
const laptop: Desk = { locale: 'zh-CN', width: 1280 };

let box: TestBox;
let project: Project;
let photos: Photo[];
let opened: StaffPage[];

beforeAll(async () => {
  box = await startTestBox();
});
beforeEach(async () => {
  project = await box.project();
  opened = [];
});
afterEach(async () => {
  const complaints = opened.flatMap((one) => one.complaints);
  for (const { context } of opened) await context.close();
  expect(complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(one))).toEqual([]);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

async function bring(count: number) {
  const files = await Promise.all(
    Array.from({ length: count }, async (_, at) => ({
      name: `p${String(at + 1).padStart(2, '0')}.jpg`,
      data: await makePhoto({ width: 480, height: 320, seed: at + 1 }),
    })),
  );
  photos = await box.bring(project.id, files.slice(0, 25));
  if (count > 25) photos.push(...(await box.bring(project.id, files.slice(25))));
}
const idsOf = (...numbers: number[]) => numbers.map((nr) => photos[nr - 1]?.id as string);
const made = (numbers: number[], more = {}) => box.gallery(project.id, { photoIds: idsOf(...numbers), ...more });
const kept = async (id: string) => {
  const { photoIds } = await box.owner.call<Gallery>('GET', `/api/galleries/${id}`);
  return photoIds.map((photoId) => photos.findIndex((photo) => photo.id === photoId) + 1);
};
const shown = async (page: Page) => {
  const ids = await page
    .locator('photo-grid li')
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.id));
  return ids.map((id) => photos.findIndex((photo) => photo.id === id) + 1);
};

async function open(path: string, desk = laptop): Promise<Page> {
  const address = `/admin/projects/${project.id}/galleries${path}`;
  const staff = await openStaffPage(box.localUrl, address, desk, { username: 'owner', password: ownerPassword });
  opened.push(staff);
  return staff.page;
}
const cell = (page: Page, nr: number) => page.locator('photo-grid li button').nth(nr - 1);

test('an order that was made by keyboard is kept, and Escape puts back', async () => {
  await bring(8);
  const { id } = await made([1, 2, 3, 4, 5, 6, 7, 8]);
  const page = await open(`/${id}`);
  const status = page.locator('photo-grid [role=status]');

  await cell(page, 1).focus();
  await page.keyboard.press('Space');
  await expect.poll(() => status.innerText()).toBe(galleries.page.lifted(1, 8));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => status.innerText()).toBe(galleries.page.movedTo(7, 8));
  await page.keyboard.press('Enter');
  await expect.poll(() => kept(id)).toEqual([2, 3, 4, 5, 6, 7, 1, 8]);
  await page.getByText(/\d\d:\d\d 已保存/).waitFor();

  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => shown(page)).toEqual([2, 3, 4, 5, 6, 1, 7, 8]);
  await page.keyboard.press('Escape');
  await expect.poll(() => shown(page)).toEqual([2, 3, 4, 5, 6, 7, 1, 8]);
  expect(await status.innerText()).toBe(galleries.page.putBack(7));
  await page.reload();
  await expect.poll(() => shown(page)).toEqual([2, 3, 4, 5, 6, 7, 1, 8]);
});

test('a photo is dragged to another place, and the order by time is one press away, and back', async () => {
  await bring(5);
  const { id } = await made([1, 2, 3, 4, 5]);
  const page = await open(`/${id}`);
  await page.locator('photo-grid photo-thumb').nth(4).waitFor();

  const [from, to] = await Promise.all([cell(page, 1).boundingBox(), cell(page, 3).boundingBox()]);
  if (!from || !to) throw new Error('no cells');
  await page.mouse.move(from.x + 60, from.y + 50);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + 50, { steps: 12 });
  await page.mouse.move(to.x + 80, to.y + 50, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => kept(id)).toEqual([2, 3, 1, 4, 5]);
  await expect.poll(() => shown(page)).toEqual([2, 3, 1, 4, 5]);

  await page.getByText(galleries.page.orders.captured).click();
  await expect.poll(() => shown(page)).toEqual([1, 2, 3, 4, 5]);
  await page.getByText(galleries.page.orders.manual).click();
  await expect.poll(() => kept(id)).toEqual([2, 3, 1, 4, 5]);
});

test('of two who order one gallery at once nobody loses anything', async () => {
  await bring(5);
  const { id } = await made([1, 2, 3, 4]);
  const [mine, theirs] = [await open(`/${id}`), await open(`/${id}`)];
  await Promise.all([cell(mine, 4).waitFor(), cell(theirs, 4).waitFor()]);

  // I hold the first photo while they put one in and take one out.
  await cell(mine, 1).focus();
  await mine.keyboard.press('Space');
  await mine.keyboard.press('End');
  await theirs.getByRole('button', { name: galleries.page.addPhotos }).click();
  await theirs.locator('photo-picker').getByRole('button', { name: 'p05.jpg' }).click();
  await theirs.getByRole('button', { name: galleries.picker.add(1) }).click();
  await expect.poll(() => kept(id)).toEqual([1, 2, 3, 4, 5]);
  await cell(theirs, 2).click();
  await theirs.getByRole('button', { name: galleries.page.takeOut }).click();
  await expect.poll(() => kept(id)).toEqual([1, 3, 4, 5]);

  await mine.keyboard.press('Enter');
  await mine.getByText(galleries.page.changed).waitFor();
  expect(await shown(mine)).toEqual([2, 3, 4, 1]);
  expect(await kept(id)).toEqual([1, 3, 4, 5]);
  await inspectPage(mine, 'gallery-conflict');
  await mine.getByRole('button', { name: galleries.page.mine }).click();
  await expect.poll(() => kept(id)).toEqual([3, 4, 1, 5]);
  await expect.poll(() => shown(mine)).toEqual([3, 4, 1, 5]);
  await expect.poll(() => shown(theirs)).toEqual([3, 4, 1, 5]);

  // What was taken out comes back at a press, and others see it without touching anything.
  await theirs.getByRole('button', { name: admin.undo }).click();
  await expect.poll(() => kept(id)).toEqual([3, 2, 4, 1, 5]);
  await expect.poll(() => shown(mine)).toEqual([3, 2, 4, 1, 5]);
});

test('somebody else’s change may also be taken, and a title is not overwritten unasked', async () => {
  await bring(3);
  const { id } = await made([1, 2, 3]);
  const page = await open(`/${id}`);
  await cell(page, 1).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await box.owner.call('POST', `/api/galleries/${id}/photos`, { remove: idsOf(3) });
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: galleries.page.theirs }).click();
  await expect.poll(() => shown(page)).toEqual([1, 2]);
  expect(await kept(id)).toEqual([1, 2]);

  await page.getByRole('button', { name: galleries.page.rename }).click();
  await box.owner.call('PATCH', `/api/galleries/${id}`, { title: '分论坛' });
  await page.getByLabel(galleries.page.titleLabel).fill('花絮');
  await page.keyboard.press('Enter');
  await page.getByText(galleries.page.changedTitle('分论坛')).waitFor();
  await page.getByRole('button', { name: galleries.page.mine }).click();
  await page.getByText(/已保存/).waitFor();
  expect(await box.owner.call('GET', `/api/galleries/${id}`)).toMatchObject({ title: '花絮' });
});

test('what is changed while the box is out of reach is said to wait, and goes when it is back', async () => {
  await bring(3);
  const { id } = await made([1, 2, 3]);
  const page = await open(`/${id}`);
  await cell(page, 3).waitFor();
  const [staff] = opened;
  await staff?.context.setOffline(true);
  await cell(page, 1).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByText(galleries.page.offline).waitFor();
  expect(await shown(page)).toEqual([2, 3, 1]);
  expect(await kept(id)).toEqual([1, 2, 3]);
  await staff?.context.setOffline(false);
  await expect.poll(() => kept(id)).toEqual([2, 3, 1]);
  await page.getByText(/已保存/).waitFor();
});

test('a full gallery says so plainly, and each way on leads on', async () => {
  await bring(28);
  const all = Array.from({ length: 25 }, (_, at) => at + 1);
  const { id } = await made(all.slice(0, 24));
  const page = await open(`/${id}`);
  await page.getByText(galleries.ofPhotos(24, 25)).waitFor();

  // Four chosen, room for one: the others become a gallery of their own.
  await page.getByRole('button', { name: galleries.page.addPhotos }).click();
  const picker = page.locator('photo-picker');
  for (const nr of [25, 26, 27, 28]) await picker.getByRole('button', { name: `p${nr}.jpg` }).click();
  await picker.getByText(galleries.picker.over(4, 1)).waitFor();
  await inspectPage(page, 'gallery-picker');
  await page.getByRole('button', { name: galleries.picker.splitRest(1, 3) }).click();
  await page.locator('new-gallery-dialog input[name=title]').fill('花絮');
  await inspectPage(page, 'gallery-new');
  await page.getByRole('button', { name: galleries.form.make }).click();
  await page.getByRole('heading', { level: 1, name: '花絮' }).waitFor();
  await expect.poll(() => shown(page)).toEqual([26, 27, 28]);
  expect((await kept(id)).length).toBe(25);

  await page.goto(`${box.localUrl}/admin/projects/${project.id}/galleries/${id}`);
  await page.getByText(galleries.full(25)).waitFor();
  await inspectPage(page, 'gallery-full');
  await page.emulateMedia({ colorScheme: 'dark' });
  await inspectPage(page, 'gallery-full-dark');
  await cell(page, 2).click();
  await page.getByRole('button', { name: galleries.page.swapNr(2) }).click();
  await picker.getByRole('button', { name: 'p28.jpg' }).click();
  await page.getByRole('button', { name: galleries.picker.swap, exact: true }).click();
  await expect.poll(async () => (await kept(id))[1]).toBe(28);

  await page.getByRole('button', { name: galleries.page.setCover }).click();
  await expect
    .poll(async () => (await box.owner.call<Gallery>('GET', `/api/galleries/${id}`)).coverPhotoId)
    .toBe(photos[27]?.id);
  await page.getByRole('button', { name: galleries.page.takeNr(2) }).click();
  await page.getByText(galleries.ofPhotos(24, 25)).waitFor();
  await page.getByRole('button', { name: admin.undo }).click();
  await expect.poll(async () => (await kept(id))[1]).toBe(28);
  await expect
    .poll(async () => (await box.owner.call<Gallery>('GET', `/api/galleries/${id}`)).coverPhotoId)
    .toBe(photos[27]?.id);
});

test('a photo is given another file, and one that is uploaded here is in the gallery', async () => {
  await bring(2);
  const { id } = await made([1, 2]);
  const page = await open(`/${id}`);
  const file = async (name: string, seed: number) => ({
    name,
    mimeType: 'image/jpeg',
    buffer: await makePhoto({ width: 480, height: 320, seed }),
  });
  await cell(page, 2).waitFor();
  const panel = page.locator('aside photo-panel');
  await panel.locator('input[type=file]').setInputFiles(await file('new.jpg', 90));
  await page.getByText(galleries.page.replaced).waitFor();
  await panel.getByText(galleries.page.edition(2)).waitFor();

  await page.locator('input#files').setInputFiles(await file('more.jpg', 91));
  await expect.poll(async () => (await kept(id)).length).toBe(3);
  await expect.poll(() => page.locator('photo-grid li').count()).toBe(3);
});

test.each([
  { locale: 'zh-CN', width: 390 },
  { locale: 'en', width: 1280, dark: true },
] as const)('the galleries of a project: made, copied, deleted: $locale, $width px', async (desk) => {
  const own = words(desk.locale);
  const shot = (page: Page, name: string) => inspectPage(page, `galleries-${name}-${desk.locale}-${desk.width}`);
  await bring(3);
  const page = await open('', desk);
  await page.getByText(own.galleries.empty, { exact: true }).waitFor();
  await shot(page, 'empty');
  await page.getByRole('button', { name: own.galleries.add }).click();
  await page.getByRole('button', { name: own.galleries.form.make }).click();
  await page.getByText(own.galleries.form.titleMissing).waitFor();
  await page.locator('new-gallery-dialog input[name=title]').fill('主会场');
  // The preset of the inner circle asks for a password: it is told once.
  await page
    .getByText(
      own.links.presetSays({
        opens: null,
        many: false,
        days: null,
        withProject: false,
        download: 'original',
        password: true,
        visitSeconds: null,
        maxDevices: null,
        watermark: 'off',
      }),
    )
    .click({ force: true });
  await shot(page, 'new');
  await page.getByRole('button', { name: own.galleries.form.make }).click();
  await expect.poll(() => page.getByLabel(own.links.passwordIs, { exact: true }).inputValue()).toMatch(/^\d{6}$/);
  await page.getByRole('button', { name: own.links.noted }).click();
  await page.getByText(own.galleries.page.noPhotos, { exact: true }).waitFor();
  await shot(page, 'made');

  await made([1, 2, 3], { title: '花絮', audience: 'media' });
  await page.goto(`${box.localUrl}/admin/projects/${project.id}/galleries`);
  await page.getByRole('heading', { name: '花絮' }).waitFor();
  await shot(page, 'list');
  await page.getByRole('button', { name: own.galleries.acts('花絮') }).click();
  await page.getByRole('menuitem', { name: own.galleries.copy }).click();
  await page.getByRole('heading', { name: own.galleries.copyTitle('花絮') }).waitFor();
  await page.getByRole('button', { name: own.galleries.acts('花絮'), exact: true }).click();
  await page.getByRole('menuitem', { name: own.galleries.remove }).click();
  await page.getByText(own.trash.loss.links(1, 0)).waitFor();
  await page.getByText(own.trash.loss.back).waitFor();
  await shot(page, 'delete');
  await page.getByRole('button', { name: own.galleries.remove }).click();
  await page.getByRole('heading', { name: '花絮', exact: true }).waitFor({ state: 'detached' });
  const { items } = await box.owner.call<{ items: { state: string }[] }>('GET', `/api/projects/${project.id}/links`);
  expect(items.map(({ state }) => state).toSorted()).toEqual(['live', 'live', 'revoked']);
});
