import { expect, test } from 'vitest';
import type { Screen, ScreenStatus } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { healthOf, onNow, sentenceOfNow } from './on-now.ts';

const own = words('zh-CN');
const now = 1_800_000_000_000;
const photo = { id: 'p', edition: 1, title: '', caption: '', width: 3, height: 2, thumbhash: null, takenAt: null };
const scene = { id: 'p:g', kind: 'photo' as const, photoId: 'p', galleryId: 'g', linkId: 'l', ms: 8000 };
const code = { code: { modules: 1, path: '' }, galleryTitle: '主会场', photos: 1, expiresAt: null };
const status: ScreenStatus = {
  sceneId: scene.id,
  photoId: 'p',
  galleryId: 'g',
  linkId: 'l',
  edition: 1,
  mode: 'scene',
  fresh: false,
  version: 1,
  held: 1,
  wanted: 1,
  offsetMs: 0,
  roundTripMs: 1,
  width: 1920,
  height: 1080,
  heapMb: null,
  uptimeS: 1,
  build: '',
};

function screen(more: Partial<Screen> = {}): Screen {
  const venue = { name: '', logo: null, brandColour: '#b7791f', timeZone: 'UTC', locale: 'zh-CN' as const };
  const programme = {
    id: 'x',
    version: 1,
    from: now,
    epoch: now - 2000,
    scenes: [scene, { ...scene, id: 'q:g', photoId: 'q' }],
    inserts: [],
    pausedAt: null,
    pinned: null,
  };
  return {
    id: 's',
    name: '主舞台',
    shows: [{ galleryId: 'g', linkId: 'l' }],
    seconds: 8,
    codeAddress: 'auto',
    programmeId: 'x',
    together: [],
    online: true,
    blank: false,
    paused: false,
    pinned: false,
    pairedAt: '',
    lastSeenAt: new Date(now).toISOString(),
    status,
    state: {
      version: 1,
      screen: { id: 's', name: '', blank: false },
      programme,
      photos: { p: photo },
      codes: { l: code },
      venue,
    },
    ...more,
  };
}
const sentence = (one: Screen) => sentenceOfNow(one, onNow(one, now), own);

test('what is told is what the screen itself said, with the seconds that are left', () => {
  expect(sentence(screen())).toBe('照片带码，还有 6 秒');
  expect(sentence(screen({ paused: true }))).toBe('照片带码，停住了');
});

test('a code that the screen put away is not drawn beside its photo', () => {
  const on = onNow(screen({ status: { ...status, linkId: null } }), now);
  expect([on.code, on.withheld, on.what]).toEqual([null, true, 'still']);
});

test('a photo that was withdrawn meanwhile is not drawn any more', () => {
  const on = onNow(screen({ status: { ...status, photoId: 'gone' } }), now);
  expect([on.photo, on.what]).toEqual([undefined, 'venue']);
});

test('a screen is dark only once it says so, and silent whatever it said last', () => {
  const told = screen({ blank: true });
  expect(sentence(told)).toBe('照片带码，还有 6 秒');
  const dark = screen({ status: { ...status, mode: 'blank' } });
  expect([sentence(dark), healthOf(dark, own).word]).toEqual([own.screens.on.blank, own.screens.dark]);
  const silent = screen({ online: false });
  expect([sentence(silent), healthOf(silent, own).tone]).toEqual([own.screens.on.offline, 'dead']);
});
