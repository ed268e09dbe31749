import { expect, test } from 'vitest';
import { friendlyQuarter } from '#contract/friendly.ts';
import type { Link } from '#contract/links.ts';
import { actFor, conditionOf, limitsOf } from './link-facts.ts';

const now = Date.parse('2026-11-21T06:00:00Z');
const like = (state: Link['state'], opens: number, maxOpens: number | null, expiresAt: string | null = null) =>
  ({ state, opens, policy: { maxOpens, expiresAt } }) as Link;

test.each([
  ['open', like('live', 10, 100), 'live', { kind: 'code' }],
  ['without a limit', like('live', 9999, null), 'live', { kind: 'code' }],
  ['with exactly a fifth left', like('live', 80, 100), 'live', { kind: 'code' }],
  ['with less than a fifth left', like('live', 81, 100), 'nearly', { kind: 'give', more: { opens: 25 } }],
  ['of many, nearly used up', like('live', 2900, 3000), 'nearly', { kind: 'give', more: { opens: 750 } }],
  ['used up', like('exhausted', 50, 50), 'exhausted', { kind: 'give', more: { opens: 20 } }],
  ['that ends tonight', like('live', 0, 50, '2026-11-21T16:00:00Z'), 'ending', { kind: 'give', more: { days: 7 } }],
  ['over', like('expired', 0, 50, '2026-11-20T16:00:00Z'), 'expired', { kind: 'give', more: { days: 7 } }],
  ['revoked', like('revoked', 0, 50), 'revoked', { kind: 'revive' }],
])('a link %s has the act that fits', (_, link, condition, act) => {
  expect(conditionOf(link, now)).toBe(condition);
  expect(actFor(link, now)).toEqual(act);
});

test('what was given is taken back to the end that there was: a day, or the project’s', () => {
  const limits = (policy: object) => limitsOf({ policy: { maxOpens: 5, maxOpensPerVisitor: null, ...policy } } as Link);
  const expiresAt = '2026-11-21T16:00:00Z';
  const counts = { maxOpens: 5, maxOpensPerVisitor: null };
  expect(limits({ expiresAt, expiresWithProject: false })).toEqual({ ...counts, expiresAt });
  expect(limits({ expiresAt, expiresWithProject: true })).toEqual({ ...counts, expiresWithProject: true });
});

test('what is offered is a number that people would say', () => {
  expect([20, 80, 200, 300, 3000].map(friendlyQuarter)).toEqual([20, 20, 50, 75, 750]);
});
