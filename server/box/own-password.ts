import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import { accountGuesses } from './accounts.ts';
import type { Actor } from './actor.ts';
import { audit } from './audit.ts';
import { accountLimits, forgiveGuesses, giveBackGuess, reserveGuesses } from './guesses.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { startSession } from './sessions.ts';
import { accountById, deleteSessionsOf, updateAccount } from './table.ts';

/**
 * Changes the password of who is signed in, who has to know the one before. Every session of theirs ends; gives the
 * token of a new one. Throws `password_wrong`, `too_many_attempts`, and `not_allowed` for an API key.
 */
export async function changeOwnPassword(
  kit: Kit,
  actor: Actor,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<string> {
  const account = actor.by === 'session' ? await accountById(kit.db.read, actor.id) : undefined;
  if (!account) throw new Refusal('not_allowed', 'a key has no password');
  const guess = { name: accountGuesses(account.id), limits: accountLimits };
  await reserveGuesses(kit, guess);
  const right = await verifyPassword(current, account.password_hash).catch(async (error) => {
    await kit.db.write((writer) => giveBackGuess(writer, guess.name));
    throw error;
  });
  if (!right) throw new Refusal('password_wrong', 'the current password is another one');
  const hash = await hashPassword(password);
  const token = await kit.db.write(async (writer) => {
    const now = await accountById(writer, account.id);
    // Changed or disabled by an owner while it was checked: theirs holds.
    if (!now || now.disabled === 1 || now.password_hash !== account.password_hash)
      throw new Refusal('changed_meanwhile', 'the account was changed meanwhile');
    await updateAccount(writer, account.id, { password_hash: hash });
    await deleteSessionsOf(writer, account.id);
    await forgiveGuesses(writer, guess.name);
    await audit(writer, kit, actor, 'account.change', account.id, { username: account.username, password: 'changed' });
    return startSession(writer, kit, account.id);
  });
  kit.changes.emit('session.ended', { actorId: account.id });
  return token;
}
