import { expect, test } from 'vitest';
import { type TestKit, testKit } from '../testing/kit.ts';
import { newLink } from '../testing/links.ts';
import { insertVisits } from './table.ts';
import { openViews, type PhotoLook } from './views.ts';

async function visitOf(kit: TestKit) {
  const link = await newLink(kit);
  const now = kit.clock.now();
  const times = { opened_at: now, ends_at: now + 3_600_000, last_seen_at: now };
  const who = { visitor: 'v', stand_in: 0, nonce: null, on_site: 1, address: '10.0.0.0', agent: '', place: null };
  const kind = { day: 20261121, hour: 12, device: 'phone', system: 'ios', app: 'safari', region: 'site', staff: 0 };
  const visitId = 'visit';
  await kit.db.write((writer) =>
    insertVisits(writer, [
      { id: visitId, link_id: link.id, link_edition: 1, password_edition: 0, ...who, ...kind, ...times },
    ]),
  );
  kit.time.advance(60_000);
  return { visitId, linkId: link.id, projectId: link.projectId };
}
const looks = (from: number, count: number, ms = 10): PhotoLook[] =>
  Array.from({ length: count }, (_, nr) => ({
    ...{ photoId: `photo ${String(from + nr).padStart(5, '0')}`, galleryId: 'gallery', edition: 1 },
    ...{ views: 1, ms, saved: false },
  }));
const rows = (kit: TestKit) => kit.db.read.selectFrom('photo_views').selectAll().orderBy('photo_id').execute();

test('what comes at once goes to the disk together, in writes of at most 1,000 rows, each whole', async () => {
  const kit = await testKit();
  const who = await visitOf(kit);
  const views = openViews(kit);
  const written: number[] = [];
  kit.changes.on('photo.viewed', ({ photoIds }) => written.push(photoIds.length));
  await Promise.all(Array.from({ length: 13 }, (_, nr) => views.note(who, looks(nr * 180, 180))));
  expect(written).toEqual([900, 900, 540]);
  expect(await rows(kit)).toHaveLength(13 * 180);
  await views.stop();
});

test('the end of the box writes what waits, and whoever waits for it hears so', async () => {
  const kit = await testKit();
  const who = await visitOf(kit);
  const views = openViews(kit);
  const told = views.note(who, looks(0, 3));
  await views.stop();
  await told;
  expect(await rows(kit)).toHaveLength(3);
});

test('where too much waits it is refused, and nothing of that is noted; later it is taken', async () => {
  const kit = await testKit();
  const who = await visitOf(kit);
  const views = openViews(kit, { most: 5 });
  const first = views.note(who, looks(0, 4));
  await expect(views.note(who, looks(10, 2))).rejects.toMatchObject({ code: 'busy', facts: { retryAfter: 10 } });
  await first;
  await views.note(who, looks(20, 2));
  expect((await rows(kit)).map(({ photo_id }) => photo_id.slice(-2))).toEqual(['00', '01', '02', '03', '20', '21']);
  await views.stop();
});

test('what could not be written is told to those who wait, of an unknown visit nothing is noted', async () => {
  const kit = await testKit();
  const who = await visitOf(kit);
  const { write } = kit.db;
  const views = openViews({ ...kit, db: { ...kit.db, write: () => Promise.reject(new Error('no disk')) as never } });
  await expect(views.note(who, looks(0, 1))).rejects.toThrow('no disk');
  const sound = openViews({ ...kit, db: { ...kit.db, write } });
  await sound.note({ ...who, visitId: 'nobody' }, looks(0, 1));
  expect(await rows(kit)).toEqual([]);
  await Promise.all([views.stop(), sound.stop()]);
});

test('a photo that was replaced is noted in the edition that was looked at last', async () => {
  const kit = await testKit();
  const who = await visitOf(kit);
  const views = openViews(kit);
  const [look] = looks(0, 1, 500) as [PhotoLook];
  await views.note(who, [look]);
  kit.time.advance(1000);
  await views.note(who, [{ ...look, edition: 2, galleryId: 'other' }]);
  const [row] = await rows(kit);
  expect(row).toMatchObject({ edition: 2, gallery_id: 'gallery', views: 2, ms: 1000 });
  expect(row?.last_at).toBeGreaterThanOrEqual((row?.first_at ?? 0) + 1000);
  await views.stop();
});
