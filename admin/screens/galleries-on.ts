import type { Screen } from '#contract/screens.ts';

/** The galleries that a screen shows or will show, by its playlist or chosen one by one. */
export function galleriesOn({ shows, state: { programme } }: Pick<Screen, 'shows' | 'state'>): ReadonlySet<string> {
  const scenes = [...programme.scenes, ...programme.rest];
  return new Set([...shows, ...scenes].flatMap(({ galleryId }) => galleryId ?? []));
}
