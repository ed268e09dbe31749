import { fileLimit } from './limits.ts';

/** Why a file is not even sent: what it is by name and type, or its size. */
export const asideKinds = ['raw', 'heic', 'video', 'pdf', 'drawing', 'archive', 'other', 'large', 'empty'] as const;
export type AsideKind = (typeof asideKinds)[number];

const photo = /^(jpe?g|jpe|jfif|png|webp)$/;
const endings: readonly (readonly [AsideKind, RegExp])[] = [
  ['raw', /^(3fr|arw|cr2|cr3|crw|dcr|dng|erf|fff|iiq|kdc|mef|mrw|nef|nrw|orf|pef|raf|raw|rw2|rwl|sr2|srf|srw|x3f)$/],
  ['heic', /^(heic|heif|hif|heics|heifs)$/],
  ['video', /^(mov|mp4|m4v|avi|mkv|webm|mts|m2ts|3gp|wmv|mpe?g|insv|lrv)$/],
  ['pdf', /^pdf$/],
  ['drawing', /^(psd|psb|ai|eps|svg|sketch|fig|xd|indd|cdr|dwg|skp|tiff?|gif|bmp|avif|jxl|jp2|ico|tga|exr|hdr)$/],
  ['archive', /^(zip|rar|7z|t?gz|tar|bz2|xz|dmg|iso)$/],
];

/** What cameras and computers put beside photos; nobody misses them. */
const companions = /^(\..*|thumbs\.db|desktop\.ini|__macosx|.*\.(xmp|aae|thm|lrprev|ctg|dop|cos|pp3|picasa\.ini))$/i;

/** Whether a name in a dropped folder is left out without a word. */
export function isCompanion(name: string): boolean {
  return companions.test(name);
}

/** The ending of a name in lower case, without its dot; empty where there is none. */
export function endingOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Undefined where a file may be a photo, which the box then decides by content; else why it is not sent. */
export function asideKind({ name, type, size }: { name: string; type: string; size: number }): AsideKind | undefined {
  const ending = endingOf(name);
  const told = type.toLowerCase();
  if (!photo.test(ending)) {
    const known = endings.find(([, pattern]) => pattern.test(ending))?.[0];
    if (known) return known;
    if (/^image\/(hei[cf])/.test(told)) return 'heic';
    if (told.startsWith('video/')) return 'video';
    if (told === 'application/pdf') return 'pdf';
    // A name without an ending says nothing; a type does.
    const mayBe = /^image\/(jpeg|png|webp)$/.test(told) || (ending === '' && told === '');
    if (!mayBe) return 'other';
  }
  if (size === 0) return 'empty';
  return size > fileLimit ? 'large' : undefined;
}
