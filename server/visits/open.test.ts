import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { PolicyInput } from '#contract/links.ts';
import { changeLink, readLink, revokeLink } from '../links/link.ts';
import { opensOfVisitor, type StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { testTime } from '../testing/clock.ts';
import { type TestKit, testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { makeOpener, type Opened } from './open.ts';
import type { Opening } from './opening.ts';
import { openRunning, type Running } from './running.ts';

const minute = 60_000;

interface Hall {
  kit: TestKit;
  running: Running;
  link(): Promise<StoredLink>;
  press(more?: Partial<Opening>): Promise<Opened>;
  /** How it ended: the refusal's code, or whether it was a new visit. */
  outcome(more?: Partial<Opening>): Promise<string>;
}

/** A link with this policy, and phones that press its button. */
async function hall(policy: PolicyInput = {}, time = testTime()): Promise<Hall> {
  const kit = await testKit(time);
  const { id } = await newLink(kit, { policy });
  const running = await openRunning(kit);
  onTestFinished(() => running.stop());
  const open = makeOpener(kit, running);
  const link = () => readLink(kit.db.read, id);
  let phones = 0;
  const press: Hall['press'] = async (more = {}) => {
    phones += 1;
    const phone = { visitor: { key: `phone ${phones}`, standIn: false }, visitId: undefined, nonce: undefined };
    const rest = { password: undefined, onSite: true, address: '192.168.8.20', agent: 'Mozilla/5.0' };
    return open({ ...phone, ...rest, ...more, link: more.link ?? (await link()) });
  };
  const outcome: Hall['outcome'] = (more) =>
    press(more).then(
      ({ resumed }) => (resumed ? 'resumed' : 'opened'),
      (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
    );
  return { kit, running, link, press, outcome };
}

const phone = (key: string) => ({ visitor: { key, standIn: false } });

test('200 phones at once for 50 opens: exactly 50 get in, and 50 are counted', async () => {
  const { link, outcome, kit } = await hall({ maxOpens: 50 });
  const outcomes = await Promise.all(Array.from({ length: 200 }, () => outcome()));

  expect(outcomes.filter((one) => one === 'opened')).toHaveLength(50);
  expect(outcomes.filter((one) => one === 'link_exhausted')).toHaveLength(150);
  expect((await link()).opens).toBe(50);
  const rows = await kit.db.read.selectFrom('visits').selectAll().execute();
  expect(rows).toHaveLength(50);
});

test('with every press sent three times over, it is still exactly 50', async () => {
  const { link, outcome, kit } = await hall({ maxOpens: 50 });
  const presses = Array.from({ length: 200 }, (_, index) => ({
    nonce: `nonce-of-phone-${index}-0000`,
    visitor: { key: `${index % 7}`, standIn: true },
  }));
  const outcomes = await Promise.all([...presses, ...presses, ...presses].map((press) => outcome(press)));

  expect(outcomes.filter((one) => one === 'opened')).toHaveLength(50);
  expect(outcomes.filter((one) => one === 'resumed')).toHaveLength(100);
  expect((await link()).opens).toBe(50);
  expect(await kit.db.read.selectFrom('visits').select('id').execute()).toHaveLength(50);
});

test('of many that press in one instant each is judged by itself: who has had a share, who comes too late, who is new', async () => {
  const { kit, link, press, outcome } = await hall({ maxOpens: 303, maxOpensPerVisitor: 1 });
  const guests = Array.from({ length: 300 }, (_, nr) => phone(`guest ${nr}`));
  for (const nr of [0, 77, 130]) await press(guests[nr]);
  kit.time.advance(31 * minute);

  const opens: number[] = [];
  kit.changes.on('visit.opened', (told) => opens.push(told.opens));
  const outcomes = await Promise.all(guests.map((guest) => outcome(guest)));
  expect(outcomes.map((one, nr) => (one === 'opened' ? undefined : nr)).filter((nr) => nr !== undefined)).toEqual([
    0, 77, 130,
  ]);
  expect(outcomes[77]).toBe('link_exhausted');
  expect(opens).toEqual(Array.from({ length: 297 }, (_, at) => at + 4));

  const late = await Promise.all(Array.from({ length: 20 }, (_, nr) => outcome(phone(`late ${nr}`))));
  // Each read its link first, in no order, so any three of them are the first.
  expect(late.toSorted()).toEqual([...Array(17).fill('link_exhausted'), ...Array(3).fill('opened')]);
  expect((await link()).opens).toBe(303);
  const rows = await kit.db.read.selectFrom('visits').select('id').orderBy(sql`rowid`).execute();
  expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted());
  expect(new Set(rows).size).toBe(303);
});

test('one phone that presses twenty times at once has one visit', async () => {
  const { link, press } = await hall({ maxOpensPerVisitor: 5 });
  const visits = await Promise.all(Array.from({ length: 20 }, () => press(phone('one'))));

  expect(new Set(visits.map(({ visit }) => visit.id)).size).toBe(1);
  expect((await link()).opens).toBe(1);
});

test('each phone has its own share, and a lapsed visit spends of it', async () => {
  const { kit, outcome, link } = await hall({ maxOpensPerVisitor: 2 });
  const rounds: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    rounds.push(await outcome(phone('one')));
    kit.time.advance(31 * minute);
  }
  expect(rounds).toEqual(['opened', 'opened', 'link_exhausted']);
  expect(await outcome(phone('two'))).toBe('opened');
  expect((await link()).opens).toBe(3);
});

test('like phones without cookies are told apart by nothing, so no share binds them and none resumes another’s visit', async () => {
  const { outcome, link, kit } = await hall({ maxOpensPerVisitor: 1 });
  const standIn = { visitor: { key: 'two like phones', standIn: true } };
  expect(await outcome(standIn)).toBe('opened');
  expect(await outcome(standIn)).toBe('opened');
  expect((await link()).opens).toBe(2);
  expect(await opensOfVisitor(kit.db.read, (await link()).id, 'two like phones')).toMatchObject({ opens: 2 });
});

test('the same press again is the same visit: by its pass, by the phone, and for ten minutes by its nonce', async () => {
  const { kit, press, link, outcome } = await hall();
  const nonce = 'the-nonce-of-this-gate';
  const first = await press({ visitor: { key: 'no cookies', standIn: true }, nonce });

  expect((await press({ visitor: { key: 'no cookies', standIn: true }, nonce })).visit.id).toBe(first.visit.id);
  expect((await press({ ...phone('cookie came late'), nonce })).visit.id).toBe(first.visit.id);
  expect((await press({ visitId: first.visit.id })).visit.id).toBe(first.visit.id);
  expect((await link()).opens).toBe(1);

  kit.time.advance(10 * minute);
  expect(await outcome({ visitor: { key: 'no cookies', standIn: true }, nonce })).toBe('opened');
  expect((await link()).opens).toBe(2);
});

test('a gate that was copied to another phone with a cookie of its own is another open', async () => {
  const { press, outcome, link } = await hall();
  const nonce = 'the-nonce-of-one-gate';
  await press({ ...phone('one'), nonce });
  expect(await outcome({ ...phone('two'), nonce })).toBe('opened');
  expect((await link()).opens).toBe(2);
});

test('a visit that took the last open goes on where the next phone is refused', async () => {
  const { outcome, link } = await hall({ maxOpens: 1 });
  expect(await outcome(phone('one'))).toBe('opened');
  expect(await outcome(phone('one'))).toBe('resumed');
  expect(await outcome(phone('two'))).toBe('link_exhausted');
  expect((await link()).opens).toBe(1);
});

test.each<[string, PolicyInput, string]>([
  ['that opens in an hour', { opensAt: new Date(Date.now() + 60 * minute).toISOString() }, 'link_not_open_yet'],
  ['that ended', { expiresAt: new Date(Date.now() - minute).toISOString() }, 'link_expired'],
  ['with a password that was not typed', { password: '2026' }, 'password_required'],
])('a link %s opens for nobody and counts nothing', async (_, policy, code) => {
  const { outcome, link } = await hall(policy);
  expect(await outcome()).toBe(code);
  expect(await outcome({ password: '  ' })).toBe(code);
  expect((await link()).opens).toBe(0);
});

test('a link opens from its first instant on and until its last', async () => {
  const start = Date.UTC(2027, 0, 1);
  const opensAt = new Date(start + 10_000).toISOString();
  const expiresAt = new Date(start + 60 * minute).toISOString();
  const { kit, outcome, link } = await hall({ opensAt, expiresAt }, testTime(start));
  expect(await outcome(phone('one'))).toBe('link_not_open_yet');
  kit.time.advance(10_000);
  expect(await outcome(phone('one'))).toBe('opened');
  kit.time.advance(29 * minute);
  expect(await outcome(phone('one'))).toBe('resumed');
  kit.time.advance(31 * minute);
  expect(await outcome(phone('one'))).toBe('link_expired');
  expect((await link()).opens).toBe(1);
});

test('what the count is told late is still what counts: a link that is revoked, changed or used up meanwhile does not open', async () => {
  const { kit, outcome, link } = await hall({ maxOpens: 2 });
  const stale = await link();
  await changeLink(kit, actor, stale.id, { policy: { password: 'new' } });
  expect(await outcome({ link: stale })).toBe('password_required');
  await changeLink(kit, actor, stale.id, { policy: { password: null, maxOpens: 1 } });
  expect(await outcome({ link: stale })).toBe('opened');
  expect(await outcome({ link: stale })).toBe('link_exhausted');
  await changeLink(kit, actor, stale.id, {
    policy: { maxOpens: null, expiresAt: new Date(kit.clock.now() - 1).toISOString() },
  });
  expect(await outcome({ link: stale })).toBe('link_expired');
  await revokeLink(kit, actor, stale.id);
  expect(await outcome({ link: stale })).toBe('link_revoked');
  expect((await link()).opens).toBe(1);
});

test('no share of opens is lost when one write carries a refused and a good one', async () => {
  const { outcome, link } = await hall({ maxOpensPerVisitor: 1, maxOpens: 10 });
  await outcome(phone('one'));
  const stale = { ...(await link()) };
  const outcomes = await Promise.all(['two', 'three', 'four'].map((key) => outcome({ ...phone(key), link: stale })));
  expect(outcomes).toEqual(['opened', 'opened', 'opened']);
  expect((await link()).opens).toBe(4);
});

test('the right password opens, however the phone wrote it; a visit that runs is not asked again', async () => {
  const { press, outcome } = await hall({ password: ' Élan2026 ' });
  expect(await outcome({ password: 'elan2026' })).toBe('password_wrong');
  const first = await press({ ...phone('one'), password: `${'É'.normalize('NFD')}lan２０２６ ` });
  expect(first.resumed).toBe(false);
  expect(await outcome(phone('one'))).toBe('resumed');
});

test('a new password ends the visits that were opened with the old one', async () => {
  const { kit, outcome, link } = await hall({ password: 'old' });
  expect(await outcome({ ...phone('one'), password: 'old' })).toBe('opened');
  await changeLink(kit, actor, (await link()).id, { policy: { password: 'new' } });
  expect(await outcome(phone('one'))).toBe('password_required');
  expect(await outcome({ ...phone('one'), password: 'old' })).toBe('password_wrong');
  expect(await outcome({ ...phone('one'), password: 'new' })).toBe('opened');
});

test('an open is on disk before anybody hears of it, with the address cut', async () => {
  const { kit, press, link } = await hall();
  const told: unknown[] = [];
  kit.changes.on('visit.opened', (fact) => told.push(fact));
  const { visit } = await press({
    address: '::ffff:203.0.113.77',
    agent: 'A'.repeat(1000),
    onSite: false,
    nonce: 'nonce-nonce-nonce',
  });

  const row = await kit.db.read.selectFrom('visits').selectAll().where('id', '=', visit.id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    address: '203.0.113.0/24',
    agent: 'A'.repeat(300),
    on_site: 0,
    stand_in: 0,
    nonce: 'nonce-nonce-nonce',
  });
  const { id: linkId, projectId, opens, lastOpenAt } = await link();
  expect(told).toEqual([{ visitId: visit.id, linkId, projectId, opens: 1, staff: false }]);
  expect([opens, lastOpenAt]).toEqual([1, row.opened_at]);
});

test('a preview that posts the form opens nothing, even with a phone’s visit', async () => {
  const { outcome, link } = await hall();
  const agent = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
  expect(await outcome(phone('one'))).toBe('opened');
  expect(await outcome({ ...phone('one'), agent })).toBe('no_visit');
  expect((await link()).opens).toBe(1);
});
