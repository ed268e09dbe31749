import { expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import { daysTo } from './days.ts';
import { wholeNumber } from './fields.ts';
import { changeOf, formOf, mistakesIn, policyOf } from './link-change.ts';
import { refusedFields } from './refused-fields.ts';

/** 14:06 of 21 November in Shanghai. */
const now = Date.parse('2026-11-21T06:06:00Z');
const where = { now, zone: 'Asia/Shanghai', projectEnds: null };
const link: Pick<Link, 'policy' | 'label' | 'placement' | 'for'> = {
  label: '参会者版',
  placement: null,
  for: 'one',
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
    watermark: 'off',
    preview: false,
    feedback: false,
    password: false,
  },
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
  expect(mistakesIn(asked, form, false, where)).toEqual({ password: 'password' });
});

test('a date counts from today in the box’s zone, and one that is past is a mistake', () => {
  expect(daysTo('2026-11-21', now, 'Asia/Shanghai')).toBe(0);
  expect(daysTo('2026-11-21', Date.parse('2026-11-21T16:30:00Z'), 'Asia/Shanghai')).toBeUndefined();
  expect(changeOf({ ...form, end: 'date', date: '2026-12-01' }, form, where).policy).toEqual({ expiresInDays: 10 });
  expect(mistakesIn({ ...form, end: 'date', date: '2026-11-20' }, form, false, where)).toEqual({ date: 'date' });
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
  const policy = policyOf({ ...form, days: '1' }, form, link.policy, where);
  expect(policy.expiresAt).toBe('2026-11-22T16:00:00.000Z');
  expect(policyOf({ ...form, days: 'x' }, form, link.policy, where).expiresAt).toBe(link.policy.expiresAt);
});

test('an opening time counts by the clocks of the box’s zone, and lies before the end', () => {
  const later = { ...form, opening: 'later', opensAt: '2026-11-22T09:30' } as const;
  expect(changeOf(later, form, where).policy).toEqual({ opensAt: '2026-11-22T01:30:00.000Z' });
  expect(mistakesIn(later, form, false, where)).toEqual({});
  expect(mistakesIn({ ...later, opensAt: '' }, form, false, where)).toEqual({ opensAt: 'opensAt' });
  expect(mistakesIn({ ...later, opensAt: '2026-12-22T09:30' }, form, false, where)).toEqual({ opensAt: 'opensLate' });
  expect(changeOf(form, later, where).policy).toEqual({ opensAt: null });
});

test('a photo before the opening is no way round a password or a watermark', () => {
  const shown = { ...form, preview: true };
  expect(changeOf(shown, form, where).policy).toEqual({ preview: true });
  const locked = { ...shown, asks: true, password: '1' };
  expect(mistakesIn(locked, form, false, where)).toEqual({ preview: 'previewPassword' });
  expect(mistakesIn({ ...shown, watermark: 'brand' }, form, false, where)).toEqual({ preview: 'previewMark' });
});

test('a field that the box refused says why at that field', () => {
  const refused = (...fields: string[]) =>
    refusedFields({ fields }, { ...form, end: 'date', password: 'x'.repeat(101) });
  expect(refused('policy.maxOpens', 'policy.expiresInDays')).toEqual({ opens: 'opens', date: 'date' });
  expect(refused('policy.password')).toEqual({ password: 'passwordLong' });
  expect(refused('policy.opensAt')).toEqual({ opensAt: 'opensLate' });
  expect(refused('galleryIds')).toEqual({});
});
