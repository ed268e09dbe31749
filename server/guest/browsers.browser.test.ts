import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { seriousFaults } from '../testing/axe.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { openBrowser, type Phone, type PhoneOptions, phone } from '../testing/browser.ts';
import { makePhoto } from '../testing/photos.ts';
import { assets } from './assets.ts';
import { style } from './page.ts';

const waits = { timeout: 20_000 };
const password = '会场2026';
let box: TestBox;
let project: string;
let chapters: string[];

beforeAll(async () => {
  box = await startTestBox();
  ({ id: project } = await box.project());
  const shapes = [
    [900, 600],
    [600, 900],
    [900, 600],
    [900, 500],
    [900, 600],
  ];
  const files = await Promise.all(
    shapes.map(async ([width, height], seed) => ({
      name: `DSC_${seed}.jpg`,
      data: await makePhoto({ width: width as number, height: height as number, seed: 51_000 + seed }),
    })),
  );
  const ids = (await box.bring(project, files)).map(({ id }) => id);
  const main = await box.gallery(project, { photoIds: ids.slice(0, 3) });
  const side = await box.gallery(project, { title: '分论坛', photoIds: ids.slice(3) });
  chapters = [main.id, side.id];
});
afterAll(async () => {
  await (await openBrowser()).close();
  await box.stop();
});

const linkWith = (policy: object) =>
  box.owner.call<Link>('POST', `/api/projects/${project}/links`, { galleryIds: chapters, policy });

const drawn = ({ page }: Phone) =>
  page.evaluate(
    () =>
      Array.from(document.querySelectorAll<HTMLImageElement>('.on .thumb')).filter(
        (image) => image.complete && image.naturalWidth > 0,
      ).length,
  );

/** Takes away what a web view of Chrome 80 has not, and what some of them keep to themselves. */
function grow80() {
  const drop = (from: object, names: string[]) => {
    for (const name of names) delete (from as Record<string, unknown>)[name];
  };
  drop(Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']);
  drop(String.prototype, ['at', 'replaceAll', 'isWellFormed', 'toWellFormed']);
  drop(Object, ['hasOwn', 'groupBy']);
  drop(Promise, ['any', 'withResolvers', 'try']);
  drop(Element.prototype, ['replaceChildren', 'checkVisibility', 'setHTMLUnsafe']);
  drop(HTMLElement.prototype, ['inert', 'popover', 'showPopover', 'hidePopover']);
  drop(HTMLImageElement.prototype, ['fetchPriority']);
  drop(AbortSignal, ['timeout', 'any', 'abort']);
  drop(Crypto.prototype, ['randomUUID']);
  drop(Navigator.prototype, [
    'sendBeacon',
    'connection',
    'userAgentData',
    'share',
    'canShare',
    'wakeLock',
    'clipboard',
  ]);
  drop(window, ['structuredClone', 'EventSource', 'WeakRef', 'FinalizationRegistry', 'scheduler', 'ResizeObserver']);
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
}

type Browser = PhoneOptions & { readonly old?: boolean; readonly size?: { width: number; height: number } };

test.each<[string, Browser]>([
  ['WeChat on Android', { agent: 'wechat' }],
  ['WeChat on iOS', { agent: 'wechatApple', dark: true }],
  ['Safari on iOS', { agent: 'safari', locale: 'en' }],
  ['Chrome on Android, 360 px wide', { agent: 'chrome', size: { width: 360, height: 640 } }],
  ['a desktop', { agent: 'desktop', locale: 'en', dark: true }],
  ['WeChat on a phone of 2018', { agent: 'oldWechat', old: true }],
])('in %s: password, photos, one large, the next, back, a chapter, closed', async (_, { old, size, ...options }) => {
  const link = await linkWith({ password, download: 'original' });
  const guest = await phone(await openBrowser(), options);
  const { page } = guest;
  if (size) await page.setViewportSize(size);
  if (old) await page.addInitScript(grow80);
  await page.goto(`${box.guestUrl}/g/${link.token}`);
  expect(await seriousFaults(guest.page)).toEqual([]);
  await page.fill('#password', password);
  await page.click('main button[type=submit]');
  await expect.poll(() => drawn(guest), waits).toBe(3);
  expect(await seriousFaults(guest.page)).toEqual([]);

  await page.locator('.on a.photo').first().click();
  const viewer = page.locator('.pswp');
  await page.locator('.pswp--ui-visible').waitFor();
  const counter = page.locator('.pswp__counter');
  await expect.poll(() => counter.textContent(), waits).toMatch(/1 \/ 3/);
  // Whole, and not still fading in.
  await expect
    .poll(
      () =>
        page.evaluate(() =>
          ['.pswp__bg', '.foot-place'].map((part) => getComputedStyle(document.querySelector(part) as Element).opacity),
        ),
      waits,
    )
    .toEqual(['1', '1']);
  expect(await seriousFaults(guest.page)).toEqual([]);
  if (options.agent === 'desktop') await page.keyboard.press('ArrowRight');
  else await page.locator('.pswp .strip button').nth(1).click();
  await expect.poll(() => counter.textContent(), waits).toMatch(/2 \/ 3/);
  await page.goBack();
  await viewer.waitFor({ state: 'detached' });

  await page.locator('.tabs a').nth(1).click();
  await expect.poll(() => drawn(guest), waits).toBe(2);
  expect(await page.locator('.tabs a').nth(1).getAttribute('aria-current')).toBe('true');

  await box.owner.ask('DELETE', `/api/links/${link.id}`);
  // Without a stream it is told when somebody comes back to the page, or after 20 s.
  if (old) await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(() => page.textContent('main'), waits).toMatch(/收回|withdrawn/);
  expect(await page.locator('main img.thumb').count()).toBe(0);
  expect(await seriousFaults(guest.page)).toEqual([]);
  expect(guest.strangers).toEqual([]);
  expect(guest.complaints.filter((one) => !/status of (401|403|410)/.test(one))).toEqual([]);
  await guest.context.close();
});

test('without cookies the photos come, one is seen large, and a form without script opens them too', async () => {
  const link = await linkWith({ download: 'off' });
  const { hostname, port } = new URL(box.guestUrl);
  // In front of the box: a browser that keeps no cookies and sends none.
  const front = createServer((req, res) => {
    const { cookie: _, ...headers } = req.headers;
    const onward = request(
      { hostname, port, path: req.url, method: req.method, headers: { ...headers, host: `${hostname}:${port}` } },
      (answer) => {
        const { 'set-cookie': __, ...kept } = answer.headers;
        res.writeHead(answer.statusCode ?? 502, kept);
        answer.pipe(res);
      },
    );
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    front.closeAllConnections();
    front.close();
  });
  const address = `http://127.0.0.1:${(front.address() as AddressInfo).port}/g/${link.token}`;
  const guest = await phone(await openBrowser(), { agent: 'wechatApple' });
  await guest.page.goto(address);
  await expect.poll(() => drawn(guest), waits).toBe(3);
  await guest.page.locator('.on a.photo').first().tap();
  await guest.page.locator('.pswp--ui-visible').waitFor();
  await expect
    .poll(
      () =>
        guest.page
          .locator('.pswp__item[aria-hidden=false] .pswp__img:not(.pswp__img--placeholder)')
          .evaluateAll((images: HTMLImageElement[]) => images.some(({ naturalWidth }) => naturalWidth > 600)),
      waits,
    )
    .toBe(true);
  expect(guest.complaints).toEqual([]);
  await guest.context.close();

  const still = await phone(await openBrowser(), { javaScript: false });
  await still.page.goto(address);
  await still.page.click('main button[type=submit]');
  await expect.poll(() => still.page.locator('main a.photo img.thumb').count(), waits).toBe(5);
  expect(still.complaints).toEqual([]);
  await still.context.close();
});

test('nothing in the built script and styles is newer than the oldest browser that is meant', () => {
  const { files, first } = assets();
  const scripts = [...files].filter(([name]) => name.endsWith('.js')).map(([name, { bytes }]) => [name, String(bytes)]);
  const newer =
    /\.(replaceAll|replaceChildren|hasOwn|findLast|toSorted|toReversed|at)\(|structuredClone\(|randomUUID\(|Promise\.any\(|AbortSignal\.(timeout|any)\(|\?\.[a-z[(]|\?\?/i;
  const outsiders = /^(layer|sphere|around)-/;
  for (const [name, text] of [...scripts, ['first', first as string]] as [string, string][]) {
    if (outsiders.test(name)) continue;
    expect([name, withoutTexts(text).match(newer)?.[0]]).toEqual([name, undefined]);
  }
  const folder = join(import.meta.dirname, 'client');
  const own = ['foot', 'viewer', 'said', 'hand-over'].map((name) => readFileSync(join(folder, `${name}.css`), 'utf8'));
  // Rules that an old browser would drop whole, or that would leave the page unusable where they are not understood.
  const css = [style, ...own].join('\n').replace(/@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  for (const feature of [
    /aspect-ratio\s*:/,
    /\binset\s*:/,
    /:(has|is|where)\(/,
    /[^-]gap\s*:/,
    /\d(d|s|l)vh\b/,
    /@(container|layer)\b/,
  ])
    expect([feature.source, css.match(feature)?.[0]]).toEqual([feature.source, undefined]);
});

/** A script without what stands in its strings and patterns, as far as that can be told without reading it. */
function withoutTexts(script: string): string {
  return script.replace(/`(?:[^`\\$]|\\.)*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, '""');
}
