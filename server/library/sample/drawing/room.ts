import { blur, inset, linear, mix, radial, rect, shape, using } from './brush.ts';
import { landscape } from './landscape.ts';
import { views } from './views.ts';

export const [w, h] = [1600, 1067];
/** The back wall. */
export const wall = { left: 250, right: 1350, top: 130, bottom: 720 } as const;

export interface Room {
  readonly walls: string;
  readonly floor: string;
  readonly view?: keyof typeof views;
  /** Where the window is, in pixels of the back wall. */
  readonly glass?: readonly [x: number, y: number, w: number, h: number];
  /** How bright the day falls in, 0 to 1; at night the lamps do it. */
  readonly day: number;
  readonly curtains?: string;
  readonly pieces: readonly string[];
}

/** A room as seen from its open side. */
export function room({ walls, floor, view, glass, day, curtains, pieces }: Room): string {
  const { left, right, top, bottom } = wall;
  const back = linear([
    [0, mix(walls, '#ffffff', 0.25)],
    [1, mix(walls, '#000000', 0.06)],
  ]);
  const near = linear(
    [
      [0, mix(walls, '#000000', 0.26)],
      [1, mix(walls, '#000000', 0.08)],
    ],
    [0, 0, 1, 0],
  );
  const far = linear(
    [
      [0, mix(walls, '#000000', 0.08)],
      [1, mix(walls, '#000000', 0.26)],
    ],
    [0, 0, 1, 0],
  );
  const ceiling = linear([
    [0, mix(walls, '#ffffff', 0.4)],
    [1, mix(walls, '#ffffff', 0.75)],
  ]);
  const ground = linear([
    [0, mix(floor, '#ffffff', 0.22)],
    [1, mix(floor, '#000000', 0.18)],
  ]);
  const shell = using(
    [back, near, far, ceiling, ground],
    [
      rect(0, 0, w, h, `fill="${ceiling.use}"`),
      shape(
        [
          [0, 0],
          [left, top],
          [left, bottom],
          [0, h],
        ],
        `fill="${near.use}"`,
      ),
      shape(
        [
          [w, 0],
          [right, top],
          [right, bottom],
          [w, h],
        ],
        `fill="${far.use}"`,
      ),
      rect(left, top, right - left, bottom - top, `fill="${back.use}"`),
      shape(
        [
          [left, bottom],
          [right, bottom],
          [w, h],
          [0, h],
        ],
        `fill="${ground.use}"`,
      ),
      planks(floor),
      rect(left, bottom - 14, right - left, 14, `fill="${mix(walls, '#ffffff', 0.6)}"`),
    ].join(''),
  );
  const window = view && glass ? opening(view, glass, day, curtains) : '';
  return shell + window + pieces.join('') + evening(day);
}

function planks(floor: string): string {
  const middle = (wall.left + wall.right) / 2;
  const lines = Array.from({ length: 23 }, (_, at) => {
    const x = wall.left + ((wall.right - wall.left) / 22) * at;
    const end = middle + (x - middle) * (w / (wall.right - wall.left));
    return `<path d="M${x.toFixed(0)} ${wall.bottom}L${end.toFixed(0)} ${h}"/>`;
  });
  return `<g stroke="${mix(floor, '#000000', 0.32)}" stroke-width="1.6" opacity="0.5">${lines.join('')}</g>`;
}

function opening(
  view: keyof typeof views,
  [x, y, gw, gh]: NonNullable<Room['glass']>,
  day: number,
  curtains?: string,
): string {
  const seen = inset(x, y, gw, gh, landscape({ width: w, height: h, ...views[view] }), [w, h]);
  const panes = Math.max(2, Math.round(gw / 300));
  const bars = Array.from({ length: panes + 1 }, (_, at) => rect(x + (gw / panes) * at - 5, y, 10, gh, ''));
  const soft = blur(30);
  const beam = linear([
    [0, '#fff6e0', 0.55 * day],
    [1, '#fff6e0', 0],
  ]);
  const fall = shape(
    [
      [x + 20, wall.bottom],
      [x + gw - 20, wall.bottom],
      [x + gw + 190, h],
      [x + 90, h],
    ],
    `fill="${beam.use}" filter="${soft.use}"`,
  );
  const cloth = curtains
    ? curtain(x - 70, y - 20, 120, gh + 40, curtains) + curtain(x + gw - 50, y - 20, 120, gh + 40, curtains)
    : '';
  return using(
    [soft, beam],
    `${seen}<g fill="#f5f2ec">${bars.join('')}${rect(x - 8, y - 8, gw + 16, 12, '')}${rect(x - 8, y + gh - 4, gw + 16, 12, '')}</g>${fall}${cloth}`,
  );
}

function curtain(x: number, y: number, cw: number, ch: number, colour: string): string {
  const fold = linear(
    Array.from(
      { length: 13 },
      (_, at) => [at / 12, mix(colour, at % 2 ? '#ffffff' : '#000000', at % 2 ? 0.28 : 0.12)] as const,
    ),
    [0, 0, 1, 0],
  );
  return using([fold], rect(x, y, cw, ch, `rx="6" fill="${fold.use}" opacity="0.97"`));
}

/** Evening falls over the whole room; lamps are drawn brighter than it. */
function evening(day: number): string {
  if (day >= 0.7) return '';
  const dusk = radial(
    [
      [0, '#ffb86a', 0.1],
      [1, '#140c1e', 0.62 * (1 - day)],
    ],
    0.5,
    0.5,
    0.75,
  );
  return using([dusk], rect(0, 0, w, h, `fill="${dusk.use}"`));
}

/** The shadow that a thing casts on the floor. */
export function shadow(cx: number, y: number, rx: number, ry: number, strength = 0.4): string {
  const soft = blur(16, 8);
  return using(
    [soft],
    `<ellipse cx="${cx}" cy="${y}" rx="${rx}" ry="${ry}" fill="#20160e" opacity="${strength}" filter="${soft.use}"/>`,
  );
}

/** A soft light around a lamp. */
export function light(cx: number, cy: number, r: number, colour = '#ffdf9e', strength = 0.8): string {
  const glow = radial([
    [0, colour, strength],
    [0.3, colour, strength * 0.4],
    [1, colour, 0],
  ]);
  return using([glow], `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${glow.use}"/>`);
}
