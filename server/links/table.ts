import { sql } from 'kysely';
import type { Locale } from '#contract/common.ts';
import type { Download, Watermark } from '#contract/links.ts';
import type { Reader, Writer } from '../store/database.ts';
import { freshAt } from './chapters/table.ts';
import { downloadsOfLink } from './downloads/table.ts';
import { type StoredStep, stepsOfLink, tapsOfLink } from './next-steps/table.ts';
import type { Terms } from './policy.ts';

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

export interface LinkRow {
  id: string;
  project_id: string;
  token_hash: string;
  /** Of the address: grows when a new one is given. */
  edition: number;
  label: string;
  audience: string | null;
  placement: string | null;
  meant_for: 'one' | 'many';
  max_opens: number | null;
  max_opens_per_visitor: number | null;
  opens_at: number | null;
  expires_at: number | null;
  expires_with_project: number;
  download: Download;
  watermark: Watermark;
  visit_seconds: number | null;
  max_devices: number | null;
  refresh_days: number | null;
  /** When staff last said that what it shows is still right. */
  refreshed_at: number | null;
  /** 1: a messenger's preview may show its cover. */
  preview: number;
  /** 1: its terms are still those of its audience. */
  follows: number;
  password_hash: string | null;
  /** The password under the box's key, to be shown again. */
  password_sealed: string | null;
  /** Grows with each new password; a visit keeps the one it was opened with. */
  password_edition: number;
  opens: number;
  last_open_at: number | null;
  made_by: string | null;
  created_at: number;
  updated_at: number;
  revoked_at: number | null;
  /** When it was revoked last, also where it was revived since: visits from before are over. */
  ended_at: number | null;
}

/** A link as the box knows it; instants in UTC ms. */
export interface StoredLink extends Terms {
  readonly id: string;
  readonly projectId: string;
  readonly projectTitle: string;
  readonly tokenHash: string;
  readonly edition: number;
  /** Its chapters in order; galleries that were deleted are left out. */
  readonly galleryIds: readonly string[];
  readonly label: string;
  readonly audience: string | null;
  readonly placement: string | null;
  readonly meantFor: 'one' | 'many';
  readonly maxOpensPerVisitor: number | null;
  readonly expiresWithProject: boolean;
  readonly download: Download;
  readonly watermark: Watermark;
  /** What its audience is called, where it has one that is still there. */
  readonly audienceNames: Readonly<Record<Locale, string>> | null;
  /** The hash of its project's own logo. */
  readonly projectLogo: string | null;
  readonly visitSeconds: number | null;
  readonly maxDevices: number | null;
  readonly refreshDays: number | null;
  /** When its photos were fresh last; null where it does not matter. */
  readonly freshAt: number | null;
  /** Whether a messenger's preview may show its cover; never where it asks for a password or marks its pictures. */
  readonly preview: boolean;
  /** What its page may say at the end, its own before its project's; those that are over are among them. */
  readonly nextSteps: readonly StoredStep[];
  readonly nextTaps: number;
  readonly follows: boolean;
  readonly passwordHash: string | null;
  readonly passwordEdition: number;
  /** Photos that its guests saved, each once a visit; as it was when the link was read. */
  readonly downloads: number;
  readonly lastOpenAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Where a link goes with its project, the project's end date counts as it is now, so it moves by itself. */
export const expiry = sql<number | null>`CASE links.expires_with_project WHEN 1
  THEN (SELECT ends_at FROM projects WHERE projects.id = links.project_id) ELSE links.expires_at END`;

const chapters = sql<string>`(SELECT json_group_array(galleries.id ORDER BY link_galleries.position)
  FROM link_galleries JOIN galleries ON galleries.id = link_galleries.gallery_id AND galleries.deleted_at IS NULL
  WHERE link_galleries.link_id = links.id)`;

function storedLinks(db: Reader) {
  return db
    .selectFrom('links')
    .innerJoin('projects', 'projects.id', 'links.project_id')
    .leftJoin('audiences', 'audiences.id', 'links.audience')
    .selectAll('links')
    .select(['projects.title as project_title', 'projects.logo_hash', 'audiences.name_zh', 'audiences.name_en'])
    .select([
      expiry.as('ends'),
      chapters.as('galleries'),
      freshAt.as('fresh'),
      stepsOfLink.as('steps'),
      tapsOfLink.as('taps'),
      downloadsOfLink.as('downloads'),
    ]);
}

interface JoinedRow extends LinkRow {
  project_title: string;
  logo_hash: string | null;
  name_zh: string | null;
  name_en: string | null;
  ends: number | null;
  galleries: string;
  fresh: number | null;
  steps: string;
  taps: number;
  downloads: number;
}

function toStored(row: JoinedRow): StoredLink {
  return {
    id: row.id,
    projectId: row.project_id,
    projectTitle: row.project_title,
    tokenHash: row.token_hash,
    edition: row.edition,
    galleryIds: JSON.parse(row.galleries) as string[],
    label: row.label,
    audience: row.audience,
    placement: row.placement,
    meantFor: row.meant_for,
    maxOpens: row.max_opens,
    maxOpensPerVisitor: row.max_opens_per_visitor,
    opensAt: row.opens_at,
    expiresAt: row.ends,
    expiresWithProject: row.expires_with_project === 1,
    download: row.download,
    watermark: row.watermark,
    audienceNames: row.name_zh === null || row.name_en === null ? null : { 'zh-CN': row.name_zh, en: row.name_en },
    projectLogo: row.logo_hash,
    visitSeconds: row.visit_seconds,
    maxDevices: row.max_devices,
    refreshDays: row.refresh_days,
    freshAt: row.fresh,
    preview: row.preview === 1 && row.password_hash === null && row.watermark === 'off',
    nextSteps: JSON.parse(row.steps) as StoredStep[],
    nextTaps: row.taps,
    follows: row.follows === 1,
    passwordHash: row.password_hash,
    passwordEdition: row.password_edition,
    opens: row.opens,
    downloads: row.downloads,
    lastOpenAt: row.last_open_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    revokedAt: row.revoked_at,
  };
}

export async function linkById(db: Reader, id: string): Promise<StoredLink | undefined> {
  const row = await storedLinks(db).where('links.id', '=', id).executeTakeFirst();
  return row && toStored(row);
}

export async function linkByTokenHash(db: Reader, hash: string): Promise<StoredLink | undefined> {
  const row = await storedLinks(db).where('links.token_hash', '=', hash).executeTakeFirst();
  return row && toStored(row);
}

/** All links of a project, oldest first; of one gallery where it is named. */
export async function linksOfProject(db: Reader, projectId: string, galleryId?: string): Promise<StoredLink[]> {
  let query = storedLinks(db).where('links.project_id', '=', projectId).orderBy('links.id');
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

/** What people call links, by id: its label, for whom it is, and the galleries that it opens or opened. */
export async function linkNames(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, { label: string; audience: string | null; gallery: string }>> {
  const { rows } = await sql<{ id: string; label: string; audience: string | null; gallery: string | null }>`
    SELECT id, label, audience, (SELECT group_concat(galleries.title, ' · ' ORDER BY link_galleries.position)
      FROM link_galleries JOIN galleries ON galleries.id = link_galleries.gallery_id
      WHERE link_galleries.link_id = links.id) AS gallery
    FROM links WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(db);
  return new Map(rows.map(({ id, label, audience, gallery }) => [id, { label, audience, gallery: gallery ?? '' }]));
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
  of: 'photos' | 'galleries' | 'links',
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

export async function updateLinkRow(writer: Writer, id: string, change: Partial<LinkRow>): Promise<void> {
  await writer.updateTable('links').set(change).where('id', '=', id).execute();
}

/** Ends those of these links that are not revoked yet; gives which. */
export async function revokeLinks(writer: Writer, ids: readonly string[], now: number): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await writer
    .updateTable('links')
    .set({ revoked_at: now, ended_at: now, updated_at: now })
    .where('id', 'in', [...ids])
    .where('revoked_at', 'is', null)
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
