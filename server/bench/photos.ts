import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharp } from '../library/ingest/sharp.ts';
import type { NamedFile } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';

/** A folder of photos of one's own to measure with: `MAIIMG_BENCH_PHOTOS`, else one beside the project where there is one. */
const folder = process.env.MAIIMG_BENCH_PHOTOS ?? join(import.meta.dirname, '../../../shared/photos');

export interface BenchPhoto extends NamedFile {
  readonly data: Buffer;
  readonly pixels: number;
}

/** The largest photos of the folder, the largest first; made ones of 20 megapixels where it has too few. */
export async function largestPhotos(count: number): Promise<BenchPhoto[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.(jpe?g|png|webp)$/i.test(name));
  const sized = await Promise.all(
    names.map(async (name) => {
      const { width, height } = await sharp(join(folder, name)).metadata();
      return { name, pixels: width * height };
    }),
  );
  const chosen = sized.toSorted((a, b) => b.pixels - a.pixels).slice(0, count);
  const photos: BenchPhoto[] = await Promise.all(
    chosen.map(async (one) => ({ ...one, data: await readFile(join(folder, one.name)) })),
  );
  const made = { width: 5472, height: 3648 };
  for (let seed = photos.length; seed < count; seed += 1)
    photos.push({
      name: `made-${seed}.jpg`,
      data: await makePhoto({ ...made, seed }),
      pixels: made.width * made.height,
    });
  return photos;
}

/** Files that are hard on whoever reads them; none where the folder has none. */
export async function badPhotos(): Promise<NamedFile[]> {
  const bad = join(folder, 'bad');
  if (!existsSync(bad)) return [];
  const names = (await readdir(bad)).filter((name) => name !== 'names.json');
  return Promise.all(names.map(async (name) => ({ name, data: await readFile(join(bad, name)) })));
}

/** The same picture in another file: a JPEG with a comment that no other has. Others are given as they are. */
export function another(photo: BenchPhoto, mark: number): BenchPhoto {
  const { data } = photo;
  if (data[0] !== 0xff || data[1] !== 0xd8) return photo;
  const comment = Buffer.from(`${process.pid} ${mark} ${performance.now()}`);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return { ...photo, data: Buffer.concat([data.subarray(0, 2), head, comment, data.subarray(2)]) };
}
