import { expect, test } from 'vitest';
import { clipped, clippedLines, linesOf } from './lines.ts';

/** As wide as Chinese characters are, others half of that. */
const measure = (text: string) =>
  [...text].reduce((sum, character) => sum + ((character.codePointAt(0) as number) < 0x2e80 ? 0.5 : 1), 0);

test('no line begins with a closing sign or ends with an opening one', () => {
  const text =
    '这是「湖景栈道」，看得最多（312 次）；下载：68 张。没让进的，按原因分。“再来”！《画册》、地图……都在——这里。';
  for (let widest = 8; widest <= 30; widest += 0.5) {
    const lines = linesOf(text, widest, measure);
    expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。、；：！？）」』】》”…—]/u);
      expect(line).not.toMatch(/[（「『【《“]$/u);
      expect(measure(line)).toBeLessThanOrEqual(widest);
    }
  }
});

test('words of letters stay whole, and a figure stays with what it counts', () => {
  const text = 'Photos of the exhibition hall 打开 2,134 次，iPhone 用户 80%，2026年11月';
  for (let widest = 6; widest <= 24; widest += 0.5) {
    const words = linesOf(text, widest, measure).flatMap((line) => line.split(' '));
    for (const word of ['Photos', 'exhibition', 'hall']) expect(words).toContain(word);
    for (const whole of ['2,134 次', '80%', '2026年', '11月', 'iPhone']) {
      expect(linesOf(text, widest, measure).some((line) => line.includes(whole))).toBe(true);
    }
  }
});

test('a word that is wider than a line is cut, and nothing of it is lost', () => {
  const lines = linesOf(`见 ${'x'.repeat(50)} 完`, 6, measure);
  expect(lines.join('').replace(/ /g, '')).toBe(`见${'x'.repeat(50)}完`);
  expect(Math.max(...lines.map(measure))).toBeLessThanOrEqual(6);
  expect(linesOf('一\n二', 6, measure)).toEqual(['一', '二']);
  expect(linesOf('', 6, measure)).toEqual(['']);
});

test('what is too long for its place ends in an ellipsis', () => {
  expect(clipped('湖景栈道', 4, measure)).toBe('湖景栈道');
  expect(clipped('湖景栈道与码头', 4, measure)).toBe('湖景栈…');
  expect(clippedLines('湖景栈道与码头在傍晚', 4, 2, measure)).toEqual(['湖景栈道', '与码头…']);
  expect(clippedLines('湖景栈道', 4, 2, measure)).toEqual(['湖景栈道']);
});
