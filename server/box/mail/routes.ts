import { Router } from 'express';
import { mailOperations as operations } from '#contract/mail.ts';
import { words } from '#words/index.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import { actorOf } from '../actor.ts';
import { readSettings } from '../settings.ts';
import { putMail, readMail, removeMail } from './mail.ts';
import { sendMail } from './send.ts';

/** The mail server, for owners. */
export function mailRoutes(kit: Kit): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.readMail, () => readMail(kit));
  serve(routes, operations.putMail, ({ req, body }) => putMail(kit, actorOf(req), body));
  serve(routes, operations.removeMail, ({ req }) => removeMail(kit, actorOf(req)));
  serve(routes, operations.testMail, async ({ body }) => {
    const { boxName, locale } = readSettings(kit);
    const say = words(locale).mail.test;
    const sent = await sendMail(kit, { to: [body.to], subject: say.subject(boxName), text: `${say.text(boxName)}\n` });
    return sent.ok ? { ok: true, failure: null, said: null } : { ...sent, said: sent.said || null };
  });
  return routes;
}
