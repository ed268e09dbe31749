import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser, type Phone, phone } from '../../server/testing/browser.ts';
import { phoneAt } from '../../server/testing/guests.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { closeScreens, pairScreen } from '../../server/testing/screens.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';
import { placeText } from '../../server/visits/place.ts';

let box: TestBox;
let gallery: Gallery & { link: Link };
const desks: StaffPage[] = [];
const guests: Phone[] = [];

beforeAll(async () => {
  box = await startTestBox();
  const { id } = await box.project();
  const [photo] = await box.bring(id, [{ name: 'a.jpg', data: await makePhoto({ width: 480, height: 320 }) }]);
  gallery = await box.gallery(id, { photoIds: [photo?.id] });
});
afterEach(async () => {
  const complaints = [...desks, ...guests]
    .flatMap((one) => one.complaints)
    .filter((line) => !/status of 4\d\d/.test(line));
  for (const { context } of [...desks.splice(0), ...guests.splice(0)]) await context.close();
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await box.stop();
  await (await openBrowser()).close();
});

const linkOf = (policy: object, label: string) =>
  box.owner.call<Link>('POST', `/api/projects/${gallery.projectId}/links`, {
    galleryIds: [gallery.id],
    policy: { ...policy, download: 'off' },
    label,
  });
/** Somebody else has opened it before. */
const opened = (link: Link) => phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 (Windows)' }).opened(link.token as string);
async function scan(link: Link, options: Parameters<typeof phone>[1] = {}): Promise<Page> {
  const guest = await phone(await openBrowser(), options);
  guests.push(guest);
  await guest.page.clock.install();
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
/** The next time that a waiting page asks. */
const nextLook = (page: Page) => page.clock.fastForward(7000);

const zh = words('zh-CN');
const say = zh.guest.closed;

test('a phone asks at the closed page, staff tap once on their phone, and it opens by itself', async () => {
  const link = await linkOf({ maxOpens: 1 }, '媒体版');
  await opened(link);
  const home = await desk('', { locale: 'zh-CN', width: 390 });
  await home.getByText(zh.home.linkUsedUp('媒体版')).or(home.getByText(zh.home.nothing)).first().waitFor();

  const guest = await scan(link, { wechat: true });
  await guest.getByRole('button', { name: say.ask }).waitFor();
  await inspectPage(guest, 'asks-closed');
  await guest.getByLabel(say.askName).fill('影像周刊 王楠');
  // What was typed stays when the page looks whether it may open.
  await guest.evaluate('guest.put(guest.read(document.querySelector("main").innerHTML))');
  expect(await guest.getByLabel(say.askName).inputValue()).toBe('影像周刊 王楠');
  await guest.getByText(say.askNote).click();
  await guest.getByRole('textbox', { name: say.askNote }).fill('明早要见报');
  await guest.getByRole('button', { name: say.ask }).click();
  await guest.getByText(say.waiting).waitFor();
  expect(await guest.evaluate('document.activeElement.className')).toBe('answer');
  await inspectPage(guest, 'asks-waiting');

  await home.getByText(zh.home.askedMore('影像周刊 王楠', 1, '媒体版')).waitFor();
  await inspectPage(home, 'asks-home-390');
  await home.getByRole('button', { name: zh.home.giveAgain(20) }).click();
  await home.getByText(zh.home.gaveAsked('媒体版')).waitFor();
  await nextLook(guest);
  await guest.locator('[data-page="gallery"] img').first().waitFor();
  expect((await box.owner.call<Link>('GET', `/api/links/${link.id}`)).opens).toBe(2);
});

test('a second phone of a one-phone link is let in, a third is told no', async () => {
  const link = await linkOf({ maxDevices: 1 }, '样板间');
  await opened(link);
  const home = await desk('', { locale: 'en', width: 1280 });
  const { home: en } = words('en');
  await home.getByText(en.nothing).or(home.locator('need-row')).first().waitFor();
  const [second, third] = [await scan(link), await scan(link, { locale: 'en', dark: true })];
  await second.getByText(say.devices).waitFor();
  await inspectPage(second, 'asks-devices');
  await third.getByText(words('en').guest.closed.devices).waitFor();
  await second.getByLabel(say.askName).fill('王楠');
  await second.getByRole('button', { name: say.askDevice }).click();
  await second.getByText(say.waiting).waitFor();
  await third.getByRole('button', { name: words('en').guest.closed.askDevice }).click();
  await third.getByText(words('en').guest.closed.waiting).waitFor();

  const row = home.locator('need-row', { hasText: en.askedIn('王楠', 1, '样板间') });
  await home.locator('need-row', { hasText: en.askedIn('', 1, '样板间') }).waitFor();
  await inspectPage(home, 'asks-home-1280');
  await row.getByRole('button', { name: en.letIn }).click();
  await nextLook(second);
  await second.locator('[data-page="gallery"] img').first().waitFor();

  // The other one on the link's own page.
  const own = await desk(`projects/${gallery.projectId}/links/${link.id}`, { locale: 'zh-CN', width: 1280 });
  await own.locator('need-row').getByRole('button', { name: zh.home.decline }).waitFor();
  await inspectPage(own, 'asks-link-1280');
  await own.locator('need-row').getByRole('button', { name: zh.home.decline }).click();
  await own.getByText(zh.home.declined(1)).waitFor();
  await own.locator('need-row').waitFor({ state: 'detached' });
  await nextLook(third);
  await third.getByText(words('en').guest.closed.declined).waitFor();
  await inspectPage(third, 'asks-declined-en-dark');
});

test('without script the page asks and is looked at again by a button', async () => {
  const link = await linkOf({ expiresInDays: 0 }, '过期的');
  await box.owner.call('PATCH', `/api/links/${link.id}`, {
    policy: { expiresAt: new Date(Date.now() - 1000).toISOString() },
  });
  const guest = await phone(await openBrowser(), { javaScript: false });
  guests.push(guest);
  await guest.page.goto(`${box.guestUrl}/g/${link.token}`);
  await guest.page.getByRole('button', { name: say.ask }).click();
  await guest.page.getByText(say.waiting).waitFor();
  expect(new URL(guest.page.url()).pathname).toBe(`/g/${link.token}`);
  const [ask] = (await box.owner.call<{ items: { id: string }[] }>('GET', `/api/asks?linkId=${link.id}`)).items;
  await box.owner.call('POST', `/api/asks/${ask?.id}/answer`, { days: 7 });
  await guest.page.getByRole('link', { name: say.lookNow }).click();
  await guest.page.getByRole('button', { name: zh.guest.gate.open }).waitFor();
});

test('a dead link opens again from its page by its printed code, and a new address takes nothing else away', async () => {
  const [used, over, gone] = [
    await linkOf({ maxOpens: 1 }, '用完的'),
    await linkOf({}, '到期的'),
    await linkOf({}, '撤回的'),
  ];
  for (const link of [used, gone]) await opened(link);
  await box.owner.call('PATCH', `/api/links/${over.id}`, {
    policy: { expiresAt: new Date(Date.now() - 86_400_000).toISOString() },
  });
  await box.owner.ask('DELETE', `/api/links/${gone.id}`);
  const scanned = async ({ codeUrl }: Link) => (await box.guest(new URL(codeUrl as string).pathname)).status;
  const read = ({ id }: Link) => box.owner.call<Link>('GET', `/api/links/${id}`);
  const { links } = zh;
  const page = await desk(`projects/${gallery.projectId}/links/${used.id}`, { locale: 'zh-CN', width: 390 });
  for (const [link, act] of [
    [used, links.giveAgain(20)],
    [over, links.giveDays(7)],
    [gone, links.revive],
  ] as const) {
    expect(await scanned(link)).toBe(410);
    await page.goto(`${box.localUrl}/admin/projects/${gallery.projectId}/links/${link.id}`);
    await page.locator('.over').getByRole('button', { name: act, exact: true }).click();
    await page.getByText(links.states.live, { exact: true }).waitFor();
    expect([await scanned(link), (await read(link)).codeUrl]).toEqual([200, link.codeUrl]);
  }

  const { token, url, codeUrl, localUrl, updatedAt, ...kept } = await read(gone);
  const visits = () => box.kit.db.read.selectFrom('visits').select('id').where('link_id', '=', gone.id).execute();
  const before = await visits();
  await page.locator('header admin-menu').last().getByRole('button').click();
  await page.getByRole('menuitem', { name: links.rotate }).click();
  await page.getByRole('button', { name: links.rotateYes }).click();
  await page.getByText(links.rotated).waitFor();
  const rotated = await read(gone);
  expect(rotated).toMatchObject({ ...kept, label: '撤回的', opens: 1 });
  expect(new Set([token, url, codeUrl, localUrl]).has(rotated.codeUrl)).toBe(false);
  expect(Date.parse(rotated.updatedAt)).toBeGreaterThan(Date.parse(updatedAt));
  expect([before.length, await visits()]).toEqual([1, before]);
});

test('a code that is off a screen stands first on the home page, one tap brings it back, and its link says who scanned it there', async () => {
  const link = await linkOf({}, '大屏版');
  const screen = await pairScreen(box, '主舞台');
  onTestFinished(closeScreens);
  const shows = [{ galleryId: gallery.id, linkId: link.id }];
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { shows, confirm: true });
  await screen.show(({ codes }) => codes[gallery.id]?.linkId === link.id);
  const home = await desk('', { locale: 'zh-CN', width: 390 });
  await home.getByText(zh.home.screens).first().waitFor();
  await box.owner.call('DELETE', `/api/links/${link.id}`);
  await home.getByText(zh.home.codeGone('大屏版', '主舞台')).waitFor();
  await inspectPage(home, 'home-code-gone');
  await home.getByRole('button', { name: zh.home.reviveIt }).click();
  await home.getByText(zh.home.codeBack('大屏版')).waitFor();
  await screen.show(({ codes }) => codes[gallery.id]?.linkId === link.id);
  await home.getByText(zh.home.codeGone('大屏版', '主舞台')).waitFor({ state: 'detached' });

  const place = await box.kit.db.read
    .selectFrom('screen_places')
    .select('number')
    .where('item_id', '=', gallery.id)
    .executeTakeFirstOrThrow();
  const page = await desk(`projects/${gallery.projectId}/links/${link.id}`, { locale: 'en', width: 1280 });
  await page.getByRole('heading', { name: '大屏版' }).waitFor();
  await phoneAt(box.guestUrl).opened(link.token as string, { place: placeText(place.number) });
  const { places } = words('en').links;
  await page.getByText(places.place('主舞台', gallery.title)).waitFor();
  await page.locator('link-places').getByText(places.opens(1)).waitFor();
  await page.locator('link-places').scrollIntoViewIfNeeded();
  await inspectPage(page, 'link-places', { width: 390, dark: true });
});
