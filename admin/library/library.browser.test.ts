import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { PhotoPage, TrashedPhoto } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { words } from '#words/index.ts';
import { newId } from '../../server/ids.ts';
import { seriousFaults } from '../../server/testing/axe.ts';
import { cutOff, strangers } from '../../server/testing/bad-files.ts';
import { type NamedFile, ownerPassword, startTestBox, type TestBox } from '../../server/testing/box.ts';
import { openBrowser } from '../../server/testing/browser.ts';
import { makePhoto } from '../../server/testing/photos.ts';

const { library, admin } = words('zh-CN');
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

let box: TestBox;
let project: Project;
let context: BrowserContext;
let page: Page;
let complaints: string[];

async function open(size: { width: number; height: number }, dark = false) {
  context = await (await openBrowser()).newContext({
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    ...(size.width < 600 && { isMobile: true, hasTouch: true, deviceScaleFactor: 2 }),
  });
  page = await context.newPage();
  complaints = [];
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  page.on('console', (message) => {
    // The box's "no" is an answer, and a broken line is what some of these tests are about.
    if (message.type() === 'error' && !/status of 4\d\d|net::ERR_/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (/^(http|ws)/.test(request.url()) && !request.url().startsWith(box.localUrl))
      complaints.push(`asked ${request.url()}`);
  });
  const owner = { username: 'owner', password: ownerPassword };
  const answer = await context.request.post(`${box.localUrl}/api/session`, { data: owner });
  expect(answer.status()).toBe(204);
  await page.goto(`${box.localUrl}/admin/projects/${project.id}`);
  await page.getByRole('heading', { level: 1, name: project.title }).waitFor();
}

/** What must hold of the page in every state; leaves a picture where a folder for them is named. */
async function look(name: string) {
  const folder = process.env.MAIIMG_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `library-${name}.png`) });
  expect(await seriousFaults(page)).toEqual([]);
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(wide).toBeLessThanOrEqual(room as number);
  expect(complaints).toEqual([]);
}

const photos = () => page.getByRole('listbox', { name: library.grid }).getByRole('option');
const filter = (name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) });
const all = () => box.owner.call<PhotoPage>('GET', `/api/projects/${project.id}/photos?limit=200`);
const galleries = async () =>
  (await box.owner.call<{ items: Gallery[] }>('GET', `/api/projects/${project.id}/galleries`)).items;
const small = (count: number, from = 0): Promise<NamedFile[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, nr) => ({
      name: `IMG_${String(from + nr).padStart(4, '0')}.jpg`,
      data: await makePhoto({ width: nr % 3 === 0 ? 240 : 360, height: nr % 3 === 0 ? 320 : 240, seed: from + nr + 1 }),
    })),
  );
const sent = (files: readonly NamedFile[]) =>
  files.map(({ name, data }) => ({ name, mimeType: '', buffer: Buffer.from(data) }));

beforeAll(async () => {
  box = await startTestBox();
});
beforeEach(async () => {
  project = await box.project();
});
afterEach(async () => context.close());
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

test('of 60 files, interrupted by a reload, all good ones are in the library once and each bad one is named', async () => {
  const good = await small(44);
  const photo = Buffer.from(good[0]?.data as Uint8Array);
  const bad: NamedFile[] = [
    { name: '合影终稿.jpg', data: strangers.pdf },
    { name: 'guest-list.jpg', data: strangers.text },
    { name: 'page.jpg', data: strangers.html },
    { name: 'drawing.png', data: strangers.svg },
    { name: 'from-iphone.jpg', data: strangers.heic },
    { name: 'noise.jpg', data: strangers.magicThenNoise },
    { name: 'cut-off.jpg', data: cutOff(photo, 0.5) },
    { name: 'film.jpg', data: strangers.film },
  ];
  const aside: NamedFile[] = [
    'DSC_1.NEF',
    'DSC_2.CR3',
    'IMG_1.HEIC',
    'clip.mov',
    'contract.pdf',
    'work.psd',
    'all.zip',
    'empty.jpg',
  ].map((name) => ({ name, data: name === 'empty.jpg' ? Buffer.alloc(0) : Buffer.from('x') }));
  const files = [...good.slice(0, 10), ...bad.slice(0, 4), ...aside, ...good.slice(10), ...bad.slice(4)];
  expect(files).toHaveLength(60);

  await open(desktop);
  await page.getByText(library.empty, { exact: true }).waitFor();
  // Some get through, some are taken in although the page never hears of it, then nothing moves any more.
  let asked = 0;
  await page.route('**/api/projects/*/photos', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    asked += 1;
    if (asked <= 12) return route.fallback();
    if (asked <= 15) await route.fetch();
  });
  await page.locator('#files').setInputFiles(sent(files));
  await expect.poll(() => kept()).toBe(60);
  await expect.poll(() => asked).toBe(15);
  await expect.poll(async () => (await all()).items.length).toBeGreaterThanOrEqual(10);
  await look('1-going');
  await page.unroute('**/api/projects/*/photos');
  await page.reload();

  // Those that were taken in unheard are not told as there before.
  await page.getByText(library.uploading.done(44, 8), { exact: true }).waitFor();
  await box.photosDone();
  const there = await all();
  expect(there.items.map(({ name }) => name).toSorted()).toEqual(good.map(({ name }) => name).toSorted());

  await page.getByRole('button', { name: library.uploading.seeWhy }).click();
  for (const { name } of bad) expect(await page.getByText(name, { exact: true }).count()).toBe(1);
  await page.getByText(library.uploading.contents('pdf'), { exact: false }).waitFor();
  await page.getByRole('button', { name: library.aside.names }).click();
  for (const { name } of aside) expect(await page.getByText(name, { exact: true }).count()).toBe(1);
  await page.getByText(library.aside.ways.heic, { exact: false }).waitFor();
  await look('2-done');

  // Read and waved away, nothing of it comes back.
  await page.getByRole('button', { name: library.uploading.removeAll }).click();
  await page.getByRole('button', { name: library.aside.dismiss }).click();
  // By hand or, some seconds later, by itself.
  await page
    .getByRole('button', { name: library.uploading.fold })
    .click({ timeout: 3000 })
    .catch(() => undefined);
  await expect.poll(() => kept()).toBe(0);
  await expect.poll(() => photos().count()).toBe(44);
  await page.reload();
  await expect.poll(() => photos().count()).toBe(44);
  expect(await page.getByText(library.uploading.title).count()).toBe(0);
});

test('what the library holds already counts as received, and a lost network is no end', async () => {
  const files = await small(6);
  await box.bring(project.id, files.slice(0, 2));
  await open(phone);
  let lost = true;
  await page.route('**/api/projects/*/photos', (route) =>
    lost && route.request().method() === 'POST' ? route.abort('connectionfailed') : route.fallback(),
  );
  await page.locator('#files').setInputFiles(sent(files));
  await page.getByText(library.uploading.lost, { exact: false }).waitFor();
  await look('3-lost-phone');
  lost = false;
  await page.getByText(library.uploading.duplicates(2), { exact: false }).waitFor();
  await page.getByText(library.uploading.done(6, 0), { exact: false }).waitFor();
  expect((await all()).items).toHaveLength(6);
});

test('another tab leaves alone what one tab sends, and takes it up when that one is closed', async () => {
  const files = await small(6);
  await open(desktop);
  let asked = 0;
  await context.route('**/api/projects/*/photos', (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    asked += 1;
    return undefined;
  });
  await page.locator('#files').setInputFiles(sent(files));
  await expect.poll(() => kept()).toBe(6);
  await expect.poll(() => asked).toBe(3);
  const first = page;
  page = await context.newPage();
  await page.goto(`${box.localUrl}/admin/projects/${project.id}`);
  await page.getByText(library.empty, { exact: true }).waitFor();
  expect(asked).toBe(3);
  await context.unroute('**/api/projects/*/photos');
  await first.close();
  await page.getByText(library.uploading.done(6, 0)).waitFor();
  expect((await all()).items).toHaveLength(6);
});

test('photos picked by keyboard are found by the filter and become a gallery; too many are split in two', async () => {
  await box.bring(project.id, await small(20));
  await box.bring(project.id, await small(20, 20));
  await open(desktop);
  await expect.poll(() => photos().count()).toBe(40);
  await photos().first().focus();
  let changes = 0;
  page.on('requestfinished', (request) => {
    if (request.method() !== 'GET') changes += 1;
  });
  for (const key of ['p', 'ArrowRight', 'x', 'ArrowRight', 'p', 'ArrowDown', 'p', 'ArrowRight', 'p', 'u'])
    await page.keyboard.press(key);
  // All six, in the order pressed.
  await expect.poll(() => changes).toBe(6);
  expect((await all()).counts).toMatchObject({ picked: 3, rejected: 1 });
  const picked = (await all()).items.filter(({ mark }) => mark === 'picked').map(({ id }) => id);
  await filter(library.show.picked).check({ force: true });
  await expect.poll(() => photos().count()).toBe(3);
  await look('4-picked');
  await page.getByRole('button', { name: library.usePicked }).click();
  await page.getByLabel(library.make.title).fill('开幕');
  await page.locator('make-dialog').getByRole('button', { name: library.make.submit }).click();
  await page.getByText(library.make.done('开幕')).waitFor();
  expect((await galleries()).map(({ title, photoIds }) => [title, photoIds.toSorted()])).toEqual([
    ['开幕', picked.toSorted()],
  ]);

  await filter(library.show.all).check({ force: true });
  await expect.poll(() => photos().count()).toBe(40);
  // A filter is a step that Back takes back; letters of a search are none.
  await page.getByLabel(library.searchLabel).fill('0007');
  await expect.poll(() => photos().count()).toBe(1);
  await page.goBack();
  await expect.poll(() => photos().count()).toBe(3);
  await page.goBack();
  await expect.poll(() => photos().count()).toBe(40);
  await photos().first().focus();
  await page.keyboard.press('Control+a');
  await page.getByText(library.bar.chosen(40)).waitFor();
  await look('5-chosen');
  await page.locator('selection-bar').getByRole('button', { name: library.bar.make }).click();
  const { chapters } = words('zh-CN').galleries;
  await page.getByText(chapters.heading(40)).waitFor();
  await page.locator('chapters-dialog').getByText(chapters.ways.count).click();
  await page.locator('chapters-dialog input[name=title]').fill('全天');
  await expect.poll(() => page.getByLabel(chapters.chapter(2)).inputValue()).toBe('全天 2');
  await look('6-split');
  await page.getByRole('button', { name: chapters.make(2) }).click();
  await page.getByRole('heading', { level: 1, name: '全天' }).waitFor();
  expect((await galleries()).map(({ title, photoIds }) => `${title} ${photoIds.length}`).toSorted()).toEqual([
    '全天 2 15',
    '全天 25',
    '开幕 3',
  ]);
});

test('words and names of several photos are changed at once, and taken back', async () => {
  await box.bring(project.id, await small(4));
  await open(desktop);
  await expect.poll(() => photos().count()).toBe(4);
  await photos().first().focus();
  await page.keyboard.press('Control+a');
  const choose = async (what: string) => {
    await page.locator('selection-bar').getByRole('button', { name: library.bar.more }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };
  await choose(library.bar.words);
  await page.getByLabel(library.edit.title, { exact: true }).fill('主会场');
  await page.getByLabel(library.edit.addTags).fill('花絮，VIP');
  await look('7-words');
  await page.locator('words-dialog').getByRole('button', { name: library.edit.submit }).click();
  await expect
    .poll(async () => (await all()).items.map(({ title, tags }) => `${title} ${tags}`))
    .toEqual(Array(4).fill('主会场 花絮,VIP'));
  await page.getByRole('button', { name: admin.undo }).click();
  await expect
    .poll(async () => (await all()).items.map(({ title, tags }) => `${title} ${tags}`))
    .toEqual(Array(4).fill(' '));
  await choose(library.bar.rename);
  await page.getByLabel(library.rename.pattern).fill('峰会_{n}');
  await page.locator('rename-dialog').getByRole('button', { name: library.rename.submit }).click();
  await expect
    .poll(async () => (await all()).items.map(({ name }) => name))
    .toEqual([1, 2, 3, 4].map((nr) => `峰会_0${nr}.jpg`));
});

test('one photo is opened, described and replaced; the address leads to it again', async () => {
  await box.bring(project.id, await small(3));
  await open(phone);
  await expect.poll(() => photos().count()).toBe(3);
  await photos().nth(1).click();
  await page.getByText(library.one.position(2, 3)).waitFor();
  await page.getByLabel(library.one.title, { exact: true }).fill('长堤');
  await page.getByRole('button', { name: library.one.save, exact: true }).click();
  await page.getByRole('heading', { name: '长堤' }).waitFor();
  const [other] = await small(1, 70);
  await page.locator('photo-dialog #file').setInputFiles(sent([other as NamedFile]));
  await page.getByRole('button', { name: library.one.replaceYes, exact: true }).click();
  await page.getByText(library.one.edition(2), { exact: false }).waitFor();
  await box.photosDone();
  await page.reload();
  await page.getByRole('heading', { name: '长堤' }).waitFor();
  await look('8-photo-phone');
  await page.goBack();
  await page.getByText(library.one.position(2, 3)).waitFor({ state: 'detached' });
});

test('on a phone what may be done with the selection stays at the tab bar, however often one ticks', async () => {
  await box.bring(project.id, await small(3));
  await open(phone);
  await page.getByRole('button', { name: library.group.select }).click();
  const bar = page.locator('selection-bar');
  await bar.waitFor();
  const foot = () => bar.evaluate((element) => innerHeight - element.getBoundingClientRect().bottom);
  const before = await foot();
  for (const nr of [0, 1]) {
    await photos().nth(nr).click();
    await bar.getByText(library.bar.chosen(2 - nr)).waitFor();
  }
  expect(await foot()).toBe(before);
});

test('withdrawn photos are in the trash, and restored they are in their gallery again', async () => {
  const brought = await box.bring(project.id, await small(5));
  const gallery = await box.gallery(project.id, { photoIds: brought.map(({ id }) => id) });
  await open(desktop, true);
  await expect.poll(() => photos().count()).toBe(5);
  await photos()
    .nth(0)
    .click({ modifiers: ['Control'] });
  await photos()
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await page.getByText(library.bar.chosen(3)).waitFor();
  await page.locator('selection-bar').getByRole('button', { name: library.bar.more }).click();
  await page.getByRole('menuitem', { name: library.bar.withdraw }).click();
  await page.locator('question-box').getByRole('button', { name: library.withdraw.yes }).click();
  await expect.poll(() => photos().count()).toBe(2);
  const held = async () => (await galleries()).find(({ id }) => id === gallery.id)?.photoIds.length;
  expect(await held()).toBe(2);

  await page.getByRole('link', { name: library.trashLink(3) }).click();
  await expect.poll(() => page.getByRole('checkbox').count()).toBe(3);
  await look('9-trash-dark');
  await page.getByRole('button', { name: library.trash.all }).click();
  await page.getByRole('button', { name: library.trash.restore }).click();
  await page.getByText(library.trash.empty, { exact: true }).waitFor();
  expect(await held()).toBe(5);
  const { items } = await box.owner.call<{ items: TrashedPhoto[] }>('GET', `/api/projects/${project.id}/trash`);
  expect(items).toEqual([]);
  await page.getByRole('link', { name: library.trash.back }).click();
  await expect.poll(() => photos().count()).toBe(5);
});

test('with 5,000 photos the page stays small to its end, and a photo that is ready appears in it', async () => {
  await box.bring(project.id, await small(8));
  await multiply(5000);
  await open(desktop);
  await photos().first().waitFor();
  await page.getByRole('radio', { name: /^全部\s*5,?000/ }).waitFor();
  let most = 0;
  const atEnd = () =>
    page.evaluate(() => {
      scrollBy(0, 4000);
      return innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    });
  const last = () => page.locator('[aria-posinset="5000"]').count();
  for (let nr = 0; nr < 400 && !((await atEnd()) && (await last()) === 1); nr += 1) {
    most = Math.max(most, await photos().count());
    await page.waitForTimeout(20);
  }
  expect(await last()).toBe(1);
  expect(most).toBeGreaterThan(20);
  expect(most).toBeLessThan(300);
  await look('10-end-of-5000');
  // The keyboard's place is kept although it is far out of view.
  await photos().last().focus();
  await page.keyboard.press('Home');
  await expect.poll(() => photos().first().getAttribute('aria-posinset')).toBe('1');
  await box.bring(project.id, await small(1, 90));
  await page.getByRole('option', { name: 'IMG_0090.jpg' }).waitFor();
});

/** How many uploads the browser keeps. */
function kept(): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        const request = indexedDB.open('maiimg-uploads', 1);
        request.onsuccess = () => {
          const count = request.result.transaction('uploads').objectStore('uploads').count();
          count.onsuccess = () => {
            request.result.close();
            done(count.result);
          };
        };
      }),
  );
}

/** Rows beside those there are, of the same files, until there are so many. */
async function multiply(count: number): Promise<void> {
  const rows = await box.kit.db.read.selectFrom('photos').selectAll().where('project_id', '=', project.id).execute();
  for (let made = rows.length; made < count; made += 500) {
    await box.kit.db.write(async (writer) => {
      const more = Array.from({ length: Math.min(500, count - made) }, (_, nr) => {
        const row = rows[(made + nr) % rows.length] as (typeof rows)[number];
        const at = row.uploaded_at - (made + nr) * 20_000;
        return { ...row, id: newId(at), name: `COPY_${made + nr}.jpg`, uploaded_at: at };
      });
      for (let from = 0; from < more.length; from += 50)
        await writer
          .insertInto('photos')
          .values(more.slice(from, from + 50))
          .execute();
    });
  }
}
