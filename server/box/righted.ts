import { oncePerStep } from '../clock.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { boundInvites, moveInvites } from './invites/table.ts';
import { boundSessions, moveSessions } from './table.ts';

const day = 86_400_000;
/** A session lapses when it was not used for so long. */
export const sessionIdleMs = 30 * day;
/** An invitation holds for so long. */
export const inviteMs = 2 * day;

const move = oncePerStep(async (writer, step) => {
  await moveSessions(writer, step);
  await moveInvites(writer, step);
});

/**
 * Sessions and invitations that were begun while the machine's clock was lost go on, with the time they had left, once
 * it is right: else they would all be over in that moment. Asked before any of them is read.
 */
export async function carryOver(kit: Pick<Kit, 'clock' | 'db'>): Promise<void> {
  // On a full disk it is tried again by whoever asks next.
  await move(kit).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.code === 'disk_full')) throw error;
  });
}

/** Sessions and invitations begun by a clock that was ahead last no longer than those that begin now (UTC ms). */
export async function boundFrom(writer: Writer, now: number): Promise<void> {
  await boundSessions(writer, now, now + sessionIdleMs);
  await boundInvites(writer, now, now + inviteMs);
}
