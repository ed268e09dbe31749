import { expect, test } from 'vitest';
import { Instant } from './common.ts';

test('a time that could not be told again in the same form is no time', () => {
  for (const good of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '1938-06-01T12:00:00+08:00'])
    expect([good, Instant.safeParse(good).success]).toEqual([good, true]);
  for (const bad of ['0001-01-01T00:00:00+01:00', '0000-12-31T00:00:00Z', '9999-12-31T23:59:59-00:01', 'soon'])
    expect([bad, Instant.safeParse(bad).success]).toEqual([bad, false]);
});
