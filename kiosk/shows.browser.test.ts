import type { Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { words } from '#words/index.ts';
import { type Kiosk, onScreen, pairKiosk, waitForPhoto } from '../server/testing/kiosk.ts';
import { makePhoto } from '../server/testing/photos.ts';
import {
  cleanUp,
  gallery,
  holdsAll,
  kiosk,
  leap,
  type Note,
  picture,
  playing,
  press,
  record,
  screenOf,
  start,
  stored,
} from '../server/testing/playing.ts';

cleanUp();

test('four screens in step show the same photo at the same instant, whatever their own clocks say', async () => {
  const small = { width: 640, height: 360 };
  const at = await start();
  const { gallery: shown } = await gallery(3);
  const first = await kiosk(small);
  // Without codes, which say on which screen they stand.
  const { id: screenId } = await pairKiosk(first, at.owner, '主舞台', [{ galleryId: shown.id, linkId: null }]);
  await at.owner.call('PATCH', `/api/screens/${screenId}`, { seconds: 3 });
  await waitForPhoto(first);
  const others = await Promise.all([
    kiosk({ ...small, script: clockOff(3_600_000) }),
    kiosk({ ...small, script: clockOff(-86_400_000) }),
    kiosk({ width: 360, height: 640 }),
  ]);
  const ids = [screenId];
  for (const [place, screen] of others.entries()) {
    const { id } = await pairKiosk(screen, at.owner, `西门 ${place}`);
    await at.owner.call('PATCH', `/api/screens/${id}`, { withScreenId: screenId });
    ids.push(id);
  }
  const screens = [first, ...others];
  await Promise.all(others.map((screen) => waitForPhoto(screen)));
  await Promise.all(ids.map((id) => holdsAll(at, id)));

  const notes = await Promise.all(screens.map((screen) => record(screen)));
  const last = notes[3] as () => Promise<Note[]>;
  await expect.poll(async () => (await last()).length, { timeout: 40_000 }).toBeGreaterThan(3);
  await press(at, screenId, 'next');
  await expect.poll(async () => (await last()).length, { timeout: 40_000 }).toBeGreaterThan(5);
  const [one = [], ...rest] = await Promise.all(notes.map((read) => read()));
  const onAt = (list: readonly Note[], when: number) => list.findLast(({ at: from }) => from <= when)?.photoId;
  for (const two of rest) {
    const changes = [...one, ...two].map(({ at: when }) => when);
    const [from, to] = [Math.max(one[0]?.at ?? 0, two[0]?.at ?? 0), Math.min(one.at(-1)?.at ?? 0, two.at(-1)?.at ?? 0)];
    let compared = 0;
    for (let when = from; when < to; when += 50) {
      if (changes.some((change) => Math.abs(change - when) < 400)) continue;
      compared += 1;
      expect([when, onAt(one, when)]).toEqual([when, onAt(two, when)]);
    }
    expect(compared).toBeGreaterThan(60);
    const apart = one.slice(1).map((change) => Math.min(...two.map(({ at: when }) => Math.abs(when - change.at))));
    if (process.env.MAIIMG_SHOTS)
      console.log('ms between two screens at each change:', apart.map(Math.round).join(' '));
  }

  // Time stands still, so that no fade is caught.
  await press(at, screenId, 'pause');
  await press(at, screenId, 'next');
  await expect
    .poll(async () => {
      const [a, b, c] = await Promise.all(screens.slice(0, 3).map(({ page }) => page.screenshot()));
      return [a?.equals(b as Buffer), a?.equals(c as Buffer)];
    })
    .toEqual([true, true]);
});

test('a new photo is seen once as just shot and then in the loop; a withdrawn one is gone from the screen and its store', async () => {
  const { at, kiosk: screen, screenId, gallery: shown, photos } = await playing(2, { ownTime: true });
  await holdsAll(at, screenId, screen);
  const seen = await record(screen);
  const file = { name: 'new.jpg', data: await makePhoto({ width: 1500, height: 1000, seed: 99 }) };
  const [fresh] = await at.bring(photos[0]?.projectId as string, [file], { galleryId: shown.id });
  const id = fresh?.id as string;
  await waitForPhoto(screen, id);
  expect(await onScreen(screen)).toMatchObject({ photoId: id, fresh: true });
  await screen.page.getByText(words('zh-CN').kiosk.fresh).filter({ visible: true }).first().waitFor();
  await picture(screen, 'fresh');
  const times = async () => (await seen()).filter(({ photoId }) => photoId === id);
  // By less than a photo's time at once, so that none is passed over.
  const later = async () => {
    await leap(1500, screen);
    return (await times()).length;
  };
  await expect.poll(later, { timeout: 40_000, interval: 400 }).toBeGreaterThan(2);
  expect((await times()).map(({ fresh: marked }) => marked).lastIndexOf(true)).toBe(0);

  await holdsAll(at, screenId, screen);
  const before = await stored(screen);
  await at.owner.call('DELETE', `/api/photos/${id}`);
  // The box has made its mind up by the time it answers, and not yet told its screens.
  await expect.poll(async () => id in (await screenOf(at, screenId)).state.photos).toBe(false);
  const { version } = (await screenOf(at, screenId)).state;
  await expect.poll(async () => (await screenOf(at, screenId)).status?.version).toBeGreaterThanOrEqual(version);
  expect((await onScreen(screen))?.photoId).not.toBe(id);
  expect(await screen.page.locator(`scene-view[data-photo-id="${id}"]`).count()).toBe(0);
  expect(await stored(screen)).toBe(before - 2);
});

test('a revoked link leaves the screen at once, its photos stay', async () => {
  const { at, kiosk: screen, link } = await playing(1);
  await screen.page.locator(`scene-view[data-on][data-link-id="${link.id}"]`).waitFor();
  await at.owner.call('DELETE', `/api/links/${link.id}`);
  await screen.page.locator('scene-view[data-on][data-link-id=""]').waitFor();
  await picture(screen, 'alone');
  expect(await screen.page.locator('scene-view[data-on] code-card').count()).toBe(0);
});

test('photos that are broken, empty, gone or do not come are passed over, and the screen is never without a picture', async () => {
  const at = await start();
  const { gallery: shown, photos } = await gallery(6);
  const screen = await kiosk({ ownTime: true, width: 1280, height: 720 });
  const bad = photos.slice(1, 5).map(({ id }) => id);
  const [broken, empty, gone, late] = bad;
  const answers: Record<string, (route: Route) => unknown> = {
    [broken as string]: (route) => route.fulfill({ contentType: 'image/webp', body: 'no picture at all' }),
    [empty as string]: (route) => route.fulfill({ contentType: 'image/webp', body: '' }),
    [gone as string]: (route) => route.fulfill({ status: 404, body: '' }),
    // Until the page is closed.
    [late as string]: () => {},
  };
  for (const [id, answer] of Object.entries(answers)) await screen.page.route(`**/kiosk/photos/${id}/**`, answer);
  const { id } = await pairKiosk(screen, at.owner, '主舞台', [{ galleryId: shown.id }]);
  await at.owner.call('PATCH', `/api/screens/${id}`, { seconds: 3 });
  await waitForPhoto(screen);
  const seen = await record(screen);
  // By less than a photo's time at once, so that none is passed over.
  const later = async () => {
    await leap(1500, screen);
    return (await seen()).length;
  };
  await expect.poll(later, { timeout: 60_000, interval: 400 }).toBeGreaterThan(6);
  const on = new Set((await seen()).map(({ photoId }) => photoId));
  expect([...on].toSorted()).toEqual([photos[0]?.id, photos[5]?.id].toSorted());
  // What cannot be had is said to be missing, and nothing else.
  await expect.poll(async () => (await screenOf(at, id)).status, { timeout: 20_000 }).toMatchObject({ wanted: 6 });
});

test('the remote moves, darkens, names and reloads a screen', async () => {
  const { at, kiosk: screen, screenId } = await playing(3, { ownTime: true });
  await holdsAll(at, screenId, screen);
  await press(at, screenId, 'pause');
  // A press holds from a moment ahead, and a slide that was just changing goes on to its end: what stands for longer than
  // a slide is held.
  const before = await standing(screen, 3500);
  await press(at, screenId, 'next');
  await expect.poll(async () => (await onScreen(screen))?.photoId).not.toBe(before);
  await press(at, screenId, 'previous');
  await expect.poll(async () => (await onScreen(screen))?.photoId).toBe(before);

  // However fast somebody presses, the screen does not talk itself out of its line to the box.
  let lines = 0;
  screen.page.on('websocket', () => {
    lines += 1;
  });
  for (let presses = 0; presses < 60; presses += 1) await press(at, screenId, presses % 2 ? 'previous' : 'next');
  await expect
    .poll(async () => {
      const { status, state } = await screenOf(at, screenId);
      return status?.version === state.version;
    })
    .toBe(true);
  expect(lines).toBe(0);

  await press(at, screenId, 'blank');
  await screen.page.locator('kiosk-stage[data-mode="blank"]').waitFor();
  await expect.poll(async () => (await screenOf(at, screenId)).status?.mode).toBe('blank');
  await press(at, screenId, 'resume');
  await screen.page.locator('kiosk-stage[data-mode="scene"]').waitFor();

  await press(at, screenId, 'identify');
  await screen.page.getByTestId('identify').getByText('主舞台').waitFor();
  await picture(screen, 'identify');
  // On a busy machine a screen may have to come back first.
  await expect.poll(async () => (await screenOf(at, screenId)).online).toBe(true);
  await Promise.all([screen.page.waitForEvent('load'), press(at, screenId, 'reload')]);
  await waitForPhoto(screen);
});

test('a page whose script keeps failing starts anew, three times at the most', async () => {
  const { kiosk: screen } = await playing(1);
  const fail = () =>
    screen.page.evaluate(() => {
      for (let more = 0; more < 5; more += 1) setTimeout(() => void Promise.reject(new Error('made up')));
    });
  for (let round = 0; round < 3; round += 1) {
    const loaded = screen.page.waitForEvent('load');
    await fail();
    await loaded;
    await waitForPhoto(screen);
  }
  // What the last page said while it went may be lost.
  expect(screen.complaints.splice(0).every((complaint) => complaint.includes('made up'))).toBe(true);
  let again = 0;
  screen.page.on('load', () => {
    again += 1;
  });
  await fail();
  await expect.poll(() => screen.complaints.length).toBe(5);
  await screen.page.waitForTimeout(1000);
  expect(again).toBe(0);
  expect(screen.complaints.every((complaint) => complaint.includes('made up'))).toBe(true);
  screen.complaints.length = 0;
});

/** The photo that is on, once it has been on for so many milliseconds. */
async function standing(screen: Kiosk, ms: number): Promise<string | undefined> {
  for (;;) {
    const seen = (await onScreen(screen))?.photoId;
    await screen.page.waitForTimeout(ms);
    if ((await onScreen(screen))?.photoId === seen) return seen;
  }
}

/** The machine's own clock is off by so many milliseconds. */
const clockOff = (ms: number) => `{ const now = Date.now; Date.now = () => now() + ${ms}; }`;
