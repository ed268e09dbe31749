import { expect, test } from 'vitest';
import { words } from '#words/index.ts';
import { freshText, idOfText, inputOfText, mistakesInText, type TextForm } from './text-form.ts';

const zh = words('zh-CN');
const form: TextForm = {
  ...freshText('event'),
  nameZh: '给赞助商',
  texts: { 'zh-CN': { subject: '', body: '您好，{name}' }, en: { subject: '', body: '' } },
};

test('a text in one language is enough, and its name is told in both', () => {
  expect(mistakesInText(form, zh)).toBeUndefined();
  expect(inputOfText(form)).toMatchObject({ purpose: 'other', names: { 'zh-CN': '给赞助商', en: '给赞助商' } });
});

test('each field that cannot be says why', () => {
  const { unknown, empty, name, long, subjectLong } = zh.messages.page.wrong;
  const texts = {
    'zh-CN': { subject: '{标题}', body: '{nmae}{name}' },
    en: { subject: 'x'.repeat(201), body: 'x'.repeat(4001) },
  };
  expect(mistakesInText({ ...form, texts, nameZh: ' ' }, zh)).toEqual({
    name,
    texts: {
      'zh-CN': { subject: unknown(['标题']), body: unknown(['nmae']) },
      en: { subject: subjectLong, body: long },
    },
  });
  expect(mistakesInText({ ...form, texts: freshText('event').texts }, zh)).toEqual({
    texts: { 'zh-CN': { body: empty } },
  });
});

test('a new text has an id after its English name that no other one has', () => {
  expect(idOfText({ ...form, nameEn: 'For our Sponsors!' }, new Set())).toBe('event.for-our-sponsors');
  expect(idOfText({ ...form, purpose: 'thanks' }, new Set(['event.own-thanks']))).toBe('event.own-thanks-2');
  expect(idOfText({ ...form, nameEn: 'x'.repeat(80) }, new Set([`event.${'x'.repeat(36)}`]))).toHaveLength(44);
});
