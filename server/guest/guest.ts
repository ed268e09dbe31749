import type { IncomingMessage } from 'node:http';
import type { Router } from 'express';
import type { Settings } from '#contract/box.ts';
import type { Asks } from '../asks/asks.ts';
import type { Hides } from '../feedback/hides.ts';
import type { Shelf } from '../galleries/shelf.ts';
import { guestHeadersOf } from '../http/headers.ts';
import type { Kit } from '../kit.ts';
import type { Handouts } from '../library/handouts/handouts.ts';
import type { Panoramas } from '../library/panoramas/panoramas.ts';
import type { Addresses } from '../links/addresses.ts';
import { openBook } from '../links/book.ts';
import { openBrands } from '../projects/brands.ts';
import type { RegionOf } from '../visits/opening.ts';
import { openRefusals } from '../visits/refusals.ts';
import { openRunning } from '../visits/running.ts';
import { openSeen } from '../visits/seen.ts';
import { openViews } from '../visits/views.ts';
import { openWelcomeList } from '../welcome/list.ts';
import type { Crowding } from './crowding.ts';
import { openDownloads } from './downloads/downloads.ts';
import { makeKeepable } from './downloads/keepable.ts';
import { openImages } from './images.ts';
import { openLive } from './live.ts';
import { type MarkOptions, openMarks } from './marked.ts';
import type { DrawCard } from './preview.ts';
import { quickLive } from './quick-live.ts';
import { type QuickAnswer, quickPhotos } from './quick-photos.ts';
import { openRecalls, type PhoneRecalls } from './recalls.ts';
import { guestRoutes } from './routes.ts';
import { type AnswerProbe, openPortal } from './welcome/portal.ts';

export interface GuestOptions {
  readonly asks: Asks;
  readonly hides: Hides;
  readonly shelf: Shelf;
  readonly settings: () => Settings;
  /** Whether a request came by the box's own network, not through the tunnel. */
  readonly onSite: (req: IncomingMessage) => boolean;
  readonly origins: Addresses['origins'];
  /** Told of a photo whose sizes are gone from the disk. */
  readonly remake: (hash: string) => unknown;
  readonly drawCard: DrawCard;
  readonly marking: Pick<MarkOptions, 'ingest' | 'disk'>;
  readonly handouts: Handouts;
  readonly panoramas: Panoramas;
  readonly crowding: Crowding;
  /** Where an address is. */
  readonly regionOf: RegionOf;
}

/** The guests' room with all that it keeps in memory. */
export interface GuestRoom {
  readonly routes: Router;
  /** Photos and streams that need no more than a look into memory, before the routes are asked. */
  readonly quickAnswer: QuickAnswer;
  /** Phones on the box's own Wi-Fi that have a gallery open. */
  phonesHere(): number;
  /** Which open pages have let go of photos that had to go. */
  readonly recalls: PhoneRecalls;
  /** The systems' questions for the internet, whatever their Host. */
  readonly answerProbe: AnswerProbe;
  /** Notes what is not on disk yet; after the door is closed. */
  stop(): Promise<void>;
}

/** Opens it: visits that ran when the box stopped go on. */
export async function openGuestRoom(kit: Kit, options: GuestOptions): Promise<GuestRoom> {
  // In this order, since each lets go of what changed before the next one asks.
  const book = openBook(kit);
  const running = await openRunning(kit);
  const seen = openSeen(kit);
  const views = openViews(kit);
  const refusals = openRefusals(kit);
  const images = openImages(kit, options.remake);
  const marks = openMarks(kit, { ...options.marking, remake: options.remake });
  const keepable = makeKeepable(options.handouts, options.settings, marks);
  const downloads = openDownloads(kit, { running, seen }, options.settings, keepable);
  const recalls = openRecalls();
  const live = openLive(kit, book, options.shelf, running, options.crowding, recalls);
  const brands = openBrands(kit);
  const headers = guestHeadersOf();
  const photosOf = quickPhotos(kit, { book, running, seen, images, marks, ...options }, headers);
  const streamOf = quickLive(kit, { book, running, live }, headers);
  const list = openWelcomeList(kit);
  const portal = openPortal(kit, { ...options, here: options.crowding.here });
  return {
    routes: guestRoutes({
      kit,
      book,
      running,
      seen,
      views,
      refusals,
      images,
      marks,
      downloads,
      live,
      recalls,
      brands,
      list,
      portal,
      ...options,
    }),
    answerProbe: portal.answer,
    quickAnswer: (req, res, { answered, otherwise }) =>
      photosOf(req, res, { answered, otherwise: () => streamOf(req, res, { answered, otherwise }) }),
    phonesHere: live.phonesHere,
    recalls,
    stop: async () => {
      live.stop();
      portal.stop();
      list.stop();
      downloads.stop();
      brands.stop();
      images.stop();
      marks.stop();
      book.stop();
      await running.stop();
      await seen.stop();
      await views.stop();
      await refusals.stop();
    },
  };
}
