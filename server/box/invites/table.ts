import { sql } from 'kysely';
import type { Role } from '#contract/operation.ts';
import type { Step } from '../../clock.ts';
import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    invites: InviteRow;
  }
}

export interface InviteRow {
  id: string;
  /** SHA-256 of the secret, hex. */
  secret_hash: string;
  role: Role;
  /** JSON of the only projects that the account will see; null: all. */
  project_ids: string | null;
  note: string;
  /** The account's id. */
  made_by: string;
  created_at: number;
  expires_at: number;
}

/** Invitations that still hold, newest first. */
export function runningInvites(db: Reader, now: number): Promise<InviteRow[]> {
  return db.selectFrom('invites').selectAll().where('expires_at', '>', now).orderBy('id', 'desc').execute();
}

/** The one of this secret while it holds, or nothing. */
export function inviteByHash(db: Reader, hash: string, now: number): Promise<InviteRow | undefined> {
  return db
    .selectFrom('invites')
    .selectAll()
    .where('secret_hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Adds an invitation. */
export async function insertInvite(writer: Writer, row: InviteRow): Promise<void> {
  await writer.insertInto('invites').values(row).execute();
}

/** Takes an invitation away; gives what it was, or nothing where somebody was first. */
export function deleteInvite(writer: Writer, id: string): Promise<InviteRow | undefined> {
  return writer.deleteFrom('invites').where('id', '=', id).returningAll().executeTakeFirst();
}

/** Takes away all that an account made. */
export async function deleteInvitesOf(writer: Writer, accountId: string): Promise<void> {
  await writer.deleteFrom('invites').where('made_by', '=', accountId).execute();
}

/** Moves the times of invitations that held at the end of a step, and were made in it. */
export async function moveInvites(writer: Writer, { since, until, by }: Step): Promise<void> {
  await sql`UPDATE invites SET created_at = created_at + ${by}, expires_at = expires_at + ${by}
    WHERE created_at BETWEEN ${since} AND ${until} AND expires_at > ${until}`.execute(writer);
}

/** Has no invitation made after one moment or over after another (UTC ms). */
export async function boundInvites(writer: Writer, made: number, over: number): Promise<void> {
  await sql`UPDATE invites SET created_at = min(created_at, ${made}), expires_at = min(expires_at, ${over})
    WHERE created_at > ${made} OR expires_at > ${over}`.execute(writer);
}
