import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { words } from '#words/index.ts';
import { codePng } from '../links/qr.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { decodeCode, openBrowser, phone } from '../testing/browser.ts';
import { makePhoto } from '../testing/photos.ts';
import { inspectPage } from '../testing/staff-pages.ts';

const waits = { timeout: 15_000 };
let box: TestBox;
let projectId: string;
let galleryId: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
  const shots = [{ name: 'a.jpg', data: await makePhoto({ width: 900, height: 600, seed: 1 }) }];
  galleryId = (await box.gallery(projectId, { photoIds: (await box.bring(projectId, shots)).map(({ id }) => id) })).id;
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

const newLink = (policy: Record<string, unknown> = {}) =>
  box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds: [galleryId], policy });
const taps = async ({ id }: Link) => (await box.owner.call<Link>('GET', `/api/links/${id}`)).nextTaps;
const put = (link: Link, step: object) => box.owner.call('PUT', `/api/links/${link.id}/next-step`, step);

/** What the button leads to: another site, which tells what it was asked with. */
async function shop(): Promise<{ origin: string; asked: (string | undefined)[] }> {
  const asked: (string | undefined)[] = [];
  const server = createServer((req, res) => {
    if (req.url === '/book') asked.push(req.headers.referer);
    res.writeHead(200, { 'content-type': 'text/html' }).end('<title>shop</title><h1>shop</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe.each([{ locale: 'zh-CN', wechat: true } as const, { locale: 'en', dark: true } as const])(
  'a guest with a phone in $locale',
  (options) => {
    const name = (shot: string) => `next-step-${shot}-${options.locale}-390`;

    test('finds the group’s code and the button below the photos, live, and is counted', async () => {
      const { origin, asked } = await shop();
      const link = await newLink();
      const guest = await phone(await openBrowser(), options);
      const { page } = guest;
      await page.goto(link.codeUrl as string);
      await page.locator('main a img').first().waitFor();
      expect(await page.locator('.next').count()).toBe(0);

      await put(link, {
        text: options.locale === 'en' ? 'Join the group to get every original.' : '扫码进群，领取全部原图',
        button: { label: options.locale === 'en' ? 'Book a viewing' : '预约看房', target: `${origin}/book` },
        pictureAlt: 'QR',
      });
      const code = await codePng('https://group.example/join', 600);
      const form = formOf([{ name: 'qr.png', data: code }], {}, 'picture');
      await box.owner.call('PUT', `/api/links/${link.id}/next-step/picture`, form);
      const image = page.locator('.next img');
      await image.scrollIntoViewIfNeeded();
      await expect
        .poll(() => image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth), waits)
        .toBeGreaterThan(200);
      // What a guest long-presses is a code that a phone can read.
      expect(await decodeCode(await image.screenshot())).toEqual(['https://group.example/join']);
      await inspectPage(page, name('gallery'));

      const [tab] = await Promise.all([guest.context.waitForEvent('page'), page.locator('.next a').tap()]);
      await tab.getByRole('heading', { name: 'shop' }).waitFor();
      expect(asked).toEqual([undefined]);
      expect(await taps(link)).toBe(1);

      await box.owner.call('DELETE', `/api/links/${link.id}/next-step`);
      await expect.poll(() => page.locator('.next').count(), waits).toBe(0);
      expect(await page.locator('main a img').count()).toBe(1);
      expect(guest.complaints).toEqual([]);
      await guest.context.close();
    });

    test('finds it on the closed page, and a press of a number is told', async () => {
      const link = await newLink({ opensAt: '2099-01-01T00:00:00Z' });
      await put(link, { text: '先加我们，开放了告诉您', button: { label: '打电话', target: '400-800-1234' } });
      await box.owner.call(
        'PUT',
        `/api/links/${link.id}/next-step/picture`,
        formOf([{ name: 'a.png', data: await codePng('https://group.example', 400) }], {}, 'picture'),
      );
      const guest = await phone(await openBrowser(), options);
      const { page } = guest;
      await page.goto(link.codeUrl as string);
      const button = page.locator('.next a');
      expect(await button.getAttribute('href')).toBe('tel:4008001234');
      await page.locator('.next img').scrollIntoViewIfNeeded();
      await expect
        .poll(() => page.locator('.next img').evaluate((one: HTMLImageElement) => one.naturalWidth), waits)
        .toBeGreaterThan(0);
      await inspectPage(page, name('closed'));
      // No phone here: that it would dial is all that can be seen.
      await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
      // The script that tells it may still be on its way.
      await expect
        .poll(async () => {
          await button.tap();
          return taps(link);
        }, waits)
        .toBe(1);
      await guest.context.close();
    });
  },
);

test('without script the button leads there as well, and is counted', async () => {
  const { origin } = await shop();
  const link = await newLink();
  await put(link, { text: '来', button: { label: '看官网', target: `${origin}/book` } });
  const guest = await phone(await openBrowser(), { javaScript: false });
  await guest.page.goto(`${box.guestUrl}/g/${link.token}`);
  await guest.page.locator('main button[type=submit]').tap();
  const [tab] = await Promise.all([guest.context.waitForEvent('page'), guest.page.locator('.next a').tap()]);
  await tab.getByRole('heading', { name: 'shop' }).waitFor();
  expect(await taps(link)).toBe(1);
  await guest.context.close();
});

test('a messenger’s robot, even one that runs scripts, sees title and brand and opens nothing', async () => {
  const link = await newLink({ maxOpens: 1, preview: true });
  const context = await (await openBrowser()).newContext({ userAgent: 'facebookexternalhit/1.1', locale: 'zh-CN' });
  const page = await context.newPage();
  const posts: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  await page.goto(link.codeUrl as string);
  expect(await page.getByRole('heading').textContent()).toBe('主会场');
  expect(await page.locator('form, button, script, main img').count()).toBe(0);
  await page.getByText(words('zh-CN').guest.preview).waitFor();
  const image = (await page.locator('meta[property="og:image"]').getAttribute('content')) as string;
  await page.waitForTimeout(500);
  expect(posts).toEqual([]);
  expect((await box.owner.call<Link>('GET', `/api/links/${link.id}`)).opens).toBe(0);
  await inspectPage(page, 'preview-page');
  const shown = await page.goto(image);
  expect(shown?.headers()['content-type']).toBe('image/jpeg');
  if (process.env.MAIIMG_SHOTS) await page.screenshot({ path: `${process.env.MAIIMG_SHOTS}/preview-card.png` });
  await context.close();
});
