import { type SqlBool, sql } from 'kysely';
import type { RevokedWhy } from '#contract/links.ts';
import { numbered } from '#contract/numbered.ts';
import type { Reader, Writer } from '../store/database.ts';
import { freshAt } from './chapters/table.ts';
import { downloadsOfLink } from './downloads/table.ts';
import { stepsOfLink, tapsOfLink } from './next-steps/table.ts';
import type {} from './recipients/table.ts';
import { type LinkRow, type StoredLink, toStored } from './stored.ts';

export type { LinkRow, StoredLink } from './stored.ts';

declare module '../store/tables.ts' {
  interface Tables {
    links: LinkRow;
    link_galleries: { link_id: string; gallery_id: string; position: number };
    link_visitors: LinkVisitorRow;
  }
}

/** A phone that opened a link, or that staff let in. */
export interface LinkVisitorRow {
  link_id: string;
  visitor: string;
  opens: number;
  first_at: number;
  last_at: number;
  /** The visitor whose second browser this is; null: a phone of its own. */
  device: string | null;
  /** What its first open looked like, on links that count phones. */
  mark: string | null;
  let_in: number;
  /** Opens that staff gave it on top of each phone's share. */
  extra: number;
}

/**
 * Where a link goes with its project, the project's end date counts as it is now, so it moves by itself. With its project
 * in the archive a link is over, and goes on as it was when the project is taken out of it.
 */
export const expiry = sql<number | null>`(SELECT CASE
    WHEN projects.archived_at IS NULL THEN own.ends
    WHEN own.ends IS NULL OR own.ends > projects.archived_at THEN projects.archived_at ELSE own.ends END
  FROM projects, (SELECT CASE links.expires_with_project WHEN 1
    THEN (SELECT ends_at FROM projects WHERE projects.id = links.project_id) ELSE links.expires_at END AS ends) AS own
  WHERE projects.id = links.project_id)`;

const chapters = sql<string>`(SELECT json_group_array(galleries.id ORDER BY link_galleries.position)
  FROM link_galleries JOIN galleries ON galleries.id = link_galleries.gallery_id AND galleries.deleted_at IS NULL
  WHERE link_galleries.link_id = links.id)`;

function storedLinks(db: Reader) {
  return db
    .selectFrom('links')
    .innerJoin('projects', 'projects.id', 'links.project_id')
    .leftJoin('audiences', 'audiences.id', 'links.audience')
    .leftJoin('recipients', 'recipients.id', 'links.recipient_id')
    .selectAll('links')
    .select(['projects.title as project_title', 'projects.logo_hash', 'projects.deleted_at as project_gone'])
    .select(['audiences.name_zh', 'audiences.name_en'])
    .select(['recipients.name as recipient_name', 'recipients.honorific', 'recipients.company'])
    .select('recipients.made_by as recipient_made_by')
    .select([
      expiry.as('ends'),
      chapters.as('galleries'),
      freshAt.as('fresh'),
      stepsOfLink.as('steps'),
      tapsOfLink.as('taps'),
      downloadsOfLink.as('downloads'),
    ]);
}

export async function linkById(db: Reader, id: string): Promise<StoredLink | undefined> {
  const row = await storedLinks(db).where('links.id', '=', id).executeTakeFirst();
  return row && toStored(row);
}

export async function linkByTokenHash(db: Reader, hash: string): Promise<StoredLink | undefined> {
  const row = await storedLinks(db).where('links.token_hash', '=', hash).executeTakeFirst();
  return row && toStored(row);
}

/** All links of a project but those of batches and those that screens made, oldest first; of one gallery or recipient where it is named. */
export async function linksOfProject(
  db: Reader,
  projectId: string,
  { galleryId, recipientId }: { galleryId?: string | undefined; recipientId?: string | undefined } = {},
): Promise<StoredLink[]> {
  let query = storedLinks(db)
    .where('links.project_id', '=', projectId)
    .where('links.batch_id', 'is', null)
    .where('links.screen_id', 'is', null)
    .orderBy('links.id');
  if (recipientId !== undefined) query = query.where('links.recipient_id', '=', recipientId);
  if (galleryId !== undefined) {
    query = query.where(sql<boolean>`links.id IN (SELECT link_id FROM link_galleries WHERE gallery_id = ${galleryId})`);
  }
  return (await query.execute()).map(toStored);
}

/** Links of these ids, in any order. */
export async function linksById(db: Reader, ids: readonly string[]): Promise<StoredLink[]> {
  if (ids.length === 0) return [];
  return (
    await storedLinks(db)
      .where('links.id', 'in', [...ids])
      .execute()
  ).map(toStored);
}

/** What people call links, by id: its label, with its number where it is of a batch, for whom it is, and the galleries that it opens or opened. */
export async function linkNames(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, { label: string; audience: string | null; gallery: string }>> {
  type Row = { id: string; label: string; number: number | null; audience: string | null; gallery: string | null };
  const { rows } = await sql<Row>`
    SELECT id, label, number, audience, (SELECT group_concat(galleries.title, ' · ' ORDER BY link_galleries.position)
      FROM link_galleries JOIN galleries ON galleries.id = link_galleries.gallery_id
      WHERE link_galleries.link_id = links.id) AS gallery
    FROM links WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(db);
  return new Map(
    rows.map(({ id, label: own, number, audience, gallery: titles }) => {
      const gallery = titles ?? '';
      const label = number === null ? own : numbered(own || gallery, number);
      return [id, { label, audience, gallery }];
    }),
  );
}

/** Which of these are galleries of the project. */
export async function galleriesInProject(db: Reader, projectId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('galleries')
    .select('id')
    .where('id', 'in', [...ids])
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** In which project a thing is, in the trash, deleted, revoked or not; undefined where there is no such thing. */
export async function projectOf(
  db: Reader,
  of: 'photos' | 'galleries' | 'links' | 'recipients' | 'batches',
  id: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ project_id: string }>`SELECT project_id FROM ${sql.table(of)} WHERE id = ${id}`.execute(
    db,
  );
  return rows[0]?.project_id;
}

export async function insertLinkRow(writer: Writer, row: LinkRow, galleryIds: readonly string[]): Promise<void> {
  await writer.insertInto('links').values(row).execute();
  await writer
    .insertInto('link_galleries')
    .values(galleryIds.map((gallery_id, position) => ({ link_id: row.id, gallery_id, position })))
    .execute();
}

/** Makes links that differ in little, with two statements whatever their number; all open these galleries, in this order. */
export async function insertLinkRows(
  writer: Writer,
  rows: readonly LinkRow[],
  galleryIds: readonly string[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first) as (keyof LinkRow)[];
  const own = names.filter((name) => name === 'id' || rows.some((row) => row[name] !== first[name]));
  const shared = names.filter((name) => !own.includes(name));
  const told = JSON.stringify(rows.map((row) => own.map((name) => row[name])));
  await sql`INSERT INTO links (${sql.join([...own, ...shared].map((name) => sql.ref(name)))})
    SELECT ${sql.join([...own.map((_, at) => sql`value ->> ${sql.lit(at)}`), ...shared.map((name) => sql`${first[name]}`)])}
    FROM json_each(${told})`.execute(writer);
  await sql`INSERT INTO link_galleries (link_id, gallery_id, position)
    SELECT link.value, gallery.value, gallery.key
    FROM json_each(${JSON.stringify(rows.map(({ id }) => id))}) AS link,
      json_each(${JSON.stringify(galleryIds)}) AS gallery`.execute(writer);
}

export async function updateLinkRow(writer: Writer, id: string, change: Partial<LinkRow>): Promise<void> {
  await writer.updateTable('links').set(change).where('id', '=', id).execute();
}

/** Holds of links that can be ended for good: those that open, and those that would come back with what they open. */
export const endable = sql<SqlBool>`(links.revoked_at IS NULL OR links.revoked_why IN ('gallery', 'project'))`;

/** Ends those of these links that are not ended for good yet, also where what they open lies in the trash; gives which. */
export async function revokeLinks(
  writer: Writer,
  ids: readonly string[],
  now: number,
  why: RevokedWhy,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await writer
    .updateTable('links')
    .set({ revoked_at: sql<number>`coalesce(revoked_at, ${now})`, revoked_why: why, ended_at: now, updated_at: now })
    .where('id', 'in', [...ids])
    .where(endable)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

/** A link's password as it is sealed; null where it has none, or none that was kept. */
export async function sealedPassword(db: Reader, id: string): Promise<string | null> {
  const row = await db.selectFrom('links').select('password_sealed').where('id', '=', id).executeTakeFirst();
  return row?.password_sealed ?? null;
}

/** How many opens of a link one visitor has taken, and how many it was given on top of its share. */
export async function opensOfVisitor(
  db: Reader,
  linkId: string,
  visitor: string,
): Promise<{ opens: number; extra: number }> {
  const row = await db
    .selectFrom('link_visitors')
    .select(['opens', 'extra'])
    .where('link_id', '=', linkId)
    .where('visitor', '=', visitor)
    .executeTakeFirst();
  return row ?? { opens: 0, extra: 0 };
}
