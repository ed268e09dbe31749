import { readSettings } from '../../box/settings.ts';
import type { Kit } from '../../kit.ts';
import { nextEvening } from './evenings.ts';
import { clearExports, dropExport } from './folder.ts';
import { type Making, makeEvening } from './make.ts';
import { openPost } from './post.ts';
import {
  allPlans,
  deleteFiles,
  deleteSpentPlans,
  duePlans,
  movePlan,
  nextPlan,
  type StoredPlan,
  spentFiles,
} from './table.ts';

/** Makes and mails reports when their hour strikes. */
export interface EveningClock {
  /** What was planned may have changed. */
  look(): void;
  stop(): Promise<void>;
}

const tickMs = 1000;
const minute = 60_000;
/** An evening that could not be made is tried again after these, and then left to the next one. */
const pauses = [1, 5, 15, 60].map((minutes) => minutes * minute);
const keptMs = 400 * 86_400_000;
const mailEveryMs = 10_000;

/** Starts it: an evening that was missed while the box was off is made now, once. */
export async function startEveningClock(kit: Kit, making: Making): Promise<EveningClock> {
  const post = openPost(kit);
  /** When something is due next, UTC ms; undefined: to be looked up. */
  let due: number | undefined;
  let mailAt = 0;
  let running: Promise<void> | undefined;
  let stopped = false;
  const failing = new Map<string, { readonly failures: number; readonly until: number }>();

  const evening = async (plan: StoredPlan) => {
    const id = plan.project_id;
    const before = failing.get(id);
    if (before && before.until > kit.clock.monotonic()) return;
    const failed = await makeEvening(kit, { ...making, stopping: () => stopped }, plan);
    const failures = (before?.failures ?? 0) + 1;
    const pause = pauses[failures - 1];
    if (failed > 0 && pause !== undefined) {
      failing.set(id, { failures, until: kit.clock.monotonic() + pause });
      return;
    }
    failing.delete(id);
    const next = nextEvening(plan, kit.clock.now(), readSettings(kit).timeZone);
    await kit.db.write((writer) => movePlan(writer, plan, next));
  };
  const tick = async () => {
    if (!kit.clock.trusted()) return;
    due ??= (await nextPlan(kit.db.read)) ?? Number.POSITIVE_INFINITY;
    if (kit.clock.now() >= due) {
      for (const plan of await duePlans(kit.db.read, kit.clock.now())) {
        if (stopped) return;
        await evening(plan);
      }
      // One that failed stays due, and is looked at again when its pause is over.
      due = failing.size > 0 ? due : undefined;
      mailAt = 0;
    }
    if (kit.clock.monotonic() >= mailAt) {
      mailAt = kit.clock.monotonic() + mailEveryMs;
      await post.round(new Set(failing.keys()));
    }
  };
  /** Evenings that are to come are taken by the clocks of the zone, and the end of the project, as they are now. */
  const reset = async () => {
    const { timeZone } = readSettings(kit);
    const now = kit.clock.now();
    for (const plan of await allPlans(kit.db.read)) {
      if (plan.next_at !== null && plan.next_at <= now) continue;
      const next = nextEvening(plan, now, timeZone);
      if (next !== plan.next_at) await kit.db.write((writer) => movePlan(writer, plan, next));
    }
    due = undefined;
  };
  const failed = (err: unknown) => kit.log.error({ err }, 'the reports of the evening could not be looked at');
  const again = () => void reset().catch(failed);

  await clearExports(kit);
  await reset().catch(failed);
  const stops = [
    kit.changes.on('project.changed', again),
    kit.changes.on('settings.changed', ({ names }) => {
      if (names.includes('timeZone')) again();
    }),
  ];
  const timer = setInterval(() => {
    running ??= tick()
      .catch(failed)
      .finally(() => {
        running = undefined;
      });
  }, tickMs).unref();
  return {
    look: () => {
      due = undefined;
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      for (const stop of stops) stop();
      await running;
    },
  };
}

/** Takes away files that are older than they are kept, and those of projects that are gone; gives how many. */
export async function pruneExports(kit: Kit): Promise<number> {
  if (!kit.clock.mayDelete()) return 0;
  const rows = await spentFiles(kit.db.read, kit.clock.now() - keptMs, 500);
  for (const { name } of rows) await dropExport(kit, name);
  await kit.db.write(async (writer) => {
    await deleteFiles(
      writer,
      rows.map(({ id }) => id),
    );
    await deleteSpentPlans(writer);
  });
  return rows.length;
}
