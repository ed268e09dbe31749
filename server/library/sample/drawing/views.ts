import type { Landscape } from './landscape.ts';

type View = Omit<Landscape, 'width' | 'height'>;

/** Places that the drawings show, whole or through a window. */
export const views = {
  sunrise: {
    seed: 11,
    sky: [
      [0, '#2f4a7a'],
      [0.35, '#7d7fa8'],
      [0.55, '#e8a48a'],
      [0.68, '#f8d7a0'],
      [1, '#f8d7a0'],
    ],
    sun: { x: 0.62, y: 0.53, r: 0.022, colour: '#fff6dc', glow: '#ffd9a0' },
    clouds: { colour: '#f6c3a8', density: 0.55, from: 0.08, to: 0.5 },
    ridges: { count: 6, far: '#b58f9c', near: '#14202c', from: 0.6, to: 0.95, high: 0.24, mist: '#f0c0a0' },
  },
  lake: {
    seed: 23,
    sky: [
      [0, '#15294b'],
      [0.3, '#45588a'],
      [0.5, '#c98aa0'],
      [0.62, '#f5b98e'],
      [1, '#f5b98e'],
    ],
    sun: { x: 0.36, y: 0.52, r: 0.018, colour: '#fff1d0', glow: '#ffc890' },
    clouds: { colour: '#e7a3a0', density: 0.6, from: 0.05, to: 0.45 },
    ridges: { count: 4, far: '#7c6f92', near: '#1b2436', from: 0.56, to: 0.64, high: 0.16 },
    water: { at: 0.64, deep: '#0f1b30' },
  },
  lakeDay: {
    seed: 58,
    sky: [
      [0, '#5b9bd0'],
      [0.5, '#b9d9ec'],
      [1, '#eaf3f4'],
    ],
    clouds: { colour: '#ffffff', density: 0.42, from: 0.02, to: 0.5 },
    ridges: { count: 4, far: '#a3bccb', near: '#4d7468', from: 0.54, to: 0.63, high: 0.2, mist: '#e6eff0' },
    water: { at: 0.64, deep: '#3f7388' },
  },
  aurora: {
    seed: 5,
    sky: [
      [0, '#050a1c'],
      [0.6, '#0d2440'],
      [1, '#1d4a5a'],
    ],
    stars: 420,
    aurora: ['#47e0a0', '#4fb7d8', '#8a6de0'],
    ridges: { count: 3, far: '#1f3c50', near: '#050b12', from: 0.66, to: 0.8, high: 0.26, snow: '#b9d9e6' },
    trees: { colour: '#03070c', at: 0.9, size: 0.2 },
  },
  forest: {
    seed: 31,
    sky: [
      [0, '#c9d8d4'],
      [1, '#e9efe6'],
    ],
    ridges: { count: 7, far: '#a9bfb8', near: '#16302a', from: 0.3, to: 0.95, high: 0.2, mist: '#e4ece6' },
    trees: { colour: '#0d201c', at: 0.93, size: 0.22 },
  },
  dunes: {
    seed: 44,
    sky: [
      [0, '#2f6ca8'],
      [0.5, '#a8cbdc'],
      [0.62, '#f3e4c8'],
      [1, '#f0e2c4'],
    ],
    clouds: { colour: '#ffffff', density: 0.3, from: 0, to: 0.4 },
    ridges: {
      count: 4,
      far: '#e2b98a',
      near: '#a8642f',
      from: 0.55,
      to: 0.9,
      high: 0.2,
      roughness: 0.32,
      lit: '#f6d7a4',
    },
  },
  snow: {
    seed: 9,
    sky: [
      [0, '#2b5d9c'],
      [0.5, '#7fa9d4'],
      [1, '#dfe9f2'],
    ],
    clouds: { colour: '#ffffff', density: 0.5, from: 0.02, to: 0.45 },
    ridges: {
      count: 4,
      far: '#6f8bab',
      near: '#22384a',
      from: 0.58,
      to: 0.92,
      high: 0.34,
      snow: '#ffffff',
      mist: '#dbe6ef',
    },
  },
  sea: {
    seed: 71,
    sky: [
      [0, '#2a3f6e'],
      [0.32, '#b0698a'],
      [0.5, '#f29a6b'],
      [0.6, '#ffd08a'],
      [1, '#ffd08a'],
    ],
    sun: { x: 0.5, y: 0.55, r: 0.03, colour: '#fff3cf', glow: '#ffbe78' },
    clouds: { colour: '#ffc9a0', density: 0.5, from: 0.05, to: 0.48 },
    ridges: { count: 1, far: '#5a4a66', near: '#5a4a66', from: 0.585, to: 0.585, high: 0.02 },
    water: { at: 0.59, deep: '#1c2b4c' },
  },
  stars: {
    seed: 83,
    sky: [
      [0, '#070b22'],
      [0.55, '#1b2a58'],
      [0.8, '#54548a'],
      [1, '#d98f7a'],
    ],
    stars: 900,
    clouds: { colour: '#8f9bd8', density: 0.38, from: 0.05, to: 0.7 },
    ridges: { count: 3, far: '#3c3f68', near: '#0a0d1c', from: 0.76, to: 0.9, high: 0.12, mist: '#8a7090' },
    trees: { colour: '#05070f', at: 0.95, size: 0.26 },
  },
  autumn: {
    seed: 97,
    sky: [
      [0, '#7fb2d6'],
      [0.6, '#dbe7ea'],
      [1, '#f6e7cf'],
    ],
    clouds: { colour: '#ffffff', density: 0.45, from: 0, to: 0.4 },
    ridges: { count: 5, far: '#9db0bd', near: '#8a3f1d', from: 0.48, to: 0.88, high: 0.24, mist: '#f2dfc4' },
    trees: { colour: '#4a2412', at: 0.95, size: 0.16 },
  },
} as const satisfies Record<string, View>;
