/** What the markers before a JPEG's first scan tell. */
export interface JpegHeader {
  /** Where the first scan's data begins. */
  readonly scanAt: number;
  /** Bytes that a decoder must hold at once where the picture comes in several scans, else 0. */
  readonly coefficientBytes: number;
}

/** Markers that stand alone, without a length: fill, TEM, RST0 to RST7, SOI. */
const alone = (marker: number) => marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Walks a JPEG's markers to its first scan; `read` gives up to 256 bytes at an offset. Null where the file ends before it, or holds no markers there. */
export async function readJpegHeader(read: (at: number) => Promise<Buffer>): Promise<JpegHeader | 'ends' | null> {
  let frame: { components: number; progressive: boolean; bytes: number } | undefined;
  // A thousand segments is far more than any camera writes, and bounds the work.
  for (let at = 2, step = 0; step < 1000; step += 1) {
    const bytes = await read(at);
    if (bytes.length < 4) return 'ends';
    if (bytes[0] !== 0xff) return null;
    const marker = bytes[1] as number;
    if (alone(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9) return null;
    if (isFrame(marker)) frame = readFrame(marker, bytes) ?? frame;
    const length = bytes.readUInt16BE(2);
    if (length < 2) return null;
    if (marker === 0xda) {
      const several = frame !== undefined && (frame.progressive || (bytes[4] ?? 0) < frame.components);
      return { scanAt: at + 2 + length, coefficientBytes: several ? (frame?.bytes ?? 0) : 0 };
    }
    at += 2 + length;
  }
  return null;
}

function readFrame(marker: number, bytes: Buffer) {
  const components = bytes[9] ?? 0;
  if (components === 0 || bytes.length < 10 + components * 3) return undefined;
  const [height, width] = [bytes.readUInt16BE(5), bytes.readUInt16BE(7)];
  const factors = Array.from({ length: components }, (_, index) => bytes[11 + index * 3] as number).map(
    (both) => [both >> 4, both & 15] as const,
  );
  const across = Math.max(1, ...factors.map(([h]) => h));
  const down = Math.max(1, ...factors.map(([, v]) => v));
  // Two bytes a coefficient; each part is filled up to whole blocks.
  const of = ([h, v]: readonly [number, number]) =>
    (Math.ceil((width * h) / across) + 8 * h) * (Math.ceil((height * v) / down) + 8 * v) * 2;
  return {
    components,
    progressive: [0xc2, 0xc6, 0xca, 0xce].includes(marker),
    bytes: factors.reduce((sum, factor) => sum + of(factor), 0),
  };
}
