import type { Request, Response } from 'express';
import type { Settings } from '#contract/box.ts';
import { Locale } from '#contract/common.ts';
import type { Shelf } from '../../galleries/shelf.ts';
import { sendCompressed } from '../../http/compressed.ts';
import { sendProblem } from '../../http/problems.ts';
import type { Kit } from '../../kit.ts';
import type { LinkBook } from '../../links/book.ts';
import { judge } from '../../links/policy.ts';
import type { StoredLink } from '../../links/table.ts';
import { Refusal } from '../../refusal.ts';
import type { WelcomeList } from '../../welcome/list.ts';
import { isForAll } from '../../welcome/welcome.ts';
import { authorize } from '../authorize.ts';
import { contentOf } from '../content.ts';
import type { Asked } from '../faces.ts';
import { chooseLocale, frameOf } from '../frame.ts';
import { scannedAt } from '../gate-page.ts';
import type { Frame } from '../models.ts';
import { coverPhoto, gateModel, titleOf } from '../present.ts';
import type { OfferModel } from './models.ts';
import type { Portal } from './portal.ts';
import { welcomePage, windowFragment, windowPage } from './welcome-page.ts';

export interface WelcomeHouse {
  readonly kit: Kit;
  readonly book: LinkBook;
  readonly shelf: Shelf;
  readonly settings: () => Settings;
  readonly list: WelcomeList;
  readonly portal: Portal;
}

/** What is shown on the box's own Wi-Fi before anything is opened. */
export interface Greeter {
  /** The welcome page; in a portal window the way out of it. */
  greet(req: Request, res: Response): Promise<void>;
  /** What a link's page is in a portal window: a way to the browser, and nothing that opens. `asked.link` is there. */
  sendAway(asked: Asked, status: 200 | 403): Promise<void>;
}

export function makeGreeter({ kit, book, shelf, settings, list, portal }: WelcomeHouse): Greeter {
  const frameFor = (req: Request, res: Response): Frame => {
    const frame = frameOf(req, res, settings(), kit.clock.now());
    // The window keeps no cookie, so a choice is heeded at once.
    const chosen = Locale.safeParse(req.query.lang);
    if (chosen.success) chooseLocale(req, res, chosen.data);
    return chosen.success ? { ...frame, locale: chosen.data } : frame;
  };
  const send = (req: Request, res: Response, status: number, text: string) => {
    res.set('cache-control', 'no-store').vary('Cookie, Accept-Language').status(status).type('html');
    sendCompressed(req, res, text);
  };
  const offerOf = async (token: string): Promise<OfferModel | []> => {
    const link = book.known(token) ?? (await book.byToken(token));
    if (!link || !isForAll(link) || judge(link, kit.clock.now()) !== 'live') return [];
    const base = `/g/${token}`;
    const content = await contentOf(shelf, link, kit);
    const { title, chapters, photos, thumbhash, password } = gateModel(content, base, '');
    // Colours of a photo, before anybody has opened anything: where a messenger's preview may show it.
    const kept = authorize(undefined, link, coverPhoto(content), 'preview', kit.clock.now());
    return { address: base, title, chapters, photos, password, thumbhash: kept ? null : thumbhash };
  };
  const offers = async () => (await Promise.all((await list.tokens()).map(offerOf))).flat();

  return {
    greet: async (req, res) => {
      const frame = frameFor(req, res);
      const waiting = portal.phone(req) === 'waiting';
      const model = { text: settings().welcomeText, offers: await offers(), waiting };
      const page = portal.window(req)
        ? windowPage(frame, { ...model, base: '/', address: portal.address() })
        : welcomePage(frame, model);
      send(req, res, 200, page);
    },

    sendAway: async ({ req, res, manner, base, link, place }, status) => {
      if (manner === 'json') {
        return sendProblem(res, new Refusal('captive_window', 'nothing is opened in the window of a portal'));
      }
      const title = titleOf(await contentOf(shelf, link as StoredLink, kit));
      const listed = (await offers()).some(({ address }) => address === base);
      const address = portal.address() + (listed ? '' : scannedAt(base, place));
      const waiting = portal.phone(req) === 'waiting';
      const draw = manner === 'page' ? windowPage : windowFragment;
      const frame = frameFor(req, res);
      send(
        req,
        res,
        status,
        draw(frame, {
          base: scannedAt(base, place),
          address,
          waiting,
          text: '',
          offers: [],
          wanted: { title, listed },
        }),
      );
    },
  };
}
