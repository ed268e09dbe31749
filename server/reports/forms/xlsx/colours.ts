/** The box's own, where a project has none (`#rrggbb`). */
export const plainColour = '#1f4e5f';

type Rgb = readonly [red: number, green: number, blue: number];

/** Black or white, whichever is read better on a colour. */
export function inkOn(colour: string): string {
  const [red, green, blue] = rgbOf(colour).map((part) => {
    const whole = part / 255;
    return whole <= 0.04045 ? whole / 12.92 : ((whole + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Where white has as much contrast as black.
  return light > 0.179 ? '#000000' : '#ffffff';
}

/** A colour from white (0) to the whole colour (1). */
export function tint(colour: string, part: number): string {
  const mixed = rgbOf(colour).map((whole) => Math.round(255 - (255 - whole) * Math.min(1, Math.max(0, part))));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function rgbOf(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
