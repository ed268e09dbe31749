import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { OpenAnswer } from '#contract/visits.ts';
import { brokenOnDisk } from '../store/check.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { type Phone, phoneAt } from '../testing/guests.ts';
import { farthest, makePanorama, makePhoto, readWalls, wallColours } from '../testing/photos.ts';

let box: TestBox;
let gallery: Gallery;
let link: Link;
let room: Photo;
let flat: Photo;
let phone: Phone;
let original: Buffer;
let seeds = 0;
beforeAll(async () => {
  box = await startTestBox();
  const { id } = await box.project();
  const made = await box.gallery(id, { inflow: 'append' });
  [gallery, link] = [made, made.link];
  original = await makePanorama({ width: 1200 });
  const files = [
    { name: 'room.jpg', data: original },
    { name: 'flat.jpg', data: await makePhoto({ width: 800, height: 400 }) },
  ];
  [room, flat] = (await box.bring(id, files, { galleryId: gallery.id })) as [Photo, Photo];
  phone = phoneAt(box.guestUrl, { headers: { accept: 'application/json' } });
  await phone.opened(link.token as string);
});
afterAll(() => box.stop());

/** The photos as an opened page has them. */
async function shown(who = phone, token = link.token): Promise<OpenAnswer['chapters'][number]['photos']> {
  const answer = (await (await who.ask(`/g/${token}`)).json()) as OpenAnswer;
  return answer.chapters.flatMap(({ photos }) => photos);
}
const addressOf = async ({ id }: Photo) => (await shown()).find((one) => one.id === id)?.images.pano;
const get = async (path: string, who = phone) => {
  const answer = await who.ask(path);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};
const codeOf = ({ bytes }: { bytes: Buffer }) => (JSON.parse(bytes.toString()) as { code: string }).code;
const staffs = async ({ id }: Photo) => {
  const answer = await box.owner.ask('GET', `/api/photos/${id}/image/pano`);
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
};
const hashOf = async ({ id }: Photo) => {
  const row = await box.kit.db.read.selectFrom('photos').select('hash').where('id', '=', id).executeTakeFirstOrThrow();
  return row.hash;
};
const fileOf = async (photo: Photo) => box.kit.files.derivative(await hashOf(photo), 'pano');
const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
const change = (photo: Photo, panorama: boolean | null) =>
  box.owner.call<Photo>('PATCH', `/api/photos/${photo.id}`, { panorama });

test('a panorama has a size to look all around, made with the others; a plain photo has none', async () => {
  const file = await fileOf(room);
  expect(await isThere(file)).toBe(true);
  const address = (await addressOf(room)) as string;
  expect(address).toMatch(/\/pano\?e=1$/);
  const answer = await get(address);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'image/webp',
    'private, max-age=1800',
  ]);
  expect(answer.bytes.equals(await readFile(file))).toBe(true);
  expect(farthest(await readWalls(answer.bytes), wallColours)).toBeLessThanOrEqual(8);
  const { xmp, exif, width } = await sharp(answer.bytes).metadata();
  expect([xmp, exif, width]).toEqual([undefined, undefined, 1200]);
  expect((await box.owner.call<Photo>('GET', `/api/photos/${room.id}`)).images.pano).toBe(
    `/api/photos/${room.id}/image/pano?e=1`,
  );
  expect((await staffs(room)).bytes.equals(answer.bytes)).toBe(true);

  expect(await addressOf(flat)).toBeUndefined();
  const none = await get(address.replace(room.id, flat.id));
  expect([none.status, codeOf(none)]).toEqual([404, 'size_not_available']);
  expect((await staffs(flat)).status).toBe(404);
  expect(await isThere(await fileOf(flat))).toBe(false);
});

test('what staff say counts at once, also on pages that are open', async () => {
  const cut = new AbortController();
  const live = await phone.ask(`/g/${link.token}/live`, { signal: cut.signal });
  const stream = (live.body as ReadableStream<Uint8Array>).getReader();
  /** Reads until the page was told so many versions. */
  let told = '';
  const versions = async (count: number) => {
    const found = () => [...told.matchAll(/"version":"([^"]+)"/g)].map(([, version]) => version);
    while (found().length < count) told += Buffer.from((await stream.read()).value ?? []).toString();
    return found();
  };
  await versions(1);
  await change(flat, true);
  expect(new Set(await versions(2)).size).toBe(2);
  // Nobody has asked for it yet.
  await box.photosDone();
  expect(await isThere(await fileOf(flat))).toBe(true);
  const address = (await addressOf(flat)) as string;
  expect((await get(address)).status).toBe(200);

  await change(flat, false);
  const [first, marked, now] = await versions(3);
  // The page is what it was.
  expect([now === first, now === marked]).toEqual([true, false]);
  cut.abort();
  expect(await addressOf(flat)).toBeUndefined();
  expect([codeOf(await get(address)), (await staffs(flat)).status]).toEqual(['size_not_available', 404]);
  await change(room, false);
  expect(await addressOf(room)).toBeUndefined();
  await change(room, null);
  expect((await get((await addressOf(room)) as string)).status).toBe(200);
});

test('one that is gone from the disk, or cut short, is made again for whoever asks, with no other size', async () => {
  const file = await fileOf(room);
  const whole = await readFile(file);
  const address = (await addressOf(room)) as string;
  await rm(file);
  const many = await Promise.all(Array.from({ length: 5 }, () => get(address)));
  for (const { status, bytes } of many) expect([status, bytes.equals(whole)]).toEqual([200, true]);
  await writeFile(file, 'cut');
  expect((await staffs(room)).bytes.equals(whole)).toBe(true);
  expect((await readFile(file)).equals(whole)).toBe(true);
  expect(await box.owner.call<Photo>('GET', `/api/photos/${room.id}`)).toMatchObject({ state: 'ready' });
});

test('it is looked at: the visit remembers it', async () => {
  const other = phoneAt(box.guestUrl, { headers: { accept: 'application/json' } });
  await other.opened(link.token as string);
  await other.ask((await addressOf(room)) as string, { method: 'HEAD' });
  await get((await addressOf(room)) as string, other);
  box = await box.restart();
  phone = phoneAt(box.guestUrl, { headers: { accept: 'application/json' } });
  await phone.opened(link.token as string);
  const rows = await box.kit.db.read
    .selectFrom('seen_photos')
    .selectAll()
    .where('photo_id', '=', room.id)
    .orderBy('first_at', 'desc')
    .execute();
  expect(new Set(rows.map(({ visit_id }) => visit_id)).size).toBe(2);
});

test('under a link with a mark it has it in its pixels, at an address of its own', async () => {
  for (const watermark of ['recipient', 'brand']) {
    const input = { galleryIds: [gallery.id], label: '张三 Zhang', policy: { watermark } };
    const marked = await box.owner.call<Link>('POST', `/api/projects/${gallery.projectId}/links`, input);
    const guest = phoneAt(box.guestUrl, { headers: { accept: 'application/json' } });
    await guest.opened(marked.token as string);
    const address = (await shown(guest, marked.token)).find(({ id }) => id === room.id)?.images.pano as string;
    expect(address).toMatch(/\/pano\?e=1&m=[0-9a-f]{16}$/);
    const [one, clean] = [await get(address, guest), await get((await addressOf(room)) as string)];
    expect([one.status, one.headers.get('cache-control')]).toEqual([200, 'private, max-age=1800']);
    expect(one.headers.get('etag')).not.toBe(clean.headers.get('etag'));
    const levels = ({ bytes }: typeof one): Promise<Buffer> => sharp(bytes).greyscale().raw().toBuffer();
    const [drawn, bare] = [await levels(one), await levels(clean)];
    expect(drawn.length).toBe(bare.length);
    const apart = drawn.filter((level, at) => Math.abs(level - (bare[at] as number)) > 24).length;
    expect(apart / drawn.length).toBeGreaterThan(0.004);
    // An address without the mark gets the marked one too, and keeps it not.
    const old = await get(address.replace(/&m=.*/, ''), guest);
    expect([old.headers.get('cache-control'), old.bytes.equals(one.bytes)]).toEqual(['no-store', true]);
  }
});

test('a link that is revoked, or a photo that is none any more, while it is being made gets nothing', async () => {
  const file = await fileOf(room);
  const address = (await addressOf(room)) as string;
  await rm(file);
  const [asked] = await Promise.all([get(address), change(room, false)]);
  // Whatever came first: bytes that were allowed, or none.
  if (asked.status !== 200) expect(codeOf(asked)).toBe('size_not_available');
  expect(codeOf(await get(address))).toBe('size_not_available');
  await change(room, null);

  const input = { galleryIds: [gallery.id] };
  const short = await box.owner.call<Link>('POST', `/api/projects/${gallery.projectId}/links`, input);
  const guest = phoneAt(box.guestUrl, { headers: { accept: 'application/json' } });
  await guest.opened(short.token as string);
  await rm(file, { force: true });
  const late = get(`/g/${short.token}/photos/${room.id}/pano`, guest);
  await box.owner.ask('DELETE', `/api/links/${short.id}`);
  expect((await late).status).toBe(410);
  expect((await get(`/g/${short.token}/photos/${room.id}/pano`, guest)).status).toBe(410);
});

test('what is saved is a picture for any album, and the original still says that it is a panorama', async () => {
  const policy = { download: 'screen' };
  await box.owner.call('PATCH', `/api/links/${link.id}`, { policy });
  const saved = await get(`/g/${link.token}/photos/${room.id}/save`);
  expect(await sharp(saved.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 600 });
  expect(saved.bytes.includes('GPano')).toBe(false);
  await box.owner.call('PATCH', `/api/links/${link.id}`, { policy: { download: 'original' } });
  for (const how of ['save', 'original'])
    expect((await get(`/g/${link.token}/photos/${room.id}/${how}`)).bytes.equals(original), how).toBe(true);
});

test('a file that is replaced is looked at in its own edition; one that is no panorama has none', async () => {
  const put = async (data: Buffer) => {
    expect(
      (await box.owner.ask('PUT', `/api/photos/${room.id}/file`, formOf([{ name: 'a.jpg', data }], {}, 'photo')))
        .status,
    ).toBe(200);
    await box.photosDone();
  };
  const before = await get((await addressOf(room)) as string);
  await put(await makePanorama({ width: 1000, seed: ++seeds }));
  const address = (await addressOf(room)) as string;
  expect(address).toContain('e=2');
  const after = await get(address);
  expect([after.status, after.bytes.equals(before.bytes)]).toEqual([200, false]);
  expect((await sharp(after.bytes).metadata()).width).toBe(1000);
  await put(await makePhoto({ width: 640, height: 480, seed: ++seeds }));
  expect(await addressOf(room)).toBeUndefined();
  expect(codeOf(await get(address))).toBe('size_not_available');
  // Back to what the box had all along.
  await put(original);
  expect((await get((await addressOf(room)) as string)).bytes.equals(before.bytes)).toBe(true);
});

test('a box that ended while one was made makes it when it starts, and a check finds nothing broken', async () => {
  const file = await fileOf(room);
  const forget = () =>
    box.kit.db.write((writer) => writer.deleteFrom('derivatives').where('size', '=', 'pano').execute());
  await forget();
  await writeFile(file, 'whole, but without its row');
  await box.stop();
  const leftovers = async () => {
    const { broken, leftovers } = await brokenOnDisk({ read: box.kit.db.read, files: box.kit.files });
    return { broken, leftovers };
  };
  box = await box.restart();
  await box.photosDone();
  expect((await sharp(file).metadata()).width).toBe(1200);
  expect(await leftovers()).toEqual({ broken: [], leftovers: [] });
  await forget();
  const found = await leftovers();
  expect([found.broken, found.leftovers.every((line) => line.includes('-pano.webp has no row'))]).toEqual([[], true]);
  expect(found.leftovers.length).toBeGreaterThan(0);
  await writeFile(file.replace('-pano', '-wide'), 'what is this');
  expect((await leftovers()).broken).toEqual([expect.stringContaining('is no size of a photo')]);
});
