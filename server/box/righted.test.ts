import { expect, onTestFinished, test } from 'vitest';
import type { Invite, MadeInvite } from '#contract/accounts.ts';
import { startTestBox } from '../testing/box.ts';
import { testTime } from '../testing/clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const right = Date.UTC(2027, 5, 1, 6, 36);

/** A box on a machine whose clock says this, its owner signed in, and an invitation made. */
async function boxAt(wall: number) {
  const time = testTime(wall);
  const box = await startTestBox({ time });
  onTestFinished(() => box.stop());
  const made = await box.owner.call<MadeInvite>('POST', '/api/invites', { role: 'staff' });
  return {
    time,
    box,
    signedIn: async () => (await box.owner.ask('GET', '/api/session')).status === 200,
    invited: async () =>
      (await box.nobody.ask('POST', '/api/invites/read', { secret: made.url.split('#')[1] })).status === 200,
    listed: async () => (await box.owner.call<{ items: Invite[] }>('GET', '/api/invites')).items.length,
  };
}

test.each([
  ['the machine’s clock is set', false],
  ['the owner says what time it is', true],
])('who signed in while the clock said 1970 stays so when %s, and as long as anybody', async (_, told) => {
  const { time, box, signedIn, invited, listed } = await boxAt(0);
  time.advance(hour);
  if (told) {
    const now = { now: new Date(right).toISOString() };
    expect((await box.owner.ask('PUT', '/api/clock', now)).status).toBe(204);
  } else time.setWall(right);
  // Many at once move it once.
  expect(await Promise.all(Array.from({ length: 5 }, signedIn))).toEqual(Array(5).fill(true));
  expect([await invited(), await listed()]).toEqual([true, 1]);
  time.advance(2 * day - hour - minute);
  expect(await invited()).toBe(true);
  time.advance(2 * minute);
  expect([await signedIn(), await invited(), await listed()]).toEqual([true, false, 0]);
  time.advance(30 * day - hour);
  expect(await signedIn()).toBe(true);
  time.advance(31 * day);
  expect(await signedIn()).toBe(false);
});

test('what was over while the clock said 1970 stays over when it is right', async () => {
  const { time, signedIn, invited } = await boxAt(0);
  time.advance(31 * day);
  expect([await signedIn(), await invited()]).toEqual([false, false]);
  time.setWall(right);
  expect([await signedIn(), await invited()]).toEqual([false, false]);
});

test('who signed in while the clock was a year ahead is not signed in for a year once it is right', async () => {
  const time = testTime(right);
  const box = await startTestBox({ time });
  onTestFinished(() => box.stop());
  time.setWall(right + 365 * day);
  await box.nobody.ask('POST', '/api/session', { username: 'owner', password: 'correct horse battery' });
  const last = async () =>
    (
      await box.kit.db.read
        .selectFrom('sessions')
        .select((row) => row.fn.max('expires_at').as('last'))
        .executeTakeFirstOrThrow()
    ).last;
  expect(await last()).toBeGreaterThan(right + 365 * day);
  time.setWall(right + hour);
  box.kit.changes.emit('box.changed', { names: ['clock'] });
  await expect.poll(last).toBeLessThanOrEqual(right + 31 * day);
});
