import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Gallery, Swap } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Now } from '#contract/now.ts';
import type { Photo } from '#contract/photos.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { until } from '../testing/screens.ts';
import { openTimetable } from './timetable.ts';

let box: TestBox;
let projectId: string;
let photos: string[];
let gallery: Gallery & { link: Link };
beforeEach(async () => {
  box = await startTestBox();
  ({ id: projectId } = await box.project('总部', 'estate'));
  const files = await Promise.all(
    [1, 2, 3, 4, 5].map(async (seed) => ({
      name: `${seed}.jpg`,
      data: await makePhoto({ width: 40, height: 30, seed }),
    })),
  );
  photos = (await box.owner.upload(projectId, files)).accepted.map(({ id }) => id);
  gallery = await box.gallery(projectId, { photoIds: photos.slice(0, 2) });
});
afterEach(() => box.stop());

const minute = 60_000;
const inMinutes = (minutes: number) => new Date(box.time.wall() + minutes * minute).toISOString();
const plan = (photoIds: readonly string[], at: string) =>
  box.owner.call<Swap>('POST', `/api/galleries/${gallery.id}/swaps`, { photoIds, at });
const read = () => box.owner.call<Gallery>('GET', `/api/galleries/${gallery.id}`);
const swaps = async () => (await box.owner.call<{ items: Swap[] }>('GET', `/api/galleries/${gallery.id}/swaps`)).items;
const shows = (photoIds: readonly string[]) =>
  until(async () => ((await read()).photoIds.join() === photoIds.join() ? true : undefined));
const audited = async (action: string) =>
  (await box.owner.call<{ items: AuditEntry[] }>('GET', '/api/audit')).items.find((entry) => entry.action === action);
const needs = async () => (await box.owner.call<Now>('GET', '/api/now')).needs;

test('a prepared set goes live at its moment, without what was deleted, over what was changed by hand', async () => {
  const made = await plan([photos[2] as string, photos[3] as string, photos[4] as string], inMinutes(10));
  expect(made).toMatchObject({ state: 'planned', madeBy: 'owner', endedAt: null });
  await box.owner.call('POST', `/api/galleries/${gallery.id}/photos`, { add: [photos[4]] });
  await box.owner.ask('DELETE', `/api/photos/${photos[3]}`);
  expect((await read()).photoIds).toEqual([photos[0], photos[1], photos[4]]);
  box.time.advance(10 * minute);
  await shows([photos[2] as string, photos[4] as string]);
  expect(await audited('gallery.swap')).toMatchObject({
    by: 'box',
    subject: gallery.id,
    detail: { plannedBy: 'owner', before: 3, after: 2, leftOut: 1, overChanges: true },
  });
  expect((await swaps()).map(({ state }) => state)).toEqual(['done']);
  // Once: what is made of it since stays.
  const { version } = await read();
  await box.owner.call('PUT', `/api/galleries/${gallery.id}/photos`, { photoIds: [photos[0]], version });
  box.time.advance(minute);
  await new Promise((done) => setTimeout(done, 1200));
  expect((await read()).photoIds).toEqual([photos[0]]);
});

test('what fell due while the box was off happens at its start, what was called off never', async () => {
  const off = await plan([photos[3] as string], inMinutes(2));
  expect((await box.owner.ask('DELETE', `/api/galleries/${gallery.id}/swaps/${off.id}`)).status).toBe(204);
  await plan([photos[4] as string], inMinutes(5));
  await plan([photos[2] as string], inMinutes(4));
  box.time.advance(6 * minute);
  box = await box.restart();
  expect((await read()).photoIds).toEqual([photos[4]]);
  expect(await audited('swap.cancel')).toBeDefined();
});

test('where nothing of the set is left it does not happen, and staff are told until they have seen it', async () => {
  const { id } = await plan([photos[2] as string], inMinutes(1));
  await box.owner.ask('DELETE', `/api/photos/${photos[2]}`);
  box.time.advance(2 * minute);
  await until(async () => (await swaps()).some(({ state }) => state === 'missed') || undefined);
  expect((await read()).photoIds).toEqual(photos.slice(0, 2));
  expect(await needs()).toMatchObject([{ kind: 'swap_missed', swapId: id, galleryId: gallery.id, title: '主会场' }]);
  await box.owner.ask('DELETE', `/api/galleries/${gallery.id}/swaps/${id}`);
  expect(await needs()).toEqual([]);
});

test('a moment that is over, too many photos, and plans of another gallery are refused by name', async () => {
  const past = await box.owner.ask('POST', `/api/galleries/${gallery.id}/swaps`, {
    photoIds: photos.slice(0, 1),
    at: inMinutes(-1),
  });
  expect([past.status, await past.json()]).toMatchObject([400, { errors: [{ field: 'at' }] }]);
  const { id } = await plan([photos[2] as string], inMinutes(1));
  const other = await box.gallery(projectId);
  expect((await box.owner.ask('DELETE', `/api/galleries/${other.id}/swaps/${id}`)).status).toBe(404);
});

test('by a clock that leapt ahead nothing that is kept back goes live', async () => {
  await plan([photos[2] as string], inMinutes(60 * 24 * 3));
  box.time.setWall(box.time.wall() + 60 * 86_400_000);
  const again = await openTimetable(box.kit, async () => []);
  await again.stop();
  const rows = await box.kit.db.read.selectFrom('swaps').select('state').execute();
  expect(rows).toEqual([{ state: 'planned' }]);
});

test('content that is older than a link allows is overdue until it changes or staff say that it is still right', async () => {
  const { link } = await box.gallery(projectId, { title: '样板间', photoIds: photos.slice(0, 1), audience: 'hq' });
  const linkNow = () => box.owner.call<Link>('GET', `/api/links/${link.id}`);
  expect((await box.owner.call<Link>('GET', `/api/links/${gallery.link.id}`)).refreshDueAt).toBeNull();
  const day = 86_400_000;
  const due = Date.parse(link.refreshDueAt ?? '');
  expect(due - box.time.wall()).toBeGreaterThan(14 * day - minute);
  expect(due - box.time.wall()).toBeLessThanOrEqual(15 * day);
  box.time.setWall(due - minute);
  expect(await needs()).toEqual([]);
  box.time.setWall(due + minute);
  expect(await needs()).toMatchObject([
    { kind: 'refresh_due', name: '样板间', galleryId: link.galleryIds[0], dueAt: link.refreshDueAt },
  ]);
  // Another order is nothing new; another file of the photo is.
  const replaced = await box.owner.ask(
    'PUT',
    `/api/photos/${photos[0]}/file`,
    formOf([{ name: 'new.jpg', data: await makePhoto({ width: 40, height: 30, seed: 99 }) }], {}, 'photo'),
  );
  expect(((await replaced.json()) as Photo).edition).toBe(2);
  expect(await needs()).toEqual([]);
  const next = Date.parse((await linkNow()).refreshDueAt ?? '');
  box.time.setWall(next + minute);
  expect(await needs()).toHaveLength(1);
  const confirmed = await box.owner.call<Link>('POST', `/api/links/${link.id}/refreshed`);
  expect(Date.parse(confirmed.refreshDueAt ?? '')).toBeGreaterThan(next + 13 * day);
  expect(await needs()).toEqual([]);
});
