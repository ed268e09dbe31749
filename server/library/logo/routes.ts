import { type Response, Router } from 'express';
import { addressOperations } from '#contract/addresses.ts';
import { projectOperations } from '#contract/projects.ts';
import { actorOf } from '../../box/actor.ts';
import { changeSettings, settingsStored, storeSettings } from '../../box/settings.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import { openProject, readProject, setProjectLogo } from '../../projects/project.ts';
import { Refusal } from '../../refusal.ts';
import { type DrawLogo, takeLogo } from './logo.ts';
import { logoBytes } from './table.ts';

/** Logos for staff: the box's and those of projects. */
export function logoRoutes(kit: Kit, draw: DrawLogo): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, addressOperations.readLogo, ({ res, params }) => sendLogo(kit, res, params.name));

  serve(routes, projectOperations.putProjectLogo, async ({ req, res, params: { id } }) => {
    // Asked before the file is read as well, so that nobody uploads in vain.
    await openProject(kit.db.read, id);
    await takeLogo(kit, draw, req, res, (writer, { hash }) => setProjectLogo(writer, kit, actorOf(req), id, hash));
    kit.changes.emit('project.changed', { projectId: id });
    return readProject(kit, id);
  });
  serve(routes, projectOperations.removeProjectLogo, async ({ req, params: { id } }) => {
    await kit.db.write((writer) => setProjectLogo(writer, kit, actorOf(req), id, null));
    kit.changes.emit('project.changed', { projectId: id });
    return undefined;
  });

  serve(routes, addressOperations.putLogo, async ({ req, res }) => {
    const stored = await takeLogo(kit, draw, req, res, (writer, { address }) =>
      storeSettings(writer, kit, actorOf(req), { logo: address }),
    );
    settingsStored(kit, stored);
    return stored.settings;
  });
  serve(routes, addressOperations.removeLogo, async ({ req }) => {
    await changeSettings(kit, actorOf(req), { logo: null });
    return undefined;
  });
  return routes;
}

/** Logos for guests. */
export function guestLogoRoutes(kit: Kit): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, addressOperations.readLogoGuest, ({ res, params }) => sendLogo(kit, res, params.name));
  return routes;
}

/** To be kept for good: an address names its content. Throws `not_found`. */
async function sendLogo(kit: Kit, res: Response, name: string): Promise<void> {
  const bytes = await logoBytes(kit.db.read, name.replace(/\.webp$/, ''));
  if (!bytes) throw new Refusal('not_found', 'there is nothing at this address');
  res
    .set({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    .send(bytes);
}
