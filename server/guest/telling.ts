import type { Request } from 'express';
import type { Kit } from '../kit.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import type { Running, Visit } from '../visits/running.ts';
import { authorize } from './authorize.ts';
import { refuseOtherSites } from './other-sites.ts';
import { shownIn } from './pass.ts';

/** The link of a token as an address has it; undefined where there is none. */
export type LinkOf = (token: string) => Promise<{ readonly link: StoredLink | undefined }>;

/**
 * Who tells the box something from an open page, let through by the gate as for `wanted`. Throws why not; keeps no visit
 * alive.
 */
export async function tellingVisit(
  { kit, running }: { readonly kit: Kit; readonly running: Running },
  linkOf: LinkOf,
  { req, params }: { readonly req: Request; readonly params: { readonly token: string } },
  wanted: 'page' | 'events',
): Promise<{ readonly link: StoredLink; readonly visit: Visit }> {
  const { link } = await linkOf(params.token);
  if (!link) throw new Refusal('not_found', 'there is nothing at this address');
  refuseOtherSites(req);
  const visit = shownIn(kit.keys, running, req, link)?.visit;
  const refusal = authorize(visit, link, undefined, wanted, kit.clock.now());
  if (refusal || !visit) throw refusal ?? new Refusal('no_visit', 'open the link first');
  return { link, visit };
}
