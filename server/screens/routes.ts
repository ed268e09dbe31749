import { Router } from 'express';
import { screenOperations as operations, type PairScreen } from '#contract/screens.ts';
import { type Actor, actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { Refusal } from '../refusal.ts';
import { changeScreen } from './arrange.ts';
import type { Board } from './board.ts';
import { giveKey } from './key.ts';
import { sendPhoto } from './photos.ts';
import type { Held } from './playing.ts';
import { mayLead } from './reach.ts';
import { press } from './remote.ts';
import { presentScreen } from './show-state.ts';

export interface ScreenRoutesOptions {
  readonly kit: Kit;
  readonly board: Board;
  readonly addresses: Addresses;
  readonly remake: (hash: string) => Promise<unknown>;
  /** Settles when programmes have been read. */
  readonly ready: Promise<void>;
  readonly pair: (actor: Actor, input: PairScreen) => Promise<Held>;
  readonly remove: (actor: Actor, screen: Held) => Promise<void>;
  readonly inTurn: <T>(act: () => Promise<T>) => Promise<T>;
}

/** What staff do with screens, and what a screen asks by its own key. */
export function screenRoutes(options: ScreenRoutesOptions): Router {
  const { kit, board, addresses, ready, inTurn } = options;
  const routes = Router({ caseSensitive: true });
  const present = (screen: Held) => presentScreen(screen, board.screensOf(screen.playing));
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
      await changeScreen(kit, board, actor, screen, body);
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
    await press(kit, board, screen, body);
    kit.log.info({ screenId: screen.id, by: actor.id, command: body.type }, 'a key of a remote');
    return present(screen);
  });

  serve(routes, operations.openKiosk, ({ req, res }) => giveKey(req, res));
  serve(routes, operations.kioskPhoto, async ({ req, res, params }) => {
    await ready;
    await sendPhoto(options, req, res, params);
  });
  return routes;
}
