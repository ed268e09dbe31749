import { expect, onTestFinished, test } from 'vitest';
import type { AskReply } from '#contract/asks.ts';
import type { PolicyInput } from '#contract/links.ts';
import type { Actor } from '../box/actor.ts';
import { changeSettings } from '../box/settings.ts';
import { extendLink, rotateLink } from '../links/extend.ts';
import { changeLink, readLink, revokeLink } from '../links/link.ts';
import { changeProject } from '../projects/project.ts';
import { Refusal } from '../refusal.ts';
import { testTime } from '../testing/clock.ts';
import { testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { makeOpener } from '../visits/open.ts';
import { openRunning } from '../visits/running.ts';
import { openAsks } from './asks.ts';
import { kindOfRefusal } from './kind.ts';

// 12:00 on 1 March 2027 in Shanghai.
const noon = Date.UTC(2027, 2, 1, 4);
const hour = 3_600_000;
const day = 24 * hour;

/** A link of this policy; phones press, and ask where they are kept out. */
async function door(policy: PolicyInput) {
  const time = testTime(noon);
  const kit = await testKit(time);
  await changeSettings(kit, 'box', { timeZone: 'Asia/Shanghai' });
  const { id, projectId } = await newLink(kit, { policy, label: '媒体版' });
  const running = await openRunning(kit);
  const asks = await openAsks(kit);
  onTestFinished(async () => {
    asks.stop();
    await running.stop();
  });
  const opener = makeOpener(kit, running);
  const visitorOf = (key: string) => ({ key, standIn: key.startsWith('like') });
  const press = async (key: string): Promise<Refusal | 'open'> =>
    opener({
      link: await readLink(kit.db.read, id),
      visitor: visitorOf(key),
      ...{ visitId: undefined, nonce: undefined, password: undefined, onSite: true },
      // Each by a network of its own, so that none looks like another's second browser.
      address: `10.0.${key.charCodeAt(0)}.${key.length}`,
      agent: `agent of ${key}`,
    }).then(
      () => 'open' as const,
      (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
    );
  /** Presses, and asks where that was refused. */
  const ask = async (key: string, said: { name?: string; note?: string } = {}) => {
    const refused = await press(key);
    if (refused === 'open') throw new Error(`${key} is in`);
    const kind = kindOfRefusal(refused);
    if (!kind) throw refused;
    const link = await readLink(kit.db.read, id);
    return asks.add(link, { visitor: visitorOf(key), mark: `ios 10.0.0.0/24`, kind, name: '', note: '', ...said });
  };
  const waiting = async (as: Actor = actor) => asks.list(as, { state: 'open' });
  const heard: string[] = [];
  kit.changes.on('ask.added', () => heard.push('added'));
  kit.changes.on('ask.answered', () => heard.push('answered'));
  const opens = async (key: string) => {
    const told = await press(key);
    return told === 'open' ? told : told.code;
  };
  return {
    ...{ kit, time, id, projectId, asks, press, ask, waiting, heard, opens },
    answer: async (reply: AskReply, at = 0, as: Actor = actor) =>
      asks.answer(as, (await waiting())[at]?.id ?? id, reply),
    link: () => readLink(kit.db.read, id),
    rows: () => kit.db.read.selectFrom('asks').selectAll().execute(),
  };
}

test('who waits at a used-up link is told to staff by name, and let in by one answer', async () => {
  const { ask, waiting, answer, opens, heard, link, kit, id } = await door({ maxOpens: 1 });
  await opens('first');
  expect(await ask('wang', { name: '影像周刊 王楠', note: '明早见报' })).toMatchObject({ state: 'waiting' });
  await ask('li');
  expect(await waiting()).toMatchObject([
    { kind: 'exhausted', name: '影像周刊 王楠', note: '明早见报', system: 'ios', state: 'open', answeredAt: null },
    { kind: 'exhausted', name: '' },
  ]);
  const { asks, waiting: left } = await answer({ opens: 20 });
  expect([asks.length, left, (await link()).maxOpens]).toEqual([2, 0, 21]);
  expect([await opens('wang'), await opens('li')]).toEqual(['open', 'open']);
  expect(heard).toEqual(['added', 'added', 'answered', 'answered']);
  const audit = await kit.db.read.selectFrom('audit').select(['action']).where('subject', '=', id).execute();
  expect(audit.map(({ action }) => action)).toEqual(['link.add', 'link.revive', 'ask.give']);
});

test('of those who wait no more are answered than may come in', async () => {
  const { ask, waiting, answer, opens } = await door({ maxOpens: 1 });
  await opens('first');
  for (const key of ['a', 'b', 'c']) await ask(key);
  expect(await answer({ opens: 1 }, 2)).toMatchObject({ waiting: 2 });
  // The one that staff tapped, though it came last.
  expect((await waiting()).length).toBe(2);
  expect(await opens('c')).toBe('open');
  expect(await opens('a')).toBe('link_exhausted');
});

test.each([
  ['expired', { expiresInDays: 0 }, day, { days: 7 }, undefined],
  ['expired, and used up as well', { expiresInDays: 0, maxOpens: 1 }, day, { days: 7 }, undefined],
  ['expired, given opens', { expiresInDays: 0, maxOpens: 5 }, day, { opens: 3 }, undefined],
  ['revoked', {}, 0, { revive: true }, 'revoke'],
] as const)('a link that is %s opens again by one answer', async (_name, policy, later, reply, act) => {
  const { kit, time, id, ask, answer, opens } = await door(policy);
  await opens('first');
  if (act) await revokeLink(kit, actor, id);
  time.advance(later);
  await ask('wang');
  expect((await answer(reply)).asks).toHaveLength(1);
  expect(await opens('wang')).toBe('open');
});

test('a phone that had its share gets more, and no other does', async () => {
  const { time, ask, answer, opens, link } = await door({ maxOpensPerVisitor: 1 });
  for (const key of ['wang', 'li']) await opens(key);
  time.advance(hour);
  await ask('wang');
  await answer({ opensPerVisitor: 2 });
  for (const expected of ['open', 'open', 'link_exhausted']) {
    expect(await opens('wang')).toBe(expected);
    time.advance(hour);
  }
  expect([await opens('li'), (await link()).maxOpensPerVisitor]).toEqual(['link_exhausted', 1]);
});

test('a second phone of a one-phone link is let in, and only that one', async () => {
  const { ask, waiting, answer, opens } = await door({ maxDevices: 1 });
  await opens('first');
  for (const key of ['second', 'third']) await ask(key);
  expect((await waiting()).map(({ kind }) => kind)).toEqual(['device', 'device']);
  expect(await answer({ letIn: true }, 1)).toMatchObject({ waiting: 1 });
  expect([await opens('third'), await opens('second'), await opens('first')]).toEqual([
    'open',
    'too_many_devices',
    'open',
  ]);
  expect((await answer({ letIn: true, all: true })).waiting).toBe(0);
  expect(await opens('second')).toBe('open');
});

test('a no is for one, or for all where that is said, and stands for an hour', async () => {
  const { time, ask, answer, waiting, asks, link } = await door({ expiresInDays: 0 });
  time.advance(day);
  for (const key of ['a', 'b', 'c']) await ask(key);
  expect(await answer({ decline: true })).toMatchObject({ waiting: 2 });
  expect(await ask('a')).toMatchObject({ state: 'declined' });
  await answer({ decline: true, all: true });
  expect(await waiting()).toEqual([]);
  time.advance(hour);
  expect(await asks.standing(await link(), { key: 'a', standIn: false })).toEqual({ state: 'may' });
});

test('asking again while one waits writes nothing, five a day are enough, and at one link two hundred', async () => {
  const { time, ask, answer, rows, heard } = await door({ expiresInDays: 0 });
  time.advance(day);
  const states = await Promise.all(Array.from({ length: 10 }, () => ask('eager')));
  expect(states.map((told) => told?.state)).toEqual(Array(10).fill('waiting'));
  expect([(await rows()).length, heard]).toEqual([1, ['added']]);
  for (let nr = 1; nr < 5; nr += 1) {
    await answer({ decline: true });
    time.advance(hour);
    expect(await ask('eager')).toMatchObject({ state: 'waiting' });
  }
  await answer({ decline: true });
  time.advance(hour);
  expect(await ask('eager')).toEqual({ state: 'enough' });
  const crowd = await Promise.all(Array.from({ length: 205 }, (_, nr) => ask(`phone ${nr}`)));
  expect(crowd.filter((told) => told?.state === 'waiting')).toHaveLength(200);
  expect(await ask('like phones')).toEqual({ state: 'enough' });
});

test('who waits is let in by whatever else staff do, and hears of it', async () => {
  const { kit, time, id, projectId, ask, waiting, rows, heard } = await door({ maxOpens: 1, expiresWithProject: true });
  await changeProject(kit, actor, projectId, { endsAt: new Date(noon + hour).toISOString() });
  time.advance(2 * hour);
  await ask('a');
  await changeProject(kit, actor, projectId, { endsAt: new Date(noon + 5 * day).toISOString() });
  await expect.poll(async () => (await rows())[0]?.state).toBe('given');
  await changeLink(kit, actor, id, { policy: { maxOpens: 1 } });
  await kit.db.write((writer) => writer.updateTable('links').set({ opens: 1 }).where('id', '=', id).execute());
  await ask('b');
  expect(await waiting()).toMatchObject([{ kind: 'exhausted' }]);
  await extendLink(kit, actor, id, { opens: 5 });
  await expect.poll(() => waiting()).toEqual([]);
  expect((await rows()).map(({ answered_by }) => answered_by)).toEqual([null, null]);
  expect(heard).toEqual(['added', 'answered', 'added', 'answered']);
});

test('who gets in before anybody looked waits no more', async () => {
  const { kit, id, ask, opens, rows } = await door({ maxOpens: 1 });
  await opens('first');
  for (const key of ['a', 'b']) await ask(key);
  await extendLink(kit, actor, id, { opens: 1 });
  expect(await opens('b')).toBe('open');
  await expect.poll(async () => (await rows()).map(({ state }) => state)).toEqual(['open', 'given']);
});

test('a new address, a deleted project or a week without an answer ends the waiting', async () => {
  const { kit, time, id, ask, waiting, rows } = await door({ expiresInDays: 0 });
  time.advance(day);
  await ask('a');
  await rotateLink(kit, actor, id);
  expect(await waiting()).toEqual([]);
  await expect.poll(async () => (await rows())[0]?.state).toBe('lapsed');
  await ask('a');
  expect(await waiting()).toHaveLength(1);
  time.advance(7 * day);
  expect(await waiting()).toEqual([]);
  expect(await ask('a')).toMatchObject({ state: 'waiting' });
  expect((await rows()).map(({ state }) => state)).toEqual(['lapsed', 'lapsed', 'open']);
});

test('what could not be granted is not offered', async () => {
  const { kit, time, projectId, ask, asks, link } = await door({ expiresInDays: 0 });
  time.advance(day);
  await changeProject(kit, actor, projectId, { archived: true });
  expect(await asks.standing(await link(), { key: 'a', standIn: false })).toBeUndefined();
  expect(await ask('a')).toBeUndefined();
});

test('nobody answers twice, says nothing, or reaches into another project', async () => {
  const { time, ask, waiting, asks, answer } = await door({ expiresInDays: 0 });
  time.advance(day);
  await ask('a');
  const [one] = await waiting();
  const id = one?.id as string;
  for (const [reply, field] of [
    [{}, 'opens'],
    [{ decline: true, opens: 3 }, 'decline'],
    [{ opens: 3, all: true }, 'all'],
  ] as const) {
    await expect(asks.answer(actor, id, reply)).rejects.toMatchObject({
      code: 'invalid_input',
      facts: { errors: [{ field }] },
    });
  }
  const stranger: Actor = { ...actor, role: 'staff', projectIds: [] };
  expect(await waiting(stranger)).toEqual([]);
  await expect(asks.answer(stranger, id, { days: 7 })).rejects.toMatchObject({ code: 'not_found' });
  await answer({ days: 7 });
  await expect(asks.answer(actor, id, { days: 7 })).rejects.toMatchObject({ code: 'changed_meanwhile' });
  expect(await asks.list(actor, { state: 'answered' })).toMatchObject([{ id, state: 'given', answeredBy: 'tester' }]);
});
