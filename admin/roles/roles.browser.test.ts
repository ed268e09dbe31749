import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Project } from '#contract/projects.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { decodeCode, openBrowser } from '../../server/testing/browser.ts';
import { phoneAt } from '../../server/testing/guests.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

/** The box of all tests; one that needs its own has it in `box`. */
let house: TestBox;
let box: TestBox;
let project: Project;
let opened: StaffPage[];

beforeAll(async () => {
  house = await startTestBox();
});
beforeEach(async () => {
  opened = [];
  box = house;
  project = await box.project();
});
afterEach(async () => {
  const complaints = opened.flatMap((one) => one.complaints);
  for (const { context } of opened) await context.close();
  if (box !== house) await box.stop();
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await house.stop();
});

async function open(path: string, desk: Desk, as = { username: 'owner', password: ownerPassword }): Promise<Page> {
  const staff = await openStaffPage(box.localUrl, `/admin${path}`, desk, as);
  opened.push(staff);
  return staff.page;
}
const links = async () => (await box.owner.call<{ items: Link[] }>('GET', `/api/projects/${project.id}/links`)).items;
const media = async () =>
  (await box.owner.call<{ items: Audience[] }>('GET', '/api/audiences')).items.find(
    ({ id }) => id === 'event.media',
  ) as Audience;

test.each([
  { locale: 'zh-CN', width: 1280 },
  { locale: 'en', width: 390, dark: true },
] as const)('photos are ticked once, and three audiences stand side by side: $locale', async (desk) => {
  const { roles, links: own, galleries, admin } = words(desk.locale);
  const { versions } = roles;
  const files = await Promise.all(
    [1, 2, 3, 4].map(async (seed) => ({
      name: `${seed}.jpg`,
      data: await makePhoto({ width: 480, height: 320, seed }),
    })),
  );
  await box.bring(project.id, files);
  const page = await open(`/projects/${project.id}/versions`, desk);
  const shot = (name: string) => inspectPage(page, `versions-${name}-${desk.locale}-${desk.width}`);
  const dialog = page.locator('new-versions-dialog');
  await page.getByText(versions.empty).waitFor();
  await page.getByRole('button', { name: versions.add }).click();
  await dialog.locator("input[name='audience']").first().waitFor();

  // What is missing is said where it is.
  await dialog.getByRole('button', { name: versions.dialog.make(0), exact: true }).click();
  for (const why of [versions.dialog.nameMissing, versions.dialog.noPhotos, versions.dialog.noRoles])
    await dialog.getByText(why).waitFor();

  await dialog.locator("input[name='title']").fill('主会场');
  await dialog.getByRole('button', { name: versions.dialog.choose }).click();
  const picker = page.locator('photo-picker');
  for (let nr = 0; nr < 3; nr += 1) await picker.locator('li button').nth(nr).click();
  await picker.getByRole('button', { name: galleries.picker.take(3) }).click();
  await dialog.getByText(versions.dialog.chosen(3)).waitFor();
  for (const id of ['event.attendee', 'event.media', 'event.internal'])
    await dialog.locator(`input[value='${id}']`).check();
  await shot('dialog');
  await dialog.getByRole('button', { name: versions.dialog.make(3) }).click();

  // The one that asks for a password has one, told now.
  const told = dialog.getByLabel(/./).and(dialog.locator('input[readonly]'));
  await told.first().waitFor();
  expect(await told.count()).toBe(1);
  const password = await told.inputValue();
  await shot('passwords');
  await dialog.getByRole('button', { name: own.noted }).click();

  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  const named = (await box.owner.call<{ items: Audience[] }>('GET', '/api/audiences')).items;
  const nameOf = (id: string) => (named.find((one) => one.id === id) as Audience).names[desk.locale];
  await row(nameOf('event.internal')).waitFor();
  expect(await page.getByRole('columnheader').count()).toBe(7);
  expect(await page.getByRole('row').count()).toBe(4);
  const made = await links();
  expect(made.map(({ audience }) => audience)).toEqual(['event.attendee', 'event.media', 'event.internal']);
  await page.locator('notice-stack .close').first().click();
  await shot('table');

  // Opens move as guests open.
  const phone = phoneAt(box.guestUrl);
  await phone.opened(made[2]?.token as string, { password });
  await row(nameOf('event.internal')).getByText(own.opened(1)).waitFor();
  const again = phoneAt(box.guestUrl);
  await again.opened(made[1]?.token as string);
  await row(nameOf('event.media'))
    .getByRole('img', { name: own.leftOf(49, 50) })
    .waitFor();

  // Each has its own gallery: one changes, the others stay.
  const { items } = await box.owner.call<{ items: Gallery[] }>('GET', `/api/projects/${project.id}/galleries`);
  const [first] = items.filter(({ id }) => made[0]?.galleryIds.includes(id));
  await box.owner.call('POST', `/api/galleries/${first?.id}/photos`, { remove: [first?.photoIds[0]] });
  await row(nameOf('event.attendee')).getByText(versions.photos(2)).waitFor();
  await row(nameOf('event.media')).getByText(versions.photos(3)).waitFor();

  // One more audience, of the photos of the group.
  await page.getByRole('button', { name: versions.addTo }).click();
  await dialog.getByText(versions.dialog.there).first().waitFor();
  await dialog.locator("input[value='event.sponsor']").check();
  await dialog.getByRole('button', { name: versions.dialog.make(1) }).click();
  await row(nameOf('event.sponsor')).waitFor();
  expect(await page.getByRole('table').count()).toBe(1);
  await row(nameOf('event.sponsor')).getByRole('button', { name: own.code }).click();
  await page.getByRole('img', { name: own.dialog.alt(`主会场 · ${nameOf('event.sponsor')}`) }).waitFor();
  expect(admin.tag).toBe(desk.locale === 'en' ? 'en' : 'zh-CN');
});

test('the codes of all versions are printed on one sheet, once staff know that the address may move', async () => {
  const { roles } = words('zh-CN');
  const { versions } = roles;
  for (const audience of ['attendee', 'media']) await box.gallery(project.id, { audience });
  const page = await open(`/projects/${project.id}/versions`, { locale: 'zh-CN', width: 1280 });
  await page.evaluate('window.print = () => { window.printed = true; }');
  await page.getByRole('button', { name: versions.print }).click();
  const question = page.locator('question-box');
  await question.getByText(versions.printed.warnText).waitFor();
  await question.getByRole('button', { name: versions.printed.anyway }).click();
  await expect.poll(() => page.evaluate('window.printed')).toBe(true);
  await question.locator('dialog').waitFor({ state: 'hidden' });
  await page.emulateMedia({ media: 'print' });
  const codes = (await links()).map(({ codeUrl }) => codeUrl);
  const sheet = await page.screenshot({
    fullPage: true,
    ...(process.env.MAIIMG_SHOTS && { path: `${process.env.MAIIMG_SHOTS}/versions-print.png` }),
  });
  expect((await decodeCode(sheet)).toSorted()).toEqual(codes.toSorted());
  // Dates, since paper does not count down.
  expect(
    await page
      .locator('code-sheet')
      .getByText(/有效期到.*月.*日/)
      .count(),
  ).toBe(2);
  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  expect(await page.locator('code-sheet').count()).toBe(0);
});

test('a preset is changed, what that means to its links is said, and it is applied to those that follow it', async () => {
  const { roles, links: own } = words('zh-CN');
  const { audiences } = roles;
  // Presets are the box's: no other test's links follow them here, nor are they changed for other tests.
  box = await startTestBox();
  project = await box.project();
  const link = await box.gallery(project.id, { audience: 'media' }).then((gallery) => gallery.link);
  const byHand = await box.gallery(project.id, { audience: 'media' }).then((gallery) => gallery.link);
  await box.owner.call('PATCH', `/api/links/${byHand.id}`, { policy: { maxOpens: 60 } });
  const page = await open('/audiences', { locale: 'zh-CN', width: 1280 });
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'event.media' }) });
  await row.getByText(audiences.followers(1)).waitFor();
  await inspectPage(page, 'audiences-1280');
  await row.getByRole('button', { name: audiences.edit }).click();
  const dialog = page.locator('audience-dialog');
  await dialog.locator("input[name='opens']").fill('0');
  await dialog.getByRole('button', { name: audiences.save }).click();
  await dialog.getByText(audiences.wrong.opens).waitFor();
  await dialog.locator("input[name='opens']").fill('40');
  await dialog.getByText(own.downloads.screen, { exact: true }).click({ force: true });
  await inspectPage(page, 'audience-dialog-1280');
  await dialog.getByRole('button', { name: audiences.save }).click();

  const question = page.locator('question-box');
  await question.getByText(audiences.turns(own.form.opens, '50 次', '40 次')).waitFor();
  await question.getByText(audiences.turns(own.form.download, own.downloads.original, own.downloads.screen)).waitFor();
  await inspectPage(page, 'audience-apply-1280');
  const read = async (id: string) => (await box.owner.call<Link>('GET', `/api/links/${id}`)).policy;
  expect(await read(link.id)).toMatchObject({ maxOpens: 50, download: 'original' });
  await question.getByRole('button', { name: audiences.apply(1) }).click();
  await page.getByText(audiences.applied(1)).waitFor();
  expect(await read(link.id)).toMatchObject({ maxOpens: 40, download: 'screen' });
  expect(await read(byHand.id)).toMatchObject({ maxOpens: 60, download: 'original' });
  expect(await media()).toMatchObject({ maxOpens: 40, download: 'screen' });
});

test('the owner adds an audience and removes it; staff read, and find no way to change', async () => {
  const { roles, admin } = words('en');
  const { audiences } = roles;
  const page = await open('/audiences', { locale: 'en', width: 390 });
  await page.getByRole('button', { name: audiences.add }).click();
  const dialog = page.locator('audience-dialog');
  await dialog.locator("input[name='nameZh']").fill('贵宾');
  await dialog.locator("input[name='nameEn']").fill('Media');
  await dialog.getByRole('button', { name: audiences.make, exact: true }).click();
  await dialog.getByText(audiences.wrong.taken).waitFor();
  await dialog.locator("input[name='nameEn']").fill('VIP guests');
  await dialog.getByText(admin.kinds.product, { exact: true }).click({ force: true });
  await dialog.getByText(audiences.shortHelp('product.vip-guests')).waitFor();
  await inspectPage(page, 'audience-new-390-en');
  await dialog.getByRole('button', { name: audiences.make, exact: true }).click();
  await page.getByText(audiences.added('VIP guests')).waitFor();
  await page.getByRole('button', { name: audiences.acts('VIP guests') }).click();
  await page.getByRole('menuitem', { name: audiences.remove }).click();
  await page.locator('question-box').getByRole('button', { name: audiences.remove }).click();
  await page.getByText(audiences.removed('VIP guests')).waitFor();
  await inspectPage(page, 'audiences-390-en');
  expect((await box.owner.call<{ items: Audience[] }>('GET', '/api/audiences')).items).toHaveLength(14);

  await box.owner.call('POST', '/api/accounts', { username: 'linyue', password: ownerPassword, role: 'staff' });
  const reading = await open(
    '/audiences',
    { locale: 'zh-CN', width: 1280 },
    { username: 'linyue', password: ownerPassword },
  );
  await reading.getByText(words('zh-CN').roles.audiences.readOnly).waitFor();
  expect(await reading.locator('audiences-page').getByRole('button').count()).toBe(0);
});
