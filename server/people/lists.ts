import type { Purpose } from '#contract/messages.ts';
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
import { mostLooked } from './most/table.ts';
import { type Fate, fatesOf, lastSent, personRows, type WhichPeople } from './table.ts';

/** So many are read at once: a hall that scans meanwhile must not wait for all of them. */
const together = 200;
/** A link without a limit may be on its recipient's phone and tablet. */
const phonesOfOne = 2;
const dayMs = 86_400_000;
/** A link that ends within so long ends soon. */
const soonMs = 3 * dayMs;
/** Who was written to is not to be written to again for so long. */
const toldMs = 3 * dayMs;

interface List {
  readonly has: (fate: Fate, now: number) => boolean;
  /** In which they are told; without one, newest first. */
  readonly order?: (a: Fate, b: Fate) => number;
  /** What they are sent; empty: anything. */
  readonly purposes: readonly Purpose[];
}

/** Which links are in a list. */
const lists: Readonly<Record<PeopleList, List>> = {
  all: { has: () => true, purposes: [] },
  not_opened: { has: ({ firstOpenAt }) => firstOpenAt === null, purposes: ['reminder'] },
  not_downloaded: {
    has: ({ firstOpenAt, download, saved }) => firstOpenAt !== null && download !== 'off' && saved === 0,
    order: lastFirst,
    purposes: ['download', 'reminder'],
  },
  came_back: {
    has: ({ opens }) => opens > 1,
    order: (a, b) => b.opens - a.opens || lastFirst(a, b),
    purposes: ['thanks'],
  },
  ending: { has: endsSoon, order: (a, b) => (a.ends ?? never) - (b.ends ?? never), purposes: ['expiring'] },
  forwarded: {
    // A phone that staff let in is one that they know of.
    has: ({ phones, letIn, maxDevices }) => phones - letIn > (maxDevices ?? phonesOfOne),
    order: (a, b) => b.phones - a.phones || lastFirst(a, b),
    purposes: [],
  },
};
const names = Object.keys(lists) as PeopleList[];
const never = Number.MAX_SAFE_INTEGER;

/** It opens now, and not for long, or with less than a fifth of its opens left; as what ends is told under Now. */
function endsSoon({ opensAt, ends, opensLeft, maxOpens }: Fate, now: number): boolean {
  if ((opensAt ?? 0) > now || (ends ?? never) <= now || opensLeft === 0) return false;
  return (ends ?? never) <= now + soonMs || (opensLeft !== null && opensLeft * 5 < (maxOpens ?? 0));
}

/** Which links somebody asks for. */
export interface Asked extends Omit<WhichPeople, 'projectId' | 'maker'> {
  readonly list: PeopleList;
  /** So many of them; without it 2,000. */
  readonly most?: number | undefined;
}

/** Who of a project has to be written to, 2,000 at most; the counts are of all. Throws `not_found`. */
export async function readPeople(
  kit: Kit,
  addresses: Addresses,
  actor: Actor,
  projectId: string,
  { list, most = 2000, ...filter }: Asked,
): Promise<People> {
  const db = kit.db.read;
  if (!(await projectRow(db, projectId))) throw noProject();
  const now = kit.clock.now();
  const fates = await fatesOf(db, { projectId, ...filter, maker: makerOf(actor) });
  const counts = Object.fromEntries(
    names.map((name) => [name, fates.filter((fate) => lists[name].has(fate, now)).length]),
  );
  const { has, order } = lists[list];
  const those = fates.filter((fate) => has(fate, now));
  const listed = (order ? those.toSorted(order) : those).slice(0, most);
  const items: Person[] = [];
  for (let at = 0; at < listed.length; at += together)
    items.push(...(await peopleOf(kit, addresses, actor, lists[list], listed.slice(at, at + together))));
  return { items, counts: counts as People['counts'] };
}

async function peopleOf(
  kit: Kit,
  addresses: Addresses,
  actor: Actor,
  { purposes }: List,
  fates: readonly Fate[],
): Promise<Person[]> {
  const db = kit.db.read;
  const ids = fates.map(({ id }) => id);
  const [links, rows, titles, looked, sent, told] = await Promise.all([
    linksById(db, ids),
    personRows(db, ids),
    linkNames(db, ids),
    mostLooked(db, ids),
    lastSent(db, ids, makerOf(actor)),
    lastSent(db, ids, makerOf(actor), { purposes, since: kit.clock.now() - toldMs }),
  ]);
  const byId = new Map(links.map((link) => [link.id, link]));
  return fates.flatMap(({ id, opens, phones, firstOpenAt, lastOpenAt }) => {
    const link = byId.get(id);
    const row = rows.get(id);
    // Between two looks it may have gone.
    if (!link || !row) return [];
    const [last, lately] = [sent.get(id), told.get(id)];
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
      opens,
      phones,
      firstOpenAt: iso(firstOpenAt),
      lastOpenAt: iso(lastOpenAt),
      most: looked.get(id) ?? '',
      told: lately ? presentSent(lately) : null,
      sent: last ? presentSent(last) : null,
    };
  });
}

function lastFirst(a: Fate, b: Fate): number {
  return (b.lastOpenAt ?? 0) - (a.lastOpenAt ?? 0);
}
