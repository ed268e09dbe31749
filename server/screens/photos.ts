import type { Request, Response } from 'express';
import { sendStored } from '../http/send-file.ts';
import type { Kit } from '../kit.ts';
import { Refusal } from '../refusal.ts';
import type { Board } from './board.ts';
import { keyHash, keyIn } from './key.ts';
import type { Stations } from './pickup/stations.ts';

interface Options {
  readonly kit: Kit;
  readonly board: Board;
  readonly stations: Stations;
  readonly remake: (hash: string) => Promise<unknown>;
  /** Has the size for looking all around made, where it is not there. */
  readonly makePanorama: (hash: string) => Promise<unknown>;
}

/**
 * Sends a photo of the programme of the screen whose key the request carries, or in the sizes of a grid one that guests
 * may pick at it. Throws `no_screen_key`, `not_found` for a photo of any other, `photo_not_ready`.
 */
export async function sendPhoto(
  { kit, board, stations, remake, makePanorama }: Options,
  req: Request,
  res: Response,
  { photoId, size }: { photoId: string; size: 'thumb' | 'screen' | 'kiosk' | 'pano' },
): Promise<void> {
  const key = keyIn(req.headers);
  const screen = key === undefined ? undefined : board.byKey(keyHash(key));
  if (!screen) throw new Refusal('no_screen_key', 'this screen is not paired');
  const photo = screen.playing.content.photos.get(photoId) ?? shelved(stations, screen.id, photoId, size);
  if (!photo) throw new Refusal('not_found', 'there is no such photo on this screen');
  if (size === 'pano' && !photo.panorama) throw new Refusal('not_found', 'this is no 360° photo');
  if (photo.state !== 'ready') throw new Refusal('photo_not_ready', 'the photo is on its way');
  const current = req.query.e === String(photo.edition);
  const headers = {
    'cache-control': current ? 'private, max-age=31536000, immutable' : 'no-store',
    'content-type': size === 'kiosk' || size === 'pano' ? 'image/jpeg' : 'image/webp',
    'content-security-policy': "default-src 'none'; sandbox",
  };
  try {
    await sendStored(res, kit.files.derivative(photo.hash, size), headers);
  } catch (error) {
    // A screen that went while it was sent is nobody's fault.
    if ((error as { code?: string }).code === 'ECONNABORTED') return;
    if (!(error instanceof Refusal)) throw error;
    // A size that is gone can always be made again from its original; that of a panorama is made after the others, and
    // a screen shows the flat one meanwhile.
    if (size === 'pano')
      makePanorama(photo.hash).catch((err: unknown) => kit.log.warn({ err, photoId }, 'no panorama'));
    else await remake(photo.hash);
    throw new Refusal('photo_not_ready', 'the size is being made again');
  }
}

/** What lies on a shelf is ready. */
function shelved(stations: Stations, screenId: string, photoId: string, size: string) {
  const photo = size === 'thumb' || size === 'screen' ? stations.shelf(screenId)?.photos.get(photoId) : undefined;
  return photo && { hash: photo.hash, edition: photo.edition, state: 'ready' as const, panorama: false };
}
