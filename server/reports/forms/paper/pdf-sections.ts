import type { Report } from '#contract/report.ts';
import { banded } from './blocks/banded.ts';
import { columns } from './blocks/columns.ts';
import { keyFigures } from './blocks/figures.ts';
import { heatLegend, heatMap } from './blocks/heat.ts';
import { photoRows } from './blocks/photos.ts';
import { ranked, rankedRows } from './blocks/ranked.ts';
import { paragraph, remark } from './blocks/text.ts';
import {
  awayNote,
  busiestDay,
  dayColumns,
  galleryRows,
  hourColumns,
  keyedRows,
  keyFiguresOf,
  peakOf,
  phonesNote,
  placementRows,
  placeRows,
  refusalRows,
  regionRows,
  told,
} from './contents.ts';
import { type Block, nothing, part, stack } from './ink.ts';
import type { Look } from './look.ts';
import { measure, type Pages, titled } from './pdf-pages.ts';
import { putAudiences, putDelivery, putLinks, putPhotoTable, putScreens } from './pdf-tables.ts';

/** How many photos are shown as pictures. */
export const picturesOnPaper = 8;
const galleriesOnPaper = 20;

/** All sections behind the cover, in the order of the page in the admin. */
export async function putSections(pages: Pages, look: Look, report: Report): Promise<void> {
  await putOverview(pages, look, report);
  await putPhotos(pages, look, report);
  await putGalleries(pages, look, report);
  await putAudiences(pages, look, report);
  await putWays(pages, look, report);
  await putDelivery(pages, look, report);
  await putLinks(pages, look, report);
  await putScreens(pages, look, report);
  await putRefusals(pages, look, report);
  await putDefinitions(pages, look, report);
}

async function putOverview(pages: Pages, look: Look, report: Report): Promise<void> {
  const { words, scale } = look;
  const { reports: say, reportPaper: paper } = words;
  await pages.section(say.sections.figures, keyFigures(look, keyFiguresOf(report, words), measure, 3));
  if (report.figures.opens === 0) {
    await pages.put(banded(look, report.sentence, measure), scale.step * 4);
    return;
  }
  const { bars, each } = dayColumns(report, words, 124);
  const days = columns(look, bars, measure, 96, told(say.sections.days, dayParts(report, look), words));
  const aside = [each > 1 ? paper.daysEach(each) : '', busiestDay(report, words)].filter((text) => text !== '');
  await pages.section(say.sections.days, days, say.about.join(aside));
  const hours = hourColumns(report);
  const hourParts = report.hours.map((value, hour) => ({ name: say.hour(hour), value }));
  const weekParts = report.week.map((counts, day) => ({
    name: say.weekdays[day] ?? '',
    value: counts.reduce((sum, count) => sum + count, 0),
  }));
  const both = titled(
    look,
    [
      {
        title: say.sections.hours,
        of: (width) =>
          stack(
            [
              columns(look, hours, width, 95, told(say.sections.hours, hourParts, words)),
              part('P', remark(look, peakOf(report, words), width)),
            ],
            scale.step,
          ),
      },
      {
        title: say.sections.week,
        of: (width) =>
          stack(
            [
              heatMap(look, report.week, width, 95 / 7, told(say.sections.week, weekParts, words)),
              heatLegend(look, width, scale.small * 1.6),
            ],
            scale.step,
          ),
      },
    ],
    measure,
    28,
  );
  await pages.put(both, scale.step * 7);
}

const dayParts = ({ days }: Report, { words }: Look) =>
  days.map(({ day, opens }) => ({ name: words.reports.shortDay(day), value: opens }));

async function putPhotos(pages: Pages, look: Look, report: Report): Promise<void> {
  const { words } = look;
  const { reports: say } = words;
  const shown = report.photos.filter(({ views }) => views > 0).slice(0, picturesOnPaper);
  if (shown.length === 0) {
    await pages.section(say.sections.photos, part('P', remark(look, say.empty.photos, measure)));
    return;
  }
  const rows = [shown.slice(0, 4), shown.slice(4)].map((row) => photoRows(look, row, measure, 4, 130));
  await pages.section(say.sections.photos, rows[0] as Block);
  await pages.put(rows[1] ?? nothing, look.scale.step * 4);
  await putPhotoTable(pages, look, report);
}

async function putGalleries(pages: Pages, look: Look, report: Report): Promise<void> {
  const { reports: say, reportPaper: paper } = look.words;
  const title = report.project.kind === 'estate' ? say.sections.galleriesEstate : say.sections.galleries;
  const rows = galleryRows(report, look.words, galleriesOnPaper);
  const more = report.galleries.length - rows.length;
  if (rows.length === 0) await pages.section(title, part('P', remark(look, say.empty.galleries, measure)));
  else await pages.list(title, rankedRows(look, rows, measure, 0.3));
  if (more > 0) await pages.put(part('P', remark(look, paper.moreRows(more), measure)), look.scale.step);
}

/** By what, from where and by which codes guests came. */
async function putWays(pages: Pages, look: Look, report: Report): Promise<void> {
  const { words } = look;
  const { reports: say } = words;
  if (report.figures.opens === 0) return;
  const list = (title: string, block: (width: number) => Block) => ({ title, of: block });
  const keyed = (of: 'devices' | 'systems' | 'apps', remarks: readonly string[]) =>
    list(say.sections[of], (width) => ranked(look, keyedRows(report, of, words, 7), width, say.empty.any, remarks));
  const gap = 26;
  await pages.section(
    say.sections.devices,
    titled(
      look,
      [
        { ...keyed('devices', [phonesNote(report, words)]), title: say.columns.device },
        { ...keyed('systems', []), title: say.columns.system },
        { ...keyed('apps', []), title: say.columns.app },
      ],
      measure,
      gap,
    ),
  );
  const regions = list(say.columns.region, (width) =>
    ranked(look, regionRows(report, words, 9), width, say.empty.regions, [awayNote(report, words)]),
  );
  const placements = list(say.columns.placement, (width) =>
    ranked(look, placementRows(report, words, 9), width, say.empty.placements),
  );
  const places = list(say.sections.places, (width) =>
    ranked(look, placeRows(report, words, 9), width, say.empty.places),
  );
  await pages.section(say.sections.regions, titled(look, [regions, placements, places], measure, gap));
}

async function putRefusals(pages: Pages, look: Look, report: Report): Promise<void> {
  const { reports: say } = look.words;
  const { staff, robots } = report.leftOut;
  await pages.section(
    say.sections.refusals,
    ranked(look, refusalRows(report, look.words), measure * 0.6, say.empty.refusals, [], 0.5),
  );
  await pages.put(part('P', remark(look, say.leftOut(staff, robots), measure)), look.scale.step * 2);
}

async function putDefinitions(pages: Pages, look: Look, report: Report): Promise<void> {
  const { scale, colours, words } = look;
  const { reports: say } = words;
  const names = 92;
  const blocks = report.definitions.map(({ name, text }): Block => {
    const style = { size: scale.small, colour: colours.ink };
    const left = paragraph(look, name, names - scale.step * 2, { ...style, weight: 'medium' });
    const right = paragraph(look, text, measure - names, { ...style, colour: colours.ink2 });
    return part('P', {
      height: Math.max(left.height, right.height) + scale.step * 1.2,
      draw: (ink, x, y) => {
        left.draw(ink, x, y);
        right.draw(ink, x + names, y);
      },
    });
  });
  await pages.section(say.sections.definitions, blocks[0] ?? nothing);
  for (const block of blocks.slice(1)) await pages.put(block);
  const notes = [
    say.source(report.regionSource),
    report.keptFrom === null ? '' : say.keptFrom(say.day(report.keptFrom)),
  ];
  for (const note of notes) await pages.put(part('P', remark(look, note, measure)), scale.step * 2);
}
