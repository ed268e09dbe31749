import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Story } from '#contract/people.ts';
import type { Recipient } from '#contract/recipients.ts';
import { startTestBox, type TestBox } from '../../testing/box.ts';
import { jsonPost, phoneAt, shelvePhotos } from '../../testing/guests.ts';
import { actor } from '../../testing/links.ts';
import { house } from '../../testing/people.ts';
import { totalsDiffer } from '../totals/rebuild.ts';
import { finishForgetting, forgetPhone } from './forget.ts';
import { beginForgetting, tracesOf } from './table.ts';

let box: TestBox;
afterEach(() => box?.stop());

const rows = async (at: Pick<TestBox, 'kit'>, text: string) =>
  (await sql.raw<Record<string, unknown>>(text).execute(at.kit.db.read)).rows;
/** What reports count of a project, whoever it was. */
const figures = async (at: Pick<TestBox, 'kit'>) => ({
  days: await rows(at, 'SELECT * FROM day_totals ORDER BY subject, day'),
  parts: await rows(at, 'SELECT * FROM part_totals ORDER BY subject, kind, day, part'),
  gaps: await rows(at, 'SELECT * FROM gap_totals ORDER BY subject, kind, day, before1, before2'),
  phones: await rows(
    at,
    'SELECT subject, count(*) AS phones, sum(opens) AS opens FROM subject_visitors GROUP BY subject',
  ),
  links: await rows(at, 'SELECT link_id, count(*) AS phones, sum(opens) AS opens FROM link_visitors GROUP BY link_id'),
});

/** A box with a gallery, somebody and their link, which takes feedback and asks. */
async function boxWithLink(policy: Record<string, unknown> = {}) {
  box = await startTestBox();
  const { id: projectId } = await box.project();
  const gallery = await box.gallery(projectId);
  const [photo] = await shelvePhotos(box.kit, projectId, gallery.id, ['a.jpg']);
  const wang = await box.owner.call<Recipient>('POST', `/api/projects/${projectId}/recipients`, { name: '王芳' });
  const newLink = async (more: object = {}) => {
    const { links } = await box.owner.call<{ links: Link[] }>('POST', `/api/projects/${projectId}/links`, {
      galleryIds: [gallery.id],
      for: 'one',
      recipientIds: [wang.id],
      policy: { feedback: true, ...policy },
      ...more,
    });
    return links[0] as Link;
  };
  const tokenOf = ({ url }: Link) => (url as string).split('/').at(-1) as string;
  const story = () => box.owner.call<Story>('GET', `/api/recipients/${wang.id}/story`);
  const forget = (visit: { id: string; linkId: string }, by = box.owner) =>
    by.ask('DELETE', `/api/links/${visit.linkId}/visits/${visit.id}/phone`);
  return { projectId, photoId: photo?.id as string, newLink, tokenOf, story, forget };
}

test('a phone is forgotten on all its links: nothing ties a row to it, every figure stays, and by its cookie it is a new phone', async () => {
  const at = await boxWithLink({ maxOpens: 2 });
  const [one, other] = [await at.newLink(), await at.newLink()];
  const phone = phoneAt(box.guestUrl);
  const stranger = phoneAt(box.guestUrl);
  for (const link of [one, other]) await phone.opened(at.tokenOf(link));
  await phone.ask(`/g/${at.tokenOf(one)}/photos/${at.photoId}/heart`, jsonPost({ on: true, line: '想要这张' }));
  await stranger.opened(at.tokenOf(one));
  // The link is used up: it is refused, and asks for more.
  const late = phoneAt(box.guestUrl);
  expect((await late.open(at.tokenOf(one))).status).toBe(410);
  await late.ask(`/g/${at.tokenOf(one)}/ask`, jsonPost({ name: '王小芳', note: '我在 3 号桌' }));

  // Refusals are noted beside the requests.
  await expect.poll(() => rows(box, 'SELECT reason FROM refusals')).toEqual([{ reason: 'used_up' }]);
  const before = await at.story();
  const visits = before.visits.filter(({ linkId, phone: nr }) => linkId === one.id && nr === 1);
  const counted = await figures(box);
  expect(await totalsDiffer(box.kit)).toEqual([]);
  const [key] = await rows(box, `SELECT visitor FROM visits WHERE id = '${visits[0]?.id}'`);
  const tied = async (visitor: unknown) =>
    (
      await Promise.all(
        ['visits', 'link_visitors', 'subject_visitors', 'hearts', 'asks', 'refusals', 'hide_requests'].map((table) =>
          rows(box, `SELECT 1 FROM ${table} WHERE visitor = '${visitor}'`),
        ),
      )
    ).flat().length;
  expect(await tied(key?.visitor)).toBeGreaterThan(5);

  expect((await at.forget(visits[0] as Story['visits'][number])).status).toBe(204);
  expect(await tied(key?.visitor)).toBe(0);
  expect(await rows(box, 'SELECT * FROM forgetting')).toEqual([]);
  expect(await figures(box)).toEqual(counted);
  expect(await totalsDiffer(box.kit)).toEqual([]);
  const gone = await rows(box, "SELECT DISTINCT address, agent, nonce FROM visits WHERE visitor LIKE '~%'");
  expect(gone).toEqual([{ address: '', agent: '', nonce: null }]);
  expect((await at.story()).visits.map(({ linkId, forgotten }) => [linkId === one.id, forgotten]).toSorted()).toEqual([
    [false, true],
    [true, false],
    [true, true],
  ]);
  expect(await rows(box, "SELECT line FROM hearts WHERE visitor LIKE '~%'")).toEqual([{ line: '' }]);
  const audit = await rows(box, "SELECT action, subject, detail FROM audit WHERE action = 'phone.forget'");
  expect(audit).toEqual([{ action: 'phone.forget', subject: one.id, detail: '{}' }]);

  // What ran of it is over, also after a restart; the same cookie opens as a new visitor.
  const page = `/g/${at.tokenOf(other)}`;
  expect(await (await phone.ask(page)).text()).not.toContain(at.photoId);
  box = await box.restart();
  const after = phoneAt(box.guestUrl);
  for (const name of ['visitor', 'visit']) {
    const value = phone.cookie(name);
    if (value) after.setCookie(name, name === 'visitor' ? '/' : page, value);
  }
  expect(await (await after.ask(page)).text()).not.toContain(at.photoId);
  await after.opened(at.tokenOf(other));
  const story = await at.story();
  const own = story.visits.filter(({ linkId }) => linkId === other.id);
  expect(own.map(({ phone: nr, forgotten }) => [nr, forgotten])).toEqual([
    [2, false],
    [1, true],
  ]);
  expect(await totalsDiffer(box.kit)).toEqual([]);
});

test('who is let into a link that is used up is forgotten with name and note, and waits no more', async () => {
  const at = await boxWithLink({ maxOpens: 1 });
  const [used, free] = [await at.newLink(), await at.newLink({ policy: {} })];
  await box.owner.call('POST', '/api/hooks', {
    ...{ name: '前台', form: 'wecom', facts: ['asked', 'opened'], url: 'https://robot.invalid/hook' },
  });
  const inLine = async () => (await rows(box, 'SELECT body FROM hook_deliveries')).map(({ body }) => String(body));
  await phoneAt(box.guestUrl).opened(at.tokenOf(used));
  const late = phoneAt(box.guestUrl);
  await late.opened(at.tokenOf(free));
  await late.open(at.tokenOf(used));
  await late.ask(`/g/${at.tokenOf(used)}/ask`, jsonPost({ name: '王小芳', note: '我在 3 号桌' }));
  expect(await rows(box, 'SELECT name, state FROM asks')).toEqual([{ name: '王小芳', state: 'open' }]);
  const refused = () => rows(box, 'SELECT * FROM refusals');
  await expect.poll(async () => (await refused()).length).toBe(1);
  await expect.poll(async () => (await inLine()).filter((body) => body.includes('王小芳')).length).toBe(1);
  const [before] = await refused();

  const visit = (await at.story()).visits.find(({ linkId }) => linkId === free.id) as Story['visits'][number];
  const told: string[] = [];
  box.kit.changes.on('ask.answered', ({ linkId }) => told.push(linkId));
  await at.forget(visit);
  expect(told).toEqual([used.id]);
  // What waits to be told to a webhook that cannot be reached says nothing of it either; the rest waits on.
  expect((await inLine()).join()).not.toMatch(/王小芳|3 号桌/);
  expect((await inLine()).length).toBeGreaterThan(0);
  const [ask] = await rows(box, 'SELECT * FROM asks');
  expect(ask).toMatchObject({ name: '', note: '', mark: '', state: 'lapsed', visitor: expect.stringMatching(/^~/) });
  expect(await refused()).toEqual([{ ...before, visitor: expect.stringMatching(/^~/) }]);
  expect(await totalsDiffer(box.kit)).toEqual([]);
});

test('one told apart by network and make alone is forgotten like any other', async () => {
  const at = await boxWithLink();
  const link = await at.newLink();
  const bare = () => phoneAt(box.guestUrl, { refusesCookies: true });
  await bare().opened(at.tokenOf(link));
  box.time.advance(60_000);
  await bare().opened(at.tokenOf(link));
  const [visit] = (await at.story()).visits;
  expect(visit).toMatchObject({ standIn: true, phone: 1 });
  const counted = await figures(box);
  await at.forget(visit as Story['visits'][number]);
  expect(await figures(box)).toEqual(counted);
  expect((await at.story()).visits.map(({ forgotten }) => forgotten)).toEqual([true, true]);
  await bare().opened(at.tokenOf(link));
  expect((await at.story()).visits.map(({ phone, forgotten }) => [phone, forgotten])).toEqual([
    [2, false],
    [1, true],
    [1, true],
  ]);
  expect(await totalsDiffer(box.kit)).toEqual([]);
});

test('presenters may not, a visit of another link is none, and a second try does nothing more', async () => {
  const at = await boxWithLink();
  const [link, other] = [await at.newLink(), await at.newLink()];
  await phoneAt(box.guestUrl).opened(at.tokenOf(link));
  const [visit] = (await at.story()).visits as [Story['visits'][number]];
  expect((await at.forget(visit, await box.as('presenter'))).status).toBe(403);
  expect((await at.forget({ ...visit, linkId: other.id })).status).toBe(404);
  expect((await at.story()).visits[0]?.forgotten).toBe(false);
  expect((await at.forget(visit, await box.as('staff'))).status).toBe(204);
  const [before] = await rows(box, 'SELECT visitor FROM visits');
  expect((await at.forget(visit)).status).toBe(204);
  expect((await rows(box, 'SELECT visitor FROM visits'))[0]).toEqual(before);
  expect(await rows(box, "SELECT 1 FROM audit WHERE action = 'phone.forget'")).toHaveLength(1);
});

test('both browsers of one phone are forgotten', async () => {
  const at = await house();
  const link = await at.linkFor(await at.add({ name: '王芳' }), { policy: { maxDevices: 1 } });
  await at.open(link, 'wechat');
  const visit = await at.open(link, 'safari', { agent: 'iPhone Safari' });
  await forgetPhone(at.kit, actor, link, visit);
  const phones = await rows(at, 'SELECT visitor, device, mark FROM link_visitors ORDER BY device');
  expect(phones).toEqual([
    { visitor: expect.stringMatching(/^~/), device: null, mark: null },
    { visitor: expect.stringMatching(/^~/), device: phones[0]?.visitor, mark: null },
  ]);
  expect(await rows(at, "SELECT 1 FROM visits WHERE visitor IN ('wechat', 'safari')")).toEqual([]);
  expect(await totalsDiffer(at.kit)).toEqual([]);
});

test('cut off in between, it is finished by the next round; what the phone opened meanwhile is its own', async () => {
  const at = await house();
  const link = await at.linkFor(await at.add({ name: '王芳' }));
  for (let nr = 0; nr < 7; nr += 1) await at.open(link, 'phone');
  await at.open(link, 'other');
  const { kit } = at;
  const traces = await tracesOf(kit.db.read, 'phone');
  // As after a kill behind the first write, which took no more than three of the visits along.
  await kit.db.write((writer) =>
    beginForgetting(writer, { visitor: 'phone', fresh: '~new', now: kit.clock.now() }, traces, 3),
  );
  expect(await rows(at, "SELECT count(*) AS visits FROM visits WHERE visitor = 'phone'")).toEqual([{ visits: 4 }]);
  await at.open(link, 'phone');

  expect(await finishForgetting(kit)).toBe(1);
  expect(await finishForgetting(kit)).toBe(0);
  expect(await rows(at, 'SELECT visitor, count(*) AS visits FROM visits GROUP BY visitor ORDER BY visitor')).toEqual([
    { visitor: 'other', visits: 1 },
    { visitor: 'phone', visits: 1 },
    { visitor: '~new', visits: 7 },
  ]);
  expect(await rows(at, 'SELECT visitor, opens FROM link_visitors ORDER BY visitor')).toEqual([
    { visitor: 'other', opens: 1 },
    { visitor: 'phone', opens: 1 },
    { visitor: '~new', opens: 7 },
  ]);
  expect(await totalsDiffer(kit)).toEqual([]);
});

test('thousands of visits of one visitor go in small writes, and none is left', async () => {
  const at = await house();
  const link = await at.linkFor(null, { label: '海报', for: 'many' });
  const visit = await at.open(link, 'phone');
  await at.kit.db.write((writer) =>
    sql`WITH RECURSIVE many (nr) AS (SELECT 1 UNION ALL SELECT nr + 1 FROM many WHERE nr < 2500)
      INSERT INTO visits (id, link_id, visitor, stand_in, link_edition, password_edition, opened_at, ends_at, last_seen_at,
          on_site, address, agent, day)
        SELECT 'old' || nr, link_id, visitor, stand_in, 1, 0, nr, nr, nr, 1, '10.0.0.0/24', 'iPhone', 20261001
        FROM visits, many WHERE id = ${visit}`.execute(writer),
  );
  await forgetPhone(at.kit, actor, link, visit);
  expect(
    await rows(at, "SELECT visitor LIKE '~%' AS new, agent, count(*) AS visits FROM visits GROUP BY 1, 2"),
  ).toEqual([{ new: 1, agent: '', visits: 2501 }]);
});
