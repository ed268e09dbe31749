import { blur, chance, linear, mix, rect, ripple, shape, using } from './brush.ts';
import { landscape } from './landscape.ts';
import { views } from './views.ts';

/** Houses with lit windows behind water. `towers` are left edge, width and height in fractions. */
export function towers(
  [w, h]: readonly [number, number],
  view: keyof typeof views,
  at: number,
  houses: readonly (readonly [x: number, width: number, height: number])[],
  colour: string,
  lit: number,
  seed: number,
): string {
  const { ridges, sky, clouds, sun, seed: own } = { clouds: undefined, sun: undefined, ...views[view] };
  const behind = landscape({
    width: w,
    height: h,
    seed: own,
    sky,
    ridges,
    ...(clouds && { clouds }),
    ...(sun && { sun }),
  });
  const foot = at * h;
  const built = houses.map(([x, width, high], index) =>
    house(x * w, foot, width * w, high * h, mix(colour, '#ffffff', index * 0.12), lit, seed + index),
  );
  const hedge = bushes(w, foot, seed);
  const above = behind + built.join('') + hedge;
  const mirrored = `<g transform="translate(0 ${2 * foot}) scale(1 -1)">${above}</g>`;
  const wave = ripple('0.004 0.07', 22, seed);
  const soft = blur(1.5, 4);
  const deep = linear([
    [0, '#0d2231', 0.25],
    [1, '#0a1a26', 0.85],
  ]);
  return using(
    [wave, soft, deep],
    `${above}<svg x="0" y="${foot}" width="${w}" height="${h - foot}" viewBox="0 ${foot} ${w} ${h - foot}">${mirrored}<g filter="${wave.use}"><g filter="${soft.use}">${mirrored}</g></g>${rect(0, foot, w, h - foot, `fill="${deep.use}"`)}</svg>${rect(0, foot - 5, w, 9, 'fill="#e9dcc4" opacity="0.5"')}`,
  );
}

function house(x: number, foot: number, hw: number, hh: number, colour: string, lit: number, seed: number): string {
  const next = chance(seed);
  const front = linear(
    [
      [0, mix(colour, '#ffffff', 0.16)],
      [1, mix(colour, '#000000', 0.3)],
    ],
    [0, 0, 1, 0.4],
  );
  const floors = Math.round(hh / 34);
  const bays = Math.max(3, Math.round(hw / 44));
  const [fh, bw] = [hh / floors, hw / bays];
  let drawn = rect(x, foot - hh, hw, hh, `fill="${front.use}"`);
  for (let floor = 0; floor < floors; floor += 1) {
    const y = foot - hh + fh * floor;
    for (let bay = 0; bay < bays; bay += 1) {
      const on = next() < lit;
      const pane = on ? mix('#ffdf9a', '#ff9f4a', next() * 0.6) : mix('#5d7f96', '#22384c', next());
      drawn += rect(
        Math.round(x + bw * bay + 5),
        Math.round(y + fh * 0.2),
        Math.round(bw - 9),
        Math.round(fh * 0.58),
        `fill="${pane}" opacity="${on ? 0.95 : 0.7}"`,
      );
    }
    drawn += rect(
      Math.round(x - 3),
      Math.round(y + fh - 5),
      Math.round(hw + 6),
      4,
      `fill="${mix(colour, '#ffffff', 0.5)}" opacity="0.8"`,
    );
  }
  return using([front], drawn + rect(x - 6, foot - hh - 12, hw + 12, 14, `fill="${mix(colour, '#ffffff', 0.4)}"`));
}

function bushes(w: number, foot: number, seed: number): string {
  const next = chance(seed + 500);
  let drawn = '';
  for (let x = -20; x < w + 40; x += 26 + next() * 40) {
    const r = 24 + next() * 42;
    drawn += `<ellipse cx="${x.toFixed(0)}" cy="${(foot - r * 0.4).toFixed(0)}" rx="${r.toFixed(0)}" ry="${(r * (0.8 + next() * 0.5)).toFixed(0)}" fill="${mix('#1c3a2c', '#4c6b3f', next())}"/>`;
  }
  return `<svg x="0" y="0" width="${w}" height="${foot}">${drawn}</svg>`;
}

/** A path through a garden to an open gate of light. */
export function garden(w: number, h: number): string {
  const next = chance(17);
  const day = landscape({ width: w, height: h, ...views.autumn, trees: { colour: '#2c4632', at: 0.62, size: 0.24 } });
  const lawn = linear([
    [0, '#7d9a58'],
    [1, '#2f4a2c'],
  ]);
  const stone = linear([
    [0, '#e6dccb'],
    [1, '#a79a86'],
  ]);
  const flowers = Array.from({ length: 420 }, () => {
    const y = 0.66 + next() ** 1.5 * 0.34;
    const aside = (0.12 + (y - 0.6) * 0.5) * (next() < 0.5 ? -1 : 1);
    const x = 0.5 + aside + (next() - 0.5) * 0.5;
    return `<circle cx="${(x * w).toFixed(0)}" cy="${(y * h).toFixed(0)}" r="${((y - 0.6) * 22).toFixed(1)}" fill="${['#f4d35e', '#ee964b', '#f7f1e3', '#d4626e'][Math.floor(next() * 4)]}" opacity="0.9"/>`;
  });
  return using(
    [lawn, stone],
    day +
      rect(0, h * 0.61, w, h * 0.4, `fill="${lawn.use}"`) +
      flowers.join('') +
      shape(
        [
          [w * 0.47, h * 0.61],
          [w * 0.53, h * 0.61],
          [w * 0.78, h],
          [w * 0.22, h],
        ],
        `fill="${stone.use}"`,
      ),
  );
}
