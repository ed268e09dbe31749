import { type Drawing, narrow, wide } from './brush.ts';
import { estate } from './estate.ts';
import { audience, exhibition, speaker as talk } from './hall.ts';
import { landscape } from './landscape.ts';
import { kettle, lamp, mug, shot, speaker } from './things.ts';
import { views } from './views.ts';

export interface Scene {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Of an afternoon, as a camera's clock shows it. */
  readonly takenAt: string;
  readonly draw: () => string;
}

const across = (view: keyof typeof views): Drawing => [
  () => landscape({ width: wide, height: narrow, ...views[view] }),
];
const upright = (view: keyof typeof views): Drawing => [
  () => landscape({ width: narrow, height: wide, ...views[view] }),
  true,
];

const event: readonly Drawing[] = [
  [() => audience('sunrise', '#3a2c52', 3)],
  across('sunrise'),
  [() => talk('snow')],
  upright('forest'),
  across('lake'),
  [() => exhibition(['autumn', 'sea', 'dunes'], '#d9d2c5', 4)],
  across('snow'),
  across('dunes'),
  upright('stars'),
  [() => exhibition(['lake', 'aurora'], '#5a6468', 9)],
  across('sea'),
  across('aurora'),
];

const studio = (
  ground: readonly [string, string],
  things: readonly (readonly [string, number, number, number])[],
  behind?: keyof typeof views,
  portrait?: true,
): Drawing => {
  const [width, height] = portrait ? [narrow, wide] : [wide, narrow];
  const placed = things.map(([drawn, x, y, scale]) => ({ drawn, x, y, scale }));
  const draw = () => shot({ width, height, ground, things: placed, ...(behind && { behind }) });
  return portrait ? [draw, true] : [draw];
};
const clay = '#c4643f';
const product: readonly Drawing[] = [
  studio(['#ece6dc', '#e2d8c8'], [[mug(clay), 0.5, 0.86, 1.35]]),
  studio(
    ['#d9e2df', '#cbd6d0'],
    [
      [mug('#4f6f6a'), 0.42, 0.84, 1.15],
      [mug('#e8dcc4'), 0.64, 0.9, 1.25],
    ],
  ),
  studio(
    ['#8a6a4c', '#7a5638'],
    [
      [mug(clay), 0.36, 0.9, 1.15],
      [kettle('#2f3336'), 0.66, 0.86, 1.25],
    ],
    'sunrise',
  ),
  studio(['#dfe3e6', '#cdd3d8'], [[kettle('#2f3336'), 0.52, 0.88, 1.5]]),
  studio(['#f1e4d2', '#e4cfb2'], [[kettle('#d9b24c'), 0.53, 0.82, 1.2]], undefined, true),
  studio(['#6f5a48', '#8a6644'], [[kettle('#a83f32'), 0.5, 0.9, 1.4]], 'lakeDay'),
  studio(['#ede9e3', '#dfd7cc'], [[lamp('#f3efe6', false), 0.5, 0.9, 1.45]]),
  studio(['#4a3c3a', '#3a2c26'], [[lamp('#f3efe6', true), 0.5, 0.9, 1.45]]),
  studio(['#3a302c', '#5a4330'], [[lamp('#f3efe6', true), 0.5, 0.84, 1.7]], 'stars', true),
  studio(['#dde1e4', '#c9cfd4'], [[speaker('#5d6a73'), 0.5, 0.88, 1.5]]),
  studio(
    ['#f0d9cf', '#e4bfae'],
    [
      [speaker('#b5533c'), 0.36, 0.86, 1.2],
      [speaker('#e9dfd0'), 0.64, 0.9, 1.3],
    ],
  ),
  studio(
    ['#6a5a4a', '#7d5f42'],
    [
      [speaker('#3f5a58'), 0.34, 0.88, 1.25],
      [lamp('#f3efe6', true), 0.68, 0.84, 1.15],
    ],
    'lake',
  ),
];

/** So many minutes after half past one each is taken. */
const minutes = [2, 17, 31, 48, 66, 83, 105, 122, 148, 171, 196, 223];

function scenesOf(kind: string, drawings: readonly Drawing[]): Scene[] {
  return drawings.map(([draw, portrait], index) => {
    const at = 13 * 60 + 30 + (minutes[index] as number);
    const two = (figure: number) => String(figure).padStart(2, '0');
    return {
      name: `${kind}-${two(index + 1)}.jpg`,
      width: portrait ? narrow : wide,
      height: portrait ? wide : narrow,
      takenAt: `2026:05:16 ${two(Math.floor(at / 60))}:${two(at % 60)}:${two((index * 17) % 60)}`,
      draw,
    };
  });
}

/** All drawings of the samples, twelve of a kind. */
export const scenes: readonly Scene[] = [
  ...scenesOf('event', event),
  ...scenesOf('estate', estate),
  ...scenesOf('product', product),
];
