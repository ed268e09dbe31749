import type { Request, Response } from 'express';
import type { Shelf } from '../galleries/shelf.ts';
import type { ShownPhoto } from '../galleries/shown.ts';
import type { Kit } from '../kit.ts';
import type { Panoramas } from '../library/panoramas/panoramas.ts';
import type { LinkBook } from '../links/book.ts';
import { isSecret } from '../links/policy.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import type { Running } from '../visits/running.ts';
import { authorize } from './authorize.ts';
import { photoOf } from './content.ts';
import type { Images, Sending } from './images.ts';
import type { Marks } from './marked.ts';
import { shownIn } from './pass.ts';

interface Rooms {
  readonly kit: Kit;
  readonly book: LinkBook;
  readonly shelf: Shelf;
  readonly running: Running;
  readonly images: Images;
  readonly marks: Marks;
  readonly panoramas: Panoramas;
}

/** Whether an address names what there is: the photo's edition, and what is drawn into it. */
export function isStale(
  { e, m }: { readonly e?: unknown; readonly m?: unknown },
  { edition }: ShownPhoto,
  mark: { readonly key: string } | undefined,
): boolean {
  if (e === undefined && m === undefined) return false;
  return e !== String(edition) || m !== mark?.key;
}

/** Sends a size of a photo that was allowed, marked where the link has a mark. Throws what `authorize` gives, and `photo_not_ready`. */
export async function sendPhoto(
  { kit, book, shelf, running, images, marks, panoramas }: Rooms,
  req: Request,
  res: Response,
  {
    token,
    link,
    photo,
    size,
  }: {
    readonly token: string;
    readonly link: StoredLink;
    readonly photo: ShownPhoto;
    readonly size: Sending['size'];
  },
): Promise<void> {
  const mark = marks.of(link);
  const sending = { photo, size, secret: isSecret(link), stale: isStale(req.query, photo, mark) };
  if (!mark && size !== 'pano') return images.send(req, res, sending);
  const marked = mark && (await marks.file(photo, size, mark));
  if (!mark) await panoramas.made(photo.hash);
  // It may have been made for a while: what was allowed then may not be any more, or is to look different.
  const now = await book.byToken(token);
  const still = now && (await photoOf(shelf, now, photo.id));
  const late = now
    ? authorize(shownIn(kit.keys, running, req, now)?.visit, now, still, size, kit.clock.now())
    : new Refusal('not_found', 'there is nothing at this address');
  if (late) throw late;
  if (!now || marks.of(now)?.key !== mark?.key || still?.hash !== photo.hash) {
    throw new Refusal('photo_not_ready', 'the photo looks different by now');
  }
  await images.send(req, res, { ...sending, marked });
}
