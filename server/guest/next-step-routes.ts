import type { Request, Router } from 'express';
import { visitOperations as operations } from '#contract/visits.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { stepOf } from '../links/next-step.ts';
import type { StoredStep } from '../links/next-steps/table.ts';
import { pictureOfStep } from '../links/next-steps/table.ts';
import { isSecret } from '../links/policy.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { isRobot } from '../visits/robots.ts';
import type { Running, Visit } from '../visits/running.ts';
import { authorize } from './authorize.ts';
import type { Asked } from './faces.ts';
import { fromClosedPage } from './next-step.ts';
import { openTaps } from './next-step-taps.ts';
import { refuseOtherSites } from './other-sites.ts';
import { shownIn } from './pass.ts';
import { visitorOf } from './visitor.ts';

/** What the guests' routes share. */
export interface Shared {
  linkOf(token: string): Promise<{ token: string; link: StoredLink | undefined }>;
  asPage(asked: Asked, show: (link: StoredLink) => Promise<void>): Promise<undefined>;
}

/** Mounts what a next step leads to: its button's address, its count, its picture. */
export function guestNextStepRoutes(
  routes: Router,
  { kit, running }: { kit: Kit; running: Running },
  shared: Shared,
): void {
  const { linkOf, asPage } = shared;
  const taps = openTaps(kit);
  const pictures = new Map<string, Buffer>();

  /** The step that a request may see, and the visit that it proved. Throws why not, and `not_found` where there is none. */
  const stepFor = (req: Request, link: StoredLink): { step: StoredStep; visit: Visit | undefined } => {
    const now = kit.clock.now();
    const visit = shownIn(kit.keys, running, req, link)?.visit;
    const wanted = fromClosedPage(kit.keys, link, req.query) ? 'closed' : 'next';
    const refusal = authorize(visit, link, undefined, wanted, now);
    if (refusal) throw refusal;
    const step = stepOf(link, now);
    if (!step) throw new Refusal('not_found', 'there is no next step');
    return { step, visit };
  };
  const count = async (req: Request, link: StoredLink, step: StoredStep, visit: Visit | undefined) => {
    if (isRobot(req.headers['user-agent'] ?? '') || isAhead(req)) return;
    await taps.count(link, step, visit?.id ?? visitorOf(req, kit.keys).key);
  };
  const pictureOf = async ({ ownerId, picture }: StoredStep): Promise<Buffer> => {
    const known = picture && pictures.get(picture.hash);
    if (known) return known;
    const found = picture && (await pictureOfStep(kit.db.read, ownerId));
    if (!found) throw new Refusal('not_found', 'there is no picture');
    pictures.set(found.hash, found.bytes);
    const oldest = pictures.keys().next().value;
    if (pictures.size > picturesKept && oldest !== undefined) pictures.delete(oldest);
    return found.bytes;
  };

  serve(routes, operations.next, async ({ req, res, params }) => {
    const { token, link } = await linkOf(params.token);
    const base = `/g/${token}`;
    return asPage({ req, res, manner: 'page', base, link }, async (link) => {
      res.set('cache-control', 'no-store');
      const { step, visit } = stepFor(req, link);
      const { target } = step;
      if (target === null || target.startsWith('tel:')) return res.redirect(303, base);
      if (req.method === 'GET') await count(req, link, step, visit);
      // The address that staff typed and none other, whatever the request says. `redirect` would write it anew.
      res.status(303).set('location', target).end();
    });
  });

  serve(routes, operations.nextTap, async ({ req, res, params }) => {
    const { link } = await linkOf(params.token);
    if (!link) throw new Refusal('not_found', 'there is nothing at this address');
    refuseOtherSites(req);
    const { step, visit } = stepFor(req, link);
    if (step.target !== null) await count(req, link, step, visit);
    res.set('cache-control', 'no-store');
    return undefined;
  });

  serve(routes, operations.nextPicture, async ({ req, res, params }) => {
    const { link } = await linkOf(params.token);
    if (!link) throw new Refusal('not_found', 'there is nothing at this address');
    const { step } = stepFor(req, link);
    const bytes = await pictureOf(step);
    const current = req.query.e === undefined || req.query.e === step.picture?.hash.slice(0, 16);
    res
      .set({
        'cache-control': isSecret(link) || !current ? 'no-store' : 'private, max-age=1800',
        'content-security-policy':
          "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      })
      .type('jpeg')
      .send(bytes);
  });
}

/** Of some 200 kB each. */
const picturesKept = 24;

/** A browser that asks before anybody has pressed. */
function isAhead({ headers }: Request): boolean {
  return [headers['sec-purpose'], headers.purpose, headers['x-purpose'], headers['x-moz']].some(
    (told) => typeof told === 'string' && /prefetch|prerender|preview/i.test(told),
  );
}
