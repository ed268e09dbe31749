import { makePhoto, type PhotoRecipe } from '../testing/photos.ts';

/** Numbers from 0 to below 1 that are the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const gps = { latitude: '31/1 14/1 0/1', longitude: '121/1 28/1 0/1' };
const exif = { takenAt: '2026:05:17 18:04:59', fraction: '25', offset: '+08:00', owner: 'Zhang', gps };
const small = { width: 96, height: 72 };
const recipes: readonly Partial<PhotoRecipe>[] = [
  {},
  { progressive: true },
  { profile: 'p3' },
  { profile: 'cmyk' },
  { profile: 'gray' },
  { orientation: 6, exif },
  { xmp: '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', exif },
  { quality: 20 },
  { format: 'png' },
  { format: 'png', progressive: true },
  { format: 'png', deep: true },
  { format: 'png', alpha: true },
  { format: 'png', deep: true, alpha: true, progressive: true },
  { format: 'png', exif, orientation: 3 },
  { format: 'png', profile: 'gray' },
  { format: 'webp' },
  { format: 'webp', alpha: true },
  { format: 'webp', quality: 100 },
  { format: 'webp', exif, orientation: 8 },
  { format: 'webp', profile: 'p3' },
];

/** Small photos of every format that is taken, in all their kinds. */
export function seeds(): Promise<Buffer[]> {
  return Promise.all(recipes.map((recipe, seed) => makePhoto({ ...small, seed, ...recipe })));
}

const loaded = [0x00, 0x01, 0x7f, 0x80, 0xff, 0xd8, 0xd9, 0xda, 0xc0, 0xc4, 0xe1];
const magics = [
  '\xff\xd8\xff\xe1',
  '\x89PNG\r\n\x1a\n',
  'RIFF\x10\0\0\0WEBPVP8 ',
  'RIFF\xff\xff\xff\xffWEBPVP8X',
  'GIF89a',
  'II*\0',
  '%PDF-1.7',
  '<svg xmlns="http://www.w3.org/2000/svg">',
  "push graphic-context\nfill 'url(|id)'",
  'PK\x03\x04',
  '<!doctype html><script>',
  '\0\0\0\x18ftypheic',
  '8BPS',
  'BM',
  '\x93NUMPY',
];

/** Spoils a file in one of many ways, by the dice; `other` is a file to take pieces from. */
export function mutate(file: Buffer, other: Buffer, roll: () => number): Buffer {
  const data = Buffer.from(file);
  const at = (length = data.length) => Math.floor(roll() * length);
  // Most of what decides is in the first bytes.
  const early = () => (roll() < 0.6 ? at(Math.min(600, data.length)) : at());
  switch (at(11)) {
    case 0:
      for (let bits = 1 + at(16); bits > 0; bits -= 1) data[early()] = (data[early()] ?? 0) ^ (1 << at(8));
      return data;
    case 1:
      for (let count = 1 + at(40); count > 0; count -= 1) data[early()] = at(256);
      return data;
    case 2:
      for (let count = 1 + at(6); count > 0; count -= 1) data[early()] = loaded[at(loaded.length)] as number;
      return data;
    case 3:
      return data.subarray(0, at());
    case 4: {
      const from = early();
      return Buffer.concat([data.subarray(0, from), data.subarray(Math.min(data.length, from + 1 + at(200)))]);
    }
    case 5: {
      const from = early();
      const piece = data.subarray(from, from + 1 + at(500));
      return Buffer.concat([
        data.subarray(0, from),
        ...Array.from({ length: 1 + at(50) }, () => piece),
        data.subarray(from),
      ]);
    }
    case 6: {
      const from = early();
      return Buffer.concat([data.subarray(0, from), other.subarray(at(other.length))]);
    }
    case 7: {
      // A number of the file's own that lies: a size, a length, a count.
      const from = Math.min(early(), data.length - 4);
      if (roll() < 0.5) data.writeUInt32BE([0, 1, 0x7fffffff, 0xffffffff, 0x10000][at(5)] as number, from);
      else data.writeUInt16LE([0, 1, 0x7fff, 0xffff, 0x8000][at(5)] as number, from);
      return data;
    }
    case 8:
      data.write(magics[at(magics.length)] as string, 0, 'latin1');
      return data;
    case 9: {
      const from = early();
      data.fill(roll() < 0.5 ? 0 : 0xff, from, Math.min(data.length, from + 1 + at(300)));
      return data;
    }
    default:
      return Buffer.concat([data, Buffer.alloc(at(3000), at(256)), other.subarray(0, at(other.length))]);
  }
}
