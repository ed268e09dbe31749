import { Router } from 'express';
import { Id } from '#contract/common.ts';
import { galleryOperations as operations } from '#contract/galleries.ts';
import { photoOperations, type UploadAnswer } from '#contract/photos.ts';
import { type Actor, actorOf } from '../box/actor.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { readPhotos } from '../library/photo.ts';
import { receive, type Upload } from '../library/receive.ts';
import type { Renditions } from '../library/renditions.ts';
import { type Inspect, look, takeIn } from '../library/take-in.ts';
import { openProject } from '../projects/project.ts';
import { Refusal, refusedField } from '../refusal.ts';
import { announceChapters, type JoinChapter } from './chapter.ts';
import { changeGallery, moveGalleryPhotos, noGallery, readGallery, setGalleryPhotos } from './gallery.ts';
import { type Flowed, flowIn } from './inflow.ts';
import { listSwaps, planSwap, removeSwap } from './swaps.ts';
import { galleryRow } from './table.ts';
import { readTrash, restorePhotos } from './trash.ts';

/**
 * Galleries, and uploads, which may flow into one. Those born and ended together with links are served by the links' room;
 * `join` is what it does where an upload opens the next chapter of a gallery.
 */
export function galleryRoutes(kit: Kit, inspect: Inspect, renditions: Renditions, join: JoinChapter): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.readGallery, ({ params }) => readGallery(kit.db.read, params.id));
  serve(routes, operations.changeGallery, ({ req, params, body }) => changeGallery(kit, actorOf(req), params.id, body));
  serve(routes, operations.setGalleryPhotos, ({ req, params, body }) =>
    setGalleryPhotos(kit, actorOf(req), params.id, body.photoIds, body.version),
  );
  serve(routes, operations.moveGalleryPhotos, ({ req, params, body }) =>
    moveGalleryPhotos(kit, actorOf(req), params.id, body),
  );

  serve(routes, operations.listSwaps, async ({ params }) => ({ items: await listSwaps(kit, params.id) }));
  serve(routes, operations.addSwap, ({ req, params, body }) => planSwap(kit, actorOf(req), params.id, body));
  serve(routes, operations.removeSwap, async ({ req, params }) => {
    await removeSwap(kit, actorOf(req), params.id, params.swapId);
    return undefined;
  });

  serve(routes, photoOperations.readTrash, ({ params, query }) => readTrash(kit, params.projectId, query.cursor));
  serve(routes, photoOperations.restorePhotos, ({ req, params, body }) =>
    restorePhotos(kit, actorOf(req), params.projectId, body.photoIds),
  );

  serve(routes, photoOperations.uploadPhotos, async ({ req, res, params }) => {
    await openProject(kit.db.read, params.projectId);
    const answer = await receive(kit, req, res, 'photos', (upload) =>
      bring({ kit, inspect, renditions, join }, actorOf(req), params.projectId, upload),
    );
    if (answer.accepted.length > 0) return answer;
    res
      .status(422)
      .type('application/problem+json')
      .send(JSON.stringify({ ...noneAccepted, ...answer }));
    return undefined;
  });
  return routes;
}

const noneAccepted = {
  type: 'urn:maiimg:problem:no_photo_accepted',
  title: 'No file was accepted',
  status: 422,
  code: 'no_photo_accepted',
  detail: 'none of the files was accepted; each says why',
};

interface Tools {
  readonly kit: Kit;
  readonly inspect: Inspect;
  readonly renditions: Renditions;
  readonly join: JoinChapter;
}

async function bring(
  { kit, inspect, renditions, join }: Tools,
  actor: Actor,
  projectId: string,
  upload: Upload,
): Promise<UploadAnswer> {
  if (upload.files.length === 0)
    throw new Refusal('invalid_input', 'photos: at least one file', {
      errors: [{ field: 'photos', detail: 'at least one file' }],
    });
  const galleryId =
    upload.fields.galleryId === undefined || upload.fields.galleryId === ''
      ? undefined
      : (Id.safeParse(upload.fields.galleryId).data ?? 'none');
  // Asked before the photos are kept, so that a mistyped gallery leaves nothing behind.
  if (galleryId !== undefined && (await galleryRow(kit.db.read, galleryId))?.project_id !== projectId)
    throw new Refusal('gallery_not_in_project', 'there is no such gallery in this project', {
      errors: [refusedField('galleryId', (say) => say.notOfProject)],
    });

  const { good, rejected } = await look(inspect, upload.files);
  if (good.length === 0) return { accepted: [], rejected: [...rejected] };
  const taken = await takeIn(kit, actor, projectId, good, async (writer, ids) => {
    await openProject(writer, projectId);
    if (galleryId === undefined) return undefined;
    const row = await galleryRow(writer, galleryId);
    if (!row) throw noGallery();
    return flowIn(writer, { kit, by: actor, join }, row, projectId, ids);
  });

  for (const hash of taken.toRender) renditions.add(hash);
  if (taken.also) announceFlow(kit, projectId, taken.also);
  const photos = new Map(
    (await readPhotos(kit, [...new Set(taken.photos.map((photo) => photo.id))])).map((photo) => [photo.id, photo]),
  );
  const accepted = taken.photos.flatMap(({ id, duplicate }) => {
    const photo = photos.get(id);
    return photo ? [duplicate ? { ...photo, duplicate: true as const } : photo] : [];
  });
  return { accepted, rejected: [...rejected], ...(taken.also ? { gallery: taken.also.told } : {}) };
}

function announceFlow(kit: Kit, projectId: string, { opened, changed }: Flowed): void {
  announceChapters(kit, opened);
  const told = new Set(opened.map(({ row }) => row.id));
  for (const { galleryId, urgent } of changed)
    if (!told.has(galleryId)) kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent });
}
