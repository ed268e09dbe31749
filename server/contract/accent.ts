/** Colours that a page derives from the box's brand colour, as `#rrggbb`. */
export interface Accent {
  /** Primary button, focus, links. */
  readonly accent: string;
  /** Text on it. */
  readonly onAccent: string;
  /** Ground of a sentence that sums up. */
  readonly tint: string;
}

const paper = { light: '#ffffff', dark: '#141312' } as const;
const ink = '#1a1916';
/** A little above WCAG's 4.5, so that no rounding falls below it. */
const readable = 4.6;
/** Below this lightness a colour on near-black looks like mud, whatever its contrast. */
const darkest = 0.8;

/**
 * The accents of a brand colour (`#rrggbb`; anything else is taken for wheat) for light and dark pages:
 * its hue, made darker or lighter until text in it reads on paper and on tint.
 */
export function accentsOf(brand: string): { readonly light: Accent; readonly dark: Accent } {
  const colour = toOklch(/^#[0-9a-f]{6}$/i.test(brand) ? brand : '#b7791f');
  const tints = {
    light: toHex({ l: 0.967, c: Math.min(colour.c, 0.018), h: colour.h }),
    dark: toHex({ l: 0.265, c: Math.min(colour.c, 0.026), h: colour.h }),
  };
  const light = adjusted(colour, -0.004, [paper.light, tints.light]);
  // What is lightened glows: a little less chroma keeps it as calm as the brand.
  const dark = adjusted({ ...colour, l: Math.max(colour.l, darkest), c: colour.c * 0.85 }, 0.004, [
    paper.dark,
    tints.dark,
  ]);
  return {
    light: { accent: light, onAccent: textOn(light), tint: tints.light },
    dark: { accent: dark, onAccent: textOn(dark), tint: tints.dark },
  };
}

/** WCAG contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function adjusted(colour: Oklch, step: number, grounds: readonly string[]): string {
  for (let { l } = colour; l > 0 && l < 1; l += step) {
    const hex = toHex({ ...colour, l });
    if (grounds.every((ground) => contrast(hex, ground) >= readable)) return hex;
  }
  return step < 0 ? '#000000' : '#ffffff';
}

function textOn(colour: string): string {
  return contrast(colour, '#ffffff') >= contrast(colour, ink) ? '#ffffff' : ink;
}

/** Lightness 0 to 1, chroma, hue in radians (Björn Ottosson's Oklab in polar form). */
interface Oklch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

function toOklch(hex: string): Oklch {
  const [r, g, b] = linear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, c: Math.hypot(a, bb), h: Math.atan2(bb, a) };
}

/** The nearest colour a screen can show: chroma gives way, lightness and hue stay. */
function toHex(colour: Oklch): string {
  let { c } = colour;
  let channels = toLinear({ ...colour, c });
  while (c > 0 && channels.some((channel) => channel < -0.0005 || channel > 1.0005)) {
    c = Math.max(0, c - 0.002);
    channels = toLinear({ ...colour, c });
  }
  return `#${channels
    .map((channel) =>
      Math.round(gamma(Math.min(1, Math.max(0, channel))) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function toLinear({ l, c, h }: Oklch): [number, number, number] {
  const a = c * Math.cos(h);
  const b = c * Math.sin(h);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function linear(hex: string): [number, number, number] {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function gamma(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

function luminance(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
