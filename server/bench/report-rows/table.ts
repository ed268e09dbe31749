import { newId } from '../../ids.ts';
import type { Kit } from '../../kit.ts';

const dayMs = 86_400_000;

/** The galleries of a project with the photos in each. */
export async function chapters(
  { db }: Kit,
  projectId: string,
): Promise<{ readonly galleryIds: string[]; readonly photoIdsOf: (galleryId: string) => string[] }> {
  const of = db.read.selectFrom('galleries').select('id').where('project_id', '=', projectId);
  const galleries = await of.orderBy('id').execute();
  const photos = await db.read.selectFrom('gallery_photos').select(['gallery_id', 'photo_id']).execute();
  return {
    galleryIds: galleries.map(({ id }) => id),
    photoIdsOf: (galleryId) =>
      photos.filter(({ gallery_id }) => gallery_id === galleryId).map(({ photo_id }) => photo_id),
  };
}

/** Has links and projects made at an instant (UTC ms). */
export async function backdate({ db }: Kit, at: number): Promise<void> {
  await db.write((writer) => writer.updateTable('links').set({ created_at: at, updated_at: at }).execute());
  await db.write((writer) => writer.updateTable('projects').set({ created_at: at, updated_at: at }).execute());
}

/** Screens that showed photos and one more thing each day, and four places on each. */
export async function addScreens(
  kit: Kit,
  photoIds: readonly string[],
  { screens, from, days }: { readonly screens: number; readonly from: number; readonly days: number },
): Promise<void> {
  for (let screen = 0; screen < screens; screen += 1) {
    const screen_id = newId(from);
    await kit.db.write(async (writer) => {
      for (let place = 0; place < 4; place += 1) {
        const names = { screen_name: `大屏 ${screen + 1}`, scene_kind: 'poster', scene_name: `海报 ${place + 1}` };
        const row = { number: screen * 4 + place + 1, screen_id, item_id: `item-${place}`, ...names };
        await writer.insertInto('screen_places').values(row).execute();
      }
    });
    for (let first = 0; first < days; first += 5) {
      const some = Array.from({ length: Math.min(5, days - first) }, (_, day) =>
        new Date(from + (first + day) * dayMs).toISOString().slice(0, 10),
      );
      await kit.db.write(async (writer) => {
        for (const day of some) {
          const sum = { day, screen_id, times: 40, ms: 320_000 };
          const photos = photoIds.map((photo_id) => ({ ...sum, photo_id }));
          await writer.insertInto('photo_plays').values(photos).execute();
          const item = { ...sum, item_id: 'item-0', kind: 'poster', offline_ms: 0 };
          await writer.insertInto('item_plays').values(item).execute();
        }
      });
    }
  }
}
