import type { Story } from '#contract/people.ts';
import { presentAsk } from '../asks/present.ts';
import { answeredAsks, waitingAsks } from '../asks/table.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { presentSent } from '../links/messages/sent.ts';
import { sentRows } from '../links/messages/table.ts';
import { presentLink } from '../links/present.ts';
import { readRecipient } from '../links/recipients/recipients.ts';
import { linksOfProject } from '../links/table.ts';
import { isForgotten } from '../visits/forget/forget.ts';
import { iso } from './iso.ts';
import { mostLooked, opensOfLinks } from './most/table.ts';
import { heartsOf, lookedAt, phonesOf, visitCounts, visitsOf } from './table.ts';

const most = 500;

/** What became of a recipient's links. Throws `not_found`, as for one that is another presenter's. */
export async function readStory(kit: Kit, addresses: Addresses, actor: Actor, id: string): Promise<Story> {
  const db = kit.db.read;
  const recipient = await readRecipient(kit, actor, id);
  const links = await linksOfProject(db, recipient.projectId, { recipientId: id });
  const linkIds = links.map((link) => link.id);
  const which = { now: kit.clock.now(), projectIds: null, linkIds, most };
  const [visits, counts, opens, favourites, phones, looked, hearts, sent, waiting, answered] = await Promise.all([
    visitsOf(db, linkIds, most),
    visitCounts(db, linkIds),
    opensOfLinks(db, linkIds),
    mostLooked(db, linkIds),
    phonesOf(db, linkIds),
    lookedAt(db, linkIds, most),
    heartsOf(db, linkIds, most),
    sentRows(db, { projectId: recipient.projectId, recipientId: id, maker: null }, most),
    waitingAsks(db, which),
    answeredAsks(db, which),
  ]);
  const numbers = new Map<string, number>();
  for (const ofLink of Map.groupBy(phones, ({ linkId }) => linkId).values())
    for (const [at, { linkId, phone }] of ofLink.entries()) numbers.set(`${linkId} ${phone}`, at + 1);
  return {
    recipient,
    links: links.toReversed().map((link) => presentLink(kit, addresses, link)),
    visits: visits.map((visit) => ({
      id: visit.id,
      linkId: visit.linkId,
      openedAt: iso(visit.openedAt),
      lastSeenAt: iso(visit.lastSeenAt),
      onSite: visit.onSite === 1,
      device: visit.device,
      system: visit.system,
      app: visit.app,
      region: visit.region,
      staff: visit.staff === 1,
      standIn: visit.standIn === 1,
      forgotten: isForgotten(visit.visitor),
      phone: numbers.get(`${visit.linkId} ${visit.phone}`) ?? 1,
      looked: visit.looked,
      saved: visit.saved,
    })),
    olderVisits: Math.max(0, counts.all - counts.there),
    firstOpenAt: iso(counts.firstOpenAt),
    heat: [...opens].map(([linkId, times]) => ({ linkId, opens: times, most: favourites.get(linkId) ?? '' })),
    looked: looked.map(({ photoId, title, visits, ms, saved, heart, lastAt }) => ({
      photoId,
      title,
      visits,
      seconds: Math.round(ms / 1000),
      saved: saved === 1,
      heart: heart === 1,
      lastAt: iso(lastAt),
    })),
    hearts: hearts.map(({ photoId, linkId, line, at }) => ({
      photoId,
      linkId,
      name: recipient.name,
      line,
      at: iso(at),
    })),
    sent: sent.map(presentSent),
    asks: [...waiting, ...answered].map(presentAsk),
  };
}
