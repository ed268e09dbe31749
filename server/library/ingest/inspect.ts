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
    panorama: isPanorama(metadata.xmp?.toString('utf8', 0, maxBytes) ?? '', width / height),
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

/** A stitched sphere may have lost a line or two; half a sphere of this shape says so in its facts. */
const sphere = { ratio: 2, within: 0.04, share: 0.99 } as const;

/**
 * Whether a photo's XMP says that it shows all that there is around a camera, as GPano has it (Google's Photo Sphere
 * XMP). A part of a sphere is none: what the viewer needs to place it (its crop) stands in the original alone, which
 * guests do not get, so it is shown as the wide photo that it is. Staff may say otherwise of any photo.
 */
function isPanorama(xmp: string, ratio: number): boolean {
  if (!xmp.includes('GPano') || Math.abs(ratio - sphere.ratio) > sphere.within) return false;
  // An attribute, or an element.
  const fact = (name: string) => new RegExp(`:${name}\\s*(?:=\\s*["']|>)\\s*([\\w.-]+)`).exec(xmp)?.[1]?.toLowerCase();
  const viewer = fact('UsePanoramaViewer');
  const projection = fact('ProjectionType') ?? (viewer === 'true' ? 'equirectangular' : undefined);
  if (projection !== 'equirectangular' || viewer === 'false') return false;
  const isWhole = (side: 'Width' | 'Height') => {
    const [there, full] = [fact(`CroppedAreaImage${side}Pixels`), fact(`FullPano${side}Pixels`)].map(Number);
    // What is not said, or makes no sense, leaves it to the shape.
    return !there || !full || there / full >= sphere.share;
  };
  return isWhole('Width') && isWhole('Height');
}
