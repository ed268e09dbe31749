import { Router } from 'express';
import { photoOperations as operations } from '#contract/photos.ts';
import { type Actor, actorOf } from '../box/actor.ts';
import { attachment, sendStored } from '../http/send-file.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Panoramas } from './panoramas/panoramas.ts';
import { changePhoto, changePhotos, noPhoto, readPhoto, withdrawPhoto, withdrawPhotos } from './photo.ts';
import { receive } from './receive.ts';
import type { Renditions } from './renditions.ts';
import { replaceFile } from './replace.ts';
import { searchPhotos } from './search/search.ts';
import { photosById } from './table.ts';
import { type Inspect, look } from './take-in.ts';

const types = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

/** One photo and the search; bringing photos may touch a gallery, so that is served by the galleries' room. */
export function libraryRoutes(kit: Kit, inspect: Inspect, renditions: Renditions, panoramas: Panoramas): Router {
  const routes = Router({ caseSensitive: true });
  serve(routes, operations.searchPhotos, ({ params, query }) => searchPhotos(kit, params.projectId, query));
  serve(routes, operations.readPhoto, ({ params }) => readPhoto(kit, params.id));
  serve(routes, operations.changePhoto, ({ req, params, body }) => changePhoto(kit, actorOf(req), params.id, body));
  serve(routes, operations.removePhoto, ({ req, params }) =>
    withdrawPhoto(kit, actorOf(req), params.id).then(() => undefined),
  );
  serve(routes, operations.changePhotos, ({ req, params, body }) =>
    changePhotos(kit, actorOf(req), params.projectId, body),
  );
  serve(routes, operations.withdrawPhotos, async ({ req, params, body }) => ({
    photoIds: await withdrawPhotos(kit, actorOf(req), params.projectId, body.photoIds),
  }));

  serve(routes, operations.replacePhoto, async ({ req, res, params }) => {
    await readPhoto(kit, params.id);
    return receive(kit, req, res, undefined, async ({ files }) => {
      if (files.length !== 1)
        throw new Refusal('invalid_input', 'exactly one file replaces a photo', {
          errors: [{ field: 'photo', detail: 'one file' }],
        });
      const { good, rejected } = await look(inspect, files);
      const [file] = good;
      if (!file)
        throw new Refusal(rejected[0]?.code ?? 'not_a_photo', rejected[0]?.detail ?? 'the file is not a photo');
      const toRender = await replaceFile(kit, actorOf(req), params.id, file);
      if (toRender !== undefined) renditions.add(toRender);
      return readPhoto(kit, params.id);
    });
  });

  serve(routes, operations.readImage, async ({ req, res, params: { id, size }, query }) => {
    const inTrash = query.in === 'trash' && mayOpenTrash(actorOf(req));
    const [row] = await photosById(kit.db.read, [id], inTrash ? 'trash' : 'library');
    if (!row) throw noPhoto();
    const headers = {
      'cache-control': 'private, max-age=1800',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    };
    if (size === 'original') {
      const named = { 'content-type': types[row.format], 'content-disposition': attachment(row.name) };
      return sendStored(res, kit.files.original(row.hash), { ...headers, ...named });
    }
    if (size === 'pano' && row.panorama !== 1) throw new Refusal('size_not_available', 'this photo is no panorama');
    if (row.state !== 'ready') throw new Refusal('photo_not_ready', `the photo is ${row.state}`);
    if (size === 'pano') await panoramas.made(row.hash);
    await sendStored(res, kit.files.derivative(row.hash, size), {
      ...headers,
      'content-type': size === 'kiosk' ? 'image/jpeg' : 'image/webp',
    }).catch(async (error: unknown) => {
      // A derivative that is gone can always be made again from its original.
      if (error instanceof Refusal && size !== 'pano') await renditions.again(row.hash);
      throw error instanceof Refusal ? new Refusal('photo_not_ready', 'the size is being made again') : error;
    });
  });
  return routes;
}

function mayOpenTrash({ role }: Actor): boolean {
  return operations.readTrash.access.some((allowed) => allowed === role);
}
