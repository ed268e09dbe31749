import { expect, test } from 'vitest';
import type { Photo } from '#contract/photos.ts';
import { addressOf, queryOf, searchOf } from './library-query.ts';
import { merged } from './merge.ts';
import { renamed, unknownToken } from './rename-pattern.ts';
import { nothingChosen, reached, still, together, toggled } from './selection.ts';
import { retagged, tagsOf } from './tags.ts';
import { takeBack } from './take-back.ts';
import { instantAt, wallTime } from './wall-time.ts';

const list = (letters: string) => [...letters].map((id) => ({ id }));
const letters = (all: readonly { id: string }[]) => all.map(({ id }) => id).join('');

function photo(more: Partial<Photo>): Photo {
  return {
    id: 'p',
    name: 'DSC_1.JPG',
    title: '',
    caption: '',
    tags: [],
    sku: null,
    angle: null,
    usage: null,
    takenAt: null,
    uploadedAt: '2026-11-21T00:00:00Z',
    ...more,
  } as Photo;
}

test('new photos come in front, gone ones go, and nobody far down loses the place', () => {
  expect(merged(list('abcdefgh'), list('nabc'), false)).toEqual({ photos: list('nabcdefgh'), restarted: false });
  expect(letters(merged(list('abcdefgh'), list('acde'), false).photos)).toBe('acdefgh');
  // One from deep in the list was moved to its front.
  expect(letters(merged(list('abcdefgh'), list('gabc'), false).photos)).toBe('gabcdefh');
  expect(merged(list('abc'), list('xyz'), false)).toEqual({ photos: list('xyz'), restarted: true });
  expect(merged(list('abc'), list('b'), true)).toEqual({ photos: list('b'), restarted: true });
});

test('photos are chosen one by one, in ranges and in groups', () => {
  const all = list('abcdef');
  const b = toggled(nothingChosen, 'b');
  expect([...reached(b, 'e', all).ids]).toEqual(['b', 'c', 'd', 'e']);
  expect([...reached(b, 'a', all).ids].toSorted()).toEqual(['a', 'b']);
  expect([...reached(nothingChosen, 'c', all).ids]).toEqual(['c']);
  expect([...toggled(b, 'b').ids]).toEqual([]);
  expect([...together(b, ['b', 'c']).ids]).toEqual(['b', 'c']);
  expect([...together(together(b, ['b', 'c']), ['b', 'c']).ids]).toEqual([]);
  expect([...still(together(b, ['b', 'c']), new Set(['c'])).ids]).toEqual(['b']);
});

test('new names follow the pattern, and each file keeps its ending', () => {
  const photos = [
    photo({ name: 'DSC_1.JPG', title: '开幕', takenAt: '2026-11-20T17:00:00Z' }),
    photo({ name: 'a.b.webp', sku: 'A1', angle: '正面' }),
    photo({ name: 'noending' }),
  ];
  const names = (pattern: string, start = 1) => renamed(photos, { pattern, start, zone: 'Asia/Shanghai' });
  expect(names('峰会_{n}')).toEqual(['峰会_01.JPG', '峰会_02.webp', '峰会_03']);
  expect(names('{n}', 98)).toEqual(['098.JPG', '099.webp', '100']);
  expect(names('{title}_{name}')).toEqual(['开幕_DSC_1.JPG', 'a.b.webp', 'noending']);
  expect(names('{sku}_{angle}_{usage}')).toEqual(['DSC_1.JPG', 'A1_正面.webp', 'noending']);
  expect(names('{date}-{n}')).toEqual(['20261121-01.JPG', '02.webp', '03']);
  expect(names('x'.repeat(300))[0]).toHaveLength(200);
  expect(unknownToken('{n}_{what}')).toBe('what');
  expect(unknownToken('{n}_{sku}')).toBeUndefined();
});

test('tags are parted by commas of either script, added and taken out', () => {
  expect(tagsOf(' 主会场，花絮, vip 、花絮 ,')).toEqual(['主会场', '花絮', 'vip']);
  expect(retagged(['a', 'b'], ['c', 'a'], ['b'])).toEqual(['a', 'c']);
});

test('what is searched for is in the address, and comes back from it', () => {
  const query = { show: 'picked', q: '主会场 A1', order: 'taken' } as const;
  expect(queryOf(new URLSearchParams(addressOf(query)))).toEqual(query);
  expect(addressOf(queryOf(new URLSearchParams('show=nonsense')))).toBe('');
  expect(searchOf(query)).toEqual({ mark: 'picked', q: '主会场 A1', order: 'taken' });
});

test('a field of date and time means the time where the box is, across changes of the clocks', () => {
  expect(wallTime(Date.parse('2026-11-21T06:05:00Z'), 'Asia/Shanghai')).toBe('2026-11-21T14:05');
  expect(instantAt('2026-11-21T14:05', 'Asia/Shanghai')).toBe(Date.parse('2026-11-21T06:05:00Z'));
  for (const at of ['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', '2026-10-25T03:30:00Z'].map((text) =>
    Date.parse(text),
  ))
    expect(instantAt(wallTime(at, 'Europe/Berlin'), 'Europe/Berlin')).toBe(at);
});

test('a change is taken back with what was there', () => {
  const before = photo({ title: 'old', tags: ['a'], mark: null });
  expect(takeBack(before, { title: 'new', tags: ['b'], mark: 'picked' })).toEqual({
    title: 'old',
    tags: ['a'],
    mark: null,
  });
});
