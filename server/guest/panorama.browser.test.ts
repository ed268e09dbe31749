import sharp from 'sharp';
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
  shotOf,
} from '../testing/guest-pages.ts';
import { makePanorama, type Wall, walls } from '../testing/photos.ts';
import { assets } from './assets.ts';

const waits = { timeout: 15_000 };
const violet = [120, 60, 160] as const;
let site: GuestPages;
let shots: { flat: Shot; hall: Shot; stage: Shot };
let guest: Phone;
const scene = () => site.scene;

const idOf = (seed: number) => `019aa111-0000-7000-8000-${String(seed).padStart(12, '0')}`;
const panoOf = async (picture: Buffer, seed: number, more: Partial<Shot['page']> = {}): Promise<Shot> => {
  const pano = `${base}/photos/${idOf(seed)}/pano?e=${more.edition ?? 1}`;
  return {
    ...(await shotOf(picture, seed, { pano, ...more })),
    pano: await sharp(picture).resize(2048).webp().toBuffer(),
  };
};

beforeAll(async () => {
  if (!assets().script) throw new Error('the guest’s script is not built: npm run build');
  site = await serveGuestPages(emptyScene());
  const [hall, stage] = [
    await makePanorama({ width: 1024 }),
    await sharp({ create: { width: 1024, height: 512, channels: 3, background: `rgb(${violet})` } })
      .jpeg()
      .toBuffer(),
  ];
  shots = {
    flat: await drawShot(1, 900, 1200, { title: '合影' }),
    hall: await panoOf(hall, 2, { title: '主会场' }),
    stage: await panoOf(stage, 3),
  };
});
afterAll(async () => {
  await (await openBrowser()).close();
  await site.stop();
});
beforeEach(() => show([shots.flat, shots.hall, shots.stage]));
afterEach(async () => {
  expect(guest.strangers).toEqual([]);
  expect(guest.complaints.filter((one) => !/Failed to load resource/.test(one))).toEqual([]);
  await guest.context.close();
});

function show(of: Shot[], more: Partial<Scene['gallery']> = {}): void {
  Object.assign(scene(), emptyScene(), { open: true, chapters: [{ id: 'main', title: '主会场', shots: of }] });
  Object.assign(scene().gallery, more);
}

async function visit(
  options: PhoneOptions = {},
  size = { width: 390, height: 844 },
  before?: () => void,
): Promise<Phone['page']> {
  guest = await phone(await openBrowser(true), options);
  const { page } = guest;
  await page.setViewportSize(size);
  if (before) await page.addInitScript(before);
  await page.goto(site.origin + base);
  return page;
}
const tile = (seed: number) => guest.page.locator(`.on [data-id="${idOf(seed)}"] a`);
const around = () => guest.page.locator('.pano.on');
const button = () => guest.page.locator('.look-around');
const enter = async () => {
  await tile(2).tap();
  await around().waitFor(waits);
};
const counter = () => guest.page.locator('.pswp__counter').textContent();
const sharpened = () => guest.page.waitForFunction(() => document.querySelector('.pano-state')?.textContent === '');

/** The colour of a place on the page, in CSS pixels from the middle, as it is shown. */
async function colourAt(x: number, y: number): Promise<readonly number[]> {
  const { width, height } = guest.page.viewportSize() ?? { width: 0, height: 0 };
  const clip = { x: width / 2 + x - 4, y: height / 2 + y - 4, width: 8, height: 8 };
  const { channels } = await sharp(await guest.page.screenshot({ clip })).stats();
  return channels.slice(0, 3).map(({ mean }) => Math.round(mean));
}
/** The same of what is drawn around: shares of the way from the middle to the edges. A new size draws it anew, at once. */
const drawnAt = (x: number, y: number) =>
  guest.page.evaluate(
    ([across, up]) => {
      const canvas = document.querySelector('.pano canvas') as HTMLCanvasElement;
      window.dispatchEvent(new Event('resize'));
      const gl = canvas.getContext('webgl') as WebGLRenderingContext;
      const level = new Uint8Array(4);
      const at = (share: number, whole: number) => Math.floor(((1 + share) / 2) * (whole - 1));
      gl.readPixels(at(across, canvas.width), at(up, canvas.height), 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, level);
      return [...level.subarray(0, 3)];
    },
    [x, y] as const,
  );
function nameOf(colour: readonly number[]): Wall | string {
  const isNear = (other: readonly number[]) =>
    colour.every((level, at) => Math.abs(level - (other[at] as number)) < 16);
  if (isNear(violet)) return 'violet';
  return (Object.keys(walls) as Wall[]).find((name) => isNear(walls[name].colour)) ?? String(colour);
}
const wall = async (x = 0, y = 0) => nameOf(await drawnAt(x, y));
/** Draws a finger from one place to another and holds it there before it is lifted, so that nothing flies on. */
async function drag(from: [number, number], to: [number, number]): Promise<void> {
  const touch = await guest.context.newCDPSession(guest.page);
  for (const step of [0, 0.2, 0.5, 0.8, 1]) {
    const at = (axis: 0 | 1) => from[axis] + (to[axis] - from[axis]) * step;
    await touch.send('Input.dispatchTouchEvent', {
      type: step === 0 ? 'touchStart' : 'touchMove',
      touchPoints: [{ x: at(0), y: at(1) }],
    });
  }
  await guest.page.waitForTimeout(150);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await touch.detach();
}
/** Tells the open page that something changed, as the box does. */
const tell = (of: Shot[]) => {
  (scene().chapters[0] as Scene['chapters'][number]).shots = of;
  scene().gallery.version += '+';
  site.tell('content', { version: scene().gallery.version, urgent: true, within: 0 });
};
const listening = () => expect.poll(() => scene().asked.includes(`GET ${base}/live`), waits).toBe(true);

describe('a panorama', () => {
  test('opens from its tile all around, turns under a finger, and Back leads to the photo and then to the page', async () => {
    const page = await visit({ wechat: true }, { width: 300, height: 560 });
    expect(await page.getByRole('link', { name: '主会场，360° 全景' }).count()).toBe(1);
    expect(await tile(2).evaluate((link) => getComputedStyle(link, '::before').content)).toContain('360°');
    expect(await tile(1).evaluate((link) => getComputedStyle(link, '::before').content)).toBe('none');
    await enter();
    // On the flat photo all walls stand side by side; from within, one fills the view.
    const places = [colourAt(0, 0), colourAt(-140, 0), colourAt(140, 0), colourAt(0, -180)];
    expect((await Promise.all(places)).map(nameOf)).toEqual(Array(4).fill('ahead'));
    expect(await page.locator('.pano-title').textContent()).toBe('主会场');
    // How to look around is told, until somebody does.
    expect(await page.locator('.pano-hint').evaluate((hint) => (hint as HTMLElement).hidden)).toBe(false);
    // It asks for the whole sphere once.
    await sharpened();
    expect(scene().asked.filter((one) => one.includes(`${idOf(2)}/pano`))).toHaveLength(1);
    expect(await seriousFaults(guest.page)).toEqual([]);
    for (let times = 0; times < 2; times += 1) await drag([280, 300], [20, 300]);
    await expect.poll(() => wall(), waits).toBe('right');
    await expect.poll(() => page.locator('.pano-hint').isVisible(), waits).toBe(false);
    for (let times = 0; times < 3; times += 1) await drag([150, 150], [150, 420]);
    await expect.poll(() => wall(), waits).toBe('up');
    // Swipes within did not go to another photo.
    expect(await counter()).toBe('2 / 3');
    await page.goBack();
    await around().waitFor({ state: 'detached' });
    await page.locator('.pswp--ui-visible').waitFor();
    expect(await button().evaluate((one) => one === document.activeElement)).toBe(true);
    await page.goBack();
    await page.locator('.pswp').waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe(base);
  });

  test('is a photo among others when it is swiped to, with a button; a plain photo has none', async () => {
    const page = await visit({ locale: 'en' });
    await tile(1).tap();
    await page.locator('.pswp--ui-visible').waitFor();
    expect(await button().isVisible()).toBe(false);
    // Keys are heard once it has come to the fore.
    await page.locator('.pswp:focus').waitFor();
    await page.keyboard.press('ArrowRight');
    await expect.poll(counter, waits).toBe('2 / 3');
    await expect.poll(() => button().textContent(), waits).toBe('Look around');
    expect(await seriousFaults(guest.page)).toEqual([]);
    await button().tap();
    await around().waitFor(waits);
    await expect.poll(() => wall(), waits).toBe('ahead');
    // Closed by its own button, and forward again by the browser's.
    await page.getByRole('button', { name: 'Back to the photo' }).tap();
    await around().waitFor({ state: 'detached' });
    await page.goForward();
    await around().waitFor(waits);
    // A reload comes back to it, and Back leads out in two steps as before.
    await page.reload();
    await around().waitFor(waits);
    await page.goBack();
    await around().waitFor({ state: 'detached' });
    expect(await counter()).toBe('2 / 3');
    await page.goBack();
    await page.locator('.pswp').waitFor({ state: 'detached' });
  });

  test('turns by arrow keys, zooms by plus, minus, wheel and two taps, and Escape closes it', async () => {
    const page = await visit({}, { width: 320, height: 240 });
    await enter();
    await expect.poll(() => wall(), waits).toBe('ahead');
    for (let times = 0; times < 6; times += 1) await page.keyboard.press('ArrowRight');
    await expect.poll(() => wall(), waits).toBe('right');
    for (let times = 0; times < 12; times += 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => wall(), waits).toBe('left');
    for (let times = 0; times < 6; times += 1) await page.keyboard.press('ArrowRight');
    // Far out, the walls to both sides come into view; near by, one fills it again.
    for (let times = 0; times < 4; times += 1) await page.keyboard.press('-');
    await expect.poll(() => Promise.all([wall(-0.96), wall(0.96)]), waits).toEqual(['left', 'right']);
    for (let times = 0; times < 4; times += 1) await page.keyboard.press('+');
    await expect.poll(() => Promise.all([wall(-0.96), wall(0.96)]), waits).toEqual(['ahead', 'ahead']);
    await page.mouse.move(160, 110);
    await page.mouse.wheel(0, 2000);
    await expect.poll(() => wall(0.96), waits).toBe('right');
    await page.touchscreen.tap(160, 110);
    await page.touchscreen.tap(160, 110);
    await expect.poll(() => wall(0.96), waits).toBe('ahead');
    // The focus goes around within it.
    const parts = await page.locator('.pano button:visible, .pano [tabindex]').count();
    for (let times = 0; times < parts; times += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('pano-stage');
    await page.keyboard.press('Escape');
    await around().waitFor({ state: 'detached' });
    expect(await counter()).toBe('2 / 3');
    await page.keyboard.press('Escape');
    await page.locator('.pswp').waitFor({ state: 'detached' });
    expect(await tile(2).evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test('of several, one goes from room to room, and comes back to the photo of the room that was left', async () => {
    scene().gallery.endsAt = scene().now + 600_000;
    const page = await visit({}, { width: 844, height: 390 }, () => {
      Object.defineProperty(navigator, 'connection', { value: { downlink: 10 } });
    });
    await enter();
    const rooms = page.getByRole('navigation', { name: '各处全景' }).getByRole('button');
    expect(await rooms.allTextContents()).toEqual(['主会场', '全景 2']);
    expect(await rooms.evaluateAll((all) => all.map((one) => one.getAttribute('aria-current')))).toEqual([
      'true',
      null,
    ]);
    expect(await page.locator('.pano-left').textContent()).toMatch(/^(10:00|09:\d\d)$/);
    // The next one is fetched ahead, on a quick line.
    await expect.poll(() => scene().asked.some((one) => one.includes(`${idOf(3)}/pano`)), waits).toBe(true);
    await rooms.nth(1).tap();
    await expect.poll(() => wall(), waits).toBe('violet');
    expect(await page.locator('.pano-title').textContent()).toBe('全景 2');
    expect(await rooms.evaluateAll((all) => all.map((one) => one.getAttribute('aria-current')))).toEqual([
      null,
      'true',
    ]);
    expect(await seriousFaults(guest.page)).toEqual([]);
    await page.goBack();
    await around().waitFor({ state: 'detached' });
    expect(await counter()).toBe('3 / 3');
    expect(await page.evaluate(() => history.state.photo)).toBe(idOf(3));
  });

  test('goes with its photo: withdrawn, replaced, and with the page when the link is', async () => {
    const page = await visit();
    await listening();
    await enter();
    tell([shots.flat, shots.stage]);
    await around().waitFor({ state: 'detached' });
    await expect.poll(counter, waits).toBe('2 / 2');
    await expect.poll(() => page.locator('.pswp .toast').textContent(), waits).toContain('这张照片已撤下');
    await button().tap();
    await around().waitFor(waits);
    await expect.poll(() => wall(), waits).toBe('violet');
    // Another comes in beside it: nothing closes.
    tell([shots.flat, shots.hall, shots.stage]);
    await expect.poll(() => page.locator('.pano-rooms button').count(), waits).toBe(2);
    tell([shots.flat, shots.hall, await panoOf(await makePanorama({ width: 256 }), 3, { edition: 2 })]);
    await around().waitFor({ state: 'detached' });
    await expect.poll(() => page.textContent('.pswp .title'), waits).toContain('第 2 版');
    await button().tap();
    await around().waitFor(waits);
    scene().closed = { title: '主会场', thumbhash: null, why: { state: 'revoked' } };
    site.tell('link', { state: 'revoked' });
    await page.locator('[data-page="closed"]').waitFor(waits);
    await page.locator('.pswp').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => history.state)).toBeNull();
  });

  test('is the whole flat photo where the browser draws nothing in space', async () => {
    const page = await visit({}, undefined, () => {
      const own = HTMLCanvasElement.prototype.getContext as (...of: unknown[]) => unknown;
      Object.assign(HTMLCanvasElement.prototype, {
        getContext(this: HTMLCanvasElement, ...of: unknown[]) {
          return String(of[0]).startsWith('webgl') ? null : own.apply(this, of);
        },
      });
    });
    await tile(2).tap();
    await page.locator('.pswp--ui-visible').waitFor();
    await expect.poll(async () => nameOf(await colourAt(0, 0)), waits).toBe('ahead');
    expect([await button().isVisible(), await page.locator('.pano').count()]).toEqual([false, 0]);
    expect(scene().asked.some((one) => one.includes('/pano'))).toBe(false);
  });

  test('stays soft where the whole sphere does not come, says so, and tries again', async () => {
    show([shots.flat, shots.hall]);
    const page = await visit();
    await page.route('**/pano?*', (route) => route.abort());
    // Without its script, the flat photo has a line of words.
    await page.route('**/layer-*.js', (route) => route.abort());
    await tile(2).tap();
    await expect.poll(() => page.locator('.toast').textContent(), waits).toBe('现在不能转着看，先看整张照片');
    expect(await counter()).toBe('2 / 2');
    await page.unroute('**/layer-*.js');
    await button().tap();
    await around().waitFor(waits);
    await expect.poll(() => page.locator('.pano-state').textContent(), waits).toContain('清晰的画面没有加载出来');
    expect(await wall()).toBe('ahead');
    // Alone in its chapter, it has no rooms.
    expect(await page.locator('.pano-rooms').isVisible()).toBe(false);
    await page.unroute('**/pano?*');
    await page.locator('.pano-state button').tap();
    await sharpened();
    expect(await wall()).toBe('ahead');
  });

  test('opened and closed thirty times, it keeps no graphics', async () => {
    const page = await visit({}, { width: 200, height: 200 }, () => {
      const made: WebGLRenderingContext[] = [];
      const own = HTMLCanvasElement.prototype.getContext as (...of: unknown[]) => unknown;
      Object.assign(window, { made });
      Object.assign(HTMLCanvasElement.prototype, {
        getContext(this: HTMLCanvasElement, ...of: unknown[]) {
          const context = own.apply(this, of);
          if (context instanceof WebGLRenderingContext) made.push(context);
          return context;
        },
      });
    });
    await enter();
    for (let times = 0; times < 30; times += 1) {
      await page.keyboard.press('Escape');
      await around().waitFor({ state: 'detached' });
      await button().click();
      await around().waitFor(waits);
    }
    const live = () =>
      page.evaluate(() => {
        const { made } = window as unknown as { made: WebGLRenderingContext[] };
        return [made.length, made.filter((one) => !one.isContextLost()).length];
      });
    // The one that is open, of one that was asked whether it can and of 31 that were opened.
    expect(await live()).toEqual([32, 1]);
    await page.keyboard.press('Escape');
    await around().waitFor({ state: 'detached' });
    expect((await live())[1]).toBe(0);
  });

  test('is made smaller for weak graphics, and comes back where the phone took them away', async () => {
    const page = await visit({}, { width: 300, height: 400 }, () => {
      const own = WebGLRenderingContext.prototype;
      const { getParameter, texImage2D } = own;
      const taken: number[] = [];
      Object.assign(window, { taken });
      Object.assign(own, {
        getParameter(this: WebGLRenderingContext, name: number) {
          return name === this.MAX_TEXTURE_SIZE ? 1500 : getParameter.call(this, name);
        },
        texImage2D(this: WebGLRenderingContext, ...of: unknown[]) {
          taken.push((of[5] as { width: number }).width);
          (texImage2D as (...of: unknown[]) => void).apply(this, of);
        },
      });
    });
    const taken = () => page.evaluate(() => (window as unknown as { taken: number[] }).taken);
    await enter();
    await expect.poll(taken, waits).toEqual([1024, 1500]);
    await page.evaluate(() => {
      const extension = document.querySelector('canvas')?.getContext('webgl')?.getExtension('WEBGL_lose_context');
      extension?.loseContext();
      setTimeout(() => extension?.restoreContext(), 50);
    });
    await expect.poll(taken, waits).toEqual([1024, 1500, 1024, 1500]);
    expect(await wall()).toBe('ahead');
    expect(await around().count()).toBe(1);
  });

  test('follows the phone where that is allowed by a press, and invites to no saving where there is none', async () => {
    show([shots.hall], { download: 'off', zip: null });
    const page = await visit({}, { width: 300, height: 400 }, () => {
      Object.assign(DeviceOrientationEvent, { answer: 'denied' });
      Object.assign(DeviceOrientationEvent, {
        requestPermission: async () => (DeviceOrientationEvent as unknown as { answer: string }).answer,
      });
    });
    await enter();
    const tilt = page.getByRole('button', { name: '跟着手机转动' });
    await tilt.tap();
    await expect.poll(() => page.locator('.pano-state').textContent(), waits).toContain('手机没有允许');
    expect(await tilt.getAttribute('aria-pressed')).toBe('false');
    await page.evaluate(() => Object.assign(DeviceOrientationEvent, { answer: 'granted' }));
    await tilt.tap();
    await expect.poll(() => tilt.getAttribute('aria-pressed'), waits).toBe('true');
    const hold = (alpha: number, beta: number) =>
      page.evaluate(
        ([a, b]) =>
          window.dispatchEvent(new DeviceOrientationEvent('deviceorientation', { alpha: a, beta: b, gamma: 0 })),
        [alpha, beta] as const,
      );
    // From wherever it points, what was ahead stays ahead; then a quarter to the right, then up.
    await hold(40, 90);
    await expect.poll(() => wall(), waits).toBe('ahead');
    await hold(310, 90);
    await expect.poll(() => wall(), waits).toBe('right');
    await hold(310, 170);
    await expect.poll(() => wall(), waits).toBe('up');
    const refused = await page.evaluate(() => {
      const menu = (at: Element | null) =>
        !at?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
      return [menu(document.querySelector('.pano canvas')), menu(document.querySelector('.pano-rooms'))];
    });
    expect(refused).toEqual([true, true]);
  });

  test('offers no turning with the phone over plain HTTP, where browsers tell nothing of it', async () => {
    const page = await visit({}, undefined, () => {
      Object.defineProperty(window, 'isSecureContext', { value: false });
      Object.assign(DeviceOrientationEvent, { requestPermission: async () => 'denied' });
    });
    await enter();
    await sharpened();
    expect(await page.locator('.pano-tilt').isVisible()).toBe(false);
  });
});
