import type { AskReply } from '#contract/asks.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import { type Given, giveWithin } from '../links/extend.ts';
import { asHeld } from '../links/held.ts';
import { auditLink, readLink } from '../links/link.ts';
import { sightOf } from '../links/mine.ts';
import { giveExtra, letPhoneIn } from '../links/opens/table.ts';
import { linkById, type StoredLink } from '../links/table.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { hasHadShare } from './kind.ts';
import { lookAt, settle } from './settle.ts';
import { endAsks, isAsk, type StoredAsk, type WaitingAsk, waitingAsk, waitingAsks } from './table.ts';

/** What came of an answer. */
export interface Answered {
  readonly link: StoredLink;
  readonly asks: readonly StoredAsk[];
  readonly waiting: number;
  /** To be announced; undefined where the link itself was given nothing. */
  readonly given: Given | undefined;
}

/** No more than that for one phone where nobody says how many. */
const mostShare = 20;

/**
 * Answers an ask, within a write: gives the link or the phones more, lets the phone in, or declines. Throws `not_found`,
 * `changed_meanwhile` where somebody answered it already, `invalid_input`, and what `reviveLink` throws.
 */
export async function answerWithin(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  id: string,
  reply: AskReply,
): Promise<Answered> {
  const now = kit.clock.now();
  if (!(await isAsk(writer, sightOf(actor), id))) throw new Refusal('not_found', 'nobody asked that');
  const ask = await waitingAsk(writer, id, now);
  if (!ask) throw new Refusal('changed_meanwhile', 'this was answered already, or waits no more');
  const waiting = await waitingAsks(writer, { now, projectIds: null, linkId: ask.link_id });
  const those = reply.all ? waiting : waiting.filter((one) => one.id === id);
  if (reply.decline) return decline(writer, kit, actor, ask, those, waiting.length);

  const given = onlyPlaces(reply) ? undefined : await giveWithin(writer, kit, actor, ask.link_id, linkMore(reply));
  const link = asHeld(kit, given?.link ?? (await readLink(writer, ask.link_id)));
  if (given) await giveShares(writer, link, waiting, reply);
  if (reply.letIn) for (const { visitor } of those) await letPhoneIn(writer, link.id, visitor, now);
  // The revocation of a link that was only held in memory is let go with the announcement.
  const open = given ? { ...link, revokedAt: given.link.revokedAt } : link;
  const found = await lookAt(writer, open, now, id);
  await settle(writer, found, actor.name, now);
  await auditLink(writer, kit, actor, 'ask.give', link.id, {
    ...reply,
    by: ask.name,
    asks: found.given.length,
  });
  return { link: open, asks: found.given, waiting: found.waiting, given };
}

/** Throws where a reply says yes and no, or neither. */
export function checkReply({ all, decline, ...yes }: AskReply): void {
  const said = Object.values(yes).some((each) => each !== undefined);
  if (decline && said) throw invalid('decline', (say) => say.yesOrNo);
  if (!decline && !said) throw invalid('opens', (say) => say.answer);
  if (all && !decline && !yes.letIn) throw invalid('all', (say) => say.forAll);
}

async function decline(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  ask: StoredAsk,
  those: readonly StoredAsk[],
  waiting: number,
): Promise<Answered> {
  const ids = those.map((one) => one.id);
  await endAsks(writer, ids, { state: 'declined', by: actor.name, now: kit.clock.now() });
  await auditLink(writer, kit, actor, 'ask.decline', ask.link_id, { by: ask.name, asks: ids.length });
  const link = (await linkById(writer, ask.link_id)) as StoredLink;
  return { link: asHeld(kit, link), asks: those, waiting: waiting - ids.length, given: undefined };
}

/** Each phone that waits and has had its share gets more, so that a yes opens the page for it too; other phones get nothing. */
async function giveShares(
  writer: Writer,
  link: StoredLink,
  waiting: readonly WaitingAsk[],
  { opensPerVisitor, opens }: AskReply,
): Promise<void> {
  const more = opensPerVisitor ?? opens ?? Math.min(mostShare, link.maxOpensPerVisitor ?? mostShare);
  for (const ask of waiting) if (hasHadShare(link, ask)) await giveExtra(writer, link.id, ask.visitor, more);
}

/** Whether a reply only lets phones in: then the link stays as it is. */
function onlyPlaces({ opens, opensPerVisitor, days, revive }: AskReply): boolean {
  return [opens, opensPerVisitor, days, revive].every((said) => said === undefined);
}

function linkMore({ opens, days }: AskReply) {
  return { ...(opens !== undefined && { opens }), ...(days !== undefined && { days }) };
}
