import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { Screen } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { callerOf, ownerPassword, startTestBox, type TestBox, type TestBoxOptions } from '../server/testing/box.ts';
import { decodeCode, openBrowser, phone } from '../server/testing/browser.ts';
import {
  type Kiosk,
  type KioskOptions,
  onScreen,
  openKiosk,
  pairingCode,
  pairKiosk,
  waitForPhoto,
} from '../server/testing/kiosk.ts';
import { makePhoto } from '../server/testing/photos.ts';
import { type BoxProcess, startProcess } from '../server/testing/process.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let box: TestBox | undefined;
const kiosks: Kiosk[] = [];

afterEach(async () => {
  const opened = kiosks.splice(0);
  // Whatever a test did: nothing was asked from outside, and no script failed.
  const heard = opened.flatMap(({ strangers, complaints }) => [...strangers, ...complaints]);
  for (const { context } of opened) await context.close();
  await box?.stop();
  box = undefined;
  expect(heard).toEqual([]);
});
afterAll(async () => (await openBrowser()).close());

async function start(options?: TestBoxOptions): Promise<TestBox> {
  box = await startTestBox(options);
  return box;
}

async function kiosk(options?: KioskOptions): Promise<Kiosk> {
  const opened = await openKiosk(await openBrowser(), (box as TestBox).localUrl, options);
  kiosks.push(opened);
  return opened;
}

/** Leaves a picture where a folder for them is named. */
async function picture({ page }: Kiosk, name: string): Promise<Buffer> {
  const folder = process.env.MAIIMG_SHOTS;
  return page.screenshot(folder ? { path: join(folder, `kiosk-${name}.png`) } : {});
}

/** A gallery of so many ready photos, with its link. */
async function gallery(photos: number, seed = 1): Promise<{ gallery: Gallery; link: Link; photos: Photo[] }> {
  const at = box as TestBox;
  const project = await at.project();
  const { link, ...made } = await at.gallery(project.id, { inflow: 'append' });
  const files = await Promise.all(
    Array.from({ length: photos }, async (_, index) => ({
      name: `${index}.jpg`,
      data: await makePhoto({ width: 1200, height: index % 2 ? 1500 : 800, seed: seed + index }),
    })),
  );
  return { gallery: made, link, photos: await at.bring(project.id, files, { galleryId: made.id }) };
}

/** A paired screen that shows so many photos, three seconds each. */
async function playing(photos: number, options?: KioskOptions) {
  const at = box ?? (await start());
  const shown = await gallery(photos);
  const opened = await kiosk(options);
  const paired = await pairKiosk(opened, at.owner, '主舞台', [{ galleryId: shown.gallery.id, linkId: shown.link.id }]);
  await at.owner.call('PATCH', `/api/screens/${paired.id}`, { seconds: 3 });
  await waitForPhoto(opened);
  await opened.page.locator('pairing-page').waitFor({ state: 'detached' });
  return { at, kiosk: opened, screenId: paired.id, ...shown };
}

const screenOf = (at: TestBox, id: string) => at.owner.call<Screen>('GET', `/api/screens/${id}`);
const press = (at: TestBox, id: string, type: string) => at.owner.call('POST', `/api/screens/${id}/commands`, { type });

/** Settles when the screen has said that it holds all of its photos. */
async function holdsAll(at: TestBox, id: string): Promise<void> {
  await expect
    .poll(async () => {
      const { status } = await screenOf(at, id);
      return status && status.wanted > 0 && status.held === status.wanted;
    })
    .toBe(true);
}

/** How many photos' bytes lie in the page's own store. */
const stored = ({ page }: Kiosk) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('maiimg-kiosk');
        request.onsuccess = () => {
          const count = request.result.transaction('photos').objectStore('photos').count();
          count.onsuccess = () => {
            request.result.close();
            resolve(count.result);
          };
        };
      }),
  );

/** Notes from now on which photo came on when, by this machine's clock. */
async function record({ page }: Kiosk): Promise<() => Promise<{ at: number; photoId: string; fresh: boolean }[]>> {
  await page.locator('kiosk-stage').evaluate((stage) => {
    const notes: { at: number; photoId: string; fresh: boolean }[] = [];
    const note = () => {
      const on = stage.shadowRoot?.querySelector<HTMLElement>('photo-scene[data-on]')?.dataset;
      notes.push({ at: Date.now(), photoId: on?.photoId ?? '', fresh: on?.fresh === 'true' });
      stage.setAttribute('data-notes', JSON.stringify(notes));
    };
    note();
    stage.addEventListener('turned', note);
  });
  return async () => JSON.parse((await page.locator('kiosk-stage').getAttribute('data-notes')) ?? '[]');
}

test('a screen is paired by its number, shows a photo with its code, and a phone that scans it sees the photos', async () => {
  const at = await start();
  const { gallery: shown, link, photos } = await gallery(2);
  const screen = await kiosk();
  await pairKiosk(screen, at.owner, '主舞台', [{ galleryId: shown.id, linkId: link.id }]);
  await screen.page.getByText('主舞台').first().waitFor();
  await waitForPhoto(screen);
  await screen.page.locator('pairing-page').waitFor({ state: 'detached' });
  const on = await onScreen(screen);
  expect(photos.map(({ id }) => id)).toContain(on?.photoId);
  expect(on?.linkId).toBe(link.id);

  const [address = ''] = await decodeCode(await picture(screen, 'photo-code'));
  const guest = await phone(await openBrowser());
  await guest.page.goto(address);
  const image = guest.page.locator('main img[src*="/photos/"]').first();
  await image.waitFor();
  await expect.poll(() => image.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  expect(guest.strangers).toEqual([]);
  await guest.context.close();
});

test.each([
  { locale: 'zh-CN', unclaimed: true, width: 1920, height: 1080 },
  { locale: 'en', unclaimed: true, width: 1366, height: 768 },
  { locale: 'en', unclaimed: false, width: 1920, height: 1080 },
  { locale: 'zh-CN', unclaimed: false, width: 1080, height: 1920 },
] as const)('an unpaired screen says how to pair it: $locale, unclaimed $unclaimed, $width px', async (face) => {
  const at = await start({ unclaimed: face.unclaimed });
  if (!face.unclaimed) await at.owner.call('PATCH', '/api/settings', { locale: face.locale });
  const screen = await kiosk(face);
  const { kiosk: own } = words(face.locale);
  expect(await pairingCode(screen)).toMatch(/^\d{6}$/);
  const { page } = screen;
  if (face.unclaimed && face.locale === 'zh-CN') await page.getByText(at.claimCode as string).waitFor();
  if (!face.unclaimed || face.locale === 'zh-CN') {
    await page.getByText(own.enter).waitFor();
    expect(await page.getByText(own.claim).count()).toBe(face.unclaimed ? 1 : 0);
  }
  const [address = ''] = await decodeCode(
    await picture(screen, `pairing-${face.locale}-${face.width}-${face.unclaimed}`),
  );
  expect(address).toMatch(/\/admin\/$/);
  await page.getByText(new URL(address).host, { exact: true }).waitFor();
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as never as { axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> } }
    ).axe.run();
    return violations.map(({ id, impact }) => `${id} (${impact})`);
  });
  expect(found).toEqual([]);
});

test('a screen that goes on without the box holds its place, and follows it again when it is back', async () => {
  const data = await mkdtemp(join(tmpdir(), 'maiimg-kiosk-'));
  let process: BoxProcess | undefined;
  try {
    const env = { MAIIMG_DATA: data, MAIIMG_OWNER_PASSWORD: ownerPassword };
    process = await startProcess(env);
    const ports = {
      MAIIMG_PORT: new URL(process.localUrl).port,
      MAIIMG_GUEST_PORT: new URL(process.guestUrl).port,
    };
    const owner = await signIn(process.localUrl);
    const { id: projectId } = await owner.call<{ id: string }>('POST', '/api/projects', { kind: 'event', title: 'A' });
    const shown = await owner.call<Gallery>('POST', `/api/projects/${projectId}/galleries`, {
      title: 'A',
      inflow: 'append',
    });
    const file = async (seed: number) => ({
      name: `${seed}.jpg`,
      data: await makePhoto({ width: 900, height: 600, seed }),
    });
    await owner.upload(projectId, [await file(1), await file(2)], { galleryId: shown.id });
    const opened = await openKiosk(await openBrowser(), process.localUrl);
    kiosks.push(opened);
    const { id } = await pairKiosk(opened, owner, '序厅', [{ galleryId: shown.id }]);
    await owner.call('PATCH', `/api/screens/${id}`, { seconds: 3 });
    await waitForPhoto(opened);
    await expect
      .poll(async () => (await owner.call<Screen>('GET', `/api/screens/${id}`)).status?.held, { timeout: 30_000 })
      .toBe(2);

    process.kill('SIGKILL');
    await process.ended;
    const seen = await record(opened);
    // Both photos go on in turn, each with its code.
    await expect.poll(async () => new Set((await seen()).map(({ photoId }) => photoId)).size).toBe(2);
    await expect.poll(async () => (await seen()).length).toBeGreaterThan(3);
    expect((await seen()).map(({ photoId }) => photoId)).not.toContain('');
    expect((await onScreen(opened))?.linkId).not.toBe('');

    process = await startProcess({ ...env, ...ports });
    const again = await signIn(process.localUrl);
    await expect
      .poll(async () => (await again.call<Screen>('GET', `/api/screens/${id}`)).online, { timeout: 30_000 })
      .toBe(true);
    const { accepted } = await again.upload(projectId, [await file(3)], { galleryId: shown.id });
    await waitForPhoto(opened, accepted[0]?.id);
    expect((await seen()).map(({ photoId }) => photoId)).not.toContain('');
  } finally {
    process?.kill('SIGKILL');
    await process?.ended;
    await rm(data, { recursive: true, force: true });
  }
});

test('two screens in step show the same photo at the same instant', async () => {
  const { at, kiosk: first, screenId } = await playing(3);
  const second = await kiosk({ width: 1080, height: 1920 });
  const other = await pairKiosk(second, at.owner, '西门');
  await at.owner.call('PATCH', `/api/screens/${other.id}`, { withScreenId: screenId });
  await waitForPhoto(second);
  await Promise.all([holdsAll(at, screenId), holdsAll(at, other.id)]);

  const notes = await Promise.all([record(first), record(second)]);
  await expect.poll(async () => (await notes[1]()).length, { timeout: 40_000 }).toBeGreaterThan(5);
  await press(at, screenId, 'next');
  await expect.poll(async () => (await notes[1]()).length, { timeout: 40_000 }).toBeGreaterThan(8);
  const [one = [], two = []] = await Promise.all(notes.map((read) => read()));
  const onAt = (list: typeof one, when: number) => list.findLast(({ at: from }) => from <= when)?.photoId;
  const changes = [...one, ...two].map(({ at: when }) => when);
  const [from, to] = [Math.max(one[0]?.at ?? 0, two[0]?.at ?? 0), Math.min(one.at(-1)?.at ?? 0, two.at(-1)?.at ?? 0)];
  let compared = 0;
  for (let when = from; when < to; when += 50) {
    if (changes.some((change) => Math.abs(change - when) < 400)) continue;
    compared += 1;
    expect([when, onAt(one, when)]).toEqual([when, onAt(two, when)]);
  }
  expect(compared).toBeGreaterThan(100);
  const apart = one.slice(1).map((change) => Math.min(...two.map(({ at: when }) => Math.abs(when - change.at))));
  if (process.env.MAIIMG_SHOTS) console.log('ms between two screens at each change:', apart.join(' '));
});

test('a new photo is seen once as just shot and then in the loop; a withdrawn one is gone from the screen and its store', async () => {
  const { at, kiosk: screen, screenId, gallery: shown, photos } = await playing(2);
  await holdsAll(at, screenId);
  const seen = await record(screen);
  const file = { name: 'new.jpg', data: await makePhoto({ width: 1500, height: 1000, seed: 99 }) };
  const [fresh] = await at.bring(photos[0]?.projectId as string, [file], { galleryId: shown.id });
  const id = fresh?.id as string;
  await waitForPhoto(screen, id);
  expect(await onScreen(screen)).toMatchObject({ photoId: id, fresh: true });
  await screen.page.getByText(words('zh-CN').kiosk.fresh).filter({ visible: true }).first().waitFor();
  await picture(screen, 'fresh');
  const times = async () => (await seen()).filter(({ photoId }) => photoId === id);
  await expect.poll(async () => (await times()).length, { timeout: 40_000 }).toBeGreaterThan(2);
  expect((await times()).map(({ fresh: marked }) => marked).lastIndexOf(true)).toBe(0);

  await holdsAll(at, screenId);
  const before = await stored(screen);
  await at.owner.call('DELETE', `/api/photos/${id}`);
  // The box has made its mind up by the time it answers, and not yet told its screens.
  await expect.poll(async () => id in (await screenOf(at, screenId)).state.photos).toBe(false);
  const { version } = (await screenOf(at, screenId)).state;
  await expect.poll(async () => (await screenOf(at, screenId)).status?.version).toBeGreaterThanOrEqual(version);
  expect((await onScreen(screen))?.photoId).not.toBe(id);
  expect(await screen.page.locator(`photo-scene[data-photo-id="${id}"]`).count()).toBe(0);
  expect(await stored(screen)).toBe(before - 2);
});

test('a screen whose key is withdrawn forgets everything and can be paired anew', async () => {
  const { at, kiosk: screen, screenId } = await playing(2);
  await holdsAll(at, screenId);
  expect(await stored(screen)).toBeGreaterThan(0);
  await at.owner.call('DELETE', `/api/screens/${screenId}`);
  await pairingCode(screen);
  expect(await screen.page.locator('photo-scene').count()).toBe(0);
  await expect.poll(() => stored(screen)).toBe(0);
  expect(await screen.page.evaluate(() => localStorage.getItem('maiimg.kiosk.state'))).toBeNull();
  await pairKiosk(screen, at.owner, '主舞台');
  await screen.page.locator('kiosk-stage venue-still').waitFor();
});

test('a screen that is started while the box is away shows its photos', async () => {
  const { at, kiosk: screen, screenId, photos } = await playing(2);
  await holdsAll(at, screenId);
  await screen.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await at.stop();
  box = undefined;
  await screen.page.reload();
  await waitForPhoto(screen);
  expect(photos.map(({ id }) => id)).toContain((await onScreen(screen))?.photoId);
  expect((await onScreen(screen))?.linkId).not.toBe('');
  await expect
    .poll(() =>
      screen.page.locator('photo-scene[data-on] img').evaluate((img) => (img as HTMLImageElement).naturalWidth),
    )
    .toBeGreaterThan(100);
});

test('five minutes without the box take the codes off, and nothing else', async () => {
  const { at, kiosk: screen, screenId } = await playing(2, { ownTime: true });
  await holdsAll(at, screenId);
  expect(await decodeCode(await screen.page.screenshot())).toHaveLength(1);
  await at.stop();
  box = undefined;
  await screen.page.clock.fastForward(4 * 60_000);
  await waitForPhoto(screen);
  expect((await onScreen(screen))?.linkId).not.toBe('');
  await screen.page.clock.fastForward(70_000);
  await screen.page.locator('photo-scene[data-on][data-link-id=""]').waitFor();
  await screen.page.clock.fastForward(1000);
  await screen.page.waitForTimeout(1000);
  expect(await decodeCode(await picture(screen, 'without-box'))).toEqual([]);
  await screen.page.locator('photo-scene[data-on] venue-still').waitFor();
});

test('codes stay for as long as the box is there, even where nothing ever changes', async () => {
  const { at, kiosk: screen, screenId, link } = await playing(1, { ownTime: true });
  await holdsAll(at, screenId);
  for (let seconds = 0; seconds < 400; seconds += 10) {
    await screen.page.clock.fastForward(10_000);
    await screen.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    await at.owner.ask('GET', '/healthz');
  }
  expect((await onScreen(screen))?.linkId).toBe(link.id);
});

test('a revoked link leaves the screen at once, its photos stay', async () => {
  const { at, kiosk: screen, link } = await playing(1);
  await screen.page.locator(`photo-scene[data-on][data-link-id="${link.id}"]`).waitFor();
  await at.owner.call('DELETE', `/api/links/${link.id}`);
  await screen.page.locator('photo-scene[data-on][data-link-id=""]').waitFor();
  await picture(screen, 'alone');
  expect(await screen.page.locator('photo-scene[data-on] code-card').count()).toBe(0);
});

test('a photo that cannot be read is skipped, and the last good one stays', async () => {
  const at = await start();
  const { gallery: shown, photos } = await gallery(3);
  const screen = await kiosk();
  const bad = photos[1]?.id as string;
  await screen.page.route(`**/kiosk/photos/${bad}/**`, (route) =>
    route.fulfill({ contentType: 'image/webp', body: 'no picture at all' }),
  );
  const { id } = await pairKiosk(screen, at.owner, '主舞台', [{ galleryId: shown.id }]);
  await at.owner.call('PATCH', `/api/screens/${id}`, { seconds: 3 });
  await waitForPhoto(screen);
  const seen = await record(screen);
  await expect.poll(async () => (await seen()).length, { timeout: 40_000 }).toBeGreaterThan(4);
  const on = (await seen()).map(({ photoId }) => photoId);
  expect(on).not.toContain(bad);
  expect(on).not.toContain('');
});

test('the remote moves, darkens, names and reloads a screen', async () => {
  const { at, kiosk: screen, screenId } = await playing(3);
  await holdsAll(at, screenId);
  await press(at, screenId, 'pause');
  const before = (await onScreen(screen))?.photoId;
  await press(at, screenId, 'next');
  await expect.poll(async () => (await onScreen(screen))?.photoId).not.toBe(before);
  await press(at, screenId, 'previous');
  await expect.poll(async () => (await onScreen(screen))?.photoId).toBe(before);

  await press(at, screenId, 'blank');
  await screen.page.locator('kiosk-stage[data-mode="blank"]').waitFor();
  await expect.poll(async () => (await screenOf(at, screenId)).status?.mode).toBe('blank');
  await press(at, screenId, 'resume');
  await screen.page.locator('kiosk-stage[data-mode="scene"]').waitFor();

  await press(at, screenId, 'identify');
  await screen.page.getByTestId('identify').getByText('主舞台').waitFor();
  await picture(screen, 'identify');
  const loaded = screen.page.waitForEvent('load');
  await press(at, screenId, 'reload');
  await loaded;
  await waitForPhoto(screen);
});

test('a screen with nothing to show shows the venue', async () => {
  const at = await start();
  await at.owner.call('PATCH', '/api/settings', { boxName: '北岸会展中心' });
  const screen = await kiosk();
  const { id } = await pairKiosk(screen, at.owner, '主舞台');
  await screen.page.locator('pairing-page').waitFor({ state: 'detached' });
  await screen.page.locator('kiosk-stage > venue-still, venue-still').getByText('北岸会展中心').first().waitFor();
  await picture(screen, 'venue');
  await expect.poll(async () => (await screenOf(at, id)).status?.mode).toBe('venue');
});

test('a page whose script keeps failing starts anew, but not again and again', async () => {
  const { kiosk: screen } = await playing(1);
  const fail = () =>
    screen.page.evaluate(() => {
      for (let more = 0; more < 5; more += 1) setTimeout(() => void Promise.reject(new Error('made up')));
    });
  const loaded = screen.page.waitForEvent('load');
  await fail();
  await loaded;
  await waitForPhoto(screen);
  let again = 0;
  screen.page.on('load', () => {
    again += 1;
  });
  await fail();
  await expect.poll(() => screen.complaints.length).toBe(10);
  await screen.page.waitForTimeout(1000);
  expect(again).toBe(0);
  expect(screen.complaints.every((complaint) => complaint.includes('made up'))).toBe(true);
  screen.complaints.length = 0;
});

async function signIn(localUrl: string) {
  const answer = await callerOf(localUrl).ask('POST', '/api/session', { username: 'owner', password: ownerPassword });
  return callerOf(localUrl, {
    cookie: answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  });
}
