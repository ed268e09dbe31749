import { hasPlaceFor, type Phone } from '../links/opens/table.ts';
import { judge, refusalOf } from '../links/policy.ts';
import { linkById, opensOfVisitor, type StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import type { Reader } from '../store/database.ts';
import type { Opening, Visitor } from './opening.ts';

/** Throws why a link does not open, where that is known without counting. */
export function refuseDead(link: StoredLink, now: number): void {
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
export async function whyNot(
  db: Reader,
  { link: asked, visitor }: Pick<Opening, 'link' | 'visitor'>,
  phone: Phone,
  now: number,
): Promise<Refusal> {
  const link = await linkById(db, asked.id);
  if (!link || link.edition !== asked.edition) return new Refusal('not_found', 'there is no such link');
  // Where nothing else does, the password was changed between its check and the count.
  return (
    (await standsAgainst(db, link, visitor, phone, now)) ??
    new Refusal('password_required', 'this link asks for a password')
  );
}

/** What would keep a phone out if it pressed now, its password aside. Only a look: the open itself has the last word. */
export async function standsAgainst(
  db: Reader,
  link: StoredLink,
  visitor: Visitor,
  phone: Phone,
  now: number,
): Promise<Refusal | undefined> {
  const state = judge(link, now);
  if (state !== 'live') return deadLink(link, state);
  if (await visitorSpent(db, link, visitor)) return deadLink(link, 'exhausted', true);
  const { maxDevices } = link;
  if (maxDevices === null || (await hasPlaceFor(db, link.id, maxDevices, phone, now))) return undefined;
  return new Refusal('too_many_devices', 'the link is open on as many phones as it may', { maxDevices });
}

/** Whether a phone has had all the opens that each phone has. */
export async function visitorSpent(db: Reader, link: StoredLink, visitor: Visitor): Promise<boolean> {
  const { key, standIn } = visitor;
  return (await opensLeftTo(db, link, { visitor: key, standIn })) === 0;
}

/** How many opens a phone has left of a link that counts them for each phone; undefined where it does not, or cannot tell phones apart. */
export async function opensLeftTo(
  db: Reader,
  link: StoredLink,
  { visitor, standIn }: { readonly visitor: string; readonly standIn: boolean },
): Promise<number | undefined> {
  if (link.maxOpensPerVisitor === null || standIn) return undefined;
  const { opens, extra } = await opensOfVisitor(db, link.id, visitor);
  return Math.max(0, link.maxOpensPerVisitor + extra - opens);
}

function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
