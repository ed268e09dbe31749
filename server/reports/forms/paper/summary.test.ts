import { expect, test } from 'vitest';
import { sampleReport } from '../../../testing/report.ts';
import { emptyReport } from '../../../testing/report-extremes.ts';
import { reportText } from './summary.ts';

test('the text to paste is what it is of, four lines, and how they are counted', () => {
  const report = sampleReport();
  const [title, span, gap, ...rest] = reportText(report).split('\n');
  expect([title, span, gap]).toEqual(['湖畔澜庭：交付小结', '2026 年 10 月 23 日 – 11 月 21 日', '']);
  expect(rest.slice(0, 4)).toEqual(report.summary);
  expect(rest[5]).toMatch(/^口径：打开次数是.+员工、屏幕和预览机器人都不算。$/);
  expect(rest[6]).toBe('制于 2026 年 11 月 21 日 22:08');
  expect(rest.slice(7)).toEqual(['']);
});

test('in English, of a part, and of nothing', () => {
  const part = reportText(sampleReport({ locale: 'en', about: { kind: 'gallery', name: 'B2' } }));
  expect(part).toContain('\n23 Oct – 21 Nov 2026\n');
  expect(part.split('\n')[1]).toContain('B2');
  expect(part).toContain('How these are counted: An open is');
  expect(reportText(emptyReport())).toContain('打开次数：还没有人打开\n');
});

test('a name can turn no other line around, and keeps what people type', () => {
  const name = '张\u202e三\u2028四 👨‍👩‍👧 مرحبا';
  const sample = sampleReport();
  const text = reportText({ ...sample, project: { ...sample.project, title: name } });
  expect(text.split('\n')[0]).toBe('张 三 四 👨‍👩‍👧 مرحبا：交付小结');
});
