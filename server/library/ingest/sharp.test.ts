import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import plain from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { strangers } from '../../testing/bad-files.ts';
import { makePhoto } from '../../testing/photos.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maiimg-sharp-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('libvips reads JPEG, PNG and WebP files, and nothing else that it could', async () => {
  const photo = plain(await makePhoto({ width: 60, height: 40 }));
  const files = {
    jpeg: await photo.clone().jpeg().toBuffer(),
    png: await photo.clone().png().toBuffer(),
    webp: await photo.clone().webp().toBuffer(),
    gif: await photo.clone().gif().toBuffer(),
    tiff: await photo.clone().tiff().toBuffer(),
    avif: await photo.clone().avif({ effort: 0 }).toBuffer(),
    svg: strangers.svg,
  };
  const readable = async () => {
    const names: string[] = [];
    for (const [name, data] of Object.entries(files)) {
      const path = join(folder, name);
      await writeFile(path, data);
      const read = await plain(path)
        .stats()
        .catch(() => undefined);
      if (read) names.push(name);
    }
    return names;
  };
  expect(await readable()).toEqual(Object.keys(files));

  await import('./sharp.ts');

  expect(await readable()).toEqual(['jpeg', 'png', 'webp']);
});
