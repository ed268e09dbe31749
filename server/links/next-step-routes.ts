import { type Response, Router } from 'express';
import { nextStepOperations as operations } from '#contract/next-step.ts';
import { actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import {
  expectStep,
  putStep,
  readStep,
  readStepPicture,
  removeStep,
  type StepOwner,
  setStepPicture,
} from './next-step.ts';
import { type DrawPicture, takePicture } from './next-step-picture.ts';

/** Next steps for staff: those of projects and of links. */
export function nextStepRoutes(kit: Kit, draw: DrawPicture): Router {
  const routes = Router({ caseSensitive: true });
  const mount = (of: StepOwner['of']) => {
    const own =
      of === 'project'
        ? {
            read: operations.readProjectStep,
            put: operations.putProjectStep,
            remove: operations.removeProjectStep,
            readPicture: operations.readProjectStepPicture,
            putPicture: operations.putProjectStepPicture,
            removePicture: operations.removeProjectStepPicture,
          }
        : {
            read: operations.readLinkStep,
            put: operations.putLinkStep,
            remove: operations.removeLinkStep,
            readPicture: operations.readLinkStepPicture,
            putPicture: operations.putLinkStepPicture,
            removePicture: operations.removeLinkStepPicture,
          };
    serve(routes, own.read, async ({ params: { id } }) => ({ step: await readStep(kit, { of, id }) }));
    serve(routes, own.put, ({ req, params: { id }, body }) => putStep(kit, actorOf(req), { of, id }, body));
    serve(routes, own.remove, async ({ req, params: { id } }) => {
      await removeStep(kit, actorOf(req), { of, id });
      return undefined;
    });
    serve(routes, own.readPicture, async ({ res, params: { id } }) => {
      sendPicture(res, await readStepPicture(kit, { of, id }));
    });
    serve(routes, own.putPicture, async ({ req, res, params: { id } }) => {
      await expectStep(kit, { of, id });
      const picture = await takePicture(kit, draw, req, res);
      return setStepPicture(kit, actorOf(req), { of, id }, picture);
    });
    serve(routes, own.removePicture, async ({ req, params: { id } }) => {
      await setStepPicture(kit, actorOf(req), { of, id }, null);
      return undefined;
    });
  };
  mount('project');
  mount('link');
  return routes;
}

function sendPicture(res: Response, bytes: Buffer): void {
  res
    .set({ 'cache-control': 'private, max-age=1800', 'content-security-policy': "default-src 'none'; sandbox" })
    .type('jpeg')
    .send(bytes);
}
