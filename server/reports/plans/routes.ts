import { basename } from 'node:path';
import { Router } from 'express';
import { reportOperations as operations } from '#contract/reports.ts';
import { actorOf } from '../../box/actor.ts';
import { attachment, sendStored } from '../../http/send-file.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import type { EveningClock } from './evening-clock.ts';
import { exported } from './folder.ts';
import { putPlan, readFileRow, readPlan, removePlan } from './plans.ts';

/** Reports of every evening: what is planned, and what was made. */
export function planRoutes(kit: Kit, clock: Pick<EveningClock, 'look'>): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.readReportPlan, ({ params }) => readPlan(kit, params.projectId));
  serve(routes, operations.putReportPlan, async ({ req, params, body }) => {
    const state = await putPlan(kit, actorOf(req), params.projectId, body);
    clock.look();
    return state;
  });
  serve(routes, operations.removeReportPlan, ({ req, params }) => removePlan(kit, actorOf(req), params.projectId));
  serve(routes, operations.readReportFile, async ({ res, params }) => {
    const { name } = await readFileRow(kit, params.projectId, params.id);
    await sendStored(res, exported(kit, name), {
      'cache-control': 'no-store',
      'content-type': 'application/octet-stream',
      'content-disposition': attachment(basename(name)),
    });
  });
  return routes;
}
