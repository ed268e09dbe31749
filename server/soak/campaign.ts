import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Screen } from '#contract/screens.ts';
import { type Caller, callerOf, ownerPassword, sessionOf } from '../testing/box.ts';
import { openBrowser } from '../testing/browser.ts';
import { type Kiosk, openKiosk, pairKiosk, waitForPhoto } from '../testing/kiosk.ts';
import { makePhoto } from '../testing/photos.ts';
import { type BoxProcess, startProcess } from '../testing/process.ts';
import { countTurns, fastPage, type Pace } from './fast.ts';
import { type Figures, figuresOf, isBlank } from './figures.ts';

export interface Campaign {
  /** Of the screen's own time. */
  readonly hours: number;
  readonly photos: number;
  /** How long each stays. */
  readonly seconds: number;
  /** How many times as fast as time itself. */
  readonly speed: number;
  /** How often the box is killed and started anew on the way. */
  readonly restarts: number;
  /** So many times figures are taken. */
  readonly samples: number;
  readonly say: (line: string) => void;
}

export interface Outcome {
  readonly samples: readonly Figures[];
  readonly pictures: number;
  /** Pictures of nothing. */
  readonly blank: number;
  readonly done: Readonly<Record<Deed, number>>;
  /** Scripts that failed in the page. */
  readonly complaints: readonly string[];
}

type Deed = 'restart' | 'brought' | 'withdrawn' | 'pinned' | 'revoked';

const size = { width: 960, height: 540 } as const;

/** A screen plays for hours, while what happens at a venue happens to it; then tells what it held on the way. */
export async function soak(campaign: Campaign): Promise<Outcome> {
  const { hours, photos, seconds, speed, restarts, samples: wanted, say } = campaign;
  const data = await mkdtemp(join(tmpdir(), 'maiimg-soak-'));
  const pace: Pace = { speed, since: Date.now() };
  const site = await openSite(data, pace);
  const browser = await openBrowser();
  try {
    const { staff } = site;
    const { id: projectId } = await staff().call<{ id: string }>('POST', '/api/projects', {
      kind: 'event',
      title: '峰会',
    });
    const galleriesPath = `/api/projects/${projectId}/galleries`;
    const gallery = await staff().call<Gallery>('POST', galleriesPath, {
      title: '主会场',
      inflow: 'append',
      for: 'many',
    });
    /** All the chapters that there are by now, beside each the code of a new link that opens them all. */
    const newShows = async () => {
      const { items } = await staff().call<{ items: Gallery[] }>('GET', galleriesPath);
      const galleryIds = items.map(({ id }) => id);
      const body = { galleryIds, for: 'many' };
      const { id: linkId } = await staff().call<Link>('POST', `/api/projects/${projectId}/links`, body);
      return { linkId, shows: galleryIds.map((galleryId) => ({ galleryId, linkId })) };
    };
    const there: string[] = [];
    let made = 0;
    const bring = async (count: number) => {
      const files = await Promise.all(
        Array.from({ length: count }, async () => {
          made += 1;
          const upright = made % 3 === 0;
          const photo = { width: upright ? 600 : 1200, height: upright ? 900 : 800, seed: made };
          return { name: `${made}.jpg`, data: await makePhoto(photo) };
        }),
      );
      const { accepted } = await staff().upload(projectId, files, { galleryId: gallery.id });
      there.push(...accepted.map(({ id }) => id));
    };
    for (let left = photos; left > 0; left -= 20) await bring(Math.min(20, left));

    const kiosk = await openFast(pace, site.localUrl);
    const begins = await newShows();
    const { id: screenId } = await pairKiosk(kiosk, staff(), '主舞台', begins.shows);
    await staff().call('PATCH', `/api/screens/${screenId}`, { seconds });
    await waitForPhoto(kiosk);
    const session = await kiosk.context.newCDPSession(kiosk.page);
    await session.send('Performance.enable');
    // Fades run as fast as all else.
    await session.send('Animation.enable');
    await session.send('Animation.setPlaybackRate', { playbackRate: speed });
    await until(async () => {
      const { status } = await staff().call<Screen>('GET', `/api/screens/${screenId}`);
      return status !== null && status.wanted === photos && status.held === photos;
    });
    await kiosk.page.evaluate(countTurns);
    say(`holds ${photos} photos`);

    const done: Record<Deed, number> = { restart: 0, brought: 0, withdrawn: 0, pinned: 0, revoked: 0 };
    const press = (body: object) => staff().call('POST', `/api/screens/${screenId}/commands`, body);
    let shown = begins.linkId;
    const deeds: Record<Deed, () => Promise<unknown>> = {
      restart: site.restart,
      brought: () => bring(1),
      withdrawn: async () => {
        const id = there.shift();
        if (id) await staff().call('DELETE', `/api/photos/${id}`);
      },
      pinned: async () => {
        await press({ type: 'pin', photoId: there[done.pinned % there.length] });
        await pause((10 * seconds * 1000) / speed / 3);
        await press({ type: 'unpin' });
      },
      revoked: async () => {
        await staff().call('DELETE', `/api/links/${shown}`);
        const { linkId, shows } = await newShows();
        shown = linkId;
        await staff().call('PATCH', `/api/screens/${screenId}`, { shows, confirm: true });
      },
    };

    const total = (hours * 3_600_000) / speed;
    const began = performance.now();
    const passed = () => (performance.now() - began) / total;
    /** What is due by now of so many in all. */
    const due = (count: number) => Math.min(count, Math.floor(passed() * (count + 1)));
    const plan: readonly (readonly [Deed, number])[] = [
      ['restart', restarts],
      ['brought', Math.ceil(photos / 3)],
      ['withdrawn', Math.ceil(photos / 3)],
      ['pinned', Math.max(1, restarts * 3)],
      ['revoked', Math.max(1, restarts)],
    ];
    const samples: Figures[] = [];
    const pictures = { taken: 0, blank: 0 };
    // On a slow machine time is over before all that was to happen has happened.
    while (passed() < 1 || plan.some(([deed, count]) => done[deed] < count)) {
      for (const [deed, count] of plan) {
        if (due(count) <= done[deed]) continue;
        await deeds[deed]();
        done[deed] += 1;
      }
      const picture = await kiosk.page.screenshot({ type: 'jpeg', quality: 60 });
      pictures.taken += 1;
      if (await isBlank(picture)) {
        pictures.blank += 1;
        say(`a picture of nothing after ${(passed() * hours).toFixed(2)} h`);
      }
      if (passed() * wanted > samples.length) {
        const sample = await figuresOf(kiosk.page, session);
        samples.push(sample);
        say(JSON.stringify({ hours: Number((passed() * hours).toFixed(2)), ...sample, ...pictures, ...done }));
      }
      await pause(Math.min(5000, total / 200));
    }
    samples.push(await figuresOf(kiosk.page, session));
    return { samples, pictures: pictures.taken, blank: pictures.blank, done, complaints: kiosk.complaints };
  } finally {
    await browser.close();
    await site.stop();
    await rm(data, { recursive: true, force: true });
  }
}

interface Site {
  readonly localUrl: string;
  staff(): Caller;
  /** Kills the box, and starts it anew. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

async function openSite(data: string, { speed, since }: Pace): Promise<Site> {
  const env = {
    MAIIMG_DATA: data,
    MAIIMG_OWNER_PASSWORD: ownerPassword,
    MAIIMG_SOAK_SPEED: String(speed),
    MAIIMG_SOAK_SINCE: String(since),
  };
  const start = (more = {}) => startProcess({ ...env, ...more }, 'soak/box.ts');
  const signIn = async ({ localUrl }: BoxProcess) => callerOf(localUrl, { cookie: await sessionOf(localUrl) });
  let box = await start();
  let staff = await signIn(box);
  const ports = { MAIIMG_PORT: new URL(box.localUrl).port, MAIIMG_GUEST_PORT: new URL(box.guestUrl).port };
  const end = async () => {
    box.kill('SIGKILL');
    await box.ended;
  };
  return {
    localUrl: box.localUrl,
    staff: () => staff,
    restart: async () => {
      await end();
      box = await start(ports);
      staff = await signIn(box);
    },
    stop: end,
  };
}

async function openFast(pace: Pace, localUrl: string): Promise<Kiosk> {
  const browser = await openBrowser();
  return openKiosk(browser, localUrl, { ...size, script: fastPage(pace) });
}

async function until(look: () => Promise<boolean>): Promise<void> {
  while (!(await look())) await pause(300);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
