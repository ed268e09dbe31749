import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Settings } from '#contract/box.ts';
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
import { type Content, titleOf } from '../present.ts';
import type { Keepable } from './keepable.ts';
import { distinct, nameBy, safeName } from './names.ts';
import { openTally } from './tally.ts';
import { wallIn } from './wall.ts';

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
  /** Asked once more when everything is ready, which may take a while. Throws where it is not allowed any more. */
  readonly still: () => Promise<void>;
}

export interface Downloads {
  /** Sends one photo to be kept, or a part of it. Throws what `Keepable` throws. */
  one(req: Request, res: Response, allowed: Allowed, photo: ShownPhoto, how: 'save' | 'original'): Promise<void>;
  /** Sends a photo as a JPEG to be looked at, which a long press keeps; it is not counted. Throws as `one` does. */
  shown(req: Request, res: Response, allowed: Allowed, photo: ShownPhoto): Promise<void>;
  /**
   * Sends photos of the link as one archive, or a part of it. Throws `not_found` where none of them is there, `busy`
   * where too many are being sent, `photo_not_ready`.
   */
  zip(req: Request, res: Response, allowed: Allowed, chosen: Chosen): Promise<void>;
}

/** So many archives are sent at once, in all and to one visit: a browser may ask for several parts side by side. */
const most = { all: 64, visit: 6 } as const;
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
  running: Pick<Running, 'seen'>,
  settings: () => Settings,
  { best: keepable, screen: screenOf }: Keepable,
): Downloads {
  const sending = new Map<string, number>();
  let all = 0;
  /** Takes a place among the archives that are being sent; gives the way to leave it. */
  const enter = (visitId: string): (() => void) => {
    const own = sending.get(visitId) ?? 0;
    if (all >= most.all || own >= most.visit)
      throw new Refusal('busy', 'too many archives are being sent', { retryAfter: 5 });
    all += 1;
    sending.set(visitId, own + 1);
    return () => {
      all -= 1;
      const left = (sending.get(visitId) ?? 1) - 1;
      if (left > 0) sending.set(visitId, left);
      else sending.delete(visitId);
    };
  };

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
  const common = (secret: boolean) => ({
    'cache-control': secret ? 'no-store' : 'private, max-age=1800',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });

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
    one: async (req, res, { content, visit, secret, still }, photo, how) => {
      const { link } = content;
      const handout = await keepable(link, photo);
      await still();
      const placed = placesIn(content).find((one) => one.photo.id === photo.id);
      const name = placed ? nameOf(placed, link, handout.format) : photo.name;
      const tally = openTally(kit, link, visit, how);
      await sendPieces(req, res, {
        pieces: [handout],
        etag: `"${handout.tag}"`,
        headers: {
          ...common(secret),
          'content-type': types[handout.format],
          'content-disposition': attachment(name),
        },
        passed: () => tally.add(photo),
        before: tally.flush,
      }).catch(gone);
      running.seen(visit.id);
    },

    shown: async (req, res, { content, secret, still }, photo) => {
      const handout = await screenOf(content.link, photo);
      await still();
      const { 'x-content-type-options': nosniff, 'cache-control': cache } = common(secret);
      const headers = { 'x-content-type-options': nosniff, 'cache-control': cache, 'content-type': 'image/jpeg' };
      await sendPieces(req, res, {
        pieces: [handout],
        etag: `"${handout.tag}"`,
        headers: { ...headers, 'content-security-policy': alonePolicy },
      }).catch(gone);
    },

    zip: async (req, res, { content, visit, secret, still }, { photos: named, chapter }) => {
      const { link } = content;
      const leave = enter(visit.id);
      try {
        const wanted = named && new Set(named);
        const galleries = content.galleries.filter(({ id }) => chapter === undefined || id === chapter);
        const chosen = placesIn({ ...content, galleries }).filter(
          ({ photo }) => photo.state === 'ready' && (wanted === undefined || wanted.has(photo.id)),
        );
        const { pieces, photos, etag } = await archive(link, content, chosen);
        await still();
        const tally = openTally(kit, link, visit, 'zip');
        await sendPieces(req, res, {
          pieces,
          etag,
          headers: {
            ...common(secret),
            'content-type': 'application/zip',
            'content-disposition': attachment(`${safeName(titleOf(content), 'photos')}.zip`),
          },
          // Heads and photos in turn.
          passed: (index) => {
            const photo = index % 2 === 1 ? photos[(index - 1) / 2] : undefined;
            if (photo) tally.add(photo);
          },
          before: tally.flush,
        }).catch(gone);
        running.seen(visit.id);
      } finally {
        leave();
      }
    },
  };
}

/** The photos of a link in order, each once: in the first of its chapters. */
function placesIn({ galleries }: Content): Placed[] {
  const seen = new Set<string>();
  return galleries.flatMap((gallery) =>
    gallery.photos.flatMap((photo, index): Placed[] => {
      if (seen.has(photo.id)) return [];
      seen.add(photo.id);
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
