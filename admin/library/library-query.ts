import type { Photo, PhotoPage } from '#contract/photos.ts';

/** Which photos of the library are shown. */
export const shows = [
  ...(['all', 'unplaced', 'pano', 'picked', 'rejected'] as const),
  ...(['hearts', 'hidden', 'failed', 'unmatched'] as const),
] as const;
export type Show = (typeof shows)[number];
export type Order = 'uploaded' | 'taken';
/** The search as the box is asked it. */
export type Photos = Record<string, string>;

export interface LibraryQuery {
  readonly show: Show;
  readonly q: string;
  readonly order: Order;
}

const asked: Record<Show, Photos> = {
  all: {},
  unplaced: { inGallery: 'none' },
  pano: { panorama: 'true' },
  picked: { mark: 'picked' },
  rejected: { mark: 'rejected' },
  hearts: { hearts: 'true' },
  hidden: { hidden: 'true' },
  failed: { state: 'failed' },
  unmatched: { names: 'unmatched' },
};

type Figures = NonNullable<PhotoPage['counts']>;
const figures: Record<Show, keyof Figures> = {
  all: 'all',
  unplaced: 'inNoGallery',
  pano: 'panorama',
  picked: 'picked',
  rejected: 'rejected',
  hearts: 'hearts',
  hidden: 'hidden',
  failed: 'failed',
  unmatched: 'unmatched',
};

/** What an address says is to be shown. */
export function queryOf(address: URLSearchParams): LibraryQuery {
  const show = address.get('show') as Show;
  return {
    show: shows.includes(show) ? show : 'all',
    q: address.get('q') ?? '',
    order: address.get('order') === 'taken' ? 'taken' : 'uploaded',
  };
}

/** The same as part of an address, empty where it is the library as it opens: `?show=picked`. */
export function addressOf({ show, q, order }: LibraryQuery, photoId?: string): string {
  const address = new URLSearchParams({
    ...(show !== 'all' && { show }),
    ...(q !== '' && { q }),
    ...(order !== 'uploaded' && { order }),
    ...(photoId !== undefined && { photo: photoId }),
  }).toString();
  return address === '' ? '' : `?${address}`;
}

export function searchOf({ show, q, order }: LibraryQuery): Photos {
  return { ...asked[show], ...(q.trim() !== '' && { q: q.trim().slice(0, 200) }), order };
}

/** How many photos of the project a filter would show. */
export function countOf(show: Show, counts: Figures | undefined): number | undefined {
  return counts?.[figures[show]];
}

/** The instant by which a photo is ordered, UTC ms. */
export function instantOf(photo: Photo, order: Order): number {
  return Date.parse(order === 'taken' ? (photo.takenAt ?? photo.uploadedAt) : photo.uploadedAt);
}
