import { expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { wholeNumber } from './fields.ts';
import { changeOf, daysTo, formOf, mistakesIn, policyOf } from './link-change.ts';

/** 14:06 of 21 November in Shanghai. */
const now = Date.parse('2026-11-21T06:06:00Z');
const where = { now, zone: 'Asia/Shanghai', projectEnds: null };
const link: Link = {
  id: 'l',
  projectId: 'p',
  galleryIds: ['g'],
  label: '参会者版',
  audience: 'event.attendee',
  placement: null,
  for: 'one',
  token: null,
  url: null,
  codeUrl: null,
  localUrl: null,
  policy: {
    maxOpens: 3000,
    maxOpensPerVisitor: 3,
    opensAt: null,
    // The end of 21 December there.
    expiresAt: '2026-12-21T16:00:00.000Z',
    expiresWithProject: false,
    download: 'off',
    visitSeconds: null,
    maxDevices: null,
    refreshDays: null,
    password: false,
  },
  opens: 2134,
  follows: true,
  state: 'live',
  createdAt: '',
  updatedAt: '',
  revokedAt: null,
};
const form = formOf(link, where);

test('a form shows what the link allows, its end as days from today', () => {
  expect(form).toMatchObject({
    opens: '3000',
    unlimited: false,
    perPhone: '3',
    end: 'days',
    days: '30',
    date: '2026-12-21',
    asks: false,
  });
});

test('a form that nobody touched changes nothing', () => {
  expect(changeOf(form, form, where)).toEqual({});
});

test('only what was changed is said', () => {
  const next = { ...form, opens: '4,000', days: '7', download: 'original', placement: ' 礼品袋 ' } as const;
  expect(changeOf(next, form, where)).toEqual({
    placement: '礼品袋',
    policy: { maxOpens: 4000, expiresInDays: 7, download: 'original' },
  });
});

test('no limit, no end and no password are said as such', () => {
  const asked = { ...form, asks: true };
  expect(changeOf({ ...form, unlimited: true, perPhone: '', end: 'none' }, asked, where).policy).toEqual({
    maxOpens: null,
    maxOpensPerVisitor: null,
    expiresAt: null,
    password: null,
  });
});

test('a password that is set stays where none is typed', () => {
  const asked = { ...form, asks: true };
  expect(changeOf({ ...asked, opens: '5' }, asked, where).policy).toEqual({ maxOpens: 5 });
  expect(mistakesIn(asked, asked, true, where)).toEqual({});
  expect(mistakesIn(asked, form, false, where)).toEqual({ password: true });
});

test('a date counts from today in the box’s zone, and one that is past is a mistake', () => {
  expect(daysTo('2026-11-21', now, 'Asia/Shanghai')).toBe(0);
  expect(daysTo('2026-11-21', Date.parse('2026-11-21T16:30:00Z'), 'Asia/Shanghai')).toBeUndefined();
  expect(changeOf({ ...form, end: 'date', date: '2026-12-01' }, form, where).policy).toEqual({ expiresInDays: 10 });
  expect(mistakesIn({ ...form, end: 'date', date: '2026-11-20' }, form, false, where)).toEqual({ date: true });
});

test('a link that is over may be renamed without a new end', () => {
  const over = { ...link, policy: { ...link.policy, expiresAt: '2026-11-19T16:00:00.000Z' } };
  const before = formOf(over, where);
  expect(before.end).toBe('date');
  expect(mistakesIn({ ...before, label: '媒体' }, before, false, where)).toEqual({});
  expect(changeOf({ ...before, label: '媒体' }, before, where)).toEqual({ label: '媒体' });
});

test('figures are taken with commas and from Chinese keyboards, and nothing else is', () => {
  expect(wholeNumber('３,０００', 1, 1_000_000)).toBe(3000);
  for (const typed of ['', '0', '-1', '1.5', 'viel', '1000001'])
    expect(wholeNumber(typed, 1, 1_000_000)).toBeUndefined();
});

test('the sentence goes with the form: days from today end with that day there', () => {
  const policy = policyOf({ ...form, days: '1' }, link, where);
  expect(policy.expiresAt).toBe('2026-11-22T16:00:00.000Z');
  expect(policyOf({ ...form, days: 'x' }, link, where).expiresAt).toBe(link.policy.expiresAt);
});
