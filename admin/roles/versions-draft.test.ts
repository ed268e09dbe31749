import { expect, test } from 'vitest';
import { mistakesInVersions, refusedVersions, type VersionsDraft, wishOfVersions } from './versions-draft.ts';

const draft: VersionsDraft = {
  title: ' 主会场 ',
  photoIds: ['a', 'b'],
  audiences: ['event.media', 'event.attendee'],
  for: 'many',
  shared: false,
};
const ids = (count: number) => Array.from({ length: count }, (_, nr) => String(nr));

test('what is ticked is asked for in the order of the presets', () => {
  expect(mistakesInVersions(draft)).toEqual({});
  expect(wishOfVersions(draft, ['event.attendee', 'event.sponsor', 'event.media'])).toEqual({
    title: '主会场',
    photoIds: ['a', 'b'],
    audiences: ['event.attendee', 'event.media'],
    for: 'many',
    shared: false,
  });
});

test('what is missing or too much is said of its part', () => {
  expect(mistakesInVersions({ ...draft, title: ' ', photoIds: [], audiences: [] })).toEqual({
    title: 'nameMissing',
    photos: 'noPhotos',
    audiences: 'noRoles',
  });
  expect(mistakesInVersions({ ...draft, title: 'x'.repeat(121), photoIds: ids(26), audiences: ids(21) })).toEqual({
    title: 'nameLong',
    photos: 'tooMany',
    audiences: 'mostRoles',
  });
  expect(mistakesInVersions({ ...draft, photoIds: ids(25), audiences: ids(20) })).toEqual({});
});

test('what the box refuses is told where it belongs, and what is none of it is left to the page', () => {
  expect(refusedVersions('gallery_full', ['photoIds'])).toEqual({ photos: 'tooMany' });
  expect(refusedVersions('photo_not_in_project', [])).toEqual({ photos: 'strange' });
  expect(refusedVersions('audience_not_found', [])).toEqual({ audiences: 'goneRole' });
  expect(refusedVersions('invalid_input', ['title', 'photoIds.3'])).toEqual({ title: 'nameLong', photos: 'noPhotos' });
  expect(refusedVersions('project_archived', [])).toEqual({});
});
