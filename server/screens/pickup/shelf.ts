import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { galleryLimit } from '#contract/gallery-limit.ts';
import type { Pickup, PickupShelf } from '#contract/pickup.ts';
import { readSettings } from '../../box/settings.ts';
import type { Shared } from '../../http/compressed.ts';
import type { Kit } from '../../kit.ts';
import { galleriesOnShelf, photosOnShelf, type ShelvedPhoto } from './table.ts';

/** What lies on a station's shelf at one moment. */
export interface Shelf {
  /** Null while none of its galleries is there. */
  readonly projectId: string | null;
  /** The chosen galleries and the chapters behind them. */
  readonly galleryIds: ReadonlySet<string>;
  /** By id, newest first. A photo that was withdrawn is taken out at once, before all is read anew. */
  readonly photos: Map<string, ShelvedPhoto>;
  readonly chapters: readonly { readonly galleryId: string; readonly title: string }[];
  readonly title: string;
  /** Differs where guests would see something else. */
  readonly stamp: string;
}

/** Reads what guests may pick from these galleries. */
export async function readShelf(kit: Kit, { galleryIds }: Pickup): Promise<Shelf> {
  const galleries = await galleriesOnShelf(kit.db.read, galleryIds);
  const photos = await photosOnShelf(kit.db.read, galleryIds);
  const [first] = galleries.values();
  const chapters = galleryIds.flatMap((galleryId) => {
    const chosen = galleries.get(galleryId);
    return chosen ? [{ galleryId, title: chosen.title }] : [];
  });
  const title = first?.projectTitle || readSettings(kit).boxName;
  return {
    projectId: first?.projectId ?? null,
    galleryIds: new Set(galleries.keys()),
    photos: new Map(photos.map((photo) => [photo.id, photo])),
    chapters,
    title,
    stamp: stampOf([title, ...chapters.flatMap((one) => [one.galleryId, one.title])], photos),
  };
}

function stampOf(words: readonly string[], photos: readonly ShelvedPhoto[]): string {
  const hash = createHash('sha256').update(JSON.stringify(words));
  for (const { id, edition, galleryId } of photos) hash.update(`${id}${edition}${galleryId}`);
  return hash.digest('base64url');
}

/** The shelf as the station is told it. */
export function presentShelf({ title, chapters, photos }: Shelf, version: number): PickupShelf {
  const counts = new Map<string, number>();
  for (const { galleryId } of photos.values()) counts.set(galleryId, (counts.get(galleryId) ?? 0) + 1);
  return {
    version,
    title,
    chapters: chapters.map((one) => ({ ...one, photos: counts.get(one.galleryId) ?? 0 })),
    photos: [...photos.values()].map(({ hash: _, ...photo }) => photo),
    most: galleryLimit,
  };
}

const compress = promisify(gzip);
/** The texts of shelves that were told last: a hall's stations ask for the same, some of them again and again. */
const told = new Map<string, Promise<Shared>>();
const keptTexts = 8;

/** The same as a text, ready to be sent to several; five thousand photos take too long to be compressed in between. */
export function shelfText(shelf: Shelf, version: number): Promise<Shared> {
  const key = `${version} ${shelf.photos.size} ${shelf.stamp}`;
  const known = told.get(key);
  if (known) return known;
  const text = JSON.stringify(presentShelf(shelf, version));
  const made = compress(text, { level: 4 }).then((gzipped): Shared => ({ text, gzip: gzipped }));
  told.set(key, made);
  const oldest = told.keys().next().value;
  if (told.size > keptTexts && oldest !== undefined) told.delete(oldest);
  return made;
}
