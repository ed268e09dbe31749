import { readSettings } from '../box/settings.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { noteOpens, notePhone, type Phone, spendOpens } from '../links/opens/table.ts';
import type { StoredLink } from '../links/table.ts';
import type { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { cutAddress } from './address.ts';
import type { Opening, RegionOf } from './opening.ts';
import { whyNot } from './refused.ts';
import { lastsMs } from './running.ts';
import { markOf } from './system.ts';
import { insertVisits, type NewVisit, placesAmong } from './table.ts';
import { type LocalTime, localTime } from './totals/local-time.ts';
import { addOpens } from './totals/opens.ts';
import { deviceOf } from './who/agent.ts';

/** An open that is on disk. */
export interface Counted {
  readonly row: NewVisit;
  /** How often the link was opened, this one included. */
  readonly opens: number;
}

interface Waiting {
  readonly opening: Opening;
  readonly resolve: (counted: Counted) => void;
  readonly reject: (why: unknown) => void;
}

const longestAgent = 300;
/** So many opens go into one write: more would keep other writes waiting. */
const batchLimit = 128;

/**
 * Counts opens and records their visits, on disk before anybody hears of it. A hall that scans one code presses in one
 * instant: what waits is counted together, each way to the database once for all. A phone with a cookie may be in it
 * once for each link. Throws why an open was refused; then nothing of it was counted. `regionOf` tells where an address is.
 */
export function makeCounter(
  { db, clock }: Pick<Kit, 'db' | 'clock'>,
  regionOf: RegionOf = () => '',
): (opening: Opening) => Promise<Counted> {
  const waiting: Waiting[] = [];
  /** Writes that stand in line, each to take a batch of what waits. */
  let inLine = 0;

  const ask = async () => {
    inLine += 1;
    let batch: readonly Waiting[] | undefined;
    const take = () => {
      // A write is run once more where the disk was full: with the same opens.
      if (batch) return batch;
      inLine -= 1;
      batch = waiting.splice(0, batchLimit);
      return batch;
    };
    try {
      const told = await db.write((writer) =>
        count(
          writer,
          take().map(({ opening }) => opening),
          clock.now(),
          { zone: readSettings({ db }).timeZone, regionOf },
        ),
      );
      for (const [at, { resolve, reject }] of take().entries()) {
        const one = told[at] as Counted | Refusal;
        if ('row' in one) resolve(one);
        else reject(one);
      }
    } catch (error) {
      // Also where it never ran, because the box is stopping.
      for (const { reject } of take()) reject(error);
    }
  };

  return (opening) =>
    new Promise((resolve, reject) => {
      waiting.push({ opening, resolve, reject });
      if (waiting.length > inLine * batchLimit) void ask();
    });
}

/** Gives of each open, in their order, that it was counted, or why not. */
async function count(
  writer: Writer,
  openings: readonly Opening[],
  now: number,
  { zone, regionOf }: { readonly zone: string; readonly regionOf: RegionOf },
): Promise<(Counted | Refusal)[]> {
  const taken: Taken = { opens: new Map(), noted: new Set() };
  for (const alike of Map.groupBy(openings, sameRules).values()) await spend(writer, alike, now, taken);
  const time = localTime(zone, now);
  // Anybody may write a number behind an address: one that is no place's says nothing.
  const places = await placesAmong(
    writer,
    openings.flatMap(({ place }) => place ?? []),
  );
  const told: (Counted | Refusal)[] = [];
  for (const opening of openings) {
    const opens = taken.opens.get(opening);
    told.push(
      opens === undefined
        ? await whyNot(writer, opening, phoneOf(opening), now)
        : { row: rowOf(opening, now, time, { regionOf, places }), opens },
    );
  }
  const rows = told.flatMap((one) => ('row' in one ? [one.row] : []));
  if (rows.length > 0) {
    await insertVisits(writer, rows);
    const links = new Map(openings.map(({ link }) => [link.id, link]));
    await addOpens(writer, rows, (id) => links.get(id) as StoredLink);
  }
  const unnoted = openings
    .filter((opening) => taken.opens.has(opening) && !taken.noted.has(opening))
    .map(({ link, visitor }) => ({ linkId: link.id, visitor: visitor.key }));
  if (unnoted.length > 0) await noteOpens(writer, unnoted, now);
  return told;
}

/** What was counted: how often the link was opened with each, and which phones are noted already. */
interface Taken {
  readonly opens: Map<Opening, number>;
  readonly noted: Set<Opening>;
}

/** Opens that one statement may count. */
function sameRules({ link }: Opening): string {
  return `${link.id} ${link.edition} ${link.passwordEdition}`;
}

/** Counts opens of one link together; where not all of them fit, each half of them, so that the first ones get in. */
async function spend(writer: Writer, alike: readonly Opening[], now: number, taken: Taken): Promise<void> {
  const [first] = alike as [Opening];
  const { link } = first;
  const phones = alike.map(phoneOf);
  const spent = await spendOpens(writer, {
    linkId: link.id,
    edition: link.edition,
    passwordEdition: link.passwordEdition,
    phones,
    visitors: alike.filter(({ visitor }) => !visitor.standIn).map(({ visitor }) => visitor.key),
    now,
  });
  if (spent) {
    for (const [at, opening] of alike.entries()) taken.opens.set(opening, spent.opens - alike.length + at + 1);
    if (!spent.countsPhones) return;
    // Before the next open of the link, which may need its place.
    await notePhone(writer, link.id, phones[0] as Phone, now);
    taken.noted.add(first);
  } else if (alike.length > 1) {
    const half = alike.length >> 1;
    await spend(writer, alike.slice(0, half), now, taken);
    await spend(writer, alike.slice(half), now, taken);
  }
}

/** A phone as links that count phones tell it from others. */
function phoneOf({ visitor, address, agent }: Opening): Phone {
  return { visitor: visitor.key, mark: markOf(agent, address) };
}

function rowOf(
  { link, visitor, nonce, onSite, address, agent, staff, place }: Opening,
  now: number,
  { day, hour }: LocalTime,
  { regionOf, places }: { readonly regionOf: RegionOf; readonly places: ReadonlySet<number> },
): NewVisit {
  return {
    id: newId(now),
    link_id: link.id,
    visitor: visitor.key,
    stand_in: visitor.standIn ? 1 : 0,
    nonce: nonce ?? null,
    link_edition: link.edition,
    password_edition: link.passwordEdition,
    opened_at: now,
    ends_at: now + lastsMs(link),
    last_seen_at: now,
    on_site: onSite ? 1 : 0,
    address: cutAddress(address),
    agent: agent.slice(0, longestAgent),
    ...{ day, hour },
    ...deviceOf(agent),
    region: onSite ? 'site' : regionOf(address),
    staff: staff ? 1 : 0,
    place: place !== undefined && places.has(place) ? place : null,
  };
}
