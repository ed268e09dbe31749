import type { z } from 'zod';
import type { Account, AccountChange, NewAccount } from '#contract/box.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import type { Actor } from './actor.ts';
import { audit } from './audit.ts';
import { forgiveGuesses } from './guesses.ts';
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
  const row = newAccount(kit, input.username, await hashPassword(input.password), input.role);
  await kit.db.write(async (writer) => {
    if (!(await insertAccount(writer, row))) throw new Refusal('username_taken', 'there is an account of that name');
    await audit(writer, kit, by, 'account.add', row.id, { username: row.username, role: row.role });
  });
  return toAccount(row);
}

/** Changes role or password, or disables; its sessions end with it. Throws `not_found` and `last_owner`. */
export async function changeAccount(
  kit: Kit,
  by: Actor,
  id: string,
  input: z.output<typeof AccountChange>,
): Promise<Account> {
  const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password);
  const { after, ended, keys } = await kit.db.write(async (writer) => {
    const before = await existing(writer, id);
    const after: AccountRow = {
      ...before,
      role: input.role ?? before.role,
      disabled: input.disabled === undefined ? before.disabled : Number(input.disabled),
      password_hash: passwordHash ?? before.password_hash,
    };
    const detail = {
      username: before.username,
      ...(after.role !== before.role && { role: { from: before.role, to: after.role } }),
      ...(after.disabled !== before.disabled && { disabled: after.disabled === 1 }),
      ...(passwordHash !== undefined && { password: 'changed' }),
    };
    if (Object.keys(detail).length === 1) return { after, ended: false, keys: [] };
    await updateAccount(writer, id, after);
    await refuseWithoutOwner(writer);
    await deleteSessionsOf(writer, id);
    if (passwordHash !== undefined) await forgiveGuesses(writer, accountGuesses(id));
    // Only owners make keys: whoever is none any more leaves none behind.
    const keys = after.disabled || after.role !== 'owner' ? await deleteKeysOf(writer, id) : [];
    await audit(writer, kit, by, 'account.change', id, { ...detail, ...(keys.length > 0 && { keysWithdrawn: keys }) });
    return { after, ended: true, keys };
  });
  if (ended) for (const actorId of [id, ...keys]) kit.changes.emit('session.ended', { actorId });
  return toAccount(after);
}

/** Removes an account and its sessions. Throws `not_found` and `last_owner`. */
export async function removeAccount(kit: Kit, by: Actor, id: string): Promise<void> {
  const keys = await kit.db.write(async (writer) => {
    const { username, role } = await existing(writer, id);
    const keys = await deleteKeysOf(writer, id);
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
export function newAccount(kit: Kit, username: string, passwordHash: string, role: AccountRow['role']): AccountRow {
  const now = kit.clock.now();
  return { id: newId(now), username, password_hash: passwordHash, role, disabled: 0, created_at: now };
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

function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    username: row.username,
    role: row.role,
    disabled: row.disabled === 1,
    createdAt: new Date(row.created_at).toISOString(),
  };
}
