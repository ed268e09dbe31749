import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Screen } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { type Kiosk, onScreen, openKiosk, pairingCode, pairKiosk, waitForPhoto } from '../../server/testing/kiosk.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { closeScreens, pairScreen } from '../../server/testing/screens.ts';
import { type Desk, inspectPage, openStaffPage } from '../../server/testing/staff-pages.ts';

const laptop: Desk = { locale: 'zh-CN', width: 1280 };
const phone: Desk = { locale: 'zh-CN', width: 390 };
const { admin, screens: own, problems, personal } = words('zh-CN');

let box: TestBox;
let shown: Awaited<ReturnType<typeof venue>>;
const contexts: BrowserContext[] = [];
const allComplaints: string[][] = [];

/** A page of the box as the owner sees it. */
async function open(
  path: string,
  desk: Desk = laptop,
  as = { username: 'owner', password: ownerPassword },
): Promise<Page> {
  const staff = await openStaffPage(box.localUrl, `/admin${path}`, desk, as);
  contexts.push(staff.context);
  allComplaints.push(staff.complaints);
  return staff.page;
}

async function kiosk(options: Parameters<typeof openKiosk>[2] = {}): Promise<Kiosk> {
  const opened = await openKiosk(await openBrowser(), box.localUrl, { reducedMotion: true, ...options });
  contexts.push(opened.context);
  allComplaints.push(opened.complaints, opened.strangers);
  return opened;
}

/** A project with two galleries of photos that are ready. */
async function venue() {
  const project = await box.project('2026 自然影像峰会');
  const bring = async (title: string, seeds: readonly number[]) => {
    const files = await Promise.all(
      seeds.map(async (seed) => {
        const upright = seed % 3 === 0;
        const data = await makePhoto({ width: upright ? 900 : 1500, height: upright ? 1500 : 1000, seed });
        return { name: `photo-${seed}.jpg`, data };
      }),
    );
    const photos = await box.bring(project.id, files);
    return { gallery: await box.gallery(project.id, { title, photoIds: photos.map(({ id }) => id) }), photos };
  };
  return { project, stage: await bring('主会场', [1, 2, 3, 4, 5]), foyer: await bring('花絮', [6, 7]) };
}

/** Seven units of two buildings with three photos each; one client's gallery is none of them. */
async function sandTable() {
  const project = await box.project('湖畔澜庭', 'estate');
  const files = await Promise.all(
    Array.from({ length: 21 }, async (_, nr) => ({
      name: `unit-${nr}.jpg`,
      data: await makePhoto({ width: 600 + nr, height: 400 }),
    })),
  );
  const photos = await box.bring(project.id, files);
  const names = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', '园林'];
  const units = [];
  for (const [nr, title] of names.entries()) {
    const photoIds = photos.slice(nr * 3, nr * 3 + 3).map(({ id }) => id);
    const unit = await box.gallery(project.id, { title, photoIds, audience: 'client', for: 'many' });
    const building = nr < 5 ? '一号楼' : '二号楼';
    await box.owner.call('PATCH', `/api/galleries/${unit.id}`, { line: `${128 + nr} ㎡`, building });
    units.push(unit);
  }
  const photoIds = [photos[0]?.id];
  await box.owner.call('POST', `/api/projects/${project.id}/personal`, { name: '王女士', photoIds });
  return { project, units };
}

beforeAll(async () => {
  box = await startTestBox();
  shown = await venue();
});
afterEach(async () => {
  closeScreens();
  const complaints = allComplaints.splice(0).flat();
  for (const context of contexts.splice(0)) await context.close();
  const { items } = await box.owner.call<{ items: Screen[] }>('GET', '/api/screens');
  for (const { id } of items) await box.owner.call('DELETE', `/api/screens/${id}`);
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

test('a screen is paired by the number on it, named, given galleries in order, and shows them at once', async () => {
  const screen = await kiosk();
  const code = await pairingCode(screen);
  const page = await open('/screens');
  const digits = page.getByLabel(own.pairing.enter);
  await digits.waitFor();
  await inspectPage(page, 'screens-none');
  const wrong = code === '000000' ? '111111' : '000000';
  await page.getByRole('button', { name: own.pair }).click();
  await page.keyboard.type(wrong);
  await page.getByText(problems.pairing_code_wrong).waitFor();
  expect(await digits.getAttribute('aria-invalid')).toBe('true');
  await inspectPage(page, 'screens-wrong-number');
  // The next digit begins a new number; typed with the gap that stands on the screen, the sixth digit is enough.
  await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByText(own.pairing.pairedText).waitFor();
  await page.getByLabel(own.show.name).fill('主舞台');
  await page.locator('playlist-choice').getByRole('list').waitFor();
  await inspectPage(page, 'screens-playlist');
  await page.getByRole('radio', { name: own.show.ways.galleries }).check();
  await page.getByRole('checkbox', { name: '花絮' }).check();
  await page.getByRole('checkbox', { name: '主会场' }).check();
  await page.locator('show-preview scene-view').waitFor();
  await inspectPage(page, 'screens-show');
  await page.getByRole('button', { name: own.show.up('主会场') }).click();
  await page.getByRole('combobox', { name: own.show.code('花絮') }).selectOption({ label: own.show.noCode });
  await page.getByRole('button', { name: own.show.save }).click();
  await page.getByRole('heading', { name: '主舞台' }).waitFor();
  await waitForPhoto(screen);
  const { items } = await box.owner.call<{ items: Screen[] }>('GET', '/api/screens');
  expect(items.map(({ name, shows }) => [name, shows.length, shows[0]?.linkId === null, shows[1]?.linkId])).toEqual([
    ['主舞台', 2, false, null],
  ]);
  await page.getByText(own.fine, { exact: true }).waitFor();
  await page
    .getByText(/^照片带码/)
    .first()
    .waitFor();
});

test('the page of all screens shows what each really shows, says who is silent, and blanks all with a way back', async () => {
  const { stage, foyer } = shown;
  const first = await kiosk();
  await pairKiosk(first, box.owner, '主舞台', [{ galleryId: stage.gallery.id }]);
  const upright = await kiosk({ width: 1080, height: 1920 });
  await pairKiosk(upright, box.owner, '照片领取站', [{ galleryId: foyer.gallery.id }]);
  const silent = await pairScreen(box, '西门屏');
  await box.owner.call('PATCH', `/api/screens/${silent.id}`, { shows: [{ galleryId: stage.gallery.id }] });
  const told = await silent.show(({ programme }) => programme.scenes.length > 0);
  const scene = told.programme.scenes[0];
  silent.say({
    mode: 'scene',
    sceneId: scene?.id ?? null,
    photoId: scene?.photoIds[0] ?? null,
    version: told.version,
    held: 5,
    wanted: 5,
  });
  await waitForPhoto(first);
  await waitForPhoto(upright);
  const page = await open('/screens');
  await page.getByRole('heading', { name: '西门屏' }).waitFor();
  silent.socket.disconnect();
  await page.getByText(own.silent, { exact: true }).waitFor();
  await expect.poll(() => page.getByText(/^照片带码/).count()).toBe(2);
  await expect.poll(() => page.getByText(/持有 5 \/ 5 张/).count()).toBe(2);
  await inspectPage(page, 'screens-all');
  await page.getByRole('button', { name: new RegExp(own.whatToDo) }).click();
  await page.getByText(own.help.steps[0] ?? '').waitFor();
  await inspectPage(page, 'screens-silent');
  await page.getByRole('button', { name: admin.done }).click();
  await page.getByRole('button', { name: new RegExp(own.callAgain) }).click();
  await page.getByText(problems.screen_offline).waitFor();

  await page.getByRole('button', { name: own.blankAll }).click();
  await page.getByText(own.blanked(2, 1)).waitFor();
  await expect.poll(() => first.page.locator('kiosk-stage').getAttribute('data-mode')).toBe('blank');
  await expect.poll(() => page.getByText(own.on.blank).count()).toBe(2);
  await inspectPage(page, 'screens-blank');
  await page.getByRole('button', { name: admin.undo }).click();
  await expect.poll(() => first.page.locator('kiosk-stage').getAttribute('data-mode')).toBe('scene');

  const hand = await open('/screens', { locale: 'en', width: 390, dark: true });
  await hand.getByRole('heading', { name: '西门屏' }).waitFor();
  await inspectPage(hand, 'screens-phone-dark');

  // Out of reach, nothing is said to be fine; back again, it is.
  const english = words('en');
  const fine = () => hand.getByText(english.screens.fine, { exact: true }).count();
  const unknown = () => hand.getByText(/^Unknown since \S/).count();
  const lost = hand.locator('header').getByText(english.admin.boxLost);
  for (const place of [english.admin.places.screens, english.admin.places.now]) {
    await hand.getByRole('link', { name: place }).first().click();
    // The page before stays until the next one is there, and says the same.
    await hand.locator(place === english.admin.places.now ? 'now-page' : 'screens-page').waitFor();
    await expect.poll(fine).toBe(2);
    await hand.context().setOffline(true);
    await lost.waitFor();
    await expect.poll(async () => [await unknown(), await fine()]).toEqual([3, 0]);
    await inspectPage(hand, `away-${place}-phone-dark`);
    await hand.context().setOffline(false);
    await lost.waitFor({ state: 'detached' });
    await expect.poll(fine).toBe(2);
  }
  // The browser itself tells of each request that went nowhere.
  allComplaints.at(-1)?.splice(0);
});

test('presses of the remote arrive on the screen, and on the phone what is on follows', async () => {
  const { stage, foyer } = shown;
  const screen = await kiosk();
  const shows = [{ galleryId: stage.gallery.id }, { galleryId: foyer.gallery.id }];
  const { id } = await pairKiosk(screen, box.owner, '主舞台', shows);
  await box.owner.call('PATCH', `/api/screens/${id}`, { seconds: 300 });
  await waitForPhoto(screen, stage.photos[0]?.id);
  const page = await open(`/screens/${id}`, phone);
  const seen = () => page.locator('screen-picture img[data-photo]').first().getAttribute('src');
  await expect.poll(seen).toContain(stage.photos[0]?.id);
  await inspectPage(page, 'remote-phone');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  await press(own.key.next);
  await waitForPhoto(screen, stage.photos[1]?.id);
  await expect.poll(seen).toContain(stage.photos[1]?.id);
  await press(own.key.previous);
  await waitForPhoto(screen, stage.photos[0]?.id);
  await press(own.key.pause);
  await page.getByRole('button', { name: own.key.resume }).waitFor();
  await press(own.key.resume);
  await page.getByRole('button', { name: own.key.pause }).waitFor();

  // Galleries of an event are called for as well, and stay until they are let go.
  await page.getByRole('button', { name: '花絮' }).click();
  await waitForPhoto(screen, foyer.photos[0]?.id);
  await page.getByText(own.pinnedNote, { exact: true }).waitFor();
  await page.getByRole('button', { name: '花絮', pressed: true }).waitFor();
  await inspectPage(page, 'remote-phone-pinned');
  await press(own.key.unpin);
  await page.getByText(own.pinnedNote, { exact: true }).waitFor({ state: 'detached' });

  // One photo, chosen on the picture.
  await press(own.key.toPhotos);
  const third = page.getByRole('button', { name: own.photo.put(own.photo.nth(own.photo.onNow, 3)), exact: true });
  await third.waitFor();
  await inspectPage(page, 'remote-phone-photos');
  await third.click();
  await waitForPhoto(screen, stage.photos[2]?.id);
  await press(own.key.unpin);

  await more(page, own.key.blank);
  await expect.poll(() => screen.page.locator('kiosk-stage').getAttribute('data-mode')).toBe('blank');
  await press(own.key.light);
  await expect.poll(() => screen.page.locator('kiosk-stage').getAttribute('data-mode')).toBe('scene');
  await more(page, own.key.identify);
  await screen.page.getByTestId('identify').getByText('主舞台').waitFor();
  await page.getByText(own.called('主舞台')).waitFor();
  await more(page, own.change);
  await page.locator('show-preview scene-view').waitFor();
  await inspectPage(page, 'remote-phone-show');
  await page.getByRole('button', { name: admin.cancel }).click();

  // On the other page of staff, the same is seen; a screen that is gone is said.
  const desk = await open(`/screens/${id}`, { locale: 'en', width: 1280, dark: true });
  await desk.getByText(words('en').screens.details, { exact: true }).waitFor();
  await inspectPage(desk, 'remote-desk-dark');
  await screen.context.close();
  await page.getByText(own.key.offline).waitFor();
  await inspectPage(page, 'remote-phone-offline');
});

test('at the sand table an agent calls for a unit, a colleague for another, and both see the last', async () => {
  const { project, units } = await sandTable();
  const screen = await kiosk();
  const { id } = await pairKiosk(screen, box.owner, '沙盘大屏', [{ galleryId: units[0]?.id ?? '' }]);
  await box.owner.call('PATCH', `/api/screens/${id}`, { seconds: 300 });
  await waitForPhoto(screen);
  const agent = { username: '周敏', password: ownerPassword };
  await box.owner.call('POST', '/api/accounts', { ...agent, role: 'presenter' });
  const page = await open(`/screens/${id}`, phone, agent);
  const colleague = await open(`/screens/${id}`, { locale: 'en', width: 1280 });
  const key = (on: Page, name: string) => on.locator('unit-keys').getByRole('button', { name: new RegExp(`^${name}`) });
  const kind = () => screen.page.locator('scene-view[data-on]').getAttribute('data-kind');

  // Seven units in two buildings: one tap narrows them down.
  await key(page, 'A1').waitFor();
  expect(await page.locator('unit-keys .keys button').count()).toBe(7);
  await page.getByRole('button', { name: '二号楼' }).click();
  await expect.poll(() => page.locator('unit-keys .keys button').count()).toBe(2);
  await page.getByRole('button', { name: own.key.allBuildings, exact: true }).click();

  // The key is lit before anybody has answered.
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  await page.route('**/commands', async (route) => {
    await held;
    await route.continue();
  });
  await key(page, 'B2').click();
  await page.locator('unit-keys').getByRole('button', { name: /^B2/, pressed: true }).waitFor();
  expect(await kind()).toBe('photo');
  letGo();
  await expect.poll(kind).toBe('unit');
  await page.unroute('**/commands');
  await page.getByText(/\d+ 秒后回到循环/).waitFor();
  await screen.page.getByText(agent.username).waitFor();
  await colleague.locator('unit-keys').getByRole('button', { name: /^B2/, pressed: true }).waitFor();
  await inspectPage(page, 'sand-table-phone');
  await inspectPage(colleague, 'sand-table-desk');

  await key(colleague, 'A1').click();
  for (const one of [page, colleague])
    await one.locator('unit-keys').getByRole('button', { name: /^A1/, pressed: true }).waitFor();
  expect(await page.locator('unit-keys .keys [aria-pressed="true"]').count()).toBe(1);

  await page.getByRole('button', { name: own.key.keep, exact: true }).click();
  await page.getByText(own.pinnedNote, { exact: true }).waitFor();
  await page.getByRole('button', { name: own.key.unpin, exact: true }).click();
  await expect.poll(kind).toBe('photo');

  await more(page, own.message.title);
  expect(await page.getByRole('menuitem', { name: own.change }).count()).toBe(0);
  await page.getByRole('button', { name: own.message.send, exact: true }).click();
  await page.getByText(own.message.missing).waitFor();
  await inspectPage(page, 'sand-table-message');
  await page.getByRole('button', { name: own.message.lines[3] ?? '', exact: true }).click();
  await page.getByRole('radio', { name: own.message.lengths[300] }).check();
  await page.getByRole('button', { name: own.message.send, exact: true }).click();
  await expect.poll(kind).toBe('message');
  await screen.page
    .getByText(own.message.lines[3] ?? '')
    .first()
    .waitFor();
  await page.getByText(own.message.sent).waitFor();

  // One photo of a unit that the loop does not have.
  await page.getByRole('button', { name: own.key.toPhotos, exact: true }).click();
  await page.locator('photo-dialog').getByRole('button', { name: /^C1/ }).click();
  await page.getByRole('button', { name: own.photo.put(own.photo.nth('C1', 2)), exact: true }).click();
  await waitForPhoto(screen, units[4]?.photoIds[1]);

  // What the agent showed, and not what the colleague did, becomes the client's.
  await page.getByRole('link', { name: own.key.makeOf(['C1', 'B2'], 2), exact: true }).click();
  await page.getByText(personal.onScreen(4)).waitFor();
  await page.getByRole('button', { name: personal.makeAndCopy(4), exact: true }).waitFor();
  await inspectPage(page, 'sand-table-personal');
  await page.getByRole('link', { name: admin.close, exact: true }).click();
  await key(page, 'C1').waitFor();
  const own1 = await box.owner.call<{ items: unknown[] }>('GET', `/api/screens/${id}/looked`);
  expect(own1.items).toMatchObject([{ title: 'A1', projectId: project.id }]);
});

test('a screen that does not do as it was told is said, and the next press may work', async () => {
  const { stage } = shown;
  const screen = await pairScreen(box, '大屏');
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: stage.gallery.id }] });
  const page = await open(`/screens/${screen.id}`, phone);
  await page.getByRole('button', { name: own.key.next }).click();
  await page.getByText(own.key.noAnswer).waitFor();
  // Now it says at once that it took over what it is told.
  screen.socket.on('show', ({ version }) => screen.say({ version }));
  await page.getByRole('button', { name: own.key.next }).click();
  await page.getByText(own.key.noAnswer).waitFor({ state: 'detached' });
});

test('a photo is withdrawn from everywhere by the remote, and comes back by one press', async () => {
  const { stage } = shown;
  const screen = await kiosk();
  const { id } = await pairKiosk(screen, box.owner, '主舞台', [{ galleryId: stage.gallery.id }]);
  await box.owner.call('PATCH', `/api/screens/${id}`, { seconds: 300 });
  const [first] = stage.photos;
  await waitForPhoto(screen, first?.id);
  const page = await open(`/screens/${id}`, phone);
  await page.locator('screen-picture scene-view').waitFor();
  await more(page, own.withdraw);
  await page.getByText(own.withdrawText(1)).waitFor();
  await inspectPage(page, 'remote-withdraw');
  await page.getByRole('button', { name: own.withdrawYes, exact: true }).click();
  await page.getByText(own.withdrawn).waitFor();
  await expect.poll(async () => (await onScreen(screen))?.photoId).not.toBe(first?.id);
  expect((await box.owner.ask('GET', `/api/photos/${first?.id}`)).status).toBe(404);
  await page.getByRole('button', { name: admin.undo }).click();
  await expect
    .poll(async () => (await box.owner.call<Screen>('GET', `/api/screens/${id}`)).state.programme.scenes.length)
    .toBe(5);
});

test('what is internal is asked about first; screens go in step, are named anew and removed', async () => {
  const { project, stage } = shown;
  const secret = await box.gallery(project.id, {
    title: '内部',
    audience: 'internal',
    photoIds: stage.photos.slice(0, 2).map(({ id }) => id),
  });
  const one = await kiosk();
  const { id } = await pairKiosk(one, box.owner, '主舞台', [{ galleryId: stage.gallery.id }]);
  const other = await kiosk();
  const { id: otherId } = await pairKiosk(other, box.owner, '序厅');
  const page = await open(`/screens/${otherId}`);
  await page.getByText(own.on.nothing).first().waitFor();
  await more(page, own.change);
  await page.getByRole('radio', { name: own.show.ways.galleries }).check();
  await page.getByRole('combobox', { name: own.show.project }).selectOption({ label: project.title });
  await page.getByRole('checkbox', { name: '内部' }).check();
  await page.getByRole('button', { name: own.show.save }).click();
  await page.getByText(own.show.privateText).waitFor();
  await inspectPage(page, 'screens-private');
  await page.locator('question-box').getByRole('button', { name: admin.cancel }).click();
  expect((await box.owner.call<Screen>('GET', `/api/screens/${otherId}`)).shows).toEqual([]);
  await page.getByRole('button', { name: own.show.save }).click();
  await page.locator('question-box').getByRole('button', { name: own.show.privateYes }).click();
  await expect
    .poll(async () => (await box.owner.call<Screen>('GET', `/api/screens/${otherId}`)).shows[0]?.galleryId)
    .toBe(secret.id);
  await page.locator('show-dialog dialog').waitFor({ state: 'hidden' });

  await more(page, own.change);
  await page.getByRole('combobox', { name: own.show.company }).selectOption({ label: own.show.with('主舞台') });
  await page.getByText(own.show.companyHelp('主舞台')).waitFor();
  await inspectPage(page, 'screens-company');
  await page.getByRole('button', { name: own.show.save }).click();
  await page.getByText(own.key.together(own.key.list(['主舞台']))).waitFor();
  const { together } = await box.owner.call<Screen>('GET', `/api/screens/${id}`);
  expect(together).toEqual([{ id: otherId, name: '序厅' }]);
  await page.locator('show-dialog dialog').waitFor({ state: 'hidden' });

  await more(page, own.rename);
  await page.getByLabel(own.show.name).fill('前厅');
  await page.getByLabel(own.show.name).press('Enter');
  await page.getByRole('heading', { name: '前厅' }).waitFor();
  await page.locator('rename-dialog dialog').waitFor({ state: 'hidden' });
  await more(page, own.remove);
  await page.locator('question-box').getByRole('button', { name: own.removeYes }).click();
  await page.getByRole('heading', { name: own.title }).waitFor();
  expect(await pairingCode(other)).toMatch(/^\d{6}$/);
  await page.goto(`${box.localUrl}/admin/screens/${otherId}`);
  await page.getByText(own.lost).waitFor();
});

async function more(page: Page, what: string) {
  await page.getByRole('button', { name: own.key.more, exact: true }).click();
  await page.getByRole('menuitem', { name: what }).click();
}
