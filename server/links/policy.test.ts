import { expect, test } from 'vitest';
import { judge, type Terms } from './policy.ts';

const open: Terms = { revokedAt: null, opensAt: null, expiresAt: null, maxOpens: null, opens: 0 };
const now = 1_000_000;

test.each<[string, Partial<Terms>, string]>([
  ['no limits', {}, 'live'],
  ['many opens and no limit on them', { opens: 1_000_000 }, 'live'],
  ['one open left', { maxOpens: 5, opens: 4 }, 'live'],
  ['no open left', { maxOpens: 5, opens: 5 }, 'exhausted'],
  ['more opens than a lowered limit', { maxOpens: 2, opens: 5 }, 'exhausted'],
  ['the last instant before its end', { expiresAt: now + 1 }, 'live'],
  ['the instant of its end', { expiresAt: now }, 'expired'],
  ['the instant before it opens', { opensAt: now + 1 }, 'scheduled'],
  ['the instant in which it opens', { opensAt: now }, 'live'],
  ['revoked and expired', { revokedAt: 1, expiresAt: now }, 'revoked'],
  ['expired and used up', { expiresAt: now - 1, maxOpens: 1, opens: 1 }, 'expired'],
  ['not open yet and used up', { opensAt: now + 1, maxOpens: 1, opens: 1 }, 'scheduled'],
])('a link with %s', (_, terms, verdict) => {
  expect(judge({ ...open, ...terms }, now)).toBe(verdict);
});
