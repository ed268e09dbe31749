import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Screen } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { faults } from '../server/testing/axe.ts';
import { callerOf, ownerPassword, sessionOf } from '../server/testing/box.ts';
import { decodeCode, openBrowser, phone } from '../server/testing/browser.ts';
import { testTime } from '../server/testing/clock.ts';
import { onScreen, pairingCode, pairKiosk, waitForPhoto } from '../server/testing/kiosk.ts';
import { makePhoto } from '../server/testing/photos.ts';
import {
  cleanUp,
  gallery,
  greeted,
  holdsAll,
  kiosk,
  picture,
  playing,
  record,
  screenOf,
  start,
  stopBox,
  stored,
} from '../server/testing/playing.ts';
import { type BoxProcess, startProcess } from '../server/testing/process.ts';

cleanUp();

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
  expect(await faults(page)).toEqual([]);
});

test('a screen goes on without the box and follows it again when it is back, however often that happens', {
  timeout: 240_000,
}, async () => {
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
    const opened = await kiosk({ width: 1280, height: 720, script: countIntervals }, process.localUrl);
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

    const intervals = () => opened.page.evaluate<number>('intervals.size');
    const before = await intervals();
    for (let time = 1; time < 5; time += 1) {
      process.kill('SIGKILL');
      await process.ended;
      process = await startProcess({ ...env, ...ports });
      const back = await signIn(process.localUrl);
      await expect
        .poll(async () => (await back.call<Screen>('GET', `/api/screens/${id}`)).status?.held, { timeout: 30_000 })
        .toBe(3);
    }
    expect(await intervals()).toBe(before);
    expect((await seen()).map(({ photoId }) => photoId)).not.toContain('');
  } finally {
    process?.kill('SIGKILL');
    await process?.ended;
    await rm(data, { recursive: true, force: true });
  }
});

test('a screen whose key is withdrawn forgets everything and can be paired anew', async () => {
  const { at, kiosk: screen, screenId } = await playing(2, { ownTime: true });
  await holdsAll(at, screenId, screen);
  expect(await stored(screen)).toBeGreaterThan(0);
  await at.owner.call('DELETE', `/api/screens/${screenId}`);
  await pairingCode(screen);
  expect(await screen.page.locator('scene-view').count()).toBe(0);
  await expect.poll(() => stored(screen)).toBe(0);
  expect(await screen.page.evaluate(() => localStorage.getItem('maiimg.kiosk.venue'))).toBeNull();
  await screen.page.reload();
  await pairingCode(screen);
  await pairKiosk(screen, at.owner, '主舞台');
  await screen.page.locator('kiosk-stage venue-still').waitFor();
});

test('a screen that is started while the box is away shows its photos, after a crash of its page as well', async () => {
  const { at, kiosk: screen, screenId, photos } = await playing(2, { ownTime: true });
  await holdsAll(at, screenId, screen);
  await screen.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await stopBox();
  await screen.page.reload();
  await waitForPhoto(screen);
  expect(photos.map(({ id }) => id)).toContain((await onScreen(screen))?.photoId);
  expect((await onScreen(screen))?.linkId).not.toBe('');
  await expect
    .poll(() =>
      screen.page.locator('scene-view[data-on] img').evaluate((img) => (img as HTMLImageElement).naturalWidth),
    )
    .toBeGreaterThan(100);

  const session = await screen.context.newCDPSession(screen.page);
  const crashed = screen.page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => {});
  await crashed;
  // As whoever looks after the browser does.
  const page = await screen.context.newPage();
  await page.goto(screen.page.url());
  await waitForPhoto({ page });
  expect((await onScreen({ page }))?.linkId).not.toBe('');
});

test('hours, the dark and the end of what was called for come without the box as well', async () => {
  // Monday, 10:00:20 in Shanghai.
  const at = await start({ time: testTime(Date.parse('2026-11-23T02:00:20Z')) });
  const [morning, noon] = [await gallery(1, 1), await gallery(1, 2)];
  const item = (galleryId: string, from: string, to: string) => ({
    ...{ kind: 'photos', id: randomUUID(), galleryId, seconds: 5 },
    when: [{ days: [1], from, to }],
  });
  const playlist = await at.owner.call<{ id: string }>('POST', '/api/playlists', {
    name: '日程',
    items: [item(morning.gallery.id, '09:00', '10:03'), item(noon.gallery.id, '10:03', '18:00')],
    dark: [{ days: [1], from: '10:05', to: '10:07' }],
  });
  const screen = await kiosk({ ownTime: true, width: 1280, height: 720 });
  const { id } = await pairKiosk(screen, at.owner, '序厅');
  await at.owner.call('PATCH', `/api/screens/${id}`, { playlistId: playlist.id });
  await greeted(screen);
  const [early = '', late = ''] = [morning, noon].map(({ photos }) => photos[0]?.id);
  await waitForPhoto(screen, early);
  await holdsAll(at, id, screen);
  await at.owner.call('POST', `/api/screens/${id}/commands`, { type: 'message', text: '请入场', seconds: 30 });
  await screen.page.locator('scene-view[data-on][data-kind="message"]').waitFor();
  await stopBox();

  await screen.page.clock.fastForward(31_000);
  await waitForPhoto(screen, early);
  await screen.page.clock.fastForward(120_000);
  await waitForPhoto(screen, late);
  await screen.page.clock.fastForward(120_000);
  await screen.page.locator('kiosk-stage[data-mode="dark"]').waitFor();
  await screen.page.clock.fastForward(120_000);
  await screen.page.locator('kiosk-stage[data-mode="scene"]').waitFor();
  await waitForPhoto(screen, late);
});

test('five minutes without the box take the codes off, and nothing else', async () => {
  const { at, kiosk: screen, screenId } = await playing(2, { ownTime: true });
  await greeted(screen);
  await holdsAll(at, screenId, screen);
  // A photo that just came on fades in, its code with it.
  await expect.poll(async () => decodeCode(await screen.page.screenshot())).toHaveLength(1);
  await stopBox();
  await screen.page.clock.fastForward(4 * 60_000);
  await waitForPhoto(screen);
  expect((await onScreen(screen))?.linkId).not.toBe('');
  await screen.page.clock.fastForward(70_000);
  await screen.page.locator('scene-view[data-on][data-link-id=""]').waitFor();
  await screen.page.clock.fastForward(1000);
  await screen.page.waitForTimeout(1000);
  expect(await decodeCode(await picture(screen, 'without-box'))).toEqual([]);
  await screen.page.locator('scene-view[data-on] venue-still').waitFor();
});

test('codes stay for as long as the box is there, even where nothing ever changes', async () => {
  const { at, kiosk: screen, screenId, link } = await playing(1, { ownTime: true });
  await holdsAll(at, screenId, screen);
  for (let seconds = 0; seconds < 400; seconds += 10) {
    await screen.page.clock.fastForward(10_000);
    await screen.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    await at.owner.ask('GET', '/healthz');
  }
  expect((await onScreen(screen))?.linkId).toBe(link.id);
});

test('a screen with nothing to show shows the venue', async () => {
  const at = await start();
  await at.owner.call('PATCH', '/api/settings', { boxName: '北岸会展中心' });
  const screen = await kiosk({ ownTime: true });
  const { id } = await pairKiosk(screen, at.owner, '主舞台');
  await screen.page.locator('kiosk-stage').waitFor({ state: 'attached' });
  await greeted(screen);
  await screen.page.locator('kiosk-stage > venue-still, venue-still').getByText('北岸会展中心').first().waitFor();
  await picture(screen, 'venue');
  await expect.poll(async () => (await screenOf(at, id)).status?.mode).toBe('venue');
});

/** Counts the intervals that run in the page. */
const countIntervals = `{
  const [set, clear] = [setInterval, clearInterval];
  globalThis.intervals = new Set();
  globalThis.setInterval = (...all) => { const id = set(...all); intervals.add(id); return id; };
  globalThis.clearInterval = (id) => { intervals.delete(id); clear(id); };
}`;

async function signIn(localUrl: string) {
  return callerOf(localUrl, { cookie: await sessionOf(localUrl) });
}
