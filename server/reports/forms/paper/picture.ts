import type { Report } from '#contract/report.ts';
import { banded } from './blocks/banded.ts';
import { columns } from './blocks/columns.ts';
import { keyFigures } from './blocks/figures.ts';
import { heatLegend, heatMap } from './blocks/heat.ts';
import { photoRows } from './blocks/photos.ts';
import { ranked } from './blocks/ranked.ts';
import { line, paragraph } from './blocks/text.ts';
import type { Brand } from './brand.ts';
import {
  audienceRows,
  awayNote,
  galleryRows,
  hourColumns,
  keyedRows,
  keyFiguresOf,
  madeAt,
  peakOf,
  phonesNote,
  regionRows,
} from './contents.ts';
import { readFaces } from './face.ts';
import { type Block, nothing, space, stack } from './ink.ts';
import { legible, written } from './legible.ts';
import { type Look, makeLook, type Scale } from './look.ts';
import { type Slot, svgInk } from './svg-ink.ts';

/** A picture that is yet to be put together: shapes, and places for photos and, where `of` is `logo`, for the logo. */
export interface DrawnReport {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly slots: readonly Slot[];
}

/** A phone is so many units wide; a unit is three pixels. */
const phone = { width: 360, margin: 24, pixels: 3 } as const;
const wide = phone.width - 2 * phone.margin;
const scale: Scale = { fine: 10.5, small: 12, body: 13.5, head: 17, figure: 26, step: 6 };
/** Messengers shrink pictures that are longer. */
const longest = 8000;
/** Rows of each list: fewer where it would be too long. */
const rowsAtMost = 7;
const rowsAtLeast = 3;
const photosShown = 6;
export const logoSlot = 'logo';

/** The report as one long picture for phones, 1080 pixels wide. It says nothing that the report does not. */
export async function drawReport(given: Report, brand: Brand, logo: boolean): Promise<DrawnReport> {
  const faces = await readFaces();
  const report = legible(given, faces.regular.has);
  const look = makeLook(scale, brand.colour, report.locale, faces);
  const ink = svgInk(faces, report.locale, phone.pixels);
  const box = written(brand.box, faces.regular.has);

  const fixed = [
    head(look, report, box, logo),
    keyFigures(look, keyFiguresOf(report, look.words), wide, 3),
    foot(look, report, box),
  ] as const;
  const inPixels = (units: number) => Math.ceil(units * phone.pixels);
  let blocks: Block[] = [];
  for (let rows = rowsAtMost; rows >= rowsAtLeast; rows -= 1) {
    const [first, figures, last] = fixed;
    blocks = [first, figures, ...(report.figures.opens > 0 ? charts(look, report, rows) : []), last];
    if (inPixels(lengthOf(blocks)) <= longest) break;
  }
  ink.rect(0, 0, phone.width, scale.step, look.colours.brand);
  let y: number = gap;
  blocks.forEach((block, index) => {
    if (index > 1) ink.rect(phone.margin, y - gap, wide, 1 / phone.pixels, look.colours.line);
    block.draw(ink, phone.margin, y);
    y += block.height + 2 * gap;
  });
  const [width, height] = [phone.width * phone.pixels, inPixels(lengthOf(blocks))];
  return { svg: ink.svg(width, height), width, height, slots: ink.slots };
}

/** Above and below each rule. */
const gap = scale.step * 3.5;
const lengthOf = (blocks: readonly Block[]) => blocks.reduce((sum, { height }) => sum + height + 2 * gap, 0);

function head(look: Look, report: Report, box: string, logo: boolean): Block {
  const { colours, words } = look;
  const { reports: say } = words;
  const about = report.about.kind === 'project' ? '' : say.about.of(report.about.kind, report.about.name);
  const mark: Block = logo
    ? { height: 30, draw: (ink, x, y) => ink.photo(logoSlot, x, y, 120, 30) }
    : line(look, box, wide, { size: scale.small, colour: colours.ink2 });
  return stack([
    mark,
    space(scale.step * 2),
    line(look, say.title, wide, { size: scale.body, colour: colours.accent, weight: 'medium' }),
    paragraph(look, report.project.title, wide, { size: 26, colour: colours.ink, weight: 'medium' }, 3, 1.35),
    paragraph(look, about, wide, { size: scale.body, colour: colours.ink2 }, 2),
    line(look, say.span(report.from, report.to), wide, { size: scale.body, colour: colours.ink2 }),
    space(scale.step * 2.5),
    banded(look, report.sentence, wide, 6),
  ]);
}

function charts(look: Look, report: Report, rows: number): Block[] {
  const { words } = look;
  const { reports: say } = words;
  const photos = report.photos.filter(({ views }) => views > 0).slice(0, photosShown);
  const galleries = galleryRows(report, words, rows);
  const audiences = audienceRows(report, words, rows);
  const byGallery = report.project.kind === 'estate' ? say.sections.galleriesEstate : say.sections.galleries;
  return [
    section(look, say.sections.hours, columns(look, hourColumns(report), wide, 110, ''), peakOf(report, words)),
    section(
      look,
      say.sections.week,
      stack([heatMap(look, report.week, wide, 19, ''), heatLegend(look, wide, scale.small * 1.6)], scale.step),
    ),
    photos.length === 0 ? nothing : section(look, say.sections.photos, photoRows(look, photos, wide, 3, 140)),
    galleries.length === 0 ? nothing : section(look, byGallery, ranked(look, galleries, wide, '')),
    audiences.length < 2
      ? section(
          look,
          say.sections.apps,
          ranked(look, keyedRows(report, 'apps', words, rows), wide, say.empty.any, [phonesNote(report, words)]),
        )
      : section(look, say.sections.audiences, ranked(look, audiences, wide, '')),
    section(
      look,
      say.sections.regions,
      ranked(look, regionRows(report, words, rows), wide, say.empty.regions, [awayNote(report, words)]),
    ),
  ].filter(({ height }) => height > 0);
}

function section(look: Look, title: string, block: Block, aside = ''): Block {
  const { colours } = look;
  const style = { size: scale.head, colour: colours.ink, weight: 'medium' } as const;
  const quiet = { size: scale.small, colour: colours.ink3, align: 'right' } as const;
  // Beside the title where there is room for both, else beneath it.
  const fits = look.measure(style)(title) + look.measure(quiet)(aside) + scale.step * 2 <= wide;
  const heading = line(look, title, wide, style);
  const right = line(look, aside, wide, quiet, heading.height);
  return stack([
    {
      height: heading.height,
      draw: (ink, x, y) => {
        heading.draw(ink, x, y);
        if (fits && aside !== '') right.draw(ink, x, y);
      },
    },
    fits ? nothing : line(look, aside, wide, { ...quiet, align: 'left' }),
    space(scale.step * 1.5),
    block,
  ]);
}

function foot(look: Look, report: Report, box: string): Block {
  const { colours, words } = look;
  const { reports: say, reportPaper } = words;
  const small = { size: scale.small, colour: colours.ink3 };
  return stack([
    line(look, say.sections.definitions, wide, { size: scale.body, colour: colours.ink2, weight: 'medium' }),
    space(scale.step),
    ...reportPaper.inShort(report.timeZone).map((text) => paragraph(look, text, wide, small)),
    paragraph(look, say.leftOut(report.leftOut.staff, report.leftOut.robots), wide, small),
    space(scale.step * 2),
    paragraph(look, `${say.span(report.from, report.to)}`, wide, small),
    paragraph(look, madeAt(report, words), wide, small),
    line(look, reportPaper.madeBy(box), wide, { ...small, colour: colours.ink2, weight: 'medium' }),
  ]);
}
