import { audit, type Doer } from '../../box/audit.ts';
import type { Kit } from '../../kit.ts';
import { linkNames } from '../table.ts';
import { type Stray, settleRows, strayLinks, type Which } from './table.ts';

/** So many links are ended or opened again in one write; each may have its row in the audit. */
const perWrite = 400;
/** No visit runs longer (`visits/running.ts`). */
const visitsLastMs = 12 * 3_600_000;

/** How many links ended, and how many open again. */
export interface Settled {
  ended: number;
  back: number;
}

/**
 * Ends links whose project, or all that they open, was deleted, and opens those again whose project or galleries are
 * back, with their codes: in small writes, since a project may have tens of thousands and guests open others meanwhile.
 * What it has not come to yet opens nothing all the same (`stored.ts`, `opens/table.ts`), so it may be cut off and run
 * again at any time.
 */
export async function settleLinks(kit: Kit, by: Doer, of: Which = {}): Promise<Settled> {
  const told: Settled = { ended: 0, back: 0 };
  for (let after = ''; ; ) {
    const ids = await strayLinks(kit.db.read, of, after, perWrite);
    const last = ids.at(-1);
    if (last === undefined) return told;
    after = last;
    const strays = await kit.db.write(async (writer) => {
      const settled = await settleRows(writer, ids, kit.clock.now());
      const single = settled.filter((stray) => !isOneOfMany(stray));
      const names = await linkNames(
        writer,
        single.map(({ id }) => id),
      );
      for (const { id, why } of single) {
        const name = names.get(id);
        if (why === null) await audit(writer, kit, by, 'link.restore', id, { ...name });
        else await audit(writer, kit, by, 'link.revoke', id, { ...name, why });
      }
      return settled;
    });
    for (const { why } of strays) told[why === null ? 'back' : 'ended'] += 1;
    announce(kit, strays);
  }
}

/** Of a batch, or made by a screen: there may be thousands of them. */
function isOneOfMany({ batchId, screenId }: Stray): boolean {
  return batchId !== null || screenId !== null;
}

/** Those are told one by one only where somebody may be looking. */
function announce(kit: Kit, strays: readonly Stray[]): void {
  const since = kit.clock.now() - visitsLastMs;
  for (const stray of strays) {
    const { id, projectId, lastOpenAt, why } = stray;
    if (isOneOfMany(stray) && (lastOpenAt === null || lastOpenAt < since)) continue;
    kit.changes.emit(why === null ? 'link.changed' : 'link.revoked', { linkId: id, projectId });
  }
  const batches = new Map(strays.flatMap(({ batchId, projectId }) => (batchId === null ? [] : [[batchId, projectId]])));
  for (const [batchId, projectId] of batches) kit.changes.emit('batch.changed', { batchId, projectId });
}

/**
 * The same after an act that is on disk: what goes wrong now does not undo the act, and is made up for within the hour.
 * Tells at the end that the project changed, so that nobody holds a link as it was in between.
 */
export async function settleSoon(kit: Kit, by: Doer, projectId: string, of: Which): Promise<void> {
  await settleLinks(kit, by, of).catch((error: unknown) => {
    kit.log.error({ err: error, projectId }, 'links could not follow what they open; it is tried again');
  });
  kit.changes.emit('project.changed', { projectId });
}
