import { expect, test } from 'vitest';
import type { Audience } from '#contract/audiences.ts';
import { formOfDraft, type LinkDraft, mistakesInDraft, policyOfDraft, turned, wishOf } from './new-link.ts';

const where = { now: Date.parse('2026-11-21T06:06:00Z'), zone: 'Asia/Shanghai', projectEnds: null };
const media: Audience = {
  id: 'event.media',
  kind: 'event',
  names: { 'zh-CN': '媒体', en: 'Media' },
  maxOpens: 50,
  download: 'original',
  watermark: 'off',
  expiresInDays: 7,
  expiresWithProject: false,
  refreshDays: null,
  visitSeconds: null,
  maxDevices: null,
  passwordAsked: false,
  own: false,
  followers: 0,
};
const draft: LinkDraft = { for: 'one', audience: 'event.media', galleryIds: ['g'], edits: {} };
const edited = (edits: LinkDraft['edits'], of: Partial<LinkDraft> = {}) => ({ ...draft, ...of, edits });

test('what nobody touched is left to the preset', () => {
  expect(wishOf(draft, media, where)).toEqual({ galleryIds: ['g'], for: 'one', audience: 'event.media' });
  expect(wishOf(edited({ opens: '50', days: '7' }), media, where).policy).toBeUndefined();
});

test('opens count in all for one and per phone for many; an emptied field is no limit', () => {
  expect(wishOf(edited({ opens: '20', days: '3' }), media, where).policy).toEqual({ maxOpens: 20, expiresInDays: 3 });
  expect(formOfDraft({ ...draft, for: 'many' }, media)).toMatchObject({ perPhone: '50', opens: '', unlimited: true });
  expect(wishOf(edited({ perPhone: '20' }, { for: 'many' }), media, where).policy).toEqual({ maxOpensPerVisitor: 20 });
  expect(wishOf(edited({ opens: '3,000', unlimited: false }, { for: 'many' }), media, where).policy).toEqual({
    maxOpens: 3000,
  });
  expect(wishOf(edited({ unlimited: true, end: 'none' }), media, where).policy).toEqual({
    maxOpens: null,
    expiresAt: null,
  });
});

test('every rule can be said, and a label and a placement with them', () => {
  const all = edited({
    opening: 'later',
    opensAt: '2026-11-22T09:30',
    visit: 'own',
    visitCount: '90',
    visitUnit: 'seconds',
    phones: '1',
    refresh: '14',
    watermark: 'recipient',
    asks: true,
    password: ' 2026 ',
    label: ' 央视 ',
    placement: '签到台',
  });
  expect(wishOf(all, media, where)).toMatchObject({
    label: '央视',
    placement: '签到台',
    policy: {
      opensAt: '2026-11-22T01:30:00.000Z',
      visitSeconds: 90,
      maxDevices: 1,
      refreshDays: 14,
      watermark: 'recipient',
      password: '2026',
    },
  });
  expect(policyOfDraft(all, media, where)).toMatchObject({ maxOpens: 50, visitSeconds: 90, password: true });
});

test('another preset brings its own terms; what it does not say stays', () => {
  const typed = edited({ opens: '3', label: '央视', download: 'off' });
  expect(turned(typed, { audience: '' })).toMatchObject({ audience: '', edits: { label: '央视' } });
  expect(turned(typed, { audience: '' }).edits).not.toHaveProperty('opens');
  expect(turned(typed, { for: 'many' }).edits).toEqual({ label: '央视', download: 'off' });
});

test('figures that are none are mistakes, and a preset that asks for a password has it made up', () => {
  expect(mistakesInDraft(edited({ opens: '0', days: '4000', phones: '0' }), media, where)).toEqual({
    opens: 'opens',
    days: 'days',
    phones: 'phones',
  });
  expect(mistakesInDraft(draft, { ...media, passwordAsked: true }, where)).toEqual({});
  expect(mistakesInDraft(edited({ asks: true }), media, where)).toEqual({ password: 'password' });
});

test('a link for one may be for a recipient or for each that has a tag; one for many is for nobody in particular', () => {
  const whom = 'id:019aa111-2222-7333-8444-555566667777';
  expect(wishOf({ ...draft, whom }, media, where)).toMatchObject({ recipientIds: [whom.slice(3)] });
  expect(wishOf({ ...draft, whom: 'tag:媒体: 头排' }, media, where)).toMatchObject({ recipientTag: '媒体: 头排' });
  expect(wishOf({ ...draft, whom, for: 'many' }, media, where)).not.toHaveProperty('recipientIds');
});
