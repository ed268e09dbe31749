import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Figures, Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { openBrowser } from '../../testing/browser.ts';
import { testTime } from '../../testing/clock.ts';
import { playBrowsers } from '../../testing/event-browsers.ts';
import { csvRows, secondsIn, workbookRows } from '../../testing/event-forms.ts';
import { type LedgerLink, type Part, tally } from '../../testing/event-ledger.ts';
import { EventPlay } from '../../testing/event-play.ts';
import { playFriday, playSaturday, playTuesday } from '../../testing/event-story.ts';
import { buildVenue, eventDays, galleryTitles, publicOrigin } from '../../testing/event-venue.ts';
import { readPdf } from '../../testing/pdf.ts';
import { closeScreens, until } from '../../testing/screens.ts';
import { tunnelAddress } from '../../testing/tunnel.ts';
import { totalsDiffer } from '../../visits/totals/rebuild.ts';

/*
 * An event that is played from beginning to end: three days, two projects, 48 guests who ask over HTTP from the venue and
 * through the tunnel, three real browsers, two screens, robots, staff, and every reason to be kept out. What happened is
 * written down by the players (`testing/event-ledger.ts`); every form of the report has to say the same.
 */

const [friday, saturday, tuesday] = eventDays;
let box: TestBox;
let play: EventPlay;

beforeAll(async () => {
  box = await startTestBox({
    env: { MAIIMG_PUBLIC_ORIGIN: publicOrigin, MAIIMG_TRUST_PROXY: tunnelAddress },
    time: testTime(Date.parse(`${friday}T08:30:00+08:00`)),
  });
  play = new EventPlay(box, await buildVenue(box));
  await playFriday(play);
  await playSaturday(play);
  await playTuesday(play);
  await playBrowsers(play);
  // Who was refused and which robots came is written in groups that nobody waits for.
  const { refused } = play.ledger.figures(wholeEvent());
  await until(async () => ((await report()).figures.refused === refused ? true : undefined));
}, 120_000);
afterAll(async () => {
  closeScreens();
  await (await openBrowser()).close();
  await box?.stop();
});

const ofProject = ({ projectId }: LedgerLink) => projectId === play.venue.projectId;
const wholeEvent = (): Part => ({ from: friday, to: tuesday, fits: ofProject });
const report = (query: Record<string, string> = {}, projectId = play.venue.projectId) =>
  box.owner.call<Report>(
    'GET',
    `/api/projects/${projectId}/report?${new URLSearchParams({ from: friday, to: tuesday, ...query })}`,
  );

/** All that is asked of a part of the event. */
function told(part: Part) {
  const { ledger } = play;
  return {
    figures: ledger.figures(part),
    leftOut: ledger.left(part),
    ...ledger.clock(part),
    devices: ledger.parts(part, 'device'),
    systems: ledger.parts(part, 'system'),
    apps: ledger.parts(part, 'app'),
    regions: ledger.parts(part, 'region'),
    refusals: ledger.refusals(part),
    places: ledger.places(part),
  };
}
/** The same as a report tells it. */
function toldBy(said: Report) {
  const counts = (rows: readonly { key: string; opens: number }[]) =>
    rows.map(({ key, opens }) => `${key} ${opens}`).toSorted();
  return {
    figures: said.figures,
    leftOut: said.leftOut,
    hours: said.hours,
    week: said.week,
    devices: counts(said.devices),
    systems: counts(said.systems),
    apps: counts(said.apps),
    regions: counts(said.regions),
    refusals: said.refusals.map(({ reason, count }) => `${reason} ${count}`).toSorted(),
    places: said.places.map(({ screenName, sceneName, opens }) => `${screenName} ${sceneName} ${opens}`).toSorted(),
  };
}

test('the players counted what the script says, by hand', () => {
  const { viewSeconds: _, medianSeconds: __, ...counted } = play.ledger.figures(wholeEvent());
  expect(counted).toEqual({
    ...{ opens: 51, visitors: 38, newVisitors: 38, returning: 9, standIns: 2, onSite: 28, phones: 40 },
    ...{ views: 38, downloads: 18, savers: 8, saves: 3, asks: 1, refused: 10 },
  } satisfies Omit<Figures, 'viewSeconds' | 'medianSeconds'>);
  expect(play.ledger.left(wholeEvent())).toEqual({ staff: 1, robots: 5 });
  expect(play.ledger.refusals(wholeEvent())).toEqual([
    'attempts 1',
    'devices 1',
    'expired 3',
    'not_open_yet 1',
    'password 1',
    'revoked 1',
    'used_up 1',
    'used_up_here 1',
  ]);
});

describe('the API tells of each part of the event what happened in it', () => {
  const spans = [
    ['all of it', friday, tuesday],
    ['the first day', friday, friday],
    ['the second day, into which a visit went on', saturday, saturday],
    ['days on which nobody came', '2027-09-19', '2027-09-20'],
    ['the last days', saturday, tuesday],
  ] as const;
  test.each(spans)('the whole project: %s', async (_, from, to) => {
    expect(toldBy(await report({ from, to }))).toEqual(told({ from, to, fits: ofProject }));
  });

  test('day by day', async () => {
    const { days } = await report();
    expect(days.map(({ day }) => day)).toEqual(['17', '18', '19', '20', '21'].map((day) => `2027-09-${day}`));
    for (const { day, ...one } of days) {
      const { opens, visitors, views, downloads, refused } = play.ledger.figures({
        from: day,
        to: day,
        fits: ofProject,
      });
      expect(one, day).toEqual({ opens, visitors, views, downloads, refused });
    }
  });

  test('the span before is told beside it', async () => {
    const said = await report({ from: saturday, to: saturday });
    expect(said.before).toEqual(play.ledger.figures({ from: friday, to: friday, fits: ofProject }));
    expect((await report()).before).toBeNull();
  });

  test('the other project, at which one of the same phones looked', async () => {
    const { otherId } = play.venue;
    const part = { from: friday, to: tuesday, fits: ({ projectId }: LedgerLink) => projectId === otherId };
    expect(toldBy(await report({}, otherId))).toEqual(told(part));
  });

  test.each(['event.attendee', 'event.media', 'event.sponsor'])('an audience: %s', async (audience) => {
    for (const [, from, to] of spans) {
      const part = { from, to, fits: (link: LedgerLink) => ofProject(link) && link.audience === audience };
      expect(toldBy(await report({ audience, from, to })), from).toEqual(told(part));
    }
  });

  test.each(['sand', 'gift', 'press', 'bank', 'late', 'stage', 'expired', 'secret'] as const)(
    'a link: %s',
    async (name) => {
      const { id } = play.venue.links[name];
      const part = { from: friday, to: tuesday, fits: (link: LedgerLink) => link.id === id };
      expect(toldBy(await report({ linkId: id }))).toEqual(told(part));
    },
  );

  test('a recipient with two links, and a placement', async () => {
    const { press } = play.venue.recipients;
    for (const [query, fits] of [
      [{ recipientId: press }, (link: LedgerLink) => link.recipientId === press],
      [{ placement: '礼品袋' }, (link: LedgerLink) => link.placement === '礼品袋'],
    ] as const)
      for (const [, from, to] of spans) {
        // Who of them is new is not told of two links together; there is one at the place.
        const fresh = 'recipientId' in query && { newVisitors: null };
        const all = told({ from, to, fits });
        expect(toldBy(await report({ ...query, from, to })), from).toEqual({
          ...all,
          figures: { ...all.figures, ...fresh },
        });
      }
  });
});

test('photos and galleries are told with what was looked at and saved', async () => {
  const { photos, galleries } = play.venue;
  for (const [from, to] of [
    [friday, tuesday],
    [saturday, saturday],
  ] as const) {
    const part = { from, to, fits: ofProject };
    const said = await report({ from, to });
    for (const name of ['main', 'side', 'vip'] as const) {
      for (const [at, photoId] of photos[name].entries()) {
        const { views, visits, seconds, downloads, saves } =
          said.photos.find((one) => one.photoId === photoId) ?? nothing;
        expect({ views, visits, seconds, downloads, saves }, `${name} ${at}`).toEqual(play.ledger.photo(part, photoId));
      }
      const {
        galleryId: _,
        title,
        there,
        ...gallery
      } = said.galleries.find((one) => one.galleryId === galleries[name]) ?? {};
      expect([title, there]).toEqual([galleryTitles[name], true]);
      expect(gallery, name).toEqual(play.ledger.gallery(part, galleries[name]));
    }
    expect(said.photos.map(({ photoId }) => photoId)).not.toContain(photos.flat[1]);
    const views = said.photos.map((photo) => photo.views);
    expect(views).toEqual(views.toSorted((a, b) => b - a));
  }
});
const nothing = { views: 0, visits: 0, seconds: 0, downloads: 0, saves: 0 };

test('of a gallery, what was looked at and saved in it, by whoever opened one of its links', async () => {
  const { photos, galleries } = play.venue;
  for (const name of ['main', 'side', 'vip'] as const) {
    const part = { from: friday, to: tuesday, fits: (link: LedgerLink) => link.galleryIds.includes(galleries[name]) };
    const said = await report({ galleryId: galleries[name] });
    const { opens, visitors, onSite, refused } = play.ledger.figures(part);
    const { views, seconds: viewSeconds, downloads } = play.ledger.gallery(part, galleries[name]);
    expect(said.figures, name).toMatchObject({ opens, visitors, onSite, refused, views, viewSeconds, downloads });
    const own = said.photos.map(({ photoId }) => photoId);
    expect(own.every((id) => photos[name].includes(id))).toBe(true);
    expect(own.length).toBe(
      photos[name].filter((id) => Object.values(play.ledger.photo(part, id)).some(Boolean)).length,
    );
  }
});

test('audiences, links and placements side by side', async () => {
  const said = await report();
  const { ledger, venue } = play;
  const links = Object.values(venue.links).filter(ofProject);
  for (const audience of ['event.attendee', 'event.media', 'event.sponsor', null]) {
    const fits = (link: LedgerLink) => ofProject(link) && link.audience === audience;
    const { opens, visitors, downloads, savers } = ledger.figures({ from: friday, to: tuesday, fits });
    const own = links.filter(fits);
    const opened = own.filter((link) => ledger.visits.some((visit) => visit.link === link)).length;
    // Of a deleted link's audience nothing is known but its figures.
    expect(
      said.audiences.find((one) => one.audience === audience),
      `${audience}`,
    ).toMatchObject({
      ...{ opens, downloads, opened },
      ...(audience !== null && { visitors, savers, links: own.length }),
    });
  }
  for (const link of links) {
    const { opens, visitors, views, downloads, refused } = ledger.figures({
      ...{ from: friday, to: tuesday },
      fits: ({ id }) => id === link.id,
    });
    const row = said.links.find(({ linkId }) => linkId === link.id);
    expect(row, link.name).toMatchObject({ opens, visitors, views, downloads, refused });
  }
  for (const placement of ['沙盘', '礼品袋']) {
    const fits = (link: LedgerLink) => link.placement === placement;
    const { opens, downloads, refused } = ledger.figures({ from: friday, to: tuesday, fits });
    expect(said.placements).toContainEqual({ placement, links: 1, opens, downloads, refused });
  }
});

test('who is from outside the home region is told with its base', async () => {
  const { home } = await report();
  const far = play.ledger.opens(wholeEvent()).filter(({ guest }) => !['site', ''].includes(guest.region));
  const away = far.filter(({ guest }) => !guest.region.startsWith('CN/浙江')).length;
  expect(home).toEqual({ region: 'CN/浙江', base: far.length, away });
});

test('screens are told with the seconds of their photos and of the sponsor’s scene', async () => {
  const { photos, screens: paired } = play.venue;
  const said = await report();
  const screens = said.screens.map(({ screenId, name, seconds, items }) => ({
    screenId,
    name,
    seconds,
    items: items.map((one) => `${one.name} ${one.kind} ${one.times} ${one.seconds}`).toSorted(),
  }));
  expect(screens).toEqual([
    { screenId: paired[0]?.id, name: '主舞台', seconds: 92, items: ['主会场 photo 4 32', '蓝海银行 poster 2 60'] },
    { screenId: paired[1]?.id, name: '入口', seconds: 30, items: ['主会场 photo 1 10', '蓝海银行 poster 1 20'] },
  ]);
  const shown = (at: number) => said.photos.find(({ photoId }) => photoId === photos.main[at])?.screenSeconds;
  expect([shown(0), shown(1)]).toEqual([32, 10]);
  const secondDay = await report({ from: saturday, to: saturday });
  expect(secondDay.screens.map(({ name, seconds }) => [name, seconds])).toEqual([['主舞台', 8]]);
});

test('the delivery says who opened, who saved, after how many days, and who came back', async () => {
  const said = await report();
  const { links, recipients } = play.venue;
  expect(said.partners).toEqual({ all: 3, opened: 2, downloaded: 1 });
  expect(said.delivery).toMatchObject({
    ...{ links: 4, opened: 3, downloaded: 1, recipients: 3, recipientsOpened: 2, recipientsDownloaded: 1 },
    ...{ dueOn: null, medianDaysToOpen: 0, medianDaysToDownload: 0 },
  });
  const rows = new Map(said.delivery.rows.map((row) => [row.linkId, row]));
  const expected = {
    press: ['in_time', 0, 0],
    bank: ['waiting', 0, null],
    late: ['waiting', null, null],
    second: ['waiting', 1, null],
  } as const;
  for (const [name, [verdict, daysToOpen, daysToDownload]] of Object.entries(expected)) {
    const row = rows.get(links[name as keyof typeof expected].id);
    expect(row, name).toMatchObject({ verdict, daysToOpen, daysToDownload, noted: false });
  }
  // The press: 26 and 27 on Friday, 26 on Saturday and Tuesday, two browsers.
  expect(said.cameBack.map(({ linkId, opens, recipientId }) => ({ linkId, opens, recipientId }))).toEqual([
    { linkId: links.press.id, opens: 6, recipientId: recipients.press },
  ]);
});

test('sentence and summary say the same figures, in both languages', async () => {
  const [zh, en] = [await report({ lang: 'zh-CN' }), await report({ lang: 'en' })];
  const { opens, visitors, downloads, phones } = play.ledger.figures(wholeEvent());
  const share = Math.round((phones / (opens || 1)) * 100);
  for (const said of [zh, en]) {
    for (const figure of [opens, visitors, downloads])
      expect(said.sentence).toMatch(new RegExp(`\\b${figure}\\b|${figure} `));
    expect(said.summary).toHaveLength(4);
    expect(said.summary[0]).toContain(String(opens));
    expect(said.summary[0]).toContain(`${share}%`);
    expect(said.summary[1]).toContain(String(downloads));
    expect(said.summary[3]).toContain(said.photos[0]?.title);
  }
});

const form = async (ending: string, query: Record<string, string> = {}) => {
  const asked = new URLSearchParams({ from: friday, to: tuesday, lang: 'zh-CN', ...query });
  const answer = await box.owner.ask('GET', `/api/projects/${play.venue.projectId}/report.${ending}?${asked}`);
  expect(answer.status, ending).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};
const { reports: say, reportSheets: sheetSay } = words('zh-CN');
const { columns } = say;
/** Opens by a name in words, as `name opens`, sorted; as the ledger has them. */
const inWords = (counted: readonly string[], named: Readonly<Record<string, string>>) =>
  counted
    .map((one) => one.split(' '))
    .map(([key = '', opens]) => `${named[key] ?? key} ${opens}`)
    .toSorted();

/** The parts of which each form is judged. */
const judged = () =>
  [
    [{}, wholeEvent()],
    [
      { from: saturday, to: saturday },
      { from: saturday, to: saturday, fits: ofProject },
    ],
    [{ audience: 'event.media' }, { ...wholeEvent(), fits: (link: LedgerLink) => link.audience === 'event.media' }],
  ] as const;

test('the workbook says the same, as another library reads it', async () => {
  for (const [query, part] of judged()) {
    const sheets = await workbookRows(await form('xlsx', query), { [say.sheets.overview]: 4 });
    const rows = (name: keyof typeof say.sheets) => sheets.get(say.sheets[name]) ?? [];
    const figures = play.ledger.figures(part);
    const overview = new Map(rows('overview').map((row) => [`${row[sheetSay.section]} ${row[columns.figure]}`, row]));
    for (const name of Object.keys(figures) as (keyof Figures)[]) {
      const cell = overview.get(`${say.sections.figures} ${say.figures[name]}`)?.[columns.value];
      expect(name.endsWith('Seconds') ? secondsIn(cell) : cell, name).toBe(figures[name]);
    }
    const left = (name: string) => overview.get(`${sheetSay.leftOut} ${name}`)?.[columns.value];
    expect({ staff: left(sheetSay.staff), robots: left(sheetSay.robots) }).toEqual(play.ledger.left(part));

    for (const row of rows('days')) {
      const day = (row[columns.day] as Date).toISOString().slice(0, 10);
      const { opens, visitors, views, downloads, refused } = play.ledger.figures({ ...part, from: day, to: day });
      const told = [columns.opens, columns.visitors, columns.views, columns.downloads, columns.refused];
      expect(
        told.map((name) => row[name]),
        day,
      ).toEqual([opens, visitors, views, downloads, refused]);
    }
    const { hours, week } = play.ledger.clock(part);
    expect(rows('hours').map((row) => row[columns.opens])).toEqual(hours);
    expect(say.weekdays.map((day) => rows('hours').map((row) => row[day]))).toEqual(week);

    const lists = [
      ...inWords(play.ledger.parts(part, 'device'), say.devices).map((one) => `${say.sections.devices} ${one}`),
      ...inWords(play.ledger.parts(part, 'system'), say.systems).map((one) => `${say.sections.systems} ${one}`),
      ...inWords(play.ledger.parts(part, 'app'), say.apps).map((one) => `${say.sections.apps} ${one}`),
    ];
    const told = rows('devices').map((row) => `${row[columns.kind]} ${row[columns.name]} ${row[columns.opens]}`);
    expect(told.toSorted()).toEqual(lists.toSorted());
    expect(
      rows('refusals')
        .map((row) => `${row[columns.reason]} ${row[columns.count]}`)
        .toSorted(),
    ).toEqual(inWords(play.ledger.refusals(part), say.reasons));
    const opens = (name: 'regions' | 'links' | 'audiences') =>
      rows(name).reduce((sum, row) => sum + Number(row[columns.opens]), 0);
    expect([opens('regions'), opens('links'), opens('audiences')]).toEqual([
      figures.opens,
      figures.opens,
      figures.opens,
    ]);
    const { photos } = play.venue;
    for (const name of ['main', 'side', 'vip'] as const)
      for (const [at, photoId] of photos[name].entries()) {
        const row = rows('photos').find((one) => one[columns.photo] === `${galleryTitles[name]} ${at + 1}.jpg`);
        const { views, visits, seconds, downloads, saves } = play.ledger.photo(part, photoId);
        const cells = [columns.views, columns.visits, columns.downloads, columns.saves].map(
          (column) => row?.[column] ?? 0,
        );
        expect([...cells, secondsIn(row?.[sheetSay.seconds]) ?? 0]).toEqual([views, visits, downloads, saves, seconds]);
      }
  }
});

test('the CSV says the same figures, and its events, counted anew, come to them', async () => {
  for (const [query, part] of judged()) {
    const rows = csvRows((await form('csv', query)).toString());
    const head = sheetSay.csv;
    const figures = play.ledger.figures(part);
    const about = rows.find((row) => row[head.section] === say.sections.figures)?.[head.item];
    const value = (section: string, item: string | undefined, figure: string) =>
      rows.find((row) => row[head.section] === section && row[head.item] === item && row[head.figure] === figure)?.[
        head.value
      ];
    for (const name of Object.keys(figures) as (keyof Figures)[])
      expect(value(say.sections.figures, about, say.figures[name]), name).toBe(String(figures[name] ?? ''));

    const events = rows.filter((row) => row[head.event] !== '');
    const of = (kind: string) => events.filter((row) => row[head.event] === kind);
    const sum = (some: typeof events, column: string) => some.reduce((all, row) => all + Number(row[column]), 0);
    const opens = of('open');
    const views = of('view');
    const visitors = Map.groupBy(opens, (row) => row[head.visitor]);
    expect({
      opens: opens.length,
      visitors: visitors.size,
      returning: [...visitors.values()].filter((own) => own.length > 1).length,
      standIns: opens.filter((row) => row[head.noCookie] === '1').length,
      onSite: opens.filter((row) => row[head.onSite] === '1').length,
      phones: opens.filter((row) => row[head.device] === 'phone').length,
      views: sum(views, head.count),
      viewSeconds: Math.round(sum(views, head.ms) / 100) / 10,
      downloads: of('download').length,
      savers: new Set(of('download').map((row) => row[head.visitor])).size,
      saves: of('save').length,
      asks: of('ask').length,
      refused: of('refusal').length,
    }).toEqual((({ newVisitors: _, medianSeconds: __, ...rest }) => rest)(figures));
    const hours = Array.from(
      { length: 24 },
      (_, hour) => opens.filter((row) => row[head.time]?.slice(11, 13) === String(hour).padStart(2, '0')).length,
    );
    expect(hours).toEqual(play.ledger.clock(part).hours);
    expect(tally(opens.map((row) => row[head.region] as string))).toEqual(play.ledger.parts(part, 'region'));
    expect(tally(opens.map((row) => row[head.app] as string))).toEqual(play.ledger.parts(part, 'app'));
    expect(tally(of('refusal').map((row) => row[head.detail] as string))).toEqual(play.ledger.refusals(part));
    // Nothing of what tells a phone from others outside of this file.
    expect(JSON.stringify(events)).not.toMatch(/60\.191|116\.228|MicroMessenger/);
  }
});

test('the PDF and the text to paste say the same figures', async () => {
  for (const [query, part] of judged()) {
    const figures = play.ledger.figures(part);
    const { pages } = await readPdf(await form('pdf', query));
    const pieces = pages.flatMap((page) => page.split('\n')).filter((piece) => piece.trim() !== '');
    const after = (name: string, from = 0) => pieces[pieces.indexOf(name, from) + 1];
    const start = pieces.indexOf(say.sections.figures);
    expect({
      opens: after(say.short.opens, start),
      visitors: after(say.short.visitors, start),
      downloads: after(say.short.downloads, start),
      views: after(say.short.views, start),
      refused: after(say.short.refused, start),
      median: after(say.short.medianSeconds, start),
    }).toEqual({
      opens: String(figures.opens),
      visitors: String(figures.visitors),
      downloads: String(figures.downloads),
      views: String(figures.views),
      refused: String(figures.refused),
      median:
        figures.medianSeconds === null
          ? say.words.none
          : `0:${String(Math.round(figures.medianSeconds)).padStart(2, '0')}`,
    });
    const text = (await form('txt', query)).toString();
    const share = Math.round((figures.phones / figures.opens) * 100);
    for (const said of [text, pieces.join('\n')]) {
      expect(said).toContain(`打开次数：${figures.opens} 次，${share}% 用手机`);
      expect(said).toContain(`下载张数：${figures.downloads} 张`);
    }
    for (const one of play.ledger.refusals(part)) {
      const [reason = '', count = ''] = one.split(' ');
      const listed = pieces.lastIndexOf(say.reasons[reason as keyof typeof say.reasons]);
      expect(pieces[listed + 1], reason).toBe(count);
    }
    for (const [key, opens] of play.ledger.parts(part, 'device').map((one) => one.split(' '))) {
      expect(after(say.devices[key as string] as string, pieces.indexOf(say.sections.devices)), key).toBe(opens);
    }
  }
});

test('totals are the events', async () => {
  expect(await totalsDiffer(box.kit)).toEqual([]);
});
