import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '#contract/box.ts';
import type { Screen, ScreenPhoto, ShowState } from '#contract/screens.ts';
import type { ShownPhoto } from '../galleries/shelf.ts';
import { codeOrigin, codesAt, type Sources } from './content.ts';
import type { Held, Playing } from './playing.ts';

/** All that a screen has to show, as it is told to it. */
export function showStateOf(
  sources: Sources,
  { id, name, blank, codeAddress, playing }: Pick<Held, 'id' | 'name' | 'blank' | 'codeAddress' | 'playing'>,
  settings: Settings,
  version: number,
): ShowState {
  const { programme, content } = playing;
  const photos: Record<string, ScreenPhoto> = {};
  for (const photoId of photoIdsOf(playing)) {
    const photo = content.photos.get(photoId);
    if (photo) photos[photoId] = screenPhoto(photo);
  }
  const { boxName, logo, brandColour, timeZone, locale } = settings;
  const codes = codesAt(content, codeOrigin(sources, codeAddress));
  const venue = { name: boxName, logo, brandColour, timeZone, locale };
  return { version, screen: { id, name, blank }, programme, photos, codes, venue };
}

function photoIdsOf({ programme: { scenes, inserts, pinned } }: Playing): Set<string> {
  const shown = [...scenes, ...inserts.map(({ scene }) => scene), ...(pinned ? [pinned.scene] : [])];
  return new Set(shown.map(({ photoId }) => photoId));
}

/** Whether two states are the same but for their versions. */
export function sameShown(one: ShowState, other: ShowState): boolean {
  return isDeepStrictEqual({ ...one, version: 0 }, { ...other, version: 0 });
}

function screenPhoto({ id, edition, title, caption, width, height, thumbhash, takenAt }: ShownPhoto): ScreenPhoto {
  return { id, edition, title, caption, width, height, thumbhash, takenAt };
}

/** A screen as staff see it; `all` are those of its programme. */
export function presentScreen(screen: Held, all: readonly Held[]): Screen {
  const { playing } = screen;
  return {
    id: screen.id,
    name: screen.name,
    shows: playing.shows.map((show) => ({ ...show })),
    seconds: playing.seconds,
    codeAddress: screen.codeAddress,
    programmeId: playing.id,
    together: all.filter(({ id }) => id !== screen.id).map(({ id, name }) => ({ id, name })),
    online: screen.lines.size > 0,
    blank: screen.blank,
    paused: playing.programme.pausedAt !== null,
    pinned: playing.programme.pinned !== null,
    pairedAt: new Date(screen.pairedAt).toISOString(),
    lastSeenAt: screen.lastSeenAt === null ? null : new Date(screen.lastSeenAt).toISOString(),
    status: screen.status,
    state: screen.state,
  };
}
