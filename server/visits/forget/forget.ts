import { randomBytes } from 'node:crypto';
import type { Actor } from '../../box/actor.ts';
import { audit } from '../../box/audit.ts';
import type { Kit } from '../../kit.ts';
import { Refusal } from '../../refusal.ts';
import {
  beginForgetting,
  endForgetting,
  type Forgetting,
  forgettings,
  keysOfPhone,
  steps,
  type Traces,
  tracesOf,
  visitorOf,
  waitingOf,
} from './table.ts';

/** So many rows a write. */
const most = 1000;
/** No visitor's key begins so: what stands for a phone that was forgotten. */
const nobody = '~';

/** Whether a visit's phone was forgotten. */
export function isForgotten(visitor: string): boolean {
  return visitor.startsWith(nobody);
}

/**
 * Forgets the phone of a visit, on all links: its rows go to a key that was drawn for it and leads back to nothing, without
 * its address, what it said of itself, and all that its guest wrote; what they count stays as it is. Its visits end. All
 * that counts phones changes in one write, so that the next open by the same cookie is a new phone's; the rest follows in
 * small ones, and is taken up again by `finishForgetting` where it was cut off. Throws `not_found`.
 */
export async function forgetPhone(kit: Kit, actor: Actor, linkId: string, visitId: string): Promise<void> {
  // First what was cut off: it may be this very phone.
  await finishForgetting(kit);
  const { read } = kit.db;
  const visitor = await visitorOf(read, linkId, visitId);
  if (visitor === undefined) throw new Refusal('not_found', 'there is no such visit');
  if (isForgotten(visitor)) return;
  const visitors = await keysOfPhone(read, linkId, visitor);
  const waiting = await waitingOf(read, visitors);
  const phone: { readonly key: string; readonly traces: Traces }[] = [];
  for (const key of visitors) if (!isForgotten(key)) phone.push({ key, traces: await tracesOf(read, key) });
  await kit.db.write(async (writer) => {
    const now = kit.clock.now();
    let begun = false;
    for (const { key, traces } of phone) {
      const fresh = nobody + randomBytes(16).toString('base64url');
      begun = (await beginForgetting(writer, { visitor: key, fresh, now }, traces, most)) || begun;
    }
    if (begun) await audit(writer, kit, actor, 'phone.forget', linkId);
  });
  kit.changes.emit('phone.forgotten', { visitors });
  await finishForgetting(kit);
  for (const ask of waiting) kit.changes.emit('ask.answered', ask);
}

/** Ends what is begun; does nothing where nothing is. Gives how many phones. */
export async function finishForgetting(kit: Pick<Kit, 'db'>): Promise<number> {
  const open = await forgettings(kit.db.read);
  for (const one of open) await finish(kit, one);
  return open.length;
}

async function finish({ db }: Pick<Kit, 'db'>, one: Forgetting): Promise<void> {
  for (const { left, cut } of steps) {
    for (;;) {
      const rows = await left(db.read, one, most);
      if (rows.length === 0) break;
      await db.write((writer) => cut(writer, one, rows));
    }
  }
  await db.write((writer) => endForgetting(writer, one.visitor));
}
