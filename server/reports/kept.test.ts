import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { dateIn } from '../links/days.ts';
import { actor } from '../testing/links.ts';
import { presenter } from '../testing/people.ts';
import { busyVenue, zone } from '../testing/venue.ts';
import { pruneEvents } from '../visits/keep/keep.ts';
import { readReport } from './report.ts';
import { plusDays } from './span.ts';

const dayMs = 86_400_000;
test('where single events are gone the totals tell the same; only visitors of several links cannot be told apart any more', async () => {
  const { kit, projectId, links, second, wang } = await busyVenue(11, 200);
  const last = dateIn(zone, kit.clock.now());
  const span = { from: plusDays(last, -90), to: last };
  const ask = (query: Parameters<typeof readReport>[3], by = actor) =>
    readReport(kit, by, projectId, { ...span, ...query });
  const queries = [{}, { audience: 'event.attendee' }, { linkId: links.bag }, { recipientId: wang }];
  const before = await Promise.all(queries.map((query) => ask(query)));
  const ofGallery = await ask({ galleryId: second });
  expect(before[0]?.keptFrom).toBeNull();
  expect(ofGallery.figures.visitors).toBeGreaterThan(2);
  expect(before[0]?.definitions.map(({ name }) => name)).not.toContain('保存多久');

  // The clock runs on: a leap of months would be no time to trust.
  for (let left = 120; left > 0; left -= 20) {
    kit.time.advance(20 * dayMs);
    kit.clock.now();
  }
  await kit.db.write((writer) => sql`UPDATE totals_state SET made = 1`.execute(writer));
  expect((await pruneEvents(kit)).visits).toBeGreaterThan(50);
  for (const [at, query] of queries.entries()) {
    const { figures, days, hours, photos, devices, regions, audiences, keptFrom } = await ask(query);
    const was = before[at];
    expect({ figures, days, hours, photos, devices, regions }).toEqual({
      figures: was?.figures,
      days: was?.days,
      hours: was?.hours,
      photos: was?.photos,
      devices: was?.devices,
      regions: was?.regions,
    });
    expect(audiences.map(({ opens }) => opens)).toEqual(was?.audiences.map(({ opens }) => opens));
    expect(keptFrom).toBe(plusDays(dateIn(zone, kit.clock.now()), -89));
  }
  const now = await ask({ galleryId: second });
  expect(now.figures).toMatchObject({ visitors: null, newVisitors: null, returning: null, savers: null });
  expect(now.figures.opens).toBe(ofGallery.figures.opens);
  expect(now.days.map(({ visitors }) => visitors)).toEqual(now.days.map(() => null));
  expect(now.sentence).toMatch(/^打开 [\d,]+ 次/);
  expect((await ask({}, presenter)).figures.visitors).toBeNull();
  expect((await ask({})).definitions.map(({ name }) => name)).toContain('保存多久');
});

test('what screens showed of a project is told by screen and item, and of each photo how long it was on', async () => {
  const { kit, projectId, galleryId, photos } = await busyVenue(12, 40);
  const today = dateIn(zone, kit.clock.now());
  const [screen, other, own, theirs] = [newId(1), newId(2), newId(3), newId(4)];
  const item = (id: string, more: object) => ({ id, seconds: 5, ...more });
  const [wall, thanks, elsewhere, foreign] = [newId(5), newId(6), newId(7), newId(8)];
  const spec = (items: object[]) => JSON.stringify({ items });
  await kit.db.write(async (writer) => {
    const now = kit.clock.now();
    for (const id of [screen, other]) {
      await sql`INSERT INTO item_plays (item_id, day, screen_id, kind, times, ms, offline_ms) VALUES
        (${wall}, ${today}, ${id}, 'wall', 2, 30000, 0), (${thanks}, ${today}, ${id}, 'message', 1, 5000, 0),
        (${elsewhere}, ${today}, ${id}, 'photos', 4, 12340, 0), (${foreign}, ${today}, ${id}, 'photos', 9, 90000, 0),
        (${galleryId}, ${plusDays(today, -40)}, ${id}, 'photo', 9, 90000, 0)`.execute(writer);
    }
    // One of them is no screen any more: what it was called is known by its codes.
    await sql`INSERT INTO screen_places (screen_id, item_id, screen_name, scene_kind, scene_name)
      VALUES (${other}, ${wall}, '竖屏', 'wall', '最新')`.execute(writer);
    const photo = photos[galleryId]?.[0];
    await sql`INSERT INTO photo_plays (photo_id, day, screen_id, times, ms) VALUES (${photo}, ${today}, ${screen}, 3, 12340),
      (${photo}, ${plusDays(today, -40)}, ${screen}, 3, 99999)`.execute(writer);
    const rows = [
      [
        own,
        projectId,
        spec([
          item(wall, { kind: 'wall', galleryIds: [galleryId], title: '最新' }),
          item(thanks, { kind: 'message', text: '感谢赞助' }),
        ]),
      ],
      [
        theirs,
        null,
        spec([item(elsewhere, { kind: 'photos', galleryId }), item(foreign, { kind: 'photos', galleryId: newId(9) })]),
      ],
    ] as const;
    for (const [id, of, told] of rows) {
      await sql`INSERT INTO playlists (id, name, project_id, spec, version, created_at, updated_at)
        VALUES (${id}, '', ${of}, ${told}, 1, ${now}, ${now})`.execute(writer);
    }
  });
  const { screens, photos: looked } = await readReport(kit, actor, projectId, {});
  expect(screens.map(({ seconds }) => seconds)).toEqual([47.3, 47.3]);
  expect(screens.map(({ name }) => name).toSorted()).toEqual(['已删除', '竖屏']);
  expect(screens[0]?.items).toEqual([
    { name: '最新', kind: 'wall', times: 2, seconds: 30 },
    { name: '主会场', kind: 'photos', times: 4, seconds: 12.3 },
    { name: '感谢赞助', kind: 'message', times: 1, seconds: 5 },
  ]);
  expect(looked.find(({ photoId }) => photoId === photos[galleryId]?.[0])?.screenSeconds).toBe(12.3);
  // Of a part of the project nobody knows what a screen brought.
  const part = await readReport(kit, actor, projectId, { galleryId });
  expect([part.screens, new Set(part.photos.map(({ screenSeconds }) => screenSeconds))]).toEqual([[], new Set([0])]);
});
