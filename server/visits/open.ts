import type { Kit } from '../kit.ts';
import { judge } from '../links/policy.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { makeCounter } from './count.ts';
import type { Opening, RegionOf } from './opening.ts';
import { makePasswordGuard } from './password-guard.ts';
import { refuseDead } from './refused.ts';
import { isRobot } from './robots.ts';
import { type Running, toVisit, type Visit } from './running.ts';

export interface Opened {
  readonly visit: Visit;
  /** It ran already, and nothing was consumed. */
  readonly resumed: boolean;
}

/** Opens visits; see `Opening`. Throws the refusal of a dead link, `password_required`, `password_wrong`, `too_many_attempts`. */
export function makeOpener(kit: Kit, running: Running, regionOf?: RegionOf): (opening: Opening) => Promise<Opened> {
  const guard = makePasswordGuard(kit);
  const count = makeCounter(kit, regionOf);
  /** Opens that are being written, by phone and by nonce: the same press twice at once is one open. */
  const writing = new Map<string, Promise<unknown>>();

  const open = async (opening: Opening): Promise<Visit> => {
    const { row, opens } = await count(opening);
    const visit = toVisit(row);
    running.add(visit);
    const { id: linkId, projectId } = opening.link;
    kit.changes.emit('visit.opened', { visitId: visit.id, linkId, projectId, opens, staff: row.staff === 1 });
    return visit;
  };

  return async (opening) => {
    const { link, visitor, nonce, onSite } = opening;
    // A preview opens nothing, even where it posts the form.
    if (isRobot(opening.agent)) throw new Refusal('no_visit', 'previews open nothing');
    const before = resumable(running, opening, kit.clock.now());
    if (before) return resumed(running, before);
    refuseDead(link, kit.clock.now());
    // Before the write, since it takes 30 ms; the write compares the password's edition.
    await guard(link, { visitor: visitor.key, onSite }, opening.password);

    const keys = [`nonce ${link.id} ${nonce}`, `visitor ${link.id} ${visitor.key}`].filter((_, at) =>
      at === 0 ? nonce !== undefined : !visitor.standIn,
    );
    for (;;) {
      const meanwhile = resumable(running, opening, kit.clock.now());
      if (meanwhile) return resumed(running, meanwhile);
      const other = keys.map((key) => writing.get(key)).find((found) => found !== undefined);
      if (!other) break;
      await other.catch(() => {});
    }
    const written = open(opening);
    for (const key of keys) writing.set(key, written);
    try {
      return { visit: await written, resumed: false };
    } finally {
      for (const key of keys) writing.delete(key);
    }
  };
}

/**
 * The visit that this press goes on with: that of its pass, that of the phone's own cookie, or that of the same nonce.
 * Two phones that each have a cookie are never one, whatever nonce they bring.
 */
function resumable(running: Running, { link, visitId, visitor, nonce }: Opening, now: number): Visit | undefined {
  const state = judge(link, now);
  if (state !== 'live' && state !== 'exhausted') return undefined;
  const byPass = visitId === undefined ? undefined : running.find(visitId);
  const byVisitor = visitor.standIn ? undefined : running.ofVisitor(link.id, visitor.key);
  const byNonce = nonce === undefined ? undefined : running.ofNonce(link.id, nonce);
  const samePhone = byNonce && (byNonce.standIn || visitor.standIn || byNonce.visitor === visitor.key);
  return [byPass, byVisitor, samePhone ? byNonce : undefined].find((visit) => visit && holds(visit, link));
}

/** Whether a visit was opened by the address and with the password that the link has now. */
function holds(visit: Visit, link: StoredLink): boolean {
  const sameAddress = visit.linkId === link.id && visit.linkEdition === link.edition;
  return sameAddress && (link.passwordHash === null || visit.passwordEdition === link.passwordEdition);
}

function resumed(running: Running, visit: Visit): Opened {
  running.seen(visit.id);
  return { visit, resumed: true };
}
