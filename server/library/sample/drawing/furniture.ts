import { chance, inset, linear, mix, rect, shape, using } from './brush.ts';
import { landscape } from './landscape.ts';
import { light, shadow } from './room.ts';
import { views } from './views.ts';

/** A block with light from above. */
function block(x: number, y: number, bw: number, bh: number, colour: string, r = 10): string {
  const paint = linear([
    [0, mix(colour, '#ffffff', 0.2)],
    [0.5, colour],
    [1, mix(colour, '#000000', 0.24)],
  ]);
  return using([paint], rect(x, y, bw, bh, `rx="${r}" fill="${paint.use}"`));
}

/** A sofa; `y` is where it stands, `sw` its width. */
export function sofa(cx: number, y: number, sw: number, colour: string, cushions: readonly string[]): string {
  const [x, part] = [cx - sw / 2, (sw - 80) / 3];
  const seats = [0, 1, 2].map((at) => block(x + 40 + part * at, y - 96, part - 4, 52, mix(colour, '#ffffff', 0.1), 14));
  const backs = [0, 1, 2].map((at) => block(x + 40 + part * at, y - 190, part - 4, 112, colour, 18));
  const soft = cushions.map((one, at) => {
    const cushion = block(-44, -44, 88, 88, one, 20);
    return `<g transform="translate(${x + 104 + (at * (sw - 210)) / Math.max(1, cushions.length - 1)} ${y - 132}) rotate(${at % 2 ? 9 : -8})">${cushion}</g>`;
  });
  return [
    shadow(cx, y + 6, sw * 0.54, 24),
    ...[x + 30, x + sw - 44].map((leg) => rect(leg, y - 20, 14, 26, 'fill="#5a4028"')),
    ...backs,
    block(x, y - 56, sw, 44, colour, 14),
    ...seats,
    block(x - 10, y - 142, 56, 130, mix(colour, '#000000', 0.06), 20),
    block(x + sw - 46, y - 142, 56, 130, mix(colour, '#000000', 0.06), 20),
    ...soft,
  ].join('');
}

/** A bed from its foot. */
export function bed(cx: number, y: number, bw: number, colour: string, cover: string): string {
  const x = cx - bw / 2;
  const fold = linear([
    [0, mix(cover, '#ffffff', 0.5)],
    [1, mix(cover, '#000000', 0.16)],
  ]);
  return [
    shadow(cx, y + 8, bw * 0.6, 30),
    block(x - 30, y - 380, bw + 60, 250, colour, 26),
    using(
      [fold],
      shape(
        [
          [x, y - 190],
          [x + bw, y - 190],
          [x + bw + 80, y],
          [x - 80, y],
        ],
        `fill="${fold.use}"`,
      ),
    ),
    ...[0.06, 0.53].map((at) => block(x + bw * at, y - 262, bw * 0.41, 92, '#f7f4ee', 34)),
    block(x - 40, y - 92, bw + 80, 78, mix(cover, '#6a5038', 0.45), 12),
    rect(x - 80, y - 4, bw + 160, 14, `rx="6" fill="${mix(colour, '#000000', 0.4)}"`),
  ].join('');
}

/** A table of this width and height. */
export function table(cx: number, y: number, tw: number, high: number, colour: string): string {
  const legs = [cx - tw / 2 + 22, cx + tw / 2 - 36].map((x) =>
    rect(x, y - high + 10, 14, high - 10, `fill="${mix(colour, '#000000', 0.3)}"`),
  );
  return shadow(cx, y + 2, tw * 0.55, 18, 0.32) + legs.join('') + block(cx - tw / 2, y - high, tw, 24, colour, 8);
}

/** A chair from the front. */
export function chair(cx: number, y: number, colour: string): string {
  const legs = [cx - 44, cx + 36].map((x) => rect(x, y - 92, 8, 92, 'fill="#6b4a2c"'));
  return (
    shadow(cx, y, 62, 10, 0.3) +
    legs.join('') +
    block(cx - 54, y - 218, 108, 104, colour, 30) +
    block(cx - 60, y - 112, 120, 28, mix(colour, '#ffffff', 0.14), 12)
  );
}

/** A lamp that hangs from the ceiling. */
export function pendant(cx: number, top: number, y: number, colour: string): string {
  const shade = shape(
    [
      [cx - 22, y - 54],
      [cx + 22, y - 54],
      [cx + 74, y],
      [cx - 74, y],
    ],
    `fill="${colour}"`,
  );
  return `${rect(cx - 1.5, top, 3, y - top - 50, 'fill="#3a3026"')}${light(cx, y + 10, 210)}${shade}<ellipse cx="${cx}" cy="${y}" rx="74" ry="9" fill="#fff3d2"/>`;
}

/** A lamp that stands, lit. */
export function floorLamp(cx: number, y: number, high: number): string {
  const shade = shape(
    [
      [cx - 40, y - high],
      [cx + 40, y - high],
      [cx + 66, y - high + 100],
      [cx - 66, y - high + 100],
    ],
    'fill="#f7e3b8"',
  );
  return (
    shadow(cx, y, 50, 10, 0.3) +
    rect(cx - 4, y - high + 90, 8, high - 94, 'fill="#4a3c2c"') +
    rect(cx - 42, y - 8, 84, 10, 'rx="5" fill="#4a3c2c"') +
    light(cx, y - high + 70, 280) +
    shade
  );
}

/** A plant in its pot. */
export function plant(cx: number, y: number, size: number, seed: number): string {
  const next = chance(seed);
  const leaves = Array.from({ length: 17 }, (_, at) => {
    const lean = (at / 16 - 0.5) * 150 + (next() - 0.5) * 22;
    const long = size * (0.6 + next() * 0.5);
    const green = mix('#2f5d3a', '#86ab63', next());
    return `<path transform="translate(${cx} ${y - size * 0.36}) rotate(${lean.toFixed(0)})" d="M0 0C${(-size * 0.12).toFixed(0)} ${(-long * 0.4).toFixed(0)} ${(-size * 0.08).toFixed(0)} ${(-long * 0.8).toFixed(0)} 0 ${(-long).toFixed(0)}C${(size * 0.08).toFixed(0)} ${(-long * 0.8).toFixed(0)} ${(size * 0.12).toFixed(0)} ${(-long * 0.4).toFixed(0)} 0 0Z" fill="${green}"/>`;
  });
  return (
    shadow(cx, y, size * 0.32, size * 0.06, 0.34) +
    leaves.join('') +
    block(cx - size * 0.2, y - size * 0.4, size * 0.4, size * 0.4, '#e9e2d6', 14)
  );
}

/** A framed view on the wall. */
export function picture(
  x: number,
  y: number,
  pw: number,
  ph: number,
  view: keyof typeof views,
  frame = '#f6f1e6',
): string {
  const shown = landscape({ width: 1600, height: 1067, ...views[view] });
  return `${rect(x + 7, y + 12, pw, ph, 'fill="#000000" opacity="0.2"')}${rect(x, y, pw, ph, `fill="${frame}"`)}${inset(x + 16, y + 16, pw - 32, ph - 32, shown, [1600, 1067])}`;
}

/** A round rug. */
export function rug(cx: number, y: number, rx: number, ry: number, colour: string): string {
  const ring = (part: number, fill: string) =>
    `<ellipse cx="${cx}" cy="${y}" rx="${rx * part}" ry="${ry * part}" fill="${fill}"/>`;
  return (
    ring(1, mix(colour, '#000000', 0.12)) +
    ring(0.97, colour) +
    ring(0.72, mix(colour, '#ffffff', 0.22)) +
    ring(0.68, colour)
  );
}

/** Doors side by side. */
export function cupboards(x: number, y: number, cw: number, ch: number, doors: number, colour: string): string {
  const each = cw / doors;
  const fronts = Array.from(
    { length: doors },
    (_, at) =>
      block(x + each * at + 2, y, each - 4, ch, colour, 4) +
      rect(x + each * at + each - 22, y + ch / 2 - 26, 5, 52, 'rx="2" fill="#b9975a"'),
  );
  return fronts.join('');
}

/** A kitchen counter with its top. */
export function counter(
  x: number,
  y: number,
  cw: number,
  high: number,
  doors: number,
  colour: string,
  top: string,
): string {
  return (
    shadow(x + cw / 2, y + 4, cw * 0.54, 18) +
    cupboards(x, y - high + 22, cw, high - 22, doors, colour) +
    block(x - 14, y - high, cw + 28, 26, top, 5)
  );
}

/** Shelves with books. */
export function shelf(
  x: number,
  y: number,
  sw: number,
  sh: number,
  rows: number,
  seed: number,
  colour = '#a9825a',
): string {
  const next = chance(seed);
  const each = sh / rows;
  let drawn = block(x, y, sw, sh, mix(colour, '#000000', 0.4), 6);
  for (let row = 0; row < rows; row += 1) {
    const foot = y + each * (row + 1) - 10;
    for (let at = x + 16; at < x + sw - 40; ) {
      const thick = 14 + next() * 20;
      const tall = each * (0.45 + next() * 0.3);
      if (next() < 0.78)
        drawn += rect(
          Math.round(at),
          Math.round(foot - tall),
          Math.round(thick),
          Math.round(tall),
          `rx="2" fill="${mix(['#b4553d', '#2f5168', '#d8b36a', '#6f8466', '#e8e0d2'][Math.floor(next() * 5)] as string, '#3a2a1c', next() * 0.3)}"`,
        );
      at += thick + 4;
    }
    drawn += block(x, foot, sw, 12, colour, 2);
  }
  return drawn;
}
