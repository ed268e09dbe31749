import type { Request, Response, Router } from 'express';
import { type AskInput, askOperations } from '#contract/asks.ts';
import type { Asks } from '../asks/asks.ts';
import { kindOfRefusal } from '../asks/kind.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { judge } from '../links/policy.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { standsAgainst } from '../visits/refused.ts';
import { isRobot } from '../visits/robots.ts';
import type { Running } from '../visits/running.ts';
import { markOf } from '../visits/system.ts';
import type { Asked, Faces, Manner, Standing } from './faces.ts';
import { refuseOtherSites } from './other-sites.ts';
import { visitorOf, welcomeVisitor } from './visitor.ts';

/** A phone that is kept out, and what it may ask of the staff. */
export interface Asking {
  /** What keeps a phone out, as far as is known without counting; one whose visit runs may go on. */
  keptOut(req: Request, link: StoredLink): Promise<Refusal | undefined>;
  /** What the closed page says of asking. Gives the phone its cookie, by which it is known when it comes again. */
  readonly standing: Standing;
}

const agentOf = (req: Request) => req.headers['user-agent'] ?? '';
const retryAfter = 3600;

export function makeAsking(kit: Kit, running: Running, asks: Asks): Asking {
  return {
    keptOut: async (req, link) => {
      const now = kit.clock.now();
      const visitor = visitorOf(req, kit.keys);
      const state = judge(link, now);
      const resumes = !visitor.standIn && running.ofVisitor(link.id, visitor.key) !== undefined;
      if (resumes && (state === 'live' || state === 'exhausted')) return undefined;
      const phone = { visitor: visitor.key, mark: markOf(agentOf(req), req.ip ?? '') };
      const refusal = await standsAgainst(kit.db.read, link, visitor, phone, now);
      // A preview is no phone, and takes no place.
      return refusal?.code === 'too_many_devices' && isRobot(agentOf(req)) ? undefined : refusal;
    },

    standing: async (req, res, link, refusal) => {
      if (kindOfRefusal(refusal) === undefined || isRobot(agentOf(req))) return undefined;
      const standing = await asks.standing(link, visitorOf(req, kit.keys));
      // Not once it has asked: a phone that did so without a cookie is known by its stand-in.
      if (standing?.state === 'may') welcomeVisitor(req, res);
      return standing;
    },
  };
}

/** What the route of asking needs of the room. */
export interface AskDesk {
  readonly kit: Kit;
  readonly asks: Asks;
  readonly asking: Asking;
  readonly faces: Faces;
  /** The request with its link; what goes wrong in `show` is said in the manner in which it was asked. */
  asked(req: Request, res: Response, token: string, manner: Manner): Promise<Asked>;
  asPage(asked: Asked, show: (link: StoredLink) => Promise<void>): Promise<undefined>;
  manner(req: Request, input: Pick<AskInput, 'go'>): Manner;
}

/** The form of the closed page. What the answer tells, that page tells anyway. */
export function askRoute(routes: Router, { kit, asks, asking, faces, ...desk }: AskDesk): void {
  serve(routes, askOperations.askMore, async ({ req, res, params, body }) => {
    const asked = await desk.asked(req, res, params.token, desk.manner(req, body));
    return desk.asPage(asked, async (link) => {
      refuseOtherSites(req);
      const refusal = await asking.keptOut(req, link);
      const kind = refusal && kindOfRefusal(refusal);
      if (refusal && (kind === undefined || isRobot(agentOf(req)))) throw refusal;
      const standing =
        kind &&
        (await asks.add(link, {
          visitor: visitorOf(req, kit.keys),
          mark: markOf(agentOf(req), req.ip ?? ''),
          kind,
          name: body.name ?? '',
          note: body.note ?? '',
        }));
      // It says itself how things stand now.
      if (asked.manner === 'page') return res.set('cache-control', 'no-store').redirect(303, asked.base);
      if (!refusal) {
        if (asked.manner === 'part') return faces.gate(asked, 200);
        throw new Refusal('changed_meanwhile', 'the link opens: there is nothing to ask for');
      }
      if (asked.manner === 'part' || !standing) return faces.refusal(asked, refusal);
      if (standing.state !== 'waiting' && standing.state !== 'declined') {
        throw new Refusal('too_many_attempts', 'this phone asked too often today, or too many wait', { retryAfter });
      }
      const state = standing.state === 'waiting' ? 'open' : 'declined';
      res.set('cache-control', 'no-store').status(201);
      res.json({ state, askedAt: new Date(standing.askedAt).toISOString() });
    });
  });
}
