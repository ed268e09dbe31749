import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Claim, SettingsChange } from '#contract/box.ts';
import { same } from '../keys.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import { newAccount } from './accounts.ts';
import { audit, type Doer } from './audit.ts';
import { hashPassword } from './passwords.ts';
import { startSession } from './sessions.ts';
import { settingsStored, storeSettings } from './settings.ts';
import { firstOwner, insertFirstOwner } from './table.ts';

/** Without what looks alike: 0 O, 1 I L. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** Wrong codes that are judged within a quarter of an hour, of an address and in all. The code is new at each start. */
const wrongLimits = { each: 10, all: 60, windowMs: 15 * 60_000 } as const;

export interface ClaimState {
  readonly claimed: boolean;
  /** Like `K7QF-3MZP`; nothing once the box has an owner. */
  readonly code: string | undefined;
  /** Makes the first owner and signs in; gives the session's token. Throws what is wrong with it. */
  claim(input: z.output<typeof Claim>, peer: string): Promise<string>;
}

/** Looks whether the box has an owner, and draws a claim code or takes the configured password where it has none. */
export async function openClaim(kit: Kit): Promise<ClaimState> {
  let code: string | undefined = drawCode();
  const wrong: { peer: string; at: number }[] = [];

  if (await firstOwner(kit.db.read)) code = undefined;
  else if (kit.config.ownerPassword !== undefined) {
    await makeOwner(kit, 'box', kit.config.ownerPassword, {});
    code = undefined;
    kit.log.info('the owner’s account was made with the configured password');
  }

  /** Counts and compares in one breath, so that guesses at once are bounded too. */
  const check = (guess: string, expected: string, peer: string) => {
    const now = kit.clock.monotonic();
    while (wrong[0] && wrong[0].at + wrongLimits.windowMs <= now) wrong.shift();
    const own = wrong.filter((each) => each.peer === peer);
    const oldest = own.length >= wrongLimits.each ? own[0] : wrong.length >= wrongLimits.all ? wrong[0] : undefined;
    if (oldest) {
      const retryAfter = Math.ceil((oldest.at + wrongLimits.windowMs - now) / 1000);
      throw new Refusal('too_many_attempts', 'too many wrong claim codes', { retryAfter });
    }
    if (same(plain(guess), plain(expected))) return;
    wrong.push({ peer, at: now });
    kit.log.warn({ peer }, 'a wrong claim code');
    throw new Refusal('claim_code_wrong', 'the code on the box’s console is another one');
  };

  return {
    get claimed() {
      return code === undefined;
    },
    get code() {
      return code;
    },
    claim: async ({ claimCode, password, boxName, locale }, peer) => {
      if (code === undefined) throw new Refusal('already_claimed', 'the box has an owner');
      check(claimCode, code, peer);
      const ownerId = await makeOwner(kit, 'console', password, { boxName, locale });
      code = undefined;
      return kit.db.write((writer) => startSession(writer, kit, ownerId));
    },
  };
}

/** Gives the owner's id. Throws `already_claimed`, whoever was first. */
async function makeOwner(
  kit: Kit,
  by: Doer,
  password: string,
  settings: z.output<typeof SettingsChange>,
): Promise<string> {
  const owner = newAccount(kit, 'owner', await hashPassword(password), 'owner');
  const after = await kit.db.write(async (writer) => {
    if (!(await insertFirstOwner(writer, owner))) throw new Refusal('already_claimed', 'the box has an owner');
    await audit(writer, kit, by, 'box.claim', owner.id);
    return storeSettings(writer, kit, by, settings);
  });
  settingsStored(kit, after);
  return owner.id;
}

function drawCode(): string {
  const drawn = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${drawn.slice(0, 4)}-${drawn.slice(4)}`;
}

/** As people type it: in any case, with or without the dash. */
function plain(code: string): string {
  return code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}
