import type { Report } from '#contract/report.ts';
import type { Actor } from '../../../box/actor.ts';
import type { Kit } from '../../../kit.ts';
import type { Ingest } from '../../../library/ingest/ingest.ts';
import { shownFiles, thumbsOf } from '../thumbs.ts';
import { makeTurns } from '../turns.ts';
import { withBrand } from './brand.ts';
import { picturesOnPaper } from './pdf-sections.ts';
import { logoSlot } from './picture.ts';
import { pdfInThread, pictureInThread } from './thread.ts';

/** What papers are made with. */
export interface PaperTools {
  readonly kit: Kit;
  readonly small: Ingest['small'];
  readonly sheet: Ingest['sheet'];
}

/** Pixels on the longer side: about 200 to the inch, as it is printed. */
const edges = { photo: 640, cover: 1600, logo: 512 } as const;

/** One paper after another, since each takes some 70 MB. */
const inTurn = makeTurns();

/** A report as a PDF to print or to send, in its project's brand. Throws `busy`. */
export function pdfBytes(tools: PaperTools, { id: who }: Pick<Actor, 'id'>, report: Report): Promise<Buffer> {
  return inTurn(who, () => drawPdf(tools, report));
}

/** A report as one long picture (PNG), in its project's brand. Throws `busy`. */
export function pictureBytes(tools: PaperTools, { id: who }: Pick<Actor, 'id'>, report: Report): Promise<Buffer> {
  return inTurn(who, () => drawPicture(tools, report));
}

function drawPdf({ kit, small }: PaperTools, report: Report): Promise<Buffer> {
  return withBrand(kit, report.project.id, async (brand, logo) => {
    const tools = { kit, small };
    const shown = report.photos.filter(({ there, views }) => there && views > 0).slice(0, picturesOnPaper);
    const photos = await thumbsOf(
      tools,
      shown.map(({ photoId }) => photoId),
      edges.photo,
    );
    const first = shown.find(({ photoId }) => photos.has(photoId));
    const cover = first && (await thumbsOf(tools, [first.photoId], edges.cover)).get(first.photoId);
    return pdfInThread({
      report,
      brand,
      pictures: {
        photos,
        cover: first && cover ? { jpeg: cover, title: first.title } : null,
        logo: logo === null ? null : await small(logo, edges.logo),
      },
    });
  });
}

function drawPicture({ kit, sheet }: PaperTools, report: Report): Promise<Buffer> {
  return withBrand(kit, report.project.id, async (brand, logo) => {
    const { svg, width, height, slots } = await pictureInThread({ report, brand, logo: logo !== null });
    const files = await shownFiles(
      kit,
      slots.flatMap(({ of }) => (of === logoSlot ? [] : [of])),
      'screen',
    );
    const pictures = slots.flatMap(({ of, ...place }) => {
      const path = of === logoSlot ? logo : files.get(of);
      return path ? [{ ...place, path, fit: of === logoSlot ? ('whole' as const) : ('fill' as const) }] : [];
    });
    return sheet({ svg, width, height, pictures });
  });
}
