import { Router } from 'express';
import { projectOperations as operations } from '#contract/projects.ts';
import { actorOf, mayTouch } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { addProject, changeProject, listProjects, readProject } from './project.ts';

/** Projects; deleting one ends links as well, so it is served by the links' room. */
export function projectRoutes(kit: Kit): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.listProjects, async ({ req }) => {
    const actor = actorOf(req);
    return { items: (await listProjects(kit)).filter(({ id }) => mayTouch(actor, id)) };
  });
  serve(routes, operations.addProject, ({ req, body }) => addProject(kit, actorOf(req), body));
  serve(routes, operations.readProject, ({ params }) => readProject(kit, params.id));
  serve(routes, operations.changeProject, ({ req, params, body }) => changeProject(kit, actorOf(req), params.id, body));
  return routes;
}
