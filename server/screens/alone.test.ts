import { expect, test } from 'vitest';
import type { ShownGallery, ShownPhoto } from '../galleries/shelf.ts';
import { photoAlone, stillAlone } from './alone.ts';

const photo = (id: string, state: ShownPhoto['state'] = 'ready') => ({ id, state }) as ShownPhoto;
const gallery = (id: string, ...photos: ShownPhoto[]) => ({ id, photos }) as unknown as ShownGallery;
const galleries = new Map([['hall', gallery('hall', photo('h1'))]]);
const units = new Map([['b2', gallery('b2', photo('u1'), photo('u2', 'processing'))]]);

test('a photo by itself is of what is shown, or of a unit with that one’s code', () => {
  const content = { galleries, units };
  expect(photoAlone(content, 'h1')).toMatchObject({ kind: 'photo', galleryId: 'hall', photoIds: ['h1'], code: null });
  expect(photoAlone(content, 'u1')).toMatchObject({ galleryId: 'b2', code: 'unit:b2' });
  expect(photoAlone(content, 'u1', 'hall')).toBeUndefined();
  expect(photoAlone(content, 'u2')).toBeUndefined();
});

test('it stays until its photo goes, and a scene of the loop is none of its kind', () => {
  const scene = photoAlone({ galleries, units }, 'u1');
  expect(scene && stillAlone({ galleries, units }, scene)).toEqual(scene);
  expect(scene && stillAlone({ galleries, units: new Map() }, scene)).toBeUndefined();
  expect(scene && stillAlone({ galleries, units }, { ...scene, id: 'u1:b2' })).toBeUndefined();
});
