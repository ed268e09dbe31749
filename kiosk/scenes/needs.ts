import type { Scene } from '#contract/scenes.ts';
import type { ScreenPhoto } from '#contract/screens.ts';
import { pairHeight, posterPanel, unitTiles, uprightPanel, wallTiles } from './rooms.ts';
import { isUpright, type Size, sizeFor, sizeOf, sizeOver, sizeWithin, unitOf } from './size.ts';
import type { Tiles } from './tiles.ts';

/** One picture that is needed: a photo in the size for its place. */
export interface Needed {
  readonly photo: ScreenPhoto;
  readonly size: Size;
}

/** So much of a full turn is seen at once on a screen's longer side. */
const panoSeen = 82 / 360;

/**
 * Which photos a scene draws on a screen of so many device pixels, and in which sizes: the largest that its place can
 * show, and no larger. `beside`: it has a code, or the venue's still in the code's place.
 */
export function needsOf(
  scene: Scene,
  photos: Readonly<Record<string, ScreenPhoto>>,
  beside: boolean,
  width: number,
  height: number,
): Needed[] {
  const there = scene.photoIds.flatMap((id) => photos[id] ?? []);
  const [first, second] = there;
  if (!first) return [];
  const unit = unitOf(width, height);
  const upright = isUpright(width, height);
  switch (scene.kind) {
    case 'photo':
      return [{ photo: first, size: sizeFor(first, beside, width, height) }];
    case 'pair':
      return there.slice(0, 2).map((photo) => ({
        photo,
        size: upright || !second ? sizeFor(photo, false, width, height) : sizeWithin(photo, width, pairHeight * unit),
      }));
    case 'poster': {
      const panel = Math.min(uprightPanel.most * unit, uprightPanel.part * height);
      const size = upright
        ? sizeOver(first, width, height - panel)
        : sizeOver(first, Math.max(1, width - posterPanel * unit), height);
      return [{ photo: first, size }];
    }
    case 'wall':
      return inTiles(there, wallTiles(there, width, height), unit);
    case 'unit':
      return inTiles(there.slice(0, 3), unitTiles(there.slice(0, 3), beside, width, height), unit);
    case 'pano':
      return [{ photo: first, size: first.pano ? panoSize(width, height) : sizeFor(first, false, width, height) }];
    default:
      // A ground, out of all focus.
      return [{ photo: first, size: 'thumb' }];
  }
}

function inTiles(photos: readonly ScreenPhoto[], { boxes }: Tiles, unit: number): Needed[] {
  return photos.map((photo, place) => {
    const box = boxes[place];
    return { photo, size: sizeOf(box ? Math.max(box.width, box.height) * unit : 0) };
  });
}

/** On a small picture of a screen the flat copies have enough of it. */
function panoSize(width: number, height: number): Size {
  const size = sizeOf(Math.max(width, height) / panoSeen);
  return size === 'kiosk' ? 'pano' : size;
}
