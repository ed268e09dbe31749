import { expect, test } from 'vitest';
import { sampleReport } from '../../testing/report.ts';
import { reportFileName } from './name.ts';

test('a file is named for its project, what it is about and its days, in a way that every system takes', () => {
  const report = sampleReport({ from: '2026-11-01', to: '2026-11-21' });
  expect(reportFileName(report, 'xlsx')).toBe('湖畔澜庭 访问报告 2026-11-01 至 2026-11-21.xlsx');
  const day = { ...report, to: report.from, locale: 'en' as const, about: { kind: 'link' as const, name: 'A/B "x"' } };
  expect(reportFileName(day, 'csv')).toBe('湖畔澜庭 A B x report 2026-11-01.csv');
  const project = { ...report.project, title: `..\\${'很'.repeat(200)}\u0000:*?` };
  const long = reportFileName({ ...report, project }, 'pdf');
  expect(long).not.toMatch(/[\\/:*?"<>|\p{Cc}]/u);
  expect(long).toMatch(/^很+ 访问报告 2026-11-01 至 2026-11-21\.pdf$/);
  expect(Buffer.byteLength(long)).toBeLessThan(255);
});
