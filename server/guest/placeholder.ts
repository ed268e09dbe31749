import { crc32, deflateSync } from 'node:zlib';
import { thumbHashToRGBA } from 'thumbhash';

/** A picture made of a ThumbHash. */
export interface Placeholder {
  /** PNG as a data URL. */
  readonly url: string;
  /** Whether words at its top are to be dark. */
  readonly bright: boolean;
}

/** Longest edge in pixels: a tile shows it for an instant and every byte delays a photo; the cover fills half a phone. */
const edges = { tile: 6, cover: 32 } as const;
const kept = new Map<string, Placeholder | null>();
const mostKept = 4000;

/** Draws a ThumbHash (base64) small for a tile, or in full for a cover; null where there is none or it cannot be read. */
export function placeholderOf(thumbhash: string | null, use: keyof typeof edges): Placeholder | null {
  if (thumbhash === null || thumbhash === '') return null;
  const key = `${use} ${thumbhash}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const drawn = draw(thumbhash, edges[use]);
  kept.set(key, drawn);
  return drawn;
}

function draw(thumbhash: string, edge: number): Placeholder | null {
  const bytes = Buffer.from(thumbhash, 'base64');
  // The header alone has five bytes; what is shorter than its own factors draws nonsense, but harmless nonsense.
  if (bytes.length < 5 || bytes.length > 40) return null;
  const { w, h, rgba } = thumbHashToRGBA(bytes);
  if (!(w > 0 && h > 0)) return null;
  const shrink = Math.min(1, edge / Math.max(w, h));
  const width = Math.max(1, Math.round(w * shrink));
  const height = Math.max(1, Math.round(h * shrink));
  const rows = Buffer.alloc(height * (1 + width * 3));
  let top = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (Math.floor(((y + 0.5) * h) / height) * w + Math.floor(((x + 0.5) * w) / width)) * 4;
      const to = y * (1 + width * 3) + 1 + x * 3;
      // On white, as transparent photos are shown.
      const alpha = (rgba[from + 3] as number) / 255;
      for (let channel = 0; channel < 3; channel++)
        rows[to + channel] = Math.round((rgba[from + channel] as number) * alpha + 255 * (1 - alpha));
      if (y < height / 3) top += ((rows[to] as number) + 2 * (rows[to + 1] as number) + (rows[to + 2] as number)) / 4;
    }
  }
  const bright = top / (width * Math.ceil(height / 3)) > 140;
  return { url: `data:image/png;base64,${png(width, height, rows).toString('base64')}`, bright };
}

/** PNG of 8-bit RGB rows that each begin with a byte left free for their filter. */
function png(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filtered(rows, 1 + width * 3), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each byte as what its neighbours would not have led to expect (PNG's filter 4): soft colours take half the bytes. */
function filtered(rows: Buffer, stride: number): Buffer {
  const differences = Buffer.alloc(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const column = at % stride;
    const left = column > 3 ? (rows[at - 3] as number) : 0;
    const above = at >= stride ? (rows[at - stride] as number) : 0;
    const corner = column > 3 && at >= stride ? (rows[at - stride - 3] as number) : 0;
    differences[at] = column === 0 ? 4 : (rows[at] as number) - expected(left, above, corner);
  }
  return differences;
}

/** PNG's Paeth predictor: the neighbour that is nearest to a plane through all three. */
function expected(left: number, above: number, corner: number): number {
  const [toLeft, toAbove, toCorner] = [
    Math.abs(above - corner),
    Math.abs(left - corner),
    Math.abs(left + above - 2 * corner),
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
