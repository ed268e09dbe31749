import type { Kit } from './kit.ts';
import { emptyTrash, keepTrash } from './library/recover.ts';
import type { Disk } from './store/ballast.ts';

const hourMs = 3_600_000;
const clockLookMs = 10_000;

/** What the box does by itself, every hour, and what it tells of the machine under it. Gives the way to stop. */
export function startUpkeep(kit: Kit, disk: Pick<Disk, 'onChange'>): () => void {
  const round = async () => {
    try {
      const emptied = await emptyTrash(kit);
      if (emptied.photos + emptied.files > 0) kit.log.info(emptied, 'the trash was emptied');
    } catch (error) {
      kit.log.error({ err: error }, 'the upkeep failed; it is tried again in an hour');
    }
  };
  const timer = setInterval(() => void round(), hourMs).unref();
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
