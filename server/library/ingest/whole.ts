import type { PhotoFormat } from '#contract/photos.ts';

const step = 1 << 20;
const tail = 1 << 16;
const endOfJpeg = Buffer.from([0xff, 0xd9]);
const endOfPng = Buffer.from('IEND');

/**
 * Whether a file lacks its end, as when a copy from a card or over bad Wi-Fi broke off. Looks for the end's mark only:
 * what cameras add after it does no harm. `read` gives up to so many bytes at an offset.
 */
export async function isCut(
  format: PhotoFormat,
  head: Buffer,
  size: number,
  scanAt: number,
  read: (at: number, length: number) => Promise<Buffer>,
): Promise<boolean> {
  if (format === 'webp') return head.length < 12 || size < head.readUInt32LE(4) + 8;
  // Not a JPEG that we could follow to its data: the decoder has to say.
  if (format === 'jpeg' && scanAt === 0) return false;
  const mark = format === 'jpeg' ? endOfJpeg : endOfPng;
  // Data of a scan never holds FF D9 (a real FF is followed by 00), while previews before it do.
  const from = format === 'jpeg' ? scanAt : 0;
  if (from >= size) return true;
  const last = Math.max(from, size - tail);
  if ((await read(last, size - last)).includes(mark)) return false;
  for (let at = from; at < last; at += step) {
    if ((await read(at, step + mark.length)).includes(mark)) return false;
  }
  return true;
}
