import type { Kit } from '../kit.ts';
import { noteSeen, type VisitRow, visitsSince } from './table.ts';

/** A visit lapses after so long without a page or photo, and after so long in any case. */
export const idleMs = 30 * 60_000;
export const longestMs = 12 * 3_600_000;
/** How long a visit of a link lasts at most, ms. */
export function lastsMs({ visitSeconds }: { readonly visitSeconds: number | null }): number {
  return visitSeconds === null ? longestMs : Math.min(longestMs, visitSeconds * 1000);
}
/** The same nonce is the same open for so long. */
const nonceMs = 10 * 60_000;
const keepMs = 60_000;
const rowsAWrite = 1000;
/**
 * So many run at once, of one link and at a start in all; the largest hall has a few thousand. Whoever opens a link
 * without end must not fill the memory with it.
 */
const most = { ofLink: 20_000, atStart: 200_000 } as const;

/** One consumed open: one phone, one link. */
export interface Visit {
  readonly id: string;
  readonly linkId: string;
  readonly visitor: string;
  readonly standIn: boolean;
  readonly nonce: string | null;
  /** The editions that the link's address and password had when it was opened. */
  readonly linkEdition: number;
  readonly passwordEdition: number;
  readonly openedAt: number;
  /** When it ends at the latest, UTC ms. */
  readonly endsAt: number;
}

/** The visits that run, in memory: no byte asks the database for them. Time within a run is monotonic. */
export interface Running {
  /** The visit of this id while it runs. */
  find(id: string): Visit | undefined;
  /** The one that a phone with its own cookie has running on a link. */
  ofVisitor(linkId: string, visitor: string): Visit | undefined;
  /** The one that was opened with this nonce, for ten minutes. */
  ofNonce(linkId: string, nonce: string): Visit | undefined;
  add(visit: Visit): void;
  /** A page or a photo was asked for: the visit goes on. */
  seen(id: string): void;
  /** Notes what was seen and ends the timer. */
  stop(): Promise<void>;
}

interface Entry {
  readonly visit: Visit;
  readonly openedMono: number;
  seenMono: number;
  /** When it was last seen, UTC ms, and whether the database knows. */
  seenAt: number;
  kept: boolean;
}

/** The visits of one link in the order of their opening: those nobody came back to yet, and the others. */
interface OfLink {
  readonly idle: Set<Entry>;
  readonly used: Set<Entry>;
}

/** Takes up the visits that ran when the box last stopped, and keeps when each was last seen, a minute late at most. */
export async function openRunning(
  kit: Pick<Kit, 'db' | 'clock' | 'changes' | 'log'>,
  bounds: { readonly ofLink: number; readonly atStart: number } = most,
): Promise<Running> {
  const { clock } = kit;
  const entries = new Map<string, Entry>();
  const visitors = new Map<string, string>();
  const nonces = new Map<string, string>();
  const links = new Map<string, OfLink>();

  const add = (visit: Visit, seenAt: number) => {
    const now = clock.now();
    const mono = clock.monotonic();
    const entry = {
      visit,
      openedMono: mono - Math.max(0, now - visit.openedAt),
      seenMono: mono - Math.max(0, now - seenAt),
      seenAt,
      kept: true,
    };
    entries.set(visit.id, entry);
    const of = links.get(visit.linkId) ?? { idle: new Set(), used: new Set() };
    links.set(visit.linkId, of);
    of[seenAt > visit.openedAt ? 'used' : 'idle'].add(entry);
    if (of.idle.size + of.used.size > bounds.ofLink) {
      // Somebody who looks at photos stays; before that, the first to go.
      const [first] = of.idle.size > 1 ? of.idle : of.used;
      if (first) drop(first);
    }
    if (!visit.standIn) visitors.set(`${visit.linkId} ${visit.visitor}`, visit.id);
    if (visit.nonce !== null) nonces.set(`${visit.linkId} ${visit.nonce}`, visit.id);
  };
  const drop = (entry: Entry) => {
    const { visit } = entry;
    entries.delete(visit.id);
    const of = links.get(visit.linkId);
    if (of?.idle.delete(entry) || of?.used.delete(entry))
      if (of.idle.size + of.used.size === 0) links.delete(visit.linkId);
    const byVisitor = `${visit.linkId} ${visit.visitor}`;
    if (visitors.get(byVisitor) === visit.id) visitors.delete(byVisitor);
    const byNonce = `${visit.linkId} ${visit.nonce}`;
    if (nonces.get(byNonce) === visit.id) nonces.delete(byNonce);
  };
  const runs = (id: string | undefined): Entry | undefined => {
    const entry = id === undefined ? undefined : entries.get(id);
    if (!entry) return undefined;
    const mono = clock.monotonic();
    if (mono - entry.seenMono < idleMs && mono - entry.openedMono < entry.visit.endsAt - entry.visit.openedAt)
      return entry;
    drop(entry);
    return undefined;
  };

  /** Lets go of what lapsed, and notes the rest. */
  const keep = async () => {
    for (const id of entries.keys()) runs(id);
    const news = [...entries.values()].filter((entry) => !entry.kept);
    for (let at = 0; at < news.length; at += rowsAWrite) {
      const some = news.slice(at, at + rowsAWrite);
      for (const entry of some) entry.kept = true;
      const seen = some.map(({ visit, seenAt }) => [visit.id, seenAt] as const);
      await kit.db.write((writer) => noteSeen(writer, seen));
    }
  };

  const now = clock.now();
  for (const row of await visitsSince(kit.db.read, now - longestMs, now - idleMs, bounds.atStart))
    add(toVisit(row), row.last_seen_at);

  const stopListening = kit.changes.on('link.revoked', ({ linkId }) => {
    const of = links.get(linkId);
    for (const entry of [...(of?.idle ?? []), ...(of?.used ?? [])]) drop(entry);
  });
  const stopForgetting = kit.changes.on('phone.forgotten', ({ visitors: forgotten }) => {
    for (const entry of [...entries.values()]) if (forgotten.includes(entry.visit.visitor)) drop(entry);
  });
  const timer = setInterval(() => {
    // What is lost is only how long ago somebody was seen.
    keep().catch((error: unknown) => kit.log.warn({ err: error }, 'when visits were last seen could not be noted'));
  }, keepMs).unref();

  return {
    find: (id) => runs(id)?.visit,
    ofVisitor: (linkId, visitor) => runs(visitors.get(`${linkId} ${visitor}`))?.visit,
    ofNonce: (linkId, nonce) => {
      const entry = runs(nonces.get(`${linkId} ${nonce}`));
      return entry && clock.monotonic() - entry.openedMono < nonceMs ? entry.visit : undefined;
    },
    add: (visit) => add(visit, visit.openedAt),
    seen: (id) => {
      const entry = runs(id);
      if (!entry) return;
      entry.seenMono = clock.monotonic();
      entry.seenAt = clock.now();
      entry.kept = false;
      const of = links.get(entry.visit.linkId);
      if (of?.idle.delete(entry)) of.used.add(entry);
    },
    stop: async () => {
      clearInterval(timer);
      stopListening();
      stopForgetting();
      await keep();
    },
  };
}

/** A row as the rooms above know it. */
export function toVisit(row: Omit<VisitRow, 'ms'>): Visit {
  return {
    id: row.id,
    linkId: row.link_id,
    visitor: row.visitor,
    standIn: row.stand_in === 1,
    nonce: row.nonce,
    linkEdition: row.link_edition,
    passwordEdition: row.password_edition,
    openedAt: row.opened_at,
    endsAt: row.ends_at,
  };
}
