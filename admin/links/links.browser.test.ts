import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Playlist } from '#contract/playlists.ts';
import type { Project } from '#contract/projects.ts';
import type { Screen } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { decodeCode, openBrowser, phone } from '../../server/testing/browser.ts';
import { phoneAt } from '../../server/testing/guests.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { closeScreens, pairScreen } from '../../server/testing/screens.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

/** The box of all tests; one that needs its own has it in `box`. */
let house: TestBox;
let box: TestBox;
let project: Project;
let gallery: Gallery & { link: Link };
let opened: StaffPage[];

async function start(env?: Record<string, string>) {
  if (env) box = await startTestBox({ env });
  project = await box.owner.call<Project>('POST', '/api/projects', {
    kind: 'event',
    title: '2026 自然影像峰会',
    endsAt: new Date(Date.now() + 40 * 86_400_000).toISOString(),
  });
  const [photo] = await box.bring(project.id, [{ name: 'a.jpg', data: await makePhoto({ width: 480, height: 320 }) }]);
  gallery = await box.gallery(project.id, { photoIds: [photo?.id], audience: 'media' });
}
beforeAll(async () => {
  house = await startTestBox();
});
beforeEach(() => {
  box = house;
  opened = [];
});
afterEach(async () => {
  closeScreens();
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
  const staff = await openStaffPage(box.localUrl, `/admin/projects/${project.id}/links${path}`, desk, as);
  opened.push(staff);
  return staff.page;
}
const read = (id: string) => box.owner.call<Link>('GET', `/api/links/${id}`);
const all = async () => (await box.owner.call<{ items: Link[] }>('GET', `/api/projects/${project.id}/links`)).items;

/** What a guest meets under an address. */
async function guestFinds(address: string): Promise<number> {
  const { pathname } = new URL(address);
  return (await box.guest(pathname)).status;
}

test.each([
  { locale: 'zh-CN', width: 390 },
  { locale: 'en', width: 390, dark: true },
] as const)(
  'a link is made on a phone, its code read from the screen, withdrawn and opened again: $locale',
  async (desk) => {
    const { links, admin } = words(desk.locale);
    await start();
    const page = await open('', desk);
    const shot = (name: string) => inspectPage(page, `links-${name}-${desk.locale}-${desk.width}`);
    await page.getByRole('button', { name: links.add }).click();
    await page.getByText(links.forMany, { exact: true }).click({ force: true });
    await page.getByText(links.forManyHelp).waitFor();
    await page.locator("new-link-dialog input[name='perPhone']").fill('0');
    await page.getByRole('button', { name: links.make }).click();
    await page.getByText(links.form.wrong.perPhone).waitFor();
    await page.locator("new-link-dialog input[name='perPhone']").fill('3');
    await page.getByText(links.form.manySays(3, null)).waitFor();
    await page.locator("new-link-dialog input[name='label']").fill('主舞台大屏');
    await shot('new');
    await page.getByRole('button', { name: links.make }).click();

    await page.locator('code-dialog').getByText(links.warnings.no_public).waitFor();
    await page.locator('code-dialog').getByText(links.warnings.not_staying).waitFor();
    await page.getByRole('img', { name: links.dialog.alt('主舞台大屏') }).waitFor();
    const made = (await all()).find(({ label }) => label === '主舞台大屏') as Link;
    expect(made).toMatchObject({ for: 'many', policy: { maxOpens: null, maxOpensPerVisitor: 3, download: 'off' } });
    await shot('code');
    const [address] = await decodeCode(await page.screenshot());
    expect(address).toBe(made.codeUrl);

    // A guest's phone opens what was read: once in a browser.
    if (desk.locale === 'zh-CN') {
      const guest = await phone(await openBrowser(), { wechat: true });
      await guest.page.goto(address as string);
      await guest.page.locator('main img').first().waitFor();
      await guest.context.close();
    } else await phoneAt(box.guestUrl).opened(made.token as string);
    await page.keyboard.press('Escape');
    await page.getByText(links.opened(1)).waitFor();
    await shot('list');

    await page.getByRole('link', { name: '主舞台大屏' }).click();
    await page.getByRole('button', { name: links.revoke }).click();
    await page.getByText(links.revokeText(1)).waitFor();
    await shot('revoke');
    await page.locator('question-box').getByRole('button', { name: links.revokeYes, exact: true }).click();
    await page.getByText(links.dead.safe).waitFor();
    expect(await guestFinds(address as string)).toBe(410);
    await shot('revoked');
    await page.getByRole('button', { name: links.revive, exact: true }).click();
    await page.getByText(links.states.live, { exact: true }).waitFor();
    expect(await guestFinds(address as string)).toBe(200);
    expect((await read(made.id)).codeUrl).toBe(address);

    // Seven days more, and back.
    const before = (await read(made.id)).policy.expiresAt as string;
    await page.getByRole('button', { name: links.acts('主舞台大屏') }).click();
    await page.getByRole('menuitem', { name: links.giveDays(7) }).click();
    await expect
      .poll(async () =>
        Math.round((Date.parse((await read(made.id)).policy.expiresAt as string) - Date.parse(before)) / 86_400_000),
      )
      .toBe(7);
    await page.getByRole('button', { name: admin.undo }).last().click();
    await expect.poll(async () => (await read(made.id)).policy.expiresAt).toBe(before);
  },
);

test.each([
  { locale: 'zh-CN', width: 1280, dark: true },
  { locale: 'en', width: 1280 },
] as const)('what a link allows is changed row by row, and said in one sentence: $locale', async (desk) => {
  const { links } = words(desk.locale);
  const { form } = links;
  await start();
  const page = await open(`/${gallery.link.id}`, desk);
  const save = page.getByRole('button', { name: form.save });
  await page.locator("input[name='opens']").waitFor();
  expect(await save.getAttribute('aria-disabled')).toBe('true');

  await page.locator("input[name='opens']").fill('many');
  await save.click();
  await page.getByText(form.wrong.opens).waitFor();
  expect(
    await page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.getAttribute('name');
    }),
  ).toBe('opens');
  await inspectPage(page, `link-wrong-${desk.locale}`);

  await page.locator("input[name='opens']").fill('3,000');
  await page.locator("input[name='perPhone']").fill('3');
  await page.getByText(links.downloads.off, { exact: true }).click({ force: true });
  await page.getByText(form.passwords.on, { exact: true }).click({ force: true });
  await page.locator("input[name='password']").fill('geheim');
  await page.getByText(form.ends.project, { exact: true }).click({ force: true });
  await page.locator("input[name='placement']").fill('礼品袋');
  await save.click();
  await page.getByText(form.saved).waitFor();
  expect(await read(gallery.link.id)).toMatchObject({
    placement: '礼品袋',
    policy: { maxOpens: 3000, maxOpensPerVisitor: 3, download: 'off', password: true, expiresAt: project.endsAt },
  });
  expect(await save.getAttribute('aria-disabled')).toBe('true');
  expect(await page.locator('p.tint').innerText()).toContain('3,000');
  await inspectPage(page, `link-${desk.locale}`);

  // The limit below what was taken already, and the password taken away.
  const asks = page.getByRole('radiogroup', { name: form.password });
  await asks.getByText(form.passwords.off, { exact: true }).click({ force: true });
  await save.click();
  await expect.poll(async () => (await read(gallery.link.id)).policy.password).toBe(false);

  // A new address ends the old one, and is asked first.
  const old = (await read(gallery.link.id)).url as string;
  await page.locator('header admin-menu').last().getByRole('button').click();
  await page.getByRole('menuitem', { name: links.rotate }).click();
  await page.getByRole('button', { name: links.rotateYes }).click();
  await page.getByText(links.rotated).waitFor();
  expect(await guestFinds(old)).toBe(404);
  expect(await guestFinds((await read(gallery.link.id)).url as string)).toBe(200);
});

test('the list has the one act that fits each state, filters, and follows what guests do', async () => {
  const { links, admin } = words('zh-CN');
  await start();
  const link = (body: object) =>
    box.owner.call<Link>('POST', `/api/projects/${project.id}/links`, { galleryIds: [gallery.id], ...body });
  const used = await link({ label: '用完的', policy: { maxOpens: 1 } });
  const nearly = await link({ label: '快完的', policy: { maxOpens: 1, expiresInDays: 9 } });
  const over = await link({ label: '到期的', policy: { expiresAt: new Date(Date.now() - 86_400_000).toISOString() } });
  const gone = await link({ label: '撤回的' });
  await box.owner.call('DELETE', `/api/links/${gone.id}`);
  const page = await open('', { locale: 'zh-CN', width: 1280 });
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await row('用完的').getByText(links.states.live).waitFor();
  const visit = (one: Link) =>
    box.guest(`${new URL(one.url as string).pathname}/open`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': 'Mozilla/5.0 (Linux; Android 10; K)',
      },
      body: '{}',
    });
  await visit(used);
  await row('用完的').getByText(links.states.exhausted, { exact: true }).waitFor();
  await visit(nearly);
  await box.owner.call('PATCH', `/api/links/${nearly.id}`, { policy: { maxOpens: 1 } });
  await inspectPage(page, 'links-states');

  await row('用完的')
    .getByRole('button', { name: links.giveAgain(20) })
    .click();
  await row('用完的').getByText(links.states.live).waitFor();
  expect((await read(used.id)).policy.maxOpens).toBe(21);
  await row('到期的')
    .getByRole('button', { name: links.giveDays(7) })
    .click();
  await row('到期的').getByText(links.states.live).waitFor();
  expect((await read(over.id)).state).toBe('live');
  await row('撤回的').getByRole('button', { name: links.revive }).click();
  await row('撤回的').getByText(links.states.live).waitFor();
  await page.getByRole('button', { name: admin.undo }).last().click();
  await row('撤回的').getByText(links.states.revoked).waitFor();
  expect((await read(gone.id)).state).toBe('revoked');

  await page.locator('admin-segments').getByText(links.groups.revoked).click({ force: true });
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  await page.reload();
  await row('撤回的').waitFor();
  await expect.poll(() => page.getByRole('row').count()).toBe(2);

  // The dialog of a dead link offers the way back in the place of a code that opens nothing.
  await row('撤回的')
    .getByRole('button', { name: links.acts('撤回的') })
    .click();
  await page.getByRole('menuitem', { name: links.code }).click();
  await page.locator('code-dialog').getByText(links.dead.safe).waitFor();
  await inspectPage(page, 'links-dead');
  expect(await decodeCode(await page.screenshot())).toEqual([]);
  await page.locator('code-dialog').getByRole('button', { name: links.revive, exact: true }).click();
  await page.getByRole('img', { name: links.dialog.alt('撤回的') }).waitFor();
  const back = (await read(gone.id)).codeUrl;
  await expect.poll(async () => decodeCode(await page.screenshot())).toEqual([back]);
});

test('what guests took along is counted before the eyes of staff: in the list, at the link, and at its gallery', async () => {
  const { links } = words('en');
  await start();
  const { token } = gallery.link;
  const page = await open('', { locale: 'en', width: 1280 });
  const count = page.getByRole('row').filter({ hasText: 'Media' }).getByRole('cell').nth(3);
  await count.getByText('0', { exact: true }).waitFor();
  const guest = phoneAt(box.guestUrl);
  await guest.opened(token as string);
  await (await guest.ask(`/g/${token}/download.zip`)).arrayBuffer();
  await count.getByText('1', { exact: true }).waitFor();
  // What each column says in English fits beside the others.
  const { x, width } = (await page.getByRole('table').boundingBox()) ?? { x: 0, width: 9999 };
  expect(x + width).toBeLessThanOrEqual(1280 - 32);
  await page.getByRole('link', { name: 'Media', exact: true }).click();
  await page.getByText(links.downloaded(1)).waitFor();
  await page.goto(`${box.localUrl}/admin/projects/${project.id}/galleries/${gallery.id}`);
  await page.locator('aside').getByText(links.downloaded(1)).waitFor();
});

test('a password on what a screen shows asks first whether it is taken off there', async () => {
  const { links, admin, screens } = words('zh-CN');
  await start();
  const screen = await pairScreen(box, '主舞台');
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: gallery.id }] });
  const shows = async () => (await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`)).shows.length;
  const page = await open(`/${gallery.link.id}`, { locale: 'zh-CN', width: 390 });
  await page.getByText(links.form.passwords.on, { exact: true }).click({ force: true });
  await page.locator("input[name='password']").fill('geheim');
  const question = page.locator('question-box');
  const save = () => page.getByRole('button', { name: links.form.save }).last().click();
  await save();
  await question.getByText(links.onScreens.text(screens.key.list(['主舞台']))).waitFor();
  await inspectPage(page, 'link-password-on-screen');
  await question.getByRole('button', { name: admin.cancel }).click();
  await question.locator('dialog').waitFor({ state: 'hidden' });
  expect((await read(gallery.link.id)).policy.password).toBe(false);
  expect(await shows()).toBe(1);
  await save();
  await question.getByRole('button', { name: links.onScreens.takeOff }).click();
  await page.getByText(links.form.saved).waitFor();
  expect((await read(gallery.link.id)).policy.password).toBe(true);
  expect(await shows()).toBe(0);

  // In a playlist it is left out, and the rest goes on.
  await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, { policy: { password: null } });
  const playlist = await box.owner.call<Playlist>('POST', '/api/playlists', { name: '循环', projectId: project.id });
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { playlistId: playlist.id });
  await page.reload();
  await page.getByText(links.form.passwords.on, { exact: true }).click({ force: true });
  await page.locator("input[name='password']").fill('geheim');
  await save();
  await question.getByRole('button', { name: links.onScreens.takeOff }).click();
  await page.getByText(links.form.saved).waitFor();
  const { items } = await box.owner.call<Playlist>('GET', `/api/playlists/${playlist.id}`);
  expect(items.length).toBeGreaterThan(0);
  expect(items.filter((item) => 'galleryId' in item && item.galleryId === gallery.id && !item.off)).toEqual([]);
});

test('an address that nobody answers is told in the dialog, and the code of the Wi-Fi can be had instead', async () => {
  const { links } = words('zh-CN');
  // Port 9 discards: nothing is there.
  await start({ MAIIMG_PUBLIC_ORIGIN: 'http://127.0.0.1:9' });
  const page = await open('', { locale: 'zh-CN', width: 1280 });
  await page.getByRole('row').getByRole('button', { name: links.code }).first().click();
  const dialog = page.locator('code-dialog');
  await dialog.getByText(links.warnings.unreachable).waitFor();
  await dialog.getByText(links.warnings.not_staying).waitFor();
  await dialog.getByRole('link', { name: links.warnings.toBox }).waitFor();
  const link = await read(gallery.link.id);
  await inspectPage(page, 'code-unreachable');
  expect(await decodeCode(await page.screenshot())).toEqual([link.codeUrl]);

  await dialog.getByText(links.dialog.origins.local).click({ force: true });
  await dialog.getByText(links.warnings.local_chosen).waitFor();
  await expect
    .poll(async () => (await decodeCode(await page.screenshot()))[0]?.toLowerCase())
    .toBe(link.localUrl?.toLowerCase());
});

test('once the address is set to stay, nothing warns of printing; who is not the owner is sent to them', async () => {
  const { links } = words('zh-CN');
  await start();
  await box.owner.call('POST', '/api/accounts', { username: 'linyue', password: ownerPassword, role: 'staff' });
  const page = await open(
    `/${gallery.link.id}`,
    { locale: 'zh-CN', width: 1280 },
    { username: 'linyue', password: ownerPassword },
  );
  await page.getByText(links.warnings.not_staying).waitFor();
  await page.getByText(links.warnings.askOwner).waitFor();
  const { inCodes } = await box.owner.call<{ inCodes: string }>('GET', '/api/addresses');
  await box.owner.call('PATCH', '/api/settings', { stayingOrigin: inCodes });
  await page.reload();
  await page.getByText(links.warnings.no_public).waitFor();
  expect(await page.getByText(links.warnings.not_staying).count()).toBe(0);
});
