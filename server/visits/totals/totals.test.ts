import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '../../ids.ts';
import { readLink } from '../../links/link.ts';
import { house } from '../../testing/people.ts';
import { makeCounter } from '../count.ts';
import { openRefusals } from '../refusals.ts';
import { addDownloads } from './downloads.ts';
import { fillPast } from './past/past.ts';
import { brokenTotals, rebuildTotals, totalsDiffer } from './rebuild.ts';
import { addViews } from './views.ts';

const zone = 'Asia/Shanghai';
const hour = 3_600_000;

/** The same figures in the same order each time (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

/** A venue where many phones come and go for days, at all hours, several in one instant. */
async function busyVenue(seed: number, acts: number) {
  const at = await house();
  const { kit, galleryId } = at;
  const roll = dice(seed);
  const count = makeCounter(kit, (address) => (address.startsWith('1.') ? 'CN/浙江/杭州' : ''));
  const refusals = openRefusals(kit);
  const links: string[] = [];
  for (let nr = 0; nr < 5; nr += 1) links.push(await at.linkFor(null, { label: `L${nr}` }));
  const audiences = ['estate.client', 'estate.agent', null, 'estate.client', 'estate.hq'];
  for (const [nr, id] of links.entries())
    await kit.db.write((writer) =>
      sql`UPDATE links SET max_opens = NULL, audience = ${audiences[nr]} WHERE id = ${id}`.execute(writer),
    );
  const photos = Array.from({ length: 6 }, () => newId(kit.clock.now()));
  const galleries = [galleryId, newId(kit.clock.now())];
  const running: { visitId: string; linkId: string }[] = [];
  const open = async () => {
    const linkId = links[roll(links.length)] as string;
    const link = await readLink(kit.db.read, linkId);
    const phone = `phone ${roll(12)}`;
    const { row } = await count({
      ...{ link, visitor: { key: phone, standIn: roll(5) === 0 }, visitId: undefined, nonce: undefined },
      ...{ password: undefined, onSite: roll(2) === 0, address: roll(2) ? '1.2.3.4' : '9.9.9.9', agent: 'iPhone' },
      staff: roll(8) === 0,
    });
    running.push({ visitId: row.id, linkId });
  };
  const someone = () => running[Math.max(0, running.length - 1 - roll(6))];
  for (let act = 0; act < acts; act += 1) {
    kit.time.advance([1000, 60_000, hour, 5 * hour, 23 * hour][roll(5)] ?? 0);
    const kind = roll(6);
    if (kind <= 1 || running.length === 0) await Promise.all(Array.from({ length: 1 + roll(4) }, open));
    const who = someone();
    if (!who) continue;
    if (kind === 2 || kind === 3) {
      const told = new Map(
        Array.from({ length: 1 + roll(4) }, () => [
          photos[roll(photos.length)] as string,
          [galleries[roll(2)] as string, 1, roll(3), roll(40_000), roll(7) === 0] as const,
        ]),
      );
      const now = kit.clock.now();
      const rows = [...told].map(
        ([photo, [gallery, edition, views, ms, saved]]) =>
          [who.visitId, photo, gallery, edition, views, ms, now, saved ? now : null] as const,
      );
      await kit.db.write((writer) => addViews(writer, rows, zone));
    }
    if (kind === 4) {
      const rows = Array.from({ length: 1 + roll(3) }, () => ({
        ...{ visit_id: who.visitId, photo_id: photos[roll(6)] as string, edition: 1 + roll(2), how: 'save' as const },
        ...{ link_id: who.linkId, gallery_id: galleries[roll(2)] as string, at: kit.clock.now() },
      }));
      await kit.db.write((writer) => addDownloads(writer, rows, zone));
    }
    if (kind === 5) {
      const reason = (['expired', 'password', 'used_up'] as const)[roll(3)] as 'expired';
      refusals.note({ linkId: who.linkId, visitor: `phone ${roll(4)}`, reason, onSite: false, place: undefined });
      if (roll(3) === 0) refusals.robot(who.linkId);
    }
  }
  await refusals.stop();
  return at;
}

test.each([1, 2, 3])(
  'totals that are written with the events are what the events say, whatever happens in which order (%i)',
  async (seed) => {
    const { kit } = await busyVenue(seed, 250);
    expect(await totalsDiffer(kit)).toEqual([]);
    // A comparison that sees nothing would see no difference either.
    const { rows } = await sql<{
      opens: number;
      downloads: number;
      views: number;
      refused: number;
      saves: number;
      staff: number;
    }>`
    SELECT sum(opens) AS opens, sum(downloads) AS downloads, sum(views) AS views, sum(refused) AS refused,
      sum(saves) AS saves, sum(staff) AS staff FROM day_totals`.execute(kit.db.read);
    for (const sum of Object.values(rows[0] ?? {})) expect(sum).toBeGreaterThan(5);
    await kit.db.write((writer) => sql`UPDATE day_totals SET opens = opens + 1 WHERE subject = 1`.execute(writer));
    await kit.db.write((writer) => sql`DELETE FROM gap_totals WHERE subject = 1`.execute(writer));
    expect((await totalsDiffer(kit)).map(({ table }) => table)).toEqual(['day_totals', 'gap_totals']);
    await kit.db.write((writer) =>
      sql`UPDATE part_totals SET count = count + 1
      WHERE subject = (SELECT subjects.number FROM subjects JOIN links ON links.id = subjects.id LIMIT 1)`.execute(
        writer,
      ),
    );
    expect((await brokenTotals(kit.db.read)).at(-1)).toContain('I18 part_totals');
    await rebuildTotals(kit);
    expect(await brokenTotals(kit.db.read)).toEqual([]);
    expect(await totalsDiffer(kit)).toEqual([]);
  },
);

test('different visitors of any span of days can be summed, those who opened twice and those who were never there too', async () => {
  const { kit, projectId } = await busyVenue(7, 200);
  const { rows: visits } = await sql<{ visitor: string; day: number }>`
    SELECT visitor, day FROM visits WHERE staff = 0 ORDER BY opened_at`.execute(kit.db.read);
  const days = [...new Set(visits.map(({ day }) => day))].toSorted();
  expect(days.length).toBeGreaterThan(8);
  for (const [from, to] of [
    [0, 3],
    [2, 6],
    [5, 5],
    [0, days.length - 1],
  ] as const) {
    const [first, last] = [days[from] as number, days[to] as number];
    const within = visits.filter(({ day }) => day >= first && day <= last);
    const times = Map.groupBy(within, ({ visitor }) => visitor);
    const { rows } = await sql<{ visitors: number; twice: number; fresh: number }>`SELECT
        sum(CASE WHEN before1 < ${first} THEN count END) AS visitors,
        coalesce(sum(CASE WHEN before1 >= ${first} AND before2 < ${first} THEN count END), 0) AS twice,
        coalesce(sum(CASE WHEN before1 = 0 THEN count END), 0) AS fresh
      FROM gap_totals JOIN subjects ON number = subject
      WHERE id = ${projectId} AND kind = 'open' AND day BETWEEN ${first} AND ${last}`.execute(kit.db.read);
    expect(rows[0]).toEqual({
      visitors: times.size,
      twice: [...times.values()].filter((opens) => opens.length > 1).length,
      fresh: [...times.keys()].filter((one) => !visits.some(({ visitor, day }) => visitor === one && day < first))
        .length,
    });
  }
});

test('what was there before totals were kept is counted once, at the first start', async () => {
  const { kit } = await busyVenue(11, 120);
  const read = () => sql`SELECT * FROM visits ORDER BY id`.execute(kit.db.read).then(({ rows }) => rows);
  await kit.db.write((writer) => sql`UPDATE visits SET agent = 'Mozilla/5.0 (iPhone)', staff = 0`.execute(writer));
  await kit.db.write(async (writer) => {
    for (const table of ['day', 'part', 'photo', 'length', 'gap'])
      await sql.raw(`DELETE FROM ${table}_totals`).execute(writer);
    for (const step of [
      "UPDATE visits SET day = 0, hour = 0, device = '', region = '', ms = 0",
      'UPDATE photo_views SET day = 0, saved_day = NULL',
      "UPDATE downloads SET day = 0, gallery_id = ''",
      'UPDATE links SET first_open_at = NULL, first_download_at = NULL',
      'DELETE FROM subject_visitors',
    ])
      await sql.raw(step).execute(writer);
  });
  await fillPast(kit, () => 'CN/江苏/南京');
  expect(await totalsDiffer(kit)).toEqual([]);
  const { rows } = await sql<{ links: number; opened: number; undated: number; far: number }>`SELECT
      (SELECT count(*) FROM links WHERE first_open_at IS NOT NULL) AS links,
      (SELECT count(DISTINCT link_id) FROM visits) AS opened,
      (SELECT count(*) FROM visits WHERE day = 0) + (SELECT count(*) FROM downloads WHERE day = 0 OR gallery_id = '')
        + (SELECT count(*) FROM photo_views WHERE day = 0 OR (saved_at IS NOT NULL AND saved_day IS NULL)) AS undated,
      (SELECT count(*) FROM visits WHERE region = 'CN/江苏/南京') AS far`.execute(kit.db.read);
  expect(rows[0]?.links).toBe(rows[0]?.opened);
  expect(rows[0]?.undated).toBe(0);
  expect(rows[0]?.far).toBeGreaterThan(5);
  const before = await read();
  await kit.db.write((writer) =>
    sql`UPDATE visits SET region = 'US' WHERE id = (SELECT min(id) FROM visits)`.execute(writer),
  );
  await fillPast(kit, () => 'CN');
  expect((await read()).length).toBe(before.length);
  expect(await totalsDiffer(kit)).not.toEqual([]);
});
