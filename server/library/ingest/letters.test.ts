import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { writable } from './glyphs.ts';
import { drawLetters, glyphs, type Mask } from './letters.ts';

/** Characters of names that small fonts leave out, old and new; and letters of other scripts that the font has. */
const rare = ['龘', '䶮', '喆', '翀', '玥', '𫖯', '㛃', '龑', '堃', '赟', '犇', '骉', '镕', 'Ü', 'Ж', 'ひ'];

/** Whether what was drawn is a box around nothing or around figures, as stands for a glyph that is missing. */
function isBox({ data, width, height }: Mask): boolean {
  const line = (length: number, at: (index: number) => number) =>
    Array.from({ length }, (_, index) => data[at(index)] as number).filter((level) => level > 60).length > length * 0.8;
  const near = (side: number, isLine: (depth: number) => boolean) =>
    Array.from({ length: Math.ceil(side / 8) }, (_, depth) => depth).some(isLine);
  return (
    near(height, (y) => line(width, (x) => y * width + x)) &&
    near(height, (y) => line(width, (x) => (height - 1 - y) * width + x)) &&
    near(width, (x) => line(height, (y) => y * width + x)) &&
    near(width, (x) => line(height, (y) => y * width + width - 1 - x))
  );
}

/** Draws each in a process of its own as the ingest process is: it sees no font of the system. */
async function drawnAlone(characters: readonly string[]): Promise<Mask[]> {
  const program = `
    import { drawLetters } from ${JSON.stringify(new URL('./letters.ts', import.meta.url).href)};
    const drawn = await Promise.all(${JSON.stringify(characters)}.map((one) => drawLetters(one, 40, 400)));
    console.log(JSON.stringify(drawn.map(({ data, ...size }) => ({ ...size, data: data.toString('base64') }))));`;
  const env = { FONTCONFIG_FILE: fileURLToPath(new URL('./fonts.conf', import.meta.url)) };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env });
  const masks = JSON.parse(stdout) as { data: string; width: number; height: number }[];
  return masks.map((mask) => ({ ...mask, data: Buffer.from(mask.data, 'base64') }));
}

test('rare names are written, not boxed, with no font of the system', async () => {
  const has = await glyphs();
  expect(rare.filter((character) => !has(character.codePointAt(0) as number))).toEqual([]);
  const missing = ['🎉', 'ก'];
  expect(missing.filter((character) => has(character.codePointAt(0) as number))).toEqual([]);
  const drawn = await drawnAlone([...rare, ...missing]);
  // The two that the font has not show that boxes would be seen.
  expect([...rare, ...missing].filter((_, at) => isBox(drawn[at] as Mask))).toEqual(missing);
  expect(new Set(drawn.map(({ data, width }) => `${width} ${data.toString('base64')}`)).size).toBe(drawn.length);
});

test('signs of markup are letters like others', async () => {
  const { width } = await drawLetters('<b>&amp;', 40, 1000);
  expect(width).toBeGreaterThan((await drawLetters('b&amp', 40, 1000)).width);
});

test('what the font has not is left out, and another text is taken where little would be left', () => {
  const has = (codePoint: number) => codePoint < 0x3000 || (codePoint >= 0x4e00 && codePoint < 0xa000);
  expect(writable(['张三 🎉 Zhang', 'x'], has, 40)).toBe('张三 Zhang');
  expect(writable(['🎉🎉🎉 1', '媒体'], has, 40)).toBe('媒体');
  expect(writable(['🎉🎉🎉 1', '🎉'], has, 40)).toBe('1');
  expect(writable(['🎉', ''], has, 40)).toBe('');
  expect(writable(['Işık ﾊ'], (codePoint) => codePoint < 0x100 || codePoint === 0x30cf, 40)).toBe('Isk ハ');
  expect(writable(['e\u0301  \u00a0x'], has, 40)).toBe('é x');
});

test('a name that is too long keeps its beginning and its end', () => {
  expect(writable(['2026 自然影像峰会 嘉宾 张三'], () => true, 12)).toBe('2026 自然…会 嘉宾 张三');
  expect([...writable(['张'.repeat(200)], () => true, 32)].length).toBe(32);
  expect(writable(['a'.repeat(50)], () => true, 30).length).toBe(50);
});
