import { shareOffer } from '#contract/ask-offer.ts';
import { friendlyQuarter } from '#contract/friendly.ts';
import type { Need } from '#contract/now.ts';
import { numbered } from '#contract/numbered.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { judge } from '../links/policy.ts';
import { presentLink } from '../links/present.ts';
import type { Sight } from '../links/recipients/table.ts';
import { linksById, type StoredLink } from '../links/table.ts';
import { isLow, minutesAt, paceMs } from '../visits/pace.ts';
import { opensSince } from '../visits/table.ts';
import { endingLinks, galleryTitles } from './table.ts';

const minute = 60_000;
const day = 86_400_000;
const endsWithinMs = 3 * day;
const deadForMs = day;
const mostShown = 30;
/** More are looked at than shown, since the pace may put them in another order. */
const mostAsked = 60;
const offeredDays = 7;
/** No link has more opens left than that. */
const mostLeft = Number.MAX_SAFE_INTEGER;

type LinkEnding = Extract<Need, { kind: 'link_ending' }>;

/** Links that end or ended, or are used up or will be, each with what one tap would add; the most urgent first. */
export async function endingNeeds(kit: Kit, addresses: Addresses, sight: Sight): Promise<LinkEnding[]> {
  const now = kit.clock.now();
  const { read } = kit.db;
  const span = { now, until: now + endsWithinMs, since: now - deadForMs, sight, most: mostAsked };
  const ending = new Map((await endingLinks(read, span)).map((each) => [each.id, each]));
  if (ending.size === 0) return [];
  const ids = [...ending.keys()];
  const links = await linksById(read, ids);
  const [paces, titles] = await Promise.all([
    opensSince(read, now - paceMs, ids),
    galleryTitles(read, [...new Set(links.flatMap(({ galleryIds }) => galleryIds))]),
  ]);
  return links
    .map((link) => {
      const { inAll = null, shares = null } = ending.get(link.id) ?? {};
      const left =
        inAll === null && shares === null ? null : Math.max(0, Math.min(inAll ?? mostLeft, shares ?? mostLeft));
      const minutesLeft = minutesAt(left, paces.get(link.id) ?? 0);
      const need: LinkEnding = {
        kind: 'link_ending',
        link: presentLink(kit, addresses, link),
        projectTitle: link.projectTitle,
        name: nameOf(link, titles),
        opensLeft: left,
        offer: offerFor(link, left, (shares ?? mostLeft) < (inAll ?? mostLeft), now),
        minutesLeft,
      };
      return { need, urgency: urgencyOf(link, minutesLeft, now) };
    })
    .toSorted((a, b) => a.urgency - b.urgency)
    .slice(0, mostShown)
    .map(({ need }) => need);
}

/** What staff call a link: for whom it is, and its label, or else the titles of its galleries; with its number where it is of a batch. */
export function nameOf(
  { recipient, label, galleryIds, batch }: StoredLink,
  titles: ReadonlyMap<string, string>,
): string {
  const own = label ? [label] : galleryIds.map((id) => titles.get(id) ?? '');
  // A personal gallery is called after its client already.
  const whose = recipient && !own[0]?.startsWith(recipient.name) ? [recipient.name] : [];
  const name = [...whose, ...own].join(' · ');
  return batch === null ? name : numbered(name, batch.number);
}

/** `byPhone`: what runs out is what each of its phones has, and not the opens in all. */
function offerFor(link: StoredLink, left: number | null, byPhone: boolean, now: number): LinkEnding['offer'] {
  const few = left !== null && isLow(left, link.opens);
  const soon = link.expiresAt !== null && link.expiresAt <= now + endsWithinMs;
  return {
    ...(few && !byPhone && { opens: friendlyQuarter(link.maxOpens ?? 0) }),
    ...(few && byPhone && { opensPerVisitor: shareOffer(link.maxOpensPerVisitor ?? 1) }),
    ...(soon && { days: offeredDays }),
  };
}

/** Minutes until it opens no more, as far as that can be told; a day where few opens are left and nobody comes. */
function urgencyOf(link: StoredLink, minutesLeft: number | null, now: number): number {
  if (judge(link, now) !== 'live') return 0;
  const byTime = link.expiresAt === null ? Number.POSITIVE_INFINITY : (link.expiresAt - now) / minute;
  return Math.min(byTime, minutesLeft ?? day / minute);
}
