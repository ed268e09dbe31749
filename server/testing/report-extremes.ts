import type { Report } from '#contract/report.ts';
import { sampleReport } from './report.ts';

/** A report of a project that nobody has opened yet. */
export function emptyReport(overrides: Partial<Report> = {}): Report {
  const { figures, days, delivery } = sampleReport();
  const noughts = Object.fromEntries(Object.keys(figures).map((name) => [name, 0])) as Report['figures'];
  return sampleReport({
    figures: { ...noughts, medianSeconds: null },
    before: null,
    leftOut: { staff: 0, robots: 0 },
    days: days.map(({ day }) => ({ day, opens: 0, visitors: 0, views: 0, downloads: 0, refused: 0 })),
    hours: Array.from({ length: 24 }, () => 0),
    week: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0)),
    ...{ photos: [], galleries: [], audiences: [], links: [], devices: [], systems: [], apps: [], regions: [] },
    ...{ home: null, placements: [], places: [], screens: [], refusals: [], cameBack: [], soon: [] },
    partners: { all: 0, opened: 0, downloaded: 0 },
    delivery: {
      ...delivery,
      ...{ dueOn: null, links: 0, opened: 0, downloaded: 0, recipients: 0, recipientsOpened: 0 },
      ...{ recipientsDownloaded: 0, medianDaysToOpen: null, medianDaysToDownload: null, rows: [] },
    },
    ...overrides,
  });
}

/** Names as somebody might type them who means no good, or who only likes signs. */
export const hostileNames = [
  '<script>alert(1)</script>',
  '</text></svg><image href="http://example.com/x.png"/>',
  '&amp;&lt;]]>--><!--',
  '🎉🎊👨‍👩‍👧‍👦 婚礼',
  '\u202e逆序\u202c \u2066隔离\u2069',
  'مرحبا بالعالم',
  'สวัสดี',
  'Z\u0335\u0321\u0322\u0327\u0328\u034fa\u0334\u0316\u0317l\u0336go',
  '一个很长很长的名字'.repeat(13),
  'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(3).slice(0, 120),
  '=HYPERLINK("http://example.com")',
  '\ud800 半个字',
  '   ',
  '%s %d \\n $x (a) \\) /Name',
  '“引号”‘单’…—',
] as const;

/** A report with such names everywhere, and with as many rows as a report can have. */
export function hostileReport(overrides: Partial<Report> = {}): Report {
  const sample = sampleReport();
  let turn = 0;
  const name = () => hostileNames[turn++ % hostileNames.length] as string;
  const long = '一个很长很长的名字'.repeat(13);
  const links = Array.from({ length: 500 }, (_, at): Report['links'][number] => ({
    ...(sample.links[at % sample.links.length] as Report['links'][number]),
    ...{ name: name(), company: name(), gallery: name(), placement: name(), most: name(), opens: 500 - at },
  }));
  const rows = Array.from({ length: 500 }, (_, at): Report['delivery']['rows'][number] => ({
    ...(sample.delivery.rows[at % sample.delivery.rows.length] as Report['delivery']['rows'][number]),
    ...{ name: name(), company: name(), gallery: name() },
  }));
  return {
    ...sample,
    project: { ...sample.project, title: `<script>${long}` },
    about: { kind: 'gallery', name: long },
    photos: sample.photos.map((photo) => ({ ...photo, title: name() })),
    galleries: Array.from({ length: 40 }, () => ({
      ...(sample.galleries[0] as Report['galleries'][number]),
      title: name(),
    })),
    audiences: sample.audiences.map((audience) => ({ ...audience, name: name() })),
    links,
    placements: Array.from({ length: 40 }, () => ({
      ...(sample.placements[0] as Report['placements'][number]),
      placement: name(),
    })),
    places: sample.places.map((place) => ({ ...place, screenName: name(), sceneName: name() })),
    screens: Array.from({ length: 12 }, () => ({
      ...(sample.screens[0] as Report['screens'][number]),
      name: name(),
      items: Array.from({ length: 30 }, () => ({ name: name(), kind: 'message', times: 3, seconds: 30 })),
    })),
    delivery: { ...sample.delivery, links: 1200, rows },
    cameBack: links.slice(0, 50),
    sentence: `${long}。`.repeat(3),
    ...overrides,
  };
}
