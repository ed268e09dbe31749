import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scene } from '#contract/scenes.ts';
import type { ScreenCode, ScreenPhoto } from '#contract/screens.ts';
import { codePicture } from '../../server/http/code-picture.ts';
import { decodeCode, openBrowser } from '../../server/testing/browser.ts';
import { type KioskSources, serveKiosk } from '../../server/testing/kiosk-sources.ts';
import { makePanorama, makePhoto } from '../../server/testing/photos.ts';

// Every kind of scene by itself, as it is drawn on a screen.

let sources: KioskSources;
let page: Page;
const bytes = new Map<string, Buffer>();
const now = Date.parse('2026-11-21T06:30:00Z');
const days = 86_400_000;

const shapes: Record<string, [number, number]> = {
  wide: [300, 200],
  wide2: [320, 180],
  wide3: [300, 200],
  tall: [200, 300],
  tall2: [225, 300],
  square: [240, 240],
  around: [512, 256],
  late: [300, 200],
};
const photos: Record<string, ScreenPhoto> = Object.fromEntries(
  Object.entries(shapes).map(([id, [width, height]]) => [
    id,
    {
      ...{ id, edition: 1, title: '', caption: '', width, height, thumbhash: null, takenAt: now - 3_600_000 },
      pano: id === 'around',
    },
  ]),
);
const text = (slot: string) => `http://192.168.12.34:8080/g/${slot.padEnd(26, 'x')}`;
const code = (slot: string, more: Partial<ScreenCode> = {}): ScreenCode => ({
  ...{
    code: codePicture(text(slot)),
    linkId: slot,
    fallback: false,
    public: true,
    galleryTitle: '三个章节',
    photos: 55,
  },
  expiresAt: now + 30 * days,
  ...more,
});
const base = { id: 's', itemId: 'i', ms: 8000, galleryId: null, code: null };
const network = (name: string, password: string) => ({
  ...{ name, password },
  wifi: codePicture(`WIFI:T:WPA;S:${name};P:${password};;`),
});
const longPassword = 'a-very-long-password-that-nobody-wants-to-type-in-by-hand-0123';

interface Drawn {
  readonly scene: Scene;
  readonly code?: ScreenCode;
  readonly locale?: 'zh-CN' | 'en';
  readonly codes?: readonly string[];
}
const poster = { kind: 'poster' as const, photoIds: ['wide'], thanks: 'Thank you for joining the summit', title: '' };
const unit = { kind: 'unit' as const, photoIds: ['tall', 'wide', 'tall2'], by: '置业顾问 周敏' };
const wall = {
  kind: 'wall' as const,
  title: '2026 自然影像峰会',
  count: 186,
  photoIds: Object.keys(shapes).slice(0, 6),
};
const scenes: Record<string, Drawn> = {
  photo: { scene: { ...base, kind: 'photo', photoIds: ['wide'] }, code: code('p') },
  pair: { scene: { ...base, kind: 'pair', photoIds: ['tall', 'tall2'] } },
  poster: { scene: { ...base, ...poster, audience: null }, code: code('q') },
  'a poster with much to say': {
    scene: {
      ...{ ...base, ...poster, audience: 'Media' },
      thanks: 'Thank you very much for joining the nature image summit of this year at the lake',
      title: 'All photos of the opening evening, of the talks and of the morning walk there',
    },
    code: code('q', { expiresAt: now + 3_600_000 }),
    locale: 'en',
  },
  wall: { scene: { ...base, ...wall }, code: code('w') },
  'a wall in English': {
    scene: { ...base, ...wall, title: 'Nature Image Summit and open days of Lakeside Court', count: 12_345 },
    code: code('w', { expiresAt: now + 9 * 3_600_000 }),
    locale: 'en',
  },
  message: { scene: { ...base, kind: 'message', photoIds: [], text: '大巴 15:30 从东门出发', detail: '' } },
  'a long message': {
    scene: {
      ...{ ...base, kind: 'message', photoIds: [] },
      text: '请各位来宾在三点半前到主会场集合，我们将在门外的台阶上拍一张大合影，'.repeat(6).slice(0, 200),
      detail: '摄影师在东门等候，大巴随后出发，请带好随身物品，'.repeat(13).slice(0, 300),
    },
  },
  wifi: {
    scene: { ...base, kind: 'wifi', photoIds: [], ...network('Lakeside-Guest', 'lake2026') },
    code: code('f'),
    codes: ['WIFI:T:WPA;S:Lakeside-Guest;P:lake2026;;', text('f')],
  },
  'a Wi-Fi of long names': {
    scene: { ...base, kind: 'wifi', photoIds: [], ...network('Lakeside Court Guests, 3rd floor', longPassword) },
    code: code('f'),
    locale: 'en',
    codes: [`WIFI:T:WPA;S:Lakeside Court Guests, 3rd floor;P:${longPassword};;`, text('f')],
  },
  'a Wi-Fi alone': {
    scene: { ...base, kind: 'wifi', photoIds: [], ...network('Lakeside-Guest', 'lake2026') },
    codes: ['WIFI:T:WPA;S:Lakeside-Guest;P:lake2026;;'],
  },
  mobile: { scene: { ...base, kind: 'mobile', photoIds: [], title: '' }, code: code('m') },
  pano: { scene: { ...base, kind: 'pano', photoIds: ['around'] }, code: code('o') },
  unit: {
    scene: { ...base, ...unit, title: 'B2 户型', line: '四室两厅，建面约 168 ㎡，南向湖景' },
    code: code('u', { expiresAt: now + 7 * days }),
  },
  'a unit with a long name': {
    scene: {
      ...{ ...base, ...unit, title: 'Lakeside Court, phase two, tower 12, penthouse B2' },
      line: 'Four rooms, 168 m², facing south, lake view, with a roof terrace',
      by: 'Zhou Minmin, senior consultant',
    },
    code: code('u', { expiresAt: null }),
    locale: 'en',
  },
};

/** What the page under test keeps for the test. */
interface Bench {
  view: HTMLElement & { ready(): Promise<void> };
  /** Gives the scene this, and says why it cannot be shown, or nothing. */
  show(given: object): Promise<string>;
  /** Text that is too small, or stands out of its place. */
  faults(): string[];
  /** Contexts of the graphics that are alive. */
  alive(): number;
  part(selector: string): Element | null | undefined;
}
/** In the page. */
declare const bench: Bench;

const html = `<!doctype html><title>bench</title><body style="margin:0;background:#000"></body>
<script type="module">import '/kiosk/scenes/scene-view.ts'; globalThis.here = true;</script>`;

beforeAll(async () => {
  sources = await serveKiosk();
  for (const [seed, [id, [width, height]]] of Object.entries(shapes).entries()) {
    bytes.set(id, id === 'around' ? await makePanorama() : await makePhoto({ width, height, seed }));
  }
  bytes.set('broken', Buffer.from('no picture'));
  page = await (await (await openBrowser(true)).newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  await page.route('**/bench', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.route('**/kiosk/photos/**', (route) => {
    const id = /photos\/(\w+)\//.exec(route.request().url())?.[1] ?? '';
    return route.fulfill({ contentType: 'image/jpeg', body: bytes.get(id) as Buffer });
  });
  await page.goto(new URL('bench', sources.url).href);
  await page.waitForFunction(() => 'here' in globalThis);
  await page.evaluate(() => {
    const contexts = new Set<WebGLRenderingContext>();
    const make = HTMLCanvasElement.prototype.getContext as (...args: unknown[]) => RenderingContext | null;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
      const context = make.apply(this, args);
      if (args[0] === 'webgl' && context) contexts.add(context as WebGLRenderingContext);
      return context;
    } as never;
    const view = document.createElement('scene-view') as Bench['view'];
    view.style.cssText = 'position:absolute;inset:0';
    document.body.append(view);
    const everywhere = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? everywhere(one.shadowRoot) : [])]);
    const own: Bench = {
      view,
      async show(given) {
        Object.assign(view, given);
        try {
          await view.ready();
          return '';
        } catch (error) {
          return String(error);
        }
      },
      faults() {
        const unit = Math.min(innerWidth, innerHeight) / 1080;
        const found: string[] = [];
        for (const one of everywhere(view.shadowRoot as ShadowRoot)) {
          const written = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
          if (!written || one.localName === 'style') continue;
          const said = `${one.localName}.${one.className} ${one.textContent?.slice(0, 20)}`;
          const size = Number.parseFloat(getComputedStyle(one).fontSize) / unit;
          if (size < 35.9) found.push(`${said}: small, ${size}`);
          if (one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1) found.push(`${said}: wider than its place`);
          const range = document.createRange();
          range.selectNodeContents(one);
          const lines = range.getBoundingClientRect();
          // Letters of this face are higher than their lines.
          const spare = 0.2 * size * unit;
          let place: Element | undefined = one;
          while (place && place !== view) {
            const box = place.getBoundingClientRect();
            const shown = getComputedStyle(place).display !== 'inline';
            if (
              shown &&
              (lines.bottom > box.bottom + spare || lines.right > box.right + 1 || lines.top < box.top - spare)
            ) {
              found.push(`${said}: out of ${place.localName}.${place.className}`);
            }
            place = place.parentElement ?? (place.getRootNode() as ShadowRoot).host;
          }
        }
        return found;
      },
      alive: () => [...contexts].filter((context) => !context.isContextLost()).length,
      part: (selector) => view.shadowRoot?.querySelector('.scene')?.shadowRoot?.querySelector(selector),
    };
    Object.assign(globalThis, { bench: own });
  });
});
afterAll(async () => {
  await (await openBrowser()).close();
  await sources.close();
});

/** Shows a scene and waits until it is painted. */
async function show({ scene, code: shown, locale = 'zh-CN' }: Drawn, more: object = {}): Promise<string> {
  const venue = { name: '湖畔澜庭', logo: null, brandColour: '#b7791f', timeZone: 'Asia/Shanghai', locale };
  const given = {
    scene,
    photos,
    code: shown ?? null,
    venue,
    now,
    withheld: false,
    fresh: false,
    half: 0,
    spot: 0,
    ...more,
  };
  return page.evaluate(async (told) => {
    const src = (photo: { id: string }, size: string) => `/kiosk/photos/${photo.id}/${size}`;
    const why = await bench.show({ moving: false, ...told, src });
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    return why;
  }, given);
}

const screens = [
  { screen: 'a lying screen', width: 1920, height: 1080 },
  { screen: 'an upright screen', width: 1080, height: 1920 },
];
const trials = screens.flatMap((one) => Object.keys(scenes).map((name) => ({ ...one, name })));

test.each(trials)('$name on $screen has its words in their places and its codes readable', async (trial) => {
  const drawn = scenes[trial.name] as Drawn;
  await page.setViewportSize({ width: trial.width, height: trial.height });
  expect(await show(drawn)).toBe('');
  expect(await page.evaluate(() => bench.faults())).toEqual([]);
  const read = await decodeCode(await page.screenshot());
  const codes = drawn.codes ?? (drawn.code ? [text(drawn.code.linkId)] : []);
  expect(read.toSorted()).toEqual(codes.toSorted());
});

test.each(screens)('on $screen a code stands in four places in turn', async ({ width, height }) => {
  await page.setViewportSize({ width, height });
  for (const name of ['photo', 'poster', 'wall', 'mobile', 'pano', 'unit']) {
    const places = new Set<string>();
    for (const spot of [0, 1, 2, 3]) {
      const drawn = scenes[name] as Drawn;
      await show(drawn, { spot });
      const at = await page.evaluate(() => {
        const card = bench.part('code-card')?.shadowRoot ?? undefined;
        const { x, y } =
          (card?.querySelector('code-square') ?? bench.part('code-square'))?.getBoundingClientRect() ?? {};
        return `${x} ${y}`;
      });
      places.add(at);
      expect(await page.evaluate(() => bench.faults())).toEqual([]);
    }
    expect(places.size).toBe(4);
  }
});

test("the venue's still takes a code's place where the code is withheld", async () => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  for (const name of ['photo', 'poster', 'wall', 'mobile', 'pano', 'unit']) {
    await show({ scene: (scenes[name] as Drawn).scene }, { withheld: true });
    expect(await page.evaluate(() => bench.part('venue-still')?.shadowRoot?.textContent)).toContain('湖畔澜庭');
    expect(await page.evaluate(() => bench.faults())).toEqual([]);
    expect(await page.evaluate(() => bench.part('code-card, code-square'))).toBeNull();
  }
});

test('days left are counted from the time that it is given', async () => {
  const { scene, code: shown } = scenes.poster as Drawn;
  const foot = async (at: number) => {
    await show({ scene, code: shown as ScreenCode }, { now: at });
    return page.evaluate(() => bench.part('.foot')?.textContent?.replace(/\s+/g, ' ').trim());
  };
  expect(await foot(now)).toBe('画廊 30 天后到期 12 月 21 日');
  expect(await foot(now + 29 * days)).toBe('画廊明天到期 12 月 21 日');
  expect(await foot(now + 30 * days - 60_000)).toBe('今天 14:30 到期');
});

test('two scenes of one kind are drawn by one element', async () => {
  await show(scenes.photo as Drawn);
  const before = await page.evaluateHandle(() => bench.part('img'));
  await show({ scene: { ...base, kind: 'photo', id: 't', photoIds: ['tall'] }, code: code('t') });
  expect(await page.evaluate((image) => bench.part('img') === image, before)).toBe(true);
  expect(await page.evaluate(() => bench.part('img')?.getAttribute('src'))).toContain('tall');
});

test('what is no picture is refused by name', async () => {
  const broken = { ...photos, broken: { ...(photos.wide as ScreenPhoto), id: 'broken' } };
  for (const kind of ['photo', 'pair', 'pano'] as const) {
    const wrong = { ...(photos.around as ScreenPhoto), id: 'broken' };
    const given = kind === 'pano' ? { ...photos, broken: wrong } : broken;
    const why = await show({ scene: { ...base, id: kind, kind, photoIds: ['broken'] } }, { photos: given });
    expect(why).toContain('broken');
  }
});

test('a photo that comes while a wall is on leads it and is marked, and the others slide to their new places once', async () => {
  const drawn = scenes.wall as Drawn;
  const photoIds = drawn.scene.photoIds;
  await page.setViewportSize({ width: 960, height: 540 });
  await show({ scene: { ...drawn.scene, id: 'growing' } }, { moving: true });
  expect(await page.evaluate(() => bench.part('.edge'))).toBeNull();
  const first = await page.evaluateHandle(() => bench.part('[data-tile="wide"]'));
  const state = () =>
    page.evaluate(() => {
      const tiles = [...(bench.part('.tiles')?.querySelectorAll('.tile') ?? [])];
      const moves = tiles.flatMap((tile) =>
        tile
          .getAnimations()
          .map((one) => (one.effect as KeyframeEffect).getKeyframes().map((frame) => Object.keys(frame))),
      );
      return {
        ids: tiles.map((tile) => tile.getAttribute('data-tile')),
        mark: bench.part('.edge')?.parentElement?.getAttribute('data-tile'),
        moved: moves.flat(2).filter((name) => name === 'transform').length > 0,
        other: moves.flat(2).filter((name) => /left|top|width|height/.test(name)),
      };
    });
  const grown = { ...drawn.scene, id: 'growing', photoIds: ['late', ...photoIds] } as Scene;
  await page.evaluate((scene) => {
    Object.assign(bench.view, { scene });
  }, grown);
  await expect.poll(async () => (await state()).ids[0]).toBe('late');
  expect(await state()).toMatchObject({ ids: ['late', ...photoIds], mark: 'late', moved: true, other: [] });
  expect(await page.evaluate((tile) => bench.part('[data-tile="wide"]') === tile, first)).toBe(true);
  await expect.poll(() => page.evaluate(() => bench.part('.edge span')?.textContent)).toBe('刚刚拍到');
  // Withdrawn, it is gone at once.
  await show({ scene: { ...drawn.scene, id: 'growing' } });
  expect((await state()).ids).toEqual(photoIds);
});

test('a 360° photo turns by itself, stands still where nothing may, and gives the graphics back', async () => {
  const { scene } = scenes.pano as Drawn;
  const pixels = () =>
    page.evaluate(() => {
      const canvas = bench.part('canvas.sphere') as HTMLCanvasElement | null;
      return canvas ? `${canvas.width} ${canvas.toDataURL().length} ${canvas.toDataURL().slice(-4000)}` : '';
    });
  await page.setViewportSize({ width: 3840, height: 2160 });
  await show({ scene });
  expect(await page.evaluate(() => (bench.part('canvas.sphere') as HTMLCanvasElement | null)?.width)).toBe(1920);
  await page.setViewportSize({ width: 480, height: 270 });
  await show({ scene });
  await expect.poll(pixels).toMatch(/^480 /);
  const still = await pixels();
  await show({ scene }, { moving: true });
  await expect.poll(pixels).not.toBe(still);
  expect(await page.evaluate(() => bench.alive())).toBe(1);
  await show(scenes.message as Drawn);
  expect(await page.evaluate(() => bench.alive())).toBe(0);
});

test('where a browser has no graphics to give, a 360° photo is shown flat and whole', async () => {
  const { scene } = scenes.pano as Drawn;
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
      apply: (make, self, args: [string]) => (args[0] === 'webgl' ? null : Reflect.apply(make, self, args)),
    });
  });
  await show(scenes.message as Drawn);
  expect(await show({ scene: { ...scene, id: 'flat' } })).toBe('');
  expect(await page.evaluate(() => (bench.part('img.flat') as HTMLImageElement | null)?.naturalWidth)).toBe(512);
});
