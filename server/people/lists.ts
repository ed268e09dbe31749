import type { People, PeopleList, Person } from '#contract/people.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import { presentSent } from '../links/messages/sent.ts';
import { makerOf } from '../links/mine.ts';
import { presentLink } from '../links/present.ts';
import { linkNames, linksById } from '../links/table.ts';
import { noProject } from '../projects/project.ts';
import { projectRow } from '../projects/table.ts';
import { iso } from './iso.ts';
import { type Fate, fatesOf, lastSent, personRows } from './table.ts';

const most = 2000;
/** So many are read at once: a hall that scans meanwhile must not wait for all of them. */
const together = 200;
/** A link without a limit may be on its recipient's phone and tablet. */
const phonesOfOne = 2;

/** Which links are in a list, and the order in which they are told; without one, newest first. */
const lists: Readonly<
  Record<PeopleList, { readonly has: (fate: Fate) => boolean; readonly order?: (a: Fate, b: Fate) => number }>
> = {
  all: { has: () => true },
  not_opened: { has: ({ opens }) => opens === 0 },
  not_downloaded: {
    has: ({ opens, download, saved }) => opens > 0 && download !== 'off' && saved === 0,
    order: lastFirst,
  },
  came_back: { has: ({ opens }) => opens > 1, order: (a, b) => b.opens - a.opens || lastFirst(a, b) },
  forwarded: {
    // A phone that staff let in is one that they know of.
    has: ({ phones, letIn, maxDevices }) => phones - letIn > (maxDevices ?? phonesOfOne),
    order: (a, b) => b.phones - a.phones || lastFirst(a, b),
  },
};
const names = Object.keys(lists) as PeopleList[];

/** Who of a project has to be written to, 2,000 at most; the counts are of all. Throws `not_found`. */
export async function readPeople(
  kit: Kit,
  addresses: Addresses,
  actor: Actor,
  projectId: string,
  asked: {
    readonly list: PeopleList;
    readonly galleryId?: string | undefined;
    readonly audience?: string | undefined;
    readonly tag?: string | undefined;
  },
): Promise<People> {
  const db = kit.db.read;
  if (!(await projectRow(db, projectId))) throw noProject();
  const { list, ...filter } = asked;
  const fates = await fatesOf(db, { projectId, ...filter, maker: makerOf(actor) });
  const counts = Object.fromEntries(names.map((name) => [name, fates.filter(lists[name].has).length]));
  const { has, order } = lists[list];
  const those = fates.filter(has);
  const listed = (order ? those.toSorted(order) : those).slice(0, most);
  const items: Person[] = [];
  for (let at = 0; at < listed.length; at += together)
    items.push(...(await peopleOf(kit, addresses, actor, listed.slice(at, at + together))));
  return { items, counts: counts as People['counts'] };
}

async function peopleOf(kit: Kit, addresses: Addresses, actor: Actor, fates: readonly Fate[]): Promise<Person[]> {
  const db = kit.db.read;
  const ids = fates.map(({ id }) => id);
  const [links, rows, titles, sent] = await Promise.all([
    linksById(db, ids),
    personRows(db, ids),
    linkNames(db, ids),
    lastSent(db, ids, makerOf(actor)),
  ]);
  const byId = new Map(links.map((link) => [link.id, link]));
  return fates.flatMap(({ id, phones }) => {
    const link = byId.get(id);
    const row = rows.get(id);
    // Between two looks it may have gone.
    if (!link || !row) return [];
    const last = sent.get(id);
    return {
      link: presentLink(kit, addresses, link),
      recipient:
        row.id === null
          ? null
          : {
              id: row.id,
              name: row.name,
              honorific: row.honorific,
              company: row.company,
              contact: row.contact,
              tags: JSON.parse(row.tags) as string[],
            },
      name: row.id === null ? link.label : row.name,
      gallery: titles.get(id)?.gallery ?? '',
      phones,
      firstOpenAt: iso(row.firstOpenAt),
      lastOpenAt: iso(link.lastOpenAt),
      sent: last ? presentSent(last) : null,
    };
  });
}

function lastFirst(a: Fate, b: Fate): number {
  return (b.lastOpenAt ?? 0) - (a.lastOpenAt ?? 0);
}
