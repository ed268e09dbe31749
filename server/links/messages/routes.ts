import { type Response, Router } from 'express';
import { messageOperations as operations } from '#contract/messages.ts';
import { actorOf } from '../../box/actor.ts';
import { attachment } from '../../http/send-file.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import type { Addresses } from '../addresses.ts';
import { composeMessages } from './compose.ts';
import { linksCsv } from './links-csv.ts';
import { draftMail } from './mail.ts';
import { addSent, listSent, removeSent } from './sent.ts';
import { listTexts, putText, removeText } from './texts.ts';

/** Texts to send with links, what they say of each, and what was sent. */
export function messageRoutes(kit: Kit, addresses: Addresses): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.listMessageTexts, async ({ query }) => ({ items: await listTexts(kit, query.kind) }));
  serve(routes, operations.putMessageText, ({ req, params, body }) => putText(kit, actorOf(req), params.id, body));
  serve(routes, operations.removeMessageText, async ({ req, params }) => {
    await removeText(kit, actorOf(req), params.id);
    return undefined;
  });

  serve(routes, operations.composeMessages, async ({ req, res, params, body }) => {
    res.set('cache-control', 'no-store');
    return { items: await composeMessages(kit, addresses, actorOf(req), params.projectId, body) };
  });
  serve(routes, operations.readMail, async ({ req, res, params, body }) => {
    const { file, mail } = await draftMail(kit, addresses, actorOf(req), params.projectId, body);
    sendFile(res, 'message/rfc822', file, mail);
  });
  serve(routes, operations.readLinksCsv, async ({ req, res, params, body }) => {
    const { file, csv } = await linksCsv(kit, addresses, actorOf(req), params.projectId, body);
    sendFile(res, 'text/csv; charset=utf-8', file, Buffer.from(csv));
  });

  serve(routes, operations.listSent, async ({ req, params, query }) => ({
    items: await listSent(kit, actorOf(req), params.projectId, query),
  }));
  serve(routes, operations.addSent, async ({ req, params, body }) => ({
    items: await addSent(kit, actorOf(req), params.projectId, body),
  }));
  serve(routes, operations.removeSent, async ({ req, params }) => {
    await removeSent(kit, actorOf(req), params.projectId, params.sentId);
    return undefined;
  });
  return routes;
}

/** Not kept by anybody: it holds addresses, and may hold passwords. */
function sendFile(res: Response, type: string, name: string, data: Buffer): void {
  res.set({ 'cache-control': 'no-store', 'content-type': type, 'content-disposition': attachment(name) }).end(data);
}
