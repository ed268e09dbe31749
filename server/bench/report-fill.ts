import { createHash } from 'node:crypto';
import sqlite3 from 'sqlite3';
import { newId } from '../ids.ts';
import { dayNumber } from '../visits/totals/local-time.ts';
import { type Coming, comings, days, mix, phoneNumber, rowsOfVisit, sameNumbers } from './report-guests.ts';

/** A link, by what is written of those who open it. */
export interface FilledLink {
  readonly id: string;
  readonly galleryId: string;
  readonly photoIds: readonly string[];
}

/** What was written. */
export interface Filled {
  readonly visits: number;
  readonly views: number;
  readonly downloads: number;
  readonly refusals: number;
}

const dayMs = 86_400_000;
/** Midnight in Shanghai, where the box is, is so much before that of UTC. */
const zoneMs = 8 * 3_600_000;
const visitsAWrite = 2500;
const reasons = ['used_up', 'used_up_here', 'expired', 'devices', 'password'];
const agents: Record<string, string> = {
  wechat: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50',
  other:
    'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
};
const halfHourMs = 30 * 60_000;

/**
 * Writes a year of opens, looks, downloads and refusals, together so many rows, into the file of a box that does not run;
 * `to` is the last day, midnight UTC in ms. Nothing is safe on disk before it is done.
 */
export async function fillEvents(
  file: string,
  links: readonly FilledLink[],
  events: number,
  to: number,
): Promise<Filled> {
  const db = await opened(file);
  await exec(db, 'PRAGMA journal_mode = DELETE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  await exec(db, 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -600000; PRAGMA foreign_keys = OFF; BEGIN');
  const later = await withoutIndexes(db, ['visits', 'downloads', 'refusals', 'link_visitors']);
  const from = to - (days - 1) * dayMs;
  const filled = { visits: 0, views: 0, downloads: 0, refusals: 0 };
  const write = writerOf(db, links, from, filled);
  let some: Coming[] = [];
  const weekday = (new Date(from).getUTCDay() + 6) % 7;
  for (const coming of comings(Math.round(events / rowsOfVisit), links.length, weekday)) {
    some.push(coming);
    if (some.length < visitsAWrite) continue;
    await write(some);
    some = [];
  }
  await write(some);
  for (const index of later) await exec(db, index);
  await exec(db, finishing);
  await exec(db, 'COMMIT; PRAGMA journal_mode = WAL; PRAGMA locking_mode = NORMAL');
  await new Promise<void>((resolve, reject) => db.close((error) => (error ? reject(error) : resolve())));
  return filled;
}

/** What the box keeps beside each open: phones of a link, and a link's own counts. */
const finishing = `
  INSERT INTO link_visitors (link_id, visitor, opens, first_at, last_at)
    SELECT link_id, visitor, count(*), min(opened_at), max(opened_at) FROM visits GROUP BY link_id, visitor;
  UPDATE links SET
    opens = (SELECT count(*) FROM visits WHERE link_id = links.id),
    first_open_at = (SELECT min(opened_at) FROM visits WHERE link_id = links.id),
    last_open_at = (SELECT max(opened_at) FROM visits WHERE link_id = links.id),
    first_download_at = (SELECT min(at) FROM downloads WHERE link_id = links.id);
  UPDATE totals_state SET made = 0`;

/** Takes the indexes of tables away, since to build them at the end is much faster; gives what builds them. */
async function withoutIndexes(db: sqlite3.Database, tables: readonly string[]): Promise<string[]> {
  const rows = await all<{ name: string; sql: string }>(
    db,
    `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
      AND tbl_name IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(tables)],
  );
  for (const { name } of rows) await exec(db, `DROP INDEX ${name}`);
  return rows.map(({ sql }) => sql);
}

/** Writes opens with all that comes of them, and counts it. */
function writerOf(
  db: sqlite3.Database,
  links: readonly FilledLink[],
  from: number,
  filled: { -readonly [K in keyof Filled]: number },
): (some: readonly Coming[]) => Promise<void> {
  const random = sameNumbers(7);
  const dayNumbers = Array.from({ length: days }, (_, day) =>
    dayNumber(new Date(from + day * dayMs).toISOString().slice(0, 10)),
  );
  return async (some) => {
    const visits: unknown[] = [];
    const views: unknown[] = [];
    const downloads: unknown[] = [];
    const refusals: unknown[] = [];
    for (const { day, hour, ms, link: place, phone } of some) {
      const link = links[place] as FilledLink;
      const at = from + day * dayMs - zoneMs + hour * 3_600_000 + ms;
      const on = dayNumbers[day] as number;
      const id = newId(at);
      const { site, device, system, app, region } = phoneNumber(phone);
      const visitor = visitorOf(phone);
      let looked = 0;
      // Some look at nothing, most at a few, some at all.
      const looks = Math.min(25, Math.floor(-Math.log(1 - random()) * (mix.views + 0.5)));
      const first = Math.floor(random() * 25);
      for (let look = 0; look < looks; look += 1) {
        const photo = link.photoIds[(first + look * 7) % link.photoIds.length] as string;
        const long = 500 + Math.floor(-Math.log(1 - random()) * 6000);
        looked += long;
        const again = random() < 0.15 ? 2 : 1;
        const ticked = random() < 0.03 ? at + looked : null;
        views.push([id, photo, link.galleryId, again, long, at + looked, ticked, on]);
      }
      // One of ten saves, and then a few.
      const saves = random() < 0.1 ? 1 + Math.floor(random() * (mix.downloads * 20 - 1)) : 0;
      for (let save = 0; save < saves; save += 1)
        downloads.push([
          id,
          link.photoIds[(first + save) % link.photoIds.length],
          link.id,
          at + looked,
          on,
          link.galleryId,
        ]);
      if (random() < mix.refusals) {
        const reason = reasons[Math.floor(random() * reasons.length)];
        refusals.push([link.id, visitor, reason, Math.floor(at / halfHourMs), at, on, Number(site)]);
      }
      const address = site ? '192.168.1.0/24' : `${40 + (phone % 160)}.${phone % 251}.${phone % 13}.0/24`;
      const agent = app === 'wechat' ? agents.wechat : agents.other;
      const who = [device, system, app, region];
      const scanned = random() < 0.05 ? 1 + (phone % 8) : null;
      const standIn = phone % 50 === 0 ? 1 : 0;
      visits.push([id, link.id, visitor, standIn, at, Number(site), address, agent, scanned, on, hour, ...who, looked]);
    }
    for (const [kind, rows] of Object.entries({ visits, views, downloads, refusals } as const)) {
      if (rows.length > 0) await run(db, statements[kind as keyof Filled], [JSON.stringify(rows)]);
      filled[kind as keyof Filled] += rows.length;
    }
  };
}

const told = (count: number) => Array.from({ length: count }, (_, at) => `value ->> ${at}`);
const at = (place: number) => `value ->> ${place}`;
const statements: Record<keyof Filled, string> = {
  visits: `INSERT INTO visits (id, link_id, visitor, stand_in, link_edition, password_edition, opened_at, ends_at,
      last_seen_at, on_site, address, agent, place, day, hour, device, system, app, region, ms)
    SELECT ${told(4)}, 1, 0, ${at(4)}, ${at(4)} + 43200000, ${at(4)} + 60000, ${at(5)}, ${at(6)}, ${at(7)}, ${at(8)},
      ${at(9)}, ${at(10)}, ${at(11)}, ${at(12)}, ${at(13)}, ${at(14)}, ${at(15)} FROM json_each(?)`,
  views: `INSERT INTO photo_views (visit_id, photo_id, gallery_id, edition, views, ms, first_at, last_at, saved_at, day,
      saved_day)
    SELECT ${told(3)}, 1, ${at(3)}, ${at(4)}, ${at(5)}, ${at(5)}, ${at(6)}, ${at(7)},
      CASE WHEN ${at(6)} IS NOT NULL THEN ${at(7)} END FROM json_each(?)`,
  downloads: `INSERT INTO downloads (visit_id, photo_id, edition, link_id, how, at, day, gallery_id)
    SELECT ${told(2)}, 1, ${at(2)}, 'save', ${at(3)}, ${at(4)}, ${at(5)} FROM json_each(?)`,
  refusals: `INSERT OR IGNORE INTO refusals (link_id, visitor, reason, slot, at, day, on_site)
    SELECT ${told(7)} FROM json_each(?)`,
};

const known = new Map<number, string>();
/** As the box keeps it: 22 letters of which nothing can be read. */
function visitorOf(phone: number): string {
  const before = known.get(phone);
  if (before !== undefined) return before;
  const key = createHash('md5').update(String(phone)).digest('base64url');
  known.set(phone, key);
  return key;
}

export function opened(file: string, mode?: number): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const db = new sqlite3.Database(file, mode ?? sqlite3.OPEN_READWRITE, (error) =>
      error ? reject(error) : resolve(db),
    );
  });
}
export function exec(db: sqlite3.Database, text: string): Promise<void> {
  return new Promise((resolve, reject) => db.exec(text, (error) => (error ? reject(error) : resolve())));
}
export function all<T>(db: sqlite3.Database, text: string, values: readonly unknown[] = []): Promise<T[]> {
  return new Promise((resolve, reject) =>
    db.all(text, values, (error: Error | null, rows: T[]) => (error ? reject(error) : resolve(rows))),
  );
}
function run(db: sqlite3.Database, text: string, values: readonly unknown[]): Promise<void> {
  return new Promise((resolve, reject) => db.run(text, values, (error) => (error ? reject(error) : resolve())));
}
