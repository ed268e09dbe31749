import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seriousFaults } from '../testing/axe.ts';
import { openBrowser, type Phone, type PhoneOptions, phone } from '../testing/browser.ts';
import {
  base,
  drawShot,
  emptyScene,
  type GuestPages,
  type Scene,
  type Shot,
  serveGuestPages,
} from '../testing/guest-pages.ts';
import { assets } from './assets.ts';

const waits = { timeout: 10_000 };
let site: GuestPages;
let shots: Shot[];
let guest: Phone;
const scene = () => site.scene;
const original = (seed: number) =>
  `${base}/photos/019aa111-0000-7000-8000-${String(seed).padStart(12, '0')}/original?e=1`;
const chapter = (title: string, of: Shot[]) => ({
  id: { 主会场: 'main', 分论坛: 'forum' }[title] ?? 'other',
  title,
  shots: of,
});

beforeAll(async () => {
  if (!assets().script) throw new Error('the guest’s script is not built: npm run build');
  site = await serveGuestPages(emptyScene());
  const shapes = [
    [1500, 1000],
    [900, 1200],
    [1500, 1000],
    [1600, 900],
    [1400, 1000],
    [1800, 600],
    [800, 1200],
    [1500, 1000],
    [1200, 900],
    [900, 1200],
    [1500, 1000],
    [1500, 1000],
  ];
  shots = await Promise.all(
    shapes.map(([width, height], at) =>
      drawShot(at + 1, width as number, height as number, {
        title: at === 1 ? '两位不请自来的嘉宾' : '',
        takenAt: emptyScene().now - at * 60_000,
        original: original(at + 1),
      }),
    ),
  );
});
afterAll(async () => {
  await (await openBrowser()).close();
  await site.stop();
});
beforeEach(() => {
  Object.assign(scene(), emptyScene(), { chapters: [chapter('主会场', shots.slice(0, 8))] } satisfies Partial<Scene>);
});
afterEach(async () => {
  expect(guest.strangers).toEqual([]);
  // What the policy refused, or a script that failed; answers that are no 200 are meant.
  expect(guest.complaints.filter((one) => !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]);
  await guest.context.close();
});

/** Opens the link on a phone; `size` where it is none of 390 × 844. */
async function visit(
  options: PhoneOptions = {},
  size?: { width: number; height: number },
  address: string = base,
): Promise<Phone['page']> {
  guest = await phone(await openBrowser(), options);
  const { page } = guest;
  if (size) await page.setViewportSize(size);
  await page.addInitScript(() => {
    const kept = window as unknown as { shifted: number };
    kept.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!(entry as unknown as { hadRecentInput: boolean }).hadRecentInput)
          kept.shifted += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(site.origin + address);
  return page;
}
const drawn = () =>
  guest.page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLImageElement>('.on .thumb, .gallery .chapter:only-of-type .thumb')].filter(
        (image) => image.complete && image.naturalWidth > 0,
      ).length,
  );
const ids = () =>
  guest.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.on .tile')].map((tile) => Number(tile.dataset.id?.slice(-4))),
  );
const shifted = () => guest.page.evaluate(() => (window as unknown as { shifted: number }).shifted);
const tile = (seed: number) => guest.page.locator(`.on [data-id$="${String(seed).padStart(4, '0')}"] a`);

/** Draws a finger over the middle of the page and holds it before it is lifted, so that nothing flies on. */
async function swipe(from: number, to: number): Promise<void> {
  const touch = await guest.context.newCDPSession(guest.page);
  for (const step of [0, 0.05, 0.1, 0.4, 0.7, 1]) {
    await touch.send('Input.dispatchTouchEvent', {
      type: step === 0 ? 'touchStart' : 'touchMove',
      touchPoints: [{ x: from + (to - from) * step, y: 400 }],
    });
    await guest.page.waitForTimeout(30);
  }
  await guest.page.waitForTimeout(150);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
const sideways = () =>
  guest.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each([
  ['390 × 844, English, by night', { locale: 'en', dark: true }, undefined],
  ['360 × 640', {}, { width: 360, height: 640 }],
  ['768 × 1024', { locale: 'en' }, { width: 768, height: 1024 }],
] as [string, PhoneOptions, { width: number; height: number } | undefined][])('at %s', (_, options, size) => {
  test('gate, gallery, large photo and closed page can be used by anybody, and nothing jumps', async () => {
    Object.assign(scene(), {
      secret: '2026',
      chapters: [chapter('主会场', shots.slice(0, 8)), chapter('分论坛', shots.slice(8)), chapter('花絮', [])],
    });
    Object.assign(scene().gate, { password: true, chapters: 3, photos: 12, thumbhash: shots[0]?.page.thumbhash });
    const page = await visit(options, size);
    expect(await seriousFaults(guest.page)).toEqual([]);
    expect(await sideways()).toBe(0);
    await page.fill('#password', '2025');
    await page.keyboard.press('Enter');
    await page.locator('.wrong').waitFor();
    expect(await seriousFaults(guest.page)).toEqual([]);
    await page.fill('#password', '2026');
    await page.keyboard.press('Enter');
    await expect.poll(drawn, waits).toBe(8);
    expect(await seriousFaults(guest.page)).toEqual([]);
    expect(await sideways()).toBe(0);
    await tile(2).click();
    await page.locator('.pswp--ui-visible').waitFor();
    await page.waitForTimeout(300);
    expect(await seriousFaults(guest.page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.pswp').waitFor({ state: 'detached' });
    await page.locator('.tabs a').nth(2).click();
    expect(await seriousFaults(guest.page)).toEqual([]);
    scene().closed = {
      title: '2026 自然影像峰会',
      thumbhash: shots[0]?.page.thumbhash ?? null,
      why: { state: 'exhausted', opens: 50, perVisitor: false, lastAt: scene().now },
    };
    site.tell('link', { state: 'exhausted' });
    await page.locator('.closed').waitFor();
    expect(await seriousFaults(guest.page)).toEqual([]);
    expect(await sideways()).toBe(0);
    expect(await shifted()).toBeLessThanOrEqual(0.02);
  });
});

describe('the gate', () => {
  test('opens by itself with one request, and nothing is asked for twice', async () => {
    await visit({ wechat: true });
    await expect.poll(drawn, waits).toBe(8);
    expect(scene().asked.filter((one) => one.startsWith('POST'))).toEqual([`POST ${base}/open`]);
    expect(scene().asked.filter((one) => one === `GET ${base}`)).toHaveLength(1);
    expect(scene().opens).toBe(1);
    expect(await shifted()).toBeLessThanOrEqual(0.02);
  });

  test('waits until somebody sees the page', async () => {
    guest = await phone(await openBrowser());
    await guest.page.addInitScript(() => {
      let state = 'hidden';
      Object.defineProperty(document, 'visibilityState', { get: () => state });
      Object.assign(window, {
        show: () => {
          state = 'visible';
          document.dispatchEvent(new Event('visibilitychange'));
        },
      });
    });
    await guest.page.goto(site.origin + base);
    await guest.page.waitForTimeout(1000);
    expect(scene().opens).toBe(0);
    await guest.page.evaluate('show()');
    await expect.poll(drawn, waits).toBe(8);
    expect(scene().opens).toBe(1);
  });

  test('says when it could not open, tries again by a press, and by itself when the network is back', async () => {
    scene().trouble = 503;
    const page = await visit();
    await expect.poll(() => page.textContent('.state'), waits).toContain('没有打开');
    await page.click('main button[type=submit]');
    await expect.poll(() => scene().asked.filter((one) => one.startsWith('POST')).length, waits).toBe(2);
    await page.locator('.failed').waitFor();
    scene().trouble = null;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect.poll(drawn, waits).toBe(8);
  });

  test('a wrong password keeps what was typed and where one types; too many lock it for a while', async () => {
    Object.assign(scene(), { secret: '2026', triesLeft: 2 });
    scene().gate.password = true;
    const page = await visit();
    await page.fill('#password', 'wrong');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent('#help'), waits).toBe('密码不对，还可以试 1 次');
    expect(await page.inputValue('#password')).toBe('wrong');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('password');
    await page.click('.eye');
    expect(await page.getAttribute('#password', 'type')).toBe('text');
    await page.focus('#password');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent('#help'), waits).toMatch(/还要等 1[45]:\d\d/);
    expect(await page.isDisabled('main button[type=submit]')).toBe(true);
    expect(scene().opens).toBe(0);
  });

  test('an empty password is asked for without asking the box', async () => {
    Object.assign(scene(), { secret: '2026' });
    scene().gate.password = true;
    const page = await visit({ locale: 'en' });
    // The rest of the script has arrived.
    await page.waitForLoadState('networkidle');
    await page.click('main button[type=submit]');
    expect(await page.textContent('#help')).toBe('Enter the password');
    expect(scene().asked.filter((one) => one.startsWith('POST'))).toEqual([]);
  });

  test('a page out of the back-forward cache asks again, and opens a gate as a fresh scan would', async () => {
    const page = await visit();
    await expect.poll(drawn, waits).toBe(8);
    await page.locator('.gallery').waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    scene().open = false;
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await expect.poll(() => scene().opens, waits).toBe(2);
    await expect.poll(drawn, waits).toBe(8);
  });

  test('a visit that ran out while somebody looks is opened again by a press only', async () => {
    const page = await visit();
    await expect.poll(drawn, waits).toBe(8);
    await expect.poll(() => scene().asked.includes(`GET ${base}/live`), waits).toBe(true);
    scene().open = false;
    site.tell('link', { state: 'live' });
    await expect.poll(() => page.textContent('main'), waits).toContain('看完了，可以再打开一次');
    await page.waitForTimeout(500);
    expect(scene().opens).toBe(1);
    await page.click('main button[type=submit]');
    await expect.poll(drawn, waits).toBe(8);
    expect(scene().opens).toBe(2);
  });
});

describe('a visit that has a length', () => {
  test('counts down at the foot of the page and above a large photo, says its last minute, and covers the photos when it is over', async () => {
    scene().gallery.endsAt = scene().now + 62_000;
    guest = await phone(await openBrowser());
    const { page } = guest;
    await page.clock.install();
    await page.goto(site.origin + base);
    await expect.poll(drawn, waits).toBe(8);
    const left = page.locator('.head .ends');
    await expect.poll(() => left.textContent(), waits).toMatch(/^本次查看还剩01:0[0-2]$/);
    // At the foot of the page, above what keeps the photos.
    const bar = await left.boundingBox();
    const keep = await page.locator('.on .keep').boundingBox();
    expect([bar?.x, bar && bar.y + bar.height, bar?.width]).toEqual([0, keep?.y, 390]);
    const before = await left.locator('.line').boundingBox();
    await tile(1).click();
    await expect.poll(() => page.locator('.pswp .pswp__left').textContent(), waits).toMatch(/^01:0[0-2]$/);
    await page.clock.runFor(4_000);
    expect(await page.locator('.head [role=status]').textContent()).toBe('本次查看还剩 1 分钟');
    expect(await page.locator('.pswp .pswp__left').textContent()).toMatch(/^00:5\d$/);
    expect((await left.locator('.line').boundingBox())?.width).toBeLessThan(before?.width ?? 0);
    expect(await left.locator('.soon').count()).toBe(1);
    // The box is out of reach when the time is up: the photos are covered all the same, and the page asks until it answers.
    await guest.context.setOffline(true);
    await page.clock.runFor(60_000);
    await expect.poll(() => page.locator('.tile .thumb >> visible=true').count(), waits).toBe(0);
    // It fades out by the page's clock, which stands.
    await page.clock.runFor(1_000);
    await expect.poll(() => page.locator('.pswp').count(), waits).toBe(0);
    expect(await left.textContent()).toBe('看完了00:00');
    scene().open = false;
    await guest.context.setOffline(false);
    await page.clock.runFor(6_000);
    await expect.poll(() => page.textContent('main'), waits).toContain('看完了，可以再打开一次');
    expect(scene().opens).toBe(1);
  });

  test('is told without script by the clock on the wall', async () => {
    scene().gallery.endsAt = Date.UTC(2026, 10, 3, 4, 5);
    scene().now = Date.UTC(2026, 10, 3, 3, 55);
    const page = await visit({ javaScript: false });
    await page.click('button[type=submit]');
    expect(await page.textContent('.ends')).toBe('本次可以看到今天 12:05');
  });
});

describe('without script', () => {
  test('a button opens, every photo is a link to its picture, chapters stand one after another', async () => {
    scene().chapters = [chapter('主会场', shots.slice(0, 4)), chapter('分论坛', shots.slice(4, 6))];
    const page = await visit({ javaScript: false });
    await page.click('main button[type=submit]');
    await page.waitForURL(site.origin + base);
    expect(await page.locator('main a img').count()).toBe(6);
    expect(await page.isVisible('h2 >> text=分论坛')).toBe(true);
    const { width = 0, height = 1 } = (await tile(1).boundingBox()) ?? {};
    expect(width / height).toBeCloseTo(1.5, 1);
    const href = (await page.locator('#chapter-forum a.photo').first().getAttribute('href')) as string;
    expect((await page.goto(site.origin + href))?.headers()['content-type']).toBe('image/webp');
  });

  test('a wrong password comes back as the whole gate', async () => {
    Object.assign(scene(), { secret: '2026' });
    scene().gate.password = true;
    const page = await visit({ javaScript: false });
    await page.fill('#password', 'x');
    await page.click('main button[type=submit]');
    expect(await page.textContent('#help')).toContain('密码不对');
  });
});

describe('one photo large', () => {
  test('is turned by a swipe and by the small ones; Back closes it and leaves the page', async () => {
    const page = await visit({ wechat: true });
    await expect.poll(drawn, waits).toBe(8);
    await tile(2).tap();
    const viewer = page.locator('.pswp');
    await page.locator('.pswp--ui-visible').waitFor();
    expect(await viewer.textContent()).toContain('2 / 8');
    expect(await viewer.textContent()).toContain('两位不请自来的嘉宾');
    expect(await viewer.textContent()).toContain('长按照片，选「保存图片」');
    await expect
      .poll(() => page.locator('.pswp__img:not(.pswp__img--placeholder)').first().getAttribute('src'), waits)
      .toContain('/photos/');
    await page.waitForTimeout(400);
    await swipe(330, 60);
    await expect.poll(() => viewer.textContent(), waits).toContain('3 / 8');
    // A tap while the photo still slides is a tap on the slide.
    await page.waitForTimeout(400);
    await page.locator('.pswp .strip button').nth(5).tap();
    await expect.poll(() => viewer.textContent(), waits).toContain('6 / 8');
    await page.goBack();
    await viewer.waitFor({ state: 'detached' });
    expect(page.url()).toBe(site.origin + base);
    expect(await drawn()).toBe(8);
    expect(scene().asked.filter((one) => one === `GET ${base}`)).toHaveLength(1);
  });

  test('Escape closes it, the focus goes to the photo that was shown last, and the history is as before', async () => {
    const page = await visit({}, { width: 1280, height: 800 });
    await expect.poll(drawn, waits).toBe(8);
    const length = await page.evaluate(() => history.length);
    await tile(1).click();
    await page.locator('.pswp--ui-visible').waitFor();
    await page.waitForTimeout(400);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.textContent('.pswp'), waits).toContain('2 / 8');
    await page.keyboard.press('Escape');
    await page.locator('.pswp').waitFor({ state: 'detached' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.parentElement?.dataset.id?.slice(-2)), waits)
      .toBe('02');
    await expect
      .poll(() => page.evaluate(() => [history.state?.photo, history.length]), waits)
      .toEqual([undefined, length + 1]);
    await tile(3).click();
    await page.locator('.pswp--ui-visible').waitFor();
    expect(await page.textContent('.pswp')).toContain('3 / 8');
  });

  test('the original is a plain download, outside WeChat only', async () => {
    const page = await visit();
    await expect.poll(drawn, waits).toBe(8);
    await tile(1).tap();
    const save = page.locator('.pswp a.save');
    await save.waitFor();
    expect(await save.textContent()).toBe('保存原图 1.3 MB');
    const [download] = await Promise.all([page.waitForEvent('download'), save.tap()]);
    expect(download.suggestedFilename()).toBe('DSC_1.jpg');
  });

  test('where saving is off nothing offers it, and no menu comes', async () => {
    scene().gallery.download = 'off';
    const page = await visit({ wechat: true });
    await expect.poll(drawn, waits).toBe(8);
    await tile(1).tap();
    await page.locator('.pswp--ui-visible').waitFor();
    expect(await page.locator(':is(.pswp .save, .pswp .hint) >> visible=true').count()).toBe(0);
    const menus = await page.evaluate(() =>
      [document.querySelector('.pswp') as Element, document.querySelector('.thumb') as Element].map((element) =>
        element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
      ),
    );
    expect(menus).toEqual([false, false]);
  });

  test('a reload shows the same photo again', async () => {
    const page = await visit();
    await expect.poll(drawn, waits).toBe(8);
    await tile(3).tap();
    await page.locator('.pswp--ui-visible').waitFor();
    await page.reload();
    await expect.poll(() => page.textContent('.pswp'), waits).toContain('3 / 8');
    await page.waitForTimeout(400);
    await page.goBack();
    await page.locator('.pswp').waitFor({ state: 'detached' });
  });
});

describe('an open page', () => {
  /** Changes the scene and tells the open pages, as the box does. */
  const tell = (of: Shot[], urgent = false) => {
    (scene().chapters[0] as Scene['chapters'][number]).shots = of;
    scene().gallery.version += '+';
    site.tell('content', { version: scene().gallery.version, urgent, ...(urgent && { within: 0 }) });
  };
  const listening = () => expect.poll(() => scene().asked.includes(`GET ${base}/live`), waits).toBe(true);
  const mark = () =>
    guest.page.evaluate(() => {
      for (const image of document.querySelectorAll('.thumb')) Object.assign(image, { kept: true });
    });
  const kept = () =>
    guest.page.evaluate(() => [...document.querySelectorAll('.thumb')].filter((image) => 'kept' in image).length);

  test('shows a photo that comes in at its end without a reload, in its place, and says that it is new', async () => {
    scene().chapters = [chapter('主会场', shots.slice(0, 3))];
    const page = await visit({ wechat: true });
    await expect.poll(drawn, waits).toBe(3);
    await listening();
    await mark();
    tell(shots.slice(0, 4));
    await expect.poll(drawn, waits).toBe(4);
    expect(await ids()).toEqual([1, 2, 3, 4]);
    expect(await kept()).toBe(3);
    expect(await page.textContent('[data-id$="0004"] .just')).toBe('刚刚');
    expect(await page.locator('.pill').count()).toBe(0);
  });

  test('moves nothing that somebody looks at: new photos at the top wait under a pill', async () => {
    const page = await visit();
    await expect.poll(drawn, waits).toBe(8);
    await listening();
    await mark();
    const before = await tile(1).boundingBox();
    tell([...shots.slice(8, 10), ...shots.slice(0, 8)]);
    await expect.poll(() => page.locator('.pill').textContent({ timeout: 8000 }), waits).toBe('2 张新照片');
    expect(await tile(1).boundingBox()).toEqual(before);
    await page.tap('.pill');
    await expect.poll(ids, waits).toEqual([9, 10, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await kept()).toBe(8);
    expect(await page.locator('.pill').count()).toBe(0);
  });

  test('a photo that is withdrawn goes at once, one that is replaced changes, others keep their elements', async () => {
    await visit();
    await expect.poll(drawn, waits).toBe(8);
    await listening();
    await mark();
    const fresh = await drawShot(3, 1000, 1000, { edition: 2 });
    tell([...shots.slice(0, 1), fresh, ...shots.slice(3, 8)], true);
    await expect.poll(ids, waits).toEqual([1, 3, 4, 5, 6, 7, 8]);
    await expect.poll(() => guest.page.locator('.thumb[src*="000003/thumb?e=2"]').count(), waits).toBe(1);
    expect(await kept()).toBe(6);
  });

  test('in a large hall the page comes later, and what is gone is covered until then', async () => {
    const page = await visit();
    await expect.poll(drawn, waits).toBe(8);
    await listening();
    const hidden = (number: number) =>
      tile(number).evaluate((photo) => getComputedStyle(photo).visibility === 'hidden' && !photo.closest('.over'));
    await tile(2).tap();
    await page.locator('.pswp--ui-visible').waitFor();
    const [, second] = shots as [Shot, Shot];
    const told = { version: 'later', urgent: true, within: 600_000 };
    site.tell('content', { ...told, gone: [second.page.id] });
    await page.locator('.pswp').waitFor({ state: 'detached' });
    expect([await hidden(1), await hidden(2)]).toEqual([false, true]);
    expect(scene().asked.filter((one) => one === `GET ${base}`)).toHaveLength(1);
    site.tell('link', { state: 'revoked', over: true, within: 600_000 });
    await expect.poll(() => page.locator('.gallery.over').count(), waits).toBe(1);
  });

  test('a photo that is still worked on keeps its place until it is ready', async () => {
    scene().chapters = [chapter('主会场', [])];
    const page = await visit();
    await page.locator('.empty').waitFor();
    await listening();
    const [shot] = shots as [Shot];
    tell([{ ...shot, page: { ...shot.page, ready: false } }]);
    await page.locator('.photo.waiting').waitFor();
    const before = await page.locator('.tile').boundingBox();
    tell([shot]);
    await expect.poll(drawn, waits).toBe(1);
    expect(await page.locator('.tile').boundingBox()).toEqual(before);
  });

  test('the large view moves on from a withdrawn photo, changes a replaced one, and closes after the last', async () => {
    const page = await visit({ wechat: true });
    await expect.poll(drawn, waits).toBe(8);
    await listening();
    await tile(2).tap();
    await page.locator('.pswp--ui-visible').waitFor();
    tell([...shots.slice(0, 1), ...shots.slice(2, 8)], true);
    await expect.poll(() => page.textContent('.pswp'), waits).toContain('2 / 7');
    const shown = () =>
      page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLImageElement>(
            '.pswp__item[aria-hidden=false] .pswp__img:not(.pswp__img--placeholder)',
          ),
        ]
          .map(({ src }) => src)
          .join(),
      );
    await expect.poll(shown, waits).toContain('000003/screen?e=1');
    const fresh = await drawShot(3, 1000, 1000, { edition: 2 });
    tell([...shots.slice(0, 1), fresh, ...shots.slice(3, 8)], true);
    await expect.poll(shown, waits).toContain('000003/screen?e=2');
    expect(await page.textContent('.pswp .title')).toContain('第 2 版');
    tell([...shots.slice(5, 8), fresh, ...shots.slice(8, 10)], true);
    await expect.poll(() => page.textContent('.pswp'), waits).toContain('4 / 6');
    expect(await shown()).toContain('000003/screen?e=2');
    tell([], true);
    await page.locator('.pswp').waitFor({ state: 'detached' });
    await page.locator('.empty').waitFor();
  });

  test('a photo that becomes ready is shown though newer ones wait under the pill', async () => {
    const [first, ...others] = shots.slice(0, 8) as [Shot, ...Shot[]];
    (scene().chapters[0] as Scene['chapters'][number]).shots = [
      { ...first, page: { ...first.page, ready: false } },
      ...others,
    ];
    const page = await visit();
    await expect.poll(drawn, waits).toBe(7);
    await listening();
    tell([shots[8] as Shot, first, ...others]);
    await page.locator('.pill').waitFor();
    await expect.poll(drawn, waits).toBe(8);
    expect(await ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('a link that is withdrawn takes the large photo away too', async () => {
    const page = await visit();
    await expect.poll(drawn, waits).toBe(8);
    await listening();
    await tile(2).tap();
    await page.locator('.pswp--ui-visible').waitFor();
    scene().closed = { title: '2026 自然影像峰会', thumbhash: null, why: { state: 'revoked' } };
    site.tell('link', { state: 'revoked' });
    await page.locator('.pswp').waitFor({ state: 'detached' });
    expect(await page.textContent('h1')).toBe('主办方收回了这个链接');
    expect(await page.locator('.thumb').count()).toBe(0);
  });

  test('chapters keep their places; one that is withdrawn hands over to the first', async () => {
    scene().chapters = [
      chapter('主会场', shots),
      chapter('分论坛', shots.slice(0, 10)),
      chapter('花絮', shots.slice(0, 2)),
    ];
    const page = await visit({}, { width: 390, height: 420 });
    await expect.poll(drawn, waits).toBeGreaterThan(5);
    await page.evaluate(() => scrollTo(0, 500));
    await page.locator('.tabs a').nth(1).tap();
    await expect.poll(() => page.isVisible('#chapter-forum'), waits).toBe(true);
    expect(await page.isVisible('#chapter-main')).toBe(false);
    await page.locator('.tabs a').nth(0).tap();
    expect(await page.evaluate(() => scrollY)).toBe(500);
    await page.locator('.tabs a').nth(1).tap();
    await listening();
    scene().chapters.splice(1, 1);
    tell(shots, true);
    await expect.poll(() => page.locator('.tabs a').count(), waits).toBe(2);
    expect(await page.getAttribute('.tabs a >> nth=0', 'aria-current')).toBe('true');
    expect(await page.isVisible('#chapter-main')).toBe(true);
  });

  test('asks by itself, every 20 s, where no stream comes through', async () => {
    guest = await phone(await openBrowser());
    const { page } = guest;
    await page.clock.install();
    await page.route('**/live', (route) => route.abort());
    await page.goto(site.origin + base);
    await expect.poll(drawn, waits).toBe(8);
    await page.locator('.gallery').waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    (scene().chapters[0] as Scene['chapters'][number]).shots = shots.slice(0, 6);
    await page.clock.runFor(9_000);
    expect(await ids()).toHaveLength(8);
    await page.clock.runFor(25_000);
    await expect.poll(ids, waits).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('asks once when somebody comes back to it', async () => {
    const page = await visit();
    await expect.poll(drawn, waits).toBe(8);
    await listening();
    const asked = () => scene().asked.filter((one) => one === `GET ${base}`).length;
    const before = asked();
    await page.waitForTimeout(3100);
    (scene().chapters[0] as Scene['chapters'][number]).shots = shots.slice(0, 5);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(ids, waits).toEqual([1, 2, 3, 4, 5]);
    expect(asked()).toBe(before + 1);
  });

  test('changes its language and stays in its chapter', async () => {
    scene().chapters = [chapter('主会场', shots), chapter('分论坛', shots.slice(0, 3))];
    const page = await visit();
    await expect.poll(drawn, waits).toBeGreaterThan(5);
    await page.locator('.tabs a').nth(1).tap();
    await page.tap('.language');
    await expect.poll(() => page.textContent('.policy'), waits).toContain('days left');
    expect(await page.isVisible('#chapter-forum')).toBe(true);
    expect(scene().opens).toBe(1);
  });
});

test('text of twice the size fits, and its buttons are seen', async () => {
  Object.assign(scene(), {
    secret: '2026',
    chapters: [chapter('主会场', shots), chapter('分论坛', shots.slice(0, 3))],
  });
  scene().gate.password = true;
  const page = await visit({ locale: 'en' }, { width: 360, height: 640 });
  const twice = () =>
    page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
  await twice();
  expect(await sideways()).toBe(0);
  await page.fill('#password', '2026');
  await page.click('main button[type=submit]');
  await expect.poll(drawn, waits).toBeGreaterThan(3);
  expect(await sideways()).toBe(0);
  // A bar that would cover a third of the photos stands below them instead.
  await expect
    .poll(() => page.locator('.on .keep').evaluate((bar) => getComputedStyle(bar).position), waits)
    .toBe('static');
  await tile(1).tap();
  await page.locator('.pswp a.save').waitFor();
  const box = await page.locator('.pswp a.save').boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(640);
});

test('a press on the middle of a small photo opens it, though it has a heart', async () => {
  scene().gallery.feedback = true;
  // The second stands beside a wide one.
  scene().chapters = [
    chapter(
      '主会场',
      shots.slice(0, 6).filter((_, at) => [0, 1, 5].includes(at)),
    ),
  ];
  const page = await visit({}, { width: 360, height: 640 });
  await page.locator('.on .heart').nth(2).waitFor();
  const box = await tile(2).boundingBox();
  expect(box?.width).toBeLessThan(80);
  // A thumb meets it a little below and beside.
  const middle = (from = 0, length = 0) => from + length * 0.54;
  await page.touchscreen.tap(middle(box?.x, box?.width), middle(box?.y, box?.height));
  await expect.poll(() => page.textContent('.pswp__counter'), waits).toBe('2 / 3');
});

describe('an open page without a network', () => {
  const line = () => guest.page.locator('.net').textContent();

  test('says so in one line, asks until the box answers, and fetches what is missing, the nearest first', async () => {
    scene().chapters = [chapter('主会场', shots), chapter('分论坛', shots.slice(0, 3))];
    guest = await phone(await openBrowser());
    const { page } = guest;
    await page.setViewportSize({ width: 390, height: 420 });
    let gone = true;
    await page.route('**/thumb?*', (route) =>
      gone && /0000(0[5-9]|1\d)\/thumb/.test(route.request().url()) ? route.abort() : route.continue(),
    );
    await page.goto(site.origin + base);
    await page.locator('.gallery').waitFor();
    await expect.poll(() => scene().asked.includes(`GET ${base}/live`), waits).toBe(true);
    await expect.poll(() => page.locator('.on .lost').count(), waits).toBeGreaterThan(2);
    await guest.context.setOffline(true);
    await expect.poll(line, waits).toBe('网络断了，连上会自己接着来');
    // Nothing moves for it.
    expect(await shiftOf('.tabs')).toBe(0);
    await page.locator('.on .tile').last().scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator('.on .lost').count(), waits).toBeGreaterThan(1);
    // A press does not lead away from the page, though what shows a photo large cannot come now.
    await page.locator('.on .lost a.photo, .on .lost').last().tap({ force: true });
    expect(await page.locator('.gallery').count()).toBe(1);
    const missing = await page.locator('.lost').evaluateAll((photos) =>
      photos
        .map((photo) => ({ photo, box: photo.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0)
        .sort(
          (a, b) => Math.abs(a.box.top + a.box.bottom - innerHeight) - Math.abs(b.box.top + b.box.bottom - innerHeight),
        )
        .map(({ photo }) => (photo.parentElement as HTMLElement).dataset.id?.slice(-2)),
    );
    await page.evaluate(() => {
      const asked: string[] = [];
      Object.assign(window, { asked });
      new MutationObserver((changes) => {
        for (const { target } of changes)
          asked.push(((target as Element).closest('.tile') as HTMLElement).dataset.id?.slice(-2) ?? '');
      }).observe(document.body, { attributeFilter: ['src'], subtree: true });
    });
    gone = false;
    await guest.context.setOffline(false);
    await expect.poll(line, waits).toBe('');
    await expect.poll(() => page.locator('.on .lost').count(), waits).toBe(0);
    expect(await page.evaluate(() => (window as unknown as { asked: string[] }).asked[0])).toBe(missing[0]);
    await expect.poll(drawn, waits).toBe(12);
  });

  test('or with one that is slow, says that once', async () => {
    guest = await phone(await openBrowser());
    const { page } = guest;
    await page.clock.install();
    let come = () => {};
    const held = new Promise<void>((resolve) => {
      come = resolve;
    });
    await page.route('**/thumb?*', (route) => held.then(() => route.continue()));
    await page.goto(site.origin + base);
    await page.locator('.gallery').waitFor();
    await expect.poll(() => scene().asked.includes(`GET ${base}/live`), waits).toBe(true);
    expect(await line()).toBe('');
    await page.clock.runFor(9_000);
    await expect.poll(line, waits).toBe('网络有点慢，照片正在来');
    come();
    await expect.poll(drawn, waits).toBe(8);
    await page.clock.runFor(3_000);
    await expect.poll(line, waits).toBe('');
  });
});

/** How far something stands from where the page began. */
const shiftOf = (selector: string) =>
  guest.page.locator(selector).evaluate((part) => Math.round(Math.min(0, part.getBoundingClientRect().top)));

describe('on paper', () => {
  test('title and day, and the photos of all chapters whole with their words; no button, bar or tab', async () => {
    scene().chapters = [chapter('主会场', shots), chapter('分论坛', shots.slice(0, 3))];
    const page = await visit({ dark: true });
    await expect.poll(drawn, waits).toBeGreaterThan(5);
    // What was not scrolled to is fetched for it.
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await page.setViewportSize({ width: 794, height: 1123 });
    await expect
      .poll(
        () =>
          page
            .locator('.thumb')
            .evaluateAll(
              (all: HTMLImageElement[]) => all.filter((one) => one.naturalWidth > 0 && one.offsetWidth > 100).length,
            ),
        waits,
      )
      .toBe(15);
    expect(await page.locator('main').innerText()).toMatch(
      /^2026 自然影像峰会\s+北岸会展中心，2026 年 11 月 21 日\s+主会场\s+分论坛\s*$/,
    );
    expect(await page.locator('a:not(.photo) >> visible=true').count()).toBe(0);
    expect(await page.locator('button >> visible=true').count()).toBe(0);
    const words = await tile(2)
      .first()
      .evaluate((photo) => getComputedStyle(photo, '::after').content);
    expect(words).toContain('两位不请自来的嘉宾');
    expect(await sideways()).toBe(0);
  });

  test('of photos that are only to be looked at, that alone', async () => {
    scene().gallery.download = 'off';
    const page = await visit();
    await expect.poll(drawn, waits).toBe(8);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('main').innerText()).toMatch(/2026 年 11 月 21 日\s+这些照片只供在手机上查看，不打印。$/);
    expect(await page.locator('.thumb >> visible=true').count()).toBe(0);
  });
});

test('what somebody typed in another language than the page’s is told to be in it', async () => {
  scene().chapters = [chapter('主会场', shots.slice(0, 3)), chapter('Backstage', shots.slice(3, 5))];
  const page = await visit({ locale: 'en' });
  await expect.poll(drawn, waits).toBe(3);
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  const langs = (selector: string) =>
    page.locator(selector).evaluateAll((all) => all.map((one) => (one as HTMLElement).lang));
  expect(await langs('h1, h2')).toEqual(['zh-CN', 'zh-CN', '']);
  expect(await langs('.tabs bdi')).toEqual(['zh-CN', '']);
  expect(await langs('.on .thumb')).toEqual(['', 'zh-CN', '']);
  await tile(2).tap();
  await page.locator('.pswp--ui-visible').waitFor();
  expect(await langs('.pswp .title')).toEqual(['zh-CN']);
});

test('a page that is not open yet opens by itself when its time has come', async () => {
  scene().closed = {
    title: '2026 自然影像峰会',
    thumbhash: null,
    why: { state: 'scheduled', opensAt: scene().now + 2500 },
  };
  const page = await visit();
  await expect.poll(() => page.textContent('main'), waits).toMatch(/今天 14:06 开放[\s\S]*00:0\d/);
  scene().closed = null;
  await expect.poll(drawn, waits).toBe(8);
});

test('the script is small', async () => {
  guest = await phone(await openBrowser());
  const weight = (text: Uint8Array | string) => gzipSync(text).length;
  const { first, files, script } = assets();
  const main = files.get((script as string).replace('/assets/', ''))?.bytes as Buffer;
  expect(weight(main) + weight(first as string)).toBeLessThan(20_000);
  const viewer = [...files].find(([name]) => name.startsWith('viewer-'))?.[1].bytes as Buffer;
  expect(weight(viewer)).toBeLessThan(32_000);
  expect(first).not.toMatch(/<\/script|import /);
});
