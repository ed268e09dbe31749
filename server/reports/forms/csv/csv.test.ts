import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { csvMark, csvRow } from '../../../http/csv.ts';
import { sampleReport } from '../../../testing/report.ts';
import { figureRows } from './figures.ts';

/** The figures of a report as they are read back from a file. */
function read(report: Report) {
  const text =
    csvMark +
    figureRows(report)
      .map(({ section, id, item, figure, value }) => csvRow([section, id, item, figure, value]))
      .join('');
  const rows: string[][] = parse(text, { bom: true, record_delimiter: '\r\n' });
  /** What is told of an item in a section, by the names of the figures. */
  const of = (section: string, which: (row: { id: string; item: string }) => boolean) =>
    Object.fromEntries(
      rows
        .filter(([one, id = '', item = '']) => one === section && which({ id, item }))
        .map(([, , , figure = '', value = '']) => [figure, value]),
    );
  return { rows, of };
}

test.each(['zh-CN', 'en'] as const)('every figure of a report is a row of its own (%s)', (locale) => {
  const report = sampleReport({ locale });
  const { reports: say, reportSheets: more } = words(locale);
  const { columns, sections } = say;
  const { of, rows } = read(report);
  const about = say.about.of('project', '');
  const now = of(sections.figures, ({ item }) => item === about);
  const before = of(sections.figures, ({ item }) => item === columns.before);
  for (const key of Object.keys(report.figures) as (keyof Report['figures'])[]) {
    expect(now[say.figures[key]], key).toBe(String(report.figures[key]));
    expect(before[say.figures[key]], key).toBe(String(report.before?.[key]));
  }
  expect(now[more.partners.opened]).toBe(String(report.partners.opened));
  for (const one of report.days)
    expect(of(sections.days, ({ item }) => item === one.day)).toEqual({
      ...{
        [columns.opens]: String(one.opens),
        [columns.visitors]: String(one.visitors),
        [columns.views]: String(one.views),
      },
      ...{ [columns.downloads]: String(one.downloads), [columns.refused]: String(one.refused) },
    });
  expect(rows.filter(([section]) => section === sections.hours).map((row) => Number(row[4]))).toEqual(report.hours);
  expect(rows.filter(([section]) => section === sections.week).map((row) => Number(row[4]))).toEqual(
    report.week.flat(),
  );
  for (const photo of report.photos)
    expect(of(sections.photos, ({ id }) => id === photo.photoId)).toMatchObject({
      ...{ [columns.views]: String(photo.views), [columns.seconds]: String(photo.seconds) },
      ...{ [columns.downloads]: String(photo.downloads), [columns.screenSeconds]: String(photo.screenSeconds) },
    });
  for (const gallery of report.galleries)
    expect(of(sections.galleries, ({ id }) => id === gallery.galleryId)[columns.visits]).toBe(String(gallery.visits));
  for (const link of report.links)
    expect(of(sections.links, ({ id }) => id === link.linkId)).toMatchObject({
      ...{ [columns.opens]: String(link.opens), [columns.refused]: String(link.refused) },
      [columns.state]: say.states[link.state],
    });
  for (const row of report.delivery.rows)
    expect(of(sections.delivery, ({ id }) => id === row.linkId)).toMatchObject({
      [columns.verdict]: say.verdicts[row.verdict],
      [columns.daysToOpen]: row.daysToOpen === null ? '' : String(row.daysToOpen),
      [columns.sentAt]: expect.stringMatching(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
    });
  for (const { key, opens } of report.regions)
    expect(of(sections.regions, ({ id }) => id === key)).toEqual({ [columns.opens]: String(opens) });
  expect(of(sections.regions, ({ item }) => item === say.regionOf('CN/浙江/杭州'))).toEqual({
    [more.awayBase]: String(report.home?.base),
    [more.away(say.regionOf('CN/浙江/杭州'))]: String(report.home?.away),
  });
  for (const { reason, count } of report.refusals)
    expect(of(sections.refusals, ({ item }) => item === say.reasons[reason])).toEqual({
      [columns.count]: String(count),
    });
  for (const { name, text } of report.definitions)
    expect(of(sections.definitions, ({ item }) => item === name)[columns.definition]).toBe(text);
});

test('what is not known is empty, and names cannot become formulas', () => {
  const report = sampleReport();
  const figures = { ...report.figures, visitors: null, newVisitors: null, returning: null };
  const [first] = report.photos;
  if (!first) throw new Error('no photo');
  report.photos.splice(
    0,
    report.photos.length,
    ...['=1+1', '＝1', '@x', '\t=1', '"a",b\nc', '13800138000', '👪\u202e'].map((title) => ({ ...first, title })),
  );
  const { rows, of } = read({ ...report, figures });
  const { reports: say } = words('zh-CN');
  expect(of(say.sections.figures, ({ item }) => item === '整个项目')[say.figures.visitors]).toBe('');
  const titles = new Set(rows.filter(([section]) => section === say.sections.photos).map((row) => row[2]));
  expect(titles).toEqual(new Set(["'=1+1", "'＝1", "'@x", "'\t=1", '"a",b\nc', '\t13800138000', '👪\u202e']));
});
