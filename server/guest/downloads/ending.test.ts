import { stat, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { type Phone, phoneAt, type StoredPhoto, shelvePhotos } from '../../testing/guests.ts';
import { makePhoto } from '../../testing/photos.ts';

const minute = 60_000;
/** More than the system takes for a phone that does not read. */
const large = 16 * 1024 * 1024;
let box: TestBox;
let projectId: string;
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
});
afterAll(() => box.stop());

interface Place {
  readonly link: Link;
  readonly token: string;
  readonly phone: Phone;
  readonly photos: readonly StoredPhoto[];
}

async function opened(policy: Record<string, unknown> = {}): Promise<Place> {
  const gallery = await box.gallery(projectId);
  const photos = await shelvePhotos(box.kit, projectId, gallery.id, ['a.jpg', 'b.jpg']);
  await writeFile(box.kit.files.original((photos[1] as StoredPhoto).hash), Buffer.alloc(large, 7));
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [gallery.id],
    policy: { download: 'original', ...policy },
  });
  const phone = phoneAt(box.guestUrl);
  await phone.opened(link.token as string);
  return { link, token: link.token as string, phone, photos };
}

/** A phone that asks for a download and takes its beginning only. */
function slowly({ token, phone, photos }: Place, what: 'photo' | 'archive') {
  const path = what === 'photo' ? `photos/${photos[1]?.id}/save` : 'download.zip';
  const { host, port } = new URL(box.guestUrl);
  const socket: Socket = connect(Number(port), '127.0.0.1');
  const begun = Promise.withResolvers<void>();
  let taken = 0;
  socket.once('data', () => {
    socket.pause();
    begun.resolve();
  });
  socket.on('data', (bytes) => {
    taken += bytes.length;
  });
  const over = new Promise<void>((resolve) => {
    socket.on('error', () => {}).on('close', () => resolve());
  });
  const cookie = `visit=${phone.cookie('visit')}`;
  socket.write(`GET /g/${token}/${path} HTTP/1.1\r\nhost: ${host}\r\ncookie: ${cookie}\r\nconnection: close\r\n\r\n`);
  return {
    /** Takes all there is; gives how many bytes that was. */
    rest: async () => {
      socket.resume();
      await over;
      return taken;
    },
    begun: () => begun.promise,
  };
}
const cuts = (link: Link) =>
  box.logged.filter((line) => line.includes('a download was cut') && line.includes(link.id)).length;
const change = (link: Link, policy: object) => box.owner.call('PATCH', `/api/links/${link.id}`, { policy });

const acts: [string, Record<string, unknown>, (place: Place) => unknown][] = [
  ['it has a new address', {}, ({ link }) => box.owner.call('POST', `/api/links/${link.id}/rotate`)],
  ['it has a password', {}, ({ link }) => change(link, { password: 'x' })],
  ['saving is off', {}, ({ link }) => change(link, { download: 'off' })],
  ['its photos are marked', {}, ({ link }) => change(link, { watermark: 'brand' })],
  ['the photo is taken away', {}, ({ photos }) => box.owner.call('DELETE', `/api/photos/${photos[1]?.id}`)],
];
const ends: typeof acts = [
  ['the link is revoked', {}, ({ link }) => box.owner.ask('DELETE', `/api/links/${link.id}`)],
  ['the visit has had its time', { visitSeconds: 120 }, () => box.time.advance(2 * minute + 1000)],
  ['the link has expired', { expiresAt: 'in a minute' }, () => box.time.advance(minute)],
];
async function downloading(policy: Record<string, unknown>) {
  const inAMinute = new Date(box.kit.clock.now() + minute).toISOString();
  const place = await opened(policy.expiresAt ? { expiresAt: inAMinute } : policy);
  const downloads = [slowly(place, 'photo'), slowly(place, 'archive')] as const;
  await Promise.all(downloads.map(({ begun }) => begun()));
  return { place, downloads };
}

test.each(acts)('a phone that takes its download slowly gets no more of it once %s', async (_, policy, act) => {
  const { place, downloads } = await downloading(policy);
  await act(place);
  await vi.waitFor(() => expect(cuts(place.link)).toBe(2), { timeout: 5000 });
  for (const { rest } of downloads) expect(await rest()).toBeLessThan(large);
});

test.each(ends)('a download that runs may finish when %s, but not for ever', async (_, policy, act) => {
  const { place, downloads } = await downloading(policy);
  await act(place);
  // So that it was looked at.
  await pause(1200);
  expect(await downloads[0].rest()).toBeGreaterThan(large);
  expect(cuts(place.link)).toBe(0);
  box.time.advance(10 * minute);
  await vi.waitFor(() => expect(cuts(place.link)).toBe(1), { timeout: 5000 });
  expect(await downloads[1].rest()).toBeLessThan(large);
});

test('a download keeps its visit alive for as long as it takes, and other changes of the link do not end it', async () => {
  const place = await opened();
  const download = slowly(place, 'archive');
  await download.begun();
  for (let round = 0; round < 2; round += 1) {
    box.time.advance(29 * minute);
    // So that it was looked at.
    await pause(1200);
  }
  await change(place.link, { maxOpens: 5 });
  await box.owner.call('PATCH', `/api/photos/${place.photos[1]?.id}`, { title: '新的' });
  await pause(1200);
  expect(cuts(place.link)).toBe(0);
  const original = await stat(box.kit.files.original((place.photos[1] as StoredPhoto).hash));
  expect(await download.rest()).toBeGreaterThan(original.size);
});

test('a photo that is taken away while its copy is being made is not handed out', async () => {
  const gallery = await box.gallery(projectId);
  const data = await makePhoto({ width: 2600, height: 1800, seed: 21 });
  const [photo] = (await box.bring(projectId, [{ name: 'DSC_7.jpg', data }], { galleryId: gallery.id })) as [Photo];
  const { token } = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [gallery.id],
    policy: { download: 'original', watermark: 'recipient' },
    label: '赵六',
  });
  const phone = phoneAt(box.guestUrl);
  await phone.opened(token as string);
  const asked = ['photos/ID/save', 'photos/ID/screen?f=jpeg', 'download.zip'].map((path) =>
    phone.ask(`/g/${token}/${path.replace('ID', photo.id)}`),
  );
  await box.owner.call('DELETE', `/api/photos/${photo.id}`);
  for (const answer of await Promise.all(asked)) expect([404, 503]).toContain(answer.status);
});

test('what a browser keeps of downloads is for the edition that their address names; an archive is asked for anew', async () => {
  const { token, phone, photos } = await opened();
  const kept = async (path: string) => (await phone.ask(`/g/${token}/${path}`, { method: 'HEAD' })).headers;
  const at = `photos/${photos[0]?.id}`;
  expect((await kept(`${at}/save?e=1`)).get('cache-control')).toBe('private, max-age=1800');
  for (const path of [`${at}/save?e=2`, `${at}/original?e=1&m=0123456789abcdef`])
    expect((await kept(path)).get('cache-control')).toBe('no-store');
  expect((await kept('download.zip')).get('cache-control')).toBe('private, no-cache');
});
