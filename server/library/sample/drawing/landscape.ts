import {
  blur,
  chance,
  fade,
  haze,
  linear,
  mix,
  radial,
  rect,
  ridge,
  ripple,
  type Stop,
  shape,
  using,
} from './brush.ts';

export interface Landscape {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly sky: readonly Stop[];
  /** Sun or moon; radius and place in fractions of the width and height. */
  readonly sun?: {
    readonly x: number;
    readonly y: number;
    readonly r: number;
    readonly colour: string;
    readonly glow: string;
  };
  readonly clouds?: { readonly colour: string; readonly density: number; readonly from: number; readonly to: number };
  readonly stars?: number;
  /** Curtains of light, by colour. */
  readonly aurora?: readonly string[];
  /** From the farthest ridge to the nearest. */
  readonly ridges: {
    readonly count: number;
    readonly far: string;
    readonly near: string;
    /** Of the farthest and the nearest, in fractions of the height. */
    readonly from: number;
    readonly to: number;
    readonly high: number;
    readonly roughness?: number;
    readonly mist?: string;
    readonly snow?: string;
    /** Sand in the sun. */
    readonly lit?: string;
  };
  /** Where water begins, in fractions of the height. */
  readonly water?: { readonly at: number; readonly deep: string };
  readonly trees?: { readonly colour: string; readonly at: number; readonly size: number };
}

/** A landscape from the sky down. */
export function landscape(scene: Landscape): string {
  const { width: w, height: h, water } = scene;
  const above = sky(scene) + ridges(scene);
  if (!water) return above + trees(scene);
  const y = water.at * h;
  const waves = ripple('0.006 0.09', 26, scene.seed + 40);
  const soft = blur(1.2, 3);
  const sheet = linear([
    [0, water.deep, 0.1],
    [1, water.deep, 0.86],
  ]);
  // Once plain, since what a filter moves away from the edge leaves nothing there.
  const mirrored = `<g transform="translate(0 ${2 * y}) scale(1 -1)">${above}</g>`;
  return using(
    [waves, soft, sheet],
    `${above}<svg x="0" y="${y}" width="${w}" height="${h - y}" viewBox="0 ${y} ${w} ${h - y}">${mirrored}<g filter="${waves.use}"><g filter="${soft.use}">${mirrored}</g></g>${rect(0, y, w, h - y, `fill="${sheet.use}"`)}${glitter(scene, y)}</svg>${trees(scene)}`,
  );
}

function glitter({ width: w, height: h, seed, sun }: Landscape, y: number): string {
  if (!sun) return '';
  const next = chance(seed + 7);
  const soft = blur(2, 0.6);
  const strokes = Array.from({ length: 90 }, () => {
    const down = next() ** 1.4;
    const reach = 30 + down * 130;
    const x = sun.x * w + (next() - 0.5) * 2 * reach;
    return `<ellipse cx="${x.toFixed(0)}" cy="${(y + 6 + down * (h - y - 12)).toFixed(0)}" rx="${(8 + next() * 26 + down * 22).toFixed(0)}" ry="${(0.8 + down * 2.2).toFixed(1)}" opacity="${(0.25 + next() * 0.5).toFixed(2)}"/>`;
  });
  return using([soft], `<g fill="${sun.glow}" filter="${soft.use}">${strokes.join('')}</g>`);
}

function sky({ width: w, height: h, seed, sky: stops, sun, clouds, stars = 0, aurora = [] }: Landscape): string {
  const next = chance(seed);
  const paint = linear(stops);
  let drawn = using([paint], rect(0, 0, w, h, `fill="${paint.use}"`));
  for (let count = 0; count < stars; count += 1) {
    const bright = next() ** 3;
    drawn += `<circle cx="${(next() * w).toFixed(1)}" cy="${(next() ** 1.3 * h * 0.8).toFixed(1)}" r="${(0.6 + bright * 1.6).toFixed(2)}" fill="#ffffff" opacity="${(0.25 + bright * 0.7).toFixed(2)}"/>`;
  }
  for (const [index, colour] of aurora.entries()) drawn += curtain(w, h, colour, seed + index * 31, index);
  if (sun) {
    const glow = radial([
      [0, sun.glow, 0.95],
      [0.18, sun.glow, 0.5],
      [1, sun.glow, 0],
    ]);
    const disc = blur(1.6);
    const [x, y] = [sun.x * w, sun.y * h];
    drawn += using(
      [glow, disc],
      `<circle cx="${x}" cy="${y}" r="${sun.r * w * 7}" fill="${glow.use}"/><circle cx="${x}" cy="${y}" r="${sun.r * w}" fill="${sun.colour}" filter="${disc.use}"/>`,
    );
  }
  if (clouds) {
    const cloud = haze(clouds.colour, '0.0022 0.0085', clouds.density, seed + 5);
    const shown = fade([
      [0, '#000000'],
      [0.35, '#ffffff'],
      [0.7, '#ffffff'],
      [1, '#000000'],
    ]);
    drawn += using(
      [cloud, shown],
      `<g mask="${shown.use}">${rect(0, clouds.from * h, w, (clouds.to - clouds.from) * h, `fill="#fff" filter="${cloud.use}"`)}</g>`,
    );
  }
  return drawn;
}

function curtain(w: number, h: number, colour: string, seed: number, index: number): string {
  const next = chance(seed);
  const soft = blur(16, 40);
  const light = linear([
    [0, colour, 0],
    [0.55, colour, 0.5],
    [0.92, colour, 0.75],
    [1, colour, 0],
  ]);
  const phase = next() * 6;
  const bars = Array.from({ length: 70 }, (_, at) => {
    const x = (at / 69) * w * 1.1 - w * 0.05;
    const foot = h * (0.5 - index * 0.07) + Math.sin(at / 9 + phase) * h * 0.09 + Math.sin(at / 3.7 + phase) * h * 0.02;
    const high = h * (0.22 + next() * 0.22);
    return rect(
      Math.round(x),
      Math.round(foot - high),
      Math.round(w / 42),
      Math.round(high),
      `fill="${light.use}" opacity="${(0.25 + next() * 0.6).toFixed(2)}"`,
    );
  });
  return using([soft, light], `<g filter="${soft.use}">${bars.join('')}</g>`);
}

function ridges({ width: w, height: h, seed, ridges: wish, water }: Landscape): string {
  const { count, far, near, from, to, high, roughness = 0.52, mist, snow, lit } = wish;
  let drawn = '';
  for (let index = 0; index < count; index += 1) {
    const part = count === 1 ? 1 : index / (count - 1);
    const base = (from + (to - from) * part) * h;
    const colour = mix(far, near, part);
    const line = ridge(seed * 13 + index * 101, 8, roughness);
    const reach = high * h * (1 - part * 0.35);
    const points = line.map((height, at): [number, number] => [(at / (line.length - 1)) * w, base - height * reach]);
    const last = water !== undefined && part === 1;
    const foot = last ? Math.max(base, water.at * h) : h;
    const top = Math.min(...points.map(([, y]) => y));
    const hazy = mist ? mix(colour, mist, 0.8 * (1 - part * 0.5)) : colour;
    // Along the slope that is seen, whatever stands below it.
    const slope = mist ? Math.min(1, (reach * 1.5) / (foot - top)) : 1;
    const paint = linear([
      [0, snow && part < 0.75 ? snow : colour],
      ...(snow && part < 0.75 ? ([[slope * 0.55, mix(snow, colour, 0.55)]] as Stop[]) : []),
      [slope, hazy],
    ]);
    const outline = [...points, [w, foot], [0, foot]] as [number, number][];
    drawn += using([paint], shape(outline, `fill="${paint.use}"`));
    if (lit) drawn += sideLight(outline, lit, colour, index);
    if (snow && part < 0.75) {
      const rock = haze(mix(colour, '#101820', 0.3), '0.012 0.006', 0.62, seed + index * 3);
      drawn += using([rock], shape(outline, `fill="#fff" filter="${rock.use}" opacity="${0.75 - part * 0.4}"`));
    }
    if (mist && part < 1) drawn += veil(w, base, reach, mist, seed + index);
  }
  return drawn;
}

/** One side of a dune lies in the sun. */
function sideLight(outline: readonly (readonly [number, number])[], lit: string, dark: string, index: number): string {
  const light = linear(
    [
      [0, lit, index % 2 ? 0 : 0.75],
      [0.45, dark, 0],
      [0.55, mix(dark, '#3a1a10', 0.4), 0.1],
      [1, index % 2 ? lit : mix(dark, '#3a1a10', 0.5), 0.6],
    ],
    [0, 0, 1, 0.35],
  );
  return using([light], shape(outline, `fill="${light.use}"`));
}

/** Mist between two ridges, thick in its middle and torn. */
function veil(w: number, base: number, reach: number, colour: string, seed: number): string {
  const torn = haze(colour, '0.0018 0.009', 0.72, seed);
  const shown = fade([
    [0, '#000000'],
    [0.5, '#ffffff'],
    [1, '#000000'],
  ]);
  const soft = linear([
    [0, colour, 0],
    [0.5, colour, 0.55],
    [1, colour, 0],
  ]);
  const [y, high] = [Math.round(base - reach * 0.15), Math.round(reach * 1.3)];
  return using(
    [torn, shown, soft],
    `${rect(0, y, w, high, `fill="${soft.use}"`)}<g mask="${shown.use}">${rect(0, y, w, high, `fill="#fff" filter="${torn.use}"`)}</g>`,
  );
}

function trees({ width: w, height: h, seed, trees: wish }: Landscape): string {
  if (!wish) return '';
  const next = chance(seed + 77);
  let drawn = '';
  for (let x = -20; x < w + 20; x += (14 + next() * 26) * (wish.size / 0.12)) {
    const tall = wish.size * h * (0.5 + next() * 0.7);
    const foot = wish.at * h + Math.sin(x / 190 + seed) * h * 0.02 + next() * 8;
    drawn += conifer(x, foot, tall, next);
  }
  const soil = Array.from({ length: 41 }, (_, at): [number, number] => {
    const x = -20 + (at / 40) * (w + 40);
    return [x, wish.at * h + Math.sin(x / 190 + seed) * h * 0.02];
  });
  const ground = shape([...soil, [w + 20, h], [-20, h]], '');
  return `<g fill="${wish.colour}">${drawn}${ground}</g>`;
}

function conifer(x: number, foot: number, tall: number, next: () => number): string {
  const points: [number, number][] = [[x, foot - tall]];
  const steps = 9;
  for (let step = 1; step <= steps; step += 1) {
    const reach = tall * 0.21 * (step / steps) * (0.8 + next() * 0.4);
    const y = foot - tall + (tall * step) / steps;
    points.push([x + reach, y], [x + reach * 0.45, y - tall * 0.01]);
    points.unshift([x - reach * 0.45, y - tall * 0.01], [x - reach, y]);
  }
  // From the left foot up and down to the right one.
  return shape([...points, [x, foot + 6]], '');
}
