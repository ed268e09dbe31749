import type PDFKit from 'pdfkit';
import type { Locale } from '#contract/common.ts';
import type { Weight } from './face.ts';
import type { Ink, Role } from './ink.ts';
import { typeset } from './legible.ts';

type Document = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** Photos that a page may show: JPEG, by their ids. */
export type Pictures = ReadonlyMap<string, Buffer>;

/** Pages of a PDF. */
export interface PdfInk extends Ink {
  /** A picture that fills its place, cut on the longer side. */
  filled(picture: Buffer, x: number, y: number, width: number, height: number): void;
  /** A picture as large as fits into its place, at its lower right. */
  whole(picture: Buffer, x: number, y: number, width: number, height: number, alt: string): void;
}

interface Shown {
  readonly pictures: Pictures;
  readonly locale: Locale;
}

const groups: ReadonlySet<Role> = new Set(['Table', 'TR']);

/** Draws on the pages of a document, in points; what is drawn in parts can be read out in their order. */
export function pdfInk(
  document: Document,
  fonts: Readonly<Record<Weight, string>>,
  { pictures, locale }: Shown,
): PdfInk {
  const root = document.struct('Document');
  document.addStructure(root);
  const open: Element[] = [root];
  let marked = false;

  const ink: PdfInk = {
    text: (given, x, baseline, { size, colour, weight = 'regular', align = 'left' }) => {
      const text = typeset(given, locale);
      document.font(fonts[weight]).fontSize(size).fillColor(colour);
      const wide = align === 'left' ? 0 : document.widthOfString(text);
      const left = align === 'right' ? x - wide : align === 'centre' ? x - wide / 2 : x;
      document.text(text, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
    },
    rect: (x, y, width, height, colour) => {
      document.rect(x, y, width, height).fill(colour);
    },
    photo: (photoId, ...place) => {
      const picture = pictures.get(photoId);
      if (picture) ink.filled(picture, ...place);
    },
    filled: (picture, x, y, width, height) => {
      document.save().rect(x, y, width, height).clip();
      document.image(picture, x, y, { cover: [width, height], align: 'center', valign: 'center' });
      document.restore();
    },
    whole: (picture, x, y, width, height, alt) => {
      ink.part(
        'Figure',
        () => document.image(picture, x, y, { fit: [width, height], align: 'right', valign: 'bottom' }),
        alt,
      );
    },
    part: (role, draw, alt) => {
      const parent = open.at(-1) as Element;
      if (marked) {
        draw();
        return;
      }
      const element = document.struct(role, alt === undefined ? {} : { alt });
      parent.add(element);
      if (groups.has(role)) {
        open.push(element);
        draw();
        open.pop();
      } else {
        element.add(() => {
          marked = true;
          draw();
          marked = false;
        });
      }
      element.end();
    },
    decoration: (draw) => {
      if (marked) {
        draw();
        return;
      }
      document.markContent('Artifact', { type: 'Layout' });
      draw();
      document.endMarkedContent();
    },
  };
  return ink;
}
