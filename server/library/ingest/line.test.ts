import { expect, test } from 'vitest';
import { maxLooks, nextInLine, type Standing } from './line.ts';
import { sharedBytes } from './weight.ts';

const look = (kind: 'inspect' | 'weigh' = 'inspect', more: Partial<Standing> = {}): Standing => ({
  kind,
  weight: 0,
  alone: false,
  ...more,
});
const render = (share: number, more: Partial<Standing> = {}): Standing => ({
  kind: 'render',
  weight: sharedBytes * share,
  alone: false,
  ...more,
});

test('a look overtakes every render, and one that an upload waits for overtakes the others', () => {
  const upload = look();
  expect(nextInLine([render(0.1), look('weigh'), upload], [render(0.1), render(0.1)], 2)).toBe(upload);
});

test('looks leave room for one another, up to their number', () => {
  expect(
    nextInLine(
      [look()],
      Array.from({ length: maxLooks }, () => look()),
      2,
    ),
  ).toBeUndefined();
});

test('renders run side by side up to the number allowed', () => {
  const next = render(0.1);
  expect(nextInLine([next], [render(0.1)], 2)).toBe(next);
  expect(nextInLine([next], [render(0.1)], 1)).toBeUndefined();
});

test('a render waits until there is memory for it, and is not overtaken by a lighter one', () => {
  expect(nextInLine([render(0.7), render(0.1)], [render(0.4)], 4)).toBeUndefined();
});

test('a render that is heavier than all shared memory runs when no other does', () => {
  const heavy = render(1.4);
  expect(nextInLine([heavy], [render(0.1)], 4)).toBeUndefined();
  expect(nextInLine([heavy], [look()], 4)).toBe(heavy);
});

test('what was there when the process died waits until nothing runs, and goes first', () => {
  const suspect = render(0.1, { alone: true });
  expect(nextInLine([look(), suspect], [look()], 4)).toBeUndefined();
  expect(nextInLine([look(), suspect], [], 4)).toBe(suspect);
});

test('nothing runs beside a suspect', () => {
  expect(nextInLine([look(), render(0.1)], [render(0.1, { alone: true })], 4)).toBeUndefined();
});

test('a mark, for which a guest waits, goes before renders and finds a place beside them', () => {
  const mark = render(0.1, { kind: 'mark' });
  expect(nextInLine([render(0.1), mark], [render(0.1), render(0.1)], 2)).toBe(mark);
  expect(nextInLine([mark], [render(0.1)], 1, 2)).toBe(mark);
  expect(nextInLine([mark], [render(0.1), mark, mark], 1, 2)).toBeUndefined();
  // Memory counts for it as for others, and no render takes it meanwhile.
  expect(nextInLine([render(0.1), mark], [render(0.95)], 2)).toBeUndefined();
});
