/** What every drawing is made with. Pieces of SVG are plain strings; ids are unique in a process. */

/** Sides of a photo in pixels. */
export const [wide, narrow] = [1600, 1067];

/** What draws a photo, and whether it stands upright. */
export type Drawing = readonly [draw: () => string, portrait?: true];

let lastId = 0;
const freshId = () => `d${++lastId}`;

/** Repeatable chance: numbers from 0 to 1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A colour at a place of a gradient, 0 to 1. */
export type Stop = readonly [at: number, colour: string, opacity?: number];

/** A definition and how to refer to it. */
export interface Paint {
  readonly def: string;
  readonly use: string;
}

const stopsOf = (stops: readonly Stop[]) =>
  stops
    .map(([at, colour, opacity = 1]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`)
    .join('');

/** A gradient from top to bottom, or in the direction given by fractions of the box. */
export function linear(stops: readonly Stop[], [x1, y1, x2, y2] = [0, 0, 0, 1]): Paint {
  const id = freshId();
  const def = `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopsOf(stops)}</linearGradient>`;
  return { def, use: `url(#${id})` };
}

/** A gradient from a point outwards, in fractions of the box. */
export function radial(stops: readonly Stop[], cx = 0.5, cy = 0.5, r = 0.5): Paint {
  const id = freshId();
  const def = `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopsOf(stops)}</radialGradient>`;
  return { def, use: `url(#${id})` };
}

/** Softens what is drawn with it, by so many pixels. */
export function blur(across: number, down = across): Paint {
  const id = freshId();
  const def = `<filter id="${id}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="${across} ${down}"/></filter>`;
  return { def, use: `url(#${id})` };
}

/** Drifting cloud or mist: noise of one colour, denser with `density` (0 to 1), as high and wide as it is used. */
export function haze(colour: string, frequency: string, density: number, seed: number): Paint {
  const id = freshId();
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const def = `<filter id="${id}" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB">
<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="5" seed="${seed}"/>
<feColorMatrix values="0 0 0 0 ${r}  0 0 0 0 ${g}  0 0 0 0 ${b}  3.2 0 0 0 ${(density - 1) * 2.2}"/>
<feComposite in2="SourceAlpha" operator="in"/></filter>`;
  return { def, use: `url(#${id})` };
}

/** Moves what is drawn with it about, as wind does with water. */
export function ripple(frequency: string, strength: number, seed: number): Paint {
  const id = freshId();
  const def = `<filter id="${id}" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="3" seed="${seed}" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" scale="${strength}" xChannelSelector="R" yChannelSelector="G"/></filter>`;
  return { def, use: `url(#${id})` };
}

/** A mask that shows what is white in it. */
export function fade(stops: readonly Stop[], direction: [number, number, number, number] = [0, 0, 0, 1]): Paint {
  const paint = linear(stops, direction);
  const id = freshId();
  const def = `${paint.def}<mask id="${id}" maskContentUnits="objectBoundingBox"><rect width="1" height="1" fill="${paint.use}"/></mask>`;
  return { def, use: `url(#${id})` };
}

/** A paint's definition together with what is drawn with it. */
export const using = (paints: readonly Paint[], drawn: string) => paints.map(({ def }) => def).join('') + drawn;

/** A rectangle; `rest` are its other attributes. */
export const rect = (x: number, y: number, w: number, h: number, rest: string) =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" ${rest}/>`;

/** A closed outline; `rest` are its other attributes. */
export const shape = (points: readonly (readonly [number, number])[], rest: string) =>
  `<path d="M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z" ${rest}/>`;

/** Between two colours. */
export function mix(from: string, to: string, part: number): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map((at) =>
      Math.round(channel(from, at) + (channel(to, at) - channel(from, at)) * part)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Heights of a ridge by midpoint displacement: `2 ** depth + 1` of them, between about -1 and 1. */
export function ridge(seed: number, depth: number, roughness: number): number[] {
  const next = chance(seed);
  let line = [next() - 0.5, next() - 0.5];
  for (let level = 0, reach = 1; level < depth; level += 1, reach *= roughness) {
    line = line.flatMap((height, index) => {
      const after = line[index + 1];
      return after === undefined ? [height] : [height, (height + after) / 2 + (next() - 0.5) * reach];
    });
  }
  return line;
}

/** A picture within a picture. */
export const inset = (x: number, y: number, w: number, h: number, drawing: string, size: readonly [number, number]) =>
  `<svg x="${x}" y="${y}" width="${w}" height="${h}" viewBox="0 0 ${size[0]} ${size[1]}" preserveAspectRatio="xMidYMid slice">${drawing}</svg>`;
