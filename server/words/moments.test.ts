import { describe, expect, test } from 'vitest';
import { words } from './index.ts';
import { lastMoment, momentOf } from './moments.ts';

const zone = 'Asia/Shanghai';
const at = (text: string) => Date.parse(`${text}+08:00`);
const now = at('2026-11-21T14:06');

test('a day begins at midnight of the box, wherever the phone is', () => {
  expect(momentOf(at('2026-11-21T00:00'), now, zone)).toMatchObject({ days: 0, clock: '00:00' });
  expect(momentOf(at('2026-11-20T23:59'), now, zone)).toMatchObject({ days: -1, clock: '23:59' });
  expect(momentOf(at('2026-11-22T00:00'), now, zone)).toMatchObject({ days: 1, clock: '00:00' });
  expect(momentOf(at('2026-11-21T00:00'), now, 'America/New_York')).toMatchObject({
    month: 11,
    day: 20,
    clock: '11:00',
  });
});

test('a clock that is put forward or back loses no day', () => {
  const berlin = 'Europe/Berlin';
  const before = Date.parse('2026-10-24T12:00:00+02:00');
  expect(momentOf(Date.parse('2026-10-26T00:30:00+01:00'), before, berlin).days).toBe(2);
  const spring = Date.parse('2026-03-28T23:30:00+01:00');
  expect(momentOf(Date.parse('2026-03-29T23:30:00+02:00'), spring, berlin).days).toBe(1);
});

test('what closes at midnight is open for the whole day before', () => {
  expect(lastMoment(at('2026-11-29T00:00'), now, zone)).toMatchObject({ month: 11, day: 28, days: 7, clock: '24:00' });
  expect(lastMoment(at('2026-11-28T18:00'), now, zone)).toMatchObject({ month: 11, day: 28, days: 7, clock: '18:00' });
});

describe('times as people say them', () => {
  const cases: [string, string, string][] = [
    ['2026-11-21T14:05', '今天 14:05', 'today at 14:05'],
    ['2026-11-20T09:00', '昨天 09:00', 'yesterday at 09:00'],
    ['2026-11-22T19:00', '明天 19:00', 'tomorrow at 19:00'],
    ['2026-11-28T19:00', '11 月 28 日 19:00', '28 Nov, 19:00'],
    ['2027-01-05T19:00', '2027 年 1 月 5 日 19:00', '5 Jan 2027, 19:00'],
  ];
  test.each(cases)('%s', (instant, zh, en) => {
    const moment = momentOf(at(instant), now, zone);
    expect(words('zh-CN').guest.at(moment)).toBe(zh);
    expect(words('en').guest.at(moment)).toBe(en);
  });
});

describe('how long a link is open', () => {
  const cases: [string, string, string][] = [
    ['2026-11-29T00:00', '还剩 7 天，11 月 28 日到期', '7 days left, until 28 Nov'],
    ['2026-11-23T00:00', '明天 24:00 到期', 'closes tomorrow at midnight'],
    ['2026-11-22T00:00', '今天 24:00 到期', 'closes today at midnight'],
    ['2026-11-21T18:00', '今天 18:00 到期', 'closes today at 18:00'],
  ];
  test.each(cases)('closing at %s', (instant, zh, en) => {
    const moment = lastMoment(at(instant), now, zone);
    expect(words('zh-CN').guest.gallery.until(moment)).toBe(zh);
    expect(words('en').guest.gallery.until(moment)).toBe(en);
  });
});
