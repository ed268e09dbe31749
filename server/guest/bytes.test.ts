import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { get, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { putPanoRow } from '../library/panoramas/table.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { type Phone, phoneAt, type StoredPhoto, shelvePhotos } from '../testing/guests.ts';

let box: TestBox;
let projectId: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
});
afterAll(() => box.stop());

async function opened(policy: Record<string, unknown> = {}, names = ['DSC_0001.jpg', '沙盘 "一期" 100%.jpg']) {
  const gallery = await box.gallery(projectId);
  const photos = await shelvePhotos(box.kit, projectId, gallery.id, names);
  const first = await asPanorama(photos[0] as StoredPhoto);
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [gallery.id],
    policy,
  });
  const phone = phoneAt(box.guestUrl);
  const token = link.token as string;
  await phone.opened(token, typeof policy.password === 'string' ? { password: policy.password } : {});
  const at = (photo: StoredPhoto | undefined, size: string, init?: RequestInit) =>
    phone.ask(`/g/${token}/photos/${photo?.id}/${size}`, init);
  return { gallery, link, token, phone, photos, first, second: photos[1] as StoredPhoto, at };
}
/** Makes a photo one of those that are looked at all around, with bytes of its own in place of that size too. */
async function asPanorama(photo: StoredPhoto): Promise<StoredPhoto & { readonly pano: Buffer }> {
  const pano = randomBytes(3000);
  const { hash } = photo;
  await writeFile(box.kit.files.derivative(hash, 'pano'), pano);
  const facts = { type: 'image/webp', width: 3000, height: 1500, bytes: pano.length, sha256: '' };
  await box.kit.db.write((writer) => putPanoRow(writer, { hash, ...facts }));
  await box.owner.call('PATCH', `/api/photos/${photo.id}`, { panorama: true });
  return { ...photo, pano };
}
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test('each size is that size’s bytes, which the phone may keep for half an hour', async () => {
  const { first, second, at } = await opened();
  const none = await at(second, 'pano');
  expect([none.status, await none.json()]).toMatchObject([404, { code: 'size_not_available' }]);
  for (const size of ['thumb', 'screen', 'pano'] as const) {
    // The second time from memory.
    for (let round = 0; round < 2; round += 1) {
      const answer = await at(first, size);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('image/webp');
      expect(answer.headers.get('cache-control')).toBe('private, max-age=1800');
      expect(answer.headers.get('content-length')).toBe(String(first[size].length));
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect((await bytesOf(answer)).equals(first[size])).toBe(true);
    }
  }
});

test('a photo out of memory comes with the headers of one that was read, and to a visit that runs alone', async () => {
  const { first, at, phone, token } = await opened();
  const headers = async () => {
    const answer = await at(first, 'thumb');
    expect((await bytesOf(answer)).equals(first.thumb)).toBe(true);
    return Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'));
  };
  const read = await headers();
  expect(await headers()).toEqual(read);
  const pass = phone.cookie('visit') as string;
  for (const other of [undefined, `${pass}x`, pass.replace(/^./, 'f')]) {
    phone.setCookie('visit', `/g/${token}`, other);
    expect((await at(first, 'thumb')).status).toBe(403);
  }
  phone.setCookie('visit', `/g/${token}`, pass);
  expect(await headers()).toEqual(read);
});

test('with a password nothing stays on the phone', async () => {
  const { first, at } = await opened({ password: '2026', download: true });
  for (const size of ['thumb', 'screen', 'pano', 'original'])
    expect((await at(first, size)).headers.get('cache-control')).toBe('no-store');
});

test('HEAD and a condition that holds give no bytes, and the same headers', async () => {
  const { first, at, phone, token } = await opened({ download: true });
  for (const size of ['thumb', 'screen', 'pano', 'original'] as const) {
    const whole = await at(first, size);
    await whole.arrayBuffer();
    const head = await at(first, size, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, whole.headers.get('content-length')]);
    const etag = whole.headers.get('etag') as string;
    // Not by fetch, which adds `no-cache` to a condition.
    const ask = (tag: string) =>
      plainGet(`/g/${token}/photos/${first.id}/${size}`, {
        cookie: `visit=${phone.cookie('visit')}`,
        'if-none-match': tag,
      });
    for (const tag of [etag, `"other", W/${etag}`]) {
      const same = await ask(tag);
      expect([same.statusCode, same.bytes, same.headers['cache-control']]).toEqual([304, 0, 'private, max-age=1800']);
    }
    expect((await ask('"other"')).statusCode).toBe(200);
  }
});

function plainGet(
  path: string,
  headers: Record<string, string>,
): Promise<{ statusCode?: number; headers: IncomingHttpHeaders; bytes: number }> {
  return new Promise((resolve, reject) => {
    get(new URL(path, box.guestUrl), { headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      const { statusCode, headers: told } = answer;
      answer.on('end', () => resolve({ headers: told, bytes, ...(statusCode !== undefined && { statusCode }) }));
    }).on('error', reject);
  });
}

test('an original comes whole, in parts, and under its own name', async () => {
  const { first, second, at } = await opened({ download: true });
  const whole = await at(second, 'original');
  expect((await bytesOf(whole)).equals(second.original)).toBe(true);
  expect(whole.headers.get('content-type')).toBe('image/jpeg');
  expect(whole.headers.get('content-disposition')).toBe(
    `attachment; filename="__ '__' 100_.jpg"; filename*=UTF-8''%E6%B2%99%E7%9B%98%20%27%E4%B8%80%E6%9C%9F%27%20100%25.jpg`,
  );
  expect(whole.headers.get('content-security-policy')).toContain('sandbox');
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff');

  const part = await at(first, 'original', { headers: { range: 'bytes=100-199' } });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 100-199/5000']);
  expect((await bytesOf(part)).equals(first.original.subarray(100, 200))).toBe(true);
  const end = await at(first, 'original', { headers: { range: 'bytes=-10' } });
  expect((await bytesOf(end)).equals(first.original.subarray(4990))).toBe(true);
  const stale = await at(first, 'original', { headers: { range: 'bytes=0-9', 'if-range': '"another file"' } });
  expect(stale.status).toBe(200);
  const beyond = await at(first, 'original', { headers: { range: 'bytes=5000-' } });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */5000']);
});

test.each(['off', 'screen'])('with download %s no request gets a byte of the original', async (download) => {
  const { first, at } = await opened({ download });
  for (const init of [{}, { headers: { range: 'bytes=0-' } }, { headers: { 'if-none-match': `"${first.hash}"` } }]) {
    for (const size of ['original', 'original?f=jpeg']) {
      const answer = await at(first, size, init);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'download_off' });
    }
  }
  expect((await at(first, 'original', { method: 'HEAD' })).status).toBe(403);
  expect((await at(first, 'screen')).status).toBe(200);
});

/** Every way of asking for a photo. */
async function everyWay(phone: Phone, token: string, photo: StoredPhoto): Promise<Response[]> {
  const answers: Response[] = [];
  const jpegs = ['screen', 'original', 'save'].map((size) => `${size}?f=jpeg`);
  for (const size of [
    'thumb',
    'screen',
    'original',
    'save',
    ...jpegs,
    'kiosk',
    'pano',
    'thumb.webp',
    '..%2foriginal',
  ]) {
    for (const init of [
      {},
      { method: 'HEAD' },
      { headers: { range: 'bytes=0-10' } },
      { headers: { 'if-none-match': '*' } },
      { headers: { 'if-none-match': `"${photo.hash}"` } },
    ]) {
      answers.push(await phone.ask(`/g/${token}/photos/${photo.id}/${size}${size.includes('?') ? '&' : '?'}e=1`, init));
    }
  }
  return answers;
}
const leaks = (bytes: Buffer, photo: StoredPhoto & { readonly pano: Buffer }) =>
  [photo.thumb, photo.screen, photo.pano, photo.original].some(
    (secret) => bytes.includes(secret.subarray(0, 8)) || bytes.includes(secret.subarray(100, 108)),
  );

test('a photo of another link is as unknown as one that does not exist', async () => {
  const mine = await opened({ download: true });
  const theirs = await opened({ download: true });
  const nowhere = { ...theirs.first, id: '019aa111-2222-7333-8444-555566667777' };
  const strange = await everyWay(mine.phone, mine.token, theirs.first);
  const none = await everyWay(mine.phone, mine.token, nowhere);
  for (const [index, answer] of strange.entries()) {
    const bytes = await bytesOf(answer);
    expect([404, none[index]?.status]).toEqual([answer.status, 404]);
    expect(leaks(bytes, theirs.first)).toBe(false);
    expect(bytes.toString()).toBe((await bytesOf(none[index] as Response)).toString());
  }
});

test('a visit of one link is none on another, whatever cookie is shown there', async () => {
  const mine = await opened({ download: true });
  const theirs = await opened({ download: true });
  const thief = phoneAt(box.guestUrl);
  thief.setCookie('visit', '/', mine.phone.cookie('visit'));
  for (const answer of await everyWay(thief, theirs.token, theirs.first)) {
    expect(answer.status).toBe(403);
    expect(leaks(await bytesOf(answer), theirs.first)).toBe(false);
  }
  const live = await thief.ask(`/g/${theirs.token}/live`);
  expect([live.status, await live.json()]).toMatchObject([403, { code: 'no_visit' }]);
  expect(await (await thief.ask(`/g/${theirs.token}`)).text()).not.toContain(theirs.first.id);
});

test('a pass that was forged, cut or taken from another visit opens nothing', async () => {
  const { phone, token, first } = await opened();
  const pass = phone.cookie('visit') as string;
  const [id = '', signature = ''] = pass.split('.');
  const other = (await opened()).phone.cookie('visit') as string;
  const flipped = signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'));
  for (const forged of [
    '',
    id,
    `${id}.`,
    `${id}.${flipped}`,
    `${id}.${signature.slice(0, -1)}`,
    `${id}.${other.split('.')[1]}`,
    `${other.split('.')[0]}.${signature}`,
    other,
  ]) {
    const thief = phoneAt(box.guestUrl);
    thief.setCookie('visit', '/', forged);
    expect((await thief.ask(`/g/${token}/photos/${first.id}/thumb`)).status).toBe(403);
    expect(
      (await phoneAt(box.guestUrl).ask(`/g/${token}/photos/${first.id}/thumb?p=${encodeURIComponent(forged)}`)).status,
    ).toBe(403);
  }
  expect((await phone.ask(`/g/${token}/photos/${first.id}/thumb`)).status).toBe(200);
});

test('a link that is revoked gives no further byte, in whatever way it is asked for', async () => {
  const { phone, token, first, link } = await opened({ download: true });
  const before = await phone.ask(`/g/${token}/photos/${first.id}/screen`);
  const etag = before.headers.get('etag') as string;
  await before.arrayBuffer();

  expect((await box.owner.ask('DELETE', `/api/links/${link.id}`)).status).toBe(204);

  for (const answer of await everyWay(phone, token, first)) {
    expect(answer.status).toBe(410);
    expect(leaks(await bytesOf(answer), first)).toBe(false);
  }
  const kept = await phone.ask(`/g/${token}/photos/${first.id}/screen`, { headers: { 'if-none-match': etag } });
  expect([kept.status, await kept.json()]).toMatchObject([410, { code: 'link_revoked' }]);
  for (const path of ['', '/live'])
    expect((await phone.ask(`/g/${token}${path}`, { headers: { accept: 'application/json' } })).status).toBe(410);
  const again = await phone.open(token);
  expect([again.status, await again.json()]).toMatchObject([410, { code: 'link_revoked' }]);
});

test('in the very instant in which revoking is answered, phones that ask on get nothing more', async () => {
  const { phone, token, first, link } = await opened();
  let revoked = false;
  let late = 0;
  const asking = Array.from({ length: 40 }, async () => {
    for (let round = 0; round < 12; round += 1) {
      const sentAfter = revoked;
      const answer = await phone.ask(`/g/${token}/photos/${first.id}/thumb`);
      await answer.arrayBuffer();
      if (sentAfter && answer.status !== 410) late += 1;
    }
  });
  await box.owner.ask('DELETE', `/api/links/${link.id}`);
  revoked = true;
  await Promise.all(asking);
  expect(late).toBe(0);
  expect((await phone.ask(`/g/${token}/photos/${first.id}/thumb`)).status).toBe(410);
});

test('a policy that is tightened binds visits that run', async () => {
  const { at, first, link, phone, token } = await opened({ download: true });
  const change = (policy: Record<string, unknown>) => box.owner.call('PATCH', `/api/links/${link.id}`, { policy });
  await change({ download: false });
  expect((await at(first, 'original')).status).toBe(403);
  await change({ opensAt: new Date(box.kit.clock.now() + 60_000).toISOString() });
  expect((await at(first, 'thumb')).status).toBe(410);
  await change({ opensAt: null, expiresAt: new Date(box.kit.clock.now()).toISOString() });
  expect((await at(first, 'thumb')).status).toBe(410);
  await change({ expiresAt: null, password: 'new' });
  const refused = await at(first, 'thumb');
  expect([refused.status, await refused.json()]).toMatchObject([401, { code: 'password_required' }]);
  await phone.opened(token, { password: 'new' });
  expect((await at(first, 'thumb')).status).toBe(200);
});

test('a photo that is withdrawn, taken out, or of a deleted gallery is gone at once', async () => {
  const { at, first, second, gallery, photos } = await opened({}, ['a.jpg', 'b.jpg', 'c.jpg']);
  for (const photo of photos) expect((await at(photo, 'thumb')).status).toBe(200);
  await box.owner.call('DELETE', `/api/photos/${first.id}`);
  expect((await at(first, 'thumb')).status).toBe(404);
  await box.owner.call('POST', `/api/galleries/${gallery.id}/photos`, { remove: [second.id] });
  expect((await at(second, 'thumb')).status).toBe(404);
  expect((await at(photos[2], 'thumb')).status).toBe(200);
  await box.owner.call('DELETE', `/api/galleries/${gallery.id}`);
  expect((await at(photos[2], 'thumb')).status).toBe(410);
});

test('an address of another edition is answered, but kept by nobody', async () => {
  const { phone, token, first } = await opened();
  for (const size of ['thumb', 'pano']) {
    const answer = await phone.ask(`/g/${token}/photos/${first.id}/${size}?e=7`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  }
});

test('a size that is gone from the disk is not ready, rather than a fault', async () => {
  const { at, first } = await opened();
  await rm(box.kit.files.derivative(first.hash, 'screen'));
  const answer = await at(first, 'screen');
  expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'photo_not_ready' }]);
});

test('more photos than memory holds come right to many at once, to the slow, and beside those who break off', async () => {
  const galleryIds: string[] = [];
  const photos: StoredPhoto[] = [];
  for (let part = 0; part < 6; part += 1) {
    const { id } = await box.gallery(projectId);
    const names = Array.from({ length: 25 }, (_, index) => `${part}-${index}.jpg`);
    photos.push(...(await shelvePhotos(box.kit, projectId, id, names)));
    galleryIds.push(id);
  }
  const { token } = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, { galleryIds });
  const phone = phoneAt(box.guestUrl);
  await phone.opened(token as string);
  const at = (photo: StoredPhoto | undefined, init?: RequestInit) =>
    phone.ask(`/g/${token}/photos/${photo?.id}/screen`, init);
  // 75 MB, half as much again as memory holds.
  const bytes = photos.map((_, index) => randomBytes(500_000 + index));
  for (const [index, { hash }] of photos.entries())
    await writeFile(box.kit.files.derivative(hash, 'screen'), bytes[index] as Buffer);

  // A phone that asks for sixteen, and takes none before the others are done: more than the system takes for it.
  const slow = connect(Number(new URL(box.guestUrl).port), '127.0.0.1').pause();
  const asked = photos.slice(0, 16);
  const host = new URL(box.guestUrl).host;
  for (const [index, { id }] of asked.entries()) {
    const last = index === asked.length - 1 ? 'connection: close\r\n' : '';
    const cookie = `visit=${phone.cookie('visit')}`;
    slow.write(`GET /g/${token}/photos/${id}/screen HTTP/1.1\r\nhost: ${host}\r\ncookie: ${cookie}\r\n${last}\r\n`);
  }
  const breakOff = async (photo: StoredPhoto) => {
    const control = new AbortController();
    await at(photo, { signal: control.signal });
    control.abort();
  };
  const wrong: number[] = [];
  for (let from = 0; from < photos.length; from += 10) {
    const some = photos.slice(from, from + 10);
    const whole = [...some, ...some].map(async (photo) => {
      const index = photos.indexOf(photo);
      if (!(await bytesOf(await at(photo))).equals(bytes[index] as Buffer)) wrong.push(index);
    });
    await Promise.all([...whole, ...some.map(breakOff)]);
  }
  expect(wrong).toEqual([]);

  const taken = await buffer(slow);
  let begin = 0;
  for (const index of asked.keys()) {
    const body = taken.indexOf('\r\n\r\n', begin) + 4;
    begin = body + 500_000 + index;
    expect(taken.subarray(body, begin).equals(bytes[index] as Buffer)).toBe(true);
  }
  expect(begin).toBe(taken.length);

  // What was read last is in memory; what is not any more has to be on disk.
  for (const photo of [photos[20], photos.at(-1)]) await rm(box.kit.files.derivative(photo?.hash ?? '', 'screen'));
  expect((await at(photos.at(-1))).status).toBe(200);
  expect((await at(photos[20])).status).toBe(409);
});
