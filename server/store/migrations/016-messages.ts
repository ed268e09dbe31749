import { sql } from 'kysely';
import type { Writer } from '../database.ts';

const steps = [
  // The owner's own texts, and shipped ones that were changed.
  `CREATE TABLE message_texts (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    purpose TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    subject_zh TEXT NOT NULL,
    body_zh TEXT NOT NULL,
    subject_en TEXT NOT NULL,
    body_en TEXT NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  // What staff said that they sent; a password in it is blotted out before it comes here.
  `CREATE TABLE sent_messages (
    id TEXT PRIMARY KEY,
    link_id TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
    recipient_id TEXT REFERENCES recipients (id),
    text_id TEXT,
    purpose TEXT NOT NULL,
    how TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    by_id TEXT NOT NULL,
    by_name TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX sent_messages_link ON sent_messages (link_id, sent_at)',
  'CREATE INDEX sent_messages_recipient ON sent_messages (recipient_id, sent_at) WHERE recipient_id IS NOT NULL',
];

/** Texts to send with links, and who was sent what. */
export async function up(writer: Writer): Promise<void> {
  for (const step of steps) await sql.raw(step).execute(writer);
}
