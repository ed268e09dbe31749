import { Router } from 'express';
import { reportOperations as operations } from '#contract/reports.ts';
import { actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { readReport } from './report.ts';

/** The report as its page asks for it. */
export function reportRoutes(kit: Kit): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.readReport, ({ req, params, query }) =>
    readReport(kit, actorOf(req), params.projectId, query),
  );
  return routes;
}
