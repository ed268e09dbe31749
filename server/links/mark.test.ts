import { expect, test } from 'vitest';
import { type Marked, type MarkSettings, markOf } from './mark.ts';

const logo = 'ab'.repeat(32);
const settings: MarkSettings = {
  boxName: '麦影',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  logo: `/brand/${logo}.webp`,
};
const link: Marked = {
  watermark: 'recipient',
  recipient: null,
  label: '张三',
  audienceNames: { 'zh-CN': '媒体', en: 'Media' },
  // One in the morning of the 22nd in Shanghai.
  createdAt: Date.parse('2026-11-21T17:00:00Z'),
  projectLogo: null,
};

test('a link without a watermark has no mark', () => {
  expect(markOf({ ...link, watermark: 'off' }, settings)).toBeUndefined();
});

test('a recipient’s mark is the label, or else the audience in the box’s language, and the day of the making there', () => {
  const { kind, names, date, logo } = markOf(link, settings) ?? {};
  expect([kind, names?.[0], date, logo]).toEqual(['recipient', '张三', '2026-11-22', null]);
  expect(markOf({ ...link, label: '' }, settings)?.names[0]).toBe('媒体');
  expect(markOf({ ...link, label: '' }, { ...settings, locale: 'en' })?.names[0]).toBe('Media');
  expect(markOf({ ...link, label: '', audienceNames: null }, settings)?.names[0]).toBe('麦影');
});

test('a mark names whom the link is for before what it is called, as people say it', () => {
  const recipient = { id: 'r', name: '王楠', honorific: '先生', company: '影像周刊', madeBy: null };
  const first = (more: Partial<typeof recipient>) =>
    markOf({ ...link, recipient: { ...recipient, ...more } }, settings)?.names.slice(0, 2);
  expect(first({})).toEqual(['王楠先生', '张三']);
  expect(first({ honorific: '' })).toEqual(['王楠', '张三']);
  expect(first({ name: 'Nan Wang', honorific: 'Ms' })).toEqual(['Ms Nan Wang', '张三']);
});

test('a brand’s mark is the box’s name, and the project’s logo or else the box’s', () => {
  const brand = { ...link, watermark: 'brand' } as const;
  expect(markOf(brand, settings)).toMatchObject({ kind: 'brand', date: null, logo });
  expect(markOf(brand, settings)?.names[0]).toBe('麦影');
  expect(markOf({ ...brand, projectLogo: 'cd' }, settings)?.logo).toBe('cd');
  expect(markOf(brand, { ...settings, logo: null })?.logo).toBe(null);
});

test('whatever is drawn differently has another key, and nothing else has', () => {
  const brand = { ...link, watermark: 'brand' } as const;
  const marks = [
    markOf(link, settings),
    markOf({ ...link, label: '李四' }, settings),
    markOf({ ...link, createdAt: link.createdAt + 86_400_000 }, settings),
    markOf(brand, settings),
    markOf(brand, { ...settings, boxName: '别处' }),
    markOf(brand, { ...settings, logo: null }),
  ];
  expect(new Set(marks.map((mark) => mark?.key)).size).toBe(marks.length);
  expect(markOf({ ...link, createdAt: link.createdAt + 1000 }, settings)?.key).toBe(marks[0]?.key);
  expect(markOf({ ...brand, label: '李四' }, settings)?.key).toBe(marks[3]?.key);
  expect(marks[0]?.key).toMatch(/^[0-9a-f]{16}$/);
});
