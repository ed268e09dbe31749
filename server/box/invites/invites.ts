import { randomBytes } from 'node:crypto';
import type { AcceptInvite, Account, Invite, NewInvite } from '#contract/accounts.ts';
import { newId } from '../../ids.ts';
import type { Kit } from '../../kit.ts';
import { Refusal } from '../../refusal.ts';
import { insertNamed, newAccount, projectsOf, storedProjects, toAccount } from '../accounts.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';
import { addressGuesses, addressLimits, giveBackGuess, reserveGuesses } from '../guesses.ts';
import { hashPassword } from '../passwords.ts';
import { carryOver, inviteMs } from '../righted.ts';
import { secretHash, startSession } from '../sessions.ts';
import { deleteInvite, type InviteRow, insertInvite, inviteByHash, runningInvites } from './table.ts';

/** Invitations that nobody has used and that are not over, newest first. */
export async function listInvites(kit: Kit): Promise<Invite[]> {
  await carryOver(kit);
  return (await runningInvites(kit.db.read, kit.clock.now())).map(toInvite);
}

/** Makes an invitation: good once, for two days. The secret is told here alone. */
export async function addInvite(kit: Kit, by: Actor, input: NewInvite): Promise<Invite & { readonly secret: string }> {
  const secret = randomBytes(24).toString('base64url');
  const now = kit.clock.now();
  const row: InviteRow = {
    id: newId(now),
    secret_hash: secretHash(secret),
    role: input.role,
    project_ids: storedProjects(input.role, input.projectIds, null),
    note: input.note ?? '',
    made_by: by.id,
    created_at: now,
    expires_at: now + inviteMs,
  };
  const { role, note } = row;
  await kit.db.write(async (writer) => {
    await insertInvite(writer, row);
    await audit(writer, kit, by, 'invite.add', row.id, { role, note, projectIds: projectsOf(row) });
  });
  return { ...toInvite(row), secret };
}

/** Takes an invitation back. Throws `not_found`, also where it was used meanwhile. */
export async function removeInvite(kit: Kit, by: Actor, id: string): Promise<void> {
  await kit.db.write(async (writer) => {
    const row = await deleteInvite(writer, id);
    if (!row) throw new Refusal('not_found', 'there is no such invitation');
    await audit(writer, kit, by, 'invite.remove', id, { role: row.role, note: row.note });
  });
}

/**
 * The invitation of a secret. Throws `invite_gone`, in one way for a secret that is unknown, used or over, and
 * `too_many_attempts` where an address brought too many of those.
 */
export async function readInvite(kit: Kit, secret: string, peer: string): Promise<InviteRow> {
  const name = addressGuesses(kit, peer);
  await reserveGuesses(kit, { name, limits: addressLimits });
  await carryOver(kit);
  const row = await inviteByHash(kit.db.read, secretHash(secret), kit.clock.now());
  if (!row) {
    kit.log.warn({ peer }, 'an invitation that is not there');
    throw gone();
  }
  await kit.db.write((writer) => giveBackGuess(writer, name));
  return row;
}

/**
 * Makes the account that an invitation promises and signs it in; of several at once, one has it. Throws as `readInvite`
 * does, and `username_taken`, which leaves the invitation as it was.
 */
export async function acceptInvite(
  kit: Kit,
  input: AcceptInvite,
  peer: string,
): Promise<{ account: Account; token: string }> {
  // Looked at before the password is hashed, so that a stranger cannot keep the box at that.
  const invite = await readInvite(kit, input.secret, peer);
  const passwordHash = await hashPassword(input.password);
  const row = newAccount(kit, input.username, passwordHash, invite.role, projectsOf(invite));
  return kit.db.write(async (writer) => {
    const used = await deleteInvite(writer, invite.id);
    if (!used || used.expires_at <= kit.clock.now()) throw gone();
    await insertNamed(writer, row);
    const { username, role } = row;
    const detail = { invite: used.id, note: used.note, username, role, projectIds: projectsOf(row) };
    await audit(writer, kit, { id: row.id, name: username }, 'invite.accept', row.id, detail);
    return { account: toAccount(row), token: await startSession(writer, kit, row.id) };
  });
}

function gone(): Refusal {
  return new Refusal('invite_gone', 'the invitation was used, taken back, or is over');
}

function toInvite(row: InviteRow): Invite {
  return {
    id: row.id,
    role: row.role,
    projectIds: projectsOf(row),
    note: row.note,
    expiresAt: new Date(row.expires_at).toISOString(),
    createdAt: new Date(row.created_at).toISOString(),
  };
}
