import type { Request, Response } from 'express';
import type { Settings } from '#contract/box.ts';
import type { Shelf } from '../galleries/shelf.ts';
import { type Shared, sendCompressed } from '../http/compressed.ts';
import { sendProblem, statusOf } from '../http/problems.ts';
import type { Kit } from '../kit.ts';
import { judge, refusalOf } from '../links/policy.ts';
import type { StoredLink } from '../links/table.ts';
import type { Brands } from '../projects/brands.ts';
import type { Refusal } from '../refusal.ts';
import { opensLeftTo } from '../visits/refused.ts';
import type { Visit } from '../visits/running.ts';
import { closedFragment, closedPage } from './closed-page.ts';
import { contentOf } from './content.ts';
import type { Crowding } from './crowding.ts';
import { makeDrawn } from './drawn.ts';
import { errorFragment, errorPage } from './error-page.ts';
import { frameOf } from './frame.ts';
import { galleryPage } from './gallery-page.ts';
import { gateFragment, gatePage } from './gate-page.ts';
import type { ClosedModel, Frame, GateModel } from './models.ts';
import { closedNextModel, nextModel } from './next-step.ts';
import { makeNonce } from './pass.ts';
import { type Closing, closedModel, galleryModel, gateModel, openAnswer, type Said, versionOf } from './present.ts';
import type { Previews } from './preview.ts';
import { previewPage } from './preview-page.ts';
import { unknownFragment, unknownPage } from './unknown-page.ts';

/** How somebody wants to be answered: a whole page, what goes into its `<main>`, or JSON. */
export type Manner = 'page' | 'part' | 'json';

/** A request for a link's page, or for opening it. */
export interface Asked {
  readonly req: Request;
  readonly res: Response;
  readonly manner: Manner;
  /** Canonical: `/g/token`. */
  readonly base: string;
  readonly link: StoredLink | undefined;
  /** What its address says of where it was scanned. */
  readonly place?: number | undefined;
  /** Somebody comes: to be counted where nobody is let in. */
  readonly coming?: boolean;
}

/** What a guest is shown. Nothing of it is kept by anybody on the way. */
export interface Faces {
  /** `base` is the page's own address, which may carry a pass. */
  gallery(asked: Asked, visit: Visit, base: string): Promise<void>;
  gate(asked: Asked, status: number, refused?: GateModel['refused']): Promise<void>;
  /** Title and brand, for programs that look at an address for others. */
  robot(asked: Asked): Promise<void>;
  /** Says no, in the way that the code asks for. */
  refusal(asked: Asked, refusal: Refusal): Promise<void>;
}

/** What the closed page says of asking staff for more. */
export type Standing = (
  req: Request,
  res: Response,
  link: StoredLink,
  refusal: Refusal,
) => Promise<ClosedModel['ask'] | undefined>;

const closedStates: Partial<Record<Refusal['code'], Closing>> = {
  link_revoked: 'revoked',
  link_expired: 'expired',
  link_not_open_yet: 'scheduled',
  link_exhausted: 'exhausted',
  too_many_devices: 'devices',
};

/** What the phone of a visit said of the link's photos. */
export type SaidBy = (link: StoredLink, visit: Visit) => Promise<Said>;

const nothingThere = new Set<Refusal['code']>(['not_found', 'size_not_available', 'download_off', 'feedback_off']);
/** What is over in a moment. */
const passing = new Set<Refusal['code']>(['busy', 'stopping', 'disk_full', 'photo_not_ready']);

/** Draws what guests see, in the manner in which each of them asks. */
export function makeFaces(
  kit: Kit,
  shelf: Shelf,
  settings: () => Settings,
  brands: Brands,
  standing: Standing,
  previews: Previews,
  saidBy: SaidBy,
  crowding: Pick<Crowding, 'here' | 'now'>,
): Faces {
  const frameFor = async ({ req, res, link }: Asked) =>
    frameOf(req, res, settings(), kit.clock.now(), link && (await brands.of(link.projectId)));
  const drawn = makeDrawn();
  const send = ({ req, res }: Asked, status: number, text: string | Shared) => {
    res.set('cache-control', 'no-store').status(status).type('html');
    sendCompressed(req, res, text);
  };

  const faces: Faces = {
    gallery: async (asked, visit, base) => {
      const link = asked.link as StoredLink;
      const [content, said] = [await contentOf(shelf, link, kit), await saidBy(link, visit)];
      const { res, manner } = asked;
      if (manner === 'json') {
        res.set('cache-control', 'no-store').json(openAnswer(content, visit, base, said));
        return;
      }
      const next = nextModel(content.link, base, kit.clock.now());
      const { headers, query } = asked.req;
      const saying = typeof query.photo === 'string' ? query.photo : undefined;
      const now = crowding.now();
      const crowd = crowding.here(asked.req) ? { on: now !== undefined, elsewhere: now?.elsewhere ?? null } : undefined;
      const opensLeft = await opensLeftTo(kit.db.read, link, visit);
      const model = {
        ...galleryModel(content, visit, base, headers['user-agent'], said),
        next,
        saying,
        crowd,
        opensLeft,
      };
      res.set('x-maiimg-version', versionOf(content));
      const first = model.chapters[0]?.photos.find(({ ready }) => ready);
      // Told before the rest, so that a phone asks for it while the page is still coming.
      if (manner === 'part' && first) res.set('x-maiimg-first', first.thumb);
      const draw = manner === 'page' ? galleryPage : drawn;
      send(asked, 200, draw(await frameFor(asked), model));
    },

    gate: async (asked, status, refused) => {
      const link = asked.link as StoredLink;
      const content = await contentOf(shelf, link, kit);
      const frame = await frameFor(asked);
      const model = { ...gateModel(content, asked.base, makeNonce(kit.keys, link.id), refused), place: asked.place };
      if (asked.manner === 'part') asked.res.set('x-maiimg-state', 'gate');
      if (asked.manner !== 'page') return send(asked, status, gateFragment(frame, model));
      send(asked, status, gatePage(frame, { ...model, card: previews.card(asked, content, frame) }));
    },

    robot: async (asked) => {
      const link = asked.link as StoredLink;
      const content = await contentOf(shelf, link, kit);
      const frame = await frameFor(asked);
      const state = judge(link, frame.now);
      const status = state === 'live' ? 200 : statusOf(refusalOf[state]);
      send(asked, status, previewPage(frame, previews.card(asked, content, frame)));
    },

    refusal: async (asked, refusal) => {
      const { res, manner, link } = asked;
      const { code, facts } = refusal;
      if (manner === 'json') return sendProblem(res, refusal);
      if (facts.retryAfter !== undefined) res.set('retry-after', String(facts.retryAfter));
      const state = closedStates[code];
      if (link && state) {
        const model = closedModel(await contentOf(shelf, link, kit), asked.base, state, facts.perVisitor === true);
        const replaced = model.why.state === 'replaced';
        const ask = replaced ? undefined : await standing(asked.req, res, link, refusal);
        const draw = manner === 'page' ? closedPage : closedFragment;
        const next = closedNextModel(kit.keys, link, asked.base, kit.clock.now());
        return send(asked, statusOf(code), draw(await frameFor(asked), { ...model, ask, next }));
      }
      if (link && code === 'no_visit') return faces.gate(asked, statusOf(code));
      if (link && (code === 'password_required' || code === 'password_wrong' || code === 'too_many_attempts')) {
        const { retryAfter, triesLeft } = facts;
        return faces.gate(asked, statusOf(code), {
          code,
          ...(retryAfter !== undefined && { retryAfter }),
          ...(typeof triesLeft === 'number' && { triesLeft }),
        });
      }
      if (nothingThere.has(code)) {
        const draw = manner === 'page' ? unknownPage : unknownFragment;
        return send(asked, statusOf(code), draw(await frameFor(asked)));
      }
      send(asked, statusOf(code), trouble(await frameFor(asked), asked, refusal));
    },
  };
  return faces;
}

function trouble(frame: Frame, { manner, base }: Asked, { code }: Refusal): string {
  const draw = manner === 'page' ? errorPage : errorFragment;
  return draw(frame, passing.has(code) ? 'busy' : 'fault', base === '' ? null : base);
}
