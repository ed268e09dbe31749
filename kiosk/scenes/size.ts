/** Longest edges of the sizes that a picture on a screen may ask for. */
const edges = { thumb: 400, screen: 1600 } as const;

/** Rooms for a photo in units of a 1080th of the screen's shorter edge, as photo-scene.ts draws them. */
const margin = { beside: 64, alone: 48 } as const;

/** The size a photo is asked for in, by the device pixels of what shows it; `beside` where a card stands beside it. */
export function sizeFor(
  photo: { readonly width: number; readonly height: number },
  beside: boolean,
  width: number,
  height: number,
): 'thumb' | 'screen' | 'kiosk' {
  const upright = isUpright(width, height);
  const unit = (upright ? width : height) / 1080;
  const edge = beside ? margin.beside : margin.alone;
  const across = width / unit - 2 * edge - (beside && !upright ? cardUnits + edge : 0);
  const down = beside && !upright ? 840 : height / unit - 2 * edge - (beside ? cardUnits + edge + 76 : 0);
  const ratio = photo.width / photo.height;
  const wide = Math.min(across, down * ratio) * unit;
  const longest = Math.max(wide, wide / ratio);
  if (longest <= edges.thumb) return 'thumb';
  return longest <= edges.screen ? 'screen' : 'kiosk';
}

/** The card's narrower edge in the same units. */
export const cardUnits = 592;

/** Whether a screen of this shape is drawn upright, the card below the photo. */
export function isUpright(width: number, height: number): boolean {
  return width / height < 1.1;
}
