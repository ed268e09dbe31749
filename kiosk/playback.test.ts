import { expect, test } from 'vitest';
import type { Programme, Scene, SceneKind } from '#contract/scenes.ts';
import type { ScreenCode, ScreenPhoto, ShowState } from '#contract/screens.ts';
import { toHold } from './hold.ts';
import { Programmes, whatIsOn } from './playback.ts';
import { placeMs, type Showing, without } from './view.ts';

const scene = (id: string, more: Record<string, unknown> = {}): Scene => {
  const texts = { thanks: '', title: '', audience: null, text: '', detail: '', line: '', by: '', count: 1, name: '' };
  const base = { itemId: 'i', galleryId: 'g', photoIds: [id], code: 'slot', ms: 10_000, password: null };
  return { id, kind: 'photo', ...texts, ...base, wifi: { modules: 29, path: '' }, ...more } as never;
};
const photo = (id: string, edition = 1): ScreenPhoto => ({
  id,
  edition,
  title: '',
  caption: '',
  width: 3,
  height: 2,
  thumbhash: null,
  takenAt: null,
  pano: false,
});
const programme = (scenes: readonly (string | Scene)[], more: Partial<Programme> = {}): Programme => ({
  id: 'p',
  version: 1,
  from: 0,
  epoch: 0,
  scenes: scenes.map((one) => (typeof one === 'string' ? scene(one) : one)),
  order: [],
  inserts: [],
  pausedAt: null,
  pinned: null,
  later: [],
  loops: [],
  rest: [],
  dark: [],
  ...more,
});
const code: ScreenCode = {
  code: { modules: 29, path: '' },
  linkId: 'link',
  fallback: false,
  public: false,
  galleryTitle: 'G',
  photos: 2,
  expiresAt: null,
};
function told(plan: Programme, photos: readonly ScreenPhoto[], codes: ShowState['codes'] = { slot: code }): ShowState {
  return {
    version: plan.version,
    screen: { id: 's', name: 'Stage', blank: false, pickup: null },
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
/** What is on at a time of a programme that holds from the beginning. */
function on(state: ShowState, now: number, showing: Partial<Showing> = {}) {
  return whatIsOn(state, line([state.programme, 0]), now, { codes: true, upright: false, ...showing });
}
const ids = (state: ShowState, now: number, showing?: Partial<Showing>) =>
  on(state, now, showing).view?.photos.map(({ id }) => id);
const all = (...names: string[]) => names.map((id) => photo(id));

test('a new version holds from its time on, and the one before until then', () => {
  const [first, second] = [programme(['a']), programme(['b'], { version: 2, from: 5000 })];
  const programmes = line([first, 1000], [second, 4700]);
  const state = told(second, all('a', 'b'));
  const at = (now: number) => whatIsOn(state, programmes, now, { codes: true, upright: false });
  expect(at(4999).view?.photos[0]?.id).toBe('a');
  expect(at(4999)).toMatchObject({ next: { photos: [{ id: 'b' }] }, soon: true, until: 5000 });
  expect(at(5000).view?.photos[0]?.id).toBe('b');
});

test('what was withdrawn is gone at once, before the new version holds', () => {
  const second = programme(['b'], { version: 2, from: 5000 });
  const programmes = line([programme(['a', 'b']), 1000], [second, 4700]);
  const seen = whatIsOn(told(second, all('b')), programmes, 4800, { codes: true, upright: false });
  expect(seen.view?.photos[0]?.id).toBe('b');
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
  const seen = whatIsOn(told(plan, all('a')), line([plan, 10]), 10, { codes: true, upright: false });
  expect(seen.view?.photos[0]?.id).toBe('a');
});

test('a code goes when its link is over, and the screen asks itself again in that instant', () => {
  const state = told(programme(['a', 'b']), all('a', 'b'), { slot: { ...code, expiresAt: 4000 } });
  expect(on(state, 3999)).toMatchObject({ view: { beside: 'code' }, until: 4000 });
  expect(on(state, 4000)).toMatchObject({ view: { beside: 'nothing', code: null }, until: 10_000 });
});

test('codes that may be dead give way to the venue, and only they', () => {
  const plan = programme(['a']);
  expect(on(told(plan, all('a')), 1, { codes: false }).view).toMatchObject({ beside: 'still', code: null });
  expect(on(told(plan, all('a'), {}), 1, { codes: false }).view?.beside).toBe('nothing');
});

test('another edition is another picture; a new count or a fresh link of the same place is not', () => {
  const plan = programme(['a']);
  const key = (state: ShowState) => on(state, 1).view?.key;
  const before = key(told(plan, all('a')));
  expect(key(told(plan, all('a'), { slot: { ...code, photos: 9, linkId: 'next' } }))).toBe(before);
  expect(key(told(plan, [photo('a', 2)]))).not.toBe(before);
});

test('with nothing to show there is no picture and nothing to wait for', () => {
  expect(on(told(programme([]), []), 1)).toEqual({
    view: undefined,
    next: undefined,
    soon: false,
    dark: false,
    until: null,
  });
});

test('a poster without its code, and a word about 4G/5G without a public address, give way to what comes after them', () => {
  const kinds = ['poster', 'mobile', 'photo'] as const satisfies SceneKind[];
  const plan = programme(kinds.map((kind) => scene(kind, { kind })));
  const kindsSeen = (codes: ShowState['codes'], showing?: Partial<Showing>) =>
    [0, 10_000, 20_000].map((now) => on(told(plan, all('photo'), codes), now, showing).view?.scene.kind);
  expect(kindsSeen({ slot: { ...code, public: true } })).toEqual(['poster', 'mobile', 'photo']);
  expect(kindsSeen({ slot: code })).toEqual(['poster', 'photo', 'photo']);
  expect(kindsSeen({})).toEqual(['photo', 'photo', 'photo']);
  // Without the box the poster stays, with the venue in the code's place.
  expect(kindsSeen({ slot: { ...code, public: true } }, { codes: false })).toEqual(['poster', 'photo', 'photo']);
});

test('a code that runs out takes its poster along', () => {
  const plan = programme([scene('poster', { kind: 'poster', photoIds: [] }), 'a']);
  const state = told(plan, all('a'), { slot: { ...code, expiresAt: 4000 } });
  expect(on(state, 3999)).toMatchObject({ view: { scene: { kind: 'poster' } }, until: 4000 });
  expect(on(state, 4000).view?.scene.kind).toBe('photo');
});

test('a scene is drawn with the photos that are there, and gives way where none is', () => {
  const wall = scene('w', { kind: 'wall', photoIds: ['a', 'b'], code: null });
  const pair = scene('p', { kind: 'pair', photoIds: ['c', 'd'], code: null });
  const state = told(programme([wall, pair]), all('a', 'b', 'c'));
  expect(ids(state, 1)).toEqual(['a', 'b']);
  expect(ids(state, 1, { usable: ({ id }) => id !== 'a' })).toEqual(['b']);
  expect(ids(state, 1, { usable: ({ id }) => id === 'c' })).toEqual(['c']);
  expect(ids(state, 10_001)).toEqual(['c']);
  // None could be had: what is on stays, and is tried again.
  expect(ids(state, 1, { usable: () => false })).toEqual(['a', 'b']);
});

test('a wall stays the same picture when photos join it, a pair does not', () => {
  const wall = (photoIds: string[]) => told(programme([scene('w', { kind: 'wall', photoIds })]), all(...photoIds));
  expect(on(wall(['b', 'a']), 1).view?.key).toBe(on(wall(['a']), 1).view?.key);
  const view = on(wall(['b', 'a']), 1).view;
  expect(view && without(view, view.photos.slice(0, 1))?.photos.map(({ id }) => id)).toEqual(['a']);
  expect(view && without(view, view.photos)).toBeUndefined();
});

test('in a mixed loop, too, what cannot be shown gives way to what comes after it there', () => {
  const plan = programme(['a', scene('x', { photoIds: ['gone'] }), 'b'], { order: [0, 1, 2, 0, 1, 0, 1, 2] });
  const state = told(plan, all('a', 'b'));
  expect([0, 10, 20, 30, 40, 50, 60].map((s) => ids(state, s * 1000)?.[0]).join(' ')).toBe('a b b a a a b');
  expect(on(state, 0).next?.photos[0]?.id).toBe('b');
});

test('an upright screen shows a pair one after the other, each for half of its time', () => {
  const pair = scene('p', { kind: 'pair', photoIds: ['a', 'b'], code: null });
  const state = told(programme([pair, 'c']), all('a', 'b', 'c'));
  const upright = { upright: true };
  expect(on(state, 0, upright)).toMatchObject({ view: { half: 0 }, next: { half: 1 }, until: 5000 });
  expect(on(state, 5000, upright)).toMatchObject({ view: { half: 1 }, next: { scene: { id: 'c' } }, until: 10_000 });
  expect(on(state, 0, upright).view?.key).not.toBe(on(state, 5000, upright).view?.key);
  expect(on(state, 0).view?.half).toBeNull();
  expect(on(told(state.programme, all('b', 'c')), 6000, upright).view).toMatchObject({ half: null });
});

test('hours of the day and of the dark come by themselves, and a pin lights the screen until it ends', () => {
  const plan = programme(['a'], {
    later: [{ at: 60_000, loop: 0 }],
    loops: [['b']],
    rest: [scene('b')],
    dark: [{ from: 100_000, to: 200_000 }],
  });
  const state = told(plan, all('a', 'b', 'c'));
  expect(on(state, 1)).toMatchObject({ view: { scene: { id: 'a' } }, until: 60_000, dark: false });
  expect(on(state, 60_000)).toMatchObject({ view: { scene: { id: 'b' } }, until: 100_000 });
  expect(on(state, 100_000)).toMatchObject({ dark: true, until: 200_000 });
  expect(on(state, 200_000).dark).toBe(false);
  const pinned = { what: 'unit', galleryId: 'g', scenes: [scene('c')], at: 150_000, until: 160_000 } as const;
  const called = told({ ...plan, pinned: { ...pinned, scenes: [...pinned.scenes] } }, all('a', 'b', 'c'));
  expect(on(called, 150_000)).toMatchObject({ view: { scene: { id: 'c' } }, dark: false, until: 160_000 });
  expect(on(called, 160_000)).toMatchObject({ view: { scene: { id: 'b' } }, dark: true });
});

test('a code takes its four places in turn, between scenes only', () => {
  const state = told(programme(['a', 'b']), all('a', 'b'));
  const spots = [0, 1, 2, 3, 4].map((turn) => on(state, turn * placeMs + 10_000).view?.spot);
  expect(spots).toEqual([0, 1, 2, 3, 0]);
  expect(on(state, placeMs - 1).view?.spot).toBe(0);
  // Half a scene before the turn until half a scene behind it.
  const across = told(programme([scene('a', { ms: 20_000 }), 'b'], { epoch: placeMs - 10_000 }), all('a', 'b'));
  expect(on(across, placeMs + 9999).view?.key).toBe(on(across, placeMs - 1).view?.key);
});

test('what stays for ever takes another place every few minutes', () => {
  const alone = told(programme(['a']), all('a'));
  const paused = told(programme(['a', 'b'], { pausedAt: 5000 }), all('a', 'b'));
  for (const state of [alone, paused]) {
    expect(on(state, 6000).until).toBe(placeMs);
    expect(on(state, placeMs).view?.key).not.toBe(on(state, placeMs - 1).view?.key);
    expect(on(state, placeMs).view?.scene.id).toBe('a');
  }
});

test('all that a screen may have to show is held: just-shot photos first, then the pin, the loop from now on, later hours, units', () => {
  const pinned = { what: 'unit', galleryId: 'g', scenes: [scene('p')], at: 0, until: null } as const;
  const plan = programme(['a', 'b', 'c', 'a'], {
    inserts: [{ scene: scene('n', { code: null }), at: 90_000, ms: 500 }],
    later: [{ at: 500_000, loop: 0 }],
    loops: [['l']],
    rest: [scene('l')],
  });
  const names = (one: Programme) =>
    toHold(told(one, all('u', 'l', 'a', 'b', 'c', 'n', 'p')), 12_000, { width: 1920, height: 1080 }).map(
      ({ photo: { id } }) => id,
    );
  expect(names(plan)).toEqual(['n', 'b', 'c', 'a', 'l', 'u', 'p']);
  expect(names({ ...plan, pinned: { ...pinned, scenes: [...pinned.scenes] } })[1]).toBe('p');
});
