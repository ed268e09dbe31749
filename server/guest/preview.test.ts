import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Problem } from '#contract/problems.ts';
import type { Shelf } from '../galleries/shelf.ts';
import { problems } from '../http/problems.ts';
import { linkById, type StoredLink } from '../links/table.ts';
import type { Brands } from '../projects/brands.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';
import { type Previews, previewRoutes } from './preview.ts';

const whatsapp = 'WhatsApp/2.23.20.0 A';
let box: TestBox;
let projectId: string;
let gallery: Gallery & { link: Link };
beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
  const photos = await box.bring(projectId, [
    { name: 'a.jpg', data: await makePhoto({ width: 900, height: 1200, seed: 7 }) },
  ]);
  gallery = await box.gallery(projectId, { photoIds: photos.map(({ id }) => id) });
});
afterAll(() => box.stop());

const change = (id: string, policy: object) => box.owner.call<Link>('PATCH', `/api/links/${id}`, { policy });
async function newLink(policy: Record<string, unknown> = {}) {
  const body = { galleryIds: [gallery.id], policy };
  const made = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, body);
  return { ...made, base: `/g/${made.token}` };
}
const robot = (path: string, init?: RequestInit) => phoneAt(box.guestUrl, { agent: whatsapp }).ask(path, init);
const image = (page: string) => /property="og:image" content="([^"]+)"/.exec(page)?.[1];

test('a messenger gets title and brand, nothing to send, no cookie, and a line of its own in the log', async () => {
  const link = await newLink();
  const answer = await robot(link.base);
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
  const page = await answer.text();
  expect(page).toContain('<meta property="og:title" content="主会场">');
  expect(page).toMatch(/<meta property="og:site_name" content="[^"]+">/);
  expect(page).toContain('<meta property="og:description"');
  expect(page).not.toMatch(/<form|<script|\/open|nonce" value|og:image|data:image|1 张|1 photo|\/photos\//);
  const lines = box.logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'robot');
  expect(lines.at(-1)).toMatchObject({ linkId: link.id, agent: whatsapp });
  expect(box.logged.join('\n')).not.toContain(link.token);
  expect((await box.owner.call<Link>('GET', `/api/links/${link.id}`)).opens).toBe(0);
});

test('the code’s capital letters get the same, and a dead link says in its status that it opens nothing', async () => {
  const link = await newLink({ preview: true });
  expect(await (await robot(link.base.toUpperCase())).text()).toContain('og:title');
  await box.owner.call('DELETE', `/api/links/${link.id}`);
  const answer = await robot(link.base);
  expect(answer.status).toBe(410);
  expect(await answer.text()).not.toMatch(/<form|og:image/);
  expect((await robot('/g/00000000000000000000000000')).status).toBe(404);
});

test('a person’s gate has the same words for messengers, and no photo unless the link allows it', async () => {
  const [closed, open] = [await newLink(), await newLink({ preview: true })];
  const gate = async (link: { base: string }) =>
    (await box.guest(link.base, { headers: { accept: 'text/html' } })).text();
  expect(await gate(closed)).toContain('<meta property="og:title" content="主会场">');
  expect(image(await gate(closed))).toBeUndefined();
  expect(image(await gate(open))).toBe(`${box.guestUrl}${open.base}/preview.jpg?e=1`);
});

test('a link that allows it shows its cover: 1200 × 630, a JPEG that messengers take, with nothing else in it', async () => {
  const link = await newLink({ preview: true });
  const address = image(await (await robot(link.base)).text()) as string;
  const answer = await robot(address);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'image/jpeg',
    'no-store',
  ]);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { format, width, height, exif } = await sharp(bytes).metadata();
  expect([format, width, height, exif]).toEqual(['jpeg', 1200, 630, undefined]);
  expect(bytes.length).toBeLessThan(300_000);
  const bar = await sharp(bytes).extract({ left: 600, top: 624, width: 1, height: 1 }).raw().toBuffer();
  const photo = await sharp(bytes).extract({ left: 0, top: 0, width: 1200, height: 600 }).stats();
  expect(photo.entropy).toBeGreaterThan(2);
  // The brand's colour, as shipped: #B7791F.
  for (const [at, value] of [0xb7, 0x79, 0x1f].entries())
    expect(Math.abs((bar[at] as number) - value)).toBeLessThan(12);
});

test('a project’s own logo stands on it', async () => {
  const other = await box.project('带标志的项目');
  const photos = await box.bring(other.id, [
    { name: 'b.jpg', data: await makePhoto({ width: 1600, height: 900, seed: 9 }) },
  ]);
  const own = await box.gallery(other.id, { photoIds: photos.map(({ id }) => id) });
  await change(own.link.id, { preview: true });
  const picture = async () => Buffer.from(await (await robot(`/g/${own.link.token}/preview.jpg`)).arrayBuffer());
  const plain = await picture();
  const form = new FormData();
  form.set(
    'logo',
    new Blob([new Uint8Array(await makePhoto({ width: 300, height: 100, format: 'png', seed: 3 }))]),
    'l.png',
  );
  await box.owner.call('PUT', `/api/projects/${other.id}/logo`, form);
  const marked = await picture();
  const corner = (bytes: Buffer) =>
    sharp(bytes).extract({ left: 44, top: 470, width: 12, height: 12 }).resize(1, 1).raw().toBuffer();
  expect([...(await corner(marked))].every((value) => value > 245)).toBe(true);
  expect([...(await corner(plain))].every((value) => value > 245)).toBe(false);
});

test('it is served only while the link opens, and never where it asks for a password, is marked, or does not allow it', async () => {
  const status = async (link: { base: string }) => (await box.guest(`${link.base}/preview.jpg`)).status;
  expect(await status(await newLink())).toBe(404);
  const link = await newLink({ preview: true });
  expect(await status(link)).toBe(200);
  expect((await box.guest(`${link.base}/preview.jpg`, { method: 'HEAD' })).status).toBe(200);
  expect((await change(link.id, { password: '会场2026' })).policy.preview).toBe(false);
  expect(await status(link)).toBe(404);
  await change(link.id, { password: null, watermark: 'brand' });
  expect(await status(link)).toBe(404);
  expect((await change(link.id, { watermark: 'off' })).policy.preview).toBe(true);
  await change(link.id, { maxOpens: 1 });
  await phoneAt(box.guestUrl).opened(link.token as string);
  expect(await status(link)).toBe(410);
  expect(await status(await newLink({ preview: true, opensAt: '2099-01-01T00:00:00Z' }))).toBe(410);
  const revoked = await newLink({ preview: true });
  await box.owner.call('DELETE', `/api/links/${revoked.id}`);
  expect(await status(revoked)).toBe(410);
  expect((await box.guest('/g/00000000000000000000000000/preview.jpg')).status).toBe(404);
});

test('what was replaced while it was drawn is not given: the link’s address, or its cover', async () => {
  const stored = (await linkById(box.kit.db.read, (await newLink({ preview: true })).id)) as StoredLink;
  const photo = { id: 'p', hash: 'a', edition: 1, state: 'ready' };
  const shown = { id: gallery.id, title: '', coverPhotoId: null, photos: [photo] };
  const ask = async (meanwhile: (now: { link: StoredLink | undefined; shown: typeof shown }) => void) => {
    const now: { link: StoredLink | undefined; shown: typeof shown } = { link: stored, shown };
    const house = {
      kit: box.kit,
      shelf: { known: () => now.shown } as unknown as Shelf,
      brands: { of: async () => ({ colour: null, logo: null }) } as unknown as Brands,
      settings: box.box.settings,
    };
    const picture = async () => {
      meanwhile(now);
      return Buffer.from('a card');
    };
    const routes = express();
    previewRoutes(routes, house, { picture } as unknown as Previews, async () => ({ link: now.link }));
    routes.use(problems(box.kit.log));
    const server = routes.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/g/${'0'.repeat(26)}/preview.jpg`);
    server.closeAllConnections();
    server.close();
    return [answer.status, (await answer.text()) === 'a card'];
  };
  expect(await ask(() => {})).toEqual([200, true]);
  expect(await ask((now) => Object.assign(now, { link: undefined }))).toEqual([404, false]);
  const other = { ...shown, photos: [{ ...photo, hash: 'b' }] };
  expect(await ask((now) => Object.assign(now, { shown: other }))).toEqual([404, false]);
});

test('what contradicts it is refused by name', async () => {
  const refusal = async (path: string, method: string, body: object) => {
    const answer = await box.owner.ask(method, path, body);
    return [answer.status, ((await answer.json()) as Problem).errors?.map(({ field }) => field)];
  };
  const links = `/api/projects/${projectId}/links`;
  const make = (policy: object) => refusal(links, 'POST', { galleryIds: [gallery.id], policy });
  expect(await make({ preview: true, password: 'x' })).toEqual([400, ['policy.preview']]);
  expect(await make({ preview: true, watermark: 'brand' })).toEqual([400, ['policy.preview']]);
  expect(await make({ preview: 'yes' })).toEqual([400, ['policy.preview']]);
  const locked = await newLink({ password: 'x' });
  expect(await refusal(`/api/links/${locked.id}`, 'PATCH', { policy: { preview: true } })).toEqual([
    400,
    ['policy.preview'],
  ]);
});

test('it leaves the link following its preset, and a preset that is carried over leaves it', async () => {
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [gallery.id],
    audience: 'event.attendee',
    policy: { preview: true },
  });
  expect([link.follows, link.policy.preview]).toEqual([true, true]);
  await box.owner.call('POST', '/api/audiences/event.attendee/apply');
  expect((await box.owner.call<Link>('GET', `/api/links/${link.id}`)).policy.preview).toBe(true);
});
