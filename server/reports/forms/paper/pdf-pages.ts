import type PDFKit from 'pdfkit';
import type { Table } from './blocks/table.ts';
import { baselineIn, line } from './blocks/text.ts';
import { type Block, beside, part, space, stack } from './ink.ts';
import type { Look } from './look.ts';
import type { PdfInk } from './pdf-ink.ts';

/** A4 upright, in points. */
export const paper = { width: 595.28, height: 841.89, margin: 48, top: 64, bottom: 60 } as const;
export const measure = paper.width - 2 * paper.margin;

/** Fills pages from above, and begins another where something does not fit. */
export interface Pages {
  /** A heading that is never left alone: `first` is on the same page, with room of `withIt` for what follows. */
  section(title: string, first: Block, aside?: string, withIt?: number): Promise<void>;
  /** A block that stays whole. */
  put(block: Block, before?: number): Promise<void>;
  /** A section of rows that may go on on another page, with three here and two there at the least. */
  list(title: string, rows: readonly Block[]): Promise<void>;
  /** Rows, with the head again on each page. */
  table(table: Table): Promise<void>;
  /** Begins a page. */
  turn(): void;
}

/** `breathe` is awaited between blocks, so that others get their turn. */
export function fillPages(
  document: PDFKit.PDFDocument,
  ink: PdfInk,
  look: Look,
  breathe: () => Promise<unknown>,
): Pages {
  const { scale, colours } = look;
  const end = paper.height - paper.bottom;
  let y: number = paper.top;
  const turn = () => {
    document.addPage();
    y = paper.top;
  };
  const fits = (height: number) => y + height <= end;
  const draw = async (block: Block) => {
    block.draw(ink, paper.margin, y);
    y += block.height;
    await breathe();
  };
  const pages: Pages = {
    turn,
    put: async (block, before = 0) => {
      if (block.height === 0) return;
      if (!fits(before + block.height) && y > paper.top) turn();
      else y += before;
      await draw(block);
    },
    section: async (title, first, aside = '', withIt = 0) => {
      const heading = headingOf(look, title, aside);
      const before = y > paper.top ? scale.step * 7 : 0;
      if (!fits(before + heading.height + first.height + withIt) && y > paper.top) turn();
      else y += before;
      document.outline.addItem(title);
      if (before > 0 && y > paper.top) {
        const rule = y - scale.step * 3.5;
        ink.decoration(() => ink.rect(paper.margin, rule, measure, 0.5, colours.line));
      }
      await draw(heading);
      await draw(first);
    },
    list: async (title, rows) => {
      await pages.section(title, stack(rows.slice(0, 3)));
      const last = Math.max(3, rows.length - 2);
      for (const row of rows.slice(3, last)) await pages.put(row);
      await pages.put(stack(rows.slice(last)));
    },
    table: async ({ head, rows }) => {
      const [first] = rows;
      if (!first) return;
      if (!fits(head.height + first.height)) turn();
      let row = 0;
      while (row < rows.length) {
        // A table of its own on each page: readers then hear the head where it stands.
        let here = head.height;
        const from = row;
        while (row < rows.length && fits(here + (rows[row] as Block).height)) here += (rows[row++] as Block).height;
        // One that is higher than a page could never be set.
        if (row === from) row += 1;
        await draw(part('Table', stack([head, ...rows.slice(from, row)])));
        if (row < rows.length) turn();
      }
    },
  };
  return pages;
}

function headingOf(look: Look, title: string, aside: string): Block {
  const { scale, colours } = look;
  const style = { size: scale.head, colour: colours.ink, weight: 'medium' } as const;
  const height = scale.head * 1.5;
  const quiet = { size: scale.small, colour: colours.ink3, align: 'right' } as const;
  const right = line(look, aside, measure, quiet, height);
  const wide = look.measure(quiet)(aside);
  const heading = part('H2', line(look, title, measure - wide - scale.step * 2, style, height));
  return {
    height: height + scale.step * 1.5,
    draw: (ink, x, y) => {
      heading.draw(ink, x, y);
      if (right.height > 0) part('P', right).draw(ink, x, y);
    },
  };
}

/** Columns that each have a small heading. */
export function titled(
  look: Look,
  parts: readonly { readonly title: string; readonly aside?: Block; readonly of: (width: number) => Block }[],
  width: number,
  gap: number,
): Block {
  const { scale, colours } = look;
  const each = (width - gap * (parts.length - 1)) / parts.length;
  const style = { size: scale.body + 1, colour: colours.ink, weight: 'medium' } as const;
  return beside(
    parts.map(({ title, aside, of }) => {
      const heading = part('P', line(look, title, each, style));
      return stack([
        {
          height: heading.height,
          draw: (ink, x, y) => {
            heading.draw(ink, x, y);
            if (aside) part('P', aside).draw(ink, x, y);
          },
        },
        space(scale.step * 1.5),
        of(each),
      ]);
    }),
    each,
    gap,
  );
}

/** On each page but the cover: what it is of, the page's number, and who made it. */
export function headsAndFeet(
  document: PDFKit.PDFDocument,
  ink: PdfInk,
  look: Look,
  { head, foot }: { readonly head: readonly [string, string]; readonly foot: string },
): void {
  const { start, count } = document.bufferedPageRange();
  const { scale, colours, words } = look;
  const style = { size: scale.fine + 0.5, colour: colours.ink3 };
  const half = measure / 2 - scale.step;
  for (let index = 1; index < count; index += 1) {
    document.switchToPage(start + index);
    ink.decoration(() => {
      const low = paper.height - paper.bottom + 22;
      line(look, head[0], half, style).draw(ink, paper.margin, 30);
      line(look, head[1], half, { ...style, align: 'right' }).draw(ink, paper.width - paper.margin - half, 30);
      ink.rect(paper.margin, 47, measure, 0.5, colours.line);
      ink.rect(paper.margin, low - 4, measure, 0.5, colours.line);
      line(look, foot, half, style).draw(ink, paper.margin, low);
      const page = words.reportPaper.page(index + 1, count);
      ink.text(page, paper.width - paper.margin, low + baselineIn(style.size * 1.5, style.size), {
        ...style,
        align: 'right',
      });
    });
  }
}
