import { sql } from 'kysely';
import type { Role } from '#contract/operation.ts';
import type { Step } from '../clock.ts';
import type { Reader, Writer } from '../store/database.ts';

declare module '../store/tables.ts' {
  interface Tables {
    settings: { name: string; value: string };
    accounts: AccountRow;
    sessions: SessionRow;
    api_keys: ApiKeyRow;
    guesses: GuessRow;
    audit: AuditRow;
  }
}

export interface AccountRow {
  id: string;
  username: string;
  password_hash: string;
  role: Role;
  disabled: number;
  /** JSON of the only projects that it sees; null: all. */
  project_ids: string | null;
  created_at: number;
}
export interface SessionRow {
  /** SHA-256 of the cookie's token, hex. */
  hash: string;
  account_id: string;
  created_at: number;
  expires_at: number;
}
export interface ApiKeyRow {
  id: string;
  name: string;
  hash: string;
  role: Role;
  /** The account's id, which may be gone. */
  made_by: string;
  created_at: number;
  last_used_at: number | null;
}
export interface GuessRow {
  name: string;
  failed: number;
  since: number;
  last_at: number;
}
export interface AuditRow {
  id: string;
  at: number;
  by_id: string | null;
  by_name: string;
  action: string;
  subject: string | null;
  detail: string;
}

/** Every stored setting, its value as JSON. */
export function allSettings(db: Reader) {
  return db.selectFrom('settings').selectAll().execute();
}

/** Stores one setting in place of what it was. */
export async function putSetting(writer: Writer, name: string, value: string): Promise<void> {
  await writer
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** All accounts, first made first. */
export function allAccounts(db: Reader): Promise<AccountRow[]> {
  return db.selectFrom('accounts').selectAll().orderBy('id').execute();
}

/** An account, or nothing. */
export function accountById(db: Reader, id: string): Promise<AccountRow | undefined> {
  return db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
}

/** An account by its name in lower case, or nothing. */
export function accountByName(db: Reader, username: string): Promise<AccountRow | undefined> {
  return db.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst();
}

/** The owner whom the console speaks for: the one named `owner`, else the first that was made. */
export function firstOwner(db: Reader): Promise<AccountRow | undefined> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('role', '=', 'owner')
    .orderBy(sql`username = 'owner'`, 'desc')
    .orderBy('id')
    .executeTakeFirst();
}

/** How many owners can sign in. */
export async function countOwners(db: Reader): Promise<number> {
  const { owners } = await db
    .selectFrom('accounts')
    .select((row) => row.fn.countAll<number>().as('owners'))
    .where('role', '=', 'owner')
    .where('disabled', '=', 0)
    .executeTakeFirstOrThrow();
  return owners;
}

/** False where the name is taken. */
export async function insertAccount(writer: Writer, row: AccountRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await writer
    .insertInto('accounts')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Makes the first owner; false where there is one already: of many claims at once, one statement lets one pass. */
export async function insertFirstOwner(writer: Writer, row: AccountRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO accounts (id, username, password_hash, role, disabled, created_at)
    SELECT ${row.id}, ${row.username}, ${row.password_hash}, 'owner', 0, ${row.created_at}
    WHERE NOT EXISTS (SELECT 1 FROM accounts WHERE role = 'owner')`.execute(writer);
  return numAffectedRows === 1n;
}

/** Changes what is given of an account. */
export async function updateAccount(writer: Writer, id: string, change: Partial<AccountRow>): Promise<void> {
  await writer.updateTable('accounts').set(change).where('id', '=', id).execute();
}

/** Its sessions go with it. */
export async function deleteAccount(writer: Writer, id: string): Promise<void> {
  await writer.deleteFrom('accounts').where('id', '=', id).execute();
}

/** Adds a session. */
export async function insertSession(writer: Writer, row: SessionRow): Promise<void> {
  await writer.insertInto('sessions').values(row).execute();
}

/** A session that runs, with who it is for; nothing for one that has ended, lapsed, or whose account is disabled. */
export function runningSession(db: Reader, hash: string, now: number) {
  return db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
    .select(['accounts.id', 'accounts.username', 'accounts.role', 'accounts.project_ids'])
    .select(['sessions.created_at', 'sessions.expires_at'])
    .where('sessions.hash', '=', hash)
    .where('sessions.expires_at', '>', now)
    .where('accounts.disabled', '=', 0)
    .executeTakeFirst();
}

/** Moves the moment at which a session lapses (UTC ms). */
export async function prolongSession(writer: Writer, hash: string, expiresAt: number): Promise<void> {
  await writer.updateTable('sessions').set({ expires_at: expiresAt }).where('hash', '=', hash).execute();
}

/** Has no session begun after one moment or lapse after another (UTC ms). */
export async function boundSessions(writer: Writer, begun: number, lapsed: number): Promise<void> {
  await writer
    .updateTable('sessions')
    .set({ created_at: sql`min(created_at, ${begun})`, expires_at: sql`min(expires_at, ${lapsed})` })
    .where((row) => row.or([row('created_at', '>', begun), row('expires_at', '>', lapsed)]))
    .execute();
}

/** Moves the times of sessions that ran at the end of a step, and were begun in it. */
export async function moveSessions(writer: Writer, { since, until, by }: Step): Promise<void> {
  await sql`UPDATE sessions SET created_at = created_at + ${by}, expires_at = expires_at + ${by}
    WHERE created_at BETWEEN ${since} AND ${until} AND expires_at > ${until}`.execute(writer);
}

/** Ends one session; gives whose it was. */
export async function deleteSession(writer: Writer, hash: string): Promise<string | undefined> {
  const row = await writer.deleteFrom('sessions').where('hash', '=', hash).returning('account_id').executeTakeFirst();
  return row?.account_id;
}

/** Ends all sessions of an account. */
export async function deleteSessionsOf(writer: Writer, accountId: string): Promise<void> {
  await writer.deleteFrom('sessions').where('account_id', '=', accountId).execute();
}

/** All API keys, first made first. */
export function allKeys(db: Reader): Promise<ApiKeyRow[]> {
  return db.selectFrom('api_keys').selectAll().orderBy('id').execute();
}

/** A key by the SHA-256 of its text, or nothing. */
export function keyByHash(db: Reader, hash: string): Promise<ApiKeyRow | undefined> {
  return db.selectFrom('api_keys').selectAll().where('hash', '=', hash).executeTakeFirst();
}

/** Adds a key. */
export async function insertKey(writer: Writer, row: ApiKeyRow): Promise<void> {
  await writer.insertInto('api_keys').values(row).execute();
}

/** Notes when a key was last used (UTC ms). */
export async function touchKey(writer: Writer, id: string, now: number): Promise<void> {
  await writer.updateTable('api_keys').set({ last_used_at: now }).where('id', '=', id).execute();
}

/** Gives the key's name, or nothing where there is no such key. */
export async function deleteKey(writer: Writer, id: string): Promise<string | undefined> {
  const row = await writer.deleteFrom('api_keys').where('id', '=', id).returning('name').executeTakeFirst();
  return row?.name;
}

/** Withdraws the keys that an account made; gives their ids. */
export async function deleteKeysOf(writer: Writer, accountId: string): Promise<string[]> {
  const rows = await writer.deleteFrom('api_keys').where('made_by', '=', accountId).returning('id').execute();
  return rows.map((row) => row.id);
}

/** What a guess costs and may cost, as the statement needs it; times in ms. */
export interface GuessBounds {
  readonly most: number;
  readonly windowMs: number;
  /** So many guesses are judged without a wait. */
  readonly free: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

/** Counts a guess before it is judged; false where no more may be judged now. Test and count are one statement. */
export async function countGuess(writer: Writer, name: string, now: number, bounds: GuessBounds): Promise<boolean> {
  const { most, windowMs, free, firstWaitMs, longestWaitMs } = bounds;
  const { numAffectedRows } = await sql`
    INSERT INTO guesses (name, failed, since, last_at) VALUES (${name}, 1, ${now}, ${now})
    ON CONFLICT (name) DO UPDATE SET
      failed = iif(since + ${windowMs} <= ${now}, 1, failed + 1),
      since = iif(since + ${windowMs} <= ${now}, ${now}, since),
      last_at = ${now}
    WHERE since + ${windowMs} <= ${now} OR (failed < ${most}
      AND (failed < ${free} OR last_at + min(${longestWaitMs}, ${firstWaitMs} << min(failed - ${free}, 30)) <= ${now}))
  `.execute(writer);
  return numAffectedRows === 1n;
}

/** What is counted of a name, or nothing. */
export function guessesOf(db: Reader, name: string): Promise<GuessRow | undefined> {
  return db.selectFrom('guesses').selectAll().where('name', '=', name).executeTakeFirst();
}

/** Forgets what is counted of a name. */
export async function deleteGuesses(writer: Writer, name: string): Promise<void> {
  await writer.deleteFrom('guesses').where('name', '=', name).execute();
}

/** Counts one guess less of a name. */
export async function uncountGuess(writer: Writer, name: string): Promise<void> {
  await writer
    .updateTable('guesses')
    .set((row) => ({ failed: row('failed', '-', 1) }))
    .where('name', '=', name)
    .where('failed', '>', 0)
    .execute();
}

/** Removes up to 1,000 rows each of guesses from before a time, and of sessions and invitations that lapsed; gives how many went. */
export async function deleteLapsed(writer: Writer, now: number, guessesBefore: number): Promise<number> {
  const guesses = await sql`DELETE FROM guesses WHERE name IN
    (SELECT name FROM guesses WHERE last_at < ${guessesBefore} LIMIT 1000)`.execute(writer);
  const sessions = await sql`DELETE FROM sessions WHERE hash IN
    (SELECT hash FROM sessions WHERE expires_at <= ${now} LIMIT 1000)`.execute(writer);
  const invites = await sql`DELETE FROM invites WHERE id IN
    (SELECT id FROM invites WHERE expires_at <= ${now} LIMIT 1000)`.execute(writer);
  return [guesses, sessions, invites].reduce((sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0n), 0);
}

/** Adds an entry of the audit. */
export async function insertAudit(writer: Writer, row: AuditRow): Promise<void> {
  await writer.insertInto('audit').values(row).execute();
}

/** Newest first, from before an entry where one is named. */
export function auditPage(db: Reader, before: string | undefined, most: number): Promise<AuditRow[]> {
  const page = db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(most);
  return (before === undefined ? page : page.where('id', '<', before)).execute();
}
