import { blur, chance, inset, linear, mix, radial, rect, shape, using } from './brush.ts';
import { landscape } from './landscape.ts';
import { views } from './views.ts';

const [w, h] = [1600, 1067];
const whole = (view: keyof typeof views) => landscape({ width: w, height: h, ...views[view] });

/** Somebody from behind or as a dark shape; `y` is where the shoulders end. */
function person(x: number, y: number, size: number, colour: string): string {
  return `<g fill="${colour}"><circle cx="${x}" cy="${y - size * 0.86}" r="${size * 0.26}"/><path d="M${x - size * 0.56} ${y + 4}C${x - size * 0.56} ${y - size * 0.52} ${x + size * 0.56} ${y - size * 0.52} ${x + size * 0.56} ${y + 4}Z"/></g>`;
}

function rows(seed: number, count: number, from: number, to: number): string {
  const next = chance(seed);
  let drawn = '';
  for (let row = 0; row < count; row += 1) {
    const part = row / (count - 1);
    const size = 46 + part * 92;
    const y = from + (to - from) * part;
    for (let x = next() * size; x < w + size; x += size * (1.25 + next() * 0.5)) {
      drawn += person(x, y + size * (0.5 + next() * 0.16), size, mix('#2c2a38', '#07070c', part * 0.8 + next() * 0.2));
    }
    drawn += rect(
      0,
      Math.round(y + size * 0.5),
      w,
      Math.round(size * 0.5),
      `fill="${mix('#1d1b26', '#050509', part)}"`,
    );
  }
  return drawn;
}

function beams(colour: string, xs: readonly number[], strength: number): string {
  const ray = linear([
    [0, colour, strength],
    [1, colour, 0],
  ]);
  const soft = blur(10);
  return using(
    [ray, soft],
    `<g filter="${soft.use}">${xs
      .map((x, at) =>
        shape(
          [
            [x - 8, 0],
            [x + 8, 0],
            [x + (at % 2 ? 130 : -40), 720],
            [x + (at % 2 ? -60 : -250), 720],
          ],
          `fill="${ray.use}"`,
        ),
      )
      .join('')}</g>`,
  );
}

/** A full hall before a screen that shows a view. */
export function audience(view: keyof typeof views, tint: string, seed: number): string {
  const back = radial(
    [
      [0, mix(tint, '#ffffff', 0.08)],
      [1, '#07070d'],
    ],
    0.5,
    0.35,
    0.8,
  );
  const halo = blur(40);
  const floor = linear([
    [0, mix(tint, '#000000', 0.3)],
    [1, '#08080d'],
  ]);
  return using(
    [back, halo, floor],
    [
      rect(0, 0, w, h, `fill="${back.use}"`),
      rect(300, 110, 1000, 440, `fill="${mix(tint, '#ffffff', 0.4)}" opacity="0.5" filter="${halo.use}"`),
      inset(320, 120, 960, 420, whole(view), [w, h]),
      rect(0, 600, w, 90, `fill="${floor.use}"`),
      rect(0, 594, w, 7, `fill="${mix(tint, '#ffffff', 0.5)}" opacity="0.7"`),
      beams('#cfd8ff', [360, 620, 980, 1240], 0.3),
      rect(1150, 520, 54, 84, 'rx="4" fill="#15131c"'),
      person(1178, 528, 62, '#0c0b12'),
      rows(seed, 5, 660, 940),
    ].join(''),
  );
}

/** Somebody who speaks, before a large view. */
export function speaker(view: keyof typeof views): string {
  const shade = radial(
    [
      [0, '#000000', 0],
      [1, '#05060c', 0.86],
    ],
    0.62,
    0.45,
    0.72,
  );
  const soft = blur(5);
  const skin = '#12101a';
  return using(
    [shade, soft],
    [
      `<g filter="${soft.use}">${inset(-20, -20, w + 40, h * 0.84, whole(view), [w, h])}</g>`,
      rect(0, 0, w, h, `fill="${shade.use}"`),
      rect(0, h * 0.82, w, h * 0.18, 'fill="#0a0a12"'),
      beams('#fff1cf', [760, 1000], 0.5),
      `<g fill="${skin}"><circle cx="980" cy="388" r="66"/><path d="M868 860C862 620 846 500 980 488C1114 500 1098 620 1092 860Z"/><path d="M884 540C800 600 770 660 700 640L690 672C780 708 850 680 912 620Z"/><path d="M1070 530C1120 600 1130 700 1100 780L1064 772C1080 700 1070 640 1046 590Z"/></g>`,
      rect(1032, 640, 250, 240, 'rx="8" fill="#1d1a26"'),
      rect(1022, 628, 270, 20, 'rx="6" fill="#3a3446"'),
      `<path d="M1128 628L1104 520" stroke="#3a3446" stroke-width="6"/><circle cx="1102" cy="514" r="11" fill="#3a3446"/>`,
    ].join(''),
  );
}

/** Views on the wall of an exhibition, and those who look at them. */
export function exhibition(shown: readonly (keyof typeof views)[], walls: string, seed: number): string {
  const back = linear([
    [0, mix(walls, '#000000', 0.22)],
    [0.4, walls],
    [1, mix(walls, '#ffffff', 0.3)],
  ]);
  const floor = linear([
    [0, '#b79a76'],
    [1, '#6f563c'],
  ]);
  const each = (w - 160) / shown.length;
  const lamp = radial(
    [
      [0, '#fff4d6', 0.75],
      [1, '#fff4d6', 0],
    ],
    0.5,
    0.4,
    0.5,
  );
  const frames = shown.map((view, at) => {
    const [x, fw, fh] = [120 + each * at, each - 90, (each - 90) * 0.72];
    return [
      `<ellipse cx="${x + fw / 2}" cy="${330 + fh / 2}" rx="${fw * 0.86}" ry="${fh * 1.1}" fill="${lamp.use}"/>`,
      rect(x + 8, 336, fw, fh, 'fill="#000000" opacity="0.3"'),
      rect(x, 322, fw, fh, 'fill="#1f1a16"'),
      rect(x + 8, 330, fw - 16, fh - 16, 'fill="#faf7f0"'),
      inset(x + 30, 352, fw - 60, fh - 60, whole(view), [w, h]),
      rect(x + fw / 2 - 26, 84, 52, 16, 'rx="6" fill="#2a2622"'),
    ].join('');
  });
  const next = chance(seed);
  const visitors = [0.24, 0.33, 0.72].map((at) =>
    standing(w * at + next() * 60, 980 + next() * 40, 400 + next() * 60, mix('#2a2530', '#4a3f3a', next())),
  );
  return using(
    [back, floor, lamp],
    [
      rect(0, 0, w, 850, `fill="${back.use}"`),
      rect(0, 850, w, h - 850, `fill="${floor.use}"`),
      rect(0, 836, w, 16, 'fill="#f4efe6"'),
      rect(0, 76, w, 8, 'fill="#3a342e"'),
      ...frames,
      ...visitors,
    ].join(''),
  );
}

function standing(x: number, foot: number, tall: number, colour: string): string {
  const u = tall / 10;
  const soft = blur(10, 4);
  const at = (points: string) =>
    points.replace(
      /(-?[\d.]+),(-?[\d.]+)/g,
      (_, px, py) => `${(x + Number(px) * u).toFixed(1)} ${(foot - Number(py) * u).toFixed(1)}`,
    );
  return using(
    [soft],
    `<ellipse cx="${x}" cy="${foot}" rx="${u * 1.8}" ry="${u * 0.3}" fill="#000000" opacity="0.35" filter="${soft.use}"/><circle cx="${x}" cy="${foot - u * 9.2}" r="${u * 0.72}" fill="${mix(colour, '#1a120e', 0.5)}"/><path d="${at('M-1.1,4.2C-1.6,7.2 -1.3,8.3 0,8.4C1.3,8.3 1.6,7.2 1.1,4.2Z')}" fill="${colour}"/><path d="${at('M-1,4.6L-0.9,0.1L-0.15,0.1L0,3.6L0.15,0.1L0.9,0.1L1,4.6Z')}" fill="${mix(colour, '#101018', 0.6)}"/>`,
  );
}
