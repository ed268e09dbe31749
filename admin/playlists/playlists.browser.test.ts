import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Playlist } from '#contract/playlists.ts';
import type { Screen } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { closeScreens, pairScreen } from '../../server/testing/screens.ts';
import { type Desk, inspectPage, openStaffPage } from '../../server/testing/staff-pages.ts';

const { admin, playlistsEditor: own } = words('zh-CN');
const english = words('en').playlistsEditor;
const laptop: Desk = { locale: 'zh-CN', width: 1280 };
const phone: Desk = { locale: 'zh-CN', width: 390 };

let box: TestBox;
let project: { id: string };
let screen: { id: string };
const contexts: BrowserContext[] = [];
const allComplaints: string[][] = [];

async function open(path: string, desk: Desk = laptop): Promise<Page> {
  const owner = { username: 'owner', password: ownerPassword };
  const staff = await openStaffPage(box.localUrl, `/admin${path}`, desk, owner);
  contexts.push(staff.context);
  allComplaints.push(staff.complaints);
  return staff.page;
}

const read = (id: string) => box.owner.call<Playlist>('GET', `/api/playlists/${id}`);
const make = (name: string) => box.owner.call<Playlist>('POST', '/api/playlists', { name, projectId: project.id });
/** What the preview has brought into view. */
const seen = (page: Page) => page.locator('draft-preview scene-view.there').last();
const rows = (page: Page) => page.locator('item-list li[data-id]');
const save = (page: Page) => page.getByRole('button', { name: own.save, exact: true }).click();
const answer = (page: Page, name: string) => page.locator('question-box').getByRole('button', { name }).click();

beforeAll(async () => {
  box = await startTestBox();
  project = await box.project('2026 自然影像峰会');
  const files = await Promise.all(
    [1, 2, 3, 4].map(async (seed) => ({
      name: `photo-${seed}.jpg`,
      data: await makePhoto({ width: 1500, height: 1000, seed }),
    })),
  );
  const photos = (await box.bring(project.id, files)).map(({ id }) => id);
  await box.gallery(project.id, { title: '主会场', photoIds: photos.slice(0, 3), for: 'many' });
  await box.gallery(project.id, { title: '内部', audience: 'internal', photoIds: photos.slice(2) });
  screen = await pairScreen(box, '主舞台');
});
afterEach(async () => {
  const complaints = allComplaints.splice(0).flat();
  for (const context of contexts.splice(0)) await context.close();
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  closeScreens();
  await (await openBrowser()).close();
  await box.stop();
});

test('a project becomes a playlist in one tap, is seen as screens play it, and goes on a screen', async () => {
  const page = await open('/playlists');
  await page.getByText(own.empty).waitFor();
  await inspectPage(page, 'playlists-none');
  await page.getByRole('button', { name: own.add }).click();
  const choice = page.locator('new-playlist-dialog').getByRole('button', { name: /^2026 自然影像峰会/ });
  await choice.waitFor();
  await inspectPage(page, 'playlists-new');
  await choice.click();
  await page.getByRole('heading', { name: '2026 自然影像峰会' }).waitFor();
  await seen(page).locator('img').first().waitFor();
  await page
    .getByRole('button', { name: own.list.add, exact: true })
    .and(page.locator('[aria-disabled=false]'))
    .waitFor();
  await inspectPage(page, 'playlist', { width: 390, dark: true });
  // A press on an item shows its scene at once; upright it is drawn anew.
  await page.getByRole('button', { name: new RegExp(own.kinds.poster) }).click();
  await expect.poll(() => seen(page).locator('poster-scene').count()).toBe(1);
  await page.getByText(own.preview.upright, { exact: true }).click();
  await inspectPage(page, 'playlist-poster', { width: 390, dark: false });
  await page.getByRole('button', { name: own.preview.pause }).click();
  await page.getByRole('button', { name: own.preview.next }).click();
  await expect.poll(() => seen(page).locator('poster-scene').count()).toBe(0);

  await page.getByRole('button', { name: own.put.title }).first().click();
  await page.getByRole('checkbox', { name: '主舞台' }).waitFor();
  await inspectPage(page, 'playlist-put');
  await page.getByRole('button', { name: own.put.save(1) }).click();
  await page.getByText(own.put.done(['主舞台'])).waitFor();
  const shown = await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`);
  expect(shown.playlist?.name).toBe('2026 自然影像峰会');
  await page.getByText(own.unchanged(1)).first().waitFor();

  // While a screen shows it it cannot be deleted, and staff are told where it is.
  await page.getByRole('link', { name: own.back }).click();
  await page.getByText(own.onScreens(['主舞台'])).waitFor();
  await inspectPage(page, 'playlists', { width: 390, dark: true });
  const act = async (name: string) => {
    await page.getByRole('button', { name: own.more('2026 自然影像峰会'), exact: true }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await act(own.remove);
  await page.getByText(own.inUse(['主舞台'])).waitFor();
  await act(own.copy);
  const copy = own.copyName('2026 自然影像峰会');
  await page.getByText(own.copied(copy)).waitFor();
  await page.getByRole('button', { name: own.more(copy) }).click();
  await page.getByRole('menuitem', { name: own.remove }).click();
  await page.getByRole('heading', { name: copy }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: admin.undo }).click();
  await page.getByRole('heading', { name: copy }).waitFor();
});

test('on a phone a message is written, moved by the keyboard, given its hours, and saved', async () => {
  const { id, items } = await make('西门');
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { playlistId: id });
  const page = await open(`/playlists/${id}`, phone);
  await page
    .getByRole('button', { name: own.list.add, exact: true })
    .and(page.locator('[aria-disabled=false]'))
    .click();
  await page.getByRole('button', { name: new RegExp(`^${own.kinds.message}`) }).click();
  await expect.poll(() => seen(page).locator('message-scene').count()).toBe(1);
  await page.getByRole('button', { name: own.preview.pause }).click();
  const text = page.locator("input[name='text']");
  await text.fill('');
  await page.locator('item-list').getByText(own.list.mistakes).waitFor();
  await save(page);
  await page.getByText(own.wrong.text).waitFor();
  await page.locator("input[name='text']:focus").waitFor();
  await inspectPage(page, 'playlist-wrong-phone');
  await text.fill('下午茶在二楼');
  await seen(page).getByText('下午茶在二楼').waitFor();
  // Nothing of it is saved yet.
  expect((await read(id)).items).toHaveLength(items.length);

  await page.getByRole('radio', { name: own.when.only }).first().check();
  await page.getByText('周一到周五 09:00–18:00').first().waitFor();
  await inspectPage(page, 'playlist-message-phone', { width: 1280, dark: true });
  const handle = page.getByRole('button', { name: own.list.drag('下午茶在二楼') });
  await handle.focus();
  await page.keyboard.press('ArrowUp');
  await page.getByText(own.list.moved('下午茶在二楼', items.length)).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.getByText(own.list.moved('下午茶在二楼', items.length - 1)).waitFor();
  await page.getByText(own.effect(1)).last().waitFor();
  await save(page);
  await page.getByText(own.savedOn(1)).waitFor();
  const kept = (await read(id)).items;
  expect(kept[items.length - 2]).toMatchObject({
    kind: 'message',
    text: '下午茶在二楼',
    when: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
  });

  // Taken out, and back by one press.
  await page.getByRole('button', { name: own.more('下午茶在二楼') }).click();
  await page.getByRole('menuitem', { name: own.list.remove }).click();
  await expect.poll(() => rows(page).count()).toBe(items.length);
  await page.getByRole('button', { name: admin.undo }).click();
  await expect.poll(() => rows(page).count()).toBe(items.length + 1);
});

test('what is not saved is asked about, and nobody’s work is overwritten unasked', async () => {
  const { id, version } = await make('序厅');
  const page = await open(`/playlists/${id}`);
  const name = page.getByLabel(own.whole.name, { exact: true });
  await name.fill('序厅大屏');
  const back = page.getByRole('link', { name: own.back });
  await back.click();
  await page.getByText(own.leave.text).waitFor();
  await inspectPage(page, 'playlist-leave');
  await answer(page, own.leave.no);
  expect(await name.inputValue()).toBe('序厅大屏');

  const { items } = await read(id);
  await box.owner.call('PUT', `/api/playlists/${id}`, { name: '别人改的', items, version });
  await save(page);
  await page.getByText(own.meanwhile.text).waitFor();
  await answer(page, own.meanwhile.mine);
  await page.getByText(own.saved).waitFor();
  expect((await read(id)).name).toBe('序厅大屏');

  await name.fill('不要的名字');
  await back.click();
  await answer(page, own.leave.yes);
  await page.getByRole('heading', { name: own.title }).waitFor();
  expect((await read(id)).name).toBe('序厅大屏');
  // The browser's own way back asks as well.
  await page.getByRole('link', { name: '序厅大屏', exact: true }).click();
  await page.getByLabel(own.whole.name, { exact: true }).fill('又改了');
  await page.goBack();
  await answer(page, own.leave.save);
  await page.getByRole('heading', { name: own.title }).waitFor();
  expect((await read(id)).name).toBe('又改了');
});

test('a gallery that is not for everybody is asked about by its name, in English too', async () => {
  const { id } = await make('前厅');
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { playlistId: id });
  const page = await open(`/playlists/${id}`, { locale: 'en', width: 1280, dark: true });
  await page.getByRole('button', { name: new RegExp(`主会场 ?${english.kinds.photos}`) }).click();
  await page.getByRole('button', { name: english.form.galleryOf('主会场') }).click();
  await page.locator('gallery-dialog').getByRole('button', { name: '内部' }).waitFor();
  await inspectPage(page, 'playlist-gallery-dark');
  await page.locator('gallery-dialog').getByRole('button', { name: '内部' }).click();
  await page.getByRole('radio', { name: english.form.codes.rotating }).check();
  await inspectPage(page, 'playlist-photos-dark', { width: 390, dark: true });
  await page.getByRole('radio', { name: english.form.codes.none }).check();
  await page.getByRole('button', { name: english.save, exact: true }).click();
  await page.getByText(english.private.text(['内部'])).waitFor();
  await answer(page, words('en').admin.cancel);
  expect(JSON.stringify((await read(id)).items)).not.toContain('"none"');
  await page.getByRole('button', { name: english.save, exact: true }).click();
  await answer(page, english.private.yes);
  await page.getByText(english.savedOn(1)).waitFor();
  expect((await read(id)).items[0]).toMatchObject({ kind: 'photos', code: { kind: 'none' } });
});
