import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sumsADay } from '#contract/plays-limit.ts';
import { newId } from '../../ids.ts';
import { testKit } from '../../testing/kit.ts';
import { addItemPlays, addPhotoPlays } from './table.ts';

test('a screen that makes things up fills a day, and no more: the next day it is counted again', async () => {
  const { db } = await testKit();
  const screen_id = newId(1);
  const [full, next] = ['2026-05-01', '2026-05-02'];
  const sum = { screen_id, times: 1, ms: 1000 };
  await db.write(async (writer) => {
    await sql`WITH RECURSIVE made (nr) AS (SELECT 1 UNION ALL SELECT nr + 1 FROM made WHERE nr < ${sumsADay.photo_plays})
      INSERT INTO photo_plays SELECT 'photo-' || nr, ${full}, ${screen_id}, 1, 1000 FROM made`.execute(writer);
    await sql`WITH RECURSIVE made (nr) AS (SELECT 1 UNION ALL SELECT nr + 1 FROM made WHERE nr < ${sumsADay.item_plays})
      INSERT INTO item_plays SELECT 'item-' || nr, ${full}, ${screen_id}, 'photo', 1, 1000, 0 FROM made`.execute(
      writer,
    );
  });

  await db.write(async (writer) => {
    const days = [full, next];
    await addPhotoPlays(
      writer,
      days.map((day) => ({ ...sum, day, photo_id: 'one more' })),
    );
    await addItemPlays(
      writer,
      days.map((day) => ({ ...sum, day, item_id: 'one more', kind: 'photo', offline_ms: 0 })),
    );
  });

  for (const [table, id] of [
    ['photo_plays', 'photo_id'],
    ['item_plays', 'item_id'],
  ] as const) {
    const { rows } = await sql<{ day: string }>`SELECT day FROM ${sql.table(table)}
      WHERE ${sql.ref(id)} = 'one more'`.execute(db.read);
    expect(rows, table).toEqual([{ day: next }]);
  }
});
