import type { Report } from '#contract/report.ts';
import { secondsOf } from './figures.ts';
import type { GallerySums } from './photos/table.ts';
import type { Scope } from './scope/table.ts';
import type { GalleryTold } from './screens/table.ts';

const nothing = { visits: 0, views: 0, ms: 0, downloads: 0 } as const;

/** Galleries side by side, the most views first; those of which there is nothing only in the report of the whole project. */
export function galleriesTold(
  galleries: readonly GalleryTold[],
  looked: readonly GallerySums[],
  opened: readonly (readonly [galleryId: string, opens: number])[],
  { galleryId: only }: Scope,
  whole: boolean,
): Report['galleries'] {
  const seen = new Map(looked.map((one) => [one.galleryId, one]));
  const opens = new Map(opened);
  return galleries
    .filter(({ id }) => only === null || id === only)
    .map(({ id: galleryId, title, there, listed }) => {
      const { visits, views, ms, downloads } = seen.get(galleryId) ?? nothing;
      const told = {
        ...{ galleryId, title, there: there === 1, opens: opens.get(galleryId) ?? 0 },
        ...{ visits, views, seconds: secondsOf(ms), downloads },
      };
      return { told, shown: told.opens + visits + views + downloads > 0 || (whole && there === 1 && listed === 1) };
    })
    .filter(({ shown }) => shown)
    .map(({ told }) => told)
    .toSorted((one, other) => other.views - one.views || other.opens - one.opens);
}
