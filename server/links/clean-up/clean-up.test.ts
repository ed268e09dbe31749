import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Settings } from '#contract/box.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Now } from '#contract/now.ts';
import type { Photo, PhotoPage } from '#contract/photos.ts';
import type { Loss, TrashedGallery } from '#contract/trash.ts';
import { emptyTrash } from '../../library/recover.ts';
import { moveTrashed } from '../../library/trash/table.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { phoneAt } from '../../testing/guests.ts';
import { makePhoto } from '../../testing/photos.ts';
import { closeScreens, pairScreen } from '../../testing/screens.ts';
import { upkeepRound } from '../../upkeep.ts';
import type { CleanUp } from './clean-up.ts';

const day = 86_400_000;
let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(async () => {
  closeScreens();
  await box.stop();
});

const get = <T>(path: string) => box.owner.call<T>('GET', path);
const items = async <T>(path: string) => (await get<{ items: T[] }>(path)).items;
const ahead = (days: number) => new Date(box.time.wall() + days * day).toISOString();
const onScreens = new Set<string>();
const round = () => upkeepRound(box.kit, () => onScreens);
const setDays = (cleanUpDays: number | null) => box.owner.call<Settings>('PATCH', '/api/settings', { cleanUpDays });
const need = async () => (await get<Now>('/api/now')).needs.find(({ kind }) => kind === 'clean_up_due');
const titles = async (id: string) => (await items<Gallery>(`/api/projects/${id}/galleries`)).map(({ title }) => title);
const library = async (id: string) =>
  (await get<PhotoPage>(`/api/projects/${id}/photos`)).items.map(({ name }) => name).toSorted();

async function photosIn(projectId: string, count: number): Promise<Photo[]> {
  const files = Array.from({ length: count }, async (_, at) => ({
    name: `${at + 1}.jpg`,
    data: await makePhoto({ width: 60, height: 40, seed: 8100 + at }),
  }));
  return box.bring(projectId, await Promise.all(files));
}
/** A gallery whose first link ends in so many days; null: never. */
async function ending(projectId: string, title: string, days: number | null, photoIds: readonly string[] = []) {
  const gallery = await box.gallery(projectId, { title, photoIds });
  await box.owner.call('PATCH', `/api/links/${gallery.link.id}`, {
    policy: { expiresAt: days === null ? null : ahead(days) },
  });
  return gallery;
}

test('galleries go whose links have been over for long, with photos of their own, and come back for 7 days', async () => {
  const { id } = await box.project('峰会');
  const [first, second] = await photosIn(id, 2);
  const over = await ending(id, '第一天', 1, [first?.id ?? '', second?.id ?? '']);
  await ending(id, '精选', null, [second?.id ?? '']);
  const kept = await ending(id, '要留着', 1);
  const shown = await ending(id, '在屏幕上', 1);
  const withdrawn = await ending(id, '撤回的', null);
  await box.owner.call('DELETE', `/api/links/${withdrawn.link.id}`);
  // One link that is used up, and one that is over: staff give the first one more.
  const usedUp = await ending(id, '用完了', 1);
  const one = await box.owner.call<Link>('POST', `/api/projects/${id}/links`, {
    ...{ galleryIds: [usedUp.id], policy: { maxOpens: 1 } },
  });
  await phoneAt(box.guestUrl).opened(one.token ?? '');
  const archived = await box.project('旧项目');
  await ending(archived.id, '旧图库', 1);
  await box.owner.call('PATCH', `/api/projects/${archived.id}`, { archived: true });
  await box.owner.call('PATCH', `/api/galleries/${kept.id}`, { kept: true });
  const screen = await pairScreen(box, '大堂');
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: shown.id }] });
  onScreens.add(shown.id);
  expect((await get<Loss>(`/api/galleries/${shown.id}/loss`)).screens).toEqual([{ id: screen.id, name: '大堂' }]);
  expect((await get<Loss>(`/api/projects/${id}/loss`)).screens).toEqual([{ id: screen.id, name: '大堂' }]);
  expect((await get<Loss>(`/api/galleries/${over.id}/loss`)).screens).toEqual([]);

  box.time.advance(11 * day);
  box = await box.restart();
  // It is off until somebody switches it on.
  await round();
  expect(await titles(id)).toHaveLength(6);
  expect(await get<CleanUp>('/api/clean-up')).toEqual({ days: null, paused: null, items: [] });
  const preview = await get<CleanUp>('/api/clean-up?days=12');
  expect(preview.items.map(({ title }) => title)).toEqual(['撤回的', '第一天']);
  expect(preview.items[1]).toMatchObject({ galleryId: over.id, projectTitle: '峰会', photos: 1 });
  expect(preview.items[1]?.bytes).toBeGreaterThan(100);
  expect(Date.parse(preview.items[1]?.goesAt ?? '') - Date.parse(preview.items[1]?.endedAt ?? '')).toBe(12 * day);

  await setDays(12);
  expect(await need()).toMatchObject({ kind: 'clean_up_due', count: 2, photos: 1 });
  await round();
  // The one that was withdrawn at once was over a day earlier than the others.
  expect(await titles(id)).toHaveLength(6);
  box.time.advance(2 * day);
  box = await box.restart();
  await round();
  expect(await titles(id)).toEqual(['精选', '要留着', '在屏幕上', '用完了']);
  expect(await library(id)).toEqual(['2.jpg']);
  expect(await titles(archived.id)).toEqual(['旧图库']);
  expect(await get<Link>(`/api/links/${over.link.id}`)).toMatchObject({ state: 'revoked', revokedWhy: 'gallery' });
  const trash = await items<TrashedGallery>(`/api/projects/${id}/trash/galleries`);
  expect(trash.map(({ gallery, why }) => [gallery.title, gallery.photoIds.length, why])).toEqual(
    expect.arrayContaining([
      ['第一天', 2, 'clean_up'],
      ['撤回的', 0, 'clean_up'],
    ]),
  );
  const audit = (await items<AuditEntry>('/api/audit')).filter(({ action }) => action === 'gallery.clean_up');
  expect(audit.map(({ by, detail }) => [by, detail.title])).toContainEqual(['box', '第一天']);

  // A step of a lost clock moves what lies in the trash, and a gallery knows its photos all the same.
  const step = { since: 0, until: box.kit.clock.now(), by: 1000 };
  await box.kit.db.write((writer) => moveTrashed(writer, step));
  await box.owner.call('POST', `/api/galleries/${over.id}/restore`);
  expect(await library(id)).toEqual(['1.jpg', '2.jpg']);
  // Back as it was: its link is over, and staff give it more or keep the gallery.
  expect((await get<Link>(`/api/links/${over.link.id}`)).state).toBe('expired');
  await box.owner.call('PATCH', `/api/galleries/${over.id}`, { kept: true });
  await round();
  expect(await titles(id)).toContain('第一天');
  await emptyTrash(box.kit);
  expect(await library(id)).toEqual(['1.jpg', '2.jpg']);
  expect(await need()).toBe(undefined);
});

test('nothing is cleaned up while the clock cannot be trusted, and that is said', async () => {
  const { id } = await box.project('时钟不准');
  await ending(id, '到期的', 1);
  await setDays(1);
  box.time.setWall(box.time.wall() + 400 * day);
  await round();
  const { galleries } = await box.kit.db.read
    .selectFrom('galleries')
    .select(({ fn }) => fn.countAll<number>().as('galleries'))
    .where('project_id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  expect(galleries).toBe(1);
});
