import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Project } from '#contract/projects.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { phoneAt } from '../../server/testing/guests.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { closeScreens, pairScreen } from '../../server/testing/screens.ts';
import { type Desk, inspectPage, openStaffPage, type StaffPage } from '../../server/testing/staff-pages.ts';

const laptop: Desk = { locale: 'zh-CN', width: 1280 };
const phone: Desk = { locale: 'en', width: 390, dark: true };
const day = 86_400_000;

let box: TestBox;
let opened: StaffPage[] = [];
beforeAll(async () => {
  box = await startTestBox();
});
afterEach(async () => {
  const complaints = opened.flatMap((one) => one.complaints);
  for (const { context } of opened) await context.close();
  opened = [];
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  closeScreens();
  await (await openBrowser()).close();
  await box.stop();
});

async function open(path: string, desk = laptop): Promise<Page> {
  const owner = { username: 'owner', password: ownerPassword };
  const staff = await openStaffPage(box.localUrl, `/admin${path}`, desk, owner);
  opened.push(staff);
  return staff.page;
}

/** A project whose gallery has a photo and a code that hangs at the desk. */
async function printed(title: string) {
  const project = await box.project(title);
  const data = await makePhoto({ width: 480, height: 320, seed: 11 });
  const [photo] = await box.bring(project.id, [{ name: 'a.jpg', data }]);
  const gallery = await box.gallery(project.id, { photoIds: [photo?.id], for: 'many' });
  const placement = '签到台';
  const link = await box.owner.call<Link>('PATCH', `/api/links/${gallery.link.id}`, { placement });
  return { project, gallery, link };
}
const scan = async (link: Link) =>
  (await phoneAt(box.guestUrl, { agent: `Android ${Math.random()}` }).open(link.token ?? '')).status;

test('an archived project is found again as a past gallery, and taken out its printed code opens as before', async () => {
  const { projects, trash, admin } = words('zh-CN');
  const own = projects.settings;
  const { project, link, gallery } = await printed('2025 春季发布会');
  const guest = (await (await openBrowser()).newContext()).newPage();
  await (await guest).goto(new URL(`/g/${link.token}`, box.guestUrl).href);
  await (await guest).getByRole('img').first().waitFor();

  const page = await open(`/projects/${project.id}/settings`);
  await page.getByRole('button', { name: own.archive, exact: true }).click();
  await page.getByText(trash.loss.codes([trash.loss.at('签到台', '主会场')], 0)).waitFor();
  await page.getByText(trash.loss.archive).waitFor();
  await page.getByRole('button', { name: own.archive, exact: true }).last().click();
  await page.getByText(projects.archivedBand).waitFor();
  expect(await page.getByLabel(own.name, { exact: true }).count()).toBe(0);
  // The page that was open hears of it by itself.
  await (await guest).locator('[data-page="closed"]').waitFor();
  await (await guest).context().close();
  expect(await scan(link)).toBe(410);

  await page.goto(new URL('/admin/projects', box.localUrl).href);
  await page.getByText(projects.history).click();
  await page.getByRole('link', { name: /2025 春季发布会/ }).click();
  await page.getByText(projects.archivedBand).waitFor();
  await page.goto(new URL(`/admin/projects/${project.id}/galleries/${gallery.id}`, box.localUrl).href);
  await page.getByText(projects.archivedBand).waitFor();
  await inspectPage(page, 'past-gallery');
  await page.getByRole('button', { name: projects.takeOut }).click();
  await page.getByText(own.unarchived).waitFor();
  await page.getByText(projects.archivedBand).waitFor({ state: 'detached' });
  expect(await scan(link)).toBe(200);
  await page.getByRole('button', { name: admin.undo }).waitFor();
});

test('what a deletion would end is said, and from the trash a project comes back with its printed codes', async () => {
  const say = words('en');
  const { project, link } = await printed('Gala');
  const { gallery } = await printed('Other');
  const screen = await pairScreen(box, 'Lobby');
  const shown = (await box.owner.call<{ items: Gallery[] }>('GET', `/api/projects/${project.id}/galleries`)).items;
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: shown[0]?.id }] });

  const page = await open(`/projects/${project.id}/settings`, phone);
  await page.getByRole('button', { name: say.projects.settings.remove }).click();
  for (const line of [
    say.trash.loss.links(1, 0),
    say.trash.loss.screens(['Lobby']),
    say.trash.loss.project(1, 1),
    say.trash.loss.back,
  ])
    await page.getByText(line).waitFor();
  await page.getByRole('button', { name: say.projects.settings.remove }).last().click();
  await page.getByText(say.projects.settings.removed('Gala')).waitFor();
  expect(await scan(link)).toBe(410);

  await page.getByRole('link', { name: say.projects.toTrash }).click();
  await page.getByText(say.trash.projects.has(1, 1, 1)).waitFor();
  await inspectPage(page, 'project-trash');
  await page.getByRole('button', { name: `${say.trash.restore} Gala` }).click();
  await page.getByText(say.trash.restored('Gala')).waitFor();
  await page.getByText(say.trash.projects.empty).waitFor();
  expect(await scan(link)).toBe(200);

  // The same of a gallery, from its project's trash.
  await box.owner.call('DELETE', `/api/galleries/${gallery.id}`);
  await page.goto(new URL(`/admin/projects/${gallery.projectId}/links/${gallery.link.id}`, box.localUrl).href);
  await page.getByRole('link', { name: say.trash.link.toTrash }).click();
  await page.getByText(say.trash.galleries.has(1, 1)).waitFor();
  await inspectPage(page, 'gallery-trash');
  await page.getByRole('button', { name: `${say.trash.restore} 主会场` }).click();
  await page.getByText(say.trash.restored('主会场')).waitFor();
  expect(await scan(gallery.link)).toBe(200);
});

test('the clean-up is off until it is switched on, says what it would take, and leaves what staff keep', async () => {
  const { trash, projects } = words('zh-CN');
  const own = trash.cleanUp;
  const { project, gallery } = await printed('上月的活动');
  await box.owner.call('DELETE', `/api/links/${gallery.link.id}`);
  // As if that had been long ago: the browser's clock is nobody's to turn.
  const revoked_at = box.kit.clock.now() - 40 * day;
  await box.kit.db.write((writer) =>
    writer.updateTable('links').set({ revoked_at }).where('id', '=', gallery.link.id).execute(),
  );

  const page = await open('/box');
  await page.getByText(/按 30 天，会清理 1 个图库/).waitFor();
  await page.getByRole('switch', { name: own.on }).press('Space');
  await page.getByRole('link', { name: own.list }).click();
  await page.getByRole('heading', { name: own.page }).waitFor();
  await page.getByText(own.goesNow).waitFor();
  await inspectPage(page, 'clean-up');
  await page.goto(new URL('/admin/', box.localUrl).href);
  await page.getByRole('link', { name: own.needAct }).click();
  await page.getByRole('button', { name: `${own.keep} 主会场` }).click();
  await page.getByText(own.empty).waitFor();
  expect((await box.owner.call<Gallery>('GET', `/api/galleries/${gallery.id}`)).kept).toBe(true);

  // A round of looking: one tap, and its code.
  await page.goto(new URL(`/admin/projects/${project.id}/links`, box.localUrl).href);
  await page.getByRole('button', { name: trash.preview.act }).click();
  await page.getByText(trash.preview.made).waitFor();
  const { items } = await box.owner.call<{ items: Link[] }>('GET', `/api/projects/${project.id}/links`);
  const made = items.find(({ label }) => label === trash.preview.label);
  expect(made?.policy).toMatchObject({ maxOpens: 10, download: 'off', feedback: true });
  await page.keyboard.press('Escape');

  // Where the project's end moves, what goes with it is counted.
  await box.owner.call('PATCH', `/api/links/${made?.id}`, { policy: { expiresWithProject: true } });
  await page.goto(new URL(`/admin/projects/${project.id}/settings`, box.localUrl).href);
  await page.getByText(projects.settings.endsMove(1, '')).waitFor();
  await page.getByLabel(projects.settings.ends).fill('2031-05-01');
  await page.getByRole('button', { name: words('zh-CN').admin.save, exact: true }).click();
  await page.getByText(projects.settings.endsMoved(1)).waitFor();
  const moved = await box.owner.call<Project>('GET', `/api/projects/${project.id}`);
  const link = await box.owner.call<Link>('GET', `/api/links/${made?.id}`);
  expect(link.policy.expiresAt).toBe(moved.endsAt);
});
