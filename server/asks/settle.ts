import type { AskKind } from '#contract/asks.ts';
import type { StoredLink } from '../links/table.ts';
import type { Reader, Writer } from '../store/database.ts';
import { kindNow } from './kind.ts';
import { endAsks, placesTaken, type StoredAsk, setKinds, type WaitingAsk, waitingAsks } from './table.ts';

/** What has changed for those who wait at a link. */
export interface Settled {
  /** Nothing keeps them out any more, or they have opened it meanwhile. */
  readonly given: readonly StoredAsk[];
  /** Something else does now. */
  readonly others: readonly (readonly [id: string, kind: AskKind])[];
  readonly waiting: number;
}

/**
 * Looks at who waits at a link: oldest first, `first` before all, and no more than it has opens and places left, since
 * the next one would find it closed again.
 */
export async function lookAt(db: Reader, link: StoredLink, now: number, first?: string): Promise<Settled> {
  const asks = await waitingAsks(db, { now, projectIds: null, linkId: link.id });
  if (asks.length === 0) return { given: [], others: [], waiting: 0 };
  let taken = link.maxDevices === null ? 0 : await placesTaken(db, link.id);
  let left = link.maxOpens === null ? asks.length : Math.max(0, link.maxOpens - link.opens);
  const given: StoredAsk[] = [];
  const others: [string, AskKind][] = [];
  const inTurn = asks.toSorted((a, b) => Number(b.id === first) - Number(a.id === first));
  for (const ask of inTurn) {
    const kind = kindNow(link, ask, taken, now);
    if (hasOpened(ask)) given.push(ask);
    else if (kind === undefined && left > 0) {
      left -= 1;
      if (ask.opens === null) taken += 1;
      given.push(ask);
    } else if (kind !== undefined && kind !== ask.kind) others.push([ask.id, kind]);
  }
  return { given, others, waiting: asks.length - given.length };
}

/** Stores it, within a write. `by`: who of the staff did what let them in; null where that was no answer to them. */
export async function settle(writer: Writer, found: Settled, by: string | null, now: number): Promise<void> {
  await setKinds(writer, found.others);
  await endAsks(
    writer,
    found.given.map(({ id }) => id),
    { state: 'given', by, now },
  );
}

/** Let in by what else staff did, before anybody looked. */
function hasOpened({ opens, last_at: lastAt, asked_at: askedAt }: WaitingAsk): boolean {
  return (opens ?? 0) > 0 && (lastAt ?? 0) > askedAt;
}
