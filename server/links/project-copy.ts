import type { NewLink } from '#contract/links.ts';
import type { Actor } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import { galleriesOfProject, insertGalleryRow, photoIdsOfProject, replaceGalleryPhotos } from '../galleries/table.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { insertPhotos, photoRowsAfter } from '../library/table.ts';
import { noProject } from '../projects/project.ts';
import { insertProject, type ProjectRow, projectRow, showProject, unseenSince } from '../projects/table.ts';
import type { Writer } from '../store/database.ts';
import { allAudiences } from './audiences/table.ts';
import { auditLink, settleLink } from './link.ts';
import { copyProjectStep } from './next-steps/table.ts';
import { newPassword, type TypedPassword } from './password.ts';
import { insertLinkRow, linksOfProject } from './table.ts';

/** Photos are copied so many at a time, so that guests' opens never wait long for their turn to write. */
const photosPerWrite = 500;
/** Galleries with what they hold. */
const galleriesPerWrite = 20;
const linksPerWrite = 10;

/**
 * Copies a project: its photos with their words and marks (they share their files; hidden ones stay hidden), its next
 * step, its brand, its galleries in their order, each with a link of its own for the same people as its first one; those
 * that were chosen for one person are left out. Nobody sees the copy before it is whole; one that was cut off goes with
 * the trash. Gives its id. An archived project can be copied. Throws `not_found`.
 */
export async function copyProject(
  kit: Kit,
  actor: Actor,
  sourceId: string,
  title: string | undefined,
): Promise<string> {
  const source = await projectRow(kit.db.read, sourceId);
  if (!source) throw noProject();
  const now = kit.clock.now();
  const id = newId(now);
  const unseen = {
    ...source,
    id,
    title: title ?? source.title,
    archived: 0,
    archived_at: null,
    // Whoever copies a sample goes on with it.
    sample: 0,
    created_at: now,
    updated_at: now,
    deleted_at: unseenSince(now),
  };
  await kit.db.write((writer) => insertProject(writer, unseen));
  const photoIds = await copyPhotos(kit, sourceId, id, now);
  const galleries = await copyGalleries(kit, sourceId, id, photoIds, now);
  const wishes = await linkWishes(kit, source, galleries);
  const links: string[] = [];
  for (let at = 0; at < wishes.length; at += linksPerWrite) {
    const some = wishes.slice(at, at + linksPerWrite);
    links.push(...(await kit.db.write((writer) => makeLinks(writer, kit, actor, unseen, some))));
  }

  await kit.db.write(async (writer) => {
    await showProject(writer, id);
    // As it is: one that is over stays unseen until staff give it another last day.
    await copyProjectStep(writer, sourceId, id, now);
    await audit(writer, kit, actor, 'project.copy', id, {
      title: unseen.title,
      from: sourceId,
      photos: photoIds.size,
      galleries: galleries.size,
    });
  });
  kit.changes.emit('project.changed', { projectId: id });
  for (const linkId of links) kit.changes.emit('link.changed', { linkId, projectId: id });
  return id;
}

/** Gives the copies' ids by those of the originals. */
async function copyPhotos(kit: Kit, sourceId: string, id: string, now: number): Promise<Map<string, string>> {
  const photoIds = new Map<string, string>();
  for (let after = ''; ; ) {
    const rows = await photoRowsAfter(kit.db.read, sourceId, after, photosPerWrite);
    const last = rows.at(-1);
    if (!last) return photoIds;
    after = last.id;
    const copies = rows.map((row) => ({ ...row, id: newId(now), project_id: id, edition: 1, updated_at: now }));
    for (const [index, row] of rows.entries()) photoIds.set(row.id, copies[index]?.id as string);
    await kit.db.write((writer) => insertPhotos(writer, copies));
  }
}

/** Gives the copies' ids by those of the originals, in order. */
async function copyGalleries(
  kit: Kit,
  sourceId: string,
  id: string,
  photoIds: ReadonlyMap<string, string>,
  now: number,
): Promise<Map<string, string>> {
  const galleries = await galleriesOfProject(kit.db.read, sourceId);
  const contents = await photoIdsOfProject(kit.db.read, sourceId);
  // What came into a gallery after the photos were copied is not in the copy.
  const copied = (ids: readonly string[]) => ids.flatMap((photoId) => photoIds.get(photoId) ?? []);
  const rows = galleries
    .filter(({ recipient_id }) => recipient_id === null)
    .map(({ next_title: _, newest_at: __, ...rest }) => ({
      from: rest.id,
      row: {
        ...rest,
        // Each is a chapter of its own; what fills and follows by itself there need not do so here.
        ...{ next_id: null, daily_at: null, daily_next: null, day_at: null, content_at: now, kept: 0 },
        id: newId(now),
        project_id: id,
        cover_photo_id: (rest.cover_photo_id !== null && photoIds.get(rest.cover_photo_id)) || null,
        version: 1,
        created_at: now,
        updated_at: now,
        deleted_at: null,
      },
    }));
  for (let at = 0; at < rows.length; at += galleriesPerWrite) {
    await kit.db.write(async (writer) => {
      for (const { from, row } of rows.slice(at, at + galleriesPerWrite)) {
        await insertGalleryRow(writer, row);
        await replaceGalleryPhotos(writer, row.id, copied(contents.get(from) ?? []), now);
      }
    });
  }
  return new Map(rows.map(({ from, row }) => [from, row.id]));
}

interface Wish {
  readonly wish: NewLink;
  readonly password: TypedPassword | null | undefined;
}

/** They open nothing before their project is seen. Gives their ids. */
async function makeLinks(writer: Writer, kit: Kit, actor: Actor, unseen: ProjectRow, wishes: readonly Wish[]) {
  const made: string[] = [];
  for (const { wish, password } of wishes) {
    const { row, galleryIds } = await settleLink(writer, kit, actor, unseen.id, wish, password, unseen);
    await insertLinkRow(writer, row, galleryIds);
    await auditLink(writer, kit, actor, 'link.add', row.id, { ...wish });
    made.push(row.id);
  }
  return made;
}

/** For each new gallery a link for the same people as the original's first one, and not for everybody without end. */
async function linkWishes(kit: Kit, { id }: ProjectRow, galleries: ReadonlyMap<string, string>) {
  const links = await linksOfProject(kit.db.read, id);
  const presets = new Set((await allAudiences(kit.db.read)).map((preset) => preset.id));
  const wishes: Wish[] = [];
  for (const [from, to] of galleries) {
    const first = links.find(({ galleryIds, recipient }) => recipient === null && galleryIds.includes(from));
    // The owner may have removed it since.
    const audience = first?.audience && presets.has(first.audience) ? { audience: first.audience } : {};
    const { password } = await newPassword(kit, id, audience.audience, undefined);
    wishes.push({ wish: { galleryIds: [to], for: first?.meantFor ?? 'one', ...audience }, password });
  }
  return wishes;
}
