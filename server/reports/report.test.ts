import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { Report } from '#contract/report.ts';
import type { ReportQuery } from '#contract/reports.ts';
import type { Actor } from '../box/actor.ts';
import { dateIn } from '../links/days.ts';
import { actor } from '../testing/links.ts';
import { presenter } from '../testing/people.ts';
import { busyVenue, zone } from '../testing/venue.ts';
import { lengthOf, medianOf } from '../visits/totals/lengths.ts';
import { readReport } from './report.ts';
import { plusDays } from './span.ts';

interface Visit {
  id: string;
  link_id: string;
  visitor: string;
  stand_in: number;
  on_site: number;
  staff: number;
  day: number;
  hour: number;
  device: string;
  system: string;
  app: string;
  region: string;
  ms: number;
}
interface Look {
  visit_id: string;
  link_id: string;
  photo_id: string;
  gallery_id: string;
  views: number;
  ms: number;
  day: number;
  saved_day: number | null;
}
interface Saved {
  visit_id: string;
  link_id: string;
  photo_id: string;
  gallery_id: string;
  visitor: string;
  day: number;
}

let venue: Awaited<ReturnType<typeof busyVenue>>;
let raw: {
  visits: Visit[];
  all: Visit[];
  looks: Look[];
  saved: Saved[];
  refused: { link_id: string; reason: string; day: number }[];
  asks: { link_id: string; day: number }[];
  links: Map<string, { id: string; audience: string | null; placement: string | null; recipient_id: string | null }>;
  /** Links with what they open: `LINK GALLERY`. */
  chapters: Set<string>;
};
let first: string;
let last: string;
/** Fills a venue, and reads what happened there as single events. */
async function busy(seed: number): Promise<void> {
  venue = await busyVenue(seed, 420);
  const read = async <T>(text: string) => (await sql.raw<T>(text).execute(venue.kit.db.read)).rows;
  const all = await read<Visit>('SELECT * FROM visits ORDER BY opened_at, rowid');
  const guests = 'JOIN visits ON visits.id = visit_id AND visits.staff = 0';
  raw = {
    all,
    visits: all.filter(({ staff }) => staff === 0),
    looks: await read(`SELECT seen.*, visits.link_id FROM photo_views AS seen ${guests}`),
    saved: await read(`SELECT saved.*, visits.visitor FROM downloads AS saved ${guests}`),
    refused: await read('SELECT link_id, reason, day FROM refusals'),
    asks: await read('SELECT link_id, day FROM asks'),
    links: new Map(
      (
        await read<{ id: string; audience: string | null; placement: string | null; recipient_id: string | null }>(
          'SELECT id, audience, placement, recipient_id FROM links',
        )
      ).map((row) => [row.id, row]),
    ),
    chapters: new Set(
      (await read<{ of: string }>("SELECT link_id || ' ' || gallery_id AS of FROM link_galleries")).map(({ of }) => of),
    ),
  };
  first = text(raw.visits[0]?.day as number);
  last = dateIn(zone, venue.kit.clock.now());
}

const text = (day: number) => `${day}`.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
const ask = (query: ReportQuery, by: Actor = actor) => readReport(venue.kit, by, venue.projectId, query);
const count = <T>(list: readonly T[], key: (one: T) => string) =>
  Object.fromEntries([...Map.groupBy(list, key)].map(([name, of]) => [name, of.length]));

/** The report's figures as they follow from the single events, of these links and of one gallery where it is named. */
function recounted(links: readonly string[], from: string, to: string, gallery?: string) {
  const of = <T extends { link_id: string }>(list: readonly T[]) =>
    list.filter(({ link_id }) => links.includes(link_id));
  const on = ({ day }: { day: number }) => text(day) >= from && text(day) <= to;
  const there = ({ gallery_id }: { gallery_id: string }) => gallery === undefined || gallery_id === gallery;
  const visits = of(raw.visits).filter(on);
  const looks = of(raw.looks).filter(there);
  const seen = looks.filter((one) => one.views > 0 && on(one));
  const saved = of(raw.saved).filter(there);
  const begins = [...Map.groupBy(saved, ({ visit_id }) => visit_id).values()].map((all) => ({
    visitor: all[0]?.visitor,
    day: Math.min(...all.map(({ day }) => day)),
  }));
  const times = Map.groupBy(visits, ({ visitor }) => visitor);
  const before = of(raw.visits).filter(({ day }) => text(day) < from);
  const lengths = count(
    visits.filter(({ ms }) => ms > 0),
    ({ ms }) => String(lengthOf(ms)),
  );
  const median = Object.entries(lengths)
    .map(([seconds, number]) => ({ seconds: Number(seconds), visits: number }))
    .toSorted((a, b) => a.seconds - b.seconds);
  const refused = of(raw.refused).filter(on);
  const figures = {
    opens: visits.length,
    visitors: times.size,
    newVisitors: [...times.keys()].filter((one) => !before.some(({ visitor }) => visitor === one)).length,
    returning: [...times.values()].filter((opens) => opens.length > 1).length,
    standIns: visits.filter(({ stand_in }) => stand_in).length,
    onSite: visits.filter(({ on_site }) => on_site).length,
    views: total(seen.map(({ views }) => views)),
    viewSeconds: Math.round(total(seen.map(({ ms }) => ms)) / 100) / 10,
    medianSeconds: medianOf(median),
    downloads: saved.filter(on).length,
    savers: new Set(begins.filter(on).map(({ visitor }) => visitor)).size,
    saves: looks.filter(({ saved_day }) => saved_day !== null && on({ day: saved_day })).length,
    asks: of(raw.asks).filter(on).length,
    refused: refused.length,
    phones: visits.filter(({ device }) => device === 'phone').length,
  };
  return { figures, visits, seen, saved: saved.filter(on), refused };
}

/** Every list of a report against the single events, and against its own figures. */
function agrees(report: Report, links: readonly string[], gallery?: string) {
  expect(Report.parse(report)).toEqual(report);
  const { from, to, figures } = report;
  const { figures: expected, visits, seen, saved, refused } = recounted(links, from, to, gallery);
  // Of a set of links it is not told who is new.
  const untold = links.length > 1 && figures.newVisitors === null;
  expect(figures).toEqual({ ...expected, ...(untold && { newVisitors: null }) });
  const opensOf = (list: readonly { opens: number }[]) => total(list.map(({ opens }) => opens));

  const byHour = count(visits, ({ hour }) => String(hour));
  expect(report.hours).toEqual(Array.from({ length: 24 }, (_, hour) => byHour[hour] ?? 0));
  const weekday = (day: number) => (new Date(text(day)).getUTCDay() + 6) % 7;
  const byWeek = count(visits, ({ day, hour }) => `${weekday(day)} ${hour}`);
  expect(report.week).toEqual(
    Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (__, hour) => byWeek[`${day} ${hour}`] ?? 0)),
  );
  for (const day of report.days) {
    const own = recounted(links, day.day, day.day, gallery).figures;
    const { opens, visitors, views, downloads, refused: turned } = own;
    expect(day).toEqual({ day: day.day, opens, visitors, views, downloads, refused: turned });
  }
  expect(report.days.map(({ day }) => day)).toEqual(
    Array.from({ length: report.days.length }, (_, at) => plusDays(from, at)),
  );
  expect(report.days.at(-1)?.day).toBe(to);

  const keyed = (list: readonly { key: string; opens: number }[]) =>
    Object.fromEntries(list.map(({ key, opens }) => [key, opens]));
  expect(keyed(report.devices)).toEqual(count(visits, ({ device }) => device || 'other'));
  expect(keyed(report.systems)).toEqual(count(visits, ({ system }) => system || 'other'));
  expect(keyed(report.apps)).toEqual(count(visits, ({ app }) => app || 'other'));
  expect(keyed(report.regions)).toEqual(count(visits, ({ region }) => region || 'unknown'));
  expect(Object.fromEntries(report.refusals.map(({ reason, count }) => [reason, count]))).toEqual(
    count(refused, ({ reason }) => reason),
  );

  const photo = Map.groupBy(seen, ({ photo_id }) => photo_id);
  expect(report.photos.filter(({ views }) => views > 0).length).toBe(photo.size);
  for (const { photoId, views, visits: looked, seconds, downloads } of report.photos) {
    const own = photo.get(photoId) ?? [];
    expect({ views, looked, seconds, downloads }).toEqual({
      views: total(own.map((one) => one.views)),
      looked: own.length,
      seconds: Math.round(total(own.map((one) => one.ms)) / 100) / 10,
      downloads: saved.filter(({ photo_id }) => photo_id === photoId).length,
    });
  }
  expect(total(report.photos.map(({ downloads }) => downloads))).toBe(figures.downloads);
  expect(total(report.photos.map(({ saves }) => saves))).toBe(figures.saves);
  expect(total(report.galleries.map(({ views }) => views))).toBe(figures.views);
  expect(total(report.galleries.map(({ downloads }) => downloads))).toBe(figures.downloads);

  for (const one of report.links) {
    const own = recounted([one.linkId], from, to, gallery).figures;
    const { opens, visitors, views, downloads, refused: turned } = own;
    expect(one).toMatchObject({ opens, visitors, views, downloads, refused: turned });
  }
  expect(opensOf(report.links)).toBe(figures.opens);
  for (const one of report.audiences) {
    const own = links.filter((id) => raw.links.get(id)?.audience === one.audience);
    const { opens, visitors, downloads, savers } = recounted(own, from, to, gallery).figures;
    const opened = own.filter((id) => recounted([id], from, to).figures.opens > 0).length;
    expect(one).toMatchObject({ opens, visitors, downloads, savers, links: own.length, opened });
  }
  for (const { placement, ...one } of report.placements) {
    const own = links.filter((id) => raw.links.get(id)?.placement === placement);
    const { opens, downloads, refused: turned } = recounted(own, from, to, gallery).figures;
    expect(one).toEqual({ links: own.length, opens, downloads, refused: turned });
  }
  expect(report.placements.length).toBe(
    new Set(links.map((id) => raw.links.get(id)?.placement ?? '')).size -
      (links.some((id) => raw.links.get(id)?.placement === null) ? 1 : 0),
  );
  for (const one of report.galleries) {
    const own = links.filter((id) => raw.chapters.has(`${id} ${one.galleryId}`));
    const there = recounted(links, from, to, one.galleryId);
    // A visit counts on the day on which it first looked at the gallery.
    const looked = [
      ...Map.groupBy(
        raw.looks.filter((look) => links.includes(look.link_id) && look.views > 0 && look.gallery_id === one.galleryId),
        ({ visit_id }) => visit_id,
      ).values(),
    ];
    const firsts = looked.map((looks) => text(Math.min(...looks.map(({ day }) => day))));
    expect(one).toMatchObject({
      opens: recounted(own, from, to).figures.opens,
      visits: firsts.filter((day) => day >= from && day <= to).length,
      views: there.figures.views,
      downloads: there.figures.downloads,
    });
  }
  const partners = links.filter((id) => raw.links.get(id)?.recipient_id !== null);
  const partnersWith = (has: 'opens' | 'downloads') =>
    partners.filter((id) => recounted([id], from, to, gallery).figures[has] > 0).length;
  expect(report.partners).toEqual({
    all: partners.length,
    opened: partnersWith('opens'),
    downloaded: partnersWith('downloads'),
  });
  expect(opensOf(report.audiences)).toBe(figures.opens);
  expect(total(report.audiences.map(({ downloads }) => downloads))).toBe(figures.downloads);
}

/** Spans of days: all of it, one day, days in the midst, a month around it. */
function spans(): { from: string; to: string }[] {
  return [
    { from: first, to: last },
    { from: plusDays(first, 3), to: plusDays(first, 3) },
    { from: plusDays(first, 2), to: plusDays(first, 9) },
    { from: plusDays(first, -5), to: plusDays(first, 12) },
    { from: plusDays(last, -4), to: plusDays(last, 20) },
  ];
}

describe('of every span of days', () => {
  test('the whole project is what the events say, and every list adds up to its figure', async () => {
    await busy(4);
    for (const span of spans()) agrees(await ask(span), Object.values(venue.links));
    const { figures, leftOut } = await ask(spans()[0] ?? {});
    expect(leftOut.staff).toBe(raw.all.length - raw.visits.length);
    expect(leftOut.robots).toBeGreaterThan(0);
    // A comparison of nothings would hold as well.
    for (const figure of Object.values(figures)) expect(figure).toBeGreaterThan(2);
  });

  test('so is each audience, link, recipient, placement and gallery, and what fits several of them', async () => {
    await busy(5);
    const { links, second, galleryId, wang, li } = venue;
    const asked: [ReportQuery, string[], string?][] = [
      [{ audience: 'event.attendee' }, [links.wall, links.bag, links.badge]],
      [{ audience: 'event.media' }, [links.wang, links.label]],
      [{ audience: 'event.sponsor' }, []],
      [{ linkId: links.bag }, [links.bag]],
      [{ linkId: links.badge }, [links.badge]],
      [{ linkId: links.unopened }, [links.unopened]],
      [{ recipientId: wang }, [links.wang]],
      [{ recipientId: li }, [links.li]],
      [{ placement: '礼品袋' }, [links.bag]],
      [{ placement: '门口' }, []],
      [{ galleryId: second }, [links.bag, links.wang, links.li, links.badge], second],
      [{ galleryId }, [links.wall, links.bag, links.li, links.label, links.unopened], galleryId],
      [{ galleryId: second, audience: 'event.attendee' }, [links.bag, links.badge], second],
      [{ galleryId: second, linkId: links.bag }, [links.bag], second],
      [{ audience: 'event.attendee', placement: '大屏' }, [links.wall]],
      [{ recipientId: li, audience: 'event.media' }, []],
    ];
    for (const span of spans().slice(0, 4)) {
      for (const [query, of, gallery] of asked) agrees(await ask({ ...span, ...query }), of, gallery);
    }
  });

  test('a presenter sees what is theirs or nobody’s, and is told of no other', async () => {
    await busy(6);
    const { links, wang, li } = venue;
    const own = Object.values(links).filter((id) => id !== links.wang);
    for (const span of spans().slice(0, 3)) agrees(await ask(span, presenter), own);
    agrees(await ask({ ...spans()[0], recipientId: li }, presenter), [links.li]);
    agrees(await ask({ ...spans()[0], audience: 'event.media' }, presenter), [links.label]);
    const report = await ask(spans()[0] ?? {}, presenter);
    expect(JSON.stringify(report)).not.toContain('王芳');
    expect(JSON.stringify(report)).not.toContain(links.wang);
    for (const query of [{ recipientId: wang }, { linkId: links.wang }]) {
      await expect(ask(query, presenter)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('the span before it is counted as if it had been asked for', async () => {
    await busy(7);
    const [from, to] = [plusDays(first, 21), plusDays(first, 40)];
    for (const query of [
      {},
      { audience: 'event.attendee' },
      { galleryId: venue.second },
      { linkId: venue.links.wall },
    ]) {
      const { before } = await ask({ from, to, ...query });
      const { figures } = await ask({ from: plusDays(from, -20), to: plusDays(from, -1), ...query });
      // Different visitors of a set of links take a look at all its visits: only of the span itself.
      const people = { visitors: null, newVisitors: null, returning: null, savers: null };
      expect(before).toEqual({ ...figures, ...('galleryId' in query && people) });
      expect(before?.opens).toBeGreaterThan(0);
    }
    // The project was not there then.
    expect((await ask({ from: first, to: last })).before).toBeNull();
  });
});
