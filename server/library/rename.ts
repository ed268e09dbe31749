import type { PhotoFormat } from '#contract/photos.ts';
import { tidyName } from './names.ts';

const truthful: Record<PhotoFormat, RegExp> = { jpeg: /^\.(?:jpe?g|jpe|jfif)$/i, png: /^\.png$/i, webp: /^\.webp$/i };
const shipped: Record<PhotoFormat, string> = { jpeg: '.jpg', png: '.png', webp: '.webp' };
/** Endings that say what a picture is. Any other dot belongs to the name: `No.3`, `V1.2`. */
const ofPictures =
  /\.(?:jpe?g|jpe|jfif|png|webp|hei[cf]|avif|gif|tiff?|bmp|svg|jxl|psd|dng|cr2|cr3|crw|nef|arw|orf|raf|rw2)$/i;

/**
 * What a photo is called after staff named it `wish`: the ending it had where the wish has none, and never one that lies
 * about the format. At most 200 characters.
 */
export function renamed(wish: string, before: string, format: PhotoFormat): string {
  const name = tidyName(wish);
  const own = ofPictures.exec(name)?.[0] ?? '';
  const stem = (own === '' ? name : name.slice(0, -own.length)).trim() || 'photo';
  return tidyName(
    `${stem}${[own, ofPictures.exec(before)?.[0] ?? ''].find((end) => truthful[format].test(end)) ?? shipped[format]}`,
  );
}
