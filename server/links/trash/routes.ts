import { Router } from 'express';
import { galleryOperations } from '#contract/galleries.ts';
import { projectOperations } from '#contract/projects.ts';
import { trashOperations as operations } from '#contract/trash.ts';
import { actorOf } from '../../box/actor.ts';
import { serve } from '../../http/serve.ts';
import type { Kit } from '../../kit.ts';
import { galleryLoss, projectLoss, type ScreensShowing } from '../loss.ts';
import { removeGallery, removeProject } from '../remove.ts';
import { listTrashedGalleries, listTrashedProjects, restoreGallery, restoreProject } from '../restore.ts';

/** Deleting galleries and projects, what would end with them, and bringing them back. */
export function trashRoutes(kit: Kit, screens: ScreensShowing): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.readProjectLoss, ({ req, params }) => projectLoss(kit, screens, actorOf(req), params.id));
  serve(routes, operations.readGalleryLoss, ({ req, params }) => galleryLoss(kit, screens, actorOf(req), params.id));
  serve(routes, projectOperations.removeProject, async ({ req, params }) => {
    await removeProject(kit, actorOf(req), params.id);
    return undefined;
  });
  serve(routes, galleryOperations.removeGallery, async ({ req, params }) => {
    await removeGallery(kit, actorOf(req), params.id);
    return undefined;
  });
  serve(routes, operations.listTrashedProjects, async ({ req }) => ({
    items: await listTrashedProjects(kit, actorOf(req)),
  }));
  serve(routes, operations.restoreProject, ({ req, params }) => restoreProject(kit, actorOf(req), params.id));
  serve(routes, operations.listTrashedGalleries, async ({ params }) => ({
    items: await listTrashedGalleries(kit, params.projectId),
  }));
  serve(routes, operations.restoreGallery, ({ req, params }) => restoreGallery(kit, actorOf(req), params.id));
  return routes;
}
