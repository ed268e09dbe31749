import { expect, test } from 'vitest';
import { asideKind, isCompanion } from './file-kinds.ts';

const kind = (name: string, type = '', size = 1000) => asideKind({ name, type, size });

test('what may be a photo is sent, whatever its name looks like', () => {
  for (const name of ['a.jpg', 'A.JPEG', '合影终稿.jpg', 'x.y.png', 'b.WebP', 'noending'])
    expect(kind(name)).toBeUndefined();
  expect(kind('from-a-phone.tmp', 'image/jpeg')).toBeUndefined();
});

test('what cannot be a photo is told by kind', () => {
  expect(['DSC1.NEF', 'a.cr3', 'b.ARW', 'c.dng', 'd.raf', 'e.rw2', 'f.orf'].map((name) => kind(name))).toEqual(
    Array(7).fill('raw'),
  );
  expect([kind('IMG_1.HEIC'), kind('x', 'image/heif')]).toEqual(['heic', 'heic']);
  expect([kind('a.mov'), kind('b', 'video/mp4'), kind('c.pdf'), kind('d.psd'), kind('e.zip'), kind('f.docx')]).toEqual([
    'video',
    'video',
    'pdf',
    'drawing',
    'archive',
    'other',
  ]);
});

test('a photo that is empty or too large is not sent', () => {
  expect(kind('a.jpg', 'image/jpeg', 0)).toBe('empty');
  expect(kind('a.jpg', 'image/jpeg', 50 * 1024 * 1024)).toBeUndefined();
  expect(kind('a.jpg', 'image/jpeg', 50 * 1024 * 1024 + 1)).toBe('large');
});

test('what computers leave in folders is left out', () => {
  expect(['.DS_Store', 'Thumbs.db', 'desktop.ini', '._a.jpg', 'a.xmp', '__MACOSX'].every(isCompanion)).toBe(true);
  expect(['a.jpg', 'b.nef', 'Thumbs.jpg'].some(isCompanion)).toBe(false);
});
