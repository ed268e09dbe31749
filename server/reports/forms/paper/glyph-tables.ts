import { type Contour, type Point, pathOf } from './contours.ts';

/** What a TrueType file says of its glyphs. */
export interface GlyphTables {
  readonly unitsPerEm: number;
  /** The number of a character's glyph; 0 where there is none. */
  glyphOf(codePoint: number): number;
  /** How far it moves on, in the font's units. */
  advanceOf(glyph: number): number;
  /** Its shape as an SVG path. */
  outlineOf(glyph: number): string;
}

interface Group {
  readonly first: number;
  readonly last: number;
  readonly glyph: number;
}

/** Reads a TrueType font with outlines of quadratic curves. Throws an Error for another. */
export function glyphsOf(font: Buffer): GlyphTables {
  const at = tablesOf(font);
  const head = at('head');
  const metrics = at('hmtx');
  const places = at('loca');
  const shapes = at('glyf');
  const longPlaces = font.readInt16BE(head + 50) === 1;
  const advances = font.readUInt16BE(at('hhea') + 34);
  const groups = groupsOf(font, at('cmap'));

  const place = (glyph: number) =>
    shapes + (longPlaces ? font.readUInt32BE(places + glyph * 4) : font.readUInt16BE(places + glyph * 2) * 2);
  const contoursOf = (glyph: number, depth = 0): Contour[] => {
    const start = place(glyph);
    if (start === place(glyph + 1) || depth > 4) return [];
    const count = font.readInt16BE(start);
    return count >= 0 ? simple(font, start, count) : compound(font, start, (part) => contoursOf(part, depth + 1));
  };
  return {
    unitsPerEm: font.readUInt16BE(head + 18),
    glyphOf: (codePoint) => glyphIn(groups, codePoint),
    // The last one counts for all glyphs behind it.
    advanceOf: (glyph) => font.readUInt16BE(metrics + Math.min(glyph, advances - 1) * 4),
    outlineOf: (glyph) => contoursOf(glyph).map(pathOf).join(''),
  };
}

function tablesOf(font: Buffer): (name: string) => number {
  const found = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const record = 12 + index * 16;
    found.set(font.toString('latin1', record, record + 4), font.readUInt32BE(record + 8));
  }
  return (name) => {
    const at = found.get(name);
    if (at === undefined) throw new Error(`the font has no table ${name}`);
    return at;
  };
}

function groupsOf(font: Buffer, cmap: number): Group[] {
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const at = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    if (font.readUInt16BE(at) !== 12) continue;
    return Array.from({ length: font.readUInt32BE(at + 12) }, (_, group) => {
      const from = at + 16 + group * 12;
      return { first: font.readUInt32BE(from), last: font.readUInt32BE(from + 4), glyph: font.readUInt32BE(from + 8) };
    });
  }
  throw new Error('the font has no table of all of Unicode');
}

/** Groups stand in order. */
function glyphIn(groups: readonly Group[], codePoint: number): number {
  let [from, to] = [0, groups.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const { first, last, glyph } = groups[middle] as Group;
    if (codePoint < first) to = middle;
    else if (codePoint > last) from = middle + 1;
    else return glyph + codePoint - first;
  }
  return 0;
}

/** Bits of a point. */
const onCurve = 1;
const shortX = 2;
const shortY = 4;
const again = 8;
const sameX = 16;
const sameY = 32;

function simple(font: Buffer, start: number, count: number): Contour[] {
  let at = start + 10;
  const ends = Array.from({ length: count }, (_, index) => font.readUInt16BE(at + index * 2));
  at += count * 2;
  at += 2 + font.readUInt16BE(at);
  const length = (ends.at(-1) ?? -1) + 1;
  const flags: number[] = [];
  while (flags.length < length) {
    const flag = font[at++] as number;
    const times = flag & again ? (font[at++] as number) + 1 : 1;
    for (let time = 0; time < times; time += 1) flags.push(flag);
  }
  const along = (short: number, same: number) => {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) value += (flag & same ? 1 : -1) * (font[at++] as number);
      else if (!(flag & same)) {
        value += font.readInt16BE(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = along(shortX, sameX);
  const ys = along(shortY, sameY);
  const points = flags.map(
    (flag, index): Point => ({ x: xs[index] as number, y: ys[index] as number, on: (flag & onCurve) !== 0 }),
  );
  return ends.map((end, index) => points.slice(index === 0 ? 0 : (ends[index - 1] as number) + 1, end + 1));
}

/** Bits of a part of a compound glyph. */
const wide = 1;
const areOffsets = 2;
const scaled = 8;
const more = 32;
const scaledApart = 64;
const turned = 128;

function compound(font: Buffer, start: number, contoursOf: (glyph: number) => Contour[]): Contour[] {
  const contours: Contour[] = [];
  let at = start + 10;
  for (let flags = more; flags & more; ) {
    flags = font.readUInt16BE(at);
    const glyph = font.readUInt16BE(at + 2);
    at += 4;
    const dx = flags & wide ? font.readInt16BE(at) : font.readInt8(at);
    const dy = flags & wide ? font.readInt16BE(at + 2) : font.readInt8(at + 1);
    at += flags & wide ? 4 : 2;
    const next = () => {
      at += 2;
      return font.readInt16BE(at - 2) / 16384;
    };
    let [xx, xy, yx, yy] = [1, 0, 0, 1];
    if (flags & scaled) xx = yy = next();
    else if (flags & scaledApart) [xx, yy] = [next(), next()];
    else if (flags & turned) [xx, xy, yx, yy] = [next(), next(), next(), next()];
    // Parts that are laid point on point do not occur in fonts of this family.
    const [mx, my] = flags & areOffsets ? [dx, dy] : [0, 0];
    const moved = ({ x, y, on }: Point): Point => ({ x: x * xx + y * yx + mx, y: x * xy + y * yy + my, on });
    contours.push(...contoursOf(glyph).map((contour) => contour.map(moved)));
  }
  return contours;
}
