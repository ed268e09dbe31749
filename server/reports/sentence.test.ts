import { expect, test } from 'vitest';
import { Report } from '#contract/report.ts';
import { percentOf } from '#contract/share.ts';
import { sampleReport } from '../testing/report.ts';

const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

test('the report that other tests draw is one, and its lists add up to its figures', () => {
  const report = Report.parse(sampleReport());
  const { opens, downloads, refused, views } = report.figures;
  const opensOf = (list: readonly { opens: number }[]) => total(list.map((one) => one.opens));
  for (const list of ['days', 'devices', 'systems', 'apps', 'regions', 'links', 'audiences'] as const) {
    expect(opensOf(report[list]), list).toBe(opens);
  }
  expect([total(report.hours), total(report.week.flat())]).toEqual([opens, opens]);
  expect(total(report.photos.map((photo) => photo.views))).toBe(views);
  expect(total(report.links.map((link) => link.downloads))).toBe(downloads);
  expect(total(report.refusals.map(({ count }) => count))).toBe(refused);
});

test('one sentence and four lines say what a report comes to, in both languages', () => {
  const { sentence, summary } = sampleReport();
  expect(sentence).toBe('486 位访客打开 2,134 次，80% 用手机；下载 68 张；看得最多的是「湖景栈道」，312 次。');
  expect(summary).toEqual([
    '打开次数：2,134 次，80% 用手机',
    '下载张数：68 张，5 家合作方下载过',
    '打开的合作方：5 家（共 8 家）',
    '看得最多的照片：「湖景栈道」，312 次',
  ]);
  const english = sampleReport({ locale: 'en' });
  expect(english.sentence).toBe(
    '486 visitors opened it 2,134 times, 80% by phone; 68 downloads; “湖景栈道” was looked at most, 312 times.',
  );
  expect(english.summary[2]).toBe('Recipients who opened: 5 of 8');
});

test('visitors that nobody knows any more are not in the sentence, nor is what nobody did', () => {
  const { figures, partners } = sampleReport();
  const quiet = { ...figures, visitors: null, downloads: 0, phones: 0 };
  expect(sampleReport({ figures: quiet, photos: [] }).sentence).toBe('打开 2,134 次，没有人用手机。');
  expect(sampleReport({ figures: quiet, locale: 'en', photos: [] }).sentence).toBe('2,134 opens, none by phone.');
  expect(sampleReport({ partners: { ...partners, all: 0 } }).summary[2]).toBe('打开的合作方：没有指定接收人的链接');
  const nothing = { ...figures, opens: 0, downloads: 0 };
  expect(sampleReport({ figures: nothing, photos: [] }).sentence).toBe('这段时间没有人打开。');
});

test('a share of something is never nothing, and of not all never all', () => {
  expect([percentOf(1, 1000), percentOf(999, 1000), percentOf(1000, 1000), percentOf(0, 5), percentOf(3, 0)]).toEqual([
    1, 99, 100, 0, 0,
  ]);
});
