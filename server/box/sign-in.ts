import type { z } from 'zod';
import type { SignIn } from '#contract/box.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import { accountGuesses } from './accounts.ts';
import { audit } from './audit.ts';
import {
  accountLimits,
  addressGuesses,
  addressLimits,
  forgiveGuesses,
  type Guess,
  giveBackGuess,
  reserveGuesses,
} from './guesses.ts';
import { verifyPassword } from './passwords.ts';
import { startSession } from './sessions.ts';
import { accountById, accountByName } from './table.ts';

/**
 * Signs in; gives the session's token. Throws `sign_in_failed`, in the same way and the same time for a wrong password,
 * an unknown name and a disabled account, and `too_many_attempts`.
 */
export async function signIn(kit: Kit, input: z.output<typeof SignIn>, peer: string): Promise<string> {
  const username = input.username.trim().toLowerCase();
  const account = await accountByName(kit.db.read, username);
  const ofAccount: Guess = {
    name: account ? accountGuesses(account.id) : stranger(kit, username),
    limits: accountLimits,
  };
  const ofAddress: Guess = { name: addressGuesses(kit, peer), limits: addressLimits };
  await reserveGuesses(kit, ofAccount, ofAddress);

  const right = await verifyPassword(input.password, account?.password_hash).catch(async (error) => {
    // Too busy to judge: it was not a guess.
    await kit.db.write(async (writer) => {
      for (const { name } of [ofAccount, ofAddress]) await giveBackGuess(writer, name);
    });
    throw error;
  });
  const token = right && account && (await start(kit, account, ofAccount, ofAddress));
  if (!token) {
    kit.log.warn({ accountId: account?.id, peer }, 'sign-in refused');
    throw new Refusal('sign_in_failed', 'name or password is wrong');
  }
  return token;
}

/** Begins the session, unless the account changed while its password was being checked. */
function start(kit: Kit, account: { id: string; password_hash: string }, ofAccount: Guess, ofAddress: Guess) {
  return kit.db.write(async (writer) => {
    const now = await accountById(writer, account.id);
    if (!now || now.disabled === 1 || now.password_hash !== account.password_hash) return undefined;
    await forgiveGuesses(writer, ofAccount.name);
    await giveBackGuess(writer, ofAddress.name);
    await audit(writer, kit, { id: now.id, name: now.username }, 'session.start', now.id);
    return startSession(writer, kit, now.id);
  });
}

/** A hash, since people type passwords into the name's field. */
function stranger(kit: Kit, username: string): string {
  return `account:${kit.keys.mac('addresses', `name ${username}`).toString('hex').slice(0, 32)}`;
}
