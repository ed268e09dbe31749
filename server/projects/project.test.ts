import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Project } from '#contract/projects.ts';
import { startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const read = (id: string) => box.owner.call<Project>('GET', `/api/projects/${id}`);

test('a project counts its links that are not revoked, and is known by its newest photos that can be seen', async () => {
  const project = await box.project();
  expect([project.links, project.cover, project.sample, project.brandColour, project.logo]).toEqual([
    0,
    [],
    false,
    null,
    null,
  ]);
  const files = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (seed) => ({
      name: `${seed}.jpg`,
      data: await makePhoto({ width: 60, height: 40, seed }),
    })),
  );
  const photos = (await box.bring(project.id, files)).map(({ id }) => id);
  expect((await read(project.id)).cover).toEqual(photos.slice(2).toReversed());
  await box.owner.call('PATCH', `/api/photos/${photos[5]}`, { mark: 'rejected' });
  await box.owner.ask('DELETE', `/api/photos/${photos[4]}`);
  expect((await read(project.id)).cover).toEqual(photos.slice(0, 4).toReversed());

  const { link } = await box.gallery(project.id);
  await box.gallery(project.id);
  expect((await read(project.id)).links).toBe(2);
  await box.owner.ask('DELETE', `/api/links/${link.id}`);
  expect((await read(project.id)).links).toBe(1);
});

test('a project has a brand colour of its own, and gives it back', async () => {
  const { id } = await box.project();
  const patch = (brandColour: unknown) => box.owner.ask('PATCH', `/api/projects/${id}`, { brandColour });
  expect(await (await patch('#0057B8')).json()).toMatchObject({ brandColour: '#0057B8' });
  expect((await patch('blue')).status).toBe(400);
  expect((await read(id)).brandColour).toBe('#0057B8');
  expect(await (await patch(null)).json()).toMatchObject({ brandColour: null });
});
