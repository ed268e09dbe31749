import { expect, test } from 'vitest';
import type { Programme, Scene } from '#contract/scenes.ts';
import type { ScreenPhoto, ShowState } from '#contract/screens.ts';
import { Programmes, photosInOrder, whatIsOn } from './playback.ts';

const scene = (photoId: string, linkId: string | null = 'link'): Scene => ({
  id: `${photoId}:g`,
  kind: 'photo',
  photoId,
  galleryId: 'g',
  linkId,
  ms: 10_000,
});
const photo = (id: string, edition = 1): ScreenPhoto => ({
  id,
  edition,
  title: '',
  caption: '',
  width: 3,
  height: 2,
  thumbhash: null,
  takenAt: null,
});
const programme = (ids: string[], more: Partial<Programme> = {}): Programme => ({
  id: 'p',
  version: 1,
  from: 0,
  epoch: 0,
  scenes: ids.map((id) => scene(id)),
  inserts: [],
  pausedAt: null,
  pinned: null,
  ...more,
});
const code = { code: { modules: 29, path: '' }, galleryTitle: 'G', photos: 2, expiresAt: null as number | null };
function told(plan: Programme, photos: ScreenPhoto[], codes: ShowState['codes'] = { link: code }): ShowState {
  return {
    version: plan.version,
    screen: { id: 's', name: 'Stage', blank: false },
    programme: plan,
    photos: Object.fromEntries(photos.map((one) => [one.id, one])),
    codes,
    venue: { name: 'V', logo: null, brandColour: '#b7791f', timeZone: 'UTC', locale: 'en' },
  };
}
function line(...plans: [Programme, number][]): Programmes {
  const programmes = new Programmes();
  for (const [plan, at] of plans) programmes.add(plan, at);
  return programmes;
}

test('a new version holds from its time on, and the one before until then', () => {
  const [first, second] = [programme(['a']), programme(['b'], { version: 2, from: 5000 })];
  const programmes = line([first, 1000], [second, 4700]);
  const state = told(second, [photo('a'), photo('b')]);
  expect(whatIsOn(state, programmes, 4999, true).view?.photo.id).toBe('a');
  expect(whatIsOn(state, programmes, 4999, true).until).toBe(5000);
  expect(whatIsOn(state, programmes, 5000, true).view?.photo.id).toBe('b');
});

test('what was withdrawn is gone at once, before the new version holds', () => {
  const second = programme(['b'], { version: 2, from: 5000 });
  const programmes = line([programme(['a', 'b']), 1000], [second, 4700]);
  expect(whatIsOn(told(second, [photo('b')]), programmes, 4800, true).view?.photo.id).toBe('b');
});

test('two versions told in a hurry hold one after the other', () => {
  const programmes = line(
    [programme(['a']), 0],
    [programme(['b'], { version: 2, from: 300 }), 10],
    [programme(['c'], { version: 3, from: 500 }), 20],
  );
  expect([100, 300, 499, 500].map((at) => programmes.at(at)?.version)).toEqual([1, 2, 2, 3]);
  expect(programmes.changesAt(100)).toBe(300);
  expect(programmes.changesAt(500)).toBeNull();
});

test('a later word with an earlier time makes void what was to come', () => {
  const programmes = line(
    [programme(['a']), 0],
    [programme(['b'], { version: 2, from: 900 }), 10],
    [programme(['c'], { version: 3, from: 400 }), 20],
  );
  expect([399, 400, 1000].map((at) => programmes.at(at)?.version)).toEqual([1, 3, 3]);
});

test('a box that was restored to an older version is followed as well', () => {
  const programmes = line([programme(['a'], { version: 9 }), 0], [programme(['b'], { version: 4, from: 300 }), 10]);
  expect(programmes.at(200)?.version).toBe(9);
  expect(programmes.at(300)?.version).toBe(4);
});

test('the first word that a screen hears holds at once', () => {
  const plan = programme(['a'], { from: 9000 });
  expect(whatIsOn(told(plan, [photo('a')]), line([plan, 10]), 10, true).view?.photo.id).toBe('a');
});

test('a code goes when its link is over, and the screen asks itself again in that instant', () => {
  const plan = programme(['a', 'b']);
  const state = told(plan, [photo('a'), photo('b')], { link: { ...code, expiresAt: 4000 } });
  const programmes = line([plan, 0]);
  expect(whatIsOn(state, programmes, 3999, true)).toMatchObject({ view: { beside: 'code' }, until: 4000 });
  expect(whatIsOn(state, programmes, 4000, true)).toMatchObject({
    view: { beside: 'nothing', code: null },
    until: 10_000,
  });
});

test('codes that may be dead give way to the venue, and only they', () => {
  const plan = programme(['a']);
  const programmes = line([plan, 0]);
  expect(whatIsOn(told(plan, [photo('a')]), programmes, 1, false).view?.beside).toBe('still');
  expect(whatIsOn(told(plan, [photo('a')], {}), programmes, 1, false).view?.beside).toBe('nothing');
});

test('another edition is another picture, a new count is not', () => {
  const plan = programme(['a']);
  const programmes = line([plan, 0]);
  const key = (state: ShowState) => whatIsOn(state, programmes, 1, true).view?.key;
  const before = key(told(plan, [photo('a')]));
  expect(key(told(plan, [photo('a')], { link: { ...code, photos: 9 } }))).toBe(before);
  expect(key(told(plan, [photo('a', 2)]))).not.toBe(before);
});

test('with nothing to show there is no picture and nothing to wait for', () => {
  const plan = programme([]);
  expect(whatIsOn(told(plan, []), line([plan, 0]), 1, true)).toEqual({
    view: undefined,
    next: undefined,
    until: null,
  });
});

test('photos are fetched in the order in which they come, each once', () => {
  const plan = programme(['a', 'b', 'c', 'a'], { inserts: [{ scene: scene('n', null), at: 90_000, ms: 500 }] });
  const state = told(
    plan,
    ['a', 'b', 'c', 'n'].map((id) => photo(id)),
  );
  expect(photosInOrder(state, 12_000).map(({ photo: { id }, beside }) => [id, beside])).toEqual([
    ['n', false],
    ['b', true],
    ['c', true],
    ['a', true],
  ]);
});
