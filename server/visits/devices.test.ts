import { expect, onTestFinished, test } from 'vitest';
import type { PolicyInput } from '#contract/links.ts';
import { changeLink, readLink } from '../links/link.ts';
import { letPhoneIn } from '../links/opens/table.ts';
import { Refusal } from '../refusal.ts';
import { testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { makeOpener } from './open.ts';
import type { Opening } from './opening.ts';
import { openRunning } from './running.ts';

const minute = 60_000;
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)';
const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9)';

/** A link of this policy; `open` gives how a phone's press ended. */
async function hall(policy: PolicyInput) {
  const kit = await testKit();
  const { id } = await newLink(kit, { policy });
  const running = await openRunning(kit);
  onTestFinished(() => running.stop());
  const opener = makeOpener(kit, running);
  const press = async (key: string, agent = `agent of ${key}`, more: Partial<Opening> = {}) =>
    opener({
      link: await readLink(kit.db.read, id),
      visitor: { key, standIn: false },
      ...{ visitId: undefined, nonce: undefined, password: undefined, onSite: true, address: '192.168.8.20' },
      agent,
      ...more,
    });
  const open = (...asked: Parameters<typeof press>) =>
    press(...asked).then(
      ({ resumed }) => (resumed ? 'resumed' : 'opened'),
      (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
    );
  const opens = async () => (await readLink(kit.db.read, id)).opens;
  return { kit, id, running, press, open, opens };
}

test('a link for two phones opens on two, again and again, and tells the third why not', async () => {
  const { kit, press, open, opens } = await hall({ maxDevices: 2 });
  expect([await open('one', android), await open('two', iphone)]).toEqual(['opened', 'opened']);
  kit.time.advance(31 * minute);
  await expect(press('three', android)).rejects.toMatchObject({ code: 'too_many_devices', facts: { maxDevices: 2 } });
  expect([await open('one', android), await open('two', iphone)]).toEqual(['opened', 'opened']);
  expect(await opens()).toBe(4);
});

test('of fifty phones that press at once for three places exactly three get in', async () => {
  const { kit, id, open, opens } = await hall({ maxDevices: 3 });
  // Each by a network of its own, so that none looks like another's second browser.
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, nr) => open(`phone ${nr}`, android, { address: `10.0.${nr}.1` })),
  );
  expect(outcomes.filter((one) => one === 'opened')).toHaveLength(3);
  expect(outcomes.filter((one) => one === 'too_many_devices')).toHaveLength(47);
  expect(await opens()).toBe(3);
  const known = await kit.db.read.selectFrom('link_visitors').selectAll().where('link_id', '=', id).execute();
  expect(known).toHaveLength(3);
});

test('who goes from WeChat to the system’s browser within ten minutes is the same phone, once', async () => {
  const { kit, open } = await hall({ maxDevices: 1 });
  expect(await open('in WeChat', `${iphone} MicroMessenger/8.0`)).toBe('opened');
  kit.time.advance(9 * minute);
  expect(await open('another make', android)).toBe('too_many_devices');
  expect(await open('elsewhere', `${iphone} Safari/605.1`, { address: '203.0.113.9' })).toBe('too_many_devices');
  expect(await open('in Safari', `${iphone} Safari/605.1`)).toBe('opened');
  expect(await open('a third browser', `${iphone} CriOS/130`)).toBe('too_many_devices');
  kit.time.advance(24 * 60 * minute);
  expect(await open('in Safari', `${iphone} Safari/605.1`)).toBe('opened');
});

test('two phones of one make, side by side in the same browser, are two phones', async () => {
  const { open } = await hall({ maxDevices: 1 });
  expect(await open('mine', `${iphone} MicroMessenger/8.0`)).toBe('opened');
  expect(await open('the neighbour’s', `${iphone} MicroMessenger/8.0`)).toBe('too_many_devices');
});

test('later than that a like phone is another one', async () => {
  const { kit, open } = await hall({ maxDevices: 1 });
  await open('one', iphone);
  kit.time.advance(10 * minute);
  expect(await open('two', `${iphone} Safari/605.1`)).toBe('too_many_devices');
});

test('a phone that staff let in takes nobody’s place', async () => {
  const { kit, id, open } = await hall({ maxDevices: 2 });
  await open('one', android);
  expect(await kit.db.write((writer) => letPhoneIn(writer, id, 'guest of honour', kit.clock.now()))).toBeUndefined();
  expect(await open('two', iphone)).toBe('opened');
  expect(await open('three', 'Windows')).toBe('too_many_devices');
  expect(await open('guest of honour', 'Windows')).toBe('opened');
});

test('a limit that comes later counts the phones that there are', async () => {
  const { kit, id, open } = await hall({});
  await Promise.all([open('one'), open('two')]);
  await changeLink(kit, actor, id, { policy: { maxDevices: 2 } });
  kit.time.advance(31 * minute);
  expect([await open('one'), await open('two'), await open('three')]).toEqual(['opened', 'opened', 'too_many_devices']);
  await changeLink(kit, actor, id, { policy: { maxDevices: null } });
  expect(await open('three')).toBe('opened');
});

test('a visit lasts as many seconds as its link says, whatever is looked at, and the next one is another open', async () => {
  const { kit, running, press, open, opens } = await hall({ visitSeconds: 90 });
  const { visit } = await press('one');
  expect(visit.endsAt - visit.openedAt).toBe(90_000);
  kit.time.advance(60_000);
  running.seen(visit.id);
  expect(running.find(visit.id)).toBeDefined();
  expect(await open('one')).toBe('resumed');
  kit.time.advance(30_000);
  expect(running.find(visit.id)).toBeUndefined();
  expect(await open('one')).toBe('opened');
  expect(await opens()).toBe(2);
});

test('a visit of seconds is no longer after a restart, however the clock leaps', async () => {
  const { kit, press } = await hall({ visitSeconds: 60 });
  const { visit } = await press('one');
  kit.time.advance(40_000);
  const again = await openRunning(kit);
  onTestFinished(() => again.stop());
  expect(again.find(visit.id)?.endsAt).toBe(visit.endsAt);
  kit.time.setWall(kit.clock.now() - 3_600_000);
  kit.time.advance(5000);
  expect(again.find(visit.id)).toBeDefined();
  kit.time.advance(15_000);
  expect(again.find(visit.id)).toBeUndefined();
});
