import type { Kit } from '../kit.ts';
import type { JoinChapter } from './chapter.ts';
import { nextDay } from './chapters/table.ts';
import { openDays, resetDays } from './daily.ts';
import { nextSwap } from './swaps/table.ts';
import { makeSwaps } from './swaps.ts';

export interface Timetable {
  stop(): Promise<void>;
}

const tickMs = 500;
/** What went wrong is tried again after so long. */
const againMs = 5000;

/** Does what was planned for a moment, at that moment; what fell due while the box was off is done before this settles. */
export async function openTimetable(kit: Kit, join: JoinChapter): Promise<Timetable> {
  /** When something is due next, UTC ms; undefined: to be looked up. */
  let due: number | undefined;
  /** Grows with each change of what is planned. */
  let news = 0;
  let running: Promise<void> | undefined;
  let restUntil = Number.NEGATIVE_INFINITY;

  const failed = (error: unknown) => {
    restUntil = kit.clock.monotonic() + againMs;
    kit.log.error({ err: error }, 'what was planned for this moment could not be done; it is tried again');
  };
  const round = async () => {
    await makeSwaps(kit).catch(failed);
    await openDays(kit, join).catch(failed);
  };
  const tick = async () => {
    if (due === undefined) {
      const turn = news;
      const [swap, day] = await Promise.all([nextSwap(kit.db.read), nextDay(kit.db.read)]);
      // What was planned meanwhile may be due before it.
      if (turn === news) due = Math.min(swap ?? Number.POSITIVE_INFINITY, day ?? Number.POSITIVE_INFINITY);
    }
    if (due === undefined || kit.clock.now() < due) return;
    await round();
    due = undefined;
  };
  const forget = () => {
    news += 1;
    due = undefined;
  };

  await round();
  await resetDays(kit).catch(failed);
  const stops = [
    kit.changes.on('gallery.changed', forget),
    kit.changes.on('project.changed', forget),
    kit.changes.on('settings.changed', ({ names }) => {
      if (names.includes('timeZone')) resetDays(kit).then(forget, failed);
    }),
  ];
  const timer = setInterval(() => {
    if (kit.clock.monotonic() < restUntil) return;
    running ??= tick()
      .catch(failed)
      .finally(() => {
        running = undefined;
      });
  }, tickMs).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      for (const stop of stops) stop();
      await running;
    },
  };
}
