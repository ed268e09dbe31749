import type { Kit } from './kit.ts';
import { emptyTrash, keepTrash } from './library/recover.ts';
import { clearPicks, type OnScreens, runCleanUp } from './links/clean-up/clean-up.ts';
import { emptyRemoved } from './links/trash/empty.ts';
import { settleLinks } from './links/trash/settle.ts';
import { pruneExports } from './reports/plans/evening-clock.ts';
import { prunePlays } from './screens/plays/plays.ts';
import type { Disk } from './store/ballast.ts';
import { finishForgetting } from './visits/forget/forget.ts';
import { pruneEvents } from './visits/keep/keep.ts';

const hourMs = 3_600_000;
const clockLookMs = 10_000;

/** What the box does every hour: what was cut off is made whole, what is over goes, and what lay in the trash for long ends. */
export async function upkeepRound(kit: Kit, onScreens: OnScreens): Promise<void> {
  // Each for itself: one that fails keeps none of the others from being done.
  const part = (work: Promise<unknown>) => quietly(kit, work);
  await part(settleLinks(kit, 'box'));
  await part(
    runCleanUp(kit, onScreens).then(
      (galleries) => galleries > 0 && kit.log.info({ galleries }, 'galleries were cleaned up'),
    ),
  );
  await part(
    clearPicks(kit).then((galleries) => galleries > 0 && kit.log.info({ galleries }, 'picks of guests were cleared')),
  );
  // Before their photos: these are deleted faster when nothing hangs on them any more.
  await part(
    emptyRemoved(kit).then(
      (told) => Object.values(told).some(Boolean) && kit.log.info(told, 'what was deleted is gone'),
    ),
  );
  await part(
    prunePlays(kit).then(
      (plays) => plays > 0 && kit.log.info({ plays }, 'what screens showed long ago is kept in sum'),
    ),
  );
  await part(finishForgetting(kit));
  await part(
    pruneEvents(kit).then(
      (told) => told.visits + told.refusals > 0 && kit.log.info(told, 'visits of long ago are kept in sum'),
    ),
  );
  await part(
    pruneExports(kit).then((files) => files > 0 && kit.log.info({ files }, 'old report files were taken away')),
  );
  await part(
    emptyTrash(kit).then((told) => told.photos + told.files > 0 && kit.log.info(told, 'the trash was emptied')),
  );
}

async function quietly(kit: Kit, work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) =>
    kit.log.error({ err: error }, 'the upkeep failed; it is tried again in an hour'),
  );
}

/** What the box does by itself, and what it tells of the machine under it. Gives the way to stop. */
export function startUpkeep(kit: Kit, disk: Pick<Disk, 'onChange'>, onScreens: OnScreens): () => void {
  let busy = false;
  const run = async (work: () => Promise<void>) => {
    if (busy) return;
    busy = true;
    await work();
    busy = false;
  };
  // What the last stop cut off: a deletion or a return, and phones that were being forgotten.
  void run(async () => {
    await quietly(kit, settleLinks(kit, 'box'));
    await quietly(kit, finishForgetting(kit));
  });
  const timer = setInterval(() => void run(() => upkeepRound(kit, onScreens)), hourMs).unref();
  const deaf = disk.onChange(() => kit.changes.emit('box.changed', { names: ['disk'] }));
  let trusted = kit.clock.trusted();
  const watch = setInterval(() => {
    // Soon, and not only when something is to be deleted: after a restart nobody knows of the step any more.
    keepTrash(kit).catch((error: unknown) => kit.log.error({ err: error }, 'the trash could not be kept'));
    if (kit.clock.trusted() === trusted) return;
    trusted = !trusted;
    if (trusted) kit.log.info('the clock of this machine is right again');
    else kit.log.warn('the clock of this machine cannot be right: nothing will be deleted until it is');
    kit.changes.emit('box.changed', { names: ['clock'] });
  }, clockLookMs).unref();
  return () => {
    clearInterval(timer);
    clearInterval(watch);
    deaf();
  };
}
