import { argon2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword } from '../box/passwords.ts';
import { linkGuesses } from '../links/password.ts';
import { unlockLink } from '../links/password-acts.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { type TestKit, testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { type Guesser, guessesOfLink, makePasswordGuard } from './password-guard.ts';

const minute = 60_000;

/** A stored password that is judged in no time, for whoever counts hundreds of guesses and not what one costs. */
function cheapHash(password: string): string {
  const nonce = Buffer.from('sixteen bytes of');
  const cost = { memory: 8, passes: 1, parallelism: 1 };
  const hash = argon2Sync('argon2id', { message: password, nonce, ...cost, tagLength: 32 });
  const [salt, derived] = [nonce, hash].map((bytes) => bytes.toString('base64').replaceAll('=', ''));
  return `$argon2id$v=19$m=8,t=1,p=1$${salt}$${derived}`;
}

/** `dear` where the time that a guess takes is the matter. */
async function guarded(kit?: TestKit, stored?: StoredLink, dear = false) {
  const own = kit ?? (await testKit());
  const made = stored ?? (await newLink(own, { policy: { password: 'right' } }));
  const link = dear || stored ? made : { ...made, passwordHash: cheapHash('right') };
  const guard = makePasswordGuard(own);
  /** What came of a guess: `in`, the tries that are left, or the code. */
  const guess = (typed: string | undefined, visitor: string, onSite = true): Promise<string | number> => {
    const guesser: Guesser = { visitor, onSite };
    return guard(link, guesser, typed).then(
      () => 'in',
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        return error.code === 'password_wrong' ? (error.facts.triesLeft as number) : error.code;
      },
    );
  };
  return { kit: own, link, guess, guard };
}

test('a visitor has five wrong tries in a quarter of an hour, and others still get in', async () => {
  const { kit, guess } = await guarded();
  const tries: (string | number)[] = [];
  for (let round = 0; round < 6; round += 1) tries.push(await guess('wrong', 'thief'));
  expect(tries).toEqual([4, 3, 2, 1, 0, 'too_many_attempts']);
  expect(await guess('right', 'thief')).toBe('too_many_attempts');
  expect(await guess('right', 'guest')).toBe('in');
  kit.time.advance(15 * minute);
  expect(await guess('right', 'thief')).toBe('in');
});

test('whoever is locked out is told for how long', async () => {
  const { kit, guard, guess, link } = await guarded();
  for (let round = 0; round < 5; round += 1) await guess('wrong', 'thief');
  kit.time.advance(5 * minute);
  await expect(guard(link, { visitor: 'thief', onSite: true }, 'right')).rejects.toMatchObject({
    facts: { retryAfter: 600 },
  });
});

test('a right password forgives the slips before it', async () => {
  const { guess } = await guarded();
  for (let round = 0; round < 4; round += 1) await guess('wrong', 'guest');
  expect(await guess('right', 'guest')).toBe('in');
  expect(await guess('wrong', 'guest')).toBe(4);
});

test('an empty field is no guess', async () => {
  const { guess } = await guarded();
  for (let round = 0; round < 10; round += 1)
    expect(await guess(round % 2 ? '' : undefined, 'guest')).toBe('password_required');
  expect(await guess('right', 'guest')).toBe('in');
});

test('who knows the password gets in while many phones guess, and each of them has its five', async () => {
  const { guess } = await guarded();
  const thieves = Array.from({ length: 12 * 8 }, (_, index) => guess('wrong', `thief ${index % 12}`, false));
  const guests = Array.from({ length: 10 }, (_, index) => guess('right', `guest ${index}`, false));
  expect((await Promise.all(guests)).filter((one) => one !== 'in')).toEqual([]);
  const told = await Promise.all(thieves);
  expect(told.filter((one) => typeof one === 'number')).toHaveLength(12 * 5);
  expect(told.filter((one) => one === 'too_many_attempts')).toHaveLength(12 * 3);
});

test('who has not guessed yet is judged before those who have', async () => {
  const { kit, link, guess } = await guarded(undefined, undefined, true);
  const names = Array.from({ length: 24 }, (_, index) => `thief ${index}`);
  const now = kit.clock.now();
  await kit.db.write(async (writer) => {
    const once = { failed: 1, since: now, last_at: now };
    const rows = names.map((name) => ({ name: `link:${link.id}:visitor:${name}`, ...once }));
    await writer.insertInto('guesses').values(rows).execute();
  });
  const order: string[] = [];
  const all = [...names, 'guest'].map((name) =>
    guess(name === 'guest' ? 'right' : 'wrong', name).then(() => order.push(name)),
  );
  await Promise.all(all);
  expect(order.indexOf('guest')).toBeLessThan(14);
});

test('after its five a phone waits a quarter of an hour for each, until its hour is over', async () => {
  const { kit, guess } = await guarded();
  const judged: number[] = [];
  for (let quarter = 0; quarter < 5; quarter += 1) {
    const told = await Promise.all(Array.from({ length: 8 }, () => guess('wrong', 'thief')));
    judged.push(told.filter((one) => typeof one === 'number').length);
    kit.time.advance(15 * minute);
  }
  expect(judged).toEqual([5, 1, 1, 1, 5]);
});

test('of those that phones have beyond their five a link has thirty an hour, which keeps out nobody else', async () => {
  const { kit, link, guess } = await guarded();
  const names = Array.from({ length: 40 }, (_, index) => `thief ${index}`);
  const now = kit.clock.now();
  await kit.db.write(async (writer) => {
    const spent = { failed: 5, since: now, last_at: now };
    const rows = names.map((name) => ({ name: `link:${link.id}:visitor:${name}`, ...spent }));
    await writer.insertInto('guesses').values(rows).execute();
  });
  kit.time.advance(15 * minute);
  const told = await Promise.all(names.map((name) => guess('wrong', name)));
  expect(told.filter((one) => one === 0)).toHaveLength(30);
  expect(told.filter((one) => one === 'too_many_attempts')).toHaveLength(10);
  // Also for whoever knows it by now; those who have not guessed have nothing to do with it.
  expect(await guess('right', 'thief 39')).toBe('too_many_attempts');
  expect(await guess('right', 'guest')).toBe('in');
});

test('whoever throws cookies away is bounded all the same, on each side by itself', async () => {
  const { kit, link, guess } = await guarded();
  const now = kit.clock.now();
  const spent = { name: linkGuesses(link.id, false), failed: guessesOfLink.most - 2, since: now, last_at: now };
  await kit.db.write((writer) => writer.insertInto('guesses').values(spent).execute());
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, index) => guess('wrong', `phone ${index}`, false)));
  expect(outcomes.filter((one) => typeof one === 'number')).toHaveLength(2);
  expect(outcomes.filter((one) => one === 'too_many_attempts')).toHaveLength(38);

  // Whoever stands in the hall is not locked out by somebody on the internet.
  expect(await guess('right', 'guest in the hall', true)).toBe('in');
  expect(await guess('right', 'guest outside', false)).toBe('too_many_attempts');
  kit.time.advance(60 * minute);
  expect(await guess('right', 'guest outside', false)).toBe('in');
});

test('a hall of people who type the right password at once all get in', async () => {
  const { guess } = await guarded(undefined, undefined, true);
  const outcomes = await Promise.all(Array.from({ length: 45 }, (_, index) => guess('right', `phone ${index}`)));
  expect(outcomes.filter((one) => one !== 'in')).toEqual([]);
});

test('a crowd that slips now and then does not lock the link for the others', async () => {
  const { guess } = await guarded();
  for (let index = 0; index < 35; index += 1) {
    expect(await guess('wrong', `phone ${index}`)).toBe(4);
    expect(await guess('right', `phone ${index}`)).toBe('in');
  }
});

test('the count survives a restart, and a lock is not lifted by asking many at once', async () => {
  const { kit, link, guess } = await guarded();
  for (let round = 0; round < 3; round += 1) await guess('wrong', 'thief');
  const after = await guarded(kit, link);
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => after.guess('wrong', 'thief')));
  expect(outcomes.filter((one) => typeof one === 'number').toSorted()).toEqual([0, 1]);
});

test('a link without a password asks nobody, and writes nothing', async () => {
  const { kit, guard, link } = await guarded();
  await guard({ ...link, passwordHash: null }, { visitor: 'guest', onSite: true }, 'anything');
  expect(await kit.db.read.selectFrom('guesses').selectAll().execute()).toEqual([]);
});

test('each link has its own count', async () => {
  const { kit, guess } = await guarded();
  for (let round = 0; round < 5; round += 1) await guess('wrong', 'thief');
  const other = await guarded(kit, { ...(await newLink(kit)), passwordHash: await hashPassword('right') }, true);
  expect(await other.guess('right', 'thief')).toBe('in');
});

test('staff forget the guesses at a link with one tap: whoever was kept out is judged again, from both sides', async () => {
  const { kit, link, guess } = await guarded();
  for (let nr = 0; nr < 5; nr += 1) await guess('wrong', 'thief', false);
  const now = kit.clock.now();
  const spent = [true, false].map((onSite) => linkGuesses(link.id, onSite));
  await kit.db.write(async (writer) => {
    await writer.deleteFrom('guesses').where('name', 'in', spent).execute();
    const counts = { failed: guessesOfLink.most, since: now, last_at: now };
    await writer
      .insertInto('guesses')
      .values(spent.map((name) => ({ name, ...counts })))
      .execute();
  });
  expect(await guess('right', 'guest')).toBe('too_many_attempts');
  expect(await guess('right', 'guest', false)).toBe('too_many_attempts');
  await unlockLink(kit, actor, link.id);
  expect(await guess('right', 'guest')).toBe('in');
  expect(await guess('right', 'guest', false)).toBe('in');
  // A phone that guessed five times is still that phone.
  expect(await guess('right', 'thief', false)).toBe('too_many_attempts');
});
