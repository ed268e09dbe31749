/** The sizes of a photo that a screen may ask for. */
export type Size = 'thumb' | 'screen' | 'kiosk' | 'pano';

/** Longest edges of the sizes that a picture on a screen may ask for. */
const edges = { thumb: 400, screen: 1600 } as const;

/** Rooms for a photo in units of a 1080th of the screen's shorter edge, as photo-scene.ts draws them. */
const margin = { beside: 64, alone: 48 } as const;

interface Shape {
  readonly width: number;
  readonly height: number;
}

/** The size a photo is asked for in, by the device pixels of what shows it; `beside` where a card stands beside it. */
export function sizeFor(photo: Shape, beside: boolean, width: number, height: number): 'thumb' | 'screen' | 'kiosk' {
  const upright = isUpright(width, height);
  const unit = unitOf(width, height);
  const edge = beside ? margin.beside : margin.alone;
  const across = width / unit - 2 * edge - (beside && !upright ? cardUnits + edge : 0);
  const down = beside && !upright ? 840 : height / unit - 2 * edge - (beside ? cardUnits + edge + 76 : 0);
  return sizeWithin(photo, across * unit, down * unit);
}

/** The size for a photo that is drawn whole within so many device pixels. */
export function sizeWithin(photo: Shape, across: number, down: number): 'thumb' | 'screen' | 'kiosk' {
  const ratio = photo.width / photo.height;
  const wide = Math.min(across, down * ratio);
  return sizeOf(Math.max(wide, wide / ratio));
}

/** The size for a photo that fills so many device pixels, its edges cut off. */
export function sizeOver(photo: Shape, across: number, down: number): 'thumb' | 'screen' | 'kiosk' {
  const ratio = photo.width / photo.height;
  const wide = Math.max(across, down * ratio);
  return sizeOf(Math.max(wide, wide / ratio));
}

/** The smallest size whose longest edge has so many pixels. */
export function sizeOf(longest: number): 'thumb' | 'screen' | 'kiosk' {
  if (longest <= edges.thumb) return 'thumb';
  return longest <= edges.screen ? 'screen' : 'kiosk';
}

/** The card's narrower edge in the same units. */
export const cardUnits = 592;

/** Whether a screen of this shape is drawn upright, the card below the photo. */
export function isUpright(width: number, height: number): boolean {
  return width / height < 1.1;
}

/** One unit of the pictures' 1080 on a screen of this shape, in the pixels that it is given in. */
export function unitOf(width: number, height: number): number {
  return (isUpright(width, height) ? width : height) / 1080;
}
