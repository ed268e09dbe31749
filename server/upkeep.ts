import type { Kit } from './kit.ts';
import { emptyTrash } from './library/recover.ts';

const hourMs = 3_600_000;

/** What the box does by itself, every hour. Gives the way to stop. */
export function startUpkeep(kit: Kit): () => void {
  const round = async () => {
    try {
      const emptied = await emptyTrash(kit);
      if (emptied.photos + emptied.files > 0) kit.log.info(emptied, 'the trash was emptied');
    } catch (error) {
      kit.log.error({ err: error }, 'the upkeep failed; it is tried again in an hour');
    }
  };
  const timer = setInterval(() => void round(), hourMs).unref();
  // The clock's mark is kept at least every minute, writes or not.
  const beat = setInterval(() => void kit.db.write(async () => {}).catch(() => {}), 60_000).unref();
  return () => {
    clearInterval(timer);
    clearInterval(beat);
  };
}
