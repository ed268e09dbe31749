import { getResolvedPDFJS } from 'unpdf';

/** A PDF as its reader has it. */
export interface ReadPdf {
  /** The text of each page: pieces that stand apart are apart by a line feed. */
  readonly pages: readonly string[];
  readonly title: string;
  readonly lang: string;
  /** Titles of its bookmarks. */
  readonly outline: readonly string[];
  /** Addresses that it leads to. */
  readonly addresses: readonly string[];
  /** Pictures on each page. */
  readonly pictures: readonly number[];
  /** What parts of pages are, as they are read out. */
  readonly roles: ReadonlySet<string>;
  /** What figures tell in words. */
  readonly told: readonly string[];
  /** Of pages, in points. */
  readonly sizes: readonly (readonly [number, number])[];
}

/** Reads a PDF with another library than the one that makes it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const { getDocument, OPS } = await getResolvedPDFJS();
  const loading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const pdf = await loading.promise;
  const { info } = (await pdf.getMetadata()) as { info: { Title?: string; Language?: string } };
  const outline = (await pdf.getOutline()) ?? [];
  const pages: string[] = [];
  const addresses: string[] = [];
  const pictures: number[] = [];
  const roles = new Set<string>();
  const told: string[] = [];
  const sizes: [number, number][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .filter((text) => text !== '')
        .join('\n'),
    );
    for (const { url } of await page.getAnnotations()) if (url) addresses.push(url);
    const { fnArray } = await page.getOperatorList();
    pictures.push(fnArray.filter((act) => act === OPS.paintImageXObject).length);
    collect((await page.getStructTree()) as Node | null, roles, told);
    const { width, height } = page.getViewport({ scale: 1 });
    sizes.push([Math.round(width), Math.round(height)]);
  }
  await loading.destroy();
  const { Title: title = '', Language: lang = '' } = info;
  return { pages, title, lang, outline: outline.map((one) => one.title), addresses, pictures, roles, told, sizes };
}

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly Node[];
}

function collect(node: Node | null, roles: Set<string>, told: string[]): void {
  if (!node) return;
  if (node.role) roles.add(node.role);
  if (node.alt) told.push(node.alt);
  for (const child of node.children ?? []) collect(child, roles, told);
}
