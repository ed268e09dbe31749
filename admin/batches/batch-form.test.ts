import { expect, test } from 'vitest';
import type { Audience } from '#contract/audiences.ts';
import {
  type BatchForm,
  freshBatch,
  mistakesInBatch,
  policyOfBatch,
  refusedInBatch,
  wishOfBatch,
} from './batch-form.ts';
import { namesIn, placesAmong, turnedName } from './places.ts';

const internal = { id: 'event.internal', passwordAsked: true, maxOpens: null, maxDevices: 3 } as Audience;
const form = (change: Partial<BatchForm>): BatchForm => ({ ...freshBatch, galleryId: 'g', count: '200', ...change });

test('what a batch is asked for is what was typed, and one phone each unless somebody says otherwise', () => {
  const typed = form({ count: '５,000', firstNumber: '101', label: ' 手环 ', audience: 'event.media', days: '3' });
  expect(wishOfBatch(typed, undefined)).toEqual({
    ...{ count: 5000, firstNumber: 101, label: '手环', audience: 'event.media' },
    policy: { maxDevices: 1, expiresInDays: 3 },
  });
  expect(wishOfBatch(form({ onePhone: false }), undefined).policy).toEqual({ maxDevices: null });
});

test('a preset that asks for a password needs one for the whole batch', () => {
  expect([...mistakesInBatch(form({}), internal)]).toEqual(['password']);
  expect(wishOfBatch(form({ password: ' 春天 ' }), internal).policy).toEqual({ maxDevices: 1, password: '春天' });
});

test('what cannot be is found before the box is asked', () => {
  const wrong = form({ count: '5001', firstNumber: '0', label: '长'.repeat(121), days: 'x' });
  expect([...mistakesInBatch(wrong, undefined)]).toEqual(['count', 'firstNumber', 'label', 'days']);
  expect([...mistakesInBatch(form({}), undefined)]).toEqual([]);
  expect([...refusedInBatch(['policy.expiresInDays', 'policy.maxOpens'])]).toEqual(['days']);
});

test('the sentence tells the days that were typed, and no end with the project then', () => {
  const withProject = { ...internal, expiresWithProject: true, expiresInDays: null } as Audience;
  const where = { now: Date.UTC(2026, 10, 21), zone: 'UTC', projectEnds: null };
  expect(policyOfBatch(form({}), withProject, where)).toMatchObject({ withProject: true, maxDevices: 1 });
  expect(policyOfBatch(form({ days: '1' }), withProject, where)).toMatchObject({
    withProject: false,
    expiresAt: '2026-11-23T00:00:00.000Z',
  });
});

test('opens of one place add up, however its name is written, the most opened first', () => {
  const link = (placement: string | null, opens: number) =>
    ({ placement, opens }) as Parameters<typeof placesAmong>[0][0];
  const places = placesAmong([link(null, 9), link('沙盘', 2), link('Screen 2', 1), link('ＳＣＲＥＥＮ 2', 4)]);
  expect(places.map(({ name, opens }) => [name, opens])).toEqual([
    ['Screen 2', 5],
    ['沙盘', 2],
  ]);
});

test('a suggested place is added on a line of its own, and taken away again', () => {
  expect(namesIn(' 沙盘 \n\n伴手礼')).toEqual(['沙盘', '伴手礼']);
  expect(turnedName('沙盘', '座位卡')).toBe('沙盘\n座位卡');
  expect(turnedName('沙盘\n座位卡', '沙盘')).toBe('座位卡');
});
