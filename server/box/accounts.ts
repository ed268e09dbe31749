import type { z } from 'zod';
import type { Account, AccountChange, NewAccount } from '#contract/accounts.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import type { Actor } from './actor.ts';
import { audit } from './audit.ts';
import { forgiveGuesses } from './guesses.ts';
import { deleteInvitesOf } from './invites/table.ts';
import { hashPassword } from './passwords.ts';
import {
  type AccountRow,
  accountById,
  allAccounts,
  countOwners,
  deleteAccount,
  deleteKeysOf,
  deleteSessionsOf,
  insertAccount,
  updateAccount,
} from './table.ts';

/** All accounts, first made first. */
export async function listAccounts(kit: Kit): Promise<Account[]> {
  return (await allAccounts(kit.db.read)).map(toAccount);
}

/** Throws `username_taken`. */
export async function addAccount(kit: Kit, by: Actor, input: z.output<typeof NewAccount>): Promise<Account> {
  const row = newAccount(kit, input.username, await hashPassword(input.password), input.role, input.projectIds);
  const { username, role } = row;
  await kit.db.write(async (writer) => {
    await insertNamed(writer, row);
    await audit(writer, kit, by, 'account.add', row.id, { username, role, projectIds: projectsOf(row) });
  });
  return toAccount(row);
}

/** Adds an account's row. Throws `username_taken`. */
export async function insertNamed(writer: Writer, row: AccountRow): Promise<void> {
  if (!(await insertAccount(writer, row))) throw new Refusal('username_taken', 'there is an account of that name');
}

/**
 * Changes role, projects or password, or disables. Its sessions end with it, but for a change of its projects alone,
 * which counts from the next request on. Throws `not_found` and `last_owner`.
 */
export async function changeAccount(
  kit: Kit,
  by: Actor,
  id: string,
  input: z.output<typeof AccountChange>,
): Promise<Account> {
  const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password);
  const { after, changed, keys } = await kit.db.write(async (writer) => {
    const before = await existing(writer, id);
    const after: AccountRow = {
      ...before,
      role: input.role ?? before.role,
      project_ids: storedProjects(input.role ?? before.role, input.projectIds, before.project_ids),
      disabled: input.disabled === undefined ? before.disabled : Number(input.disabled),
      password_hash: passwordHash ?? before.password_hash,
    };
    const detail = {
      username: before.username,
      ...(after.role !== before.role && { role: { from: before.role, to: after.role } }),
      ...(after.project_ids !== before.project_ids && {
        projectIds: { from: projectsOf(before), to: projectsOf(after) },
      }),
      ...(after.disabled !== before.disabled && { disabled: after.disabled === 1 }),
      ...(passwordHash !== undefined && { password: 'changed' }),
    };
    const changed = Object.keys(detail).length - 1;
    if (changed === 0) return { after, changed: false, keys: [] };
    await updateAccount(writer, id, after);
    await refuseWithoutOwner(writer);
    if (changed > 1 || !('projectIds' in detail)) await deleteSessionsOf(writer, id);
    if (passwordHash !== undefined) await forgiveGuesses(writer, accountGuesses(id));
    // Only owners make keys: whoever is none any more leaves none behind.
    const rules = after.role === 'owner' && after.disabled === 0;
    const keys = rules ? [] : await withdrawMadeBy(writer, id);
    await audit(writer, kit, by, 'account.change', id, { ...detail, ...(keys.length > 0 && { keysWithdrawn: keys }) });
    return { after, changed: true, keys };
  });
  if (changed) for (const actorId of [id, ...keys]) kit.changes.emit('session.ended', { actorId });
  return toAccount(after);
}

/** Removes an account and its sessions. Throws `not_found` and `last_owner`. */
export async function removeAccount(kit: Kit, by: Actor, id: string): Promise<void> {
  const keys = await kit.db.write(async (writer) => {
    const { username, role } = await existing(writer, id);
    const keys = await withdrawMadeBy(writer, id);
    await deleteAccount(writer, id);
    await refuseWithoutOwner(writer);
    await forgiveGuesses(writer, accountGuesses(id));
    await audit(writer, kit, by, 'account.remove', id, {
      username,
      role,
      ...(keys.length > 0 && { keysWithdrawn: keys }),
    });
    return keys;
  });
  for (const actorId of [id, ...keys]) kit.changes.emit('session.ended', { actorId });
}

/** A row for an account that can sign in. */
export function newAccount(
  kit: Kit,
  username: string,
  passwordHash: string,
  role: AccountRow['role'],
  projectIds?: readonly string[] | null,
): AccountRow {
  const now = kit.clock.now();
  const project_ids = storedProjects(role, projectIds, null);
  return { id: newId(now), username, password_hash: passwordHash, role, disabled: 0, project_ids, created_at: now };
}

/** The only projects of an account; null: all, as an owner always has. */
export function projectsOf(row: Pick<AccountRow, 'role' | 'project_ids'>): string[] | null {
  return row.role === 'owner' || row.project_ids === null ? null : (JSON.parse(row.project_ids) as string[]);
}

/** Projects as a row keeps them; an owner has all, and what nobody told stays. */
export function storedProjects(
  role: AccountRow['role'],
  told: readonly string[] | null | undefined,
  before: string | null,
): string | null {
  if (role === 'owner') return null;
  if (told === undefined) return before;
  return told && JSON.stringify([...new Set(told.map((id) => id.toLowerCase()))]);
}

/** Takes back what an account made that lets others in: its keys, whose ids it gives, and its invitations. */
async function withdrawMadeBy(writer: Writer, id: string): Promise<string[]> {
  await deleteInvitesOf(writer, id);
  return deleteKeysOf(writer, id);
}

/** The name under which wrong guesses of an account's password are counted. */
export function accountGuesses(id: string): string {
  return `account:${id}`;
}

async function existing(writer: Writer, id: string): Promise<AccountRow> {
  const row = await accountById(writer, id);
  if (!row) throw new Refusal('not_found', 'there is no such account');
  return row;
}

/** Undoes the write that would leave the box without anybody to rule it. */
async function refuseWithoutOwner(writer: Writer): Promise<void> {
  if ((await countOwners(writer)) === 0) throw new Refusal('last_owner', 'a box needs an owner who can sign in');
}

/** An account as owners see it. */
export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    username: row.username,
    role: row.role,
    projectIds: projectsOf(row),
    disabled: row.disabled === 1,
    createdAt: new Date(row.created_at).toISOString(),
  };
}
