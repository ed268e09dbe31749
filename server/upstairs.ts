import type { Router } from 'express';
import type { House } from './doors.ts';
import { openGuestRoom } from './guest/guest.ts';
import { makeAddresses, type Origins } from './links/addresses.ts';
import { linkedGalleryRoutes } from './links/gallery-routes.ts';
import { linkRoutes } from './links/routes.ts';

/** The rooms above the galleries: links, visits, guests. */
export interface Upstairs {
  readonly staffRooms: readonly Router[];
  readonly guestRooms: readonly Router[];
  /** Where phones reach the guest door. */
  origins(): Origins;
  stop(): Promise<void>;
}

/** Opens them and gives their routes. */
export async function openUpstairs(house: Omit<House, 'staffRooms' | 'guestRooms'>): Promise<Upstairs> {
  const { kit, box, shelf, peer, renditions, guestPort } = house;
  const addresses = makeAddresses(kit.config, guestPort);
  const guests = await openGuestRoom(kit, {
    shelf,
    settings: box.settings,
    onSite: (req) => !peer.is(req.socket.remoteAddress),
    remake: renditions.again,
  });
  return {
    staffRooms: [linkRoutes(kit, addresses), linkedGalleryRoutes(kit, addresses)],
    guestRooms: [guests.routes],
    origins: addresses.origins,
    stop: guests.stop,
  };
}
