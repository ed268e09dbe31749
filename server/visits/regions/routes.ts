import { Router } from 'express';
import { regionOperations as operations } from '#contract/regions.ts';
import { actorOf } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import { receive } from '../../library/receive.ts';
import { Refusal } from '../../refusal.ts';
import type { Regions } from './regions.ts';

/** The table of regions: what it is, a newer one in its place, and back. */
export function regionRoutes(kit: Kit, regions: Regions): Router {
  const routes = Router({ caseSensitive: true });
  const told = async (act: string, by: ReturnType<typeof actorOf>) => {
    const now = await regions.told();
    const { date } = now.source;
    await kit.db.write((writer) => audit(writer, kit, by, act, undefined, { date, bytes: now.bytes }));
    return now;
  };
  serve(routes, operations.readRegions, () => regions.told());
  serve(routes, operations.putRegions, async ({ req, res }) => {
    await receive(kit, req, res, 'file', async ({ files }) => {
      const [file] = files;
      if (!file || files.length > 1) {
        throw new Refusal('invalid_input', 'file: exactly one', { errors: [{ field: 'file', detail: 'one file' }] });
      }
      if (file.refused) throw file.refused;
      await regions.put(file.part);
    });
    return told('regions.put', actorOf(req));
  });
  serve(routes, operations.removeRegions, async ({ req }) => {
    await regions.remove();
    return told('regions.remove', actorOf(req));
  });
  return routes;
}
