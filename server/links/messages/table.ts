import { sql } from 'kysely';
import type { Purpose, SentHow } from '#contract/messages.ts';
import type { ProjectKind } from '#contract/projects.ts';
import type { Reader, Writer } from '../../store/database.ts';
import { linksFor, sentFor } from '../recipients/table.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    message_texts: MessageTextRow;
    sent_messages: SentRow;
  }
}

/** An own text, or a shipped one that was changed. */
export interface MessageTextRow {
  id: string;
  kind: ProjectKind;
  purpose: Purpose;
  name_zh: string;
  name_en: string;
  subject_zh: string;
  body_zh: string;
  subject_en: string;
  body_en: string;
  updated_at: number;
}

/** What staff said that they sent. */
export interface SentRow {
  id: string;
  link_id: string;
  recipient_id: string | null;
  text_id: string | null;
  purpose: Purpose;
  how: SentHow;
  /** With the password blotted out. */
  body: string;
  sent_at: number;
  by_id: string;
  by_name: string;
}

export function messageTextRows(db: Reader): Promise<MessageTextRow[]> {
  return db.selectFrom('message_texts').selectAll().orderBy('id').execute();
}

export function messageTextRow(db: Reader, id: string): Promise<MessageTextRow | undefined> {
  return db.selectFrom('message_texts').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function putMessageTextRow(writer: Writer, row: MessageTextRow): Promise<void> {
  const { id: _, ...change } = row;
  await writer
    .insertInto('message_texts')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

/** Whether there was one. */
export async function deleteMessageTextRow(writer: Writer, id: string): Promise<boolean> {
  const { numDeletedRows } = await writer.deleteFrom('message_texts').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** A gallery as texts tell of it; `photos`: those that are not in the trash. */
export interface ToldGallery {
  readonly id: string;
  readonly title: string;
  readonly photos: number;
}

/** Those of a project that are not deleted. */
export async function toldGalleries(db: Reader, projectId: string): Promise<ToldGallery[]> {
  const { rows } = await sql<ToldGallery>`SELECT id, title, (SELECT count(*) FROM gallery_photos
      JOIN photos ON photos.id = gallery_photos.photo_id AND photos.deleted_at IS NULL
      WHERE gallery_photos.gallery_id = galleries.id) AS photos
    FROM galleries WHERE project_id = ${projectId} AND deleted_at IS NULL`.execute(db);
  return rows;
}

/** What staff wrote of recipients beside their names, by id. */
export async function contactsOf(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, { readonly contact: string; readonly tags: readonly string[] }>> {
  const { rows } = await sql<{ id: string; contact: string; tags: string }>`SELECT id, contact, tags FROM recipients
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(db);
  return new Map(rows.map(({ id, contact, tags }) => [id, { contact, tags: JSON.parse(tags) as string[] }]));
}

/** Passwords of links as they are sealed, by the link's id; of those alone of which one was kept. */
export async function sealedPasswords(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; sealed: string }>`SELECT id, password_sealed AS sealed FROM links
    WHERE password_sealed IS NOT NULL AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(db);
  return new Map(rows.map(({ id, sealed }) => [id, sealed]));
}

export async function insertSent(writer: Writer, rows: readonly SentRow[]): Promise<void> {
  await writer
    .insertInto('sent_messages')
    .values([...rows])
    .execute();
}

export interface WhichSent {
  readonly projectId: string;
  readonly linkId?: string | undefined;
  readonly recipientId?: string | undefined;
  /** Only of links that there are for this presenter; null: of all. */
  readonly maker: string | null;
}

/** What was sent, newest first. */
export async function sentRows(
  db: Reader,
  { projectId, linkId, recipientId, maker }: WhichSent,
  most: number,
): Promise<SentRow[]> {
  let query = db
    .selectFrom('sent_messages')
    .innerJoin('links', 'links.id', 'sent_messages.link_id')
    .selectAll('sent_messages')
    .where('links.project_id', '=', projectId)
    .where(linksFor(maker))
    .where(sentFor(maker));
  if (linkId !== undefined) query = query.where('sent_messages.link_id', '=', linkId);
  if (recipientId !== undefined) query = query.where('sent_messages.recipient_id', '=', recipientId);
  return query.orderBy('sent_messages.sent_at', 'desc').orderBy('sent_messages.id', 'desc').limit(most).execute();
}

export async function sentRow(db: Reader, projectId: string, id: string): Promise<SentRow | undefined> {
  return db
    .selectFrom('sent_messages')
    .innerJoin('links', 'links.id', 'sent_messages.link_id')
    .selectAll('sent_messages')
    .where('sent_messages.id', '=', id)
    .where('links.project_id', '=', projectId)
    .executeTakeFirst();
}

export async function deleteSent(writer: Writer, id: string): Promise<void> {
  await writer.deleteFrom('sent_messages').where('id', '=', id).execute();
}
