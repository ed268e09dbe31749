import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '#contract/box.ts';
import { settledAt } from '#contract/scene-at.ts';
import type { Screen, ScreenPhoto, ShowState } from '#contract/screens.ts';
import type { ShownPhoto } from '../galleries/shelf.ts';
import { codesAt } from './codes/draw.ts';
import type { Sources } from './content.ts';
import type { Held, Playing } from './playing.ts';
import { readyOf } from './ready.ts';

/** All that a screen has to show, as it is told to it. */
export function showStateOf(
  sources: Sources,
  screen: Pick<
    Held,
    'id' | 'name' | 'blank' | 'codeAddress' | 'playing' | 'pickup' | 'pickupVersion' | 'codes' | 'places'
  >,
  settings: Settings,
  version: number,
): ShowState {
  const { id, name, blank, codeAddress, playing, pickup, pickupVersion } = screen;
  const { programme, content } = playing;
  const photos: Record<string, ScreenPhoto> = {};
  for (const photoId of photoIdsOf(playing)) {
    const photo = content.photos.get(photoId);
    if (photo) photos[photoId] = screenPhoto(photo);
  }
  const { boxName, logo, brandColour, timeZone, locale } = settings;
  const codes = codesAt(sources, { ...content.codes, ...screen.codes }, codeAddress, screen.places);
  const venue = { name: boxName, logo, brandColour, timeZone, locale };
  const station = pickup && { galleryIds: pickup.galleryIds, version: pickupVersion };
  return { version, screen: { id, name, blank, pickup: station }, programme, photos, codes, venue };
}

/** Of what it shows or will show, and of the units that may be called for at any time. */
function photoIdsOf({ programme: { scenes, rest, inserts, pinned }, content: { units } }: Playing): Set<string> {
  const shown = [...scenes, ...inserts.map(({ scene }) => scene), ...(pinned?.scenes ?? []), ...rest];
  const ofUnits = [...units.values()].flatMap((gallery) => readyOf(gallery).map(({ id }) => id));
  return new Set([...shown.flatMap(({ photoIds }) => photoIds), ...ofUnits]);
}

/** Whether two states are the same but for their versions. */
export function sameShown(one: ShowState, other: ShowState): boolean {
  return isDeepStrictEqual({ ...one, version: 0 }, { ...other, version: 0 });
}

function screenPhoto(photo: ShownPhoto): ScreenPhoto {
  const { id, edition, title, caption, width, height, thumbhash, takenAt, panorama: pano } = photo;
  return { id, edition, title, caption, width, height, thumbhash, takenAt, pano };
}

/** A screen as staff see it at this moment; `all` are those of its programme. */
export function presentScreen(screen: Held, all: readonly Held[], now: number): Screen {
  const { playing } = screen;
  const { pinned } = settledAt(playing.programme, now);
  return {
    id: screen.id,
    name: screen.name,
    shows: playing.playlist ? [] : playing.shows.map((show) => ({ ...show })),
    seconds: playing.seconds,
    playlist: playing.playlist,
    codeAddress: screen.codeAddress,
    pickup: screen.pickup,
    programmeId: playing.id,
    together: all.filter(({ id }) => id !== screen.id).map(({ id, name }) => ({ id, name })),
    online: screen.lines.size > 0,
    blank: screen.blank,
    paused: playing.programme.pausedAt !== null,
    pinned: pinned !== null,
    pin: pinned && { what: pinned.what, galleryId: pinned.galleryId, until: instant(pinned.until) },
    trouble: screen.trouble,
    pairedAt: new Date(screen.pairedAt).toISOString(),
    lastSeenAt: instant(screen.lastSeenAt),
    status: screen.status,
    state: screen.state,
  };
}

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
