import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { words } from '#words/index.ts';
import { saving } from '#words/zh-CN/guest-saving.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { openBrowser, type Phone, type PhoneOptions, phone } from '../../testing/browser.ts';
import { makePhoto } from '../../testing/photos.ts';
import { inspectPage } from '../../testing/staff-pages.ts';
import { readZip } from '../../testing/zip.ts';
import { assets } from '../assets.ts';

const say = words('zh-CN').guest.script;
let box: TestBox;
let projectId: string;
let galleryId: string;
let photos: Photo[];
let files: Buffer[];

beforeAll(async () => {
  if (!assets().script) throw new Error('the guest’s script is not built: npm run build');
  box = await startTestBox();
  projectId = (await box.project()).id;
  files = await Promise.all([
    makePhoto({ width: 1900, height: 1200, seed: 1, exif: { owner: 'Zhang San' } }),
    makePhoto({ width: 900, height: 600, seed: 2 }),
    makePhoto({ width: 1800, height: 1800, seed: 3, format: 'webp' }),
    makePhoto({ width: 700, height: 600, seed: 4, format: 'png' }),
  ]);
  photos = await box.bring(
    projectId,
    files.map((data, at) => ({ name: `照片 ${at + 1}.${['jpg', 'jpg', 'webp', 'png'][at]}`, data })),
  );
  galleryId = (await box.gallery(projectId, { title: '主会场', photoIds: photos.map(({ id }) => id) })).id;
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

const linkOf = (policy: Record<string, unknown>) =>
  box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds: [galleryId], policy });

/** What the system's share sheet of a test is handed, and how it answers: the names of errors in turn, then it takes all. */
interface Sheet {
  readonly taken: { name: string; type: string; hash: string }[][];
  readonly answers: string[];
}
declare global {
  interface Window {
    sheet: Sheet;
    ticked: string[];
  }
}

async function scan(
  link: Link,
  options: PhoneOptions & { shares?: readonly string[]; before?: (page: Page) => Promise<unknown> } = {},
): Promise<Phone> {
  const guest = await phone(await openBrowser(), options);
  const { page } = guest;
  await page.addInitScript((answers) => {
    window.ticked = [];
    document.addEventListener('guest:saved', (event) => window.ticked.push((event as CustomEvent<string>).detail));
    if (!answers) {
      // As over plain HTTP.
      Object.defineProperty(navigator, 'canShare', { value: undefined });
      return;
    }
    const sheet: Sheet = { taken: [], answers: [...answers] };
    window.sheet = sheet;
    Object.defineProperty(navigator, 'canShare', { value: () => true });
    const share = async ({ files = [] }: ShareData) => {
      const error = sheet.answers.shift();
      if (error) throw new DOMException('', error);
      const all = files.map(async (file) => {
        const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
        const hash = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
        return { name: file.name, type: file.type, hash };
      });
      sheet.taken.push(await Promise.all(all));
    };
    Object.defineProperty(navigator, 'share', { value: share });
  }, options.shares);
  await options.before?.(page);
  await page.goto(`${box.guestUrl}/g/${link.token}`);
  if (options.javaScript === false) await page.locator('button[name=go]').click();
  else await page.locator('.chooses .chapter .photo').first().waitFor();
  return guest;
}

async function leave(guest: Phone, mayComplain = false): Promise<void> {
  expect(guest.strangers).toEqual([]);
  if (!mayComplain) expect(guest.complaints).toEqual([]);
  await guest.context.close();
}

/** What the box hands out at an address to the phone that looks. */
async function bytesAt({ context }: Phone, address: string): Promise<{ type: string; bytes: Buffer }> {
  const answer = await context.request.get(new URL(address, box.guestUrl).href);
  expect(answer.status()).toBe(200);
  return { type: answer.headers()['content-type'] as string, bytes: await answer.body() };
}
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const saveOf = (link: Link, at: number, query = '') => `/g/${link.token}/photos/${photos[at]?.id}/save${query}`;
const shownLarge = (page: Page) =>
  page.evaluate(() => {
    const middle = document.elementsFromPoint(innerWidth / 2, innerHeight / 3);
    return middle.find((one) => one.matches('.pswp__img'))?.getAttribute('src') ?? null;
  });
const position = (page: Page) => page.locator('.pswp__counter').textContent();
/** The large view takes no press of "close" while it still opens. */
const closeLarge = (page: Page) =>
  expect
    .poll(async () => {
      const close = page.getByRole('button', { name: say.close });
      if ((await close.count()) > 0) await close.tap({ timeout: 1000 }).catch(() => undefined);
      return page.locator('.pswp').count();
    })
    .toBe(0);
const hint = ({ page }: Phone) => page.locator('.pswp .hint');

test('in WeChat one press leads from photo to photo, each shown as its original in a JPEG, with a tick for each', async () => {
  const link = await linkOf({ download: 'original' });
  const guest = await scan(link, { wechat: true });
  const { page } = guest;
  expect(await page.content()).not.toContain('.zip');
  await page.locator('.keep button.all', { hasText: '保存全部 4 张' }).tap();
  await hint(guest).waitFor();
  expect(await hint(guest).textContent()).toContain(say.holdWeChat);
  const sizes: unknown[] = [];
  for (let at = 0; at < 4; at += 1) {
    await expect.poll(() => position(page)).toBe(`${at + 1} / 4`);
    await expect.poll(() => shownLarge(page)).toMatch(new RegExp(`${photos[at]?.id}/original\\?.*f=jpeg`));
    expect(await page.locator('.better .best').textContent()).toBe(say.originalHere);
    const { type, bytes } = await bytesAt(guest, (await shownLarge(page)) as string);
    const { format, width, height } = await sharp(bytes).metadata();
    sizes.push([type, format, width, height]);
    // A photo that is a JPEG is what the others get as the original, without its owner's name.
    if (at < 2) expect(hashOf(bytes)).toBe(hashOf((await bytesAt(guest, saveOf(link, at))).bytes));
    const box = await page.locator('.pswp .saved').boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    if (at === 1) await inspectPage(page, 'saving-wechat');
    await page.locator('.pswp .saved').tap();
    expect(await hint(guest).textContent()).toContain(at < 3 ? `已存 ${at + 1} 张，还剩 ${3 - at} 张` : say.allSaved);
    expect(await page.locator('.pswp .strip .got').count()).toBe(at + 1);
  }
  expect(sizes).toEqual([
    ['image/jpeg', 'jpeg', 1900, 1200],
    ['image/jpeg', 'jpeg', 900, 600],
    ['image/jpeg', 'jpeg', 1800, 1800],
    ['image/jpeg', 'jpeg', 700, 600],
  ]);
  expect(await page.evaluate(() => window.ticked)).toEqual(photos.map(({ id }) => id));
  await page.getByRole('button', { name: say.finish }).tap();
  await page.locator('.pswp').waitFor({ state: 'detached' });
  expect(await page.locator('.tile .got').count()).toBe(4);
  // Nothing that was merely looked at counts as a download.
  expect((await box.owner.call<Link>('GET', `/api/links/${link.id}`)).downloads).toBe(2);
  await leave(guest);
});

test('on an iPhone in WeChat ticks last for the visit, and some are saved by themselves', async () => {
  const guest = await scan(await linkOf({ download: 'screen' }), { agent: 'wechatApple' });
  const { page } = guest;
  await page.locator('a.photo').nth(1).tap();
  await hint(guest).waitFor();
  await expect.poll(() => shownLarge(page)).toMatch(/\/screen\?.*f=jpeg/);
  const { type, bytes } = await bytesAt(guest, (await shownLarge(page)) as string);
  expect([type, (await sharp(bytes).metadata()).format]).toEqual(['image/jpeg', 'jpeg']);
  // There is nothing better to offer.
  expect(await page.locator('.better').isVisible()).toBe(false);
  await page.locator('.pswp .saved').tap();
  await expect.poll(() => position(page)).toBe('3 / 4');
  await page.reload();
  await page.locator('.pswp .strip .got').waitFor();
  expect(await page.locator('.tile .got').count()).toBe(1);
  await closeLarge(page);

  await page.locator('.keep .some').tap();
  await page.locator('a.photo').nth(1).tap();
  await page.locator('a.photo').nth(3).tap();
  expect(await page.locator('.keep .all').textContent()).toContain('保存 2 张');
  await page.locator('.keep .all').tap();
  await hint(guest).waitFor();
  // The other was ticked before.
  expect(await position(page)).toBe('4 / 4');
  expect(await hint(guest).textContent()).toContain('已存 1 张，还剩 1 张');
  await page.locator('.pswp .saved').tap();
  await expect.poll(() => hint(guest).textContent()).toContain(say.allSaved);
  await page.getByRole('button', { name: say.finish }).tap();
  await page.locator('.pswp').waitFor({ state: 'detached' });
  // The next run begins with what is left of all.
  await page.locator('.keep .all').tap();
  await hint(guest).waitFor();
  expect(await position(page)).toBe('1 / 4');
  await leave(guest);
});

test('an original in WeChat waits for a press of who only looks, and the way to the browser is there', async () => {
  const guest = await scan(await linkOf({ download: 'original', watermark: 'brand' }), { wechat: true });
  const { page } = guest;
  await page.locator('a.photo').first().tap();
  await hint(guest).waitFor();
  await expect.poll(() => shownLarge(page)).toMatch(/\/screen\?/);
  await page.locator('.better .best').tap();
  await expect.poll(() => shownLarge(page)).toMatch(/\/original\?/);
  // Marked, as everything under this link.
  const { bytes } = await bytesAt(guest, (await shownLarge(page)) as string);
  const light = (picture: Buffer) => sharp(picture).greyscale().raw().toBuffer();
  const [marked, clean] = await Promise.all([light(bytes), light(files[0] as Buffer)]);
  expect(marked.length).toBe(clean.length);
  expect(marked.some((dot, at) => Math.abs(dot - (clean[at] as number)) > 40)).toBe(true);
  await page.locator('.better').getByRole('button', { name: say.leaveToSave }).tap();
  await page.getByText(say.leaveMenu).waitFor();
  await expect.poll(() => page.url()).toMatch(/#h=[\w-]{22}$/);
  expect(await page.locator('.pswp').count()).toBe(0);
  await leave(guest);
});

test('an iPhone’s share sheet gets the very files, by a second press where the first has lapsed', async () => {
  const link = await linkOf({ download: 'original' });
  const guest = await scan(link, { agent: 'safari', shares: ['NotAllowedError', 'AbortError'] });
  const { page } = guest;
  const sheet = page.locator('.save-sheet');
  await page.locator('.keep .all').tap();
  await sheet.getByText('4 张准备好了').waitFor();
  await inspectPage(page, 'saving-share');
  await sheet.getByRole('button', { name: saving.ready }).tap();
  // Closed by its guest: it can be opened again.
  await sheet.getByText(saving.shareAgain).waitFor();
  await sheet.getByRole('button', { name: saving.ready }).tap();
  await sheet.getByText(saving.handed).waitFor();
  const expected = await Promise.all(
    ['', '', '?f=jpeg', ''].map(async (query, at) => {
      const { type, bytes } = await bytesAt(guest, saveOf(link, at, query));
      return { name: `照片 ${at + 1}.${['jpg', 'jpg', 'jpg', 'png'][at]}`, type, hash: hashOf(bytes) };
    }),
  );
  expect(await page.evaluate(() => window.sheet.taken)).toEqual([expected]);
  expect(expected.map(({ type }) => type)).toEqual(['image/jpeg', 'image/jpeg', 'image/jpeg', 'image/png']);
  await sheet.getByRole('button', { name: say.finish }).tap();
  await sheet.waitFor({ state: 'detached' });
  // The focus is where it was.
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('all');

  // One by itself, from the large view, where the sheet opens at once.
  await page.locator('a.photo').nth(1).tap();
  await page.locator('.pswp a.save', { hasText: say.toPhotos }).tap();
  await sheet.getByText(saving.handed).waitFor();
  expect(await page.evaluate(() => window.sheet.taken[1])).toEqual([expected[1]]);
  // Escape closes the sheet, and not the photo behind it.
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(await page.locator('.pswp').count()).toBe(1);
  // What the phone does not take is kept by hand, or as a file.
  await page.evaluate(() => window.sheet.answers.push('DataError'));
  await page.locator('.pswp a.save').tap();
  await sheet.getByText(saving.shareRefused).waitFor();
  await sheet.getByRole('button', { name: saving.holdOne }).tap();
  await hint(guest).waitFor();
  expect(await hint(guest).textContent()).toContain(say.holdApple);
  await leave(guest);
});

test('where the network goes in the middle what came is kept, and only the rest is asked for again', async () => {
  const link = await linkOf({ download: 'screen' });
  const asked: string[] = [];
  let broken = true;
  const guest = await scan(link, {
    agent: 'safari',
    shares: [],
    before: (page) =>
      page.route('**/photos/*/save*', async (route) => {
        asked.push(new URL(route.request().url()).pathname.split('/')[4] as string);
        if (broken && asked.length > 3) await route.abort('internetdisconnected');
        else await route.continue();
      }),
  });
  const { page } = guest;
  const sheet = page.locator('.save-sheet');
  await page.locator('.keep .all').tap();
  await sheet.getByText('网络断了，准备好了 3 张，共 4 张').waitFor();
  expect(await page.evaluate(() => window.sheet.taken)).toEqual([]);
  broken = false;
  await sheet.getByRole('button', { name: say.again }).tap();
  await sheet.getByText(saving.handed).waitFor();
  const missing = photos[3]?.id;
  expect([asked.length, asked.slice(3)]).toEqual([5, [missing, missing]]);
  const [taken] = await page.evaluate(() => window.sheet.taken);
  expect(taken?.map(({ name }) => name)).toEqual([1, 2, 3, 4].map((at) => `照片 ${at}.jpg`));
  await leave(guest, true);
});

test('where the link dies in the middle it is said, and what came may still be saved', async () => {
  const link = await linkOf({ download: 'screen' });
  let count = 0;
  const guest = await scan(link, {
    agent: 'safari',
    shares: [],
    before: (page) =>
      page.route('**/photos/*/save*', async (route) => {
        count += 1;
        if (count === 4) {
          await page.getByText('3 / 4').waitFor();
          await box.owner.ask('DELETE', `/api/links/${link.id}`);
        }
        await route.continue();
      }),
  });
  const { page } = guest;
  const sheet = page.locator('.save-sheet');
  await page.locator('.keep .all').tap();
  await sheet.getByText(saving.saveOver).waitFor();
  await page.getByText(words('zh-CN').guest.closed.revoked).waitFor();
  await sheet.getByRole('button', { name: '先存这 3 张' }).tap();
  await sheet.getByText(saving.handed).waitFor();
  expect((await page.evaluate(() => window.sheet.taken)).map((files) => files.length)).toEqual([3]);
  await leave(guest, true);
});

test('more than a phone’s memory holds comes in parts, and fetching can be broken off', async () => {
  const guest = await scan(await linkOf({ download: 'screen' }), {
    agent: 'safari',
    shares: [],
    before: (page) =>
      page.addInitScript(() => {
        const own = window.fetch;
        window.fetch = async (...asked) => {
          const answer = await own(...asked);
          const headers = new Headers(answer.headers);
          headers.set('content-length', '60000000');
          return new Response(answer.body, { status: answer.status, headers });
        };
      }),
  });
  const { page } = guest;
  const sheet = page.locator('.save-sheet');
  await page.locator('.keep .all').tap();
  await sheet.getByRole('button', { name: '接着存剩下的 1 张' }).tap();
  await sheet.getByRole('button', { name: say.finish }).waitFor();
  expect((await page.evaluate(() => window.sheet.taken)).map((files) => files.length)).toEqual([3, 1]);
  await sheet.getByRole('button', { name: say.finish }).tap();

  const held: (() => void)[] = [];
  await page.route('**/photos/*/save*', (route) => new Promise<void>((go) => held.push(() => go(route.abort()))));
  await page.locator('.keep .all').tap();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  expect(await sheet.textContent()).toContain('0 / 4');
  await sheet.getByRole('button', { name: say.cancel }).tap();
  await sheet.waitFor({ state: 'detached' });
  for (const go of held) go();
  expect((await page.evaluate(() => window.sheet.taken)).length).toBe(2);
  await leave(guest, true);
});

test('over plain HTTP an iPhone is led by long presses, with the archive as the second choice', async () => {
  const link = await linkOf({ download: 'original' });
  const guest = await scan(link, { agent: 'safari' });
  const { page } = guest;
  await page.locator('.keep .all').tap();
  await hint(guest).waitFor();
  expect(await hint(guest).textContent()).toContain(say.holdApple);
  await expect.poll(() => shownLarge(page)).toMatch(/f=jpeg/);
  expect((await bytesAt(guest, (await shownLarge(page)) as string)).type).toBe('image/jpeg');
  const zip = page.locator('.better a', { hasText: say.zipInstead });
  const [download] = await Promise.all([page.waitForEvent('download'), zip.tap()]);
  expect(readZip(await readFile(await download.path())).length).toBe(4);
  await leave(guest);
});

test('on Android each photo is a download of its own, so that all end in the gallery', async () => {
  const link = await linkOf({ download: 'original' });
  const guest = await scan(link);
  const { page } = guest;
  const names: string[] = [];
  page.on('download', (download) => names.push(download.suggestedFilename()));
  await page.locator('.keep .all').tap();
  const sheet = page.locator('.save-sheet');
  await sheet.getByText('4 张都已交给浏览器下载').waitFor();
  await expect.poll(() => names).toEqual(['照片 1.jpg', '照片 2.jpg', '照片 3.webp', '照片 4.png']);
  const [archive] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('link', { name: say.zipInstead }).tap(),
  ]);
  expect(readZip(await readFile(await archive.path())).length).toBe(4);
  await sheet.getByRole('button', { name: say.finish }).tap();

  // In the middle the network goes: what is left is asked for once it is back.
  names.length = 0;
  await guest.context.setOffline(true);
  await page.locator('.keep .all').tap();
  await sheet.getByText('网络断了，下载了 0 张，共 4 张').waitFor();
  await guest.context.setOffline(false);
  await sheet.getByRole('button', { name: say.again }).tap();
  await sheet.getByText('4 张都已交给浏览器下载').waitFor();
  await expect.poll(() => names.length).toBe(4);
  await leave(guest, true);
});

test('a desktop saves several as one archive, and shows no sheet', async () => {
  const guest = await scan(await linkOf({ download: 'screen' }), { agent: 'desktop' });
  const { page } = guest;
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.keep .all').click()]);
  expect(readZip(await readFile(await download.path())).length).toBe(4);
  expect(await page.locator('.save-sheet').count()).toBe(0);
  await leave(guest);
});

test('with saving off nothing offers or invites it, also where it is switched off while a photo is shown', async () => {
  const link = await linkOf({ download: 'original' });
  const guest = await scan(link, { wechat: true });
  const { page } = guest;
  await page.locator('a.photo').first().tap();
  await hint(guest).waitFor();
  await box.owner.call('PATCH', `/api/links/${link.id}`, { policy: { download: 'off' } });
  await hint(guest).waitFor({ state: 'hidden' });
  const invited = await page.evaluate(() => {
    const all = Array.from(document.querySelectorAll('.pswp__img, .strip img, .thumb'));
    const menus = all.filter((image) =>
      image.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
    );
    const dragged = Array.from(document.querySelectorAll<HTMLImageElement>('.strip img, .thumb')).filter(
      (image) => image.draggable,
    );
    const selected = all.filter((image) => getComputedStyle(image).userSelect !== 'none');
    return [menus.length, dragged.length, selected.length];
  });
  expect(invited).toEqual([0, 0, 0]);
  const visible = page.locator('.pswp .save, .pswp .saved, .pswp .better, .keep, .kept').filter({ visible: true });
  expect(await visible.count()).toBe(0);
  await closeLarge(page);
  // Whatever address a page was told before.
  const statuses = await Promise.all(
    ['save', 'save?f=jpeg', 'original', 'original?f=jpeg'].map(async (size) => {
      const answer = await guest.context.request.get(`${box.guestUrl}/g/${link.token}/photos/${photos[0]?.id}/${size}`);
      return answer.status();
    }),
  );
  expect(statuses).toEqual([403, 403, 403, 403]);
  const off = await scan(link, { wechat: true });
  expect(await off.page.content()).not.toMatch(/\.zip|\/save|\/original|f=jpeg/);
  await leave(off);
  await leave(guest);
});

test('without script in WeChat the list leads to each photo by itself', async () => {
  const guest = await scan(await linkOf({ download: 'original' }), { wechat: true, javaScript: false });
  const { page } = guest;
  expect(await page.locator('.keep button').filter({ visible: true }).count()).toBe(0);
  expect(await page.locator('.keep .hold').isVisible()).toBe(true);
  const address = (await page.locator('.kept li a').nth(2).getAttribute('href')) as string;
  const { type } = await bytesAt(guest, address);
  expect([type, address]).toEqual(['image/jpeg', expect.stringContaining('/original?')]);
  await guest.context.close();
});
