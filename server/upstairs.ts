import type { IncomingMessage } from 'node:http';
import type { Router } from 'express';
import { openAsks } from './asks/asks.ts';
import { askRoutes } from './asks/routes.ts';
import type { Actor } from './box/actor.ts';
import { mailRoutes } from './box/mail/routes.ts';
import type { House } from './doors.ts';
import { type Ear, earsOf } from './ears.ts';
import { openHides } from './feedback/hides.ts';
import { feedbackRoutes } from './feedback/routes.ts';
import { makeCrowding } from './guest/crowding.ts';
import { openGuestRoom } from './guest/guest.ts';
import { openHouseCodes } from './guest/house/codes.ts';
import { guestHouseRoutes, houseCodeRoutes } from './guest/house/routes.ts';
import type { QuickAnswer } from './guest/quick-photos.ts';
import { recallRoutes } from './guest/recall-routes.ts';
import type { AnswerProbe } from './guest/welcome/portal.ts';
import { openHooks } from './hooks/hooks.ts';
import type { Outside } from './hooks/outside.ts';
import { hookRoutes } from './hooks/routes.ts';
import { watchAddress } from './links/address-check.ts';
import { addressRoutes, proofRoutes } from './links/address-routes.ts';
import { openMaking } from './links/batches/making.ts';
import { batchRoutes } from './links/batches/routes.ts';
import type { OnScreens } from './links/clean-up/clean-up.ts';
import { cleanUpRoutes } from './links/clean-up/routes.ts';
import { linkedGalleryRoutes } from './links/gallery-routes.ts';
import { messageRoutes } from './links/messages/routes.ts';
import { openHearing } from './links/mine.ts';
import { nextStepRoutes } from './links/next-step-routes.ts';
import { recipientRoutes } from './links/recipients/routes.ts';
import { linkRoutes } from './links/routes.ts';
import { trashRoutes } from './links/trash/routes.ts';
import { nowRoutes } from './now/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { makeForm } from './reports/forms/make.ts';
import { paperFormRoutes } from './reports/forms/paper/routes.ts';
import { sheetFormRoutes } from './reports/forms/routes.ts';
import { startEveningClock } from './reports/plans/evening-clock.ts';
import { planRoutes } from './reports/plans/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { openScreensRoom } from './screens/screens.ts';
import { makeSockets, type Sockets } from './sockets.ts';
import { openRegions } from './visits/regions/regions.ts';
import { regionRoutes } from './visits/regions/routes.ts';
import { fillPast } from './visits/totals/past/past.ts';
import { welcomeRoutes } from './welcome/routes.ts';

/** The rooms above the galleries: links, visits, screens, guests. */
export interface Upstairs {
  readonly staffRooms: readonly Router[];
  readonly guestRooms: readonly Router[];
  /** Guests' photos, before the guests' rooms are asked. */
  readonly quickAnswer: QuickAnswer;
  /** Before anything else of the guest door: systems that ask for the internet, under whatever Host. */
  readonly answerProbe: AnswerProbe;
  /** What somebody hears who begins to listen now. */
  readonly earOf: (actor: Actor) => Ear;
  /** Those of the local door. */
  readonly sockets: Sockets;
  /** The galleries that are on screens, which no clean-up takes. */
  readonly onScreens: OnScreens;
  /** Settles when all links of batches are there that can be made. */
  batchesDone(): Promise<void>;
  /** Called once when both doors are open. */
  opened(): void;
  stop(): Promise<void>;
}

/** Opens them and gives their routes. */
export async function openUpstairs(
  house: Omit<House, 'staffRooms' | 'guestRooms' | 'quickAnswer' | 'answerProbe' | 'earOf'>,
  outside?: Outside,
): Promise<Upstairs> {
  const { kit, box, shelf, peer, renditions, addresses } = house;
  const watch = watchAddress(kit, addresses);
  const making = openMaking(kit);
  const screens = await openScreensRoom({
    ...{ kit, box, shelf, addresses, remake: renditions.again, makePanorama: house.panoramas.made },
    crowded: () => house.crowd.now() !== undefined && box.settings().crowdCodes && watch.state().check === 'ok',
  });
  const asks = await openAsks(kit);
  const hides = await openHides(kit);
  const hooks = await openHooks(kit, outside);
  const paper = { kit, small: house.drawSmall, sheet: house.drawSheet };
  const evenings = await startEveningClock(kit, {
    draw: (...asked) => makeForm(paper, ...asked),
    roomy: () => !['last', 'stuck'].includes(house.disk.state().level),
  });
  const onSite = (req: IncomingMessage) => !peer.is(req.socket.remoteAddress);
  const publicOrigin = () => kit.config.publicOrigin ?? box.settings().publicOrigin ?? undefined;
  const regions = await openRegions(kit);
  await fillPast(kit, regions.of);
  const guests = await openGuestRoom(kit, {
    regionOf: regions.of,
    asks,
    hides,
    shelf,
    settings: box.settings,
    onSite,
    crowding: makeCrowding({ crowd: house.crowd, clock: kit.clock, onSite, publicOrigin, watch }),
    remake: renditions.again,
    origins: addresses.origins,
    drawCard: house.drawCard,
    marking: { ingest: { mark: house.mark }, disk: house.disk },
    handouts: house.handouts,
    panoramas: house.panoramas,
  });
  const houseCodes = openHouseCodes(kit);
  const earOf = earsOf(screens.earOf, openHearing(kit));
  return {
    staffRooms: [
      linkRoutes(kit, addresses),
      messageRoutes(kit, addresses),
      batchRoutes(kit, addresses, making),
      recipientRoutes(kit),
      nextStepRoutes(kit, house.drawPicture),
      linkedGalleryRoutes(kit, addresses, house.inspect, renditions),
      trashRoutes(kit, screens.screensShowing),
      cleanUpRoutes(kit, screens.shownGalleries),
      addressRoutes(kit, addresses, watch, box.settings),
      screens.routes,
      askRoutes(kit, addresses, asks),
      peopleRoutes(kit, addresses),
      reportRoutes(kit),
      sheetFormRoutes(kit, house.drawSmall),
      paperFormRoutes(paper),
      planRoutes(kit, evenings),
      feedbackRoutes(kit, hides),
      welcomeRoutes(kit, addresses),
      regionRoutes(kit, regions),
      houseCodeRoutes(kit, addresses, houseCodes),
      recallRoutes(screens.recalls, guests.recalls),
      mailRoutes(kit),
      hookRoutes(hooks),
      nowRoutes(kit, {
        addresses,
        watch,
        disk: house.disk,
        silentScreens: async (actor) => screens.silentScreens(actor),
        troubledScreens: async (actor) => screens.troubledScreens(actor),
        closedCodes: screens.closedCodes,
        onScreens: screens.shownGalleries,
        crowd: () => {
          const now = house.crowd.now();
          return now && { ...now, phones: guests.phonesHere(), codes: screens.codes() };
        },
      }),
    ],
    // The guests' own come last: they answer whatever nobody else does.
    guestRooms: [proofRoutes(kit), guestHouseRoutes(kit, houseCodes, box.settings), guests.routes],
    quickAnswer: guests.quickAnswer,
    answerProbe: guests.answerProbe,
    earOf,
    sockets: makeSockets({ kit, hosts: house.hosts.local, screens: screens.arrivals, earOf }),
    onScreens: screens.shownGalleries,
    batchesDone: making.idle,
    opened: () => {
      watch.begin();
      // What an earlier run left unfinished.
      making.go();
      screens.opened();
    },
    stop: async () => {
      await watch.stop();
      await making.stop();
      await screens.stop();
      await guests.stop();
      asks.stop();
      hides.stop();
      await evenings.stop();
      // Last: what still happened while the others ended is put in line.
      await hooks.stop();
    },
  };
}
