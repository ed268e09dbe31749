import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { seriousFaults } from '../../testing/axe.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { openBrowser, type Phone, type PhoneOptions, phone } from '../../testing/browser.ts';
import { makePhoto } from '../../testing/photos.ts';
import { readZip } from '../../testing/zip.ts';
import { assets } from '../assets.ts';

let box: TestBox;
let projectId: string;
let photos: Photo[];
let chapters: string[];
const titles = ['主会场', '分论坛'];

beforeAll(async () => {
  if (!assets().script) throw new Error('the guest’s script is not built: npm run build');
  box = await startTestBox();
  projectId = (await box.project()).id;
  const made = await Promise.all(
    [1, 2, 3, 4].map((seed) => makePhoto({ width: seed === 2 ? 600 : 900, height: 600, seed: seed + 70 })),
  );
  photos = await box.bring(
    projectId,
    made.map((data, at) => ({ name: `照片 ${at + 1}.jpg`, data })),
  );
  const ids = photos.map(({ id }) => id);
  chapters = [
    (await box.gallery(projectId, { title: titles[0], photoIds: ids.slice(0, 3) })).id,
    (await box.gallery(projectId, { title: titles[1], photoIds: ids.slice(3) })).id,
  ];
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

const linkOf = (policy: Record<string, unknown>, galleryIds = chapters.slice(0, 1)) =>
  box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds, policy });
const downloads = async (link: Link) => (await box.owner.call<Link>('GET', `/api/links/${link.id}`)).downloads;

async function scan(link: Link, options: PhoneOptions = {}): Promise<Phone> {
  const guest = await phone(await openBrowser(), options);
  await guest.page.goto(`${box.guestUrl}/g/${link.token}`);
  if (options.javaScript === false) await guest.page.locator('button[name=go]').click();
  await guest.page.locator('.chapter .photo').first().waitFor();
  return guest;
}

async function leave(guest: Phone): Promise<void> {
  expect([guest.complaints, guest.strangers]).toEqual([[], []]);
  await guest.context.close();
}

async function saved(guest: Phone, press: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([guest.page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
const namesIn = (bytes: Buffer) => readZip(bytes).map(({ name }) => name);

test('one press saves the chapter that is shown', async () => {
  const link = await linkOf({ download: 'original' }, chapters);
  const guest = await scan(link, { agent: 'desktop' });
  const bar = guest.page.locator('.chapter.on .keep');
  expect(await bar.locator('.all').textContent()).toContain('保存主会场 3 张');
  const { name, bytes } = await saved(guest, () => bar.locator('.all').click());
  expect(name).toBe('2026 自然影像峰会.zip');
  expect(namesIn(bytes)).toEqual(['照片 1.jpg', '照片 2.jpg', '照片 3.jpg']);
  expect(await downloads(link)).toBe(3);
  await guest.page.locator('.tabs a', { hasText: '分论坛' }).click();
  expect(await bar.locator('.all').textContent()).toContain('保存这张照片');
  expect(await bar.locator('.some').count()).toBe(0);
  const only = await saved(guest, () => bar.locator('.all').click());
  expect(only.name).toBe('照片 4.jpg');
  await leave(guest);
});

test('chosen photos are ticked by taps or keys and saved together, and one by itself is no archive', async () => {
  const guest = await scan(await linkOf({ download: 'screen' }), { agent: 'desktop' });
  const { page } = guest;
  const bar = page.locator('.keep');
  const shot = (at: number) => page.locator('a.photo').nth(at);
  await bar.locator('.some').click();
  expect(await bar.locator('.all').textContent()).toContain('点照片来选');
  expect(await bar.locator('.all').getAttribute('href')).toBeNull();
  await shot(0).click();
  await shot(2).focus();
  await page.keyboard.press('Space');
  expect(await page.locator('a.photo[aria-checked="true"]').count()).toBe(2);
  expect(await page.locator('.pswp').count()).toBe(0);
  expect(await bar.locator('.all').textContent()).toContain('保存 2 张');
  expect(await seriousFaults(page)).toEqual([]);
  const some = await saved(guest, () => bar.locator('.all').click());
  expect(namesIn(some.bytes)).toEqual(['照片 1.jpg', '照片 3.jpg']);
  await expect.poll(() => bar.locator('.all').textContent()).toContain('保存全部 3 张');
  await bar.locator('.some').click();
  await shot(1).click();
  const one = await saved(guest, () => bar.locator('.all').click());
  expect([one.name, one.bytes.toString('latin1', 0, 3)]).toEqual(['照片 2.jpg', '\xff\xd8\xff']);
  await bar.locator('.some').click();
  await page.keyboard.press('Escape');
  expect(await page.locator('[aria-checked]').count()).toBe(0);
  // Out of choosing, a tap shows the photo large, with a button of its own.
  await shot(0).click();
  await page.locator('.pswp a.save').waitFor();
  expect(await page.locator('.pswp a.save').textContent()).toBe('保存照片');
  expect((await saved(guest, () => page.locator('.pswp a.save').click())).name).toBe('照片 1.jpg');
  await leave(guest);
});

test('without script photos are saved one by one, chosen, or all, by plain links and a form', async () => {
  const guest = await scan(await linkOf({ download: 'original' }), { javaScript: false });
  const { page } = guest;
  const one = await saved(guest, () => page.locator('.kept li a').nth(1).click());
  expect(one.name).toBe('照片 2.jpg');
  await page.locator('.kept input[type=checkbox]').nth(0).check();
  await page.locator('.kept input[type=checkbox]').nth(2).check();
  const some = await saved(guest, () => page.locator('.kept button').click());
  expect(namesIn(some.bytes)).toEqual(['照片 1.jpg', '照片 3.jpg']);
  const all = await saved(guest, () => page.locator('.keep .all').click());
  expect(namesIn(all.bytes).length).toBe(3);
  await guest.context.close();
});

test('with saving off nothing is offered', async () => {
  const guest = await scan(await linkOf({ download: 'off' }));
  expect(await guest.page.locator('.keep, .kept').count()).toBe(0);
  expect(await guest.page.content()).not.toMatch(/\.zip|\/save|f=jpeg/);
  await leave(guest);
});
