import type { Router } from 'express';
import { type OpenInput, visitOperations as operations } from '#contract/visits.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import type { StoredLink } from '../links/table.ts';
import type { Refusal } from '../refusal.ts';
import type { Running } from '../visits/running.ts';
import { authorize } from './authorize.ts';
import { type Handed, type HandOvers, handOverMs } from './hand-over.ts';
import { ownNonce } from './pass.ts';
import { type LinkOf, tellingVisit } from './telling.ts';
import { visitorCookie } from './visitor.ts';

/** Mounts the making of codes, for whoever has a visit that runs. It does not keep the visit alive. */
export function handOverRoutes(
  routes: Router,
  house: { readonly kit: Kit; readonly running: Running },
  handOvers: HandOvers,
  linkOf: LinkOf,
): void {
  serve(routes, operations.handOver, async ({ req, res, params }) => {
    const { visit } = await tellingVisit(house, linkOf, { req, params }, 'page');
    res.set('cache-control', 'no-store');
    return { code: handOvers.make(visit, visitorCookie(req)), seconds: handOverMs / 1000 };
  });
}

/**
 * What the code that came with an open carries; undefined where none came. Throws as for somebody without a visit where
 * it is not good, so that the page says what it always does and nothing is consumed; `keptOut` tells why a phone without
 * a visit would not be let in.
 */
export async function handedIn(
  { kit }: { readonly kit: Kit },
  handOvers: HandOvers,
  link: StoredLink,
  { handOver, nonce }: Pick<OpenInput, 'handOver' | 'nonce'>,
  { keepsCookies, keptOut }: { keepsCookies: boolean; keptOut: () => Promise<Refusal | undefined> },
): Promise<Handed | undefined> {
  if (handOver === undefined) return undefined;
  const own = nonce !== undefined && ownNonce(kit.keys, link.id, nonce) ? nonce : undefined;
  const taken = handOvers.take(handOver, link.id, own);
  // A visit that a cookie proves is of no use to a browser that keeps none.
  const handed = taken && (keepsCookies || taken.visit.standIn) ? taken : undefined;
  const refusal = authorize(handed?.visit, link, undefined, 'page', kit.clock.now());
  if (refusal) throw refusal.code === 'no_visit' ? ((await keptOut()) ?? refusal) : refusal;
  return handed;
}
