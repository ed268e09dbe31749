import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { emptyRemoved } from '../../links/trash/empty.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { jsonPost, phoneAt, shelvePhotos } from '../../testing/guests.ts';

let box: TestBox;
afterEach(() => box?.stop());

const tables = ['visits', 'photo_views', 'seen_photos', 'refusals', 'link_visitors', 'report_plans', 'report_files'];
const totals = [
  'day_totals',
  'part_totals',
  'photo_totals',
  'length_totals',
  'gap_totals',
  'subject_visitors',
  'subjects',
];
const count = async (table: string) => {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(box.kit.db.read);
  return rows[0]?.n ?? 0;
};
const counts = async () =>
  Object.fromEntries(await Promise.all([...tables, ...totals].map(async (one) => [one, await count(one)])));

/** A project whose link was opened and looked through by two phones. */
async function visited(title: string) {
  const { id: projectId } = await box.project(title);
  const gallery = await box.gallery(projectId, { audience: 'event.media' });
  const [photo] = await shelvePhotos(box.kit, projectId, gallery.id, ['a.jpg']);
  const token = gallery.link.url?.split('/').at(-1) as string;
  for (let nr = 0; nr < 2; nr += 1) {
    const phone = phoneAt(box.guestUrl);
    await phone.opened(token);
    box.time.advance(5000);
    const look = { type: 'photo_view', photoId: photo?.id, ms: 3000 };
    await phone.ask(`/g/${token}/events`, { ...jsonPost({}), body: JSON.stringify([look]) });
  }
  await box.kit.db.write((writer) =>
    sql`INSERT INTO refusals VALUES (${gallery.link.id}, 'late', 'expired', 1, 1, 20261121, 1, NULL)`.execute(writer),
  );
  return projectId;
}

test('a project that is emptied from the trash takes its visits, its totals and what they are called by along, and no other’s', async () => {
  box = await startTestBox();
  await visited('留下');
  const before = await counts();
  for (const table of totals) expect(before[table], table).toBeGreaterThan(0);
  const gone = await visited('删掉');

  await box.owner.call('DELETE', `/api/projects/${gone}`);
  box.time.advance(8 * 86_400_000);
  expect(await emptyRemoved(box.kit)).toMatchObject({ projects: 1 });
  expect(await counts()).toEqual(before);
});
