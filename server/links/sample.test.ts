import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { PhotoPage } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import { sampleWords } from '#words/samples.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const items = <T>(path: string) => box.owner.call<{ items: T[] }>('GET', path).then((answer) => answer.items);
const sample = (body: object) => box.owner.call<Project>('POST', '/api/projects/sample', body);

test.each([
  ['event', 'zh-CN', 'event.attendee'],
  ['estate', 'en', 'estate.client'],
  ['product', 'zh-CN', 'product.launch'],
] as const)(
  'a sample %s in %s has photos with words, a gallery, and a link that opens it',
  async (kind, locale, audience) => {
    const say = sampleWords(locale, kind);
    const project = await sample({ kind, locale });
    expect(project).toMatchObject({
      kind,
      title: say.title,
      sample: true,
      archived: false,
      photos: 12,
      galleries: 1,
      links: 1,
    });
    await box.photosDone();

    const { items: photos } = await box.owner.call<PhotoPage>('GET', `/api/projects/${project.id}/photos?order=taken`);
    expect(photos.map(({ state }) => state)).toEqual(Array(12).fill('ready'));
    expect(photos.map(({ title, caption }) => [title, caption]).toReversed()).toEqual(
      say.photos.map(([, title, caption]) => [title, caption]),
    );
    expect(photos.every(({ bytes }) => bytes <= 150_000)).toBe(true);
    expect(photos.some(({ width, height }) => height > width)).toBe(true);
    if (kind === 'product')
      expect(new Set(photos.map(({ sku }) => sku))).toEqual(new Set(['SP404', 'LP303', 'KT202', 'MG101']));

    const [gallery] = await items<Gallery>(`/api/projects/${project.id}/galleries`);
    expect([gallery?.title, gallery?.photoIds]).toEqual([say.gallery, photos.map(({ id }) => id).toReversed()]);
    expect(gallery?.photoIds).toContain(gallery?.coverPhotoId);
    const [link] = await items<Link>(`/api/projects/${project.id}/links`);
    expect(link).toMatchObject({ audience, galleryIds: [gallery?.id], state: 'live' });
    const opened = await box.guest(`/g/${link?.token}/open`, {
      method: 'POST',
      body: '{}',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
    });
    expect(((await opened.json()) as { chapters: { photos: unknown[] }[] }).chapters[0]?.photos).toHaveLength(12);
    const { cover } = await box.owner.call<Project>('GET', `/api/projects/${project.id}`);
    expect(cover).toHaveLength(4);
  },
);

test('it is an event in the box’s language where nothing else is said; a second one shares its files', async () => {
  const [one, two] = [await sample({}), await sample({})];
  expect([one.kind, one.title]).toEqual(['event', sampleWords('zh-CN', 'event').title]);
  expect([two.photos, one.id === two.id]).toEqual([12, false]);
});

test('it is deleted as any project is, and a copy of it is no sample', async () => {
  const project = await sample({});
  const copy = await box.owner.call<Project>('POST', `/api/projects/${project.id}/copy`, {});
  expect([copy.sample, copy.photos]).toEqual([false, 12]);
  expect((await box.owner.ask('DELETE', `/api/projects/${project.id}`)).status).toBe(204);
  expect((await items<Project>('/api/projects')).map(({ id }) => id)).not.toContain(project.id);
});

test('where its audience asks for a password by now, its link is made without an audience, so that it opens', async () => {
  const audiences = await items<{ id: string }>('/api/audiences');
  const preset = audiences.find(({ id }) => id === 'event.attendee');
  await box.owner.call('PUT', '/api/audiences/event.attendee', { ...preset, passwordAsked: true });
  const [link] = await items<Link>(`/api/projects/${(await sample({})).id}/links`);
  expect([link?.audience, link?.policy.password]).toEqual([null, false]);
  await box.owner.call('PUT', '/api/audiences/event.attendee', preset);
});
