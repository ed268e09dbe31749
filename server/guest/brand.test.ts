import { afterAll, beforeAll, expect, test } from 'vitest';
import { accentsOf } from '#contract/accent.ts';
import type { Settings } from '#contract/box.ts';
import type { Project } from '#contract/projects.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';

let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const logo = async (path: string, seed: number) => {
  const data = await makePhoto({ width: 90, height: 30, format: 'png', seed });
  return (await box.owner.ask('PUT', path, formOf([{ name: 'l.png', data }], {}, 'logo'))).json();
};
const page = async (token: string | null) =>
  (await box.guest(`/g/${token}`, { headers: { accept: 'text/html' } })).text();
const accent = (colour: string) => `--accent:${accentsOf(colour).light.accent}`;

test('a guest sees the project’s colour and logo where it has its own, else the box’s, and changes at once', async () => {
  const project = await box.project();
  const gallery = await box.gallery(project.id);
  const { token } = gallery.link;
  const plain = await page(token);
  expect(plain).toContain(accent('#B7791F'));
  expect(plain).not.toContain('class="logo"');

  const own = (await logo('/api/settings/logo', 1)) as Settings;
  await box.owner.call('PATCH', '/api/settings', { brandColour: '#0057b8' });
  const boxed = await page(token);
  expect(boxed).toContain(accent('#0057b8'));
  expect(boxed).toContain(`<img class="logo" src="${own.logo}" alt="" height="24">`);

  const { logo: theirs } = (await logo(`/api/projects/${project.id}/logo`, 2)) as Project;
  await box.owner.call('PATCH', `/api/projects/${project.id}`, { brandColour: '#e60012' });
  const branded = await page(token);
  expect(branded).toContain(accent('#e60012'));
  expect(branded).toContain(`src="${theirs}"`);

  const other = await box.gallery((await box.project('other')).id);
  expect(await page(other.link.token)).toContain(`src="${own.logo}"`);

  await box.owner.call('PATCH', `/api/projects/${project.id}`, { brandColour: null });
  await box.owner.ask('DELETE', `/api/projects/${project.id}/logo`);
  const back = await page(token);
  expect([back.includes(accent('#0057b8')), back.includes(`src="${own.logo}"`)]).toEqual([true, true]);
});

test('a page that belongs to no link has the box’s logo', async () => {
  const { logo: own } = (await logo('/api/settings/logo', 3)) as Settings;
  expect(await page('nothing')).toContain(`src="${own}"`);
});
