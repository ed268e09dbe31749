import readWorkbook from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { wallIn } from '#words/wall.ts';
import { sampleReport } from '../../../testing/report.ts';
import { filesIn, mustBeXml } from '../../../testing/workbook.ts';
import { dueDay } from '../due-day.ts';
import { writeWorkbook } from './write.ts';

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
type Cell = string | number | boolean | Date | null;

/** The workbook of a report as another library reads it, and the files that it is made of. */
async function opened(
  report: Report,
  thumbs: ReadonlyMap<string, Uint8Array> = new Map(),
  colour: string | null = null,
) {
  const bytes = await writeWorkbook({ report, thumbs, colour });
  const files = filesIn(bytes);
  for (const [name, data] of files) if (/\.(xml|rels)$/.test(name)) mustBeXml(data.toString('utf8'));
  const sheets = new Map((await readWorkbook(bytes)).map(({ sheet, data }) => [sheet, data as Cell[][]]));
  const xml = (nr: number) => files.get(`xl/worksheets/sheet${nr}.xml`)?.toString('utf8') ?? '';
  return { bytes, files, sheets, xml };
}

/** What stands under the headings of a sheet, each row by its headings. */
function rowsOf(sheet: readonly (readonly Cell[])[] | undefined, head = 0): Record<string, Cell>[] {
  const [names = [], ...rows] = (sheet ?? []).slice(head);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [String(names[at] ?? `column ${at}`), cell])));
}

/** The library takes a duration for a date: so long after the day from which workbooks count. */
const seconds = (cell: Cell | undefined) =>
  cell instanceof Date ? Math.round((cell.getTime() - Date.UTC(1899, 11, 30)) / 1000) : cell;
/** What the box's clocks showed, as a workbook has it: to the minute, without a zone. */
const shown = (instant: string | null, zone: string) => {
  if (instant === null) return null;
  const { year, month, day, hour, minute, second } = wallIn(Date.parse(instant), zone);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
};
const dayOf = (cell: Cell | undefined) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell);
const near = (cell: Cell | undefined) =>
  cell instanceof Date ? new Date(Math.round(cell.getTime() / 1000) * 1000) : cell;

test.each(['zh-CN', 'en'] as const)('every figure of a report is in its workbook (%s)', async (locale) => {
  const report = sampleReport({ locale });
  const { reports: say, reportSheets: more } = words(locale);
  const { columns } = say;
  const { sheets } = await opened(report);
  const names = Object.values(say.sheets).filter((name) => name !== say.sheets.week);
  expect(new Set(sheets.keys())).toEqual(new Set(names));

  const overview = sheets.get(say.sheets.overview) ?? [];
  expect(overview[0]?.[0]).toBe(report.project.title);
  expect(overview[2]?.[0]).toBe(report.sentence);
  const figures = new Map(rowsOf(overview, 4).map((row) => [`${row[more.section]} ${row[columns.figure]}`, row]));
  for (const key of Object.keys(report.figures) as (keyof Report['figures'])[]) {
    const row = figures.get(`${say.sections.figures} ${say.figures[key]}`);
    const read = key === 'viewSeconds' || key === 'medianSeconds' ? seconds : (cell: Cell | undefined) => cell;
    expect(read(row?.[columns.value]), key).toBe(report.figures[key]);
    expect(read(row?.[columns.before]), key).toBe(report.before?.[key]);
  }
  const value = (section: string, figure: string) => figures.get(`${section} ${figure}`)?.[columns.value];
  expect(value(more.leftOut, more.staff)).toBe(report.leftOut.staff);
  expect(value(more.leftOut, more.robots)).toBe(report.leftOut.robots);
  expect(value(say.sections.figures, more.partners.downloaded)).toBe(report.partners.downloaded);
  expect(value(say.sections.delivery, more.delivery.opened)).toBe(report.delivery.opened);
  expect(value(say.sections.delivery, more.delivery.dueOn)).toEqual(new Date(`${report.delivery.dueOn}T00:00:00Z`));
  expect(value(say.sections.regions, more.awayBase)).toBe(report.home?.base);
  expect(value(say.sections.soon, report.soon[0]?.name ?? '')).toBe(report.soon[0]?.opensLeft);
  expect(overview.slice(-report.summary.length).map(([line]) => line)).toEqual([...report.summary]);

  expect(
    rowsOf(sheets.get(say.sheets.days)).map((row) => [
      (row[columns.day] as Date).toISOString().slice(0, 10),
      ...[columns.opens, columns.visitors, columns.views, columns.downloads, columns.refused].map((name) => row[name]),
    ]),
  ).toEqual(
    report.days.map(({ day, opens, visitors, views, downloads, refused }) => [
      day,
      opens,
      visitors,
      views,
      downloads,
      refused,
    ]),
  );
  const hours = rowsOf(sheets.get(say.sheets.hours));
  expect(hours.map((row) => row[columns.opens])).toEqual(report.hours);
  expect(say.weekdays.map((name) => hours.map((row) => row[name]))).toEqual(report.week);

  expect(
    rowsOf(sheets.get(say.sheets.photos)).map((row) => [
      ...[columns.views, columns.visits, columns.downloads, columns.saves, columns.edition].map((name) => row[name]),
      ...[more.seconds, more.screenSeconds].map((name) => seconds(row[name])),
    ]),
  ).toEqual(
    report.photos.map((photo) => [
      photo.views,
      photo.visits,
      photo.downloads,
      photo.saves,
      photo.edition,
      photo.seconds,
      photo.screenSeconds,
    ]),
  );
  expect(
    rowsOf(sheets.get(say.sheets.galleries)).map((row) => [
      ...[columns.gallery, columns.opens, columns.visits, columns.views, columns.downloads].map((name) => row[name]),
      seconds(row[more.seconds]),
    ]),
  ).toEqual(report.galleries.map((one) => [one.title, one.opens, one.visits, one.views, one.downloads, one.seconds]));
  expect(
    rowsOf(sheets.get(say.sheets.audiences)).map((row) =>
      [
        columns.audience,
        columns.links,
        columns.opened,
        columns.opens,
        columns.visitors,
        columns.downloads,
        columns.savers,
      ].map((name) => row[name]),
    ),
  ).toEqual(
    report.audiences.map(({ name, links, opened: some, opens, visitors, downloads, savers }) => [
      name,
      links,
      some,
      opens,
      visitors,
      downloads,
      savers,
    ]),
  );
  for (const [sheet, links] of [
    [say.sheets.links, report.links],
    [say.sheets.cameBack, report.cameBack],
  ] as const)
    expect(
      rowsOf(sheets.get(sheet)).map((row) => [
        ...[
          columns.name,
          columns.company,
          columns.opens,
          columns.visitors,
          columns.views,
          columns.downloads,
          columns.refused,
        ].map((name) => row[name]),
        ...[columns.firstOpenAt, columns.lastOpenAt].map((name) => near(row[name])),
        ...[columns.state, columns.placement].map((name) => row[name]),
      ]),
    ).toEqual(
      links.map((link) => [
        ...[link.name, link.company || null, link.opens, link.visitors, link.views, link.downloads, link.refused],
        ...[link.firstOpenAt, link.lastOpenAt].map((instant) => shown(instant, report.timeZone)),
        ...[say.states[link.state], link.placement],
      ]),
    );
  const named = new Map(report.audiences.map(({ audience, name }) => [audience, name]));
  expect(named.size).toBeGreaterThan(2);
  expect(
    rowsOf(sheets.get(say.sheets.delivery)).map((row) => [
      ...[columns.name, columns.daysToOpen, columns.daysToDownload, columns.verdict].map((name) => row[name]),
      ...[columns.sentAt, columns.firstOpenAt, columns.firstDownloadAt].map((name) => near(row[name])),
      ...[row[columns.audience], dayOf(row[columns.dueAt])],
    ]),
  ).toEqual(
    report.delivery.rows.map((row) => [
      ...[row.name, row.daysToOpen, row.daysToDownload, say.verdicts[row.verdict]],
      ...[row.sentAt, row.firstOpenAt, row.firstDownloadAt].map((instant) => shown(instant, report.timeZone)),
      ...[named.get(row.audience) ?? row.audience, dueDay(row, report.timeZone)],
    ]),
  );

  const parts = rowsOf(sheets.get(say.sheets.devices)).map((row) => [row[columns.name], row[columns.opens]]);
  expect(parts).toEqual([
    ...report.devices.map(({ key, opens }) => [say.devices[key], opens]),
    ...report.systems.map(({ key, opens }) => [say.systems[key], opens]),
    ...report.apps.map(({ key, opens }) => [say.apps[key], opens]),
  ]);
  expect(rowsOf(sheets.get(say.sheets.devices))[0]?.[columns.share]).toBeCloseTo(
    (report.devices[0]?.opens ?? 0) / report.figures.opens,
    10,
  );
  expect(rowsOf(sheets.get(say.sheets.regions)).map((row) => row[columns.opens])).toEqual(
    report.regions.map(({ opens }) => opens),
  );
  expect(
    rowsOf(sheets.get(say.sheets.placements)).map((row) => [
      row[columns.placement],
      row[columns.opens],
      row[columns.refused],
    ]),
  ).toEqual(report.placements.map(({ placement, opens, refused }) => [placement, opens, refused]));
  const onScreens = rowsOf(sheets.get(say.sheets.screens));
  expect(onScreens.slice(0, 3).map((row) => row[columns.opens])).toEqual(report.places.map(({ opens }) => opens));
  expect(onScreens.slice(3).map((row) => seconds(row[more.screenSeconds]))).toEqual(
    report.screens.flatMap((screen) => [screen.seconds, ...screen.items.map((item) => item.seconds)]),
  );
  expect(rowsOf(sheets.get(say.sheets.refusals)).map((row) => [row[columns.reason], row[columns.count]])).toEqual(
    report.refusals.map(({ reason, count }) => [say.reasons[reason], count]),
  );
  const told = rowsOf(sheets.get(say.sheets.definitions));
  for (const { name, text } of report.definitions)
    expect(told).toContainEqual({ [columns.figure]: name, [columns.definition]: text });
  expect(told.map((row) => row[columns.definition]).join('\n')).toContain('ip2region');
});

test('headings stay in view, in the colour of the brand with letters that can be read on it, and lists can be filtered', async () => {
  const report = sampleReport();
  const light = await opened(report, new Map(), '#f5d76e');
  const fills = (style: string) =>
    [...style.matchAll(/fgColor rgb="(?:FF)?([0-9A-Fa-f]{6})"/g)].map(([, hex]) => hex?.toLowerCase());
  const style = light.files.get('xl/styles.xml')?.toString('utf8') ?? '';
  expect(fills(style)).toContain('f5d76e');
  expect(style.toLowerCase()).toContain('<color rgb="ff000000"/>');
  for (let nr = 1; nr <= 15; nr += 1) {
    const head = nr === 1 ? 5 : 1;
    expect(light.xml(nr)).toMatch(
      new RegExp(`<pane ySplit="${head}" topLeftCell="A${head + 1}" activePane="bottomLeft" state="frozen"/>`),
    );
  }
  // Filter, then formats, then margins: in another order Excel repairs the file.
  expect(light.xml(2)).toMatch(
    /<\/sheetData><autoFilter ref="A1:G31"\/><conditionalFormatting sqref="C2:C31">.*<\/conditionalFormatting><pageMargins/,
  );
  // The darkest hour of the week has the brand's colour nearly whole.
  expect(new Set(fills(style)).size).toBeGreaterThan(10);
  const dark = await opened(report, new Map(), '#3d1f5f');
  expect(dark.files.get('xl/styles.xml')?.toString('utf8').toLowerCase()).toContain('<color rgb="ffffffff"/>');
});

test('pictures stand beside the rows of their photos, in the shape of each; one without a file leaves its cell empty', async () => {
  const report = sampleReport();
  const [first, second, third] = report.photos.map(({ photoId }) => photoId) as [string, string, string];
  const { files, xml, sheets } = await opened(
    report,
    new Map([
      [first, jpeg],
      [third, Buffer.concat([jpeg, jpeg])],
    ]),
  );
  const drawing = files.get('xl/drawings/drawing4.xml')?.toString('utf8') ?? '';
  const places = [
    ...drawing.matchAll(/<xdr:col>(\d+)<\/xdr:col>.*?<xdr:row>(\d+)<\/xdr:row>.*?<xdr:ext cx="(\d+)" cy="(\d+)"/g),
  ].map((found) => found.slice(1).map(Number));
  expect(places.map(([column, row]) => [column, row])).toEqual([
    [1, 1],
    [1, 3],
  ]);
  for (const [at, id] of [first, third].entries()) {
    const photo = report.photos.find(({ photoId }) => photoId === id);
    const [, , width = 0, height = 1] = places[at] ?? [];
    expect(width / height).toBeCloseTo((photo?.width ?? 0) / (photo?.height ?? 1), 1);
  }
  expect(files.get('xl/media/sheet4-image1.jpeg')).toEqual(jpeg);
  expect(files.get('xl/media/sheet4-image2.jpeg')).toEqual(Buffer.concat([jpeg, jpeg]));
  expect([...files.keys()].filter((name) => name.startsWith('xl/media/'))).toHaveLength(2);
  // Rows with a picture are as high as it; the others are as all rows.
  expect(xml(4)).toMatch(/<row r="2" ht="58.5" customHeight="1">/);
  expect(xml(4)).toMatch(/<row r="3"><c r="A3"/);
  expect(sheets.get('照片')?.[2]?.[1] ?? null).toBe(null);
  expect(files.get('[Content_Types].xml')?.toString('utf8')).toContain('image/jpeg');
  expect(second).not.toBe(first);
});

const hostile = [
  '=HYPERLINK("http://evil","x")',
  '+86 138',
  '-1+2',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '13800138000',
  '007',
  'a "quoted", name; with\nlines',
  '\u202eRTL\u200f 你好',
  '👩‍👩‍👧 家',
  '<b>&amp;</b> ]]>',
  'bell\u0007 and \u0000 nothing',
  '_x0041_ is no A',
  'constructor',
  '__proto__',
  ' leading and trailing ',
];

test('names that are formulas, figures, marks or tags stay the texts that they are', async () => {
  const report = sampleReport();
  const [link] = report.links;
  if (!link) throw new Error('no link');
  report.links.splice(0, report.links.length, ...hostile.map((name) => ({ ...link, name, company: `x${name}` })));
  const [photo] = report.photos;
  if (!photo) throw new Error('no photo');
  report.photos.splice(
    0,
    report.photos.length,
    ...hostile.map((title, at) => ({ ...photo, title, photoId: `p${at}` })),
  );
  // Their pictures tell their names as well.
  const { sheets, files } = await opened(report, new Map(hostile.map((_, at) => [`p${at}`, jpeg])));
  expect([...files.keys()].filter((name) => name.startsWith('xl/media/'))).toHaveLength(hostile.length);
  const read = rowsOf(sheets.get('链接')).map((row) => row.名称);
  // Without what no workbook can hold.
  const plain = hostile.map((name) => name.replace('bell\u0007 and \u0000', 'bell and ').replace('\r', '\n'));
  expect(read.map((name) => String(name).trim())).toEqual(plain.map((name) => name.trim()));
  const strings = files.get('xl/sharedStrings.xml')?.toString('utf8') ?? '';
  // Typed as text with the format of text, so that no apostrophe is needed, and none is shown.
  expect(strings).toContain('<t>=HYPERLINK("http://evil","x")</t>');
  const names = files.get('xl/worksheets/sheet7.xml')?.toString('utf8') ?? '';
  const [, style] = /<c r="A2" s="(\d+)" t="s">/.exec(names) ?? [];
  const xfs = [...(files.get('xl/styles.xml')?.toString('utf8') ?? '').matchAll(/<xf ([^>]*)>/g)].map(
    ([, xf]) => xf ?? '',
  );
  const [, format] = /numFmtId="(\d+)"/.exec(xfs[Number(style)] ?? '') ?? [];
  expect(files.get('xl/styles.xml')?.toString('utf8')).toContain(`<numFmt numFmtId="${format}" formatCode="@"/>`);
  for (const [name, data] of files)
    if (name.startsWith('xl/worksheets/sheet')) expect(data.includes('<f>')).toBe(false);
});

test('a text longer than a cell is cut, and says so', async () => {
  const report = sampleReport();
  const [link] = report.links;
  if (!link) throw new Error('no link');
  report.links.splice(0, report.links.length, { ...link, name: '长'.repeat(40_000) });
  const { sheets } = await opened(report);
  const name = String(rowsOf(sheets.get('链接'))[0]?.名称);
  expect(name).toHaveLength(32_767);
  expect(name.endsWith('长…')).toBe(true);
});

test('a report of nothing is a workbook too, with headings and without filters over nothing', async () => {
  const none = {
    opens: 0,
    visitors: 0,
    newVisitors: 0,
    returning: 0,
    standIns: 0,
    onSite: 0,
    views: 0,
    viewSeconds: 0,
  };
  const report = sampleReport({
    figures: { ...none, medianSeconds: null, downloads: 0, savers: 0, saves: 0, asks: 0, refused: 0, phones: 0 },
    before: null,
    leftOut: { staff: 0, robots: 0 },
    days: [],
    hours: Array.from({ length: 24 }, () => 0),
    week: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0)),
    ...{ photos: [], galleries: [], audiences: [], links: [], devices: [], systems: [], apps: [], regions: [] },
    ...{ placements: [], places: [], screens: [], refusals: [], cameBack: [], soon: [], home: null },
  });
  report.delivery.rows.splice(0);
  const { sheets, xml } = await opened(report);
  expect(sheets.size).toBe(15);
  expect(sheets.get('链接')).toHaveLength(1);
  for (const nr of [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]) expect(xml(nr)).not.toContain('autoFilter');
  const figures = rowsOf(sheets.get('概况'), 4);
  expect(figures.find((row) => row.数字 === '打开次数')).toMatchObject({ 值: 0, 上一段: null, 变化: null });
  expect(figures.find((row) => row.数字 === '每次看多久')).toMatchObject({ 值: null });
});

test('what is not known any more is an empty cell, and not nought', async () => {
  const report = sampleReport();
  const figures = { ...report.figures, visitors: null, newVisitors: null, returning: null };
  const { sheets } = await opened({ ...report, figures });
  expect(rowsOf(sheets.get('概况'), 4).find((row) => row.数字 === '独立访客')).toMatchObject({
    值: null,
    上一段: report.before?.visitors,
  });
});

test('instants are those that the clocks of the box showed, on the day when they were put forward as well', async () => {
  const report = sampleReport({ timeZone: 'America/New_York', madeAt: '2026-03-08T07:30:00.000Z' });
  const { sheets } = await opened(report);
  expect(near(sheets.get('概况')?.[3]?.[1])).toEqual(new Date('2026-03-08T03:30:00Z'));
});
