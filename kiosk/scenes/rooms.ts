import { isUpright, unitOf } from './size.ts';
import type { Box } from './tile-trees.ts';
import { type Tiles, tilesIn } from './tiles.ts';

/** Room for tiles, in units of a 1080th of the screen's shorter edge; a photo, in any. */
interface Room {
  readonly width: number;
  readonly height: number;
}

/** Between two photos of a wall, of a unit. */
const tileGap = 8;
/** What too few photos for a wall keep off its edges. */
const calmEdge = 48;
/** The white column of a wall, or the band below it. */
const wallColumn = 504;
/** The white panel of a poster; upright it is no higher than this part of the screen. */
export const posterPanel = 888;
export const uprightPanel = { most: 1080, part: 0.6 };
/** Above a unit's card: its name and line. */
const unitWords = 260;
/** Both photos of a pair. */
export const pairHeight = 984;

/** What a wall has for its photos on a screen of this shape. */
function wallRoom(width: number, height: number): Room {
  const unit = unitOf(width, height);
  const [w, h] = [width / unit, height / unit];
  const taken = wallColumn + tileGap;
  return isUpright(width, height) ? { width: w, height: Math.max(1, h - taken) } : { width: w - taken, height: h };
}

/** Where a wall's photos stand in its room; where they do not fill it, they keep off its edges. */
export function wallTiles(photos: readonly Room[], width: number, height: number): Tiles {
  const ratios = photos.map((photo) => photo.width / photo.height);
  const room = wallRoom(width, height);
  const tiles = tilesIn(ratios, room.width, room.height, tileGap);
  if (tiles.full) return tiles;
  const { boxes } = tilesIn(ratios, room.width - 2 * calmEdge, room.height - 2 * calmEdge, tileGap);
  return { boxes: boxes.map((box) => ({ ...box, x: box.x + calmEdge, y: box.y + calmEdge })), full: false };
}

/** Where a unit's photos stand. `beside`: a card takes its part of the screen. */
export function unitTiles(photos: readonly Room[], beside: boolean, width: number, height: number): Tiles {
  const room = unitRoom(beside, width, height);
  const ratios = photos.map((photo) => photo.width / photo.height);
  return tilesIn(ratios, room.width, room.height, tileGap);
}

function unitRoom(beside: boolean, width: number, height: number): Room {
  const unit = unitOf(width, height);
  const [w, h] = [width / unit, height / unit];
  return isUpright(width, height)
    ? { width: w - 128, height: Math.max(1, h - 168 - unitWords - (beside ? 632 : 0)) }
    : { width: w - 784, height: 970 };
}

/** A place in units as the lengths of an element's style. */
export function placeOf({ x, y, width, height }: Box) {
  return {
    left: `calc(${x} * var(--u))`,
    top: `calc(${y} * var(--u))`,
    width: `calc(${width} * var(--u))`,
    height: `calc(${height} * var(--u))`,
  };
}
