import { crc32 } from 'node:zlib';
import { makePhoto } from './photos.ts';

/** The first part of a file, as when a copy broke off. */
export function cutOff(file: Buffer, share: number): Buffer {
  return file.subarray(0, Math.floor(file.length * share));
}

/** A PNG of 80 bytes that says it is this large. */
export function pngClaiming(width: number, height: number, { interlaced = false, deep = false } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Red, green, blue, opacity; interlacing by Adam7.
  header.set([deep ? 16 : 8, 6, 0, 0, interlaced ? 1 : 0], 8);
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', Buffer.alloc(2)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A small JPEG whose header says it is this large, with full colour; a progressive one must be held whole to be read. */
export async function jpegClaiming(width: number, height: number, { progressive = false } = {}): Promise<Buffer> {
  const photo = Buffer.from(await makePhoto({ width: 64, height: 64, quality: 100, progressive }));
  const frame = photo.indexOf(Buffer.from([0xff, progressive ? 0xc2 : 0xc0]));
  photo.writeUInt16BE(height, frame + 5);
  photo.writeUInt16BE(width, frame + 7);
  // Sampling factors of all three components: 1 by 1.
  for (const component of [0, 1, 2]) photo[frame + 11 + component * 3] = 0x11;
  return photo;
}

/** What phones with HDR screens write: a JPEG with a second one behind it that holds the gain map, and XMP that says so. */
export async function makeUltraHdr(exif: { readonly takenAt: string; readonly offset: string }): Promise<Buffer> {
  const xmp = (inside: string, rest: string) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:Item="http://ns.google.com/photos/1.0/container/item/" hdrgm:Version="1.0" ${rest}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;
  const map = await makePhoto({
    width: 160,
    height: 120,
    profile: 'gray',
    xmp: xmp('', 'hdrgm:GainMapMin="0" hdrgm:GainMapMax="2" hdrgm:HDRCapacityMin="0" hdrgm:HDRCapacityMax="2"'),
  });
  const item = (semantic: string, length: string) =>
    `<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="${semantic}" Item:Mime="image/jpeg" ${length}/></rdf:li>`;
  const directory = `<Container:Directory><rdf:Seq>${item('Primary', '')}${item('GainMap', `Item:Length="${map.length}"`)}</rdf:Seq></Container:Directory>`;
  const photo = await makePhoto({ width: 640, height: 480, orientation: 6, exif, xmp: xmp(directory, '') });
  // The list of pictures (MPF) stands before the first table and says where the second picture is, counted from itself.
  const at = photo.indexOf(Buffer.from([0xff, 0xdb]));
  const list = pictureList(photo.length, map.length, at);
  return Buffer.concat([photo.subarray(0, at), list, photo.subarray(at), map]);
}

function pictureList(first: number, second: number, at: number): Buffer {
  const list = Buffer.alloc(90);
  list.write('\xff\xe2\0\x58MPF\0MM\0*', 'latin1');
  list.writeUInt32BE(8, 12);
  list.writeUInt16BE(3, 16);
  const entry = (index: number, tag: number, type: number, count: number, value: number) => {
    const start = 18 + index * 12;
    list.writeUInt16BE(tag, start);
    list.writeUInt16BE(type, start + 2);
    list.writeUInt32BE(count, start + 4);
    list.writeUInt32BE(value, start + 8);
  };
  entry(0, 0xb000, 7, 4, 0x30313030);
  entry(1, 0xb001, 4, 1, 2);
  entry(2, 0xb002, 7, 32, 50);
  list.writeUInt32BE(0x030000, 58);
  list.writeUInt32BE(first + list.length, 62);
  list.writeUInt32BE(second, 78);
  list.writeUInt32BE(first + list.length - (at + 8), 82);
  return list;
}

/** Files that are no photos, or none that we take, by what they are. */
export const strangers = {
  empty: Buffer.alloc(0),
  byte: Buffer.from([0x37]),
  text: Buffer.from('Guest list\n1. 王小明\n2. Ms Smith\n'),
  html: Buffer.from('<!DOCTYPE html><script>alert(1)</script>'),
  svg: Buffer.from(
    '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90"/></svg>',
  ),
  pdf: Buffer.from('%PDF-1.4\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj\n', 'latin1'),
  gif: Buffer.from('R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=', 'base64'),
  heic: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x08free', 'latin1'),
  avif: Buffer.from('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\x08free', 'latin1'),
  tiff: Buffer.from('II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1'),
  film: Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42\0\0\0\x08free', 'latin1'),
  noise: Buffer.from([0x8f, 0x11, 0xe0, 0x03, 0x99, 0x5c, 0x00, 0x7a, 0xd1, 0x42]),
  magicThenNoise: Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 151 + (at >> 3)) & 255)),
  ]),
} as const;
