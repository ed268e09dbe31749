import type { Router } from 'express';
import { openAsks } from './asks/asks.ts';
import { askRoutes } from './asks/routes.ts';
import type { Actor } from './box/actor.ts';
import type { House } from './doors.ts';
import { openGuestRoom } from './guest/guest.ts';
import type { QuickPhotos } from './guest/quick-photos.ts';
import { watchAddress } from './links/address-check.ts';
import { addressRoutes, proofRoutes } from './links/address-routes.ts';
import { linkedGalleryRoutes } from './links/gallery-routes.ts';
import { nextStepRoutes } from './links/next-step-routes.ts';
import { linkRoutes } from './links/routes.ts';
import { nowRoutes } from './now/routes.ts';
import type { Ear } from './screens/reach.ts';
import { openScreensRoom } from './screens/screens.ts';
import { makeSockets, type Sockets } from './sockets.ts';

/** The rooms above the galleries: links, visits, screens, guests. */
export interface Upstairs {
  readonly staffRooms: readonly Router[];
  readonly guestRooms: readonly Router[];
  /** Guests' photos, before the guests' rooms are asked. */
  readonly quickPhotos: QuickPhotos;
  /** What somebody hears who begins to listen now. */
  readonly earOf: (actor: Actor) => Ear;
  /** Those of the local door. */
  readonly sockets: Sockets;
  /** Called once when both doors are open. */
  opened(): void;
  stop(): Promise<void>;
}

/** Opens them and gives their routes. */
export async function openUpstairs(
  house: Omit<House, 'staffRooms' | 'guestRooms' | 'quickPhotos' | 'earOf'>,
): Promise<Upstairs> {
  const { kit, box, shelf, peer, renditions, addresses } = house;
  const watch = watchAddress(kit, addresses);
  const screens = await openScreensRoom({ kit, box, shelf, addresses, remake: renditions.again });
  const asks = await openAsks(kit);
  const guests = await openGuestRoom(kit, {
    asks,
    shelf,
    settings: box.settings,
    onSite: (req) => !peer.is(req.socket.remoteAddress),
    remake: renditions.again,
    drawCard: house.drawCard,
    marking: { ingest: { mark: house.mark }, disk: house.disk },
    handouts: house.handouts,
  });
  return {
    staffRooms: [
      linkRoutes(kit, addresses),
      nextStepRoutes(kit, house.drawPicture),
      linkedGalleryRoutes(kit, addresses, house.inspect, renditions),
      addressRoutes(kit, addresses, watch, box.settings),
      screens.routes,
      askRoutes(kit, addresses, asks),
      nowRoutes(kit, {
        addresses,
        watch,
        disk: house.disk,
        silentScreens: async (actor) => screens.silentScreens(actor),
      }),
    ],
    // The guests' own come last: they answer whatever nobody else does.
    guestRooms: [proofRoutes(kit), guests.routes],
    quickPhotos: guests.quickPhotos,
    earOf: screens.earOf,
    sockets: makeSockets({ kit, hosts: house.hosts.local, screens: screens.arrivals, earOf: screens.earOf }),
    opened: () => {
      watch.begin();
      screens.opened();
    },
    stop: async () => {
      await watch.stop();
      await screens.stop();
      await guests.stop();
      asks.stop();
    },
  };
}
