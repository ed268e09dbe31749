import { expect, test } from 'vitest';
import type { Audience } from '#contract/audiences.ts';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { MessageText } from '#contract/messages.ts';
import { emptyDraft, personalTitle, ticked, wishOfPersonal } from './draft.ts';
import { textFor } from './making.ts';
import { organiserOf, previewOf } from './preview.ts';

const preset: Audience = {
  ...{ id: 'estate.client', kind: 'estate', names: { 'zh-CN': '客户', en: 'Client' }, maxOpens: 20, download: 'off' },
  ...{ watermark: 'off', expiresInDays: 7, expiresWithProject: false, refreshDays: null, visitSeconds: null },
  ...{ maxDevices: null, passwordAsked: false, own: false, followers: 0 },
};
const where = { now: Date.parse('2026-11-21T10:00:00Z'), zone: 'Asia/Shanghai', projectEnds: null };
const text = (id: string, purpose: MessageText['purpose'], body: string, changed = false): MessageText => ({
  ...{ id, kind: 'estate', purpose, names: { 'zh-CN': id, en: id }, own: false, changed },
  texts: { 'zh-CN': { subject: '', body }, en: { subject: '', body } },
});

test('photos keep the order of their ticks, and one too many is not taken', () => {
  let chosen: readonly string[] = [];
  for (const id of ['c', 'a', 'b', 'a']) chosen = ticked(chosen, id) as readonly string[];
  expect(chosen).toEqual(['c', 'b']);
  const full = Array.from({ length: galleryLimit }, (_, nr) => `photo-${nr}`);
  expect(ticked(full, 'one more')).toBeUndefined();
  expect(ticked(full, 'photo-3')).toHaveLength(galleryLimit - 1);
});

test('the box is told only what differs from the preset, and of a client who is there only which', () => {
  const draft = { ...emptyDraft, name: ' 李先生 ', photoIds: ['a'] };
  expect(wishOfPersonal(draft, preset, where)).toEqual({ name: '李先生', photoIds: ['a'], audience: preset.id });
  const client = { id: 'client', name: 'Chen', honorific: 'Ms', company: '' };
  const other = { ...draft, client, edits: { opens: '5', download: 'screen' } as const };
  expect(wishOfPersonal(other, preset, where)).toEqual({
    ...{ recipientId: 'client', photoIds: ['a'], audience: preset.id },
    policy: { maxOpens: 5, download: 'screen' },
  });
  expect(personalTitle(other, 'B2')).toBe('Ms Chen · B2');
});

test('the text is shown with what will stand in it, its address aside', () => {
  const body =
    '{name}{honorific}，您好！\n{link}\n密码：{password}\n内容：{contents}\n到 {expires}，{opens}。\n{sender}，{organiser}';
  const facts = { preset, where, locale: 'zh-CN', organiser: organiserOf('Maiimg Box', '南岸一号') } as const;
  const draft = { ...emptyDraft, name: '李先生', photoIds: ['a', 'b'] };
  expect(previewOf(text('one', 'viewing', body), { ...facts, draft, gallery: 'B2', sender: '陈静' })).toBe(
    '李先生，您好！\nhttps://…\n内容：李先生 · B2 2 张\n到 11月28日，20 次。\n陈静，南岸一号',
  );
});

test('of a kind’s texts the one for after a viewing goes out, as the owner has it', () => {
  const [reminder, viewing, own] = [
    text('reminder', 'reminder', ''),
    text('viewing', 'viewing', ''),
    text('own', 'viewing', '', true),
  ];
  expect(textFor([reminder, viewing])?.id).toBe('viewing');
  expect(textFor([reminder, viewing, own])?.id).toBe('own');
  expect(textFor([reminder])?.id).toBe('reminder');
  expect(textFor([])).toBeUndefined();
});
