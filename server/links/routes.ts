import { type Response, Router } from 'express';
import { audienceOperations as audiences } from '#contract/audiences.ts';
import { linkOperations as operations } from '#contract/links.ts';
import { actorOf } from '../box/actor.ts';
import { codePicture } from '../http/code-picture.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Addresses } from './addresses.ts';
import { applyAudience, listAudiences, putAudience, removeAudience } from './audiences.ts';
import { extendLink, reviveLink, rotateLink } from './extend.ts';
import { addLink, changeLink, listLinks, readLink, revokeLink } from './link.ts';
import { showPassword, unlockLink } from './password-acts.ts';
import { addPlacements } from './placements.ts';
import { codeUrl, presentLink } from './present.ts';
import { codePng, codeSvg } from './qr.ts';
import { addLinksFor, type MadeLink } from './recipients/links.ts';
import { confirmFresh } from './refresh.ts';
import type { StoredLink } from './table.ts';

/** Links, their codes, and the presets. */
export function linkRoutes(kit: Kit, addresses: Addresses): Router {
  const routes = Router({ caseSensitive: true });
  const present = (link: StoredLink) => presentLink(kit, addresses, link);
  const presentMade = ({ madePassword: password, ...link }: MadeLink) => ({
    ...present(link),
    ...(password !== undefined && { password }),
  });

  serve(routes, audiences.listAudiences, async () => ({ items: await listAudiences(kit) }));
  serve(routes, audiences.putAudience, ({ req, params, body }) => putAudience(kit, actorOf(req), params.id, body));
  serve(routes, audiences.applyAudience, async ({ req, params }) => ({
    links: await applyAudience(kit, actorOf(req), params.id),
  }));
  serve(routes, audiences.removeAudience, async ({ req, params }) => {
    await removeAudience(kit, actorOf(req), params.id);
    return undefined;
  });

  serve(routes, operations.listLinks, async ({ req, params, query }) => {
    const links = await listLinks(kit, actorOf(req), params.projectId, query);
    return { items: links.map(present) };
  });
  serve(routes, operations.addLink, async ({ req, params, body }) => {
    const actor = actorOf(req);
    if (body.recipientIds === undefined && body.recipientTag === undefined) {
      return presentMade(await addLink(kit, actor, params.projectId, body));
    }
    const links = (await addLinksFor(kit, actor, params.projectId, body)).map(presentMade);
    const [only] = links;
    return only && links.length === 1 ? { ...only, links } : { links };
  });
  serve(routes, operations.addPlacements, async ({ req, params, body }) => {
    const { links, madePassword: password } = await addPlacements(kit, actorOf(req), params.id, body);
    return { items: links.map((link) => ({ ...present(link), ...(password !== undefined && { password }) })) };
  });
  serve(routes, operations.readLink, async ({ params }) => present(await readLink(kit.db.read, params.id)));
  serve(routes, operations.changeLink, async ({ req, params, body }) => {
    return present(await changeLink(kit, actorOf(req), params.id, body));
  });
  serve(routes, operations.revokeLink, async ({ req, params }) => {
    await revokeLink(kit, actorOf(req), params.id);
    return undefined;
  });

  serve(routes, operations.readLinkPassword, async ({ req, res, params }) => {
    res.set('cache-control', 'no-store');
    return { password: await showPassword(kit, actorOf(req), params.id) };
  });
  serve(routes, operations.unlockLink, async ({ req, params }) => {
    await unlockLink(kit, actorOf(req), params.id);
    return undefined;
  });
  serve(routes, operations.extendLink, async ({ req, params, body }) => {
    return present(await extendLink(kit, actorOf(req), params.id, body));
  });
  serve(routes, operations.reviveLink, async ({ req, params, body }) => {
    return present(await reviveLink(kit, actorOf(req), params.id, body));
  });
  serve(routes, operations.confirmLink, async ({ req, params }) => {
    return present(await confirmFresh(kit, actorOf(req), params.id));
  });
  serve(routes, operations.rotateLink, async ({ req, params }) => {
    return present(await rotateLink(kit, actorOf(req), params.id));
  });

  const codeOf = async (id: string, origin: 'public' | 'local' | undefined): Promise<string> => {
    const link = present(await readLink(kit.db.read, id));
    if (link.localUrl === null || link.codeUrl === null) {
      throw new Refusal(
        'key_missing',
        'this link was made with another key: its printed codes go on opening, a new one cannot be drawn',
      );
    }
    return origin === 'local' ? codeUrl(link.localUrl) : link.codeUrl;
  };
  serve(routes, operations.readCode, async ({ params, query }) => codePicture(await codeOf(params.id, query.origin)));
  serve(routes, operations.readCodeSvg, async ({ res, params, query }) => {
    sendCode(res, 'image/svg+xml', await codeSvg(await codeOf(params.id, query.origin)));
  });
  serve(routes, operations.readCodePng, async ({ res, params, query }) => {
    sendCode(res, 'image/png', await codePng(await codeOf(params.id, query.origin), query.px));
  });
  return routes;
}

/** Not kept by anybody: it holds the token, and the box's address may change. */
function sendCode(res: Response, type: string, code: string | Buffer): void {
  res.set('cache-control', 'no-store').type(type).send(code);
}
