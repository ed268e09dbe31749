import { expect, test } from 'vitest';
import type { Audience } from '#contract/audiences.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { baseTitle, versionGroups } from './version-groups.ts';

const audiences = [
  { id: 'event.attendee', names: { 'zh-CN': '参会者', en: 'Attendee' } },
  { id: 'event.media', names: { 'zh-CN': '媒体', en: 'Media' } },
] as Audience[];
const gallery = (id: string, title: string, photoIds: string[] = []) => ({ id, title, photoIds }) as unknown as Gallery;
const link = (id: string, audience: string | null, galleryIds: string[], revokedAt: string | null = null) =>
  ({ id, audience, galleryIds, revokedAt }) as unknown as Link;
const shapes = (links: Link[], galleries: Gallery[]) =>
  versionGroups(links, galleries, audiences).map(({ title, shared, versions }) => [
    title,
    shared,
    versions.map((one) => one.link.id),
  ]);

test('galleries that were made for several audiences at once stand together, in the order of the presets', () => {
  const galleries = [
    gallery('a', '主会场 · 媒体', ['p']),
    gallery('b', '主会场 · 参会者', ['q']),
    gallery('c', '花絮'),
  ];
  const links = [link('1', 'event.media', ['a']), link('2', 'event.attendee', ['b']), link('3', 'event.media', ['c'])];
  expect(shapes(links, galleries)).toEqual([
    ['花絮', true, ['3']],
    ['主会场', false, ['2', '1']],
  ]);
  expect(versionGroups(links, galleries, audiences)[1]?.photoIds).toEqual(['q']);
});

test('one gallery under several links is one group; links of no preset and of no gallery are no versions', () => {
  const galleries = [gallery('a', '主会场')];
  const links = [
    link('1', 'event.media', ['a']),
    link('2', 'event.attendee', ['a']),
    link('3', null, ['a']),
    link('4', 'event.media', ['gone']),
    link('5', 'event.attendee', ['a'], '2026-11-21T06:00:00Z'),
    link('6', 'event.removed', ['a']),
  ];
  expect(shapes(links, galleries)).toEqual([['主会场', true, ['2', '1', '6', '5']]]);
});

test('a title loses only an audience at its end', () => {
  const names = new Set(['媒体', 'Media']);
  expect(
    ['主会场 · 媒体', '主会场 · 上午', ' · 媒体', '媒体', 'Hall · A · Media'].map((title) => baseTitle(title, names)),
  ).toEqual(['主会场', '主会场 · 上午', ' · 媒体', '媒体', 'Hall · A']);
});
