import { expect, test } from 'vitest';
import { askedOf, dayAfter, dayAt, daysOf, lengthOf, pathOf } from './asked.ts';

const asked = (query: string) => askedOf(new URLSearchParams(query));
const noon = Date.parse('2026-11-21T04:00:00Z');
const zone = 'Asia/Shanghai';

test('a report is of the last thirty days, today among them, where nothing else is said', () => {
  expect(asked('')).toEqual({ span: '30', from: '', to: '', about: {}, tables: false, longest: false });
  expect(daysOf(asked(''), noon, zone)).toEqual({ from: '2026-10-23', to: '2026-11-21' });
  expect(daysOf(asked('days=7'), noon, zone)).toEqual({ from: '2026-11-15', to: '2026-11-21' });
  expect(daysOf(asked('days=today'), noon, zone)).toEqual({ from: '2026-11-21', to: '2026-11-21' });
});

test('today is the day that the box’s calendar shows, also across midnight and where the clocks change', () => {
  expect(dayAt(Date.parse('2026-11-20T16:00:00Z'), zone)).toBe('2026-11-21');
  expect(dayAt(Date.parse('2026-11-20T15:59:59Z'), zone)).toBe('2026-11-20');
  expect(daysOf(asked('days=7'), Date.parse('2026-10-26T11:00:00Z'), 'Europe/Berlin')).toEqual({
    from: '2026-10-20',
    to: '2026-10-26',
  });
  expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01');
  expect(lengthOf('2026-02-28', '2026-03-01')).toBe(2);
});

test('an address that was shared shows what it showed', () => {
  const said = {
    span: 'own',
    from: '2026-11-01',
    to: '2026-11-07',
    about: { galleryId: 'g-1', placement: '礼品袋 & 桌牌' },
    tables: true,
    longest: true,
  } as const;
  const [, query = ''] = pathOf('p', said).split('?');
  expect(asked(query)).toEqual(said);
  expect(pathOf('p', {})).toBe('/projects/p/report');
});

test('what makes no sense in an address is as if it were not there', () => {
  const usual = asked('');
  expect(asked('from=2026-11-09&to=2026-11-01')).toEqual(usual);
  expect(asked('from=yesterday&to=2026-13-40')).toEqual(usual);
  expect(asked('days=own')).toEqual(usual);
  expect(asked('days=90&galleryId=&view=pie&photos=best')).toEqual(usual);
});
