import type { DownloadField } from '#contract/download-name.ts';
import type { PhotoFormat } from '#contract/photos.ts';

export type NameFacts = Readonly<Record<DownloadField, string>>;

/** Bytes of a name without its ending: old Androids and encrypted disks take 143 in all. */
const longest = 120;
/** Names of devices, with which Windows lets no file begin. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;
const endings: Readonly<Record<PhotoFormat, readonly [own: string, ...others: string[]]>> = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  webp: ['webp'],
};

/** What a photo is called on the guest's phone: by the box's template, with the ending of what is handed out. */
export function nameBy(template: string, facts: NameFacts, named: string, format: PhotoFormat): string {
  const lacks = [...template.matchAll(/\{(\w+)\}/g)].some(([, field]) => facts[field as DownloadField] === '');
  let stem = template.replace(/\{(\w+)\}/g, (whole, field: string) => facts[field as DownloadField] ?? whole);
  // What stood between a part that is empty and its neighbour.
  if (lacks) stem = stem.replace(/([-_ ·,，.])[-_ ·,，.]+/g, '$1').replace(/^[-_ ·,，.]+|[-_ ·,，.]+$/g, '');
  return `${safeName(stem === '' ? facts.name : stem, 'photo')}.${endingOf(named, format)}`;
}

/** A file's own ending where it tells the truth (`JPG`), else that of its kind. */
function endingOf(name: string, format: PhotoFormat): string {
  const own = /\.([^.]{1,10})$/.exec(name)?.[1] ?? '';
  return endings[format].includes(own.toLowerCase()) ? own : endings[format][0];
}

/** A name that Windows, macOS and Android take: none of their reserved signs, not too long, not hidden, no device. */
export function safeName(text: string, otherwise: string): string {
  const plain = text
    .normalize('NFC')
    .replaceAll('"', "'")
    .replace(/[<>:/\\|?*]/g, '_')
    // Control characters, half characters, and marks that turn the direction of writing.
    .replace(/[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu, '')
    .replace(/\s+/gu, ' ');
  const cut = withinBytes(plain.replace(/^[. ]+/, ''), longest).replace(/[. ]+$/, '');
  if (cut === '') return otherwise;
  return device.test(cut) ? `_${cut}` : cut;
}

function withinBytes(text: string, most: number): string {
  let bytes = 0;
  let kept = '';
  // By what a reader takes for one sign, so that no emoji is cut in two.
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > most) break;
    kept += segment;
  }
  return kept;
}

/** Numbers names that are the same, also where only their case differs: `a.jpg`, `A (2).jpg`. */
export function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const at = name.lastIndexOf('.');
    let next = name;
    for (let number = 2; taken.has(next.toLowerCase()); number += 1)
      next = `${name.slice(0, at)} (${number})${name.slice(at)}`;
    taken.add(next.toLowerCase());
    return next;
  });
}
