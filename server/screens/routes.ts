import { Router } from 'express';
import { playOperations } from '#contract/plays.ts';
import { screenOperations as operations, type PairScreen } from '#contract/screens.ts';
import { type Actor, actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import { Refusal } from '../refusal.ts';
import { changeScreen } from './arrange.ts';
import type { Board } from './board.ts';
import { placeRoutes } from './codes/routes.ts';
import type { Sources } from './content.ts';
import { giveKey } from './key.ts';
import { keepLooks, toldLooks } from './looked.ts';
import { sendPhoto } from './photos.ts';
import { pickupRoutes } from './pickup/routes.ts';
import type { Stations } from './pickup/stations.ts';
import type { Held } from './playing.ts';
import { playlistRoutes } from './playlists/routes.ts';
import { readPlays } from './plays/read.ts';
import { mayLead } from './reach.ts';
import { press } from './remote.ts';
import { presentScreen } from './show-state.ts';
import { listUnits } from './units.ts';

export interface ScreenRoutesOptions extends Sources {
  readonly board: Board;
  readonly stations: Stations;
  readonly remake: (hash: string) => Promise<unknown>;
  readonly makePanorama: (hash: string) => Promise<unknown>;
  /** Settles when programmes have been read. */
  readonly ready: Promise<void>;
  readonly pair: (actor: Actor, input: PairScreen) => Promise<Held>;
  readonly remove: (actor: Actor, screen: Held) => Promise<void>;
  readonly inTurn: <T>(act: () => Promise<T>) => Promise<T>;
}

/** What staff do with screens, and what a screen asks by its own key. */
export function screenRoutes(options: ScreenRoutesOptions): Router {
  const { kit, board, stations, shelf, addresses, ready, inTurn } = options;
  const routes = Router({ caseSensitive: true });
  const looks = keepLooks();
  const handOf = ({ id }: Actor, { playing }: Held) => ({ accountId: id, programmeId: playing.id });
  const present = (screen: Held) => presentScreen(screen, board.screensOf(screen.playing), kit.clock.now());
  const find = (actor: Actor, id: string): Held => {
    const screen = board.screens.get(id);
    if (!screen || !mayLead(actor, screen)) throw new Refusal('not_found', 'there is no such screen');
    return screen;
  };

  serve(routes, operations.listScreens, async ({ req }) => {
    await ready;
    const actor = actorOf(req);
    const items = [...board.screens.values()].filter((screen) => mayLead(actor, screen)).map(present);
    return { items, kioskUrl: `${addresses.admin()}/kiosk` };
  });
  serve(routes, operations.pairScreen, async ({ req, body }) => {
    await ready;
    return present(await options.pair(actorOf(req), body));
  });
  serve(routes, operations.readScreen, async ({ req, params }) => {
    await ready;
    return present(find(actorOf(req), params.id));
  });
  serve(routes, operations.changeScreen, async ({ req, params, body }) => {
    await ready;
    const actor = actorOf(req);
    return inTurn(async () => {
      const screen = find(actor, params.id);
      await changeScreen(kit, board, stations, actor, screen, body);
      return present(screen);
    });
  });
  serve(routes, operations.removeScreen, async ({ req, params }) => {
    await ready;
    const actor = actorOf(req);
    await options.remove(actor, find(actor, params.id));
  });
  serve(routes, operations.commandScreen, async ({ req, params, body }) => {
    await ready;
    const actor = actorOf(req);
    const screen = find(actor, params.id);
    await press(kit, board, actor, screen, body);
    looks.pressed(handOf(actor, screen), screen.playing.programme.pinned, kit.clock.now());
    kit.log.info({ screenId: screen.id, by: actor.id, command: body.type }, 'a key of a remote');
    return present(screen);
  });

  serve(routes, operations.listUnits, async ({ req, params }) => {
    await ready;
    const { content } = find(actorOf(req), params.id).playing;
    const showing = { projectIds: [...content.projectIds], galleryIds: [...content.galleries.keys()] };
    return { items: await listUnits(kit.db.read, shelf, showing) };
  });
  serve(routes, operations.listLooked, async ({ req, params }) => {
    await ready;
    const actor = actorOf(req);
    const hand = handOf(actor, find(actor, params.id));
    return { items: await toldLooks(shelf, looks.of(hand, kit.clock.now())) };
  });

  serve(routes, playOperations.readPlays, async ({ req, params, query }) => {
    await ready;
    const actor = actorOf(req);
    return readPlays(kit, actor, find(actor, params.id).id, query);
  });

  const leads = (actor: Actor, id: string) => {
    const screen = board.screens.get(id);
    return screen !== undefined && mayLead(actor, screen);
  };
  playlistRoutes(routes, { sources: options, leads, inTurn });
  pickupRoutes(routes, { sources: options, stations, byKey: board.byKey, ready });
  placeRoutes(routes, kit, leads);
  serve(routes, operations.openKiosk, ({ req, res }) => giveKey(req, res));
  serve(routes, operations.kioskPhoto, async ({ req, res, params }) => {
    await ready;
    await sendPhoto(options, req, res, params);
  });
  return routes;
}
