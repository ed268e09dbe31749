import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RejectedFile } from '#contract/photos.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';

let box: TestBox;
let projectId: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
});
afterAll(() => box.stop());

/** The head of an ISO media file of this brand. */
const media = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(64)]);
/** A TIFF whose list of contents has these tags, each a long of 1. */
const tiff = (...tags: number[]) => {
  const list = Buffer.alloc(2 + tags.length * 12 + 4);
  list.writeUInt16LE(tags.length);
  for (const [at, tag] of tags.entries()) {
    list.writeUInt16LE(tag, 2 + at * 12);
    list.writeUInt16LE(4, 4 + at * 12);
    list.writeUInt32LE(1, 6 + at * 12);
    list.writeUInt32LE(1, 10 + at * 12);
  }
  return Buffer.concat([Buffer.from('II*\0'), Buffer.from([8, 0, 0, 0]), list, Buffer.alloc(64)]);
};

const files: readonly (readonly [string, Buffer, string, string])[] = [
  ['IMG_1.HEIC', media('heic'), 'format_not_accepted', 'heic'],
  ['IMG_2.jpg', media('mif1'), 'format_not_accepted', 'heic'],
  ['a.avif', media('avif'), 'format_not_accepted', 'avif'],
  ['a.gif', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;'), 'format_not_accepted', 'gif'],
  ['a.tif', tiff(256, 257), 'format_not_accepted', 'tiff'],
  ['a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'format_not_accepted', 'svg'],
  ['a.bmp', Buffer.concat([Buffer.from('BM'), Buffer.alloc(64)]), 'format_not_accepted', 'bmp'],
  ['_DSC1.DNG', tiff(254, 50706), 'format_not_accepted', 'dng'],
  ['_DSC1.ARW', tiff(254, 50341), 'format_not_accepted', 'arw'],
  ['IMG.CR2', Buffer.concat([Buffer.from('II*\0\x10\0\0\0CR\x02\0'), Buffer.alloc(64)]), 'format_not_accepted', 'cr2'],
  ['IMG.CR3', media('crx '), 'format_not_accepted', 'cr3'],
  ['合影终稿.jpg', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'not_a_photo', 'pdf'],
  ['clip.mp4', media('isom'), 'not_a_photo', 'mp4'],
  ['clip.mov', media('qt  '), 'not_a_photo', 'mov'],
  ['page.jpg', Buffer.from('<!doctype html><html></html>'), 'not_a_photo', 'html'],
  ['notes.txt', Buffer.from('just words'), 'not_a_photo', 'text'],
];

test('a refused file says what it is by its content, whatever it is called', async () => {
  const named = files.map(([name, data]) => ({ name, data }));
  const answer = await box.owner.ask('POST', `/api/projects/${projectId}/photos`, formOf(named));
  const { rejected } = (await answer.json()) as { rejected: RejectedFile[] };
  expect(rejected.map(({ name, code, format }) => [name, code, format])).toEqual(
    files.map(([name, , code, format]) => [name, code, format]),
  );
});

test('a file that nobody knows, or that is empty, has no format', async () => {
  const named = [
    { name: 'x.jpg', data: Buffer.from([1, 2, 3, 0, 0, 9]) },
    { name: 'y.jpg', data: Buffer.alloc(0) },
  ];
  const answer = await box.owner.ask('POST', `/api/projects/${projectId}/photos`, formOf(named));
  const { rejected } = (await answer.json()) as { rejected: RejectedFile[] };
  expect(rejected.map(({ code, format }) => [code, format])).toEqual([
    ['not_a_photo', undefined],
    ['file_empty', undefined],
  ]);
});
