import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { Screen } from '#contract/screens.ts';
import { startTestBox, type TestBox } from '../../server/testing/box.ts';
import { decodeCode, openBrowser } from '../../server/testing/browser.ts';
import { tokenIn } from '../../server/testing/code-reader.ts';
import { phoneAt } from '../../server/testing/guests.ts';
import { type Kiosk, openKiosk, pairKiosk, waitForPhoto } from '../../server/testing/kiosk.ts';
import { makePhoto } from '../../server/testing/photos.ts';
import { until } from '../../server/testing/screens.ts';

// One station, from the loop to the code and back, with the page's own clock and a finger.

let box: TestBox;
let kiosk: Kiosk;
let screen: Screen;
let hall: Gallery & { link: Link };
let forum: Gallery & { link: Link };
let seed = 9100;

const bring = async (projectId: string, galleryId: string, count: number, hour = 10) =>
  box.bring(
    projectId,
    await Promise.all(
      Array.from({ length: count }, async (_, at) => ({
        name: `${++seed}.jpg`,
        data: await makePhoto({
          ...{ width: 600, height: at % 3 === 2 ? 900 : 400, seed },
          exif: { takenAt: `2026:05:01 ${hour}:${String(at * 2).padStart(2, '0')}:00`, offset: '+08:00' },
        }),
      })),
    ),
    { galleryId },
  );
const page = () => kiosk.page;
const at = (selector: string) => page().locator(selector);
const tiles = () => at('photo-grid .tile');
const shownIds = () => tiles().evaluateAll((all) => all.map((tile) => tile.getAttribute('data-photo-id') ?? ''));
const status = async () => (await box.owner.call<Screen>('GET', `/api/screens/${screen.id}`)).status;
const enter = async () => {
  await at('.door').tap();
  await tiles().first().waitFor();
};
const idle = () => at('.door').waitFor();
let stopped = false;
const stop = async () => {
  if (!stopped) await box.stop();
  stopped = true;
};
/** The page's time goes on, and the box's with it; in steps, or the watchdog thinks that nothing was drawn for so long. */
const pass = async (ms: number) => {
  for (let left = ms; left > 0; left -= 8000) {
    const step = Math.min(left, 8000);
    box.time.advance(step);
    await page().clock.fastForward(step);
    await page().evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
};

beforeAll(async () => {
  box = await startTestBox();
  const { id } = await box.project('2026 自然影像峰会');
  hall = await box.gallery(id, { title: '主会场', inflow: 'append' });
  forum = await box.gallery(id, { title: '分论坛', inflow: 'append' });
  await bring(id, hall.id, 12, 10);
  await bring(id, forum.id, 3, 13);
  const size = { width: 540, height: 960 };
  kiosk = await openKiosk(await openBrowser(), box.localUrl, {
    ...size,
    reducedMotion: true,
    touch: true,
    ownTime: true,
  });
  screen = await pairKiosk(kiosk, box.owner, '领取站 1', [{ galleryId: hall.id, linkId: null }]);
  const pickup = { galleryIds: [hall.id, forum.id], audience: 'attendee' };
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { pickup });
  await until(async () => {
    await pass(1000);
    return (await at('pairing-page').count()) === 0 || undefined;
  });
});
afterAll(async () => {
  const heard = [...kiosk.strangers, ...kiosk.complaints];
  await kiosk.context.close();
  await (await openBrowser()).close();
  await stop();
  expect(heard).toEqual([]);
});

test('the loop goes on above an invitation, and one touch opens the station', async () => {
  await waitForPhoto(kiosk);
  const [stage, invitation] = [await at('kiosk-stage').boundingBox(), await at('.invitation p').boundingBox()];
  expect(Math.round((stage?.y ?? 0) + (stage?.height ?? 0))).toBe(Math.round(invitation?.y ?? -1));
  expect(await at('.invitation').innerText()).toContain('碰一下');
  await enter();
  expect(await at('picking-page h1').innerText()).toBe('挑几张带走');
  expect(await at('.chip').allInnerTexts()).toEqual(['全部\n15', '主会场\n12', '分论坛\n3']);
  await expect.poll(async () => (await status())?.mode).toBe('pickup');
});

test('a guest narrows down by gallery and by time, in their own language', async () => {
  await at('.chip').nth(2).tap();
  await expect.poll(async () => (await shownIds()).length).toBe(3);
  await at('.language').tap();
  expect(await at('picking-page h1').innerText()).toBe('Pick some to take with you');
  await at('.chip').first().tap();
  // The last hours alone, by a finger over the bars.
  const bars = await at('time-slider').boundingBox();
  if (!bars) throw new Error('no bars');
  const y = bars.y + bars.height / 3;
  await page().mouse.move(bars.x + bars.width * 0.8, y);
  await page().mouse.down();
  await page().mouse.move(bars.x + bars.width - 2, y, { steps: 4 });
  await page().mouse.up();
  await expect.poll(async () => (await shownIds()).length).toBe(3);
  // By the keyboard as well; Escape lets it go.
  await at('time-slider .handle').first().focus();
  await page().keyboard.press('Home');
  await expect.poll(async () => (await shownIds()).length).toBeGreaterThan(3);
  await page().keyboard.press('Escape');
  expect(await at('time-slider .chosen').count()).toBe(0);
});

test('four photos are ticked and taken along: a phone reads the code, and done forgets it all', async () => {
  const picked = (await shownIds()).slice(0, 4);
  for (const id of picked) await at(`.tile[data-photo-id="${id}"]`).tap();
  expect(await at('.take').innerText()).toBe('Take these 4');
  await expect.poll(async () => (await status())?.picked).toBe(4);
  await at('.take').tap();
  await at('taken-code').waitFor();
  expect(await at('taken-code p').first().innerText()).toContain('4 photos');
  const token = await until(async () => {
    const [text] = await decodeCode(await page().screenshot());
    return text === undefined ? undefined : tokenIn(text);
  });
  const phone = phoneAt(box.guestUrl);
  await phone.opened(token);
  const opened = await (await phone.ask(`/g/${token}`)).text();
  expect(picked.every((id) => opened.includes(id))).toBe(true);

  // Two minutes, and one more for whoever asks.
  await at('taken-code button').first().tap();
  await pass(125_000);
  expect(await at('taken-code').count()).toBe(1);
  await at('taken-code .primary').tap();
  await idle();
  await enter();
  expect(await at('picking-page h1').innerText()).toBe('挑几张带走');
  expect(await at('.tile[aria-pressed="true"]').count()).toBe(0);
  expect(await at('.chip').first().getAttribute('aria-pressed')).toBe('true');
});

test('whoever walks away is asked, and then nothing of them is left', async () => {
  await tiles().first().tap();
  await pass(61_000);
  expect(await at('[role=alertdialog] h2').innerText()).toBe('还在吗？');
  await at('[role=alertdialog] .primary').tap();
  expect(await at('[role=alertdialog]').count()).toBe(0);
  expect(await at('.tile[aria-pressed="true"]').count()).toBe(1);
  await pass(61_000);
  await at('[role=alertdialog]').waitFor();
  for (let second = 0; second < 11; second += 1) await pass(1000);
  await idle();
  await enter();
  expect(await at('.tile[aria-pressed="true"]').count()).toBe(0);
});

test('photos come while somebody looks, and what is withdrawn is unticked before their eyes', async () => {
  const [newest] = (await bring(hall.projectId, hall.id, 1, 15)) as [Photo];
  await until(async () => {
    await pass(1000);
    return (await shownIds()).includes(newest.id) || undefined;
  });
  expect(await at(`.tile[data-photo-id="${newest.id}"] .fresh`).innerText()).toBe('刚刚');
  await at(`.tile[data-photo-id="${newest.id}"]`).tap();
  await box.owner.call('DELETE', `/api/photos/${newest.id}`);
  await until(async () => {
    await pass(1000);
    return !(await shownIds()).includes(newest.id) || undefined;
  });
  expect(await at('.hint').innerText()).toBe('1 张照片刚刚被撤下，已从选中的里去掉');
  expect(await at('.take').getAttribute('aria-disabled')).toBe('true');
  await expect.poll(async () => (await status())?.picked).toBe(0);
});

test('nothing leads out of it: no links, no fields, no zoom, and no photo of any other gallery', async () => {
  const found = await at('pickup-station').evaluate((station) => {
    const all: Element[] = [];
    const walk = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        all.push(element);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(station.shadowRoot as ParentNode);
    const touch = all.filter(
      (element) => getComputedStyle(element).touchAction === 'auto' && element.tagName === 'BUTTON',
    );
    return {
      out: all.filter((one) => one.matches('a, input, textarea, iframe, form')).length,
      loose: touch.length,
      nodes: all.length,
    };
  });
  expect(found).toMatchObject({ out: 0, loose: 0 });
  expect(found.nodes).toBeLessThan(400);
  const other = await box.gallery((await box.project('别的')).id, { inflow: 'append' });
  const [strange] = (await bring(other.projectId, other.id, 1)) as [Photo];
  const answers = await page().evaluate(
    (id) =>
      Promise.all(
        ['thumb', 'screen', 'kiosk'].map(async (size) => (await fetch(`/kiosk/photos/${id}/${size}`)).status),
      ),
    strange.id,
  );
  expect(answers).toEqual([404, 404, 404]);
});

test('without the box it waits, and what staff put on the screen comes first', async () => {
  await tiles().first().tap();
  await box.owner.call('POST', `/api/screens/${screen.id}/commands`, { type: 'message', text: '请移步主会场' });
  await until(async () => {
    await pass(500);
    return (await at('picking-page').count()) === 0 || undefined;
  });
  expect(await at('.door').count()).toBe(0);
  await box.owner.call('POST', `/api/screens/${screen.id}/commands`, { type: 'unpin' });
  await until(async () => {
    await pass(500);
    return (await at('.door').count()) === 1 || undefined;
  });
  await enter();
  await tiles().first().tap();
  await stop();
  await until(async () => {
    await pass(1000);
    return (await at('.hint').innerText()) === '盒子不在，稍等' || undefined;
  });
  expect(await at('.take').getAttribute('aria-disabled')).toBe('true');
  expect(await at('.tile[aria-pressed="true"]').count()).toBe(1);
});
