import { open } from 'node:fs/promises';

/** Whether a font has a glyph for a character (a code point). */
export type HasGlyph = (codePoint: number) => boolean;

/** Reads which characters a TrueType or OpenType file has glyphs for. Throws an Error where it cannot be told. */
export async function readGlyphs(path: string): Promise<HasGlyph> {
  const file = await open(path, 'r');
  try {
    const slice = async (at: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
      return buffer.subarray(0, bytesRead);
    };
    const count = (await slice(4, 2)).readUInt16BE(0);
    const tables = await slice(12, count * 16);
    for (let at = 0; at + 16 <= tables.length; at += 16) {
      if (tables.toString('latin1', at, at + 4) !== 'cmap') continue;
      return glyphsIn(await slice(tables.readUInt32BE(at + 8), tables.readUInt32BE(at + 12)));
    }
    throw new Error('the font does not say which characters it has');
  } finally {
    await file.close();
  }
}

interface Run {
  readonly first: number;
  readonly last: number;
}

/** Of a `cmap` table: its subtable for all of Unicode. */
function glyphsIn(cmap: Buffer): HasGlyph {
  const count = cmap.readUInt16BE(2);
  for (let index = 0; index < count; index += 1) {
    const at = cmap.readUInt32BE(4 + index * 8 + 4);
    if (cmap.readUInt16BE(at) !== 12) continue;
    const runs: Run[] = [];
    for (let group = 0; group < cmap.readUInt32BE(at + 12); group += 1) {
      const from = at + 16 + group * 12;
      runs.push({ first: cmap.readUInt32BE(from), last: cmap.readUInt32BE(from + 4) });
    }
    return (codePoint) => within(runs, codePoint);
  }
  throw new Error('the font has no table of all of Unicode');
}

/** Runs stand in order. */
function within(runs: readonly Run[], codePoint: number): boolean {
  let [from, to] = [0, runs.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const { first, last } = runs[middle] as Run;
    if (codePoint < first) to = middle;
    else if (codePoint > last) from = middle + 1;
    else return true;
  }
  return false;
}

/**
 * The first of these texts of which the font has most characters, else the first of which it has any, without those that
 * it has not (emoji, other scripts) and no wider than `longest` ems: what is too long keeps its beginning and its
 * end, by which people tell names apart. Empty where the font has nothing of any.
 */
export function writable(texts: readonly string[], has: HasGlyph, longest: number): string {
  let second = '';
  for (const text of texts) {
    const all = [...text.normalize('NFC').replace(/\s+/g, ' ').trim()];
    const kept = all.flatMap((character) => written(character, has));
    const seen = (characters: readonly string[]) => characters.filter((character) => character !== ' ').length;
    if (seen(kept) === 0) continue;
    const whole = shortened(kept.join('').replace(/ +/g, ' ').trim(), longest);
    if (seen(kept) * 2 >= seen(all)) return whole;
    second ||= whole;
  }
  return second;
}

/** A character, or else what it is made of without what the font lacks: a letter without its accent. */
function written(character: string, has: HasGlyph): string[] {
  const hasOne = (part: string) => has(part.codePointAt(0) as number);
  return hasOne(character) ? [character] : [...character.normalize('NFKD')].filter(hasOne);
}

function shortened(text: string, longest: number): string {
  if (emsOf(text) <= longest) return text;
  const characters = [...text];
  let [head, tail] = [0, characters.length];
  // From both ends in turn, as long as there is room for one more beside the sign that stands for the rest.
  for (let left = longest - 1, turn = 0; ; turn += 1) {
    const next = characters[turn % 2 === 0 ? head : tail - 1] ?? '';
    left -= emsOf(next);
    if (left < 0) break;
    if (turn % 2 === 0) head += 1;
    else tail -= 1;
  }
  return [...characters.slice(0, head), '…', ...characters.slice(tail)].join('');
}

/** About how wide a text is, in ems: Chinese characters are one, most others about half of one. */
export function emsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) as number) < 0x2e80 ? 0.56 : 1), 0);
}
