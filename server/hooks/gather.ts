import type { HookFact } from '#contract/hooks.ts';
import type { Kit } from '../kit.ts';

/** Something that happened, by ids alone. */
export interface Happening {
  readonly fact: Exclude<HookFact, 'exhausted_soon'>;
  readonly at: number;
  readonly projectId: string;
  readonly linkId: string;
  readonly visitId: string | null;
  readonly askId: string | null;
  readonly count: number | null;
}

/** What happens within so long is written together. */
const gatherMs = 250;
/** So much waits to be written at most: what cannot even be written is not kept in memory without end. */
const most = 20_000;

/** Hears what happens and hands it on in groups, one after the other. `stop` hands on what is left, and settles when all is written. */
export function gather(
  { changes, clock, log }: Pick<Kit, 'changes' | 'clock' | 'log'>,
  hears: () => boolean,
  hand: (happenings: readonly Happening[]) => Promise<void>,
): { stop(): Promise<void> } {
  let held: Happening[] = [];
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const group = held;
    held = [];
    if (group.length === 0) return;
    turn = turn
      .then(() => hand(group))
      .catch((err: unknown) => log.error({ err, lost: group.length }, 'what webhooks are told could not be written'));
  };
  const hear = (happening: Omit<Happening, 'at'>) => {
    if (!hears() || held.length >= most) return;
    held.push({ ...happening, at: clock.now() });
    timer ??= setTimeout(flush, gatherMs);
  };
  const none = { visitId: null, askId: null, count: null };
  const stops = [
    changes.on('visit.opened', ({ projectId, linkId, visitId, opens, staff }) => {
      if (!staff) hear({ ...none, fact: 'opened', projectId, linkId, visitId, count: opens });
    }),
    changes.on('photo.saved', ({ projectId, linkId, visitId, photoIds }) =>
      hear({ ...none, fact: 'downloaded', projectId, linkId, visitId, count: photoIds.length }),
    ),
    changes.on('ask.added', ({ projectId, linkId, askId }) =>
      hear({ ...none, fact: 'asked', projectId, linkId, askId }),
    ),
  ];
  return {
    stop: async () => {
      for (const stop of stops) stop();
      flush();
      await turn;
    },
  };
}
