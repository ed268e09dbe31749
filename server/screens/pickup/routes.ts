import type { Request, Router } from 'express';
import { pickupOperations as operations, type Pickup } from '#contract/pickup.ts';
import type { CodeAddress } from '#contract/screens.ts';
import { sendCompressed } from '../../http/compressed.ts';
import { serve } from '../../http/serve.ts';
import { Refusal } from '../../refusal.ts';
import type { Sources } from '../content.ts';
import { keyHash, keyIn } from '../key.ts';
import { TakeAwayBounds } from './bounds.ts';
import { shelfText } from './shelf.ts';
import type { Stations } from './stations.ts';
import { takeAway } from './take-away.ts';

interface PickupScreen {
  readonly id: string;
  readonly name: string;
  readonly codeAddress: CodeAddress;
  readonly pickup: Pickup | null;
}

export interface PickupRoutesOptions {
  readonly sources: Sources;
  readonly stations: Stations;
  /** The screen that has the key with this hash. */
  readonly byKey: (keyHash: string) => PickupScreen | undefined;
  /** Settles when shelves have been read. */
  readonly ready: Promise<void>;
}

/** What a pickup station asks by its own key: its shelf, and the code of what a guest picked. */
export function pickupRoutes(routes: Router, { sources, stations, byKey, ready }: PickupRoutesOptions): void {
  const bounds = new TakeAwayBounds(sources.kit.clock);
  const stationOf = (req: Request): PickupScreen & { pickup: Pickup } => {
    const key = keyIn(req.headers);
    const screen = key === undefined ? undefined : byKey(keyHash(key));
    if (!screen) throw new Refusal('no_screen_key', 'this screen is not paired');
    const { pickup } = screen;
    if (!pickup) throw new Refusal('not_found', 'this screen is no pickup station');
    return { ...screen, pickup };
  };

  serve(routes, operations.readPickup, async ({ req, res }) => {
    await ready;
    const shelf = stations.shelf(stationOf(req).id);
    if (!shelf) throw new Refusal('not_found', 'this screen is no pickup station');
    const text = await shelfText(shelf, shelf.version);
    res.set('cache-control', 'no-store').type('json');
    sendCompressed(req, res, text);
    return undefined;
  });
  serve(routes, operations.takeAway, async ({ req, res, body }) => {
    await ready;
    const station = stationOf(req);
    const giveBack = bounds.reserve(station.id);
    try {
      res.set('cache-control', 'no-store');
      return await takeAway(sources, station, body.photoIds);
    } catch (error) {
      giveBack();
      throw error;
    }
  });
}
