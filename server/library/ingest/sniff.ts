import { fileTypeFromBuffer } from 'file-type';
import type { PhotoFormat } from '#contract/photos.ts';
import { Refusal } from '../../refusal.ts';

/** The formats of cameras that file-type knows as files of TIFF or of their own. */
const raw = new Set(['arw', 'cr2', 'cr3', 'dng', 'nef', 'orf', 'raf', 'rw2']);
const accepted = 'JPEG, PNG and WebP are taken';

/** Says by the first bytes of a file, never by its name, which of the accepted formats it is; throws `format_not_accepted` or `not_a_photo`, naming what it is where that is known. */
export async function sniff(head: Buffer): Promise<PhotoFormat> {
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (head.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'png';
  if (head.subarray(0, 4).equals(Buffer.from('RIFF')) && head.subarray(8, 12).equals(Buffer.from('WEBP')))
    return 'webp';

  const text = textKind(head);
  if (text === 'svg') throw notTaken('svg', 'an SVG drawing');
  if (text)
    throw new Refusal('not_a_photo', `this is ${text === 'html' ? 'a web page' : 'text'}, not a photo`, {
      format: text,
    });

  const type = await fileTypeFromBuffer(head).catch(() => undefined);
  // file-type gives up on a TIFF whose list of contents is not near the beginning.
  if (!type && /^(?:II\*\0|MM\0\*)/.test(head.toString('latin1', 0, 4)))
    throw notTaken('tiff', 'a TIFF picture or a raw file');
  if (!type) throw new Refusal('not_a_photo', 'this is not a photo');
  const { ext, mime } = type;
  if (/^image\/hei[cf]/.test(mime)) throw notTaken('heic', 'a HEIC picture');
  if (raw.has(ext)) throw notTaken(ext, `a camera's raw file (${ext.toUpperCase()})`);
  if (mime.startsWith('image/')) {
    const format = ext === 'tif' ? 'tiff' : ext;
    throw notTaken(format, `${/^[aeiou]/.test(format) ? 'an' : 'a'} ${format.toUpperCase()} picture`);
  }
  throw new Refusal('not_a_photo', `this is a ${ext.toUpperCase()} file, not a photo`, { format: ext });
}

function notTaken(format: string, what: string): Refusal {
  return new Refusal('format_not_accepted', `this is ${what}; ${accepted}`, { format });
}

function textKind(head: Buffer): 'svg' | 'html' | 'text' | null {
  // A character cut in two at the end of what was read is no reason to call it binary.
  const text = head
    .subarray(0, 2048)
    .toString('utf8')
    .replace(/\uFFFD$/, '');
  if (/^\uFEFF?\s*<(?:!doctype html|html|head|body|script)/i.test(text)) return 'html';
  if (/<svg[\s>]|<!doctype\s+svg/i.test(text)) return 'svg';
  if (text.startsWith('%PDF-') || text.length === 0) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells text from the rest
  return /[\u0000-\u0008\u000e-\u001f\uFFFD]/.test(text) ? null : 'text';
}
