import { expect, test } from 'vitest';
import type { Audience } from '#contract/audiences.ts';
import { words } from '#words/index.ts';
import { becameOf, formOfPreset, standingsOf } from './from-preset.ts';
import { secondsOf, visitOf } from './visit-length.ts';

/** 14:06 of 21 November in Shanghai. */
const where = { now: Date.parse('2026-11-21T06:06:00Z'), zone: 'Asia/Shanghai' };
const day = 86_400_000;
const preset: Audience = {
  id: 'estate.client',
  kind: 'estate',
  names: { 'zh-CN': '客户', en: 'Client' },
  maxOpens: 20,
  download: 'off',
  watermark: 'brand',
  expiresInDays: 7,
  expiresWithProject: false,
  refreshDays: 14,
  visitSeconds: 300,
  maxDevices: 1,
  passwordAsked: false,
  own: false,
  followers: 0,
};

test('a link that has a preset’s terms differs in nothing, for one and for many', () => {
  for (const meantFor of ['one', 'many'] as const) {
    const stand = standingsOf(formOfPreset(preset, meantFor), preset, where.now, where);
    expect(Object.values(stand).map(({ same }) => same)).toEqual(Array(8).fill(true));
  }
});

test('what was changed by hand says what the preset has, and how to go back to it', () => {
  const wish = formOfPreset(preset, 'one');
  const form = { ...wish, opens: '40', download: 'original', visit: '60', phones: '' } as const;
  const stand = standingsOf(form, preset, where.now, where);
  const { links } = words('zh-CN');
  expect(Object.entries(stand).flatMap(([name, { same }]) => (same ? [] : [name]))).toEqual([
    'opens',
    'download',
    'visit',
    'phones',
  ]);
  expect(links.presetSaid(stand.opens.said)).toBe('20 次');
  expect(links.presetSaid(stand.visit.said)).toBe('5 分钟');
  const back = { ...form, ...stand.opens.back, ...stand.download.back, ...stand.visit.back, ...stand.phones.back };
  expect(back).toEqual(wish);
});

test('for many, a total of its own is a change, since the preset’s number counts per phone', () => {
  const many = formOfPreset(preset, 'many');
  expect(standingsOf({ ...many, opens: '500', unlimited: false }, preset, where.now, where).opens.same).toBe(false);
  expect(words('zh-CN').links.presetSaid(standingsOf(many, preset, where.now, where).opens.said)).toBe(
    '每部手机 20 次',
  );
});

test('days of a preset count from the making, whatever the form calls the end', () => {
  const made = where.now - 2 * day;
  const form = formOfPreset(preset, 'one');
  const end = (typed: object, at = made) => standingsOf({ ...form, ...typed }, preset, at, where).end;
  expect(end({ days: '5' }).same).toBe(true);
  expect(end({ end: 'date', date: '2026-11-26' }).same).toBe(true);
  expect(end({ days: '7' })).toMatchObject({ same: false, back: { end: 'days', days: '5' } });
  // Seven days from a making that is longer ago are past.
  expect(end({ days: '7' }, where.now - 9 * day)).toMatchObject({ same: false, back: undefined });
  const project = { ...preset, expiresInDays: null, expiresWithProject: true };
  expect(standingsOf({ ...form, end: 'project' }, project, made, where).end.same).toBe(true);
  expect(standingsOf(form, project, made, where).end).toMatchObject({ same: false, back: { end: 'project' } });
});

test('on a link that follows, what differs was changed in the preset; its password is its own all the same', () => {
  const stand = standingsOf({ ...formOfPreset(preset, 'one'), opens: '9', asks: true }, preset, where.now, where);
  expect([...becameOf(true, stand)]).toEqual(['opens']);
  expect([...becameOf(false, stand)]).toEqual([]);
});

test.each([null, 60, 300, 1800, 10, 90, 600, 7200, 43_200])(
  'a visit of %s seconds is shown as it is meant',
  (seconds) => {
    expect(secondsOf(visitOf(seconds))).toBe(seconds);
  },
);

test('a visit shorter than ten seconds or longer than twelve hours is none', () => {
  const own = (visitCount: string, visitUnit: 'seconds' | 'minutes') =>
    secondsOf({ visit: 'own', visitCount, visitUnit });
  expect([own('9', 'seconds'), own('721', 'minutes'), own('', 'minutes'), own('43201', 'seconds')]).toEqual(
    Array(4).fill(undefined),
  );
  expect(own('720', 'minutes')).toBe(43_200);
});
