import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { judge, refusalOf } from '../links/policy.ts';
import { linkById, opensOfVisitor, type StoredLink, spendOpen } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import type { Reader } from '../store/database.ts';
import { cutAddress } from './address.ts';
import { makePasswordGuard } from './password-guard.ts';
import { isRobot } from './robots.ts';
import { longestMs, type Running, toVisit, type Visit } from './running.ts';
import { insertVisit, type VisitRow } from './table.ts';

/** A phone: by the cookie it keeps for a year, or by a stand-in that several like phones behind one address may share. */
export interface Visitor {
  readonly key: string;
  readonly standIn: boolean;
}

/** Somebody presses the button of the gate. */
export interface Opening {
  /** As it is known at this moment. */
  readonly link: StoredLink;
  /** From the visit's pass, where the phone brought a good one. */
  readonly visitId: string | undefined;
  readonly visitor: Visitor;
  readonly nonce: string | undefined;
  readonly password: string | undefined;
  readonly onSite: boolean;
  readonly address: string;
  readonly agent: string;
}

export interface Opened {
  readonly visit: Visit;
  /** It ran already, and nothing was consumed. */
  readonly resumed: boolean;
}

const longestAgent = 300;

/** Opens visits; see `Opening`. Throws the refusal of a dead link, `password_required`, `password_wrong`, `too_many_attempts`. */
export function makeOpener(kit: Kit, running: Running): (opening: Opening) => Promise<Opened> {
  const guard = makePasswordGuard(kit);
  /** Opens that are being written, by phone and by nonce: the same press twice at once is one open. */
  const writing = new Map<string, Promise<unknown>>();

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
    const written = write(kit, running, opening);
    for (const key of keys) writing.set(key, written);
    try {
      return { visit: await written, resumed: false };
    } finally {
      for (const key of keys) writing.delete(key);
    }
  };
}

/** Counts and records in one write; the visit is on disk before anybody hears of it. */
async function write(kit: Kit, running: Running, opening: Opening): Promise<Visit> {
  const { link, visitor } = opening;
  const { row, opens } = await kit.db.write(async (writer) => {
    const now = kit.clock.now();
    const opens = await spendOpen(writer, {
      linkId: link.id,
      edition: link.edition,
      passwordEdition: link.passwordEdition,
      visitor: visitor.key,
      standIn: visitor.standIn,
      now,
    });
    if (opens === undefined) throw await whyNot(writer, link, visitor, now);
    const row: VisitRow = {
      id: newId(now),
      link_id: link.id,
      visitor: visitor.key,
      stand_in: visitor.standIn ? 1 : 0,
      nonce: opening.nonce ?? null,
      link_edition: link.edition,
      password_edition: link.passwordEdition,
      opened_at: now,
      ends_at: now + longestMs,
      last_seen_at: now,
      on_site: opening.onSite ? 1 : 0,
      address: cutAddress(opening.address),
      agent: opening.agent.slice(0, longestAgent),
    };
    await insertVisit(writer, row);
    return { row, opens };
  });
  const visit = toVisit(row);
  running.add(visit);
  kit.changes.emit('visit.opened', { visitId: visit.id, linkId: link.id, projectId: link.projectId, opens });
  return visit;
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

/** Throws why a link does not open, where that is known without counting. */
function refuseDead(link: StoredLink, now: number): void {
  const state = judge(link, now);
  if (state !== 'live') throw deadLink(link, state);
}

/** The refusal of a link that does not open, with what a page says about it. */
export function deadLink(link: StoredLink, state: keyof typeof refusalOf, perVisitor = false): Refusal {
  const facts = {
    revoked: ['the link was revoked', {}],
    expired: ['the link has expired', { expiresAt: iso(link.expiresAt) }],
    scheduled: ['the link is not open yet', { opensAt: iso(link.opensAt) }],
    exhausted: [
      'the link has been used up',
      { perVisitor, maxOpens: perVisitor ? link.maxOpensPerVisitor : link.maxOpens },
    ],
  } as const;
  const [detail, more] = facts[state];
  return new Refusal(refusalOf[state], detail, more);
}

/** Asked only after the count was refused: what stood against it. */
async function whyNot(db: Reader, asked: StoredLink, visitor: Visitor, now: number): Promise<Refusal> {
  const link = await linkById(db, asked.id);
  if (!link || link.edition !== asked.edition) return new Refusal('not_found', 'there is no such link');
  const state = judge(link, now);
  if (state !== 'live') return deadLink(link, state);
  if (await visitorSpent(db, link, visitor)) return deadLink(link, 'exhausted', true);
  // The password was changed between its check and the count.
  return new Refusal('password_required', 'this link asks for a password');
}

/** Whether a phone has had all the opens that each phone has. */
export async function visitorSpent(db: Reader, link: StoredLink, visitor: Visitor): Promise<boolean> {
  if (link.maxOpensPerVisitor === null || visitor.standIn) return false;
  return (await opensOfVisitor(db, link.id, visitor.key)) >= link.maxOpensPerVisitor;
}

function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
