// A tool, run by hand: `node server/library/sample/draw.ts [name…]` draws the sample projects' photos anew.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
// biome-ignore lint/style/noRestrictedImports: no part of the box that runs.
import sharp from 'sharp';
import { type Scene, scenes } from './drawing/scenes.ts';

const most = 150_000;

/** The JPEG of a scene with a camera's grain and notes, as good as it can be in 150 kB. */
async function photoOf({ width, height, takenAt, draw }: Scene): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${draw()}</svg>`;
  const grain = { type: 'gaussian', mean: 128, sigma: 5 } as const;
  const noise = await sharp({ create: { width, height, channels: 3, background: '#808080', noise: grain } })
    .png()
    .toBuffer();
  const pixels = await sharp(Buffer.from(drawing), { unlimited: true })
    .flatten({ background: '#ffffff' })
    .composite([{ input: noise, blend: 'soft-light' }])
    .png()
    .toBuffer();
  for (let quality = 88; ; quality -= 3) {
    const photo = await sharp(pixels)
      .withExif({ IFD0: { Make: 'Maiimg', Model: 'Sample' }, IFD2: { DateTimeOriginal: takenAt } })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer();
    if (photo.length <= most || quality < 50) return photo;
  }
}

const wanted = process.argv.slice(2);
for (const scene of scenes.filter(
  ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
)) {
  const photo = await photoOf(scene);
  await writeFile(join(import.meta.dirname, 'photos', scene.name), photo);
  process.stdout.write(`${scene.name} ${photo.length}\n`);
}
