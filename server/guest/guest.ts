import type { Request, Router } from 'express';
import type { Settings } from '#contract/box.ts';
import type { Asks } from '../asks/asks.ts';
import type { Hides } from '../feedback/hides.ts';
import type { Shelf } from '../galleries/shelf.ts';
import { guestHeadersOf } from '../http/headers.ts';
import type { Kit } from '../kit.ts';
import type { Handouts } from '../library/handouts/handouts.ts';
import { openBook } from '../links/book.ts';
import { openBrands } from '../projects/brands.ts';
import { openRunning } from '../visits/running.ts';
import { openSeen } from '../visits/seen.ts';
import { openDownloads } from './downloads/downloads.ts';
import { makeKeepable } from './downloads/keepable.ts';
import { openImages } from './images.ts';
import { openLive } from './live.ts';
import { type MarkOptions, openMarks } from './marked.ts';
import type { DrawCard } from './preview.ts';
import { type QuickPhotos, quickPhotos } from './quick-photos.ts';
import { guestRoutes } from './routes.ts';

export interface GuestOptions {
  readonly asks: Asks;
  readonly hides: Hides;
  readonly shelf: Shelf;
  readonly settings: () => Settings;
  /** Whether a request came by the box's own network, not through the tunnel. */
  readonly onSite: (req: Request) => boolean;
  /** Told of a photo whose sizes are gone from the disk. */
  readonly remake: (hash: string) => unknown;
  readonly drawCard: DrawCard;
  readonly marking: Pick<MarkOptions, 'ingest' | 'disk'>;
  readonly handouts: Handouts;
}

/** The guests' room with all that it keeps in memory. */
export interface GuestRoom {
  readonly routes: Router;
  /** Photos that need no more than a look into memory, before the routes are asked. */
  readonly quickPhotos: QuickPhotos;
  /** Notes what is not on disk yet; after the door is closed. */
  stop(): Promise<void>;
}

/** Opens it: visits that ran when the box stopped go on. */
export async function openGuestRoom(kit: Kit, options: GuestOptions): Promise<GuestRoom> {
  // In this order, since each lets go of what changed before the next one asks.
  const book = openBook(kit);
  const running = await openRunning(kit);
  const seen = openSeen(kit);
  const images = openImages(kit, options.remake);
  const marks = openMarks(kit, { ...options.marking, remake: options.remake });
  const keepable = makeKeepable(options.handouts, options.settings, marks);
  const downloads = openDownloads(kit, { running, seen }, options.settings, keepable);
  const live = openLive(kit, book, options.shelf, running);
  const brands = openBrands(kit);
  return {
    routes: guestRoutes({ kit, book, running, seen, images, marks, downloads, live, brands, ...options }),
    quickPhotos: quickPhotos(kit, { book, running, seen, images, marks, shelf: options.shelf }, guestHeadersOf()),
    stop: async () => {
      live.stop();
      downloads.stop();
      brands.stop();
      images.stop();
      marks.stop();
      book.stop();
      await running.stop();
      await seen.stop();
    },
  };
}
