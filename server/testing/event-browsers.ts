import type { Page, Request } from 'playwright-core';
import type { GuestEvent } from '#contract/visits.ts';
import { openBrowser, type PhoneOptions, phone } from './browser.ts';
import type { LedgerGuest, LedgerVisit } from './event-ledger.ts';
import type { EventPlay } from './event-play.ts';
import { eventDays, type GalleryName, type LinkName } from './event-venue.ts';

const [, , tuesday] = eventDays;
/** What a look takes on top of the time that the page's clock is moved on by, at the most: until the view is open, and closed. */
const slackMs = 3000;

/** A real browser that came to a link, whose clock is moved by hand. */
interface Came {
  readonly page: Page;
  readonly visit: LedgerVisit;
  /** Looks at a photo of the gallery that is shown, for so many seconds. */
  enlarge(gallery: GalleryName, at: number): Promise<void>;
  /** The page tells the box what it has to tell, and is put away. What it told is in the ledger, and is what was done. */
  leave(done: readonly (readonly [gallery: GalleryName, at: number, seconds: number])[]): Promise<void>;
}

/**
 * Three real browsers come on Tuesday: one in WeChat, which ticks a photo that it saved by a long press, an iPhone's
 * Safari, which looks, and one of a computer, which saves a photo by its button and a gallery as an archive. How long
 * they looked is what they told the box; that it is as long as their own clocks went on is checked here.
 */
export async function playBrowsers(play: EventPlay): Promise<void> {
  play.clock(tuesday, '10:05');
  const inWechat = { name: 'browser in WeChat', device: 'phone', system: 'android', app: 'wechat' } as const;
  const iphone = { name: 'browser of an iPhone', device: 'phone', system: 'ios', app: 'safari' } as const;
  const desk = { name: 'browser of a computer', device: 'desktop', system: 'windows', app: 'chrome' } as const;
  const wechat = await come(play, { ...inWechat, region: 'site', standIn: false }, 'gift', { wechat: true });
  const safari = await come(play, { ...iphone, region: 'site', standIn: false }, 'press', { agent: 'safari' });
  const computer = await come(play, { ...desk, region: 'site', standIn: false }, 'press', { agent: 'desktop' });
  // Nobody is believed to have looked for longer than the visit has run.
  play.clock(tuesday, '10:15');

  await wechat.enlarge('main', 0);
  await wechat.page.clock.runFor(4000);
  await wechat.page.locator('.pswp .saved').tap();
  await wechat.page.clock.runFor(3000);
  await wechat.leave([
    ['main', 0, 4],
    ['main', 1, 3],
  ]);

  await safari.enlarge('main', 3);
  await safari.page.clock.runFor(6000);
  await safari.leave([['main', 3, 6]]);

  await computer.enlarge('main', 4);
  await computer.page.clock.runFor(2000);
  const { photos, galleries } = play.venue;
  const saves = async (press: () => Promise<unknown>, gallery: GalleryName, photoIds: readonly string[]) => {
    const [download] = await Promise.all([computer.page.waitForEvent('download'), press()]);
    await download.path();
    for (const photoId of photoIds) play.ledger.keeps(computer.visit, photoId, galleries[gallery], play.day);
  };
  await saves(() => computer.page.locator('.pswp a.save').click(), 'main', [photos.main[4] as string]);
  await computer.page.keyboard.press('Escape');
  await computer.page.clock.runFor(1000);
  await computer.page.locator('.pswp').waitFor({ state: 'detached' });
  await saves(() => computer.page.locator('.chapter.on .keep .all').click(), 'main', photos.main);
  await computer.leave([['main', 4, 2]]);
}

async function come(play: EventPlay, guest: LedgerGuest, link: LinkName, options: PhoneOptions): Promise<Came> {
  const { venue, box } = play;
  const { page, context, complaints, strangers } = await phone(await openBrowser(), options);
  const told: GuestEvent[] = [];
  const answered: Promise<unknown>[] = [];
  const heed = (request: Request) => {
    if (!request.url().endsWith('/events')) return;
    told.push(...(JSON.parse(request.postData() ?? '[]') as GuestEvent[]));
    answered.push(request.response());
  };
  page.on('request', heed);
  await page.clock.install();
  // What a beacon carries cannot be read here; without one the page tells the same by a request.
  await page.addInitScript(() => Object.defineProperty(navigator, 'sendBeacon', { value: undefined }));
  await page.goto(`${box.guestUrl}/g/${venue.links[link].token}`);
  await page.locator('.chapter.on a.photo').first().waitFor();
  const visit = play.came({ ...guest }, link);
  return {
    page,
    visit,
    enlarge: async (gallery, at) => {
      await page.locator(`.on [data-id="${venue.photos[gallery][at]}"] a.photo`).click();
      await page.locator('.pswp--open').waitFor();
    },
    leave: async (done) => {
      if ((await page.locator('.pswp').count()) > 0) {
        await page.keyboard.press('Escape');
        await page.clock.runFor(1000);
        await page.locator('.pswp').waitFor({ state: 'detached' });
      }
      // It tells every fifteen seconds.
      await page.clock.runFor(16_000);
      await Promise.all(answered);
      const looked = new Map<string, number>();
      for (const event of told) {
        const galleryId = (event.type === 'photo_view' && event.chapter) || venue.galleries.main;
        if (event.type === 'photo_saved')
          play.ledger.ticked.push({ visit, photoId: event.photoId, galleryId, day: play.day });
        else {
          play.ledger.looked(visit, event.photoId, galleryId, play.day, event.ms, event.more ? 0 : 1);
          looked.set(event.photoId, (looked.get(event.photoId) ?? 0) + event.ms);
        }
      }
      for (const [gallery, at, seconds] of done) {
        const ms = looked.get(venue.photos[gallery][at] as string) ?? 0;
        if (ms < seconds * 1000 || ms > seconds * 1000 + slackMs)
          throw new Error(`${guest.name} told of ${ms} ms at ${gallery} ${at}, and looked for ${seconds} s`);
      }
      if (looked.size !== done.length) throw new Error(`${guest.name} told of ${looked.size} photos`);
      if (complaints.length + strangers.length > 0) throw new Error([...complaints, ...strangers].join('\n'));
      await context.close();
    },
  };
}
