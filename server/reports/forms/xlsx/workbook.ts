import writeExcelFile from 'write-excel-file/node';
import type { Report } from '#contract/report.ts';
import { words } from '#words/index.ts';
import { plainColour, tint } from './colours.ts';
import { extras } from './extras.ts';
import { audiences, cameBack, delivery, galleries, links } from './lists.ts';
import { sheetNames } from './names.ts';
import { notes, overview } from './overview.ts';
import { photos } from './photos.ts';
import { devices, placements, refusals, regions, screens } from './shares.ts';
import { type Plan, written } from './sheet.ts';
import { days, hours } from './time.ts';
import type { Telling } from './told.ts';

export { thumbEdge } from './photos.ts';

export interface WorkbookTools {
  /** Pictures of photos (JPEG), by their ids; `thumbEdge` pixels at most on either side. */
  readonly thumbs: ReadonlyMap<string, Buffer>;
  /** The brand's colour, `#rrggbb`; null: the box's own. */
  readonly colour: string | null;
}

/** The report as sheets, a sheet a question, in the report's language. */
export function workbookOf(report: Report, { thumbs, colour }: WorkbookTools): Plan[] {
  const { reports: say, reportSheets: sheets } = words(report.locale);
  const telling: Telling = { report, say, sheets, colour: colour ?? plainColour };
  const { sheets: named } = say;
  const questions: [name: string, sheet: (name: string, telling: Telling) => Plan][] = [
    [named.overview, overview],
    [named.days, days],
    [named.hours, hours],
    [named.photos, (name) => photos(name, telling, thumbs)],
    [named.galleries, galleries],
    [named.audiences, audiences],
    [named.links, links],
    [named.delivery, delivery],
    [named.cameBack, cameBack],
    [named.devices, devices],
    [named.regions, regions],
    [named.placements, placements],
    [named.screens, screens],
    [named.refusals, refusals],
    [named.definitions, notes],
  ];
  const names = sheetNames(questions.map(([name]) => name));
  return questions.map(([name, sheet], at) => sheet(names[at] ?? name, telling));
}

/** The bytes of a workbook. */
export async function xlsxOf(plans: readonly Plan[], colour: string | null, locale: Report['locale']): Promise<Buffer> {
  return writeExcelFile(plans.map(written), {
    fontFamily: locale === 'zh-CN' ? 'Microsoft YaHei' : 'Calibri',
    fontSize: 11,
    features: [extras(plans, tint(colour ?? plainColour, 0.45))],
  }).toBuffer();
}
