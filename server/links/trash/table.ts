import { type RawBuilder, sql } from 'kysely';
import type { RevokedWhy } from '#contract/links.ts';
import type { Reader, Writer } from '../../store/database.ts';
import { expiry } from '../table.ts';

/** Links that are looked at: those of a project, of a gallery, or all. */
export interface Which {
  readonly projectId?: string;
  readonly galleryId?: string;
}

/** A link that is out of step with what it opens. */
export interface Stray {
  readonly id: string;
  readonly projectId: string;
  readonly batchId: string | null;
  readonly screenId: string | null;
  readonly lastOpenAt: number | null;
  /** With what it is to end; null: it is to open again. */
  readonly why: Extract<RevokedWhy, 'gallery' | 'project'> | null;
}

const opensSomething = sql`EXISTS (SELECT 1 FROM link_galleries AS chapter
  JOIN galleries ON galleries.id = chapter.gallery_id AND galleries.deleted_at IS NULL
  WHERE chapter.link_id = links.id)`;

/**
 * Its project or all that it opens is deleted, and it is not revoked; or it was revoked for that, and it is back. A project
 * that is being put together is not deleted.
 */
const astray = sql`CASE WHEN links.revoked_at IS NULL
    THEN projects.deleted_at >= projects.created_at OR NOT ${opensSomething}
  ELSE projects.deleted_at IS NULL AND (links.revoked_why = 'project'
    OR (links.revoked_why = 'gallery' AND ${opensSomething})) END`;

const which = ({ projectId, galleryId }: Which): RawBuilder<unknown> => {
  if (projectId !== undefined) return sql`links.project_id = ${projectId}`;
  if (galleryId !== undefined) {
    return sql`links.id IN (SELECT link_id FROM link_galleries WHERE gallery_id = ${galleryId})`;
  }
  return sql`1`;
};

/** Links that are out of step, by id, from after this one on. */
export async function strayLinks(db: Reader, of: Which, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT links.id FROM links JOIN projects ON projects.id = links.project_id
    WHERE ${which(of)} AND links.id > ${after} AND ${astray} ORDER BY links.id LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Ends or opens again those of these links that are still out of step; gives which. */
export async function settleRows(writer: Writer, ids: readonly string[], now: number): Promise<Stray[]> {
  const { rows } = await sql<Stray>`
    SELECT links.id, links.project_id AS "projectId", batch_id AS "batchId", screen_id AS "screenId", last_open_at AS "lastOpenAt",
      CASE WHEN links.revoked_at IS NOT NULL THEN NULL WHEN projects.deleted_at IS NULL THEN 'gallery' ELSE 'project' END AS why
    FROM links JOIN projects ON projects.id = links.project_id
    WHERE links.id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND ${astray}`.execute(writer);
  const told = JSON.stringify(rows.map(({ id, why }) => [id, why]));
  // When it was ended stays when it opens again: visits from before are over for good.
  await sql`UPDATE links SET revoked_at = iif(told.value ->> 1 IS NULL, NULL, ${now}), revoked_why = told.value ->> 1,
      ended_at = iif(told.value ->> 1 IS NULL, ended_at, ${now}), updated_at = ${now}
    FROM json_each(${told}) AS told WHERE links.id = told.value ->> 0`.execute(writer);
  return rows;
}

/** How many links would open again with each deleted gallery of a project, those that screens made aside. */
export async function endedWithGalleries(db: Reader, projectId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; links: number }>`
    SELECT galleries.id, count(*) AS links FROM galleries
      JOIN link_galleries ON link_galleries.gallery_id = galleries.id
      JOIN links ON links.id = link_galleries.link_id AND links.revoked_why = 'gallery' AND links.revoked_at IS NOT NULL
        AND links.screen_id IS NULL
    WHERE galleries.project_id = ${projectId} AND galleries.deleted_at IS NOT NULL GROUP BY galleries.id`.execute(db);
  return new Map(rows.map(({ id, links }) => [id, links]));
}

/** Batches whose links are not all over, with how many of these there are and how many of them were opened. */
export async function batchesAlive(
  db: Reader,
  of: { readonly projectId: string; readonly galleryId?: string | undefined },
  now: number,
): Promise<{ id: string; label: string; codes: number; opened: number }[]> {
  const some = of.galleryId === undefined ? sql`1` : sql`batches.gallery_id = ${of.galleryId}`;
  const { rows } = await sql<{ id: string; label: string; codes: number; opened: number }>`
    SELECT batches.id, batches.label, count(*) AS codes, sum(links.opens > 0) AS opened
    FROM batches JOIN links ON links.batch_id = batches.id AND links.revoked_at IS NULL
      AND coalesce(${expiry} > ${now}, 1)
    WHERE batches.project_id = ${of.projectId} AND ${some} GROUP BY batches.id ORDER BY batches.id`.execute(db);
  return rows;
}

/** How many phones opened these links. */
export async function phonesOf(db: Reader, linkIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ phones: number }>`SELECT count(DISTINCT visitor) AS phones FROM link_visitors
    WHERE device IS NULL AND opens > 0 AND link_id IN (SELECT value FROM json_each(${JSON.stringify(linkIds)}))`.execute(
    db,
  );
  return rows[0]?.phones ?? 0;
}

/** Galleries of projects that are there which lie in the trash since before an instant. */
export async function spentGalleries(db: Reader, before: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT galleries.id FROM galleries
      JOIN projects ON projects.id = galleries.project_id AND projects.deleted_at IS NULL
    WHERE galleries.deleted_at < ${before} AND (galleries.deleted_why IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM batches WHERE batches.gallery_id = galleries.id)) LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Deletes for good those that are still spent; of one that a batch was made of, its name is left for the batch. */
export async function deleteGalleries(writer: Writer, ids: readonly string[], before: number): Promise<void> {
  const these = sql`id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND deleted_at < ${before}`;
  const batched = sql`id IN (SELECT gallery_id FROM batches)`;
  for (const table of ['gallery_photos', 'link_galleries', 'swaps', 'hide_requests'] as const) {
    await sql`DELETE FROM ${sql.table(table)} WHERE gallery_id IN (SELECT id FROM galleries WHERE ${these})`.execute(
      writer,
    );
  }
  await sql`UPDATE galleries SET deleted_why = NULL, cover_photo_id = NULL WHERE ${these} AND ${batched}`.execute(
    writer,
  );
  await sql`DELETE FROM galleries WHERE ${these} AND NOT ${batched}`.execute(writer);
}

/**
 * What hangs on a project, by table: the key of a row, and which rows; those that hang on others come first. The rooms
 * above have no say in it: whatever they keep of a link ends with the link's project.
 */
const hanging: readonly (readonly [table: string, key: string, which: (projectId: string) => RawBuilder<unknown>])[] = [
  ['photo_views', 'visit_id, photo_id', ofVisits],
  ['seen_photos', 'visit_id, photo_id, edition', ofVisits],
  ['downloads', 'visit_id, photo_id, edition', ofVisits],
  ['visits', 'id', ofLinks],
  ['refusals', 'link_id, visitor, reason, slot', ofLinks],
  ['link_visitors', 'link_id, visitor', ofLinks],
  ['screen_codes', 'screen_id, link_id', ofLinks],
  ['asks', 'id', ofLinks],
  ['sent_messages', 'id', ofLinks],
  ['hearts', 'link_id, visitor, photo_id', ofLinks],
  ['hide_requests', 'id', ofProject],
  [
    'next_step_pictures',
    'owner_id',
    (id) => sql`owner_id IN (SELECT owner_id FROM next_steps WHERE project_id = ${id})`,
  ],
  ['next_steps', 'owner_id', ofProject],
  ['next_step_taps', 'link_id, owner_id', ofProject],
  ['link_galleries', 'link_id, gallery_id', ofLinks],
  ['gallery_photos', 'gallery_id, photo_id', ofGalleries],
  ['swaps', 'id', ofGalleries],
  ['report_plans', 'project_id', ofProject],
  ['report_files', 'id', ofProject],
  // Totals: what photos and galleries are called in them, them themselves, and last what they are of.
  ['subjects', 'number', inPhotoTotals],
  ['photo_totals', 'subject, day, gallery, photo', ofSubjects],
  ['day_totals', 'subject, day', ofSubjects],
  ['part_totals', 'subject, kind, day, part', ofSubjects],
  ['length_totals', 'subject, day, seconds', ofSubjects],
  ['gap_totals', 'subject, kind, day, before1, before2', ofSubjects],
  ['subject_visitors', 'subject, visitor', ofSubjects],
  ['subjects', 'number', (id) => sql`number IN (${subjectsOf(id)})`],
];
/** The same, once no link names them any more. */
const named: typeof hanging = [
  ['batches', 'id', ofProject],
  ['galleries', 'id', ofProject],
  ['recipients', 'id', ofProject],
];

function ofProject(id: string) {
  return sql`project_id = ${id}`;
}
function ofLinks(id: string) {
  return sql`link_id IN (SELECT id FROM links WHERE project_id = ${id})`;
}
function ofVisits(id: string) {
  return sql`visit_id IN (SELECT visits.id FROM visits JOIN links ON links.id = visits.link_id WHERE links.project_id = ${id})`;
}
/** The project, its audiences (`PROJECT/AUDIENCE`), its links: these rows stay, by which it can be cut off here and go on. */
function subjectsOf(id: string) {
  return sql`SELECT number FROM subjects WHERE (id >= ${id} AND id < ${`${id}0`})
    OR id IN (SELECT id FROM links WHERE project_id = ${id})`;
}
function ofSubjects(id: string) {
  return sql`subject IN (${subjectsOf(id)})`;
}
/** All that its links count of photos is counted under the project as well. */
function inPhotoTotals(id: string) {
  const own = sql`photo_totals WHERE subject = (SELECT number FROM subjects WHERE id = ${id})`;
  return sql`number IN (SELECT gallery FROM ${own} UNION SELECT photo FROM ${own})`;
}
function ofGalleries(id: string) {
  return sql`gallery_id IN (SELECT id FROM galleries WHERE project_id = ${id})`;
}

/** Steps in which a deleted project is emptied; each deletes some rows of one kind, and tells how many. */
export type Step = (writer: Writer, projectId: string, limit: number) => Promise<number>;
const deleting = ([table, key, rows]: (typeof hanging)[number]): Step => {
  const keys = sql.raw(key);
  return async (writer, projectId, limit) => {
    const { numAffectedRows } = await sql`DELETE FROM ${sql.table(table)} WHERE (${keys}) IN (
      SELECT ${keys} FROM ${sql.table(table)} WHERE ${rows(projectId)} LIMIT ${limit})`.execute(writer);
    return Number(numAffectedRows ?? 0);
  };
};
export const emptyingSteps: readonly Step[] = [...hanging.map(deleting), stripLinks, ...named.map(deleting)];

/** Leaves of links what their printed codes need to say that they were withdrawn: which address it was, and why. */
async function stripLinks(writer: Writer, projectId: string, limit: number): Promise<number> {
  const { numAffectedRows } =
    await sql`UPDATE links SET label = '', placement = NULL, audience = NULL, recipient_id = NULL,
      batch_id = NULL, screen_id = NULL, number = NULL, password_hash = NULL, password_sealed = NULL, opens = 0, last_open_at = NULL, made_by = NULL,
      revoked_at = coalesce(revoked_at, updated_at), ended_at = coalesce(ended_at, updated_at), revoked_why = 'project', issue = 0
    WHERE id IN (SELECT id FROM links WHERE project_id = ${projectId} AND issue <> 0 LIMIT ${limit})`.execute(writer);
  return Number(numAffectedRows ?? 0);
}

/** Recipients that were deleted before an instant, in projects that are there; of what was sent to them stays that it was. */
export async function deleteRecipients(writer: Writer, before: number, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM recipients WHERE deleted_at < ${before} LIMIT ${limit}`.execute(writer);
  const ids = JSON.stringify(rows.map(({ id }) => id));
  // Their name is in it, and there is nobody left by whom it would be kept from others.
  await sql`UPDATE sent_messages SET body = ''
    WHERE recipient_id IN (SELECT value FROM json_each(${ids}))`.execute(writer);
  for (const table of ['links', 'galleries', 'sent_messages'] as const) {
    await sql`UPDATE ${sql.table(table)} SET recipient_id = NULL
      WHERE recipient_id IN (SELECT value FROM json_each(${ids}))`.execute(writer);
  }
  await sql`DELETE FROM recipients WHERE id IN (SELECT value FROM json_each(${ids}))`.execute(writer);
  return rows.length;
}
