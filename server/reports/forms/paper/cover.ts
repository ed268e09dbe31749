import type { Report } from '#contract/report.ts';
import { banded } from './blocks/banded.ts';
import { line, paragraph } from './blocks/text.ts';
import { madeAt } from './contents.ts';
import { type Block, part, space, stack } from './ink.ts';
import type { Look } from './look.ts';
import type { PdfInk } from './pdf-ink.ts';
import { measure, paper } from './pdf-pages.ts';

/** The picture on the first page. */
export interface Cover {
  readonly jpeg: Buffer;
  readonly title: string;
}

interface CoverPictures {
  readonly cover: Cover | null;
  readonly logo: Buffer | null;
}

/** How far down it reaches, where what stands below leaves it the room. */
const picture = { lowest: 452, highest: 120 } as const;
const feet = paper.height - 78;
const above = 44;

/** The first page: the photo that was looked at most, the brand, what the report is about, and what came of it. */
export function drawCover(ink: PdfInk, look: Look, report: Report, box: string, { cover, logo }: CoverPictures): void {
  const { colours, words } = look;
  const { reports: say, reportPaper } = words;
  const x = paper.margin;
  const text = (size: number, colour: string) => ({ size, colour });
  const about = report.about.kind === 'project' ? '' : say.about.of(report.about.kind, report.about.name);
  const blocks: Block[] = [
    part('P', line(look, say.deliveryTitle, measure, { ...text(13, colours.accent), weight: 'medium' })),
    space(4),
    part('H1', paragraph(look, report.project.title, measure, { ...text(30, colours.ink), weight: 'medium' }, 3, 1.35)),
    part('P', paragraph(look, about, measure, text(13, colours.ink2), 2)),
    space(4),
    part('P', line(look, say.span(report.from, report.to), measure, text(13, colours.ink2))),
    space(20),
    banded(look, report.sentence, measure, 5),
    space(16),
    ...report.summary.map((one) => part('P', paragraph(look, one, measure, text(10.5, colours.ink), 2, 1.75))),
  ];
  const told = stack(blocks);
  const left = feet - told.height - above - 24;
  const top = cover ? Math.max(picture.highest, Math.min(picture.lowest, left)) : Math.min(150, left);
  if (cover) {
    const draw = () => ink.filled(cover.jpeg, 0, 0, paper.width, top);
    ink.part('Figure', draw, cover.title || say.words.untitled);
  }
  ink.decoration(() => ink.rect(0, cover ? top : 0, paper.width, cover ? 6 : 12, colours.brand));
  told.draw(ink, x, top + above);

  const width = logo ? measure - 150 : measure;
  stack([
    part('P', line(look, reportPaper.madeBy(box), width, { ...text(10, colours.ink), weight: 'medium' })),
    part('P', line(look, `${madeAt(report, words)}  ${say.zone(report.timeZone)}`, width, text(8.5, colours.ink3))),
  ]).draw(ink, x, feet);
  if (logo) ink.whole(logo, paper.width - paper.margin - 130, feet - 12, 130, 48, reportPaper.logo);
}
