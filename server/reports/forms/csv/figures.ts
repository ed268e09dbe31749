import type { DeliveryRow, Figures, Report, ReportLink } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { dueDay } from '../due-day.ts';
import { localIso } from '../events/local-iso.ts';

/** One figure of the report; an empty `value` is not known. */
export interface FigureRow {
  readonly section: string;
  /** Of the photo, gallery or link that it is of; '' of anything else. */
  readonly id: string;
  readonly item: string;
  readonly figure: string;
  readonly value: string | number;
}

type Value = string | number | boolean | null;

/** Every figure of a report, one a row, in its language: counts, and seconds, as numbers; instants with their offset. */
export function figureRows(report: Report): FigureRow[] {
  const { reports: say, reportSheets: sheets } = words(report.locale);
  const { columns, sections } = say;
  const iso = localIso(report.timeZone);
  const at = (instant: string | null) => (instant === null ? null : iso(Date.parse(instant)));
  const rows: FigureRow[] = [];
  const add = (
    section: string,
    item: string,
    figures: readonly (readonly [figure: string, value: Value])[],
    id = '',
  ) => {
    for (const [figure, value] of figures) {
      const told = typeof value === 'boolean' ? (value ? 1 : 0) : (value ?? '');
      rows.push({ section, id, item, figure, value: told });
    }
  };
  const named = Object.keys(say.figures) as (keyof Figures)[];
  const about = say.about.of(report.about.kind, report.about.name);

  add(sections.overview, report.project.title, [
    [sheets.section, about],
    [sheets.span, `${report.from}/${report.to}`],
    [sheets.zone, report.timeZone],
    [sheets.madeAt, at(report.madeAt)],
    ...(report.keptFrom === null ? [] : ([[sheets.kept, report.keptFrom]] as const)),
  ]);
  add(
    sections.figures,
    about,
    named.map((figure) => [say.figures[figure], report.figures[figure]] as const),
  );
  if (report.before) {
    const { before } = report;
    add(
      sections.figures,
      columns.before,
      named.map((figure) => [say.figures[figure], before[figure]] as const),
    );
  }
  add(
    sections.figures,
    about,
    (Object.entries(sheets.partners) as [keyof Report['partners'], string][]).map(
      ([key, name]) => [name, report.partners[key]] as const,
    ),
  );
  add(sheets.leftOut, '', [
    [sheets.staff, report.leftOut.staff],
    [sheets.robots, report.leftOut.robots],
  ]);
  for (const { day, opens, visitors, views, downloads, refused } of report.days)
    add(sections.days, day, [
      [columns.opens, opens],
      [columns.visitors, visitors],
      [columns.views, views],
      [columns.downloads, downloads],
      [columns.refused, refused],
    ]);
  for (const [hour, opens] of report.hours.entries()) add(sections.hours, say.hour(hour), [[columns.opens, opens]]);
  for (const [day, hours] of report.week.entries())
    for (const [hour, opens] of hours.entries())
      add(sections.week, `${say.weekdays[day]} ${say.hour(hour)}`, [[columns.opens, opens]]);
  for (const photo of report.photos)
    add(
      sections.photos,
      photo.title,
      [
        [columns.edition, photo.edition],
        [columns.views, photo.views],
        [columns.visits, photo.visits],
        [columns.seconds, photo.seconds],
        [columns.downloads, photo.downloads],
        [columns.saves, photo.saves],
        [columns.screenSeconds, photo.screenSeconds],
      ],
      photo.photoId,
    );
  for (const gallery of report.galleries)
    add(
      sections.galleries,
      gallery.title,
      [
        [columns.opens, gallery.opens],
        [columns.visits, gallery.visits],
        [columns.views, gallery.views],
        [columns.seconds, gallery.seconds],
        [columns.downloads, gallery.downloads],
      ],
      gallery.galleryId,
    );
  for (const { audience, name, ...one } of report.audiences)
    add(sections.audiences, audience === null ? say.words.noAudience : name, [
      [columns.links, one.links],
      [columns.opened, one.opened],
      [columns.opens, one.opens],
      [columns.visitors, one.visitors],
      [columns.downloads, one.downloads],
      [columns.savers, one.savers],
    ]);
  const ofLink = (link: ReportLink): (readonly [string, Value])[] => [
    [columns.company, link.company],
    [columns.gallery, link.gallery],
    [columns.audience, link.audience],
    [columns.placement, link.placement],
    [columns.state, say.states[link.state]],
    [say.words.forOne, link.forOne],
    [columns.download, say.downloadKinds[link.download]],
    [columns.opens, link.opens],
    [columns.visitors, link.visitors],
    [columns.views, link.views],
    [columns.downloads, link.downloads],
    [columns.refused, link.refused],
    [columns.firstOpenAt, at(link.firstOpenAt)],
    [columns.lastOpenAt, at(link.lastOpenAt)],
    [columns.most, link.most],
  ];
  const called = ({ name }: { readonly name: string }) => name || say.words.unnamedLink;
  for (const link of report.links) add(sections.links, called(link), ofLink(link), link.linkId);
  for (const link of report.cameBack) add(sections.cameBack, called(link), [[columns.opens, link.opens]], link.linkId);
  for (const { linkId, name, opensLeft, minutes } of report.soon)
    add(
      sections.soon,
      called({ name }),
      [
        [columns.opensLeft, opensLeft],
        [say.soon(minutes), minutes],
      ],
      linkId,
    );
  for (const { key, opens } of report.devices) add(sections.devices, say.devices[key] ?? key, [[columns.opens, opens]]);
  for (const { key, opens } of report.systems) add(sections.systems, say.systems[key] ?? key, [[columns.opens, opens]]);
  for (const { key, opens } of report.apps) add(sections.apps, say.apps[key] ?? key, [[columns.opens, opens]]);
  for (const region of report.regions)
    add(
      sections.regions,
      [region.country && say.country(region.country), region.province, region.city].filter(Boolean).join(' ') ||
        say.region(region),
      [[columns.opens, region.opens]],
      region.key,
    );
  if (report.home) {
    const { region, base, away } = report.home;
    add(sections.regions, say.regionOf(region), [
      [sheets.awayBase, base],
      [sheets.away(say.regionOf(region)), away],
    ]);
  }
  for (const { placement, links, opens, downloads, refused } of report.placements)
    add(sections.placements, placement || say.words.noPlacement, [
      [columns.links, links],
      [columns.opens, opens],
      [columns.downloads, downloads],
      [columns.refused, refused],
    ]);
  for (const { number, screenName, sceneName, opens } of report.places)
    add(sections.places, [screenName, sceneName].filter(Boolean).join(' · '), [[columns.opens, opens]], String(number));
  for (const screen of report.screens) {
    add(sections.screens, screen.name, [[columns.screenSeconds, screen.seconds]], screen.screenId);
    for (const { name, times, seconds } of screen.items)
      add(
        sections.screens,
        `${screen.name} · ${name}`,
        [
          [columns.times, times],
          [columns.screenSeconds, seconds],
        ],
        screen.screenId,
      );
  }
  for (const { reason, count } of report.refusals)
    add(sections.refusals, say.reasons[reason], [[columns.count, count]]);
  const { rows: delivered, ...delivery } = report.delivery;
  for (const [key, name] of Object.entries(sheets.delivery) as [keyof typeof delivery, string][])
    add(sections.delivery, about, [[name, delivery[key]]]);
  const ofDelivery = (row: DeliveryRow): (readonly [string, Value])[] => [
    [columns.company, row.company],
    [columns.audience, row.audience],
    [columns.gallery, row.gallery],
    [columns.download, say.downloadKinds[row.download]],
    [columns.sentAt, at(row.sentAt)],
    [columns.noted, row.noted],
    [columns.sentBy, row.sentBy],
    [columns.firstOpenAt, at(row.firstOpenAt)],
    [columns.firstDownloadAt, at(row.firstDownloadAt)],
    [columns.daysToOpen, row.daysToOpen],
    [columns.daysToDownload, row.daysToDownload],
    [columns.dueAt, dueDay(row, report.timeZone)],
    [columns.verdict, say.verdicts[row.verdict]],
  ];
  for (const row of delivered) add(sections.delivery, called(row), ofDelivery(row), row.linkId);
  for (const { name, text } of report.definitions) add(sections.definitions, name, [[columns.definition, text]]);
  return rows;
}
