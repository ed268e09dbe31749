import type { DeliveryRow, Report, ReportLink } from '#contract/report.ts';
import { dueDay } from '../due-day.ts';
import { ranked, rankedRows } from './blocks/ranked.ts';
import { type Cell, tableOf } from './blocks/table.ts';
import { paragraph, remark } from './blocks/text.ts';
import { dayOf } from './contents.ts';
import { nothing, part, space, stack } from './ink.ts';
import type { Look } from './look.ts';
import { measure, type Pages } from './pdf-pages.ts';

/** Rows on paper at most; the workbook has all. */
const most = { photos: 20, delivery: 100, links: 20, cameBack: 10, screens: 8, items: 8 } as const;

export async function putPhotoTable(pages: Pages, look: Look, report: Report): Promise<void> {
  const { reports: say, reportPaper: paper } = look.words;
  const { columns } = say;
  const photos = report.photos.slice(0, most.photos);
  const screens = photos.some(({ screenSeconds }) => screenSeconds > 0);
  const rows = photos.map((photo): Cell[] => [
    { text: photo.title || say.words.untitled, under: photo.there ? '' : say.words.gone },
    { text: say.figure(photo.views) },
    { text: say.figure(photo.visits) },
    { text: say.lasting(photo.seconds) },
    { text: say.figure(photo.downloads) },
    { text: say.figure(photo.saves) },
    ...(screens ? [{ text: say.lasting(photo.screenSeconds) }] : []),
  ]);
  const figures = true;
  const titles = [columns.views, columns.visits, say.figures.viewSeconds, columns.downloads, columns.saves];
  const table = tableOf(
    look,
    [
      { title: columns.photo, share: 2.2 },
      ...titles.map((title) => ({ title, share: 1, figures })),
      ...(screens ? [{ title: say.sections.screens, share: 1, figures }] : []),
    ],
    rows,
    measure,
  );
  await pages.put(space(look.scale.step * 3));
  await pages.table(table);
  await putMore(pages, look, report.photos.length - photos.length, paper.moreRows);
}

export async function putAudiences(pages: Pages, look: Look, report: Report): Promise<void> {
  const { reports: say } = look.words;
  if (report.audiences.length === 0) return;
  const { columns, words } = say;
  const known = (value: number | null): Cell => ({ text: value === null ? words.none : say.figure(value) });
  const rows = report.audiences.map(({ audience, name, links, opened, opens, visitors, downloads, savers }): Cell[] => [
    { text: audience === null ? words.noAudience : name },
    ...[links, opened, opens, visitors, downloads, savers].map(known),
  ]);
  const titles = [columns.links, columns.opened, columns.opens, columns.visitors, columns.downloads, columns.savers];
  const table = tableOf(
    look,
    [{ title: columns.audience, share: 1.8 }, ...titles.map((title) => ({ title, share: 1, figures: true }))],
    rows,
    measure,
  );
  await putTable(pages, say.sections.audiences, table);
}

/** What was sent to one each: when, and when it was opened and saved. */
export async function putDelivery(pages: Pages, look: Look, report: Report): Promise<void> {
  const { reports: say, reportPaper: paper } = look.words;
  const { delivery } = report;
  const { columns, words } = say;
  const title = say.sections.delivery;
  if (delivery.links === 0) {
    await pages.section(title, part('P', remark(look, say.empty.delivery, measure)));
    return;
  }
  const told = say.delivery;
  const medians = [
    delivery.medianDaysToOpen === null ? '' : told.medianOpen(say.daysBetween(delivery.medianDaysToOpen)),
    delivery.medianDaysToDownload === null ? '' : told.medianDownload(say.daysBetween(delivery.medianDaysToDownload)),
  ].filter((text) => text !== '');
  const facts = [
    say.about.join([told.opened(delivery.opened, delivery.links), told.downloaded(delivery.downloaded)]),
    told.recipients(delivery.recipients, delivery.recipientsOpened, delivery.recipientsDownloaded),
    ...medians,
    delivery.dueOn === null ? told.noDue : told.due(say.day(delivery.dueOn)),
  ];
  const style = { size: look.scale.body, colour: look.colours.ink2 };
  const first = stack(facts.map((fact) => part('P', paragraph(look, fact, measure, style))));
  const when = (instant: string | null): Cell => ({
    text: instant === null ? words.none : say.shortDay(dayOf(report, instant)),
  });
  const rows = delivery.rows.slice(0, most.delivery).map((row): Cell[] => {
    const due = dueDay(row, report.timeZone);
    return [
      { text: row.name || words.unnamedLink, under: row.company },
      { text: row.gallery },
      when(row.sentAt),
      when(row.firstOpenAt),
      row.download === 'off' && row.firstDownloadAt === null
        ? { text: say.downloadKinds.off, colour: look.colours.ink3 }
        : when(row.firstDownloadAt),
      { text: due === null ? words.none : say.shortDay(due) },
      { text: say.verdicts[row.verdict], colour: colourOf(look, row.verdict) },
    ];
  });
  const titles = [columns.sentAt, columns.firstOpenAt, columns.firstDownloadAt, columns.dueAt];
  const table = tableOf(
    look,
    [
      { title: columns.name, share: 1.9 },
      { title: columns.gallery, share: 1.7 },
      ...titles.map((heading, index) => ({ title: heading, share: index === 2 ? 1.35 : 1.1 })),
      { title: columns.verdict, share: 0.9 },
    ],
    rows,
    measure,
  );
  await pages.section(title, stack([first, space(look.scale.step * 2)]), '', startOf(table));
  await pages.table(table);
  await putMore(pages, look, delivery.links - rows.length, paper.moreRows);
}

function colourOf({ colours }: Look, verdict: DeliveryRow['verdict']): string {
  if (verdict === 'in_time') return colours.live;
  if (verdict === 'late') return colours.soon;
  return verdict === 'missed' ? colours.dead : colours.ink3;
}

export async function putLinks(pages: Pages, look: Look, report: Report): Promise<void> {
  const { reports: say, reportPaper: paper } = look.words;
  const opened = report.links.filter(({ opens }) => opens > 0);
  if (opened.length === 0) return;
  await putTable(pages, paper.topLinks, linkTable(look, opened.slice(0, most.links)));
  const cameBack = report.cameBack.slice(0, most.cameBack);
  if (cameBack.length === 0) return;
  const rows = cameBack.map(({ name, opens, most: looked }) => ({
    name: name || say.words.unnamedLink,
    value: opens,
    said: say.times(opens),
    note: looked === '' ? '' : say.mostly(looked),
  }));
  await pages.list(say.sections.cameBack, rankedRows(look, rows, measure, 0.3));
}

function linkTable(look: Look, links: readonly ReportLink[]) {
  const { reports: say } = look.words;
  const { columns, words } = say;
  const rows = links.map((link): Cell[] => [
    { text: link.name || words.unnamedLink, under: link.company },
    { text: link.gallery },
    { text: link.placement ?? words.none },
    { text: say.figure(link.opens) },
    { text: say.figure(link.visitors) },
    { text: say.figure(link.downloads) },
    { text: say.states[link.state], colour: look.colours.ink3 },
  ]);
  const figures = true;
  return tableOf(
    look,
    [
      { title: columns.link, share: 1.9 },
      { title: columns.gallery, share: 1.7 },
      { title: columns.placement, share: 1.3 },
      { title: columns.opens, share: 1, figures },
      { title: columns.visitors, share: 1, figures },
      { title: columns.downloads, share: 1.2, figures },
      { title: columns.state, share: 0.9 },
    ],
    rows,
    measure,
  );
}

/** What screens showed, sponsors' scenes among it, and for how long. */
export async function putScreens(pages: Pages, look: Look, report: Report): Promise<void> {
  const { reports: say, reportPaper: paper } = look.words;
  const [first, ...rest] = report.screens.slice(0, most.screens).map((screen) => {
    const rows = screen.items.slice(0, most.items).map(({ name, kind, times, seconds }) => ({
      name: name || (say.scenes[kind] ?? kind),
      value: seconds,
      said: say.lasting(seconds),
      note: paper.perItem(say.scenes[kind] ?? kind, times),
    }));
    const more = screen.items.length - rows.length;
    const heading = remark(look, paper.perScreen(screen.name, say.lasting(screen.seconds)), measure);
    return stack(
      [part('P', heading), ranked(look, rows, measure, say.empty.screens, more > 0 ? [paper.moreRows(more)] : [], 0.3)],
      look.scale.step,
    );
  });
  if (!first) return;
  await pages.section(say.sections.screens, first);
  for (const block of rest) await pages.put(block, look.scale.step * 4);
  await putMore(pages, look, report.screens.length - 1 - rest.length, paper.moreRows);
}

async function putTable(pages: Pages, title: string, table: ReturnType<typeof tableOf>): Promise<void> {
  await pages.section(title, nothing, '', startOf(table));
  await pages.table(table);
}

/** How high a table's head with its first row is, which a heading keeps with it. */
const startOf = ({ head, rows }: ReturnType<typeof tableOf>) => head.height + (rows[0]?.height ?? 0);

async function putMore(pages: Pages, look: Look, count: number, tell: (count: number) => string): Promise<void> {
  if (count > 0) await pages.put(part('P', remark(look, tell(count), measure)), look.scale.step);
}
