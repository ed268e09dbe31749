import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { ReportQuery } from '#contract/reports.ts';
import { words } from '#words/index.ts';
import type { Actor } from '../../../box/actor.ts';
import { newId } from '../../../ids.ts';
import { readLink } from '../../../links/link.ts';
import { actor } from '../../../testing/links.ts';
import { house, presenter } from '../../../testing/people.ts';
import { makeCounter } from '../../../visits/count.ts';
import { openRefusals } from '../../../visits/refusals.ts';
import { addAsked } from '../../../visits/totals/asks.ts';
import { addDownloads } from '../../../visits/totals/downloads.ts';
import { localTime } from '../../../visits/totals/local-time.ts';
import { addViews } from '../../../visits/totals/views.ts';
import { readReport } from '../../report.ts';
import { csvChunks } from '../sheets.ts';
import { localIso } from './local-iso.ts';
import { visitPages } from './pages.ts';
import { spanOf } from './span.ts';

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

const agents = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.50',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36',
];

/** A venue where phones come and go for about ten days, around midnight too, and people of the house among them. */
async function venue(seed: number, acts: number) {
  const at = await house();
  const { kit, galleryId, projectId } = at;
  const roll = dice(seed);
  const count = makeCounter(kit, (address) => (address.startsWith('1.') ? 'CN/浙江/杭州' : ''));
  const refusals = openRefusals(kit);
  const mine = await at.add({ name: '=李先生', company: '安居,"房产"' }, presenter);
  const other = await at.add({ name: '13800138000' });
  const links: string[] = [];
  for (const recipient of [null, null, mine, other])
    links.push(await at.linkFor(recipient, { label: recipient ? '' : `大屏 ${links.length}` }));
  for (const [nr, id] of links.entries())
    await kit.db.write((writer) =>
      sql`UPDATE links SET max_opens = NULL, audience = ${nr % 2 ? 'estate.client' : null}, placement = ${nr === 1 ? '沙盘' : null}
        WHERE id = ${id}`.execute(writer),
    );
  const photos = Array.from({ length: 5 }, () => newId(kit.clock.now()));
  const galleries = [galleryId, newId(kit.clock.now())];
  const running: { visitId: string; linkId: string }[] = [];
  for (let act = 0; act < acts; act += 1) {
    kit.time.advance([2000, 60_000, hour, 3 * hour][roll(4)] ?? 0);
    const now = kit.clock.now();
    const linkId = links[roll(links.length)] as string;
    if (roll(2) === 0 || running.length === 0) {
      const { row } = await count({
        ...{ link: await readLink(kit.db.read, linkId), visitor: { key: `phone ${roll(9)}`, standIn: roll(5) === 0 } },
        ...{ visitId: undefined, nonce: undefined, password: undefined, onSite: roll(3) === 0 },
        ...{ address: roll(2) ? '1.2.3.4' : '9.9.9.9', agent: agents[roll(2)] as string, staff: roll(6) === 0 },
      });
      running.push({ visitId: row.id, linkId });
    }
    const who = running[Math.max(0, running.length - 1 - roll(4))] as (typeof running)[number];
    const kind = roll(5);
    if (kind <= 1) {
      const told = new Set(Array.from({ length: 3 }, () => photos[roll(5)] as string));
      const rows = [...told].map((photo) => {
        const saved = roll(4) === 0 ? now : null;
        return [who.visitId, photo, galleries[roll(2)] as string, 1, roll(3), roll(30_000), now, saved] as const;
      });
      await kit.db.write((writer) => addViews(writer, rows, zone));
    }
    if (kind === 2) {
      const row = { visit_id: who.visitId, photo_id: photos[roll(5)] as string, edition: 1, how: 'zip' as const };
      const more = { link_id: who.linkId, gallery_id: galleries[roll(2)] as string, at: now };
      await kit.db.write((writer) => addDownloads(writer, [{ ...row, ...more }], zone));
    }
    if (kind === 3)
      refusals.note({
        linkId,
        visitor: `phone ${roll(9)}`,
        reason: 'expired',
        onSite: roll(2) === 0,
        place: undefined,
      });
    if (kind === 4 && roll(3) === 0) {
      const { day } = localTime(zone, now);
      await kit.db.write(async (writer) => {
        await sql`INSERT INTO asks (id, link_id, link_edition, visitor, stand_in, mark, kind, name, note, asked_at, state, day)
          VALUES (${newId(now)}, ${linkId}, 1, 'asker', 0, '', 'expired', '', '', ${now}, 'lapsed', ${day})`.execute(
          writer,
        );
        await addAsked(
          writer,
          { linkId, projectId, audience: links.indexOf(linkId) % 2 ? 'estate.client' : null },
          day,
        );
      });
    }
  }
  await refusals.stop();
  return { ...at, links, mine, galleries, photos };
}

type At = Awaited<ReturnType<typeof venue>>;
type Row = Record<string, string>;

/** A report, and its events as they are read back from the file. */
async function exported({ kit, projectId }: Pick<At, 'kit' | 'projectId'>, query: ReportQuery = {}, by: Actor = actor) {
  const report = await readReport(kit, by, projectId, { ...query, lang: 'en' });
  let csv = '';
  for await (const chunk of await csvChunks(kit, by, report, query, 'events')) csv += chunk;
  const rows: Row[] = parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' });
  return { report, rows, csv };
}

/** The figures as anybody would count them who has nothing but the file. */
function recount(rows: readonly Row[]) {
  const of = (event: string) => rows.filter((row) => row.event === event);
  const sum = (some: readonly Row[], column: string) => some.reduce((all, row) => all + Number(row[column]), 0);
  const opens = of('open');
  const phones = Map.groupBy(opens, (row) => row.visitor);
  return {
    opens: opens.length,
    visitors: phones.size,
    returning: [...phones.values()].filter((some) => some.length > 1).length,
    standIns: sum(opens, 'no_cookie'),
    onSite: sum(opens, 'on_site'),
    views: sum(of('view'), 'count'),
    viewSeconds: sum(of('view'), 'ms') / 1000,
    downloads: of('download').length,
    savers: new Set(of('download').map((row) => row.visitor)).size,
    saves: of('save').length,
    asks: of('ask').length,
    refused: of('refusal').length,
    phones: opens.filter((row) => row.device === 'phone').length,
  };
}

const tally = (rows: readonly Row[], key: (row: Row) => string | undefined) =>
  Object.fromEntries([...Map.groupBy(rows, key)].map(([name, some]) => [name, some.length]));

test.each([1, 2])(
  'the events of the file add up to every figure of its report, without those of staff (%i)',
  async (seed) => {
    const at = await venue(seed, 260);
    const { report, rows } = await exported(at);
    const { newVisitors: _, medianSeconds: __, viewSeconds, ...figures } = report.figures;
    const { viewSeconds: counted, ...others } = recount(rows);
    expect(others).toEqual(figures);
    expect(counted).toBeCloseTo(viewSeconds, 0);
    expect(report.leftOut.staff).toBeGreaterThan(3);
    for (const figure of Object.values(figures)) expect(figure).toBeGreaterThan(2);

    const opens = rows.filter((row) => row.event === 'open');
    const day = (row: Row) => row.time?.slice(0, 10);
    expect(tally(opens, day)).toEqual(
      Object.fromEntries(report.days.filter((one) => one.opens > 0).map((one) => [one.day, one.opens])),
    );
    expect(
      tally(
        rows.filter((row) => row.event === 'download'),
        day,
      ),
    ).toEqual(
      Object.fromEntries(report.days.filter((one) => one.downloads > 0).map((one) => [one.day, one.downloads])),
    );
    const hours = tally(opens, (row) => String(Number(row.time?.slice(11, 13))));
    expect(report.hours).toEqual(Array.from({ length: 24 }, (_, nr) => hours[nr] ?? 0));
    for (const [list, column] of [
      ['devices', 'device'],
      ['systems', 'system'],
      ['apps', 'app'],
      ['regions', 'region'],
    ] as const)
      expect(tally(opens, (row) => row[column])).toEqual(
        Object.fromEntries(report[list].map(({ key, opens: some }) => [key, some])),
      );
    for (const photo of report.photos) {
      const own = rows.filter((row) => row.photo === photo.photoId);
      expect(recount(own)).toMatchObject({ views: photo.views, downloads: photo.downloads, saves: photo.saves });
    }
  },
);

test('a span takes what counts in its days: a visit of the evening before is not in it, what it looked at after midnight is', async () => {
  const at = await house();
  const { kit, projectId } = at;
  const linkId = await at.linkFor(null, { label: '大屏' });
  const midnight = Math.ceil((kit.clock.now() + 8 * hour) / (24 * hour)) * 24 * hour - 8 * hour;
  // One minute more passes before each open.
  kit.time.advance(midnight - kit.clock.now() - 120_000);
  const visit = await at.open(linkId, 'late');
  kit.time.advance(180_000);
  const photo = newId(kit.clock.now());
  await kit.db.write((writer) =>
    addViews(writer, [[visit, photo, at.galleryId, 1, 1, 4000, kit.clock.now(), null]], zone),
  );
  await at.open(linkId, 'early');
  const today = new Date(midnight + 8 * hour).toISOString().slice(0, 10);
  const { rows, report } = await exported({ kit, projectId } as At, { from: today, to: today });
  expect(rows.map(({ event, ms }) => [event, ms])).toEqual([
    ['view', '4000'],
    ['open', ''],
  ]);
  expect(report.figures).toMatchObject({ opens: 1, views: 1 });
  const before = new Date(midnight + 8 * hour - 1).toISOString().slice(0, 10);
  const evening = await exported({ kit, projectId } as At, { from: before, to: before });
  expect(evening.rows.map(({ event }) => event)).toEqual(['open']);
});

test('what a report is narrowed to narrows its events as well, and a presenter gets what is theirs or nobody’s', async () => {
  const at = await venue(3, 220);
  const [first, placed, mine] = at.links as [string, string, string];
  const queries: ReportQuery[] = [
    { linkId: first },
    { placement: '沙盘' },
    { audience: 'estate.client' },
    { recipientId: at.mine },
    { audience: 'estate.client', linkId: placed },
    { galleryId: at.galleryId },
  ];
  const whole = (await exported(at)).rows.length;
  for (const query of queries) {
    const { report, rows } = await exported(at, query);
    const { opens, views, downloads, saves, refused } = recount(rows);
    const { figures } = report;
    expect({ query, opens, views, downloads, saves, refused }).toEqual({
      query,
      ...{ opens: figures.opens, views: figures.views, downloads: figures.downloads },
      ...{ saves: figures.saves, refused: figures.refused },
    });
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.length).toBeLessThan(whole);
  }
  const theirs = await exported(at, {}, presenter);
  expect(recount(theirs.rows).opens).toBe(theirs.report.figures.opens);
  const named = new Set(theirs.rows.map(({ recipient }) => recipient));
  expect(named).toEqual(new Set(['', "'=李先生"]));
  expect(mine).not.toBe(first);
});

test('names are told beside their events, made harmless; phones by a code that is another in each file', async () => {
  const at = await venue(4, 200);
  const { rows, csv } = await exported(at);
  expect(csv.startsWith('\ufefftime,event,visit,visitor,link,')).toBe(true);
  expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const own = rows.find(({ recipient }) => recipient === "'=李先生");
  expect(own).toMatchObject({ company: '安居,"房产"' });
  expect(new Set(rows.map(({ recipient }) => recipient))).toContain('\t13800138000');
  expect(new Set(rows.map(({ audience }) => audience))).toEqual(new Set(['', 'Client']));
  expect(rows.find(({ link }) => link === '大屏 1')).toMatchObject({ placement: '沙盘' });
  const codes = new Set(rows.map(({ visitor }) => visitor));
  for (const code of codes) expect(code).toMatch(/^v[0-9a-f]{14}$/);
  const { rows: keys } = await sql<{ visitor: string }>`SELECT DISTINCT visitor FROM visits`.execute(at.kit.db.read);
  for (const { visitor } of keys) expect(csv).not.toContain(visitor);
  const again = await exported(at);
  expect([...codes].filter((code) => again.rows.some(({ visitor }) => visitor === code))).toEqual([]);
  expect(again.rows.map(({ visitor: _, ...row }) => row)).toEqual(rows.map(({ visitor: _, ...row }) => row));
  // The language of the report is that of its headings; what the box itself calls things is the same in each.
  const chinese = await readReport(at.kit, actor, at.projectId, { lang: 'zh-CN' });
  const chunks = await Array.fromAsync(await csvChunks(at.kit, actor, chinese, {}, 'events'));
  const { time, event, visit, visitor } = words('zh-CN').reportSheets.csv;
  expect(chunks.join('').startsWith(`\ufeff${[time, event, visit, visitor].join(',')},`)).toBe(true);
});

test('days with many visits are gone through in the order of the table, and give the same', async () => {
  const at = await venue(5, 240);
  const other = await house();
  expect(other.projectId).not.toBe(at.projectId);
  const { report } = await exported(at);
  const asked = { links: sql<boolean>`links.project_id = ${at.projectId}`, galleryId: null };
  const visitsOf = async (held?: number) =>
    (await Array.fromAsync(visitPages(at.kit.db.read, asked, spanOf(report), held))).map(
      ({ visits, views, downloads }) => ({
        ...{ visits: [...visits], views: [...views], downloads: [...downloads] },
      }),
    );
  const flat = (pages: Awaited<ReturnType<typeof visitsOf>>) => ({
    visits: pages.flatMap(({ visits }) => visits),
    views: pages.flatMap(({ views }) => views),
    downloads: pages.flatMap(({ downloads }) => downloads),
  });
  const byPlaces = flat(await visitsOf());
  expect(byPlaces.visits.length).toBeGreaterThan(40);
  expect(flat(await visitsOf(0))).toEqual(byPlaces);
  expect(flat(await visitsOf(7))).toEqual(byPlaces);
});

test('instants carry the offset that the zone had then', () => {
  const told = localIso('Europe/Berlin');
  expect(told(Date.parse('2026-03-29T00:59:59Z'))).toBe('2026-03-29T01:59:59+01:00');
  expect(told(Date.parse('2026-03-29T01:00:00Z'))).toBe('2026-03-29T03:00:00+02:00');
  expect(localIso('America/St_Johns')(Date.parse('2026-01-01T00:00:00Z'))).toBe('2025-12-31T20:30:00-03:30');
});
