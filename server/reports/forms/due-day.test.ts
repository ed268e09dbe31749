import { expect, test } from 'vitest';
import { dueDay } from './due-day.ts';

test('what is due by the end of a day is told with that day, and not with the next', () => {
  expect(dueDay({ dueAt: '2026-11-27T16:00:00.000Z' }, 'Asia/Shanghai')).toBe('2026-11-27');
  expect(dueDay({ dueAt: '2026-11-27T16:00:00.000Z' }, 'UTC')).toBe('2026-11-27');
  expect(dueDay({ dueAt: '2026-11-28T04:30:00.000Z' }, 'Asia/Shanghai')).toBe('2026-11-28');
  expect(dueDay({ dueAt: null }, 'UTC')).toBeNull();
});
