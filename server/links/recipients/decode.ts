import { invalid } from '../../refusal.ts';

const marks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** How spreadsheets' own files begin: a ZIP, or an OLE container. */
const workbooks: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/**
 * A file of text in the encoding that it says, else UTF-8, else GB18030: Excel in China writes that without a word.
 * Throws `invalid_input` for what is none of them.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const begins = (first: readonly number[]) => first.every((byte, at) => bytes[at] === byte);
  if (workbooks.some(begins)) throw invalid('file', (say) => say.workbook);
  const marked = marks.find(([, mark]) => begins(mark));
  for (const encoding of marked ? [marked[0]] : ['utf-8', 'gb18030']) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // Not this one.
    }
  }
  throw invalid('file', (say) => say.encoding);
}
