import { type Drawing, narrow, wide } from './brush.ts';
import {
  bed,
  chair,
  counter,
  cupboards,
  floorLamp,
  pendant,
  picture,
  plant,
  rug,
  shelf,
  sofa,
  table,
} from './furniture.ts';
import { garden, towers } from './outside.ts';
import { room } from './room.ts';

const warm = '#efe6d8';
const oak = '#c39a6b';
/** Houses and rooms. */
export const estate: readonly Drawing[] = [
  [
    () =>
      towers(
        [wide, narrow],
        'lake',
        0.7,
        [
          [0.1, 0.15, 0.4],
          [0.3, 0.17, 0.54],
          [0.55, 0.16, 0.46],
          [0.76, 0.14, 0.36],
        ],
        '#8d7f78',
        0.5,
        12,
      ),
  ],
  [
    () =>
      room({
        ...{ walls: warm, floor: oak, view: 'lakeDay', glass: [400, 190, 800, 430], day: 1, curtains: '#d9cdb8' },
        pieces: [
          rug(800, 900, 520, 110, '#cdbfa8'),
          plant(330, 830, 300, 4),
          sofa(820, 850, 720, '#8f9a94', ['#d98d55', '#f1e8d8', '#41606b']),
          table(800, 990, 360, 90, '#7a5638'),
        ],
      }),
  ],
  [
    () =>
      room({
        ...{
          walls: '#cdbfae',
          floor: '#8a6241',
          view: 'lake',
          glass: [330, 180, 620, 440],
          day: 0.25,
          curtains: '#7c6a5a',
        },
        pieces: [
          rug(800, 910, 540, 112, '#7f6a58'),
          picture(1010, 240, 270, 200, 'dunes', '#2b221b'),
          sofa(780, 860, 700, '#5b4a42', ['#c98a4b', '#e7d9c2', '#8d3f2f']),
          floorLamp(1250, 860, 470),
          table(760, 1000, 340, 86, '#3f2c1e'),
        ],
      }),
  ],
  [
    () =>
      room({
        ...{ walls: '#e9e4da', floor: oak, view: 'autumn', glass: [380, 200, 560, 400], day: 0.9, curtains: '#e7dfd0' },
        pieces: [
          pendant(800, 130, 400, '#3c4a45'),
          chair(560, 900, '#c9a777'),
          chair(1040, 900, '#c9a777'),
          table(800, 950, 640, 190, '#8a5f3a'),
          chair(700, 1010, '#d6b88a'),
          chair(900, 1010, '#d6b88a'),
          picture(1030, 250, 230, 230, 'sea'),
        ],
      }),
  ],
  [
    () =>
      room({
        ...{ walls: '#eef0ec', floor: '#b9a287', view: 'lakeDay', glass: [880, 230, 400, 270], day: 1 },
        pieces: [
          cupboards(280, 190, 520, 210, 4, '#dfe5df'),
          counter(280, 740, 1040, 190, 7, '#5f7a70', '#f4f1ea'),
          pendant(640, 130, 420, '#c8963e'),
          pendant(960, 130, 420, '#c8963e'),
          counter(420, 1010, 760, 210, 5, '#e9e4d8', '#8f6a45'),
          plant(1080, 800, 130, 3),
        ],
      }),
  ],
  [
    () =>
      room({
        ...{
          walls: '#dfe3e4',
          floor: '#b48f68',
          view: 'snow',
          glass: [900, 190, 400, 430],
          day: 0.95,
          curtains: '#c3cdd2',
        },
        pieces: [
          picture(420, 190, 300, 160, 'forest'),
          bed(590, 960, 560, '#7d6a58', '#c8d2d4'),
          plant(1270, 850, 260, 8),
          rug(1080, 990, 240, 52, '#eae4d8'),
        ],
      }),
  ],
  [
    () =>
      towers(
        [narrow, wide],
        'sunrise',
        0.76,
        [
          [0.08, 0.24, 0.34],
          [0.38, 0.3, 0.52],
          [0.74, 0.2, 0.4],
        ],
        '#c9bba6',
        0.22,
        40,
      ),
    true,
  ],
  [
    () =>
      room({
        ...{ walls: '#c8d3c6', floor: '#a87f56', view: 'forest', glass: [620, 200, 380, 380], day: 0.9 },
        pieces: [
          shelf(270, 170, 300, 540, 5, 6),
          shelf(1050, 170, 280, 540, 5, 16),
          chair(820, 880, '#7a5638'),
          table(800, 940, 620, 210, '#6f4a2d'),
          floorLamp(560, 930, 520),
          rug(800, 1010, 420, 46, '#8f5f4a'),
        ],
      }),
  ],
  [
    () =>
      room({
        ...{
          walls: '#b9a99a',
          floor: '#6f5038',
          view: 'stars',
          glass: [860, 190, 440, 430],
          day: 0.15,
          curtains: '#4b4550',
        },
        pieces: [
          bed(600, 960, 580, '#4a3d38', '#8f7b6c'),
          floorLamp(1180, 900, 500),
          picture(430, 180, 320, 170, 'aurora', '#1d1917'),
        ],
      }),
  ],
  [() => garden(wide, narrow)],
  [
    () =>
      room({
        ...{ walls: '#f1ece4', floor: '#d6cabb', view: 'sea', glass: [320, 170, 960, 470], day: 0.85 },
        pieces: [
          plant(290, 860, 340, 21),
          chair(560, 940, '#efe3cf'),
          chair(1040, 940, '#efe3cf'),
          table(800, 960, 240, 130, '#b98d5d'),
          plant(1340, 880, 380, 23),
        ],
      }),
  ],
  [
    () =>
      towers(
        [wide, narrow],
        'lakeDay',
        0.72,
        [
          [0.06, 0.2, 0.3],
          [0.34, 0.14, 0.5],
          [0.52, 0.14, 0.56],
          [0.74, 0.2, 0.32],
        ],
        '#e4dccf',
        0.05,
        77,
      ),
  ],
];
