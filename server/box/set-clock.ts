import { released } from '../clock.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from './actor.ts';
import { audit } from './audit.ts';
import { boundFrom } from './righted.ts';

const longestMs = 50 * 365 * 86_400_000;

/** Takes somebody's word for what time it is (UTC ms). Throws `invalid_input` for a time that no box can live in. */
export async function setClock(kit: Kit, actor: Actor, at: number): Promise<void> {
  if (at < released || at > released + longestMs) {
    throw new Refusal('invalid_input', 'now: this cannot be the time', {
      errors: [{ field: 'now', detail: 'this cannot be the time' }],
    });
  }
  await kit.clock.set(kit.db, at, async (writer, before) => {
    const from = new Date(before).toISOString();
    await boundFrom(writer, at);
    await audit(writer, kit, actor, 'clock.set', undefined, { from, to: new Date(at).toISOString() });
  });
  kit.changes.emit('box.changed', { names: ['clock'] });
}
