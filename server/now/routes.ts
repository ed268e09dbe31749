import { Router } from 'express';
import { nowOperations as operations } from '#contract/now.ts';
import { actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { type NowSources, readNow } from './now.ts';
import { openToday } from './today.ts';

/** What the first page of staff asks. */
export function nowRoutes(kit: Kit, sources: Omit<NowSources, 'today'>): Router {
  const routes = Router({ caseSensitive: true });
  const whole: NowSources = { ...sources, today: openToday(kit) };
  serve(routes, operations.readNow, ({ req }) => readNow(kit, whole, actorOf(req)));
  return routes;
}
