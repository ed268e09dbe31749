import { expect, test } from 'vitest';
import type { Pinned, Programme, Scene } from '#contract/scenes.ts';
import type { Screen, ScreenStatus } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { figuresOf, healthOf, type LinkTold, onNow, partsOfNow, sentenceOfNow } from './on-now.ts';

const own = words('zh-CN');
const now = 1_800_000_000_000;
const about = { edition: 1, title: '', caption: '', width: 3, height: 2, thumbhash: null, takenAt: null, pano: false };
const shared = { itemId: 'i', ms: 8000, galleryId: 'g', photoIds: ['p'], code: 'i' };
const scene: Scene = { ...shared, id: 'p:g', kind: 'photo' };
const code = {
  ...{ code: { modules: 1, path: '' }, linkId: 'l', fallback: false, public: false },
  ...{ galleryTitle: '主会场', photos: 1, expiresAt: null },
};
const status: ScreenStatus = {
  ...{ sceneId: scene.id, kind: 'photo', photoId: 'p', photoIds: ['p'], galleryId: 'g', linkId: 'l', edition: 1 },
  ...{ mode: 'scene', fresh: false, picked: 0, version: 1, held: 1, wanted: 1, offsetMs: 0, roundTripMs: 1 },
  ...{ width: 1920, height: 1080, heapMb: null, nodes: null, frames: null, turnedAt: null, playsWaiting: 0 },
  ...{ uptimeS: 1, build: '', reloads: 0 },
};

/** A screen on which a scene has been for 2 s, its own and others to come. */
function screen(more: Partial<Screen> = {}, programme: Partial<Programme> = {}): Screen {
  const venue = { name: '', logo: null, brandColour: '#b7791f', timeZone: 'UTC', locale: 'zh-CN' as const };
  const plays: Programme = {
    ...{ id: 'x', version: 1, from: now, epoch: now - 2000, inserts: [], pausedAt: null, pinned: null },
    ...{ scenes: [scene, { ...scene, id: 'q:g', photoIds: ['q'] }], order: [] },
    ...{ later: [], loops: [], rest: [], dark: [] },
    ...programme,
  };
  return {
    ...{ id: 's', name: '主舞台', shows: [{ galleryId: 'g', linkId: 'l' }], seconds: 8, playlist: null },
    ...{ codeAddress: 'auto', pickup: null, programmeId: 'x', together: [], online: true, blank: false },
    ...{ paused: false, pinned: plays.pinned !== null, pin: null, trouble: null, pairedAt: '', status },
    lastSeenAt: new Date(now).toISOString(),
    state: {
      ...{ version: 1, screen: { id: 's', name: '', blank: false, pickup: null }, programme: plays },
      ...{ photos: { p: { id: 'p', ...about } }, codes: { i: code }, venue },
    },
    ...more,
  } as Screen;
}
const sentence = (one: Screen, links?: ReadonlyMap<string, LinkTold>) =>
  sentenceOfNow(one, onNow(one, now), own, now, links && { links });
const showing = (kind: Scene, programme: Partial<Programme> = {}) =>
  screen({ status: { ...status, sceneId: kind.id, kind: kind.kind } }, { scenes: [kind, scene], ...programme });

test('what is told is what the screen itself said, with the seconds that are left', () => {
  expect(sentence(screen())).toBe('照片带码，还有 6 秒');
  expect(sentence(screen({ paused: true }))).toBe('照片带码，停住了');
});

test('each kind of scene is told in its own words', () => {
  const wall: Scene = { ...shared, id: 'w', kind: 'wall', title: '', count: 186, code: null };
  expect(sentence(showing(wall))).toBe('照片墙，186 张，还有 6 秒');
  const justShot = { inserts: [{ scene, at: now - 9000, ms: 5000 }], epoch: now - 12_000 };
  expect(sentence(showing(wall, justShot))).toBe('照片墙，刚放完一张新照片');
  const poster: Scene = { ...shared, id: 'c', kind: 'poster', thanks: '', title: '', audience: null };
  expect(sentence(showing(poster))).toBe('领取码');
  const links = new Map([['l', { audience: '参会者', opensLeft: 866 }]]);
  expect(sentence(showing(poster), links)).toBe('领取码，参会者版，还剩 866 次');
  expect(sentence(showing({ ...poster, audience: '媒体' }), links)).toBe('领取码，媒体版，还剩 866 次');
  const pair: Scene = { ...shared, id: 'two', kind: 'pair', photoIds: ['p', 'q'], code: null };
  expect(sentence(showing(pair))).toBe('两张竖照片，还有 6 秒');
  const message: Scene = { ...shared, id: 'm', kind: 'message', text: '请入座', detail: '', photoIds: [], code: null };
  expect(sentence(showing(message))).toBe('消息「请入座」，还有 6 秒');
});

test('of what was called for it is said when the loop goes on, or that it stays', () => {
  const unit: Scene = { ...shared, id: 'u', kind: 'unit', title: 'B2 户型', line: '', by: '' };
  const pin: Pinned = { what: 'unit', galleryId: 'g', scenes: [unit], at: now - 40_000, until: now + 79_500 };
  const called = (pinned: Pinned) => screen({ status: { ...status, sceneId: 'u' } }, { pinned });
  const one = called(pin);
  expect(partsOfNow(one, onNow(one, now), own, now)).toEqual(['B2 户型', '1 分 20 秒后回到循环']);
  expect(sentence(called({ ...pin, until: null }))).toBe('B2 户型，留住了');
  expect(sentence(called({ ...pin, until: now + 120_000 }))).toBe('B2 户型，2 分钟后回到循环');
});

test('a code that the screen put away is not drawn beside its photo', () => {
  const on = onNow(screen({ status: { ...status, linkId: null } }), now);
  expect([on.code, on.withheld]).toEqual([null, true]);
  expect(sentence(screen({ status: { ...status, linkId: null } }))).toBe('照片，码收起来了，还有 6 秒');
});

test('a photo that was withdrawn meanwhile is not drawn any more', () => {
  const on = onNow(screen({ status: { ...status, sceneId: 'gone', photoId: 'gone' } }), now);
  expect([on.photo, on.what]).toEqual([undefined, 'venue']);
  const kept = { ...screen().state, photos: {} };
  expect(onNow(screen({ state: kept }), now).what).toBe('venue');
});

test('a scene that the box has forgotten is drawn as the photo that the screen says', () => {
  const on = onNow(screen({ status: { ...status, sceneId: 'of-another-playlist' } }), now);
  expect([on.what, on.scene?.kind, on.photo?.id]).toEqual(['scene', 'photo', 'p']);
});

test('a screen is dark only once it says so, and silent whatever it said last', () => {
  const told = screen({ blank: true });
  expect(sentence(told)).toBe('照片带码，还有 6 秒');
  const dark = screen({ status: { ...status, mode: 'blank' } });
  expect([sentence(dark), healthOf(dark, own).word]).toEqual([own.screens.on.blank, own.screens.dark]);
  const asleep = screen({ status: { ...status, mode: 'dark' } });
  expect([sentence(asleep), healthOf(asleep, own).tone]).toEqual([own.screens.on.asleep, 'quiet']);
  const silent = screen({ online: false });
  expect([sentence(silent), healthOf(silent, own).tone]).toEqual([own.screens.on.offline, 'dead']);
});

test('a station says that somebody uses it, and a screen in trouble is no fine one', () => {
  const used = screen({ status: { ...status, mode: 'pickup', picked: 4 } });
  expect([sentence(used), healthOf(used, own).word]).toEqual(['正在挑照片，已选 4 张', '有人在用']);
  expect(figuresOf(used, own, now, 'UTC')).toMatch(/触摸$/);
  expect(healthOf(screen({ trouble: 'stuck' }), own)).toEqual({ tone: 'dead', word: own.screens.trouble.stuck });
});
