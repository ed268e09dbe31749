import type { Request, Router } from 'express';
import { Locale } from '#contract/common.ts';
import { welcomeOperations as operations } from '#contract/welcome.ts';
import { serve } from '../../http/serve.ts';
import { Refusal } from '../../refusal.ts';
import { refuseOtherSites } from '../other-sites.ts';
import type { Portal } from './portal.ts';
import type { Greeter } from './welcome.ts';

/** The welcome page and what belongs to the portal; while that is off, or by the tunnel, nothing is at these addresses. */
export function guestWelcomeRoutes(routes: Router, portal: Portal, greeter: Greeter): void {
  const onlyOpen = (req: Request) => {
    if (!portal.open(req)) throw new Refusal('not_found', 'there is nothing at this address');
  };

  serve(routes, operations.welcomePage, async ({ req, res }) => {
    onlyOpen(req);
    await greeter.greet(req, res);
  });

  serve(routes, operations.welcomeGoOn, ({ req, res }) => {
    onlyOpen(req);
    refuseOtherSites(req);
    portal.goOn(req);
    const { data: locale } = Locale.safeParse(req.query.lang);
    res.set('cache-control', 'no-store').redirect(303, locale === undefined ? '/' : `/?lang=${locale}`);
  });

  serve(routes, operations.captivePortal, ({ req, res }) => {
    onlyOpen(req);
    const state = { captive: portal.asked(req) !== 'on', 'user-portal-url': `${portal.address()}/` };
    res.set('cache-control', 'private, no-store').type('application/captive+json').send(JSON.stringify(state));
    return undefined;
  });
}
