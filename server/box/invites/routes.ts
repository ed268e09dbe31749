import type { Router } from 'express';
import { accountOperations as operations } from '#contract/accounts.ts';
import { codePicture } from '../../http/code-picture.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import { actorOf } from '../actor.ts';
import { peerOf } from '../address.ts';
import { setHouseMark } from '../house-mark.ts';
import { setSessionCookie } from '../sessions.ts';
import { readSettings } from '../settings.ts';
import { acceptInvite, addInvite, listInvites, readInvite, removeInvite } from './invites.ts';

/** Mounts what owners do with invitations and what those who were invited do. */
export function inviteRoutes(routes: Router, kit: Kit, admin: () => string): void {
  serve(routes, operations.listInvites, async () => ({ items: await listInvites(kit) }));
  serve(routes, operations.addInvite, async ({ req, body }) => {
    const { secret, ...invite } = await addInvite(kit, actorOf(req), body);
    const url = `${admin()}/admin/invite#${secret}`;
    return { ...invite, url, code: codePicture(url) };
  });
  serve(routes, operations.removeInvite, async ({ req, params }) => {
    await removeInvite(kit, actorOf(req), params.id);
  });
  serve(routes, operations.readInvite, async ({ req, body }) => {
    const { role } = await readInvite(kit, body.secret, peerOf(req));
    const { boxName, locale } = readSettings(kit);
    return { role, boxName, locale };
  });
  serve(routes, operations.acceptInvite, async ({ req, res, body }) => {
    const { account, token } = await acceptInvite(kit, body, peerOf(req));
    setSessionCookie(req, res, token);
    setHouseMark(req, res, kit.keys);
    return account;
  });
}
