import { Router } from 'express';
import { accountOperations } from '#contract/accounts.ts';
import { boxOperations as operations } from '#contract/box.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import { addAccount, changeAccount, listAccounts, removeAccount } from './accounts.ts';
import { actorOf } from './actor.ts';
import { peerOf } from './address.ts';
import { addKey, listKeys, removeKey } from './api-keys.ts';
import { listAudit } from './audit.ts';
import type { Box } from './box.ts';
import { setHouseMark } from './house-mark.ts';
import { inviteRoutes } from './invites/routes.ts';
import { changeOwnPassword } from './own-password.ts';
import { clearSessionCookie, endSession, setSessionCookie, tokenIn } from './sessions.ts';
import { setClock } from './set-clock.ts';
import { changeSettings, readSettings } from './settings.ts';
import { signIn } from './sign-in.ts';

/**
 * Setup, sign-in, settings, accounts, invitations, keys and the audit; the doors serve health, events and the
 * description. `admin` tells the origin at which staff reach the admin.
 */
export function boxRoutes(kit: Kit, box: Box, admin: () => string): Router {
  const routes = Router({ caseSensitive: true });
  const setup = () => {
    const { boxName, locale, brandColour, logo } = readSettings(kit);
    return { claimed: box.claim.claimed, boxName, locale, brandColour, logo };
  };

  serve(routes, operations.readSetup, setup);
  serve(routes, operations.claimBox, async ({ req, res, body }) => {
    setSessionCookie(req, res, await box.claim.claim(body, peerOf(req)));
    setHouseMark(req, res, kit.keys);
    return setup();
  });
  serve(routes, operations.signIn, async ({ req, res, body }) => {
    if (!box.claim.claimed) throw new Refusal('not_claimed', 'claim the box first');
    setSessionCookie(req, res, await signIn(kit, body, peerOf(req)));
    setHouseMark(req, res, kit.keys);
  });
  serve(routes, operations.whoAmI, ({ req }) => {
    const { id, name, role, by, projectIds } = actorOf(req);
    const { boxName, locale } = readSettings(kit);
    return { id, username: name, role, projectIds: projectIds && [...projectIds], by, boxName, locale };
  });
  serve(routes, operations.signOut, async ({ req, res }) => {
    const token = tokenIn(req.headers.cookie);
    // A key has no session to end; it is withdrawn under /api/keys.
    if (actorOf(req).by !== 'session' || token === undefined) return;
    await endSession(kit, token);
    clearSessionCookie(req, res);
  });

  serve(routes, operations.changeOwnPassword, async ({ req, res, body }) => {
    setSessionCookie(req, res, await changeOwnPassword(kit, actorOf(req), body));
  });

  serve(routes, operations.readSettings, () => readSettings(kit));
  serve(routes, operations.changeSettings, ({ req, body }) => changeSettings(kit, actorOf(req), body));
  serve(routes, operations.setClock, ({ req, body }) => setClock(kit, actorOf(req), Date.parse(body.now)));
  serve(routes, accountOperations.listAccounts, async () => ({ items: await listAccounts(kit) }));
  serve(routes, accountOperations.addAccount, ({ req, body }) => addAccount(kit, actorOf(req), body));
  serve(routes, accountOperations.changeAccount, ({ req, params, body }) =>
    changeAccount(kit, actorOf(req), params.id, body),
  );
  serve(routes, accountOperations.removeAccount, ({ req, params }) => removeAccount(kit, actorOf(req), params.id));
  inviteRoutes(routes, kit, admin);
  serve(routes, accountOperations.listKeys, async () => ({ items: await listKeys(kit) }));
  serve(routes, accountOperations.addKey, ({ req, body }) => addKey(kit, actorOf(req), body));
  serve(routes, accountOperations.removeKey, ({ req, params }) => removeKey(kit, actorOf(req), params.id));
  serve(routes, accountOperations.readAudit, ({ query }) => listAudit(kit, query.cursor));
  return routes;
}
