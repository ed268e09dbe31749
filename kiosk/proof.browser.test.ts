import { expect, test } from 'vitest';
import type { PlayLog } from '#contract/plays.ts';
import type { Screen } from '#contract/screens.ts';
import { waitForPhoto } from '../server/testing/kiosk.ts';
import {
  cleanUp,
  greeted,
  holdsAll,
  kiosk,
  leap,
  playing,
  press,
  screenOf,
  start,
  stopBox,
} from '../server/testing/playing.ts';

cleanUp();

/** Plays that the page has not handed over yet, as they are kept. */
const waiting = `new Promise((resolve) => {
  const request = indexedDB.open('maiimg-kiosk-plays');
  request.onsuccess = () => {
    const all = request.result.transaction('plays').objectStore('plays').getAll();
    all.onsuccess = () => {
      request.result.close();
      resolve(all.result);
    };
  };
})`;

test('what a screen showed reaches the box, what it showed without it as well, and darkness does not count', async () => {
  const { at, kiosk: screen, screenId, photos } = await playing(2, { ownTime: true });
  await greeted(screen);
  await holdsAll(at, screenId, screen);
  const log = () => at.owner.call<PlayLog>('GET', `/api/screens/${screenId}/plays`);
  await expect
    .poll(async () => {
      await leap(3000, screen);
      return (await log()).photos.map(({ photoId }) => photoId).toSorted();
    })
    .toEqual(photos.map(({ id }) => id).toSorted());
  expect((await log()).seconds).toBeGreaterThan(3);

  const { status } = await screenOf(at, screenId);
  expect(status).toMatchObject({ kind: 'photo', photoIds: [status?.photoId], reloads: 0, picked: 0 });
  expect(status?.nodes).toBeGreaterThan(50);
  await expect
    .poll(async () => {
      await leap(10_000, screen);
      return (await screenOf(at, screenId)).status?.frames ?? 0;
    })
    .toBeGreaterThan(status?.frames ?? 0);
  await expect.poll(async () => (await screenOf(at, screenId)).status?.turnedAt ?? 0).toBeGreaterThan(0);
  expect((await screenOf(at, screenId)).trouble).toBeNull();

  await press(at, screenId, 'blank');
  await expect.poll(async () => (await screenOf(at, screenId)).status?.mode).toBe('blank');
  await leap(40_000, screen);
  const handed = async () => {
    await leap(31_000, screen);
    await expect.poll(async () => (await screenOf(at, screenId)).status?.playsWaiting).toBe(0);
    return (await log()).seconds;
  };
  const dark = await handed();
  await leap(60_000, screen);
  expect(await handed()).toBe(dark);

  await press(at, screenId, 'resume');
  await expect.poll(async () => (await screenOf(at, screenId)).status?.mode).toBe('scene');
  await stopBox();
  const offline = async () =>
    ((await screen.page.evaluate(waiting)) as { offline: boolean }[]).filter((play) => play.offline);
  await expect
    .poll(async () => {
      await screen.page.clock.fastForward(3000);
      return (await offline()).length;
    })
    .toBeGreaterThan(3);
  const before = (await offline()).length;
  // A power cut, as far as a page can have one.
  await screen.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await screen.page.reload();
  await waitForPhoto(screen);
  expect((await offline()).length).toBeGreaterThanOrEqual(before);
});

test('nothing on the page leads out of it, and its key opens nothing but what it shows', async () => {
  const at = await start();
  const { kiosk: screen, screenId, photos } = await playing(2);
  const { page, context } = screen;
  const other = await kiosk({ width: 640, height: 360 });
  const stopped = await page.evaluate(() => {
    const app = document.querySelector('kiosk-app') as HTMLElement;
    const was = (event: Event) => !app.dispatchEvent(event);
    const given = { bubbles: true, cancelable: true, composed: true };
    const key = (how: KeyboardEventInit) => was(new KeyboardEvent('keydown', { ...given, ...how }));
    const link = Object.assign(document.createElement('a'), { href: '/admin/', textContent: 'out' });
    document.body.append(link);
    const click = !link.dispatchEvent(new MouseEvent('click', given));
    link.remove();
    return {
      menu: was(new MouseEvent('contextmenu', given)),
      drag: was(new DragEvent('dragstart', given)),
      drop: was(new DragEvent('drop', given)),
      select: was(new Event('selectstart', given)),
      wheel: was(new WheelEvent('wheel', { ...given, ctrlKey: true })),
      scroll: was(new WheelEvent('wheel', given)),
      keys: ['r', 'p', 's', 'f', 'w', 't', 'n', 'u', '+', '-', '0', 'j', 'h', 'o', 'l'].map((letter) =>
        key({ key: letter, ctrlKey: true }),
      ),
      others: [
        { key: 'F1' },
        { key: 'F5' },
        { key: 'F11' },
        { key: 'F12' },
        { key: 'BrowserBack' },
        { key: 'ArrowLeft', altKey: true },
        { key: 'q', metaKey: true },
      ].map(key),
      typed: [{ key: 'a' }, { key: '中' }, { key: 'Process' }, { key: 'Backspace' }].map(key),
      click,
      window: open('/admin/'),
      links: document.querySelectorAll('a[href], iframe, form').length,
    };
  });
  expect(stopped).toMatchObject({
    menu: true,
    drag: true,
    drop: true,
    select: true,
    wheel: true,
    scroll: false,
    click: true,
  });
  expect([...stopped.keys, ...stopped.others].every(Boolean)).toBe(true);
  expect(stopped.typed.some(Boolean)).toBe(false);
  expect([stopped.window, stopped.links, context.pages().length]).toEqual([null, 0, 1]);
  await page.keyboard.press('Control+p');
  await page.mouse.click(300, 300, { button: 'right' });
  await page.mouse.dblclick(300, 300);
  expect(await page.evaluate(() => [String(getSelection()), visualViewport?.scale])).toEqual(['', 1]);
  expect(new URL(page.url()).pathname).toBe('/kiosk');

  // A page that starts anew begins with the colours that it ended with, and gives way to the picture.
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      if (document.querySelector('.held-ground')) sessionStorage.setItem('held', 'yes');
    });
  });
  await press(at, screenId, 'reload');
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('held')).catch(() => null)).toBe('yes');
  await waitForPhoto(screen);
  await page.locator('.held-ground').waitFor({ state: 'detached' });

  // By its key, as the page itself would ask.
  const asks = (path: string, who = page) =>
    who.evaluate(async (asked) => (await fetch(asked, { cache: 'no-store' })).status, path);
  const shown = photos[0] as { id: string };
  const project = await at.project('另一个');
  const gallery = await at.gallery(project.id);
  for (const size of ['thumb', 'screen', 'kiosk']) expect(await asks(`/kiosk/photos/${shown.id}/${size}`)).toBe(200);
  expect(await asks(`/kiosk/photos/${shown.id}/pano`)).toBe(404);
  expect(await asks(`/kiosk/photos/${shown.id}/original`)).toBe(404);
  const closed = [
    `/api/photos/${shown.id}`,
    `/api/galleries/${gallery.id}`,
    '/api/screens',
    `/api/screens/${screenId}`,
    `/api/screens/${screenId}/plays`,
    '/api/now',
    '/api/settings',
  ];
  for (const path of closed) expect(await asks(path), path).toBe(401);
  // A screen that is not paired, or no longer, gets none of it.
  expect(await asks(`/kiosk/photos/${shown.id}/screen`, other.page)).not.toBe(200);
  await at.owner.call<Screen>('DELETE', `/api/screens/${screenId}`);
  expect(await asks(`/kiosk/photos/${shown.id}/screen`)).not.toBe(200);
});
