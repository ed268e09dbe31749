import { expect, test } from 'vitest';
import { AudienceInput } from '#contract/audiences.ts';
import { words } from '#words/index.ts';
import {
  type AudienceForm,
  changesOf,
  formOfAudience,
  freshAudience,
  idOf,
  inputOfAudience,
  mistakesInAudience,
  refusedInAudience,
  shortOf,
} from './audience-form.ts';

const media = {
  names: { 'zh-CN': '媒体', en: 'Media' },
  maxOpens: 50,
  download: 'original',
  watermark: 'brand',
  expiresInDays: 7,
  expiresWithProject: false,
  refreshDays: 14,
  visitSeconds: 90,
  maxDevices: 2,
  passwordAsked: true,
} as const;
const form = formOfAudience({ ...media, id: 'event.media', kind: 'event', own: false, followers: 3 });

test('a preset that is opened and saved is what it was', () => {
  expect(inputOfAudience(form)).toEqual(media);
  expect(AudienceInput.parse(inputOfAudience(form))).toEqual(media);
  const project = { ...media, expiresInDays: null, expiresWithProject: true, maxOpens: null, visitSeconds: null };
  expect(inputOfAudience(formOfAudience({ ...project, id: 'x.y', kind: 'event', own: true, followers: 0 }))).toEqual(
    project,
  );
});

test.each([
  ['VIP guests', 'vip-guests'],
  ['  Café & Bar!  ', 'cafe-bar'],
  ['2026', '2026'],
  ['贵宾', ''],
  ['a'.repeat(60), 'a'.repeat(40)],
])('%s is called %s for short', (name, short) => {
  expect(shortOf(name)).toBe(short);
});

test('a new one has its id from its English name, until a short name is written', () => {
  const fresh: AudienceForm = { ...freshAudience('event'), nameZh: '贵宾', nameEn: 'VIP guests' };
  expect(idOf(fresh)).toBe('event.vip-guests');
  expect(idOf({ ...fresh, short: 'vip' })).toBe('event.vip');
  expect(mistakesInAudience(fresh, new Set())).toEqual({});
  expect(mistakesInAudience(fresh, new Set(['event.vip-guests']))).toEqual({ short: 'taken' });
  expect(mistakesInAudience({ ...fresh, short: 'V I P' }, new Set())).toEqual({ short: 'short' });
  expect(mistakesInAudience({ ...fresh, nameEn: '贵宾' }, new Set())).toEqual({ short: 'short' });
});

test('each field that cannot be says which it is', () => {
  const wrong = {
    nameZh: ' ',
    nameEn: '',
    opens: '0',
    days: '-1',
    visit: 'own',
    visitCount: '',
    phones: 'x',
    refresh: '0',
  };
  expect(mistakesInAudience({ ...form, ...wrong } as AudienceForm, undefined)).toEqual({
    nameZh: 'nameZh',
    nameEn: 'nameEn',
    opens: 'opens',
    days: 'days',
    visit: 'visit',
    phones: 'phones',
    refresh: 'refresh',
  });
  expect(refusedInAudience(['names.en', 'maxOpens', 'download', 'strange'])).toEqual({
    nameEn: 'nameEn',
    opens: 'opens',
    download: 'refused',
  });
});

test('what a change means to links is said field by field; a name and a password mean nothing to them', () => {
  const zh = words('zh-CN');
  expect(
    changesOf(media, { ...media, names: { 'zh-CN': '新', en: 'New' }, passwordAsked: false } as never, zh),
  ).toEqual([]);
  expect(
    changesOf(media, { ...media, maxOpens: 40, expiresInDays: null, expiresWithProject: true, watermark: 'off' }, zh),
  ).toEqual(['查看次数：50 次 → 40 次', '到期：7 天 → 到项目结束', '水印：场馆名 → 没有']);
});
