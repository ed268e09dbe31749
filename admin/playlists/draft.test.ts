import { expect, test } from 'vitest';
import { PlaylistItem, type PlaylistItemInput } from '#contract/playlists.ts';
import { words } from '#words/index.ts';
import { type Begin, itemKinds, makeId, newItem, same } from './draft.ts';
import { allMistakes, mistakesIn, refusedIn } from './mistakes.ts';
import { factsOf, sayParts, titleOf } from './said.ts';

const zh = words('zh-CN');
const gallery = makeId();
const begin: Begin = {
  galleryId: gallery,
  galleryIds: [gallery],
  pano: { galleryId: gallery, photoId: makeId() },
  poster: { thanks: '感谢参加', title: '扫码领取活动照片' },
  message: { text: '欢迎光临', detail: '' },
  wall: '活动现场',
  mobile: '用 4G/5G 也能扫码看照片',
  wifi: '会场 Wi-Fi',
};
const names = { gallery: () => '主会场', link: () => undefined };
const item = (input: PlaylistItemInput) => PlaylistItem.parse(input);

test('a new item of each kind is one that the box takes as it is, under an id of its own', () => {
  const items = itemKinds.map((kind) => newItem(kind, begin));
  for (const one of items) {
    expect(same(PlaylistItem.parse(one), one), one.kind).toBe(true);
    expect(mistakesIn(one)).toEqual({});
  }
  expect(new Set(items.map(({ id }) => id)).size).toBe(itemKinds.length);
  expect(makeId(Date.parse('2026-11-22T00:00:00Z'))).toMatch(
    new RegExp(
      `^${Date.parse('2026-11-22T00:00:00Z')
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-')}-7`,
    ),
  );
});

test('an item says which of its fields is not filled in, and an empty gallery is one of them', () => {
  const lacks = { ...begin, galleryId: '', galleryIds: [''], pano: undefined };
  const missing = itemKinds.map((kind) =>
    Object.keys(mistakesIn(newItem(kind, lacks)))
      .toSorted()
      .join(' '),
  );
  expect(missing).toEqual(['gallery', 'gallery', 'gallery-0', 'gallery', '', '', 'gallery', 'gallery photo']);
  const wifi = { ...newItem('wifi', begin), security: 'WPA' as const, password: 'short' } as PlaylistItem;
  expect(mistakesIn(wifi)).toEqual({ password: 'password' });
  const named = (name: string) => mistakesIn({ ...newItem('wifi', begin), security: 'nopass', name } as PlaylistItem);
  expect([named('云'.repeat(10)), named('云'.repeat(11))]).toEqual([{}, { name: 'wifiName' }]);
  const message = { ...newItem('message', begin), text: ' ', seconds: Number.NaN } as PlaylistItem;
  expect(mistakesIn(message)).toEqual({ seconds: 'seconds', text: 'text' });
});

test('what the box refuses is found at its item and field', () => {
  const [photos, codes] = [newItem('photos', begin), newItem('codes', begin)];
  const draft = { name: '', items: [photos, codes], order: 'listed' as const, dark: [], justShot: true };
  const refused = refusedIn(['name', 'items.0.galleryId', 'items[1].codes[0].code.linkId'], draft);
  expect([...refused]).toEqual([
    ['', { name: 'name' }],
    [photos.id, { gallery: 'other' }],
    [codes.id, { 'code-0': 'other' }],
  ]);
  expect([...allMistakes(draft).keys()]).toEqual(['']);
});

test('day parts are said as people say them', () => {
  const said = (days: number[], from: string, to: string) => sayParts([{ days, from, to }], zh);
  expect(said([1, 2, 3, 4, 5], '09:00', '18:00')).toBe('周一到周五 09:00–18:00');
  expect(said([1, 2, 3, 4, 5, 6, 7], '22:00', '08:00')).toBe('每天 22:00–次日 08:00');
  expect(said([7, 6], '00:00', '24:00')).toBe('周末 全天');
  expect(said([1, 3, 5], '10:00', '12:00')).toBe('周一、周三、周五 10:00–12:00');
  const parts = [
    { days: [1, 2, 3, 5], from: '09:00', to: '12:00' },
    { days: [6, 7], from: '10:00', to: '16:00' },
  ];
  expect(sayParts(parts, words('en'))).toBe('Mon to Wed, Fri, 09:00 to 12:00; at weekends, 10:00 to 16:00');
});

test('a row says what an item is called, how long it stays, and whose code is on it', () => {
  const photos = item({
    kind: 'photos',
    id: makeId(),
    seconds: 8,
    galleryId: gallery,
    code: { kind: 'rotating', audience: 'event.attendee', minutes: 10 },
  });
  expect([titleOf(photos, names, zh), factsOf(photos, names, zh)]).toEqual(['主会场', '每张 8 秒，每 10 分钟换一个码']);
  const gone = { ...names, gallery: () => null };
  expect(titleOf(photos, gone, zh)).toBe('已经删掉的图库');
});
