import { expect, test } from 'vitest';
import { type LinkDraft, mistakeIn, wishOf } from './new-link.ts';

const draft: LinkDraft = { for: 'one', audience: 'event.media', galleryIds: ['g'], label: '', password: '' };

test('what nobody touched is left to the preset', () => {
  expect(wishOf(draft)).toEqual({ galleryIds: ['g'], for: 'one', audience: 'event.media' });
});

test('opens count in all for one and per phone for many; an emptied field is no limit', () => {
  expect(wishOf({ ...draft, opens: '20', days: '3' }).policy).toEqual({ maxOpens: 20, expiresInDays: 3 });
  expect(wishOf({ ...draft, for: 'many', opens: '20' }).policy).toEqual({ maxOpensPerVisitor: 20 });
  expect(wishOf({ ...draft, opens: '', days: ' ' }).policy).toEqual({ maxOpens: null, expiresAt: null });
});

test('a link that opens nothing, and figures that are none, are not sent', () => {
  expect(mistakeIn({ ...draft, galleryIds: [] })).toBe('galleryIds');
  expect(mistakeIn({ ...draft, opens: '0' })).toBe('opens');
  expect(mistakeIn({ ...draft, days: '4000' })).toBe('days');
  expect(mistakeIn(draft)).toBeUndefined();
});
