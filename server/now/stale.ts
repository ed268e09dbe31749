import type { Need } from '#contract/now.ts';
import { readSettings } from '../box/settings.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { staleLinks } from '../links/chapters/table.ts';
import { judge } from '../links/policy.ts';
import { presentLink } from '../links/present.ts';
import type { Sight } from '../links/recipients/table.ts';
import { refreshDue } from '../links/refresh-due.ts';
import { linksById } from '../links/table.ts';
import { galleryTitles, oldestFirst } from './table.ts';

const mostShown = 30;

/** Links that open and show what is older than it may be, the most overdue first. */
export async function staleNeeds(kit: Kit, addresses: Addresses, sight: Sight): Promise<Need[]> {
  const now = kit.clock.now();
  const { timeZone } = readSettings(kit);
  const found = await staleLinks(kit.db.read, now, sight, 2 * mostShown);
  if (found.length === 0) return [];
  const due = (await linksById(kit.db.read, found))
    .map((link) => ({ link, at: refreshDue(link, timeZone) }))
    .flatMap(({ link, at }) => (at !== null && at <= now && judge(link, now) === 'live' ? [{ link, at }] : []))
    .toSorted((one, other) => one.at - other.at)
    .slice(0, mostShown);
  const galleryIds = [...new Set(due.flatMap(({ link }) => link.galleryIds))];
  const [titles, order] = await Promise.all([
    galleryTitles(kit.db.read, galleryIds),
    oldestFirst(kit.db.read, galleryIds),
  ]);
  return due.flatMap(({ link, at }): Need[] => {
    const galleryId = order.find((id) => link.galleryIds.includes(id));
    if (galleryId === undefined) return [];
    return [
      {
        kind: 'refresh_due',
        link: presentLink(kit, addresses, link),
        projectTitle: link.projectTitle,
        name: link.label || link.galleryIds.map((id) => titles.get(id) ?? '').join(' · '),
        galleryId,
        dueAt: new Date(at).toISOString(),
      },
    ];
  });
}
