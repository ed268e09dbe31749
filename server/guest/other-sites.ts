import type { Request } from 'express';
import { Refusal } from '../refusal.ts';

/**
 * No page of another site may spend a guest's opens, or speak in a guest's name: throws `cross_origin`. A browser says
 * where a form comes from, or `null` where a page asks it to keep that to itself, as ours does; what says nothing is no
 * browser.
 */
export function refuseOtherSites(req: Request): void {
  const site = req.headers['sec-fetch-site'];
  const { origin, host } = req.headers;
  const own = origin === undefined || origin === 'null' || (URL.canParse(origin) && new URL(origin).host === host);
  if (site === undefined ? own : site === 'same-origin' || site === 'none') return;
  throw new Refusal('cross_origin', 'the request came from another site');
}
