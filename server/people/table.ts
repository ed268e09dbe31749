import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Download } from '#contract/links.ts';
import type { Purpose } from '#contract/messages.ts';
import { type AskedLinks, askedLinks } from '../links/asked/table.ts';
import type { SentRow } from '../links/messages/table.ts';
import { sentFor } from '../links/recipients/table.ts';
import { searchTerms } from '../links/recipients/words.ts';
import { expiry } from '../links/table.ts';
import type { Reader } from '../store/database.ts';

/** Which links somebody wants to see; `tag`: of recipients with it. */
export interface WhichPeople extends AskedLinks {
  readonly tag?: string | undefined;
}

/** What became of one link, as far as the lists ask; instants in UTC ms. */
export interface Fate {
  readonly id: string;
  /** By guests; what somebody of the house opened or saved is in none of these. */
  readonly opens: number;
  readonly firstOpenAt: number | null;
  readonly lastOpenAt: number | null;
  readonly download: Download;
  readonly opensAt: number | null;
  readonly ends: number | null;
  /** Of its `maxOpens`, whoever took them; null: without a limit. */
  readonly opensLeft: number | null;
  readonly maxOpens: number | null;
  readonly maxDevices: number | null;
  /** Phones that opened it; two browsers of one phone are one. */
  readonly phones: number;
  /** Those among them that staff let in beside the link's limit. */
  readonly letIn: number;
  /** 1: a photo of it was saved. */
  readonly saved: number;
}

/**
 * Holds of links whose opening and saving is followed up, in lists and in what reports tell of deliveries: those that are
 * meant for one, with a recipient (joined, where it is there) or a label, neither of a batch nor of a screen nor revoked.
 */
export const followedUp = sql<SqlBool>`(links.meant_for = 'one' AND links.batch_id IS NULL AND links.screen_id IS NULL
  AND links.revoked_at IS NULL AND (recipients.id IS NOT NULL OR links.label <> ''))`;

/** Links that are followed up, newest first. */
export async function fatesOf(db: Reader, { tag, ...asked }: WhichPeople): Promise<Fate[]> {
  // Guests alone: somebody of the house takes a place of the link, and is in no total.
  const opened = sql`FROM link_visitors AS phone JOIN subject_visitors AS guest ON guest.subject = own.number
      AND guest.visitor = phone.visitor
    WHERE phone.link_id = links.id AND phone.opens > 0 AND phone.device IS NULL`;
  const tagged = searchTerms({ tag }).map((term) => sql`AND instr(recipients.search, ${term}) > 0`);
  const opens = (told: RawBuilder<unknown>, none: RawBuilder<unknown>) =>
    sql`CASE WHEN links.first_open_at IS NULL THEN ${none} ELSE (SELECT ${told}) END`;
  const { rows } = await sql<Fate>`
    SELECT links.id, links.first_open_at AS "firstOpenAt", links.download, links.max_devices AS "maxDevices",
      links.opens_at AS "opensAt", ${expiry} AS ends, links.max_opens AS "maxOpens",
      max(0, links.max_opens - links.opens) AS "opensLeft", links.first_download_at IS NOT NULL AS saved,
      ${opens(sql`coalesce(sum(opens), 0) FROM day_totals WHERE subject = own.number`, sql`0`)} AS opens,
      ${opens(sql`max(last_at) FROM subject_visitors WHERE subject = own.number`, sql`NULL`)} AS "lastOpenAt",
      ${opens(sql`count(*) ${opened}`, sql`0`)} AS phones,
      CASE WHEN links.max_devices IS NULL THEN 0
        ELSE ${opens(sql`count(*) ${opened} AND phone.let_in = 1`, sql`0`)} END AS "letIn"
    FROM links LEFT JOIN recipients ON recipients.id = links.recipient_id AND recipients.deleted_at IS NULL
      LEFT JOIN subjects AS own ON own.id = links.id
    WHERE ${askedLinks(asked)} AND ${followedUp} ${sql.join(tagged, sql` `)}
    ORDER BY links.id DESC`.execute(db);
  return rows;
}

/** What a row of a list tells beside its link; the recipient's columns are null where it has none. */
export interface PersonRow {
  readonly linkId: string;
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
    SELECT links.id AS "linkId", recipients.id, recipients.name, honorific, company, contact, tags
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
  readonly device: string;
  readonly system: string;
  readonly app: string;
  readonly region: string;
  readonly staff: number;
  readonly standIn: number;
  readonly visitor: string;
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
      on_site AS "onSite", visits.device, system, app, region, staff, stand_in AS "standIn", visits.visitor,
      coalesce(phone.device, visits.visitor) AS phone,
      coalesce(nullif((SELECT count(*) FROM photo_views WHERE visit_id = visits.id AND views > 0), 0),
        (SELECT count(DISTINCT photo_id) FROM seen_photos WHERE visit_id = visits.id)) AS looked,
      (SELECT count(DISTINCT photo_id) FROM downloads WHERE visit_id = visits.id) AS saved
    ${ofPhone} WHERE visits.link_id IN ${told(linkIds)} ORDER BY opened_at DESC, visits.id DESC LIMIT ${most}`.execute(
    db,
  );
  return rows;
}

/** The phones that opened links, each link's in the order of their first open, also where that is long ago. */
export async function phonesOf(
  db: Reader,
  linkIds: readonly string[],
): Promise<readonly { readonly linkId: string; readonly phone: string }[]> {
  const { rows } = await sql<{ linkId: string; phone: string }>`
    SELECT link_id AS "linkId", coalesce(device, visitor) AS phone FROM link_visitors
    WHERE link_id IN ${told(linkIds)} AND opens > 0 GROUP BY 1, 2 ORDER BY min(first_at), max(first_at), 2`.execute(db);
  return rows;
}

/** How many visits of links are there one by one, and how many are counted in all. */
export async function visitCounts(
  db: Reader,
  linkIds: readonly string[],
): Promise<{ readonly there: number; readonly all: number; readonly firstOpenAt: number | null }> {
  const { rows } = await sql<{ there: number; all: number; firstOpenAt: number | null }>`SELECT
    (SELECT count(*) FROM visits WHERE link_id IN ${told(linkIds)}) AS there,
    coalesce(sum(opens), 0) AS "all", min(first_open_at) AS "firstOpenAt"
    FROM links WHERE id IN ${told(linkIds)}`.execute(db);
  return rows[0] ?? { there: 0, all: 0, firstOpenAt: null };
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
 * The photos that guests of links looked at or saved, those of the most visits first; what was deleted is left out. What
 * was sent large counts in visits alone whose phone told nothing: it has the neighbours in it that a page fetches ahead.
 * Of visits that are not there any more the totals tell.
 */
export async function lookedAt(db: Reader, linkIds: readonly string[], most: number): Promise<LookedRow[]> {
  const { rows } = await sql<LookedRow>`
    WITH own AS (SELECT id FROM visits WHERE link_id IN ${told(linkIds)} AND staff = 0), looked AS (
      SELECT visit_id, photo_id, ms, last_at AS at FROM photo_views JOIN own ON own.id = visit_id WHERE views > 0
      UNION ALL SELECT visit_id, photo_id, 0, first_at FROM seen_photos AS sent JOIN own ON own.id = visit_id
        WHERE NOT EXISTS (SELECT 1 FROM photo_views AS told WHERE told.visit_id = own.id AND told.views > 0)
          OR EXISTS (SELECT 1 FROM downloads WHERE downloads.visit_id = own.id AND downloads.photo_id = sent.photo_id)
    ), known AS (
      SELECT photo_id, count(DISTINCT visit_id) AS visits, sum(ms) AS ms, max(at) AS at, 0 AS downloads
        FROM looked GROUP BY photo_id
      UNION ALL SELECT photo.id, sum(visits), sum(ms), unixepoch(substr(max(day), 1, 4) || '-' || substr(max(day), 5, 2)
          || '-' || substr(max(day), 7, 2)) * 1000, sum(downloads)
        FROM subjects AS link JOIN photo_totals ON photo_totals.subject = link.number AND photo > 0
          JOIN subjects AS photo ON photo.number = photo_totals.photo
        WHERE link.id IN ${told(linkIds)} GROUP BY photo.id)
    SELECT photos.id AS "photoId", CASE photos.title WHEN '' THEN photos.name ELSE photos.title END AS title,
      max(known.visits) AS visits, max(known.ms) AS ms, max(known.at) AS "lastAt", max(downloads) > 0 AS saved,
      EXISTS (SELECT 1 FROM hearts WHERE photo_id = photos.id AND link_id IN ${told(linkIds)}) AS heart
    FROM known JOIN photos ON photos.id = known.photo_id AND photos.deleted_at IS NULL
    GROUP BY photos.id HAVING visits > 0 OR saved ORDER BY visits DESC, ms DESC, "lastAt" DESC LIMIT ${most}`.execute(
    db,
  );
  return rows;
}

/** What was sent last of each of these links, by link, for any purpose or for one of these after an instant; for a presenter as `sentFor` has it. */
export async function lastSent(
  db: Reader,
  linkIds: readonly string[],
  maker: string | null,
  only?: { readonly purposes: readonly Purpose[]; readonly since: number },
): Promise<Map<string, SentRow>> {
  const some = only
    ? sql`AND sent_at > ${only.since} AND purpose IN (SELECT value FROM json_each(${JSON.stringify(only.purposes)}))`
    : sql``;
  const { rows } = await sql<SentRow>`
    SELECT sent_messages.* FROM json_each(${JSON.stringify(linkIds)}) AS told JOIN sent_messages ON sent_messages.id =
      (SELECT id FROM sent_messages WHERE link_id = told.value AND ${sentFor(maker)} ${some}
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
