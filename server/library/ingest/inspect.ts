import exifr from 'exifr';
import { type CaptureNotes, captureTime } from './capture-time.ts';
import { readHeader } from './header.ts';
import type { Inspection } from './messages.ts';

/** EXIF and XMP beyond this are not looked at: what we want stands near their beginning. */
const maxBytes = 256 * 1024;

/** Looks at a photo without decoding it; throws the same refusals as `readHeader`. */
export async function inspect(path: string, localZone: string): Promise<Inspection> {
  const { format, metadata } = await readHeader(path);
  const { width, height } = metadata.autoOrient;
  const notes = await captureNotes(metadata.exif);
  return {
    format,
    width,
    height,
    takenAt: captureTime(notes, localZone),
    panorama: isPanorama(metadata.xmp, width / height),
  };
}

async function captureNotes(exif: Buffer | undefined): Promise<CaptureNotes> {
  if (!exif) return {};
  // JPEG and WebP may put this before the TIFF structure that exifr wants.
  const start = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0;
  try {
    // Raw strings: revived dates would be in this process's zone, and without their offset.
    const tags: Record<string, unknown> | undefined = await exifr.parse(exif.subarray(start, start + maxBytes), {
      pick: ['DateTimeOriginal', 'SubSecTimeOriginal', 'OffsetTimeOriginal', 'OffsetTime'],
      reviveValues: false,
    });
    return {
      time: tags?.DateTimeOriginal,
      fraction: tags?.SubSecTimeOriginal,
      offsets: [tags?.OffsetTimeOriginal, tags?.OffsetTime],
    };
  } catch {
    // A camera's broken notes are no reason to refuse its photo.
    return {};
  }
}

function isPanorama(xmp: Buffer | undefined, ratio: number): boolean {
  // A full sphere is twice as wide as high; a part of one cannot be shown as a sphere.
  if (!xmp || ratio < 1.9 || ratio > 2.1) return false;
  return /ProjectionType\s*(?:=\s*["']|>)\s*equirectangular/i.test(xmp.toString('utf8', 0, maxBytes));
}
