import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Response as ExpressResponse, Request } from 'express';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import type { ShownPhoto } from '../../galleries/shown.ts';
import type { Handout } from '../../library/handouts/handouts.ts';
import { Refusal } from '../../refusal.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { phoneAt } from '../../testing/guests.ts';
import { makePhoto } from '../../testing/photos.ts';
import { readZip } from '../../testing/zip.ts';
import { type Allowed, openDownloads } from './downloads.ts';

let box: TestBox;
let projectId: string;
let photos: Photo[];
let files: Buffer[];
let galleryId: string;
const owner = 'Zhang San';
const gps = { latitude: '31/1 14/1 37/1', longitude: '121/1 28/1 11/1' };
const names = ['沙盘 一期.jpg', 'DSC_0001.JPG', 'dsc_0001.jpg', 'cut-out.png'];

beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
  galleryId = (await box.gallery(projectId, { inflow: 'append' })).id;
  const exif = { takenAt: '2026:11:21 14:06:10', offset: '+08:00', owner, gps };
  files = await Promise.all([
    makePhoto({ width: 1800, height: 1200, seed: 1, exif }),
    makePhoto({ width: 800, height: 1200, seed: 2, orientation: 6, exif }),
    makePhoto({ width: 640, height: 480, seed: 3 }),
    makePhoto({ width: 400, height: 400, seed: 4, format: 'png', alpha: true }),
  ]);
  photos = await box.bring(
    projectId,
    files.map((data, at) => ({ name: names[at] as string, data })),
    { galleryId },
  );
  await box.owner.call('PUT', `/api/galleries/${galleryId}/photos`, {
    photoIds: photos.map(({ id }) => id),
    version: (await box.owner.call<{ version: number }>('GET', `/api/galleries/${galleryId}`)).version,
  });
});
afterAll(() => box.stop());

async function opened(policy: Record<string, unknown> = {}) {
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [galleryId],
    policy,
  });
  const token = link.token as string;
  const phone = phoneAt(box.guestUrl, { headers: { accept: 'application/json' } });
  await phone.opened(token);
  const read = () => box.owner.call<Link>('GET', `/api/links/${link.id}`);
  const save = (at: number, init?: RequestInit) => phone.ask(`/g/${token}/photos/${photos[at]?.id}/save`, init);
  const zip = (query = '', init?: RequestInit) => phone.ask(`/g/${token}/download.zip${query}`, init);
  return { link, token, phone, read, save, zip };
}
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

describe('one photo', () => {
  test('with the screen size a JPEG of it comes, whatever the original is, with no notes in it', async () => {
    const { save } = await opened({ download: 'screen' });
    for (const at of [0, 1, 3]) {
      // The second time it is on disk.
      for (let round = 0; round < 2; round += 1) {
        const answer = await save(at);
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
        const bytes = await bytesOf(answer);
        expect(answer.headers.get('content-length')).toBe(String(bytes.length));
        const { format, width, height, exif, orientation } = await sharp(bytes).metadata();
        expect([format, exif, orientation]).toEqual(['jpeg', undefined, undefined]);
        expect([width, height]).toEqual([[1600, 1067], [800, 1200], [], [400, 400]][at]);
      }
    }
    expect((await save(3)).headers.get('content-disposition')).toContain('filename="cut-out.jpg"');
  });

  test('with the original it is the original, but for place and owner, turned as it was', async () => {
    const { save } = await opened({ download: 'original' });
    const bytes = await bytesOf(await save(1));
    const file = files[1] as Buffer;
    expect(bytes.length).toBe(file.length);
    expect(bytes.equals(file)).toBe(false);
    expect([file.includes(owner), bytes.includes(owner)]).toEqual([true, false]);
    expect((await sharp(bytes).metadata()).orientation).toBe(6);
    expect((await sharp(bytes).raw().toBuffer()).equals(await sharp(file).raw().toBuffer())).toBe(true);
    // What has nothing to be left out is the very file.
    expect((await bytesOf(await save(2))).equals(files[2] as Buffer)).toBe(true);
    expect((await bytesOf(await save(3))).equals(files[3] as Buffer)).toBe(true);
  });

  test('who asks for a JPEG gets one of an original that is none, and any other as it is; to look at it is not to save it', async () => {
    const [webp] = await box.bring(projectId, [
      { name: 'drone.webp', data: await makePhoto({ width: 1900, height: 1000, seed: 5, format: 'webp' }) },
    ]);
    const other = await box.gallery(projectId, { photoIds: [webp?.id, photos[0]?.id] });
    const open = async (policy: Record<string, unknown>) => {
      const input = { galleryIds: [other.id], policy };
      const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, input);
      const phone = phoneAt(box.guestUrl);
      await phone.opened(link.token as string);
      const get = async (photo: Photo | undefined, size: string) => {
        const answer = await phone.ask(`/g/${link.token}/photos/${photo?.id}/${size}`);
        const bytes = await bytesOf(answer);
        const { format, width, exif } = await sharp(bytes).metadata();
        return { bytes, headers: answer.headers, facts: [answer.headers.get('content-type'), format, width, exif] };
      };
      const count = async () => (await box.owner.call<Link>('GET', `/api/links/${link.id}`)).downloads;
      return { get, count };
    };
    const { get, count } = await open({ download: 'original' });
    expect((await get(webp, 'save')).facts.slice(0, 3)).toEqual(['image/webp', 'webp', 1900]);
    expect(await count()).toBe(1);
    const looked = await get(webp, 'original?f=jpeg');
    expect(looked.facts).toEqual(['image/jpeg', 'jpeg', 1900, undefined]);
    expect(looked.headers.get('content-disposition')).toBeNull();
    const same = await get(photos[0], 'original?f=jpeg');
    expect(same.bytes.equals(await bytesOf(await (await opened({ download: 'original' })).save(0)))).toBe(true);
    expect([same.bytes.includes(owner), await count()]).toEqual([false, 1]);
    const saved = await get(webp, 'save?f=jpeg');
    expect(saved.bytes.equals(looked.bytes)).toBe(true);
    expect(saved.headers.get('content-disposition')).toContain('filename="drone.jpg"');
    await get(photos[0], 'save?f=jpeg');
    expect(await count()).toBe(2);
    // With the screen's size nothing larger, and with a mark nothing clean.
    const small = await open({ download: 'screen' });
    expect((await small.get(webp, 'save?f=jpeg')).facts).toEqual(['image/jpeg', 'jpeg', 1600, undefined]);
    const marked = await open({ download: 'original', watermark: 'brand' });
    const { bytes, facts } = await marked.get(webp, 'original?f=jpeg');
    expect(facts).toEqual(['image/jpeg', 'jpeg', 1900, undefined]);
    expect(bytes.equals(looked.bytes)).toBe(false);
    expect(bytes.equals((await marked.get(webp, 'save')).bytes)).toBe(true);
  });

  test('an owner who keeps the camera’s notes has the file handed out as it was brought', async () => {
    const { save, zip, phone, token } = await opened({ download: 'original' });
    const before = (await save(0)).headers.get('etag');
    await box.owner.call('PATCH', '/api/settings', { keepCameraData: true });
    try {
      const kept = await save(0);
      expect((await bytesOf(kept)).equals(files[0] as Buffer)).toBe(true);
      expect(kept.headers.get('etag')).not.toBe(before);
      const original = await phone.ask(`/g/${token}/photos/${photos[0]?.id}/original`);
      expect((await bytesOf(original)).equals(files[0] as Buffer)).toBe(true);
      const archive = readZip(await bytesOf(await zip()));
      expect(archive[0]?.data.equals(files[0] as Buffer)).toBe(true);
    } finally {
      await box.owner.call('PATCH', '/api/settings', { keepCameraData: false });
    }
    const again = await phone.ask(`/g/${token}/photos/${photos[0]?.id}/original`);
    expect((await bytesOf(again)).includes(owner)).toBe(false);
  });

  test('any part of a cleaned original is that part of the whole', async () => {
    const { save } = await opened({ download: 'original' });
    const whole = await save(0);
    const [bytes, etag] = [await bytesOf(whole), whole.headers.get('etag') as string];
    for (const [from, to] of [
      [0, 0],
      [10, 300],
      [100, 5000],
      [bytes.length - 5, bytes.length - 1],
    ] as const) {
      const part = await save(0, { headers: { range: `bytes=${from}-${to}`, 'if-range': etag } });
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${from}-${to}/${bytes.length}`]);
      expect((await bytesOf(part)).equals(bytes.subarray(from, to + 1))).toBe(true);
    }
  });

  test('a file from before the box looked through its originals is looked through when it is first asked for', async () => {
    const before = await opened({ download: 'original' });
    const etag = (await before.save(0)).headers.get('etag');
    await box.kit.db.write(async (writer) => {
      await writer.deleteFrom('clean_originals').execute();
    });
    box = await box.restart();
    const { save, zip } = await opened({ download: 'original' });
    const answer = await save(0);
    expect(answer.headers.get('etag')).toBe(etag);
    expect((await bytesOf(answer)).includes(owner)).toBe(false);
    expect(readZip(await bytesOf(await zip())).length).toBe(4);
    // Found once: from now on it is in the database.
    const { rules } = await box.kit.db.read
      .selectFrom('clean_originals')
      .select(({ fn }) => fn.countAll<number>().as('rules'))
      .executeTakeFirstOrThrow();
    expect(rules).toBe(4);
  });
});

describe('an archive', () => {
  test('holds every photo under its own name, with a length that is known and check sums that are right', async () => {
    const { zip } = await opened({ download: 'original' });
    const answer = await zip();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%E4%B8%BB%E4%BC%9A%E5%9C%BA.zip");
    const bytes = await bytesOf(answer);
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    const entries = readZip(bytes);
    expect(entries.map(({ name }) => name)).toEqual([
      '沙盘 一期.jpg',
      'DSC_0001.JPG',
      'dsc_0001 (2).jpg',
      'cut-out.png',
    ]);
    for (const { data, crc, utf8 } of entries) expect([crc32(data), utf8]).toEqual([crc, true]);
    expect(entries.some(({ data }) => data.includes(owner))).toBe(false);
    expect(entries[2]?.data.equals(files[2] as Buffer)).toBe(true);
    // As the clock on the wall of the box's zone showed it.
    expect(entries[0]?.time).toBe('2026-11-21 14:06:10');
  });

  test('holds the chosen ones, and of those what is in the link', async () => {
    const { zip } = await opened({ download: 'screen' });
    const [first, , third] = photos.map(({ id }) => id);
    const stranger = '019aa111-2222-7333-8444-555566667777';
    for (const query of [`?photos=${third},${first},${stranger}`, `?photos=${third}&photos=${first}`]) {
      const entries = readZip(await bytesOf(await zip(query)));
      expect(entries.map(({ name }) => name)).toEqual(['沙盘 一期.jpg', 'dsc_0001.jpg']);
      for (const { data } of entries) expect((await sharp(data).metadata()).format).toBe('jpeg');
    }
    const none = await zip(`?photos=${stranger}`);
    expect([none.status, await none.json()]).toMatchObject([404, { code: 'not_found' }]);
  });

  test('is the same byte for byte each time, so that any part can be asked for', async () => {
    const { zip } = await opened({ download: 'original' });
    const whole = await zip();
    const [bytes, etag] = [await bytesOf(whole), whole.headers.get('etag') as string];
    expect((await bytesOf(await zip())).equals(bytes)).toBe(true);
    const step = Math.ceil(bytes.length / 7);
    const parts: Buffer[] = [];
    for (let from = 0; from < bytes.length; from += step) {
      const part = await zip('', { headers: { range: `bytes=${from}-${from + step - 1}`, 'if-range': etag } });
      expect(part.status).toBe(206);
      parts.push(await bytesOf(part));
    }
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    const old = await zip('', { headers: { range: 'bytes=5-9', 'if-range': '"another"' } });
    expect([old.status, (await bytesOf(old)).length]).toEqual([200, bytes.length]);
    const beyond = await zip('', { headers: { range: `bytes=${bytes.length}-` } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    const head = await zip('', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    const other = await zip(`?photos=${photos[0]?.id}`);
    expect(other.headers.get('etag')).not.toBe(etag);
  });

  test('names come from the box’s template, chapters are folders, and a photo of two chapters comes once', async () => {
    const second = await box.gallery(projectId, { title: '分论坛: A/B', photoIds: [photos[2]?.id, photos[0]?.id] });
    const both = { galleryIds: [second.id, galleryId], policy: { download: 'original' } };
    const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, both);
    const phone = phoneAt(box.guestUrl);
    await phone.opened(link.token as string);
    await box.owner.call('PATCH', '/api/settings', { downloadName: '{project} {date} {number}_{title}' });
    try {
      const entries = readZip(await bytesOf(await phone.ask(`/g/${link.token}/download.zip`)));
      expect(entries.map(({ name }) => name)).toEqual([
        '分论坛_ A_B/2026 自然影像峰会 01_dsc_0001.jpg',
        '分论坛_ A_B/2026 自然影像峰会 2026-11-21 02_沙盘 一期.jpg',
        '主会场/2026 自然影像峰会 2026-11-21 02_DSC_0001.JPG',
        '主会场/2026 自然影像峰会 04_cut-out.png',
      ]);
    } finally {
      await box.owner.call('PATCH', '/api/settings', { downloadName: '{name}' });
    }
    const refused = await box.owner.ask('PATCH', '/api/settings', { downloadName: '{nmae}' });
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { code: 'invalid_input', errors: [{ field: 'downloadName' }] },
    ]);
  });

  test('more than a few at once to one visit are asked to come back, and come in once others are done', async () => {
    const ready = Promise.withResolvers<Handout>();
    const rooms = { running: { seen: () => {} }, seen: { note: () => {} } };
    const downloads = openDownloads(box.kit, rooms, box.box.settings, {
      best: () => ready.promise,
      jpeg: () => ready.promise,
      screen: () => ready.promise,
    });
    const photo = { ...photos[0], takenAt: null } as unknown as ShownPhoto;
    const content = { link: { watermark: 'off' }, galleries: [{ id: 'g', title: '', photos: [photo] }] };
    const allowed = { content, visit: { id: 'v' }, secret: false, still: async () => {} } as unknown as Allowed;
    const ask = (to: Allowed) => downloads.zip({} as Request, {} as ExpressResponse, to, {});
    const waiting = Array.from({ length: 6 }, () => ask(allowed));
    await expect(ask(allowed)).rejects.toMatchObject({ code: 'busy', facts: { retryAfter: 5 } });
    const other = ask({ ...allowed, visit: { id: 'w' } as Allowed['visit'] });
    ready.reject(new Refusal('photo_not_ready', ''));
    for (const one of [...waiting, other]) await expect(one).rejects.toMatchObject({ code: 'photo_not_ready' });
    await expect(ask(allowed)).rejects.toMatchObject({ code: 'photo_not_ready' });
  });

  test('nor does one visit ask for single photos without end', async () => {
    const ready = Promise.withResolvers<Handout>();
    const rooms = { running: { seen: () => {} }, seen: { note: () => {} } };
    const of = { best: () => ready.promise, jpeg: () => ready.promise, screen: () => ready.promise };
    const downloads = openDownloads(box.kit, rooms, box.box.settings, of);
    const photo = { ...photos[0], takenAt: null } as unknown as ShownPhoto;
    const allowed = { content: { link: {}, galleries: [] }, visit: { id: 'v' } } as unknown as Allowed;
    const [req, res] = [{} as Request, {} as ExpressResponse];
    const waiting = Array.from({ length: 12 }, () => [
      downloads.one(req, res, allowed, photo, 'save'),
      downloads.shown(req, res, allowed, photo, 'screen'),
    ]).flat();
    await expect(downloads.one(req, res, allowed, photo, 'original')).rejects.toMatchObject({ code: 'busy' });
    await expect(downloads.shown(req, res, allowed, photo, 'original')).rejects.toMatchObject({ code: 'busy' });
    ready.reject(new Refusal('photo_not_ready', ''));
    for (const one of waiting) await expect(one).rejects.toMatchObject({ code: 'photo_not_ready' });
    downloads.stop();
  });
});

describe('who may', () => {
  test('with saving off, without a visit and after a revocation nobody gets a byte', async () => {
    const off = await opened({ download: 'off' });
    for (const answer of [await off.save(0), await off.zip(), await off.zip('', { headers: { range: 'bytes=0-' } })])
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'download_off' }]);
    const mine = await opened({ download: 'original' });
    const stranger = phoneAt(box.guestUrl);
    for (const path of [`photos/${photos[0]?.id}/save`, 'download.zip']) {
      const answer = await stranger.ask(`/g/${mine.token}/${path}`);
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'no_visit' }]);
    }
    const etag = (await mine.save(0)).headers.get('etag') as string;
    await box.owner.ask('DELETE', `/api/links/${mine.link.id}`);
    for (const answer of [
      await mine.save(0),
      await mine.zip(),
      await mine.save(0, { headers: { 'if-none-match': etag } }),
    ])
      expect([answer.status, await answer.json()]).toMatchObject([410, { code: 'link_revoked' }]);
  });

  test('a photo of another gallery is unknown', async () => {
    const mine = await opened({ download: 'original' });
    const [other] = await box.bring(projectId, [
      { name: 'other.jpg', data: await makePhoto({ width: 300, height: 200, seed: 99 }) },
    ]);
    const answer = await mine.phone.ask(`/g/${mine.token}/photos/${other?.id}/save`);
    expect(answer.status).toBe(404);
    expect((await mine.zip(`?photos=${other?.id}`)).status).toBe(404);
  });

  test('a link with a mark never hands out the clean file', async () => {
    const { save, zip } = await opened({ download: 'original', watermark: 'brand' });
    const saved = await bytesOf(await save(0));
    expect((await sharp(saved).metadata()).format).toBe('jpeg');
    const entries = readZip(await bytesOf(await zip()));
    expect(entries.length).toBe(4);
    const hashes = new Set([saved, ...entries.map(({ data }) => data)].map((data) => hashOf(data)));
    for (const file of files) expect(hashes.has(hashOf(file))).toBe(false);
    for (const { data, crc } of entries) expect(crc32(data)).toBe(crc);
  });
});

function hashOf(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

describe('what was saved is counted', () => {
  test('once a visit, however it was saved, and told to staff', async () => {
    const told: unknown[] = [];
    const deaf = box.kit.changes.on('photo.saved', (facts) => void told.push(facts));
    const { save, zip, read, phone, token, link } = await opened({ download: 'original' });
    expect((await read()).downloads).toBe(0);
    await save(0, { method: 'HEAD' });
    await bytesOf(await save(0, { headers: { range: 'bytes=0-99' } }));
    await bytesOf(await zip('', { method: 'HEAD' }));
    expect((await read()).downloads).toBe(0);
    await bytesOf(await save(0));
    expect((await read()).downloads).toBe(1);
    await bytesOf(await save(0));
    await bytesOf(await save(0, { headers: { range: 'bytes=100-' } }));
    await bytesOf(await phone.ask(`/g/${token}/photos/${photos[0]?.id}/original`));
    expect((await read()).downloads).toBe(1);
    await bytesOf(await zip());
    expect((await read()).downloads).toBe(4);
    expect(told).toMatchObject([
      { linkId: link.id, projectId, photoIds: [photos[0]?.id] },
      { linkId: link.id, photoIds: photos.slice(1).map(({ id }) => id) },
    ]);
    deaf();

    // Another visit of the same link counts anew.
    const second = phoneAt(box.guestUrl);
    await second.opened(token);
    await bytesOf(await second.ask(`/g/${token}/photos/${photos[0]?.id}/save`));
    expect((await read()).downloads).toBe(5);
  });

  test('an archive that came in parts counts what came whole, and nothing twice', async () => {
    const { zip, read } = await opened({ download: 'original' });
    const whole = Number((await zip('', { method: 'HEAD' })).headers.get('content-length'));
    const half = Math.floor(whole / 2);
    await bytesOf(await zip('', { headers: { range: `bytes=0-${half}` } }));
    const first = (await read()).downloads;
    expect(first).toBeLessThan(4);
    await bytesOf(await zip('', { headers: { range: `bytes=${half + 1}-` } }));
    await bytesOf(await zip('', { headers: { range: `bytes=${half + 1}-` } }));
    expect((await read()).downloads).toBe(4);
  });

  test('a phone that went away gives its place back, and the box goes on', async () => {
    const { phone, token, zip } = await opened({ download: 'original' });
    for (let round = 0; round < 12; round += 1) {
      const control = new AbortController();
      await phone.ask(`/g/${token}/download.zip`, { signal: control.signal }).then(() => control.abort());
    }
    // Who has gone is noticed in a moment.
    const answer = await vi.waitFor(async () => {
      const one = await zip();
      expect(one.status).toBe(200);
      return one;
    });
    expect(readZip(await bytesOf(answer)).length).toBe(4);
  });
});
