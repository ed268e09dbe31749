import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Project } from '#contract/projects.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { phoneAt } from '../../server/testing/guests.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

let box: TestBox;
let project: Project;
let gallery: Gallery & { link: Link };
let opened: StaffPage[];

beforeAll(async () => {
  box = await startTestBox();
});
beforeEach(async () => {
  opened = [];
  project = await box.project();
  gallery = await box.gallery(project.id, { audience: 'media' });
});
afterEach(async () => {
  const complaints = opened.flatMap((one) => one.complaints);
  for (const { context } of opened) await context.close();
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

async function open(path: string, desk: Desk): Promise<Page> {
  const as = { username: 'owner', password: ownerPassword };
  const staff = await openStaffPage(box.localUrl, `/admin/projects/${project.id}/links${path}`, desk, as);
  opened.push(staff);
  return staff.page;
}
const read = () => box.owner.call<Link>('GET', `/api/links/${gallery.link.id}`);
/** Presses a segment, away from what stands at the foot of a phone. */
async function press(page: Page, text: string) {
  const segment = page.getByText(text, { exact: true });
  await segment.evaluate((label) => label.scrollIntoView({ block: 'center' }));
  await segment.click({ force: true });
}

test.each([
  { locale: 'zh-CN', width: 1280 },
  { locale: 'en', width: 390, dark: true },
] as const)('each rule says how it stands to the preset, and goes back to it: $locale', async (desk) => {
  const { links, admin } = words(desk.locale);
  const { form } = links;
  const page = await open(`/${gallery.link.id}`, desk);
  const save = () => page.getByRole('button', { name: form.save }).last().click();
  await page.locator("input[name='opens']").waitFor();
  expect(await page.getByText(form.fromPreset, { exact: true }).count()).toBe(8);

  await page.locator("input[name='opens']").fill('80');
  await page.locator("input[name='phones']").fill('2');
  await press(page, form.openings.later);
  await press(page, form.visits.own);
  await press(page, form.visitUnits.seconds);
  await page.locator("input[name='visit']").fill('9');
  await save();
  await page.getByText(form.wrong.opensAt).waitFor();
  await page.getByText(form.wrong.visit).waitFor();
  await inspectPage(page, `rules-wrong-${desk.locale}-${desk.width}`);

  await page.locator("input[name='visit']").fill('90');
  await page.locator("input[name='opensAt']").fill('2099-01-01T09:30');
  await save();
  await page.getByText(form.wrong.opensLate).waitFor();
  const soon = new Date(Date.now() + 2 * 86_400_000);
  await page.locator("input[name='opensAt']").fill(`${soon.toISOString().slice(0, 10)}T09:30`);
  await save();
  await page.getByText(form.saved).waitFor();
  expect((await read()).policy).toMatchObject({ maxOpens: 80, maxDevices: 2, visitSeconds: 90 });
  expect((await read()).state).toBe('scheduled');
  await page
    .getByText(
      `${form.byHand}${admin.comma}${form.presetIs(links.presetSaid({ field: 'opens', opens: 50, many: false }))}`,
    )
    .waitFor();
  await page.locator('notice-stack .close').first().click();
  await inspectPage(page, `rules-${desk.locale}-${desk.width}`);

  await page.getByRole('button', { name: `${form.opens}${admin.comma}${form.backToPreset}` }).click();
  expect(await page.locator("input[name='opens']").inputValue()).toBe('50');
  await press(page, form.openings.now);
  await save();
  await expect.poll(async () => (await read()).policy).toMatchObject({ maxOpens: 50, opensAt: null });
});

test('what the box refuses of a field is told at that field', async () => {
  const { form } = words('zh-CN').links;
  const page = await open(`/${gallery.link.id}`, { locale: 'zh-CN', width: 1280 });
  await page.locator("input[name='opens']").fill('60');
  // Somebody else's change meanwhile: it now ends before the time that this page still finds good.
  await press(page, form.openings.later);
  const soon = new Date(Date.now() + 3 * 86_400_000);
  await page.locator("input[name='opensAt']").fill(`${soon.toISOString().slice(0, 10)}T09:30`);
  await page.route('**/api/links/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback();
    await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, { policy: { expiresInDays: 1 } });
    return route.fallback();
  });
  await page.getByRole('button', { name: form.save }).first().click();
  const told = page.locator('#opensAt-told');
  await told.waitFor();
  expect(await told.innerText()).toBe(form.wrong.opensLate);
  expect(await page.locator("input[name='opensAt']").getAttribute('aria-invalid')).toBe('true');
  expect((await read()).policy).toMatchObject({ maxOpens: 50, opensAt: null });
});

test('staff see a password again for half a minute; that they looked is noted', async () => {
  const { links } = words('zh-CN');
  const { form } = links;
  await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, { policy: { password: '红旗2026' } });
  const page = await open(`/${gallery.link.id}`, { locale: 'zh-CN', width: 390 });
  await page.clock.install();
  const show = page.getByRole('button', { name: form.showPassword });
  await show.click();
  const shown = page.getByRole('textbox', { name: links.passwordIs, exact: true }).and(page.locator('[readonly]'));
  await shown.waitFor();
  expect(await shown.inputValue()).toBe('红旗2026');
  await page.getByRole('button', { name: links.copyPassword }).waitFor();
  await inspectPage(page, 'password-shown-390');
  await page.getByRole('button', { name: form.hidePassword }).click();
  await shown.waitFor({ state: 'detached' });

  await page.clock.pauseAt(Date.now() + 3_600_000);
  await show.click();
  await shown.waitFor();
  const { items } = await box.owner.call<{ items: AuditEntry[] }>('GET', '/api/audit');
  expect(items.filter(({ action }) => action === 'link.password')).toHaveLength(2);
  await page.clock.runFor(29_000);
  await page.getByText(form.hiddenIn(1)).waitFor();
  await page.clock.runFor(1000);
  await shown.waitFor({ state: 'detached' });

  // One that was typed anew is not the old one.
  await show.click();
  await shown.waitFor();
  await page.clock.resume();
  await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, { policy: { password: 'neu' } });
  await shown.waitFor({ state: 'detached' });
});

test('that somebody guesses at a password is told on the link’s page, and one press ends it', async () => {
  const { home } = words('zh-CN');
  await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, { policy: { password: 'geheim' } });
  const page = await open(`/${gallery.link.id}`, { locale: 'zh-CN', width: 1280 });
  await page.locator("input[name='opens']").waitFor();
  const token = gallery.link.token as string;
  for (let nr = 0; nr < 40; nr += 1) await phoneAt(box.guestUrl).open(token, { password: `wrong ${nr}` });
  await page.locator('link-lock').getByText(home.linkLocked.site('主会场')).waitFor();
  await inspectPage(page, 'link-locked-1280');
  await page.locator('link-lock').getByRole('button', { name: home.unlock }).click();
  await page.getByText(home.unlocked('主会场')).waitFor();
  expect(await page.locator('link-lock').getByText(home.linkLocked.site('主会场')).count()).toBe(0);
  expect((await phoneAt(box.guestUrl).open(token, { password: 'geheim' })).status).toBe(200);
});
