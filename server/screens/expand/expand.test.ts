import { expect, test } from 'vitest';
import { type PlaylistItemInput, PlaylistSpec } from '#contract/playlists.ts';
import { sceneAt, settledAt } from '#contract/scene-at.ts';
import type { Scene } from '#contract/scenes.ts';
import type { ShownGallery, ShownPhoto } from '../../galleries/shelf.ts';
import { expand, freshScene, type Moment, specOfShows, unitScenes } from './expand.ts';
import { wifiText } from './wifi.ts';

/** A Wednesday, 12:00 in Shanghai. */
const noon = Date.parse('2026-11-25T04:00:00Z');
const shanghai: Moment = { now: noon, timeZone: 'Asia/Shanghai', publicAddress: true };
const hour = 3_600_000;

let clock = noon - 24 * hour;
/** Of a time of its own: those of the box never go back, and tests before this one may have gone far ahead. */
const id = () => {
  clock += 1000;
  const time = clock.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
};
const photo = (more: Partial<ShownPhoto> = {}): ShownPhoto => ({
  ...{ id: id(), hash: '', edition: 1, name: '', title: '', caption: '', format: 'jpeg', bytes: 1, thumbhash: null },
  ...{ width: 3000, height: 2000, takenAt: null, panorama: false, state: 'ready', ...more },
});
const upright = (minute: number): ShownPhoto =>
  photo({ width: 2000, height: 3000, takenAt: noon - 5 * hour + minute * 60_000 });
const gallery = (photos: readonly ShownPhoto[], more: Partial<ShownGallery> = {}): ShownGallery => ({
  ...{ id: id(), projectId: id(), title: 'Hall', version: 1, line: '', building: '', coverPhotoId: null },
  ...{ photos, ...more },
});
const shelf = (...galleries: readonly ShownGallery[]) => ({
  galleries: new Map(galleries.map((one) => [one.id, one])),
});
const spec = (items: readonly Drafted[], more: object = {}) => PlaylistSpec.parse({ items, ...more });
/** An item as tests write it, down to its lists. */
type Drafted = Frozen<PlaylistItemInput>;
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
const several = (count: number) => Array.from({ length: count }, () => photo());
const photosOf = (scenes: readonly Scene[]) => scenes.map(({ photoIds }) => photoIds);
const none = { kind: 'none' } as const;
const message = (text: string, more: object = {}): PlaylistItemInput => ({
  kind: 'message',
  id: id(),
  seconds: 10,
  text,
  ...more,
});
const iso = (at: number) => new Date(at).toISOString();
/** The days of a week, Monday first. */
const workdays = [1, 2, 3, 4, 5];
const daily = [1, 2, 3, 4, 5, 6, 7];

test('items come one after the other, each whole; what is off, gone, not ready or empty gives nothing', () => {
  const hall = gallery([photo(), photo({ state: 'processing' }), photo()]);
  const [a, , b] = hall.photos as [ShownPhoto, ShownPhoto, ShownPhoto];
  const item = { kind: 'photos', id: id(), seconds: 8, galleryId: hall.id } as const;
  const words = message('Lunch');
  const items = [
    item,
    words,
    { ...item, id: id(), off: true },
    { ...item, id: id(), galleryId: id() },
    { kind: 'wall', id: id(), seconds: 20, galleryIds: [id()] },
  ] as const;
  const { scenes, later, loops, rest, dark, turnsAt } = expand(spec(items), shelf(hall, gallery([])), shanghai);
  const base = { itemId: item.id, ms: 8000, galleryId: hall.id, code: item.id };
  expect(scenes).toEqual([
    { kind: 'photo', id: `${a.id}:${item.id}`, photoIds: [a.id], ...base },
    { kind: 'photo', id: `${b.id}:${item.id}`, photoIds: [b.id], ...base },
    {
      ...{ kind: 'message', id: words.id, itemId: words.id, ms: 10_000, galleryId: null, photoIds: [], code: null },
      ...{ text: 'Lunch', detail: '' },
    },
  ]);
  expect({ later, loops, rest, dark }).toEqual({ later: [], loops: [], rest: [], dark: [] });
  expect(iso(turnsAt)).toBe('2026-11-25T16:00:00.000Z');
});

test('mixed: each item by its weight and evenly spread, until every scene was there', () => {
  const hall = gallery(several(6));
  const photos = { kind: 'photos', id: id(), seconds: 8, galleryId: hall.id, weight: 3 } as const;
  const playlist = spec([photos, message('a'), message('b')], { order: 'mixed' });
  const { scenes } = expand(playlist, shelf(hall), shanghai);
  const names = scenes.map((scene) => (scene.kind === 'message' ? scene.text : 'p'));
  expect(names.join('')).toBe('papbppapbp');
  expect(new Set(scenes.flatMap(({ photoIds }) => photoIds)).size).toBe(6);
  expect(expand(playlist, shelf(hall), { ...shanghai, now: noon + hour }).scenes).toEqual(scenes);
});

test('mixed: what comes seldom comes no more often for a loop that could end early', () => {
  const items = [message('a', { weight: 6 }), message('b', { weight: 3 }), message('c')];
  const { scenes } = expand(spec(items, { order: 'mixed' }), shelf(), shanghai);
  const said = scenes.flatMap((scene) => (scene.kind === 'message' ? scene.text : []));
  expect(['a', 'b', 'c'].map((text) => said.filter((one) => one === text).length)).toEqual([6, 3, 1]);
});

test('a loop has 2,000 scenes at the most, and each is in it all the same', () => {
  const galleries = Array.from({ length: 59 }, () => gallery(several(25)));
  const items: PlaylistItemInput[] = galleries.map((one) => ({
    kind: 'photos',
    id: id(),
    seconds: 8,
    galleryId: one.id,
  }));
  const often = message('often', { weight: 10 });
  const { scenes } = expand(spec([...items, often], { order: 'mixed' }), shelf(...galleries), shanghai);
  expect(scenes.length).toBeLessThanOrEqual(2000);
  expect(new Set(scenes.map((scene) => scene.id)).size).toBe(59 * 25 + 1);
});

test('uprights that were taken together stand side by side, half as long again, where no code is beside them', () => {
  const [a, b, c, d] = [upright(0), upright(9), upright(20), upright(40)];
  const wide = photo({ takenAt: noon - 5 * hour + 41 * 60_000 });
  const undated = [photo({ width: 2, height: 3 }), photo({ width: 2, height: 3 })];
  const hall = gallery([a, b, c, d, wide, ...undated]);
  const item = { kind: 'photos', id: id(), seconds: 8, galleryId: hall.id, code: none } as const;
  const scenes = (more: object = {}) => expand(spec([{ ...item, ...more }]), shelf(hall), shanghai).scenes;
  const singles = [c, d, wide, ...undated].map((one) => [one.id]);
  expect(photosOf(scenes())).toEqual([[a.id, b.id], ...singles]);
  expect(scenes()[0]).toMatchObject({ kind: 'pair', id: `${a.id}+${b.id}:${item.id}`, ms: 12_000, code: null });
  for (const more of [{ pairs: false }, { code: { kind: 'newest' } }]) {
    expect(scenes(more).every(({ kind }) => kind === 'photo')).toBe(true);
  }
});

test('photos by capture, newest first, or in an order of the day that one photo more does not upset', () => {
  const [early, late, undated] = [photo({ takenAt: noon - hour }), photo({ takenAt: noon - 60_000 }), photo()];
  const more = several(20);
  const item = { kind: 'photos', id: id(), seconds: 8 } as const;
  const shown = (photos: ShownPhoto[], order: 'newest' | 'shuffled', moment = shanghai) => {
    const hall = gallery(photos);
    return photosOf(expand(spec([{ ...item, galleryId: hall.id, order }]), shelf(hall), moment).scenes).flat();
  };
  expect(shown([early, late, undated], 'newest')).toEqual([late.id, early.id, undated.id]);
  const today = shown(more, 'shuffled');
  expect(today.toSorted()).toEqual(more.map((one) => one.id).toSorted());
  expect(today).not.toEqual(more.map((one) => one.id));
  expect(shown(more, 'shuffled', { ...shanghai, now: noon + 11.9 * hour })).toEqual(today);
  expect(shown(more, 'shuffled', { ...shanghai, now: noon + 12 * hour })).not.toEqual(today);
  expect(shown([...more, late], 'shuffled').filter((one) => one !== late.id)).toEqual(today);
});

test('a 360° photo turns slowly, also among others; chosen by itself as staff say', () => {
  const [flat, round, making] = [photo(), photo({ panorama: true }), photo({ panorama: true, state: 'processing' })];
  const hall = gallery([flat, round, making]);
  const own = (photoId: string) => ({ kind: 'pano', id: id(), seconds: 10, galleryId: hall.id, photoId }) as const;
  const items = [
    { kind: 'photos', id: hall.id, seconds: 8, galleryId: hall.id },
    own(round.id),
    own(flat.id),
    own(making.id),
  ] as const;
  const { scenes } = expand(spec(items), shelf(hall), shanghai);
  expect(scenes.map(({ kind, ms, photoIds }) => [kind, ms, ...photoIds])).toEqual([
    ['photo', 8000, flat.id],
    ['pano', 20_000, round.id],
    ['pano', 10_000, round.id],
  ]);
  expect(scenes[1]?.id).toBe(`${round.id}:${hall.id}`);
});

test('posters have the chosen photo, else the cover, else the first; several codes become one each, for its audience', () => {
  const [first, cover] = several(2) as [ShownPhoto, ShownPhoto];
  const hall = gallery([first, cover], { coverPhotoId: cover.id });
  const bare = gallery([]);
  const poster = { kind: 'poster', seconds: 15, galleryId: hall.id, thanks: 'Thanks', title: 'Scan' } as const;
  const codes = {
    ...({ kind: 'codes', id: id(), seconds: 12, title: 'Photos' } as const),
    codes: [
      { galleryId: hall.id },
      { galleryId: id() },
      { galleryId: bare.id, code: { kind: 'once', audience: 'event.media' } },
    ],
  } as const;
  const items = [{ ...poster, id: id() }, { ...poster, id: id(), photoId: first.id, code: none }, codes] as const;
  const audiences = new Map([[`${codes.id}/2`, 'Media']]);
  const { scenes } = expand(spec(items), shelf(hall, bare), { ...shanghai, audiences });
  expect(
    scenes.map((scene) => scene.kind === 'poster' && [scene.id, scene.photoIds, scene.code, scene.audience]),
  ).toEqual([
    [items[0].id, [cover.id], items[0].id, null],
    [items[1].id, [first.id], null, null],
    [`${codes.id}/0`, [cover.id], `${codes.id}/0`, null],
    [`${codes.id}/2`, [], `${codes.id}/2`, 'Media'],
  ]);
  expect(scenes[0]).toMatchObject({ thanks: 'Thanks', title: 'Scan', ms: 15_000 });
});

test('a wall has the 30 newest of its galleries, each once, and keeps its id while it grows', () => {
  const photos = Array.from({ length: 25 }, (_, at) => photo({ takenAt: noon - at * 60_000 }));
  const more = several(10);
  const wall = { kind: 'wall', id: id(), seconds: 30, title: 'Today' } as const;
  const [hall, stage] = [gallery(photos), gallery([...more, photos[0] as ShownPhoto])];
  const items = spec([{ ...wall, galleryIds: [hall.id, stage.id] }]);
  const [scene] = expand(items, shelf(hall, stage), shanghai).scenes;
  const newest = [...photos, ...more.toReversed()].map((one) => one.id).slice(0, 30);
  expect(scene).toMatchObject({ id: wall.id, photoIds: newest, count: 35, galleryId: hall.id, code: wall.id });
  const fresh = photo({ takenAt: noon });
  const grown = { ...stage, photos: [...stage.photos, fresh] };
  const [after] = expand(items, shelf(hall, grown), shanghai).scenes;
  expect([after?.id, after?.photoIds.length, after?.photoIds.includes(fresh.id)]).toEqual([wall.id, 30, true]);
});

test('a network is told as phones read it, and its password is said only where staff want that', () => {
  const network = { name: 'Hall;1', security: 'WPA', password: 'a:b,c"d\\e', hidden: true } as const;
  expect(wifiText(network)).toBe('WIFI:T:WPA;S:Hall\\;1;P:a\\:b\\,c\\"d\\\\e;H:true;;');
  expect(wifiText({ ...network, security: 'nopass', hidden: false })).toBe('WIFI:T:nopass;S:Hall\\;1;;');
  const hall = gallery(several(1));
  const wifi = { kind: 'wifi', seconds: 10, name: 'Hall', password: 'open sesame' } as const;
  const items = [
    { ...wifi, id: id(), galleryId: hall.id },
    { ...wifi, id: id(), showPassword: false },
    { ...wifi, id: id(), galleryId: id() },
    { ...wifi, id: id(), security: 'nopass' },
  ] as const;
  const { scenes } = expand(spec(items), shelf(hall), shanghai);
  expect(scenes.map((one) => one.kind === 'wifi' && [one.code, one.galleryId, one.password])).toEqual([
    [items[0].id, hall.id, 'open sesame'],
    [null, null, null],
    [null, null, 'open sesame'],
    [null, null, null],
  ]);
  expect(scenes.every((one) => one.kind === 'wifi' && one.wifi.modules > 20)).toBe(true);
});

test('that 4G will do as well is said only where it does', () => {
  const hall = gallery(several(1));
  const items = spec([{ kind: 'mobile', id: id(), seconds: 10, galleryId: hall.id, title: '4G/5G' }]);
  expect(expand(items, shelf(hall), shanghai).scenes).toHaveLength(1);
  expect(expand(items, shelf(hall), { ...shanghai, publicAddress: false }).scenes).toEqual([]);
});

test('day parts: what is on now, and by itself for 35 days, told only where something changes', () => {
  const always = message('always');
  const office = message('office', { when: [{ days: workdays, from: '09:00', to: '18:00' }] });
  const night = message('night', { when: [{ days: [5], from: '22:00', to: '02:00' }] });
  const { scenes, later, loops, rest } = expand(spec([always, office, night]), shelf(), shanghai);
  const texts = (ids: readonly Scene[]) => ids.map((one) => (one.kind === 'message' ? one.text : ''));
  expect(texts(scenes)).toEqual(['always', 'office']);
  expect(texts(rest)).toEqual(['night']);
  expect(later.slice(0, 6).map(({ at, loop }) => [iso(at), loops[loop]])).toEqual([
    ['2026-11-25T10:00:00.000Z', [always.id]],
    ['2026-11-26T01:00:00.000Z', [always.id, office.id]],
    ['2026-11-26T10:00:00.000Z', [always.id]],
    ['2026-11-27T01:00:00.000Z', [always.id, office.id]],
    ['2026-11-27T10:00:00.000Z', [always.id]],
    ['2026-11-27T14:00:00.000Z', [always.id, night.id]],
  ]);
  expect(loops).toHaveLength(3);
  expect(iso(later.at(-1)?.at ?? 0)).toBe('2026-12-29T10:00:00.000Z');
});

test('what it will be later is what it is then', () => {
  const hall = gallery(several(3));
  const photos = { kind: 'photos', id: hall.id, seconds: 8, galleryId: hall.id } as const;
  const evening = message('evening', { when: [{ days: daily, from: '18:00', to: '24:00' }] });
  const playlist = spec([{ ...photos, when: [{ days: daily, from: '08:00', to: '20:00' }] }, evening]);
  const state = { epoch: noon, order: [], inserts: [], pausedAt: null, pinned: null, version: 1, from: noon, id: id() };
  const programme = { ...state, ...expand(playlist, shelf(hall), shanghai) };
  for (let at = noon; at < noon + 48 * hour; at += hour / 2) {
    const then = expand(playlist, shelf(hall), { ...shanghai, now: at }).scenes;
    expect(settledAt(programme, at).scenes, iso(at)).toEqual(then);
    expect(sceneAt(programme, at)?.scene === undefined).toBe(then.length === 0);
  }
});

test.each([
  // Clocks in Berlin go forward on 28 March and back on 31 October 2027.
  [
    '2027-03-27T12:00:00Z',
    'Europe/Berlin',
    '09:00',
    '18:00',
    ['2027-03-27T17:00', '2027-03-28T07:00', '2027-03-28T16:00'],
  ],
  [
    '2027-10-30T12:00:00Z',
    'Europe/Berlin',
    '09:00',
    '18:00',
    ['2027-10-30T16:00', '2027-10-31T08:00', '2027-10-31T17:00'],
  ],
  [
    '2027-03-27T22:00:00Z',
    'Europe/Berlin',
    '22:00',
    '03:30',
    ['2027-03-28T01:30', '2027-03-28T20:00', '2027-03-29T01:30'],
  ],
  // To the end of the day, over a midnight that clocks go back at.
  [
    '2026-04-04T15:00:00Z',
    'America/Santiago',
    '12:00',
    '24:00',
    ['2026-04-05T04:00', '2026-04-05T16:00', '2026-04-06T04:00'],
  ],
  [
    '2026-11-25T04:00:00Z',
    'Asia/Kathmandu',
    '00:00',
    '12:00',
    ['2026-11-25T06:15', '2026-11-25T18:15', '2026-11-26T06:15'],
  ],
])('at %s in %s a part from %s to %s goes over when the clocks there say so', (now, timeZone, from, to, expected) => {
  const item = message('x', { when: [{ days: daily, from, to }] });
  const { scenes, later, loops } = expand(spec([item]), shelf(), { ...shanghai, now: Date.parse(now), timeZone });
  expect(scenes).toHaveLength(1);
  expect(later.slice(0, 3).map(({ at }) => iso(at).slice(0, 16))).toEqual(expected);
  expect(later.slice(0, 3).map(({ loop }) => loops[loop]?.length)).toEqual([0, 1, 0]);
});

test('parts that touch or overlap are one, and a loop that stays the same is not told anew', () => {
  const when = [
    { days: daily, from: '00:00', to: '12:00' },
    { days: daily, from: '12:00', to: '24:00' },
  ];
  const { later, dark } = expand(spec([message('x', { when })], { dark: when }), shelf(), shanghai);
  expect(later).toEqual([]);
  expect(dark).toHaveLength(1);
});

test('dark hours run over midnight, and those that have begun are told', () => {
  const dark = [{ days: daily, from: '21:00', to: '08:30' }];
  const night = Date.parse('2026-11-25T18:00:00Z');
  const spans = expand(spec([], { dark }), shelf(), { ...shanghai, now: night }).dark;
  expect(spans.slice(0, 2).map(({ from, to }) => [iso(from), iso(to)])).toEqual([
    ['2026-11-25T13:00:00.000Z', '2026-11-26T00:30:00.000Z'],
    ['2026-11-26T13:00:00.000Z', '2026-11-27T00:30:00.000Z'],
  ]);
  expect(spans).toHaveLength(36);
});

test('a playlist with other loops all week long is told as far as screens can hold them', () => {
  const items = Array.from({ length: 40 }, (_, at) =>
    message(`${at}`, { when: [{ days: daily, from: `${String(at % 24).padStart(2, '0')}:0${at % 7}`, to: '23:59' }] }),
  );
  const { later, loops } = expand(spec(items), shelf(), shanghai);
  expect(loops.length).toBeLessThanOrEqual(24);
  expect(later.every(({ loop }) => loops[loop] !== undefined)).toBe(true);
});

test('a photo that was just shot: by its first photos item that is on, with that item’s code, else by its wall', () => {
  const [flat, round, ...pair] = [photo(), photo({ panorama: true }), upright(0), upright(1)];
  const hall = gallery([flat, round, ...pair]);
  const item = { kind: 'photos', id: id(), seconds: 8, galleryId: hall.id, code: none } as const;
  const wall = { kind: 'wall', id: id(), seconds: 20, galleryIds: [hall.id] } as const;
  const fresh = (photoId: string, items: readonly Drafted[], more = {}) => {
    const playlist = spec(items, more);
    return freshScene(playlist, shelf(hall), photoId, expand(playlist, shelf(hall), shanghai).scenes);
  };
  const coded = { ...item, id: id(), code: { kind: 'newest' } } as const;
  expect(fresh(flat.id, [wall, coded, item])).toMatchObject({ kind: 'photo', photoIds: [flat.id], code: coded.id });
  const left = pair[0] as ShownPhoto;
  expect(fresh(left.id, [item])).toMatchObject({
    kind: 'photo',
    photoIds: [left.id],
    ms: 8000,
    id: `${left.id}:${item.id}`,
  });
  expect(fresh(round.id, [item])).toMatchObject({
    kind: 'photo',
    photoIds: [round.id],
    id: `${round.id}:${item.id}/flat`,
  });
  expect(fresh(flat.id, [wall])).toMatchObject({ kind: 'wall', id: wall.id });
  const evening = { ...item, when: [{ days: daily, from: '18:00', to: '20:00' }] };
  expect(fresh(flat.id, [evening, wall])?.kind).toBe('wall');
  expect(fresh(flat.id, [evening])).toBeUndefined();
  expect(fresh(flat.id, [message('x')])).toBeUndefined();
  expect(fresh(flat.id, [item], { justShot: false })).toBeUndefined();
});

test('a unit that was called for goes three by three, its cover first', () => {
  const photos = several(7);
  const unit = gallery(photos, { title: 'A2', line: '四室两厅', coverPhotoId: photos[4]?.id ?? null });
  const scenes = unitScenes(shelf(unit), unit.id, 'Lin');
  const ids = photos.map((one) => one.id);
  const order = [ids[4], ...ids.slice(0, 4), ...ids.slice(5)];
  expect(photosOf(scenes)).toEqual([order.slice(0, 3), order.slice(3, 6), order.slice(6)]);
  const said = { title: 'A2', line: '四室两厅', by: 'Lin', code: `unit:${unit.id}`, ms: 8000, galleryId: unit.id };
  expect(scenes[2]).toMatchObject({ kind: 'unit', id: `unit:${unit.id}/2`, ...said });
  expect(unitScenes({ ...shelf(), units: shelf(unit).galleries }, unit.id, 'Lin')).toEqual(scenes);
  expect(unitScenes(shelf(gallery([])), unit.id, '')).toEqual([]);
});

test('a screen without a playlist goes by its galleries, as it always did', () => {
  const [hall, stage] = [gallery([upright(0), upright(1)]), gallery(several(1))];
  const linkId = id();
  const shows = [
    { galleryId: hall.id, linkId },
    { galleryId: stage.id, linkId: null },
  ];
  const made = specOfShows(shows, 9);
  expect(PlaylistSpec.parse(made)).toEqual(made);
  const { scenes } = expand(made, shelf(hall, stage), shanghai);
  const photos = [...hall.photos.map((one) => [one, hall] as const), [stage.photos[0] as ShownPhoto, stage] as const];
  expect(scenes.map((scene) => [scene.kind, scene.id, scene.ms])).toEqual(
    photos.map(([one, { id: galleryId }]) => ['photo', `${one.id}:${galleryId}`, 9000]),
  );
  expect(scenes.map(({ code }) => code)).toEqual([hall.id, hall.id, null]);
});
