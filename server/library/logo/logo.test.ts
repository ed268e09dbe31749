import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Settings } from '#contract/box.ts';
import type { Project } from '#contract/projects.ts';
import { formOf, startTestBox, type TestBox } from '../../testing/box.ts';
import { makePhoto } from '../../testing/photos.ts';
import { emptyTrash } from '../recover.ts';

let box: TestBox;
let project: Project;
beforeAll(async () => {
  box = await startTestBox();
  project = await box.project();
});
afterAll(() => box.stop());

const put = (path: string, data: Uint8Array, name = 'logo.png', caller = box.owner) =>
  caller.ask('PUT', path, formOf([{ name, data }], {}, 'logo'));
const wide = (seed = 1) => makePhoto({ width: 900, height: 300, format: 'png', alpha: seed === 1, seed });

test('a project’s logo is drawn anew, small and see-through, and served by both doors for good', async () => {
  const answer = await put(`/api/projects/${project.id}/logo`, await wide());
  expect(answer.status).toBe(200);
  const { logo } = (await answer.json()) as Project;
  expect(logo).toMatch(/^\/brand\/[0-9a-f]{64}\.webp$/);
  for (const served of [await box.nobody.ask('GET', logo as string), await box.guest(logo as string)]) {
    expect([served.status, served.headers.get('content-type'), served.headers.get('cache-control')]).toEqual([
      200,
      'image/webp',
      'public, max-age=31536000, immutable',
    ]);
    const bytes = Buffer.from(await served.arrayBuffer());
    const { format, width, height, hasAlpha } = await sharp(bytes).metadata();
    expect([format, width, height, hasAlpha]).toEqual(['webp', 512, 171, true]);
  }
  expect((await box.owner.ask('DELETE', `/api/projects/${project.id}/logo`)).status).toBe(204);
  expect((await box.owner.call<Project>('GET', `/api/projects/${project.id}`)).logo).toBe(null);
});

test('nothing that a camera noted is left in a logo', async () => {
  const data = await makePhoto({
    width: 200,
    height: 200,
    exif: { owner: 'SECRET-OWNER', gps: { latitude: '31/1 14/1 0/1', longitude: '121/1 28/1 0/1' } },
    orientation: 6,
  });
  const { logo } = (await (await put(`/api/projects/${project.id}/logo`, data)).json()) as Project;
  const bytes = Buffer.from(await (await box.guest(logo as string)).arrayBuffer());
  const { exif, xmp, orientation } = await sharp(bytes).metadata();
  expect([exif, xmp, orientation]).toEqual([undefined, undefined, undefined]);
  expect(bytes.includes('SECRET-OWNER')).toBe(false);
});

test('the box’s logo is the owner’s to set, is a setting, and can be taken away', async () => {
  const staff = await box.as('staff');
  expect((await put('/api/settings/logo', await wide(), 'logo.png', staff)).status).toBe(403);
  const settings = (await (await put('/api/settings/logo', await wide(2))).json()) as Settings;
  expect(settings.logo).toMatch(/^\/brand\//);
  expect((await box.owner.call<Settings>('GET', '/api/settings')).logo).toBe(settings.logo);
  expect((await box.owner.ask('DELETE', '/api/settings/logo')).status).toBe(204);
  expect((await box.owner.call<Settings>('GET', '/api/settings')).logo).toBe(null);
});

test.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 422, 'format_not_accepted'],
  ['a text', 'no picture', 422, 'not_a_photo'],
  ['a file of more than 5 MB', 'x'.repeat(5 * 1024 * 1024 + 1), 413, 'file_too_large'],
  ['an empty file', '', 422, 'file_empty'],
])('%s is no logo', async (_, text, status, code) => {
  const answer = await put(`/api/projects/${project.id}/logo`, Buffer.from(text));
  expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
});

test('a logo is one file, of a project that may change', async () => {
  const data = await wide();
  const two = formOf(
    [
      { name: 'a.png', data },
      { name: 'b.png', data },
    ],
    {},
    'logo',
  );
  expect((await box.owner.ask('PUT', `/api/projects/${project.id}/logo`, two)).status).toBe(400);
  const archived = await box.project('archived');
  await box.owner.call('PATCH', `/api/projects/${archived.id}`, { archived: true });
  expect((await put(`/api/projects/${archived.id}/logo`, data)).status).toBe(409);
  expect((await put('/api/projects/019aa111-2222-7333-8444-555566667777/logo', data)).status).toBe(404);
});

test('a logo that nobody uses any more goes in time; one in use stays', async () => {
  const logoOf = async (seed: number) =>
    ((await (await put(`/api/projects/${project.id}/logo`, await wide(seed))).json()) as Project).logo as string;
  const [old, kept] = [await logoOf(3), await logoOf(4)];
  const { logo: own } = (await (await put('/api/settings/logo', await wide(5))).json()) as Settings;
  await emptyTrash(box.kit);
  expect((await box.guest(old)).status).toBe(200);
  box.time.advance(8 * 86_400_000);
  await box.kit.db.write(async () => {});
  await emptyTrash(box.kit);
  const found = await Promise.all([old, kept, own as string].map(async (address) => (await box.guest(address)).status));
  expect(found).toEqual([404, 200, 200]);
});
