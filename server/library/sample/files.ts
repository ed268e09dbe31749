import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectKind } from '#contract/projects.ts';
import type { Kit } from '../../kit.ts';
import { type Received, takeFile } from '../receive.ts';

/** How many photos a sample project has. */
export const samplePhotos = 12;

/**
 * Hands over the photos of a sample project as an upload's files, called `names` (without an ending), in their order.
 * What `use` has not moved away by the time it settles is removed again.
 */
export async function withSampleFiles<T>(
  kit: Kit,
  kind: ProjectKind,
  names: readonly string[],
  use: (files: Received[]) => Promise<T>,
): Promise<T> {
  const parts: string[] = [];
  try {
    const files: Received[] = [];
    for (const [index, name] of names.slice(0, samplePhotos).entries()) {
      const source = join(import.meta.dirname, 'photos', `${kind}-${String(index + 1).padStart(2, '0')}.jpg`);
      const part = kit.files.incoming();
      parts.push(part);
      files.push({ name: `${name}.jpg`, part, ...(await takeFile(createReadStream(source), part)) });
    }
    return await use(files);
  } finally {
    for (const part of parts) await rm(part, { force: true });
  }
}
