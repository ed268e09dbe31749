import { beforeAll, expect, test } from 'vitest';
import { words } from '#words/index.ts';
import { sampleReport } from '../../../testing/report.ts';
import { type Faces, readFaces } from './face.ts';
import { legible, typeset, written } from './legible.ts';

let faces: Faces;
beforeAll(async () => {
  faces = await readFaces();
});
const set = (text: string) => written(text, faces.regular.has);

test('what cannot be written is taken apart or left out, and a name of nothing else has a sign in its place', () => {
  expect(set('龘䶮𫖯 Ünal Ж ひ')).toBe('龘䶮𫖯 Ünal Ж ひ');
  expect(set('张三 🎉 Zhang')).toBe('张三 Zhang');
  expect(set('e\u0301te\u0301')).toBe('été');
  expect(set('🎉🎉')).toBe('—');
  expect(set('مرحبا')).toBe('—');
  expect(set('')).toBe('');
  expect(set('Z\u0335\u0321\u0322a\u0334\u0316l\u0336go')).toBe('Zalgo');
  expect(set('1\ufe0f\u20e3 号楼')).toBe('1 号楼');
});

test('nothing turns or hides what stands around it', () => {
  expect(set('a\u202eb\u2066c\u200b\ufeffd\u0000e\nf\ud800g')).toBe('abcde fg');
});

test('every text of a report is made legible, its figures are left as they are', () => {
  const sample = sampleReport();
  const report = legible({ ...sample, project: { ...sample.project, title: '🏠 湖畔' } }, faces.regular.has);
  expect(report.project.title).toBe('湖畔');
  expect(report.figures).toEqual(sample.figures);
  expect(report.week).toEqual(sample.week);
  expect(report.photos.map(({ photoId }) => photoId)).toEqual(sample.photos.map(({ photoId }) => photoId));
});

test('both weights have a glyph for all that reports say themselves', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const said: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') said.push(value);
      // What words with places for figures are made of stands in their source.
      else if (typeof value === 'function') said.push(String(value));
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    const { reports, reportPaper } = words(locale);
    collect([reports, reportPaper, sampleReport({ locale })]);
    const characters = new Set(typeset(said.join(''), locale).replace(/\s/gu, ''));
    const missing = [...characters].filter((one) => {
      const codePoint = one.codePointAt(0) as number;
      return !faces.regular.has(codePoint) || !faces.medium.has(codePoint);
    });
    expect([locale, missing]).toEqual([locale, []]);
  }
});
