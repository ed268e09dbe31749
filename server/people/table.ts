import { sql } from 'kysely';
import type { Download } from '#contract/links.ts';
import type { SentRow } from '../links/messages/table.ts';
import { linksFor, sentFor } from '../links/recipients/table.ts';
import { searchTerms } from '../links/recipients/words.ts';
import type { Reader } from '../store/database.ts';

/** Which links somebody wants to see, and those that a presenter may. */
export interface WhichPeople {
  readonly projectId: string;
  readonly galleryId?: string | undefined;
  readonly audience?: string | undefined;
  readonly tag?: string | undefined;
  /** Whose recipients there are for who asks; null: everybody's. */
  readonly maker: string | null;
}

/** What became of one link, as far as the lists ask. */
export interface Fate {
  readonly id: string;
  readonly opens: number;
  /** UTC ms. */
  readonly lastOpenAt: number | null;
  readonly download: Download;
  readonly maxDevices: number | null;
  /** Phones that opened it; two browsers of one phone are one. */
  readonly phones: number;
  /** Those among them that staff let in beside the link's limit. */
  readonly letIn: number;
  /** 1: a photo of it was saved. */
  readonly saved: number;
}

/** Links that are meant for one, with a recipient or a label, neither of a batch nor revoked; newest first. */
export async function fatesOf(db: Reader, which: WhichPeople): Promise<Fate[]> {
  const { projectId, galleryId, audience, tag, maker } = which;
  const opened = sql`FROM link_visitors AS phone WHERE phone.link_id = links.id AND phone.opens > 0 AND phone.device IS NULL`;
  const also = [
    sql`AND ${linksFor(maker)}`,
    ...(audience === undefined ? [] : [sql`AND links.audience = ${audience}`]),
    ...(galleryId === undefined
      ? []
      : [sql`AND links.id IN (SELECT link_id FROM link_galleries WHERE gallery_id = ${galleryId})`]),
    ...searchTerms({ tag }).map((term) => sql`AND instr(recipients.search, ${term}) > 0`),
  ];
  const { rows } = await sql<Fate>`
    SELECT links.id, links.opens, links.last_open_at AS "lastOpenAt", links.download, links.max_devices AS "maxDevices",
      CASE links.opens WHEN 0 THEN 0 ELSE (SELECT count(*) ${opened}) END AS phones,
      CASE WHEN links.opens = 0 OR links.max_devices IS NULL THEN 0
        ELSE (SELECT count(*) ${opened} AND phone.let_in = 1) END AS "letIn",
      links.opens > 0 AND EXISTS (SELECT 1 FROM downloads WHERE downloads.link_id = links.id) AS saved
    FROM links LEFT JOIN recipients ON recipients.id = links.recipient_id AND recipients.deleted_at IS NULL
    WHERE links.project_id = ${projectId} AND links.batch_id IS NULL AND links.screen_id IS NULL AND links.revoked_at IS NULL
      AND links.meant_for = 'one' AND (recipients.id IS NOT NULL OR links.label <> '') ${sql.join(also, sql` `)}
    ORDER BY links.id DESC`.execute(db);
  return rows;
}

/** What a row of a list tells beside its link; the recipient's columns are null where it has none. */
export interface PersonRow {
  readonly linkId: string;
  /** UTC ms. */
  readonly firstOpenAt: number | null;
  readonly id: string | null;
  readonly name: string;
  readonly honorific: string;
  readonly company: string;
  readonly contact: string;
  /** A JSON list. */
  readonly tags: string;
}

/** The people of these links, by link. */
export async function personRows(db: Reader, linkIds: readonly string[]): Promise<Map<string, PersonRow>> {
  const { rows } = await sql<PersonRow>`
    SELECT links.id AS "linkId", recipients.id, recipients.name, honorific, company, contact, tags,
      (SELECT min(opened_at) FROM visits WHERE visits.link_id = links.id) AS "firstOpenAt"
    FROM links LEFT JOIN recipients ON recipients.id = links.recipient_id AND recipients.deleted_at IS NULL
    WHERE links.id IN (SELECT value FROM json_each(${JSON.stringify(linkIds)}))`.execute(db);
  return new Map(rows.map((row) => [row.linkId, row]));
}

export interface StoryVisitRow {
  readonly id: string;
  readonly linkId: string;
  /** UTC ms. */
  readonly openedAt: number;
  readonly lastSeenAt: number;
  readonly onSite: number;
  readonly agent: string;
  /** The visitor whose phone it was: of two browsers of one phone, the first. */
  readonly phone: string;
  readonly looked: number;
  readonly saved: number;
}

const told = (ids: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
const ofPhone = sql`FROM visits LEFT JOIN link_visitors AS phone
  ON phone.link_id = visits.link_id AND phone.visitor = visits.visitor`;

/** The visits of links, newest first. */
export async function visitsOf(db: Reader, linkIds: readonly string[], most: number): Promise<StoryVisitRow[]> {
  const { rows } = await sql<StoryVisitRow>`
    SELECT visits.id, visits.link_id AS "linkId", opened_at AS "openedAt", last_seen_at AS "lastSeenAt",
      on_site AS "onSite", agent, coalesce(phone.device, visits.visitor) AS phone,
      coalesce(nullif((SELECT count(*) FROM photo_views WHERE visit_id = visits.id AND views > 0), 0),
        (SELECT count(DISTINCT photo_id) FROM seen_photos WHERE visit_id = visits.id)) AS looked,
      (SELECT count(DISTINCT photo_id) FROM downloads WHERE visit_id = visits.id) AS saved
    ${ofPhone} WHERE visits.link_id IN ${told(linkIds)} ORDER BY opened_at DESC, visits.id DESC LIMIT ${most}`.execute(
    db,
  );
  return rows;
}

/** The phones that opened links, each link's in the order of their first open. */
export async function phonesOf(
  db: Reader,
  linkIds: readonly string[],
): Promise<readonly { readonly linkId: string; readonly phone: string }[]> {
  const { rows } = await sql<{ linkId: string; phone: string }>`
    SELECT visits.link_id AS "linkId", coalesce(phone.device, visits.visitor) AS phone
    ${ofPhone} WHERE visits.link_id IN ${told(linkIds)} GROUP BY 1, 2 ORDER BY min(opened_at), min(visits.id)`.execute(
    db,
  );
  return rows;
}

export interface LookedRow {
  readonly photoId: string;
  readonly title: string;
  readonly visits: number;
  /** On screen, all told. */
  readonly ms: number;
  readonly saved: number;
  readonly heart: number;
  /** UTC ms. */
  readonly lastAt: number;
}

/**
 * The photos that visits of links looked at or saved, those of the most visits first; what was deleted is left out. What
 * was sent large counts in visits alone whose phone told nothing: it has the neighbours in it that a page fetches ahead.
 */
export async function lookedAt(db: Reader, linkIds: readonly string[], most: number): Promise<LookedRow[]> {
  const { rows } = await sql<LookedRow>`
    WITH own AS (SELECT id FROM visits WHERE link_id IN ${told(linkIds)}), looked AS (
      SELECT visit_id, photo_id, ms, last_at AS at FROM photo_views JOIN own ON own.id = visit_id WHERE views > 0
      UNION ALL SELECT visit_id, photo_id, 0, first_at FROM seen_photos AS sent JOIN own ON own.id = visit_id
        WHERE NOT EXISTS (SELECT 1 FROM photo_views AS told WHERE told.visit_id = own.id AND told.views > 0)
          OR EXISTS (SELECT 1 FROM downloads WHERE downloads.visit_id = own.id AND downloads.photo_id = sent.photo_id))
    SELECT photos.id AS "photoId", CASE photos.title WHEN '' THEN photos.name ELSE photos.title END AS title,
      count(DISTINCT looked.visit_id) AS visits, sum(looked.ms) AS ms, max(looked.at) AS "lastAt",
      EXISTS (SELECT 1 FROM downloads WHERE photo_id = photos.id AND link_id IN ${told(linkIds)}) AS saved,
      EXISTS (SELECT 1 FROM hearts WHERE photo_id = photos.id AND link_id IN ${told(linkIds)}) AS heart
    FROM looked JOIN photos ON photos.id = looked.photo_id AND photos.deleted_at IS NULL
    GROUP BY photos.id ORDER BY visits DESC, ms DESC, "lastAt" DESC LIMIT ${most}`.execute(db);
  return rows;
}

/** What was sent last of each of these links, by link; for a presenter as `sentFor` has it. */
export async function lastSent(
  db: Reader,
  linkIds: readonly string[],
  maker: string | null,
): Promise<Map<string, SentRow>> {
  const { rows } = await sql<SentRow>`
    SELECT sent_messages.* FROM json_each(${JSON.stringify(linkIds)}) AS told JOIN sent_messages ON sent_messages.id =
      (SELECT id FROM sent_messages WHERE link_id = told.value AND ${sentFor(maker)}
        ORDER BY sent_at DESC, id DESC LIMIT 1)`.execute(db);
  return new Map(rows.map((row) => [row.link_id, row]));
}

export interface HeartRow {
  readonly photoId: string;
  readonly linkId: string;
  readonly line: string;
  /** UTC ms. */
  readonly at: number;
}

/** The hearts that guests of links gave, newest first; those at photos that were deleted are left out. */
export async function heartsOf(db: Reader, linkIds: readonly string[], most: number): Promise<HeartRow[]> {
  const { rows } = await sql<HeartRow>`
    SELECT photo_id AS "photoId", link_id AS "linkId", line, hearts.updated_at AS at
    FROM hearts JOIN photos ON photos.id = hearts.photo_id AND photos.deleted_at IS NULL
    WHERE link_id IN ${told(linkIds)} ORDER BY hearts.updated_at DESC LIMIT ${most}`.execute(db);
  return rows;
}
