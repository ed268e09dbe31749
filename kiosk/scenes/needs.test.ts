import { expect, test } from 'vitest';
import type { Scene } from '#contract/scenes.ts';
import type { ScreenPhoto } from '#contract/screens.ts';
import { needsOf } from './needs.ts';

const photo = (id: string, width: number, height: number, pano = false): ScreenPhoto => ({
  ...{ id, edition: 1, title: '', caption: '', width, height, thumbhash: null, takenAt: null },
  pano,
});
const photos = Object.fromEntries(
  [
    photo('wide', 6000, 4000),
    photo('tall', 4000, 6000),
    photo('tall2', 3000, 4000),
    photo('around', 8000, 4000, true),
    ...Array.from({ length: 30 }, (_, index) => photo(`w${index}`, 3000, 2000)),
  ].map((one) => [one.id, one]),
);
const base = { id: 's', itemId: 'i', ms: 8000, galleryId: null, code: null };
const unit = { title: '', line: '', by: '' };
const sizes = (scene: Scene, beside: boolean, width: number, height: number) =>
  needsOf(scene, photos, beside, width, height).map(({ photo: { id }, size }) => `${id} ${size}`);

test('each of two uprights is needed as large as it stands', () => {
  const pair: Scene = { ...base, kind: 'pair', photoIds: ['tall', 'tall2'] };
  expect(sizes(pair, false, 1920, 1080)).toEqual(['tall screen', 'tall2 screen']);
  expect(sizes(pair, false, 3840, 2160)).toEqual(['tall kiosk', 'tall2 kiosk']);
  expect(sizes(pair, false, 1080, 1920)).toEqual(['tall screen', 'tall2 screen']);
  expect(sizes(pair, false, 322, 181)).toEqual(['tall thumb', 'tall2 thumb']);
});

test('a picture that fills its part is needed as large as it is before it is cut', () => {
  const poster: Scene = { ...base, kind: 'poster', photoIds: ['wide'], thanks: '', title: '', audience: null };
  // 1620 pixels wide, of which 1032 are seen.
  expect(sizes(poster, true, 1920, 1080)).toEqual(['wide kiosk']);
  expect(sizes({ ...poster, photoIds: ['tall'] }, true, 1920, 1080)).toEqual(['tall screen']);
  expect(sizes(poster, true, 322, 181)).toEqual(['wide thumb']);
});

test('of a wall the largest photo is needed large, and crumbs as thumbs', () => {
  const wall: Scene = {
    ...{ ...base, kind: 'wall', title: '', count: 30 },
    photoIds: Array.from({ length: 30 }, (_, index) => `w${index}`),
  };
  const needed = sizes(wall, true, 1920, 1080);
  expect(needed).toHaveLength(30);
  expect(needed[0]).toBe('w0 screen');
  expect(needed.slice(1).filter((one) => one.endsWith('thumb')).length).toBeGreaterThan(15);
  expect(needed.some((one) => one.endsWith('kiosk'))).toBe(false);
});

test('a unit shows three photos at the most', () => {
  const scene: Scene = { ...base, kind: 'unit', ...unit, photoIds: ['wide', 'tall', 'w1', 'w2'] };
  expect(sizes(scene, true, 1920, 1080)).toHaveLength(3);
  expect(sizes(scene, true, 1920, 1080)[0]).toBe('wide screen');
  expect(sizes(scene, true, 322, 181)).toEqual(['wide thumb', 'tall thumb', 'w1 thumb']);
});

test('what goes around is needed whole, and on a small picture of a screen in a flat copy', () => {
  const pano: Scene = { ...base, kind: 'pano', photoIds: ['around'] };
  expect(sizes(pano, false, 1920, 1080)).toEqual(['around pano']);
  expect(sizes(pano, false, 322, 181)).toEqual(['around screen']);
  expect(sizes({ ...pano, photoIds: ['wide'] }, false, 1920, 1080)).toEqual(['wide screen']);
});

test('nothing is needed of photos that are not there', () => {
  expect(needsOf({ ...base, kind: 'photo', photoIds: ['gone'] }, photos, true, 1920, 1080)).toEqual([]);
  const message: Scene = { ...base, kind: 'message', text: 'x', detail: '', photoIds: [] };
  expect(needsOf(message, photos, false, 1920, 1080)).toEqual([]);
});
