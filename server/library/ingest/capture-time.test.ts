import { describe, expect, test } from 'vitest';
import { captureTime, inZone } from './capture-time.ts';

const at = (iso: string) => Date.parse(iso);

describe('a capture time with an offset', () => {
  test('is that moment, whatever the venue’s zone', () => {
    const notes = { time: '2026:05:17 18:04:59', fraction: '25', offsets: ['+08:00'] };
    expect(captureTime(notes, 'America/New_York')).toBe(at('2026-05-17T10:04:59.250Z'));
  });

  test.each([
    ['-05:30', '2026-05-17T23:34:59Z'],
    ['+0900', '2026-05-17T09:04:59Z'],
    ['Z', '2026-05-17T18:04:59Z'],
  ])('reads %s', (offset, iso) => {
    expect(captureTime({ time: '2026:05:17 18:04:59', offsets: [offset] }, 'UTC')).toBe(at(iso));
  });

  test('takes the second offset where the first is none', () => {
    expect(captureTime({ time: '2026:05:17 18:04:59', offsets: ['   :  ', '+02:00'] }, 'UTC')).toBe(
      at('2026-05-17T16:04:59Z'),
    );
  });

  test.each(['+25:00', '+08:75', 'east', '', 8, undefined])('takes %j for no offset', (offset) => {
    expect(captureTime({ time: '2026:05:17 18:04:59', offsets: [offset] }, 'UTC')).toBe(at('2026-05-17T18:04:59Z'));
  });
});

test('a capture time without an offset is read on the venue’s clock', () => {
  expect(captureTime({ time: '2026:05:17 18:04:59' }, 'Asia/Shanghai')).toBe(at('2026-05-17T10:04:59Z'));
  expect(captureTime({ time: '2026-05-17 18:04:59' }, 'Asia/Kathmandu')).toBe(at('2026-05-17T12:19:59Z'));
});

test.each([
  ['5', 500],
  ['07', 70],
  ['123456', 123],
  ['', 0],
  ['abc', 0],
  [25, 0],
])('a fraction %j is %d ms', (fraction, ms) => {
  expect(captureTime({ time: '2026:05:17 18:04:59', fraction }, 'UTC')).toBe(at('2026-05-17T18:04:59Z') + ms);
});

test.each([
  '0000:00:00 00:00:00',
  '1970:01:01 00:00:00',
  '1989:12:31 23:59:59',
  '2101:01:01 00:00:00',
  '2026:02:30 10:00:00',
  '2026:13:01 10:00:00',
  '2026:00:10 10:00:00',
  '2026:05:17 24:00:00',
  '2026:05:17 10:60:00',
  '    :  :     :  :  ',
  '2026:05:17',
  'yesterday',
  '',
  undefined,
  null,
  new Date(),
  17,
])('%j is no capture time', (time) => {
  expect(captureTime({ time, offsets: ['+08:00'] }, 'Asia/Shanghai')).toBeNull();
});

describe('a clock that is changed twice a year', () => {
  const berlin = (iso: string) => inZone(at(`${iso}Z`), 'Europe/Berlin');

  test('is read with the offset of its season', () => {
    expect(berlin('2026-01-15T12:00:00')).toBe(at('2026-01-15T11:00:00Z'));
    expect(berlin('2026-07-15T12:00:00')).toBe(at('2026-07-15T10:00:00Z'));
  });

  test('means the first of two moments in the hour that is repeated', () => {
    expect(berlin('2026-10-25T02:30:00')).toBe(at('2026-10-25T00:30:00Z'));
    expect(berlin('2026-10-25T03:00:00')).toBe(at('2026-10-25T02:00:00Z'));
  });

  test('goes on with the old offset in the hour that is skipped', () => {
    expect(berlin('2026-03-29T01:59:59')).toBe(at('2026-03-29T00:59:59Z'));
    expect(berlin('2026-03-29T02:30:00')).toBe(at('2026-03-29T01:30:00Z'));
    expect(berlin('2026-03-29T03:00:00')).toBe(at('2026-03-29T01:00:00Z'));
  });

  test('is right where the change is of half an hour, and south of the equator', () => {
    expect(inZone(at('2026-04-05T01:45:00Z'), 'Australia/Lord_Howe')).toBe(at('2026-04-04T14:45:00Z'));
    expect(inZone(at('2026-12-24T12:00:00Z'), 'Australia/Lord_Howe')).toBe(at('2026-12-24T01:00:00Z'));
  });
});

test('every hour of a year is shown by the zone’s own clock as it was read', () => {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const skipped: string[] = [];
  for (let wall = at('2026-01-01T00:00:00Z'); wall < at('2027-01-01T00:00:00Z'); wall += 3_600_000) {
    const read = new Date(wall).toISOString().slice(0, 19).replace('T', ' ');
    if (clock.format(inZone(wall, 'America/New_York')) !== read) skipped.push(read);
  }
  expect(skipped).toEqual(['2026-03-08 02:00:00']);
});
