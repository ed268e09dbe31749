import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '#contract/problems.ts';
import { refusedWords } from '#words/refused.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';

let box: TestBox;
let path: string;
let galleryId: string;
beforeAll(async () => {
  box = await startTestBox();
  const { id } = await box.project();
  path = `/api/projects/${id}/links`;
  galleryId = (await box.gallery(id)).id;
});
afterAll(() => box.stop());

const chinese = /\p{Script=Han}/u;
const nobody = '019aa111-2222-7333-8444-555566667777';
async function refused(body: object, language?: string): Promise<Problem> {
  const headers = { ...(language !== undefined && { 'accept-language': language }) };
  const answer = await box.owner.ask('POST', path, { galleryIds: [galleryId], ...body }, headers);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.headers.get('vary')).toContain('Accept-Language');
  return (await answer.json()) as Problem;
}

test.each<[string, object, string]>([
  ['a number that is text', { policy: { maxOpens: '5' } }, 'policy.maxOpens'],
  ['a number that is none', { policy: { maxOpens: 1.5 } }, 'policy.maxOpens'],
  ['too little', { policy: { visitSeconds: 9 } }, 'policy.visitSeconds'],
  ['too much', { policy: { maxOpens: 1_000_001 } }, 'policy.maxOpens'],
  ['a time without its zone', { policy: { expiresAt: '2026-12-31T10:00:00' } }, 'policy.expiresAt'],
  ['a word of another list', { policy: { watermark: '<b>' } }, 'policy.watermark'],
  ['neither a word nor yes or no', { policy: { download: 'kiosk' } }, 'policy.download'],
  ['a rule that there is not', { policy: { maxViews: 4 } }, 'policy.maxViews'],
  ['nothing in a list', { galleryIds: [] }, 'galleryIds'],
  ['no id', { galleryIds: ['🙂'] }, 'galleryIds.0'],
  ['what is not there', { galleryIds: undefined }, 'galleryIds'],
  ['too long a line', { label: '字'.repeat(121) }, 'label'],
  ['a line of two', { label: 'a\nb' }, 'label'],
  ['two ends', { policy: { expiresInDays: 1, expiresWithProject: true } }, 'policy.expiresAt'],
  ['nobody’s gallery', { galleryIds: [nobody] }, 'galleryIds'],
  ['nobody’s audience', { audience: 'nobody' }, 'audience'],
])('%s is refused with its field and why, in the language that is asked for', async (_, body, field) => {
  const [zh, en, any] = [
    await refused(body, 'zh-CN,zh;q=0.9,en;q=0.8'),
    await refused(body, 'en'),
    await refused(body),
  ];
  expect(any).toEqual(en);
  expect([zh.code, zh.status, zh.type]).toEqual([en.code, en.status, en.type]);
  for (const [told, inChinese] of [
    [zh, true],
    [en, false],
  ] as const) {
    const [first] = told.errors ?? [];
    expect(first?.field).toBe(field);
    for (const text of [told.title, told.detail, first?.detail ?? ''])
      expect([text, chinese.test(text)]).toEqual([text, inChinese]);
    expect([told.detail, first?.detail]).not.toContain(refusedWords(inChinese ? 'zh-CN' : 'en').wrong);
  }
});
