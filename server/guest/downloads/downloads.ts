import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Settings } from '#contract/box.ts';
import { wallIn } from '#words/wall.ts';
import type { ShownGallery, ShownPhoto } from '../../galleries/shown.ts';
import { attachment } from '../../http/send-file.ts';
import { type Piece, sendPieces } from '../../http/send-pieces.ts';
import { layZip, type ZipEntry } from '../../http/zip.ts';
import type { Kit } from '../../kit.ts';
import type { Handout } from '../../library/handouts/handouts.ts';
import { stem } from '../../library/names.ts';
import type { StoredLink } from '../../links/table.ts';
import { Refusal } from '../../refusal.ts';
import type { Running, Visit } from '../../visits/running.ts';
import type { Seen } from '../../visits/seen.ts';
import { type Content, titleOf } from '../present.ts';
import { isStale } from '../send-photo.ts';
import type { Keepable } from './keepable.ts';
import { distinct, nameBy, safeName } from './names.ts';
import { makePlaces } from './places.ts';
import { openTally } from './tally.ts';
import { openWatch } from './watch.ts';

/** What of a link goes into an archive: all, what is named, or a chapter (the id of its gallery). */
export interface Chosen {
  readonly photos?: readonly string[] | undefined;
  readonly chapter?: string | undefined;
}

/** A download that was allowed. */
export interface Allowed {
  readonly content: Content;
  readonly visit: Visit;
  /** Nothing of it may stay in the browser. */
  readonly secret: boolean;
  /**
   * Asked once more when everything is ready, which may take a while. Throws where it is not allowed any more, and where
   * these photos are not there by now as they were.
   */
  readonly still: (photos: readonly ShownPhoto[]) => Promise<void>;
  /** Asked while it is sent, which keeps the visit alive. Throws where it has to end; one of `coming` is not there any more. */
  readonly goesOn: (coming: readonly ShownPhoto[]) => Promise<void>;
}

export interface Downloads {
  /** Sends one photo to be kept, or a part of it; `jpeg`: as one, whatever the original is. Throws what `Keepable` throws. */
  one(
    req: Request,
    res: Response,
    allowed: Allowed,
    photo: ShownPhoto,
    as: 'save' | 'original' | 'jpeg',
  ): Promise<void>;
  /** Sends a photo as a JPEG to be looked at, which a long press keeps; it is not counted. Throws as `one` does. */
  shown(req: Request, res: Response, allowed: Allowed, photo: ShownPhoto, size: 'screen' | 'original'): Promise<void>;
  /**
   * Sends photos of the link as one archive, or a part of it. Throws `not_found` where none of them is there, `busy`
   * where too many are being sent, `photo_not_ready`.
   */
  zip(req: Request, res: Response, allowed: Allowed, chosen: Chosen): Promise<void>;
  stop(): void;
}

/**
 * So many are sent at once, in all and to one visit: a browser may ask for several parts side by side, but not hold the
 * memory of a thousand by reading slowly.
 */
const most = { archives: { all: 64, visit: 6 }, photos: { all: Number.POSITIVE_INFINITY, visit: 24 } } as const;
const preparedAtOnce = 8;
/** As of any photo that a browser shows by itself. */
const alonePolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";
const types = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

/** A photo of the link with where it stands. */
interface Placed {
  readonly photo: ShownPhoto;
  readonly gallery: ShownGallery;
  /** From 1 on. */
  readonly number: number;
}

export function openDownloads(
  kit: Pick<Kit, 'db' | 'clock' | 'changes' | 'log'>,
  { running, seen }: { readonly running: Pick<Running, 'seen'>; readonly seen: Pick<Seen, 'note'> },
  settings: () => Settings,
  { best: keepable, jpeg: jpegOf, screen: screenOf }: Keepable,
): Downloads {
  const watch = openWatch(kit);
  const enter = { archive: makePlaces(most.archives), photo: makePlaces(most.photos) };

  const nameOf = ({ photo, gallery, number }: Placed, link: StoredLink, format: Handout['format']): string => {
    const { downloadName, timeZone } = settings();
    const wall = photo.takenAt === null ? null : wallIn(photo.takenAt, timeZone);
    const two = (figure: number) => String(figure).padStart(2, '0');
    const facts = {
      project: link.projectTitle,
      gallery: gallery.title,
      date: wall === null ? '' : `${wall.year}-${two(wall.month)}-${two(wall.day)}`,
      number: two(number),
      name: stem(photo.name),
      title: photo.title === '' ? stem(photo.name) : photo.title,
    };
    return nameBy(downloadName, facts, photo.name, format);
  };
  const common = (kept: 'no-store' | 'private, no-cache' | 'private, max-age=1800') => ({
    'cache-control': kept,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });

  /** As any size of a photo: not under an address that names another edition, or another mark. */
  const keeping = (req: Request, { secret, content: { mark } }: Allowed, photo: ShownPhoto) =>
    secret || isStale(req.query, photo, mark === null ? undefined : { key: mark })
      ? 'no-store'
      : 'private, max-age=1800';
  /** Sends what was allowed for as long as it is; `coming`: photos of which something is still to be sent. */
  const over = (res: Response, allowed: Allowed, coming: readonly ShownPhoto[], send: () => Promise<void>) => {
    const goesOn = (changed: boolean) => allowed.goesOn(changed ? coming : []);
    return watch.over({ res, link: allowed.content.link, goesOn }, send).catch(gone);
  };
  const single = async ({ visit }: Allowed, send: () => Promise<void>) => {
    const leave = enter.photo(visit.id);
    try {
      await send();
    } finally {
      leave();
    }
  };

  const archive = async (link: StoredLink, content: Content, chosen: readonly Placed[]) => {
    const ready = await prepared(chosen, (photo) => keepable(link, photo), kit.log);
    if (ready.length === 0) throw new Refusal('not_found', 'there are no such photos');
    const several = new Set(chosen.map(({ gallery }) => gallery.id)).size > 1;
    const folders = new Map(content.galleries.map(({ id, title }) => [id, safeName(title, 'photos')]));
    const names = distinct(
      ready.map(({ placed, handout }) => {
        const name = nameOf(placed, link, handout.format);
        return several ? `${folders.get(placed.gallery.id)}/${name}` : name;
      }),
    );
    const { timeZone } = settings();
    const entries = ready.map(({ placed: { photo }, handout }, at): ZipEntry => {
      const { takenAt } = photo;
      const time = takenAt === null ? null : { at: takenAt, wall: wallIn(takenAt, timeZone) };
      return { name: names[at] as string, bytes: handout.bytes, crc: handout.crc, time };
    });
    const { heads, tail } = layZip(entries);
    const pieces: Piece[] = [...ready.flatMap(({ handout }, at) => [heads[at] as Buffer, handout]), tail];
    // The tail names every file with its length and check sum; the tags tell apart what these could not.
    const digest = createHash('sha256').update(tail);
    for (const { handout } of ready) digest.update(handout.tag);
    return {
      pieces,
      photos: ready.map(({ placed }) => placed.photo),
      etag: `"${digest.digest('base64url').slice(0, 32)}"`,
    };
  };

  return {
    one: (req, res, allowed, photo, as) =>
      single(allowed, async () => {
        const { content, visit } = allowed;
        const { link } = content;
        const handout = await (as === 'jpeg' ? jpegOf : keepable)(link, photo);
        await allowed.still([photo]);
        const placed = placesIn(content).find((one) => one.photo.id === photo.id);
        const tally = openTally(kit, seen, link, visit, as === 'jpeg' ? 'save' : as);
        await over(res, allowed, [photo], () =>
          sendPieces(req, res, {
            pieces: [handout],
            etag: `"${handout.tag}"`,
            headers: {
              ...common(keeping(req, allowed, photo)),
              'content-type': types[handout.format],
              'content-disposition': attachment(
                placed ? nameOf(placed, link, handout.format) : safeName(photo.name, 'photo'),
              ),
            },
            passed: () => tally.add(photo, placed?.gallery.id ?? ''),
            before: tally.flush,
          }),
        );
        running.seen(visit.id);
      }),

    shown: (req, res, allowed, photo, size) =>
      single(allowed, async () => {
        const handout = await (size === 'screen' ? screenOf : jpegOf)(allowed.content.link, photo);
        await allowed.still([photo]);
        const headers = {
          ...common(keeping(req, allowed, photo)),
          'content-type': 'image/jpeg',
          'content-security-policy': alonePolicy,
        };
        await over(res, allowed, [photo], () =>
          sendPieces(req, res, { pieces: [handout], etag: `"${handout.tag}"`, headers }),
        );
      }),

    zip: async (req, res, allowed, { photos: named, chapter }) => {
      const { content, visit, secret } = allowed;
      const { link } = content;
      const leave = enter.archive(visit.id);
      try {
        const wanted = named && new Set(named);
        const galleries = content.galleries.filter(({ id }) => chapter === undefined || id === chapter);
        const chosen = placesIn({ ...content, galleries }).filter(
          ({ photo }) => photo.state === 'ready' && (wanted === undefined || wanted.has(photo.id)),
        );
        const { pieces, photos, etag } = await archive(link, content, chosen);
        const galleryOf = new Map(chosen.map(({ photo, gallery }) => [photo.id, gallery.id]));
        await allowed.still(photos);
        const tally = openTally(kit, seen, link, visit, 'zip');
        const coming = [...photos];
        await over(res, allowed, coming, () =>
          sendPieces(req, res, {
            pieces,
            etag,
            headers: {
              // Its address names no edition: whoever asks again is to have what there is by now.
              ...common(secret ? 'no-store' : 'private, no-cache'),
              'content-type': 'application/zip',
              'content-disposition': attachment(`${safeName(titleOf(content), 'photos')}.zip`),
            },
            // Heads and photos in turn.
            passed: (index) => {
              const photo = index % 2 === 1 ? photos[(index - 1) / 2] : undefined;
              if (!photo) return;
              tally.add(photo, galleryOf.get(photo.id) ?? '');
              coming.splice(0, coming.indexOf(photo) + 1);
            },
            before: tally.flush,
          }),
        );
        running.seen(visit.id);
      } finally {
        leave();
      }
    },
    stop: watch.stop,
  };
}

/** The photos of a link in order, each once: in the first of its chapters. */
function placesIn({ galleries }: Content): Placed[] {
  const placed = new Set<string>();
  return galleries.flatMap((gallery) =>
    gallery.photos.flatMap((photo, index): Placed[] => {
      if (placed.has(photo.id)) return [];
      placed.add(photo.id);
      return [{ photo, gallery, number: index + 1 }];
    }),
  );
}

interface Prepared {
  readonly placed: Placed;
  readonly handout: Handout;
}

/** Has everything ready before the first byte. Photos whose file is gone for good are left out; those that come soon are waited for by asking again. */
async function prepared(
  chosen: readonly Placed[],
  handoutOf: (photo: ShownPhoto) => Promise<Handout>,
  log: Kit['log'],
): Promise<Prepared[]> {
  const found: (Prepared | undefined)[] = [];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < chosen.length; at = next++) {
      const placed = chosen[at] as Placed;
      try {
        found[at] = { placed, handout: await handoutOf(placed.photo) };
      } catch (error) {
        if (!(error instanceof Refusal) || (error.code !== 'not_found' && error.code !== 'photo_unreadable'))
          throw error;
        log.error({ err: error, hash: placed.photo.hash }, 'a photo is left out of an archive');
      }
    }
  };
  await Promise.all(Array.from({ length: preparedAtOnce }, work));
  return found.filter((one) => one !== undefined);
}

function gone(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refusal('not_found', 'the file is gone');
  throw error;
}
