import type { Settings } from '#contract/box.ts';
import type { Kit } from '../kit.ts';
import { type ClaimState, openClaim } from './claim.ts';
import { applyResetRequest } from './reset-request.ts';
import { boundFrom, carryOver } from './righted.ts';
import { loadSettings, readSettings } from './settings.ts';
import { deleteLapsed } from './table.ts';

const resetEveryMs = 1000;
const cleanEveryMs = 3_600_000;
/** Wrong guesses are kept longer than any window that counts them. */
const guessesKeptMs = 2 * 86_400_000;

/** The box itself: who rules it and how it is set. */
export interface Box {
  readonly claim: ClaimState;
  /** The settings as they are now. */
  settings(): Settings;
  /** Ends its timers; settles when what they began is done. */
  stop(): Promise<void>;
}

/** Loads settings, applies a waiting password reset, sees whether the box is claimed, and starts what recurs. */
export async function openBox(kit: Kit): Promise<Box> {
  await loadSettings(kit);
  await applyResetRequest(kit).catch((err) => kit.log.error({ err }, 'a password reset could not be applied'));
  const claim = await openClaim(kit);
  // A clock that was ahead has come back: what began meanwhile would last until it is there again.
  const righted = async () => {
    if (kit.clock.trusted()) await kit.db.write((writer) => boundFrom(writer, kit.clock.now()));
  };
  await righted().catch((err) => kit.log.error({ err }, 'sessions could not be bounded'));
  const deaf = kit.changes.on('box.changed', ({ names }) => {
    if (names.includes('clock')) righted().catch((err) => kit.log.error({ err }, 'sessions could not be bounded'));
  });
  const ends = [
    every(kit, resetEveryMs, 'the look for a password reset', () => applyResetRequest(kit)),
    every(kit, cleanEveryMs, 'the clean-up of sessions and guesses', () => clean(kit)),
  ];
  return {
    claim,
    settings: () => readSettings(kit),
    stop: async () => {
      deaf();
      for (const end of ends) await end();
    },
  };
}

/** Removes sessions that lapsed and guesses that count no more; nothing while the clock may be wrong. */
async function clean(kit: Kit): Promise<void> {
  if (!kit.clock.mayDelete()) return;
  await carryOver(kit);
  const now = kit.clock.now();
  while ((await kit.db.write((writer) => deleteLapsed(writer, now, now - guessesKeptMs))) >= 1000);
}

/** Does something again and again, never twice at once. What fails is logged once until it works again. */
function every(kit: Kit, ms: number, name: string, work: () => Promise<unknown>): () => Promise<void> {
  let failing = false;
  let running: Promise<void> | undefined;
  const round = async () => {
    try {
      await work();
      failing = false;
    } catch (err) {
      if (!failing) kit.log.error({ err }, `${name} failed`);
      failing = true;
    }
    running = undefined;
  };
  const timer = setInterval(() => {
    running ??= round();
  }, ms);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
