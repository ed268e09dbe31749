import { askOffer } from '#contract/ask-offer.ts';
import type { AskKind } from '#contract/asks.ts';
import type { Need } from '#contract/now.ts';
import { shownKind } from '../asks/kind.ts';
import { presentAsk } from '../asks/present.ts';
import { type StoredAsk, waitingInWork } from '../asks/table.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { asHeld } from '../links/held.ts';
import { presentLink } from '../links/present.ts';
import type { Sight } from '../links/recipients/table.ts';
import { linksById, type StoredLink } from '../links/table.ts';
import { nameOf } from './ending.ts';
import { galleryTitles } from './table.ts';

type Asked = Extract<Need, { kind: 'asked' }>;

/** So many phones that want in are shown one by one, since each is let in or not for itself. */
const phonesShown = 3;
const asksShown = 5;
const groupsShown = 30;
/** Of many who wait for one link only the first count; the link has no more than 200. */
const most = 5000;

/** Who waits at closed links, with what one tap would give them; who waits longest first. */
export async function askedNeeds(kit: Kit, addresses: Addresses, sight: Sight): Promise<Asked[]> {
  const { read } = kit.db;
  const now = kit.clock.now();
  const waiting = await waitingInWork(read, { now, ...sight, most });
  if (waiting.length === 0) return [];
  const stored = await linksById(read, [...new Set(waiting.map((ask) => ask.link_id))]);
  const links = new Map(stored.map((link) => [link.id, asHeld(kit, link)]));
  const titles = await galleryTitles(read, [...new Set(stored.flatMap(({ galleryIds }) => galleryIds))]);
  return groupsOf(waiting, links, now)
    .slice(0, groupsShown)
    .map(({ link, why, asks }): Asked => {
      const [first] = asks as [StoredAsk];
      return {
        kind: 'asked',
        link: presentLink(kit, addresses, link),
        projectTitle: link.projectTitle,
        name: nameOf(link, titles),
        why,
        count: asks.length,
        asks: asks.slice(0, asksShown).map(presentAsk),
        since: new Date(first.asked_at).toISOString(),
        offer: askOffer(link, why, asks.length),
      };
    });
}

interface Group {
  readonly link: StoredLink;
  readonly why: AskKind;
  readonly asks: StoredAsk[];
}

/** Those who wait at one link for the same; a few phones that want in stand each for itself. */
function groupsOf(waiting: readonly StoredAsk[], links: ReadonlyMap<string, StoredLink>, now: number): Group[] {
  const groups = new Map<string, Group>();
  for (const ask of waiting) {
    const link = links.get(ask.link_id);
    const why = link && shownKind(link, ask, now);
    if (!link || !why) continue;
    const key = `${link.id} ${why}`;
    const group = groups.get(key) ?? { link, why, asks: [] };
    group.asks.push(ask);
    groups.set(key, group);
  }
  return [...groups.values()]
    .flatMap((group) =>
      group.why === 'device' && group.asks.length <= phonesShown
        ? group.asks.map((ask) => ({ ...group, asks: [ask] }))
        : [group],
    )
    .toSorted((a, b) => (a.asks[0]?.asked_at ?? 0) - (b.asks[0]?.asked_at ?? 0));
}

/** Whether somebody waits for the very thing that has run out: then one act is enough. */
export function saidByAsk({ link, offer }: Extract<Need, { kind: 'link_ending' }>, asked: readonly Asked[]): boolean {
  return asked.some(({ link: { id }, why }) => {
    if (id !== link.id) return false;
    return why === 'expired' || why === 'exhausted' || (why === 'share' && offer.opensPerVisitor !== undefined);
  });
}
