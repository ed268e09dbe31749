import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Problem } from '#contract/problems.ts';
import { Version } from '#contract/versions.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt, shelvePhotos } from '../testing/guests.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

/** A project with so many photos in its library; gives what makes versions of them. */
async function project(photos = 3) {
  const { id } = await box.project();
  const { id: aside } = await box.gallery(id);
  const names = Array.from({ length: photos }, (_, nr) => `${id}-${nr}.jpg`);
  const photoIds = (await shelvePhotos(box.kit, id, aside, names)).map((photo) => photo.id);
  const count = async () => {
    const all = async <T>(what: string) =>
      (await box.owner.call<{ items: T[] }>('GET', `/api/projects/${id}/${what}`)).items.length;
    return [await all<Gallery>('galleries'), await all<Link>('links')];
  };
  const ask = (body: object) =>
    box.owner.ask('POST', `/api/projects/${id}/versions`, { title: '主会场', photoIds, ...body });
  const make = async (body: object) => {
    const answer = await ask(body);
    expect(answer.status, await answer.clone().text()).toBe(201);
    const { items } = (await answer.json()) as { items: Version[] };
    return items.map((item) => Version.parse(item));
  };
  const refused = async (body: object) => {
    const answer = await ask(body);
    return (await answer.json()) as Problem;
  };
  return { id, photoIds, ask, make, refused, count };
}

test('three audiences get a gallery and a link each in one act, under the terms of their presets', async () => {
  const { id, photoIds, make, count } = await project();
  const made = await make({ audiences: ['attendee', 'event.media', 'internal'] });
  expect(made.map(({ audience }) => audience)).toEqual(['event.attendee', 'event.media', 'event.internal']);
  expect(made.map(({ gallery }) => gallery.title)).toEqual(['主会场 · 参会者', '主会场 · 媒体', '主会场 · 内部团队']);
  for (const { audience, gallery, link } of made) {
    expect(gallery).toMatchObject({ projectId: id, photoIds });
    expect(link).toMatchObject({ audience, galleryIds: [gallery.id], for: 'one', follows: true, state: 'live' });
  }
  expect(made.map(({ link }) => [link.policy.maxOpens, link.policy.download])).toEqual([
    [100, 'off'],
    [50, 'original'],
    [null, 'original'],
  ]);
  expect(new Set(made.map(({ gallery }) => gallery.id)).size).toBe(3);
  expect(await count()).toEqual([4, 4]);

  // The one whose preset asks for a password opens by the one that was told, and it is told this once.
  const [open, , asks] = made;
  expect([open?.link.password, asks?.link.password]).toEqual([undefined, expect.stringMatching(/^\d{6}$/)]);
  const phone = phoneAt(box.guestUrl);
  expect((await phone.open(asks?.link.token as string)).status).toBe(401);
  expect((await phone.open(asks?.link.token as string, { password: asks?.link.password })).status).toBe(200);
  expect((await box.owner.call<Link>('GET', `/api/links/${asks?.link.id}`)).password).toBeUndefined();

  // Each can be changed without the others.
  await box.owner.call('POST', `/api/galleries/${open?.gallery.id}/photos`, { remove: [photoIds[0]] });
  expect((await box.owner.call<Gallery>('GET', `/api/galleries/${made[1]?.gallery.id}`)).photoIds).toEqual(photoIds);
  const { items } = await box.owner.call<{ items: AuditEntry[] }>('GET', '/api/audit');
  const acts = items.filter(({ subject }) =>
    made.some(({ link, gallery }) => [link.id, gallery.id].includes(subject ?? '')),
  );
  expect(acts.filter(({ action }) => action === 'link.add')).toHaveLength(3);
  expect(acts.filter(({ action }) => action === 'gallery.add')).toHaveLength(3);
});

test('shared, all links open one gallery; for many, the number of each preset counts per phone', async () => {
  const { make, count } = await project();
  const told: string[] = [];
  const stop = box.kit.changes.on('gallery.changed', ({ galleryId }) => told.push(galleryId));
  const made = await make({ audiences: ['attendee', 'sponsor'], shared: true, for: 'many' });
  stop();
  const [first, second] = made;
  expect(first?.gallery).toEqual(second?.gallery);
  expect(told).toEqual([first?.gallery.id]);
  expect(first?.gallery.title).toBe('主会场');
  expect(made.map(({ link }) => [link.for, link.policy.maxOpens, link.policy.maxOpensPerVisitor])).toEqual([
    ['many', null, 100],
    ['many', null, 80],
  ]);
  expect(await count()).toEqual([2, 3]);
});

test('where one cannot be made, none is: a photo from elsewhere, nobody’s preset, a preset twice', async () => {
  const { refused, count } = await project();
  const strange = await project(1);
  const audiences = ['attendee', 'media'];
  expect(await refused({ audiences, photoIds: strange.photoIds })).toMatchObject({
    status: 422,
    code: 'photo_not_in_project',
    errors: [{ field: 'photoIds' }],
  });
  expect(await refused({ audiences: ['attendee', 'nobody'] })).toMatchObject({
    status: 422,
    code: 'audience_not_found',
    errors: [{ field: 'audiences' }],
  });
  expect(await refused({ audiences: ['media', 'event.media'] })).toMatchObject({
    status: 400,
    errors: [{ field: 'audiences' }],
  });
  for (const wrong of [
    { audiences: [] },
    { audiences, title: ' ' },
    { audiences, photoIds: [] },
    { audiences, to: 'all' },
  ])
    expect(await refused(wrong)).toMatchObject({ status: 400, code: 'invalid_input' });
  expect(await refused({ audiences: Array.from({ length: 21 }, (_, nr) => `a${nr}`) })).toMatchObject({ status: 400 });
  expect(await count()).toEqual([1, 1]);
});

test('more photos than a gallery holds are refused with the way on, and nothing is made', async () => {
  const { refused, count } = await project(26);
  const problem = await refused({ audiences: ['media'] });
  expect(problem).toMatchObject({
    status: 422,
    code: 'gallery_full',
    limit: 25,
    photos: 26,
    errors: [{ field: 'photoIds' }],
  });
  expect(problem.detail).toMatch(/first 25.*chapters/);
  expect(await count()).toEqual([1, 1]);
});

test('a long title leaves room for whom it is for, and an archived project takes none', async () => {
  const { id, make, refused } = await project(1);
  const [made] = await make({ title: '长'.repeat(120), audiences: ['media'] });
  expect(made?.gallery.title).toBe(`${'长'.repeat(115)} · 媒体`);
  await box.owner.call('PATCH', `/api/projects/${id}`, { archived: true });
  expect(await refused({ audiences: ['media'] })).toMatchObject({ status: 409, code: 'project_archived' });
});
