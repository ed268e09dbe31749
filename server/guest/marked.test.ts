import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Audience } from '#contract/audiences.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { OpenAnswer } from '#contract/visits.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { type Phone, phoneAt } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
let projectId: string;
let galleryId: string;
let photo: Photo;
let original: Buffer;
let hash: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
  galleryId = (await box.gallery(projectId)).id;
  original = await makePhoto({ width: 2000, height: 1400, quality: 95 });
  hash = createHash('sha256').update(original).digest('hex');
  [photo] = (await box.bring(projectId, [{ name: 'DSC_1.jpg', data: original }], { galleryId })) as [Photo];
});
afterAll(() => box.stop());

interface Guest {
  readonly link: Link;
  readonly phone: Phone;
  readonly get: (size: string, query?: string) => Promise<{ status: number; headers: Headers; bytes: Buffer }>;
}

/** A phone that has opened a new link to the photo. */
async function guest(policy: Record<string, unknown>, label = '张三 Zhang'): Promise<Guest> {
  const input = { galleryIds: [galleryId], policy, label };
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, input);
  const phone = phoneAt(box.guestUrl);
  await phone.opened(link.token as string);
  const get = async (size: string, query = '') => {
    const answer = await phone.ask(`/g/${link.token}/photos/${photo.id}/${size}${query}`);
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  return { link, phone, get };
}

const codeOf = ({ bytes }: { bytes: Buffer }) => (JSON.parse(bytes.toString()) as { code: string }).code;

interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}
async function pixels(bytes: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
/** Shares of the pixels that differ by more than so many levels, and that are as good as the same. */
function apart(one: Pixels, other: Pixels): { much: number; same: number } {
  expect([other.width, other.height]).toEqual([one.width, one.height]);
  let [much, same] = [0, 0];
  for (let at = 0; at < one.data.length; at += 1) {
    const by = Math.abs((one.data[at] as number) - (other.data[at] as number));
    if (by > 24) much += 1;
    if (by < 10) same += 1;
  }
  return { much: much / one.data.length, same: same / one.data.length };
}

test.each(['recipient', 'brand'])(
  'every size under a link with the mark "%s" has it in its pixels, and little else is touched',
  async (watermark) => {
    const marked = await guest({ watermark, download: 'original' });
    const clean = await guest({ download: 'original' });
    for (const size of ['thumb', 'screen', 'original']) {
      const [one, other] = await Promise.all([marked.get(size), clean.get(size)]);
      expect([one.status, other.status], size).toEqual([200, 200]);
      expect(one.headers.get('etag'), size).not.toBe(other.headers.get('etag'));
      const { much, same } = apart(await pixels(one.bytes), await pixels(other.bytes));
      // What is written: a hundredth to a fifth of the picture. What is not: as it was.
      expect(much, size).toBeGreaterThan(0.004);
      expect(much, size).toBeLessThan(0.2);
      expect(same, size).toBeGreaterThan(0.75);
    }
  },
);

test('what may be kept is marked too, whole and as a JPEG with no notes in it', async () => {
  const { get } = await guest({ watermark: 'recipient', download: 'original' });
  for (const size of ['original', 'save']) {
    const { status, bytes, headers } = await get(size);
    expect([status, headers.get('content-type')], size).toEqual([200, 'image/jpeg']);
    expect(bytes.equals(original), size).toBe(false);
    const { width, height, format, exif } = await sharp(bytes).metadata();
    expect([width, height, format, exif], size).toEqual([2000, 1400, 'jpeg', undefined]);
  }
  const small = await guest({ watermark: 'recipient', download: 'screen' });
  const { width, format } = await sharp((await small.get('save')).bytes).metadata();
  expect([width, format]).toEqual([1600, 'jpeg']);
  expect(codeOf(await small.get('original'))).toBe('download_off');
});

test('at the same time other links, staff and screens have the photo clean', async () => {
  const clean = await guest({});
  const marked = await guest({ watermark: 'brand' });
  for (const size of ['thumb', 'screen'] as const) {
    const file = await readFile(box.kit.files.derivative(hash, size));
    const [one, other] = await Promise.all([marked.get(size), clean.get(size)]);
    expect(other.bytes.equals(file)).toBe(true);
    expect(one.bytes.equals(file)).toBe(false);
    const staff = await box.owner.ask('GET', `/api/photos/${photo.id}/image/${size}`);
    expect(Buffer.from(await staff.arrayBuffer()).equals(file)).toBe(true);
  }
});

test('two recipients have two pictures, and one has the same each time', async () => {
  const [one, other] = [
    await guest({ watermark: 'recipient' }, '李四'),
    await guest({ watermark: 'recipient' }, '王五'),
  ];
  const first = await one.get('screen');
  expect((await other.get('screen')).bytes.equals(first.bytes)).toBe(false);
  expect((await one.get('screen')).bytes.equals(first.bytes)).toBe(true);
});

/** The addresses of the photo as an opened page has them. */
async function addresses({ phone, link }: Guest): Promise<Record<string, string>> {
  const answer = await phone.ask(`/g/${link.token}`, { headers: { accept: 'application/json' } });
  return ((await answer.json()) as OpenAnswer).chapters[0]?.photos[0]?.images as Record<string, string>;
}

test('a changed label, and a mark that is put on or taken off, change addresses and bytes; a phone keeps no old picture', async () => {
  const one = await guest({ watermark: 'recipient' }, '赵六');
  const at = async () => {
    const { screen = '' } = await addresses(one);
    const answer = await one.phone.ask(screen);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, max-age=1800']);
    return { screen, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const before = await at();
  expect(before.screen).toMatch(/e=1&m=[0-9a-f]{16}$/);
  // Once more, from memory.
  expect((await at()).bytes.equals(before.bytes)).toBe(true);

  const change = (body: object) => box.owner.call('PATCH', `/api/links/${one.link.id}`, body);
  await change({ label: '钱七' });
  const after = await at();
  expect(after.screen).not.toBe(before.screen);
  expect(after.bytes.equals(before.bytes)).toBe(false);
  // The page that is still open asks by its old address: it gets the new picture, and must not keep it there.
  const old = await one.phone.ask(before.screen);
  expect(old.headers.get('cache-control')).toBe('no-store');
  expect(Buffer.from(await old.arrayBuffer()).equals(after.bytes)).toBe(true);

  await change({ policy: { watermark: 'off' } });
  const clean = await readFile(box.kit.files.derivative(hash, 'screen'));
  expect((await at()).bytes.equals(clean)).toBe(true);
  await change({ policy: { watermark: 'recipient' } });
  for (const address of [
    before.screen,
    after.screen,
    (await addresses(one)).screen as string,
    (await at()).screen.replace(/&m=.*/, ''),
  ]) {
    const bytes = Buffer.from(await (await one.phone.ask(address)).arrayBuffer());
    expect(bytes.equals(after.bytes), address).toBe(true);
  }
});

test('the brand’s new name is in the next picture', async () => {
  const one = await guest({ watermark: 'brand' });
  const before = await one.get('screen');
  await box.owner.call('PATCH', '/api/settings', { boxName: '云栖会议中心' });
  expect((await one.get('screen')).bytes.equals(before.bytes)).toBe(false);
});

test('a link without a label bears its audience’s name, as it is called now', async () => {
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [galleryId],
    audience: 'media',
    policy: { watermark: 'recipient' },
  });
  const one = { link, phone: phoneAt(box.guestUrl) } as Guest;
  await one.phone.opened(link.token as string);
  const before = await addresses(one);
  const { items } = await box.owner.call<{ items: Audience[] }>('GET', '/api/audiences');
  const media = items.find(({ id }) => id === 'event.media') as Audience;
  await box.owner.call('PUT', '/api/audiences/event.media', { ...media, names: { 'zh-CN': '记者', en: 'Press' } });
  expect(await addresses(one)).not.toEqual(before);
});

test('a link that is revoked while its copy is being made gets nothing', async () => {
  const one = await guest({ watermark: 'recipient' }, '孙八');
  const asked = one.get('screen');
  await box.owner.ask('DELETE', `/api/links/${one.link.id}`);
  expect([410, 403]).toContain((await asked).status);
  const after = await one.get('screen');
  expect([after.status, codeOf(after)]).toEqual([410, 'link_revoked']);
});

test('a copy that is gone from the disk is made again', async () => {
  const one = await guest({ watermark: 'recipient' }, '周九');
  const first = await one.get('thumb');
  const folder = join(box.data, 'marked', hash.slice(0, 2));
  const before = (await readdir(folder)).length;
  expect(before).toBeGreaterThan(1);
  await rm(join(box.data, 'marked'), { recursive: true });
  // From memory as long as it is there; whatever is asked of the disk is made again.
  expect((await one.get('thumb')).bytes.equals(first.bytes)).toBe(true);
  const size = async () => (await one.get('screen')).status;
  await expect.poll(size, { timeout: 5000 }).toBe(200);
});
