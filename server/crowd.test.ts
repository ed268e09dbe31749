import { afterEach, expect, test } from 'vitest';
import { type Crowd, makeCrowd } from './crowd.ts';

const hall = 12;
let crowd: Crowd | undefined;
afterEach(() => crowd?.stop());

/** A crowd with a clock of its own, that is told `ms` by some phones, once a second for so many seconds. */
function watched() {
  let at = 5_000_000;
  const turns: boolean[] = [];
  const own = makeCrowd({ now: () => 1_700_000_000_000 + at, monotonic: () => at }, () => {
    turns.push(own.now() !== undefined);
  });
  crowd = own;
  const seconds = (count: number, each: (second: number) => void = () => {}) => {
    for (let second = 0; second < count; second += 1) {
      each(second);
      own.told('nobody', []);
      at += 1000;
    }
  };
  const phones = (count: number, ms: number, name = 'phone') => {
    for (let phone = 0; phone < count; phone += 1) own.told(`${name}-${phone}`, [ms, ms, ms, ms]);
  };
  return { own, turns, seconds, phones };
}

test('a hall whose thumbs come slowly for ten seconds is crowded, and one with a slow moment is not', () => {
  const { own, turns, seconds, phones } = watched();
  seconds(3, () => phones(hall, 900));
  seconds(60, () => phones(hall, 60));
  expect(turns).toEqual([]);
  seconds(10, () => phones(hall, 900));
  expect(own.now()).toBeUndefined();
  seconds(3, () => phones(hall, 900));
  expect(turns).toEqual([true]);
  expect(own.now()?.p95Ms).toBeGreaterThan(800);
  expect(own.now()?.p95Ms).toBeLessThan(1000);
});

test('it is over when thumbs have come fast for a minute, and a slow moment begins that minute anew', () => {
  const { own, turns, seconds, phones } = watched();
  seconds(12, () => phones(hall, 900));
  seconds(60, () => phones(hall, 60));
  expect(own.now()).toBeDefined();
  seconds(1, () => phones(hall, 900));
  seconds(60, () => phones(hall, 60));
  expect(own.now()).toBeDefined();
  // Between the two figures it stays as it is.
  seconds(120, () => phones(hall, 300));
  expect(own.now()).toBeDefined();
  seconds(80, () => phones(hall, 60));
  expect(turns).toEqual([true, false]);
});

test('where nobody asks for photos any more it is over after a minute', () => {
  const { turns, seconds, phones } = watched();
  seconds(12, () => phones(hall, 900));
  seconds(62 + 5);
  expect(turns).toEqual([true, false]);
});

test('one phone with a bad line, or one that lies, crowds nobody, however much it tells', () => {
  const { own, turns, seconds, phones } = watched();
  seconds(60, () => {
    phones(4, 60);
    own.told(
      'liar',
      Array.from({ length: 60 }, () => 1e9),
    );
    own.told('wall', [900, 900, 900, 900]);
  });
  expect(turns).toEqual([]);
});

test('a few bad lines in a hall do not crowd it, and too few phones tell nothing', () => {
  const many = watched();
  many.seconds(60, () => {
    many.phones(4, 5000, 'wall');
    many.phones(200, 60);
  });
  expect(many.turns).toEqual([]);
  many.own.stop();
  const few = watched();
  few.seconds(60, () => few.phones(4, 5000));
  expect(few.turns).toEqual([]);
});

test('a box that itself hands thumbs over too late counts as crowded, whatever phones say or do not', () => {
  const { own, turns, seconds } = watched();
  seconds(12, () => {
    for (let phone = 0; phone < hall; phone += 1) for (let at = 0; at < 4; at += 1) own.served(`phone-${phone}`, 700);
  });
  expect(turns).toEqual([true]);
});
