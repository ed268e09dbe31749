import type { DeliveryRow, Report, ReportLink, ReportPhoto } from '#contract/report.ts';
import { sentenceOf, summaryOf } from '../reports/sentence.ts';
import { words } from '../words/index.ts';
import { dayAt, dayCount, grid, hours, instant, opens, pictures, rows, spread, total, week } from './report-month.ts';

/** A made-up id: the same number gives the same one. */
export function idOf(kind: number, number: number): string {
  return `019a8c00-${String(kind).padStart(4, '0')}-7000-8000-${String(number).padStart(12, '0')}`;
}

const views = total(pictures.map(([, count]) => count));
const viewSeconds = total(pictures.map(([, count, each]) => count * each));
const photoDownloads = spread(
  68,
  pictures.map(([, count]) => count),
);
const photoSaves = spread(
  54,
  pictures.map(([, count]) => count),
);
const screenSeconds = spread(
  86_400,
  pictures.map(([, count]) => count),
);
const photos: ReportPhoto[] = pictures.map(([title, count, each, width, height], at) => ({
  photoId: idOf(1, at + 1),
  title,
  edition: at === 2 ? 2 : 1,
  width,
  height,
  thumbhash: 'YTkGJwaRhWUIt4lbgnhZl3ath2BUBGYA',
  there: at !== 17,
  views: count,
  visits: Math.ceil(count * 0.86),
  seconds: count * each,
  downloads: photoDownloads[at] as number,
  saves: photoSaves[at] as number,
  screenSeconds: screenSeconds[at] as number,
}));

const galleryTitles = ['湖畔澜庭', 'A1 三房', 'B2 四房', 'C1 叠墅', '会所与园林'];
const galleryParts = (sum: number) => spread(sum, [30, 18, 27, 13, 12]);
/** A link may open several, so that these are more than all opens; seconds and the rest add up. */
const galleries: Report['galleries'] = galleryTitles.map((title, at) => ({
  galleryId: idOf(2, at + 1),
  title,
  there: true,
  opens: galleryParts(2380)[at] as number,
  visits: galleryParts(1642)[at] as number,
  views: galleryParts(views)[at] as number,
  seconds: galleryParts(viewSeconds)[at] as number,
  downloads: galleryParts(68)[at] as number,
}));

const linkViews = spread(
  views,
  rows.map((row) => row[6]),
);
const linkRefused = spread(
  41,
  rows.map((row) => row[6]),
);
const mayDownload = (audience: string) =>
  audience === 'estate.client' || audience === 'estate.hq' ? ('off' as const) : ('original' as const);
/** What staff saved before the download was turned off counts on, so the house's own link has downloads and `off`. */
const links: ReportLink[] = rows.map(
  ([name, company, gallery, audience, placement, forOne, count, visitors, saved, most], at) => ({
    linkId: idOf(3, at + 1),
    name,
    company,
    recipientId: forOne ? idOf(4, at + 1) : null,
    gallery,
    audience,
    placement,
    state: at === 2 ? 'exhausted' : at === 8 ? 'expired' : 'live',
    forOne,
    download: mayDownload(audience),
    opens: count,
    visitors,
    views: linkViews[at] as number,
    downloads: saved,
    refused: linkRefused[at] as number,
    firstOpenAt: count === 0 ? null : instant(at % 9, 10, 12),
    lastOpenAt: count === 0 ? null : instant(29 - (at % 4), 21, 34),
    most,
  }),
);
const ranked = links.toSorted((a, b) => b.opens - a.opens);

const sent = [0, 0, 0, 0, 2, 8, 12, 15, 4, 24, 26, 26];
const opened = [null, null, null, null, 3, 9, 12, 18, 6, null, null, null];
const saved = [null, null, null, null, 5, 9, 20, 19, 7, null, null, null];
const delivery: DeliveryRow[] = links.slice(4).map((link, after) => {
  const at = after + 4;
  const [sentOn, openedOn, savedOn] = [sent[at] as number, opened[at] ?? null, saved[at] ?? null];
  const doneOn = link.download === 'off' ? openedOn : savedOn;
  return {
    linkId: link.linkId,
    name: link.name,
    company: link.company,
    audience: link.audience,
    gallery: link.gallery,
    download: link.download,
    sentAt: instant(sentOn, 9, 30),
    noted: at !== 8,
    sentBy: at % 2 === 0 ? '周敏' : '宋扬',
    firstOpenAt: openedOn === null ? null : instant(openedOn, 10, 12),
    firstDownloadAt: savedOn === null ? null : instant(savedOn, 20, 5),
    daysToOpen: openedOn === null ? null : openedOn - sentOn,
    daysToDownload: savedOn === null ? null : savedOn - sentOn,
    dueAt: at === 9 ? null : instant(at === 6 ? 18 : 33, 0),
    verdict: at === 9 ? 'none' : doneOn === null ? 'waiting' : at === 6 ? 'late' : 'in_time',
  };
});

const count = (keys: readonly string[], numbers: readonly number[]) =>
  keys.map((key, at) => ({ key, opens: numbers[at] as number }));
const region = (key: string, number: number): Report['regions'][number] => {
  const [country = '', province = '', city = ''] = key.startsWith('CN') || key.length === 2 ? key.split('/') : [];
  return { key, country, province, city, opens: number };
};

/**
 * A report as one month of a sales office might be: every list adds up to its figure. What is given replaces whole
 * fields; sentence, summary and definitions are told in `locale`.
 */
export function sampleReport(overrides: Partial<Report> = {}): Report {
  const figures: Report['figures'] = {
    opens,
    visitors: 486,
    newVisitors: 431,
    returning: 171,
    standIns: 12,
    onSite: 312,
    views,
    viewSeconds,
    medianSeconds: 192,
    downloads: 68,
    savers: 23,
    saves: 54,
    asks: 9,
    refused: 41,
    phones: 1707,
  };
  const dayOpens = grid.map(total);
  const byDay = (sum: number) => spread(sum, dayOpens);
  const [dayViews, dayDownloads, dayRefused] = [byDay(views), byDay(68), byDay(41)];
  const base: Omit<Report, 'sentence' | 'summary' | 'definitions'> = {
    project: { id: idOf(9, 1), title: '湖畔澜庭', kind: 'estate' },
    about: { kind: 'project', name: '湖畔澜庭' },
    from: dayAt(0),
    to: dayAt(dayCount - 1),
    keptFrom: null,
    timeZone: 'Asia/Shanghai',
    locale: 'zh-CN',
    madeAt: instant(dayCount - 1, 22, 8),
    figures,
    before: {
      ...figures,
      ...{ opens: 1808, visitors: 402, newVisitors: 377, returning: 139, standIns: 9, onSite: 268, phones: 1392 },
      ...{ views: 2106, viewSeconds: 28_644, medianSeconds: 174, downloads: 51, savers: 18, saves: 40, asks: 4 },
      refused: 22,
    },
    leftOut: { staff: 58, robots: 37 },
    days: dayOpens.map((number, at) => ({
      day: dayAt(at),
      opens: number,
      visitors: Math.ceil(number * 0.42),
      views: dayViews[at] as number,
      downloads: dayDownloads[at] as number,
      refused: dayRefused[at] as number,
    })),
    hours,
    week,
    photos,
    galleries,
    audiences: [
      {
        audience: 'estate.client',
        name: '客户',
        links: 6,
        opened: 4,
        opens: 2090,
        visitors: 471,
        downloads: 0,
        savers: 0,
      },
      {
        audience: 'estate.channel',
        name: '渠道',
        links: 2,
        opened: 2,
        opens: 18,
        visitors: 6,
        downloads: 32,
        savers: 5,
      },
      {
        audience: 'estate.agent',
        name: '置业顾问',
        links: 3,
        opened: 2,
        opens: 13,
        visitors: 4,
        downloads: 21,
        savers: 4,
      },
      { audience: 'estate.hq', name: '总部', links: 1, opened: 1, opens: 13, visitors: 6, downloads: 15, savers: 6 },
    ],
    links: ranked,
    devices: count(['phone', 'desktop', 'tablet'], [1707, 341, 86]),
    systems: count(['ios', 'android', 'harmony', 'windows', 'mac', 'other'], [871, 742, 174, 243, 98, 6]),
    apps: count(
      ['wechat', 'safari', 'chrome', 'edge', 'alipay', 'dingtalk', 'other'],
      [1323, 287, 201, 164, 71, 62, 26],
    ),
    regions: [
      region('CN/浙江/杭州', 904),
      region('CN/上海/上海', 438),
      region('site', 312),
      region('CN/浙江/宁波', 187),
      region('CN/广东/深圳', 96),
      region('unknown', 71),
      region('CN/江苏/苏州', 48),
      region('CN/浙江/绍兴', 31),
      region('CN/北京/北京', 22),
      region('CN/浙江', 11),
      region('US', 8),
      region('SG', 6),
    ],
    home: { region: 'CN/浙江/杭州', base: 1740, away: 836 },
    placements: [
      { placement: '客户链接', links: 1, opens: 1024, downloads: 0, refused: linkRefused[0] as number },
      { placement: '沙盘大屏', links: 1, opens: 612, downloads: 0, refused: linkRefused[1] as number },
      { placement: '礼品袋', links: 1, opens: 292, downloads: 0, refused: linkRefused[2] as number },
      { placement: '画册封底', links: 1, opens: 162, downloads: 0, refused: linkRefused[3] as number },
    ],
    places: [
      { number: 1, screenName: '沙盘大屏', sceneName: 'B2 四房', sceneKind: 'unit', opens: 388 },
      { number: 2, screenName: '沙盘大屏', sceneName: '湖畔澜庭', sceneKind: 'poster', opens: 152 },
      { number: 5, screenName: '门厅竖屏', sceneName: '会所与园林', sceneKind: 'photos', opens: 72 },
    ],
    screens: [
      {
        screenId: idOf(6, 1),
        name: '沙盘大屏',
        seconds: 61_200,
        items: [
          { name: 'B2 四房', kind: 'unit', times: 412, seconds: 30_900 },
          { name: '湖畔澜庭', kind: 'poster', times: 960, seconds: 28_800 },
          { name: '感谢北岸银行的支持', kind: 'message', times: 150, seconds: 1500 },
        ],
      },
      {
        screenId: idOf(6, 2),
        name: '门厅竖屏',
        seconds: 25_200,
        items: [{ name: '会所与园林', kind: 'photos', times: 3150, seconds: 25_200 }],
      },
    ],
    refusals: [
      { reason: 'used_up', count: 24 },
      { reason: 'expired', count: 12 },
      { reason: 'password', count: 3 },
      { reason: 'devices', count: 2 },
    ],
    partners: { all: 8, opened: 5, downloaded: 5 },
    delivery: {
      dueOn: dayAt(dayCount + 2),
      links: delivery.length,
      opened: 5,
      downloaded: 5,
      recipients: 8,
      recipientsOpened: 5,
      recipientsDownloaded: 5,
      medianDaysToOpen: 1,
      medianDaysToDownload: 3,
      rows: delivery.toSorted((a, b) => order[a.verdict] - order[b.verdict] || a.sentAt.localeCompare(b.sentAt)),
    },
    cameBack: ranked.filter((link) => link.forOne && link.opens > 1),
    soon: [{ linkId: idOf(3, 1), name: '客户链接', opensLeft: 76, minutes: 12 }],
    regionSource: { name: 'ip2region', licence: 'Apache-2.0', date: '2026-10-01' },
  };
  const report = { ...base, ...overrides };
  const { locale } = report;
  const told = { ...report, kind: report.project.kind, ever: report.before !== null && report.before.opens > 0 };
  return structuredClone({
    sentence: sentenceOf(locale, told),
    summary: summaryOf(locale, told),
    definitions: words(locale).reports.definitions({
      timeZone: report.timeZone,
      standIns: report.figures.standIns,
      staff: report.leftOut.staff,
      robots: report.leftOut.robots,
      keptFrom: report.keptFrom,
      source: report.regionSource,
    }),
    ...report,
    ...overrides,
  });
}

const order = { waiting: 0, missed: 1, late: 2, in_time: 3, none: 4 } as const;
