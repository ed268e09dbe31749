import { Router } from 'express';
import { type Gallery, galleryOperations, type NewGallery } from '#contract/galleries.ts';
import { personalOperations } from '#contract/personal.ts';
import { projectOperations } from '#contract/projects.ts';
import { versionOperations } from '#contract/versions.ts';
import { type Actor, actorOf } from '../box/actor.ts';
import { readSettings } from '../box/settings.ts';
import { insertGallery, listGalleries, readGallery } from '../galleries/gallery.ts';
import { updateGallery } from '../galleries/table.ts';
import { serve } from '../http/serve.ts';
import type { Kit } from '../kit.ts';
import type { Renditions } from '../library/renditions.ts';
import type { Inspect } from '../library/take-in.ts';
import { readProject } from '../projects/project.ts';
import type { Writer } from '../store/database.ts';
import type { Addresses } from './addresses.ts';
import { addChapters, planChapters } from './chapters.ts';
import { insertLink } from './link.ts';
import { seenBy } from './mine.ts';
import { type NewPassword, newPassword } from './password.ts';
import { addPersonal } from './personal.ts';
import { presentLink } from './present.ts';
import { copyProject } from './project-copy.ts';
import { readRecipient } from './recipients/recipients.ts';
import { addSample } from './sample.ts';
import { linksOfProject } from './table.ts';
import { addVersions } from './versions.ts';

/** What makes galleries and links in one write: a gallery is born with its first link. And the list, in which a presenter finds no other one's clients. */
export function linkedGalleryRoutes(kit: Kit, addresses: Addresses, inspect: Inspect, renditions: Renditions): Router {
  const routes = Router({ caseSensitive: true });

  const bear = async (
    actor: Actor,
    { audience, for: meantFor }: Partial<Pick<NewGallery, 'audience' | 'for'>>,
    { password, made }: NewPassword,
    make: (writer: Writer) => Promise<Gallery>,
  ) => {
    const { gallery, link } = await kit.db.write(async (writer) => {
      const gallery = await make(writer);
      const wish = {
        galleryIds: [gallery.id],
        for: meantFor ?? ('one' as const),
        ...(audience !== undefined && { audience }),
      };
      return { gallery, link: await insertLink(writer, kit, actor, gallery.projectId, wish, password) };
    });
    const { id: galleryId, projectId } = gallery;
    kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent: false });
    kit.changes.emit('link.changed', { linkId: link.id, projectId });
    return {
      ...gallery,
      link: { ...presentLink(kit, addresses, link), ...(made !== undefined && { password: made }) },
    };
  };

  serve(routes, galleryOperations.listGalleries, async ({ req, params }) => {
    const all = await listGalleries(kit, params.projectId);
    const own = await seenBy(
      kit.db.read,
      actorOf(req),
      'galleries',
      all.flatMap(({ id, recipientId }) => (recipientId === null ? [] : [id])),
    );
    const seen = new Set(own);
    return { items: all.filter(({ id, recipientId }) => recipientId === null || seen.has(id)) };
  });
  serve(routes, galleryOperations.addGallery, async ({ req, params, body }) => {
    const actor = actorOf(req);
    const password = await newPassword(kit, params.projectId, body.audience, undefined);
    return bear(actor, body, password, (writer) => insertGallery(writer, kit, actor, params.projectId, body));
  });
  serve(routes, galleryOperations.copyGallery, async ({ req, params, body }) => {
    const actor = actorOf(req);
    const { projectId } = await readGallery(kit.db.read, params.id);
    // For the same people as the original, and not for everybody without end.
    const [first] = await linksOfProject(kit.db.read, projectId, { galleryId: params.id });
    const { audience, meantFor } = first ?? {};
    const password = await newPassword(kit, projectId, audience ?? undefined, undefined);
    return bear(actor, { audience: audience ?? undefined, for: meantFor }, password, (writer) =>
      copy(writer, kit, actor, params.id, body.title),
    );
  });

  serve(routes, versionOperations.addVersions, async ({ req, params, body }) => {
    const made = await addVersions(kit, actorOf(req), params.projectId, body);
    return {
      items: made.map(({ audience, gallery, link, madePassword: password }) => ({
        audience,
        gallery,
        link: { ...presentLink(kit, addresses, link), ...(password !== undefined && { password }) },
      })),
    };
  });

  serve(routes, personalOperations.addPersonal, async ({ req, params, body }) => {
    const actor = actorOf(req);
    const {
      recipientId,
      gallery,
      link,
      madePassword: password,
    } = await addPersonal(kit, actor, params.projectId, body);
    return {
      recipient: await readRecipient(kit, actor, recipientId),
      gallery,
      link: { ...presentLink(kit, addresses, link), ...(password !== undefined && { password }) },
    };
  });

  serve(routes, galleryOperations.addChapters, async ({ req, res, params, body }) => {
    if (body.preview) {
      res.json(await planChapters(kit, params.projectId, body));
      return undefined;
    }
    const { galleries, link, madePassword: password } = await addChapters(kit, actorOf(req), params.projectId, body);
    return { galleries, link: { ...presentLink(kit, addresses, link), ...(password !== undefined && { password }) } };
  });

  serve(routes, projectOperations.addSample, async ({ req, body: { kind, locale = readSettings(kit).locale } }) => {
    return readProject(kit, await addSample(kit, inspect, renditions, actorOf(req), kind, locale));
  });
  serve(routes, projectOperations.copyProject, async ({ req, params, body }) => {
    return readProject(kit, await copyProject(kit, actorOf(req), params.id, body.title));
  });
  return routes;
}

/** A gallery with the same photos, order, cover and inflow. Throws `not_found`, `project_archived`. */
async function copy(writer: Writer, kit: Kit, actor: Actor, id: string, title: string | undefined): Promise<Gallery> {
  const source = await readGallery(writer, id);
  const { photoIds, inflow, order, coverPhotoId } = source;
  const input: NewGallery = { title: title ?? `${source.title.slice(0, 116)} (2)`, photoIds, inflow };
  const made = await insertGallery(writer, kit, actor, source.projectId, input);
  if (made.order === order && made.coverPhotoId === coverPhotoId) return made;
  await updateGallery(writer, made.id, { ordering: order, cover_photo_id: coverPhotoId });
  return readGallery(writer, made.id);
}
