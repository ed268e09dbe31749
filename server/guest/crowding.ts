import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Router } from 'express';
import { visitOperations as operations } from '#contract/visits.ts';
import type { Crowd } from '../crowd.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import type { AddressWatch } from '../links/address-check.ts';
import type { Running } from '../visits/running.ts';
import { type LinkOf, tellingVisit } from './telling.ts';
import { makeVisitPace } from './visit-pace.ts';

/** What the guests' room knows of a crowded Wi-Fi. */
export interface Crowding {
  /** Whether a phone is in that Wi-Fi: not behind the tunnel, and not by the public address either. */
  here(req: IncomingMessage): boolean;
  /** While it is crowded; `elsewhere`: the public address, where it is known to answer as this box. */
  now(): { readonly elsewhere: string | null } | undefined;
  /** Notes when a thumb has left for a phone that is there; `began`: monotonic ms. */
  watch(req: IncomingMessage, res: ServerResponse, visitId: string, began: number): void;
  /** What a phone that is there measured of thumbs, ms. */
  told(visitId: string, ms: readonly number[]): void;
}

export interface CrowdingSources {
  readonly crowd: Crowd;
  readonly clock: Kit['clock'];
  readonly onSite: (req: IncomingMessage) => boolean;
  /** The public address, whether or not it answers. */
  readonly publicOrigin: () => string | undefined;
  readonly watch: Pick<AddressWatch, 'state'>;
}

export function makeCrowding({ crowd, clock, onSite, publicOrigin, watch }: CrowdingSources): Crowding {
  let known = { origin: '', host: '' };
  const here = (req: IncomingMessage) => {
    const origin = publicOrigin() ?? '';
    // Asked of each thumb.
    if (known.origin !== origin) known = { origin, host: origin === '' ? '' : plain(new URL(origin).host) };
    return onSite(req) && (origin === '' || known.host !== plain(req.headers.host ?? ''));
  };
  return {
    here,
    now: () => {
      if (!crowd.now()) return undefined;
      return { elsewhere: watch.state().check === 'ok' ? (publicOrigin() ?? null) : null };
    },
    watch: (req, res, visitId, began) => {
      if (!here(req)) return;
      res.once('finish', () => crowd.served(visitId, clock.monotonic() - began));
    },
    told: crowd.told,
  };
}

/** A Host in the one form of all that mean the same; tunnels pass on what was asked for. */
function plain(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.(?=:|$)/, '')
    .replace(/:(?:80|443)$/, '');
}

/** A page tells with the first photos, and of those that come later now and then. */
const aMinute = 20;

/** Takes what a page measured of its thumbs. It does not keep the visit alive. */
export function paceRoute(
  routes: Router,
  house: { readonly kit: Kit; readonly running: Running; readonly crowding: Crowding },
  linkOf: LinkOf,
): void {
  const { kit, crowding } = house;
  const keepPace = makeVisitPace(aMinute);
  serve(routes, operations.tellPace, async ({ req, res, params, body }) => {
    const { visit } = await tellingVisit(house, linkOf, { req, params }, 'page');
    keepPace(visit, kit.clock.monotonic());
    if (crowding.here(req)) crowding.told(visit.id, body.ms);
    res.set('cache-control', 'no-store');
    return undefined;
  });
}
