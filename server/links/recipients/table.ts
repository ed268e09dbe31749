import { type SqlBool, sql } from 'kysely';
import type { Reader, Writer } from '../../store/database.ts';
import { tagsBegin } from './words.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    recipients: RecipientRow;
  }
}

export interface RecipientRow {
  id: string;
  project_id: string;
  name: string;
  honorific: string;
  company: string;
  contact: string;
  /** A JSON list. */
  tags: string;
  note: string;
  /** What is typed to find it, folded. */
  search: string;
  /** The account that made it. */
  made_by: string | null;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

/** With what is counted of its links; `links`: of those that are not revoked. */
export type CountedRecipientRow = RecipientRow & {
  readonly maker: string | null;
  readonly links: number;
  readonly opens: number;
  readonly last_open_at: number | null;
};

/** Which recipients of a project are meant; `maker` null: whoever made them. */
export interface Which {
  readonly projectId: string;
  readonly maker: string | null;
}

export interface Found extends Which {
  /** All of them have to be in what is searched. */
  readonly terms: readonly string[];
}

/** What there is for somebody: in these projects, of recipients that `maker` made; null: all. */
export interface Sight {
  readonly projectIds: readonly string[] | null;
  readonly maker: string | null;
}

/** Holds of links that there are for somebody: those of nobody in particular, and of recipients that `maker` made; null: of all. */
export const linksFor = (maker: string | null) => meantFor('links', maker);
/** The same of galleries. */
export const galleriesFor = (maker: string | null) => meantFor('galleries', maker);
/** And of what was sent: to whom it went then, whosever the link is by now. */
export const sentFor = (maker: string | null) => meantFor('sent_messages', maker);

function meantFor(of: 'links' | 'galleries' | 'sent_messages', maker: string | null) {
  const recipient = sql.ref(`${of}.recipient_id`);
  return maker === null
    ? sql<SqlBool>`TRUE`
    : sql<SqlBool>`(${recipient} IS NULL OR EXISTS (
        SELECT 1 FROM recipients AS own WHERE own.id = ${recipient} AND own.made_by = ${maker}))`;
}

function there({ projectId, maker }: Which) {
  const made = maker === null ? sql`` : sql`AND recipients.made_by = ${maker}`;
  return sql<SqlBool>`recipients.project_id = ${projectId} AND recipients.deleted_at IS NULL ${made}`;
}

function fitting({ terms, ...which }: Found) {
  // Parts of words, since Chinese has no blanks.
  const parts = terms.map((term) => sql<SqlBool>`instr(recipients.search, ${term}) > 0`);
  return sql<SqlBool>`${sql.join([there(which), ...parts], sql` AND `)}`;
}

function counted(db: Reader) {
  return db
    .selectFrom('recipients')
    .selectAll('recipients')
    .select([
      sql<string | null>`coalesce((SELECT username FROM accounts WHERE accounts.id = recipients.made_by),
        (SELECT api_keys.name FROM api_keys WHERE api_keys.id = recipients.made_by))`.as('maker'),
      sql<number>`(SELECT count(*) FROM links WHERE recipient_id = recipients.id AND revoked_at IS NULL)`.as('links'),
      sql<number>`(SELECT coalesce(sum(opens), 0) FROM links WHERE recipient_id = recipients.id)`.as('opens'),
      sql<number | null>`(SELECT max(last_open_at) FROM links WHERE recipient_id = recipients.id)`.as('last_open_at'),
    ]);
}

/** Those that fit, newest first, from before an id where one is named. */
export function recipientPage(
  db: Reader,
  found: Found,
  before: string | undefined,
  most: number,
): Promise<CountedRecipientRow[]> {
  const page = counted(db).where(fitting(found)).orderBy('recipients.id', 'desc').limit(most);
  return (before === undefined ? page : page.where('recipients.id', '<', before)).execute();
}

export async function countRecipients(db: Reader, found: Found): Promise<number> {
  const { rows } = await sql<{ total: number }>`SELECT count(*) AS total FROM recipients
    WHERE ${fitting(found)}`.execute(db);
  return rows[0]?.total ?? 0;
}

/** The tags that are in use, the most used first. */
export async function tagsInUse(db: Reader, which: Which): Promise<{ tag: string; count: number }[]> {
  const { rows } = await sql<{ tag: string; count: number }>`
    SELECT tag.value AS tag, count(*) AS count FROM recipients, json_each(recipients.tags) AS tag
    WHERE ${there(which)} GROUP BY tag.value ORDER BY count DESC, tag.value`.execute(db);
  return rows;
}

export async function countedRecipient(db: Reader, id: string): Promise<CountedRecipientRow | undefined> {
  return counted(db).where('recipients.id', '=', id).where('deleted_at', 'is', null).executeTakeFirst();
}

/** One that was not deleted. */
export async function recipientRow(db: Reader, id: string): Promise<RecipientRow | undefined> {
  return db
    .selectFrom('recipients')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

/** Those of which all that is searched before their tags is one of these texts (`sameness`), oldest first. */
export async function recipientsLike(
  db: Reader,
  which: Which,
  texts: readonly string[],
): Promise<(RecipientRow & { readonly same: string })[]> {
  const tags = sql`instr(recipients.search, ${tagsBegin})`;
  const same = sql<string>`iif(${tags} = 0, recipients.search, substr(recipients.search, 1, ${tags} - 1))`;
  return db
    .selectFrom('recipients')
    .selectAll()
    .select(same.as('same'))
    .where(there(which))
    .where(sql<SqlBool>`${same} IN (SELECT value FROM json_each(${JSON.stringify(texts)}))`)
    .orderBy('id')
    .execute();
}

/** Which of these ids are there; in their order. */
export async function recipientsAmong(db: Reader, which: Which, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT recipients.id
    FROM json_each(${JSON.stringify(ids)}) AS named CROSS JOIN recipients ON recipients.id = named.value
    WHERE ${there(which)} ORDER BY named.key`.execute(db);
  return rows.map(({ id }) => id);
}

/** The ids of those that fit, newest first. */
export async function recipientIds(db: Reader, found: Found, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('recipients')
    .select('id')
    .where(fitting(found))
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

/** What may be for a recipient: a link, a personal gallery; or is one. */
export type Owned = 'links' | 'recipients' | 'galleries';

/** Who made a recipient, or the one that a link or gallery is for, deleted ones too; nothing of what is not there. */
export async function makersOf(
  db: Reader,
  of: Owned,
  ids: readonly string[],
): Promise<Map<string, { readonly recipient: string | null; readonly maker: string | null }>> {
  const list = JSON.stringify(ids);
  const { rows } = await (of === 'recipients'
    ? sql<{ id: string; recipient: string | null; maker: string | null }>`
        SELECT id, id AS recipient, made_by AS maker FROM recipients
        WHERE id IN (SELECT value FROM json_each(${list}))`
    : sql<{ id: string; recipient: string | null; maker: string | null }>`
        SELECT thing.id, thing.recipient_id AS recipient, recipients.made_by AS maker
        FROM ${sql.table(of)} AS thing LEFT JOIN recipients ON recipients.id = thing.recipient_id
        WHERE thing.id IN (SELECT value FROM json_each(${list}))`
  ).execute(db);
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

/** So many rows a statement, so that each is done in some milliseconds. */
const together = 1000;

export async function insertRecipients(writer: Writer, rows: readonly RecipientRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += together) {
    const some = rows.slice(at, at + together);
    const names = Object.keys(some[0] as RecipientRow) as (keyof RecipientRow)[];
    // As one text: thousands of values one by one cost several times as much.
    const told = JSON.stringify(some.map((row) => names.map((name) => row[name])));
    await sql`INSERT INTO recipients (${sql.join(names.map((name) => sql.ref(name)))})
      SELECT ${sql.join(names.map((_, at) => sql`value ->> ${sql.lit(at)}`))} FROM json_each(${told})`.execute(writer);
  }
}

export async function updateRecipient(writer: Writer, id: string, change: Partial<RecipientRow>): Promise<void> {
  await writer.updateTable('recipients').set(change).where('id', '=', id).execute();
}

/** What an import fills in. */
export type FilledRow = Pick<RecipientRow, 'id' | 'honorific' | 'tags' | 'note' | 'search' | 'updated_at'>;

export async function fillRecipients(writer: Writer, rows: readonly FilledRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += together)
    await sql`UPDATE recipients SET honorific = filled.value ->> 'honorific', tags = filled.value ->> 'tags',
        note = filled.value ->> 'note', search = filled.value ->> 'search', updated_at = filled.value ->> 'updated_at'
      FROM json_each(${JSON.stringify(rows.slice(at, at + together))}) AS filled
      WHERE recipients.id = filled.value ->> 'id'`.execute(writer);
}

/** The links of a recipient. */
export async function linksOfRecipient(db: Reader, id: string): Promise<string[]> {
  const rows = await db.selectFrom('links').select('id').where('recipient_id', '=', id).orderBy('id').execute();
  return rows.map((row) => row.id);
}

/** Its links are for nobody in particular from now on. */
export async function freeLinks(writer: Writer, id: string, now: number): Promise<void> {
  await writer
    .updateTable('links')
    .set({ recipient_id: null, updated_at: now })
    .where('recipient_id', '=', id)
    .execute();
}
