import { expect, test } from 'vitest';
import { hashPassword } from '../box/passwords.ts';
import { unlockLink } from '../links/password-acts.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import { type TestKit, testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { type Guesser, makePasswordGuard } from './password-guard.ts';

const minute = 60_000;

async function guarded(kit?: TestKit, stored?: StoredLink) {
  const own = kit ?? (await testKit());
  const link = stored ?? (await newLink(own, { policy: { password: 'right' } }));
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

test('guesses by ever new phones: thirty an hour are judged, from each side', async () => {
  const { kit, guess } = await guarded();
  const outcomes = await Promise.all(
    Array.from({ length: 300 }, (_, index) => guess('wrong', `phone ${index}`, false)),
  );
  expect(outcomes.filter((one) => typeof one === 'number')).toHaveLength(30);
  expect(outcomes.filter((one) => one === 'too_many_attempts')).toHaveLength(270);
  for (let more = 0; more < 10; more += 1)
    expect(await guess('wrong', `later ${more}`, false)).toBe('too_many_attempts');

  // Whoever stands in the hall is not locked out by somebody on the internet.
  expect(await guess('right', 'guest in the hall', true)).toBe('in');
  expect(await guess('right', 'guest outside', false)).toBe('too_many_attempts');
  kit.time.advance(60 * minute);
  expect(await guess('right', 'guest outside', false)).toBe('in');
});

test('a hall of people who type the right password at once all get in', async () => {
  const { guess } = await guarded();
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
  const other = await guarded(kit, { ...(await newLink(kit)), passwordHash: await hashPassword('right') });
  expect(await other.guess('right', 'thief')).toBe('in');
});

test('staff forget the guesses at a link with one tap: whoever waits is judged at once, from both sides', async () => {
  const { kit, link, guess } = await guarded();
  for (let nr = 0; nr < 60; nr += 1) await guess('wrong', `thief ${Math.floor(nr / 5)}`, nr >= 30);
  expect(await guess('right', 'guest')).toBe('too_many_attempts');
  expect(await guess('right', 'guest', false)).toBe('too_many_attempts');
  await unlockLink(kit, actor, link.id);
  expect(await guess('right', 'guest')).toBe('in');
  expect(await guess('right', 'guest', false)).toBe('in');
  // A phone that guessed five times is still that phone.
  expect(await guess('right', 'thief 0', false)).toBe('too_many_attempts');
});
