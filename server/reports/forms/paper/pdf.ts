import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Report } from '#contract/report.ts';
import type { Brand } from './brand.ts';
import { type Cover, drawCover } from './cover.ts';
import { type Faces, readFaces, type Weight } from './face.ts';
import { legible, written } from './legible.ts';
import { makeLook, type Scale } from './look.ts';
import { type Pictures, pdfInk } from './pdf-ink.ts';
import { fillPages, headsAndFeet } from './pdf-pages.ts';
import { putSections } from './pdf-sections.ts';

/** What is to be seen in it. */
export interface PaperPictures {
  /** Of the photos of which there are pictures at all (`picturesOnPaper` of them are shown), JPEG. */
  readonly photos: Pictures;
  readonly cover: Cover | null;
  /** JPEG. */
  readonly logo: Buffer | null;
}

const scale: Scale = { fine: 7, small: 8, body: 9, head: 13, figure: 23, step: 4 };

/**
 * The delivery report as a PDF, A4. It says nothing that the report does not, and the same report gives the same bytes.
 * What there is no picture of is told without.
 */
export async function reportPdf(given: Report, brand: Brand, pictures: PaperPictures): Promise<Buffer> {
  const faces = await readFaces();
  const report = legible(given, faces.regular.has);
  const box = written(brand.box, faces.regular.has);
  const look = makeLook(scale, brand.colour, report.locale, faces);
  const { reports: say, reportPaper } = look.words;
  const span = say.span(report.from, report.to);
  const made = new Date(report.madeAt);
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: report.locale,
    info: {
      Title: `${report.project.title} ${say.deliveryTitle}`,
      Author: box,
      Subject: reportPaper.subject(span),
      Creator: 'Maiimg Box',
      Producer: 'Maiimg Box',
      CreationDate: made,
      ModDate: made,
    },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));

  const ink = pdfInk(document, registered(document, faces), { pictures: pictures.photos, locale: report.locale });
  document.addPage();
  drawCover(ink, look, report, box, pictures);
  await setImmediate();
  const pages = fillPages(document, ink, look, () => setImmediate());
  pages.turn();
  await putSections(pages, look, report);
  headsAndFeet(document, ink, look, { head: [report.project.title, span], foot: reportPaper.madeBy(box) });
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

function registered(document: PDFKit.PDFDocument, faces: Faces): Record<Weight, string> {
  document.registerFont('regular', faces.regular.bytes).registerFont('medium', faces.medium.bytes);
  return { regular: 'regular', medium: 'medium' };
}
