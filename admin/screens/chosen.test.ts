import { expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { linkShown, movedBy, showOf } from './chosen.ts';

const link = (id: string, more: object = {}) =>
  ({ id, state: 'live', for: 'one', audience: null, policy: { password: false }, ...more }) as unknown as Link;
const chosen = (code: string) => ({ galleryId: 'g', gallery: undefined, code });

test('the newest link that opens and is for everybody stands beside the photos where nobody chose one', () => {
  const links = [
    link('old'),
    link('new'),
    link('over', { state: 'expired' }),
    link('secret', { policy: { password: true } }),
    link('house', { audience: 'event.internal' }),
  ];
  expect(linkShown(links, chosen('newest'))?.id).toBe('new');
  expect(linkShown(links, chosen('old'))?.id).toBe('old');
  expect(linkShown(links, chosen('over'))).toBe(undefined);
  expect(linkShown(links, chosen('none'))).toBe(undefined);
});

test('one for many is taken before a newer one for a single guest', () => {
  const links = [link('poster', { for: 'many' }), link('guest')];
  expect(linkShown(links, chosen('newest'))?.id).toBe('poster');
});

test('no code is said as such, and the newest is left to the box', () => {
  expect(showOf(chosen('newest'))).toEqual({ galleryId: 'g' });
  expect(showOf(chosen('none'))).toEqual({ galleryId: 'g', linkId: null });
  expect(showOf(chosen('old'))).toEqual({ galleryId: 'g', linkId: 'old' });
});

test('one of a list moves by one place and never beyond the ends', () => {
  expect(movedBy(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(movedBy(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  expect(movedBy(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
});
