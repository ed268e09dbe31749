import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { phoneAt, shelvePhotos } from '../../testing/guests.ts';
import { house } from '../../testing/people.ts';
import { upkeepRound } from '../../upkeep.ts';
import { rebuildTotals } from '../totals/rebuild.ts';
import { addViews } from '../totals/views.ts';
import { keptFrom, pruneEvents } from './keep.ts';

const dayMs = 86_400_000;
let box: TestBox | undefined;
afterEach(async () => {
  await box?.stop();
  box = undefined;
});

type At = Pick<TestBox, 'kit'>;
const rows = async (at: At, text: string) =>
  (await sql.raw<Record<string, unknown>>(text).execute(at.kit.db.read)).rows;
const count = async (at: At, table: string) => Number((await rows(at, `SELECT count(*) AS n FROM ${table}`))[0]?.n);
const made = (at: At) => at.kit.db.write((writer) => sql`UPDATE totals_state SET made = 1`.execute(writer));
const totals = ['day_totals', 'part_totals', 'photo_totals', 'length_totals', 'gap_totals', 'subject_visitors'];
const kept = async (at: At) =>
  Promise.all([...totals, 'link_visitors', 'hearts', 'subjects'].map((table) => rows(at, `SELECT * FROM ${table}`)));

/** The clock runs on; a leap of months would be no time to trust. */
async function pass(at: { kit: At['kit']; time: { advance(ms: number): void } }, days: number) {
  for (let left = days; left > 0; left -= 20) {
    at.time.advance(Math.min(20, left) * dayMs);
    at.kit.clock.now();
  }
}

/** Somebody's link, opened, looked through and saved from on the first day; a heart, a refusal and an answered ask with it. */
async function past() {
  const at = await house();
  await made(at);
  const link = await at.linkFor(await at.add({ name: '王芳' }), { policy: { download: 'original' } });
  const [photo] = await shelvePhotos(at.kit, at.projectId, at.galleryId, ['a.jpg']);
  const photoId = photo?.id as string;
  const visit = await at.open(link);
  await at.look(visit, photoId);
  at.kit.time.advance(30_000);
  const now = at.kit.clock.now();
  await at.kit.db.write((writer) => addViews(writer, [[visit, photoId, at.galleryId, 1, 1, 4000, now, null]], 'UTC'));
  await at.save(visit, link, photoId);
  await at.kit.db.write(async (writer) => {
    await sql`INSERT INTO hearts VALUES (${link}, 'phone', ${photoId}, '好看', ${now}, ${now})`.execute(writer);
    await sql`INSERT INTO refusals VALUES (${link}, 'late', 'used_up', 1, ${now}, 20261121, 1, NULL)`.execute(writer);
    await sql`INSERT INTO asks (id, link_id, link_edition, visitor, stand_in, mark, kind, name, note, asked_at, state, answered_at)
      VALUES ('ask', ${link}, 1, 'late', 0, '', 'opens', '王先生', '想再看', ${now}, 'given', ${now})`.execute(writer);
  });
  return { ...at, time: at.kit.time, link, visit, photoId };
}

test('what is older than the settings say goes with all that hangs on it, in whole days; sums and what links know of phones stay', async () => {
  const at = await past();
  await pass(at, 89);
  expect(await pruneEvents(at.kit)).toEqual({ visits: 0, refusals: 0 });
  expect(await keptFrom(at.kit)).toBeNull();
  const late = await at.open(at.link, 'other');
  const before = await kept(at);

  await pass(at, 2);
  expect(await pruneEvents(at.kit)).toEqual({ visits: 1, refusals: 1 });
  expect(await rows(at, 'SELECT id FROM visits')).toEqual([{ id: late }]);
  for (const table of ['photo_views', 'downloads', 'seen_photos', 'refusals'])
    expect(await count(at, table), table).toBe(0);
  expect(await rows(at, 'SELECT name, note FROM asks')).toEqual([{ name: '', note: '' }]);
  expect(await kept(at)).toEqual(before);
  const [first] = await rows(at, 'SELECT min(opened_at) AS at FROM visits');
  // The day on which everything is there: the one before may lack what earlier visits looked at after midnight.
  expect(Date.parse((await keptFrom(at.kit)) ?? '')).toBeLessThan(Number(first?.at));
  expect(await pruneEvents(at.kit)).toEqual({ visits: 0, refusals: 0 });
});

test('nothing goes while the clock cannot be trusted, nor before there are totals', async () => {
  const at = await past();
  await pass(at, 100);
  await at.kit.db.write((writer) => sql`UPDATE totals_state SET made = 0`.execute(writer));
  expect(await pruneEvents(at.kit)).toEqual({ visits: 0, refusals: 0 });
  await made(at);
  at.kit.time.setWall(at.kit.clock.now() + 400 * dayMs);
  expect(at.kit.clock.trusted()).toBe(false);
  expect(await pruneEvents(at.kit)).toEqual({ visits: 0, refusals: 0 });
  expect(await count(at, 'visits')).toBe(1);
  expect(await keptFrom(at.kit)).toBeNull();
});

test('a box prunes by the hour for as long as its owner says, and lists, stories and its own check know of it', async () => {
  box = await startTestBox();
  const { id: projectId } = await box.project();
  const gallery = await box.gallery(projectId);
  const { id: wang } = await box.owner.call<{ id: string }>('POST', `/api/projects/${projectId}/recipients`, {
    name: '王芳',
  });
  const { links } = await box.owner.call<{ links: Link[] }>('POST', `/api/projects/${projectId}/links`, {
    ...{ galleryIds: [gallery.id], for: 'one', recipientIds: [wang] },
  });
  const [link] = links as [Link];
  const phone = phoneAt(box.guestUrl);
  await phone.opened(link.url?.split('/').at(-1) as string);
  const opened = new Date(box.kit.clock.now()).toISOString();
  await box.owner.call('PATCH', '/api/settings', { keepEventsDays: 7 });
  await pass(box, 9);
  await upkeepRound(box.kit, () => new Set());
  expect(await count(box, 'visits')).toBe(0);

  const { items, counts } = await box.owner.call<{
    items: { opens: number; phones: number; firstOpenAt: string }[];
    counts: object;
  }>('GET', `/api/projects/${projectId}/people?list=all`);
  expect(counts).toMatchObject({ all: 1, not_opened: 0 });
  expect(items).toMatchObject([{ opens: 1, phones: 1, firstOpenAt: expect.any(String) }]);
  expect(Date.parse(items[0]?.firstOpenAt ?? '')).toBeLessThanOrEqual(Date.parse(opened));
  const story = await box.owner.call<object>('GET', `/api/recipients/${wang}/story`);
  expect(story).toMatchObject({ visits: [], olderVisits: 1, firstOpenAt: items[0]?.firstOpenAt, heat: [{ opens: 1 }] });

  // The same phone comes back: the second of the link's phones it is not.
  await phone.opened(link.url?.split('/').at(-1) as string);
  expect(await box.owner.call<object>('GET', `/api/recipients/${wang}/story`)).toMatchObject({
    visits: [{ phone: 1 }],
    olderVisits: 1,
  });
  const { brokenRows } = await import('../../store/check-rows.ts');
  const [{ user_version: schema } = {}] = await rows(box, 'PRAGMA user_version');
  expect(await brokenRows(box.kit.db.read, Number(schema))).toEqual([]);
});

test('5,000 visits go while guests open links: none of them is lost or waits for all of it', async () => {
  box = await startTestBox();
  const { id: projectId } = await box.project();
  const gallery = await box.gallery(projectId);
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
    ...{ galleryIds: [gallery.id], for: 'many', policy: { maxOpens: null, expiresAt: null } },
  });
  const token = link.url?.split('/').at(-1) as string;
  const { kit } = box;
  const first = phoneAt(box.guestUrl);
  await first.opened(token);
  await kit.db.write((writer) =>
    sql`WITH RECURSIVE many (nr) AS (SELECT 1 UNION ALL SELECT nr + 1 FROM many WHERE nr < 5000)
      INSERT INTO visits (id, link_id, visitor, stand_in, link_edition, password_edition, opened_at, ends_at, last_seen_at,
          on_site, address, agent, day, ms)
        SELECT 'old' || nr, link_id, 'phone' || nr, 0, 1, 0, opened_at, ends_at, last_seen_at, 1, '', '', day, 2000
        FROM visits, many LIMIT 5000`.execute(writer),
  );
  await kit.db.write((writer) =>
    sql`INSERT INTO photo_views SELECT visits.id, photo.value, ${gallery.id}, 1, 1, 1000, opened_at, opened_at, NULL, day, NULL
      FROM visits, json_each('["a", "b"]') AS photo WHERE visits.id LIKE 'old%'`.execute(writer),
  );
  await rebuildTotals(kit);
  const before = await rows(box, 'SELECT * FROM gap_totals');
  await pass(box, 92);

  let pruning = true;
  const pruned = pruneEvents(kit).finally(() => {
    pruning = false;
  });
  let opens = 0;
  while (pruning) {
    await phoneAt(box.guestUrl).opened(token);
    opens += 1;
  }
  expect(await pruned).toEqual({ visits: 5001, refusals: 0 });
  // They opened in between, not after it.
  expect(opens).toBeGreaterThan(3);
  expect(await count(box, 'visits')).toBe(opens);
  expect(await count(box, 'photo_views')).toBe(0);
  expect(await rows(box, 'SELECT * FROM gap_totals')).toEqual(expect.arrayContaining(before));
  // The first phone comes back: not a new one, though its visit is gone.
  await first.opened(token);
  const [old] = await rows(
    box,
    `SELECT sum(count) AS n FROM gap_totals JOIN subjects ON number = subject WHERE id = '${link.id}' AND before1 > 0`,
  );
  expect(old?.n).toBe(1);
});

test('cut off in the middle, the next round goes on with it', async () => {
  const at = await past();
  const visits = await rows(at, 'SELECT id FROM visits');
  await at.kit.db.write((writer) =>
    sql`WITH RECURSIVE many (nr) AS (SELECT 1 UNION ALL SELECT nr + 1 FROM many WHERE nr < 3000)
      INSERT INTO seen_photos SELECT ${visits[0]?.id}, 'photo' || nr, 1, nr FROM many`.execute(writer),
  );
  await pass(at, 100);
  const writes = at.kit.db.write;
  let left = 2;
  const torn = {
    ...at.kit,
    db: {
      ...at.kit.db,
      read: at.kit.db.read,
      write: ((work) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('cut off')) : writes(work);
      }) as typeof writes,
    },
  };
  await expect(pruneEvents(torn)).rejects.toThrow('cut off');
  expect(await count(at, 'visits')).toBe(1);
  expect(await keptFrom(at.kit)).not.toBeNull();
  expect(await pruneEvents(at.kit)).toEqual({ visits: 1, refusals: 1 });
  expect(await count(at, 'seen_photos')).toBe(0);
});
