import { blur, inset, linear, mix, radial, rect, ripple, type Stop, using } from './brush.ts';
import { landscape } from './landscape.ts';
import { views } from './views.ts';

/** Round bodies: light from the left, a dark edge, a rim of light on the right. */
function round(colour: string, gloss = 0.6) {
  const stops: Stop[] = [
    [0, mix(colour, '#000000', 0.42)],
    [0.16, mix(colour, '#ffffff', 0.1)],
    [0.27, mix(colour, '#ffffff', gloss)],
    [0.4, colour],
    [0.74, mix(colour, '#000000', 0.34)],
    [0.93, mix(colour, '#000000', 0.5)],
    [1, mix(colour, '#ffffff', 0.14)],
  ];
  return linear(stops, [0, 0, 1, 0]);
}

/** A mug with its handle. */
export function mug(colour: string): string {
  const body = round(colour, 0.4);
  const inside = linear([
    [0, mix(colour, '#000000', 0.5)],
    [1, mix(colour, '#ffffff', 0.2)],
  ]);
  return using(
    [body, inside],
    `<path d="M170 -70C300 -110 300 120 158 110" fill="none" stroke="${mix(colour, '#000000', 0.24)}" stroke-width="38"/>
<path d="M-170 -170L-150 190C-146 222 146 222 150 190L170 -170Z" fill="${body.use}"/><ellipse cy="-170" rx="170" ry="40" fill="${mix(colour, '#ffffff', 0.34)}"/><ellipse cy="-168" rx="154" ry="33" fill="${inside.use}"/><ellipse cy="-158" rx="146" ry="25" fill="#4a2a16"/><ellipse cx="-40" cy="-162" rx="60" ry="8" fill="#8a5a34" opacity="0.6"/>`,
  );
}

/** A pour-over kettle. */
export function kettle(colour: string): string {
  const body = round(colour);
  const metal = round('#c9ccd0', 0.8);
  return using(
    [body, metal],
    `<path d="M-190 110C-330 60 -250 -130 -380 -180" fill="none" stroke="${mix(colour, '#000000', 0.2)}" stroke-width="26" stroke-linecap="round"/><path d="M150 -130C340 -150 330 110 190 130" fill="none" stroke="#2a2522" stroke-width="30" stroke-linecap="round"/>
<path d="M-120 -180L-210 180C-210 232 210 232 210 180L120 -180Z" fill="${body.use}"/><path d="M-126 -176C-110 -226 110 -226 126 -176Z" fill="${metal.use}"/><ellipse cy="-178" rx="126" ry="20" fill="${mix(colour, '#ffffff', 0.2)}"/><rect x="-16" y="-258" width="32" height="44" rx="10" fill="#2a2522"/>`,
  );
}

/** A table lamp, lit or not. */
export function lamp(colour: string, lit: boolean): string {
  const shade = lit
    ? linear([
        [0, '#fff0c8'],
        [1, '#ffc877'],
      ])
    : round(colour, 0.3);
  const stem = round('#b98d4f', 0.7);
  const glow = radial([
    [0, '#ffd690', lit ? 0.85 : 0],
    [1, '#ffd690', 0],
  ]);
  return using(
    [shade, stem, glow],
    `<circle cy="-110" r="430" fill="${glow.use}"/><rect x="-15" y="-40" width="30" height="240" fill="${stem.use}"/><ellipse cy="206" rx="128" ry="24" fill="#8f6a37"/><ellipse cy="198" rx="128" ry="24" fill="${stem.use}"/><path d="M-96 -270L-200 -30C-200 4 200 4 200 -30L96 -270Z" fill="${shade.use}"/><ellipse cy="-270" rx="96" ry="17" fill="${lit ? '#fff6dd' : mix(colour, '#ffffff', 0.4)}"/>`,
  );
}

/** A speaker with its cloth. */
export function speaker(colour: string): string {
  const body = round(colour, 0.24);
  const weave = ripple('0.9', 5, 3);
  const rows = Array.from({ length: 34 }, (_, at) => `<path d="M-158 ${-196 + at * 11.6}H158"/>`).join('');
  return using(
    [body, weave],
    `<path d="M-170 -210C-170 -252 170 -252 170 -210V190C170 232 -170 232 -170 190Z" fill="${body.use}"/><g stroke="#000000" stroke-opacity="0.16" stroke-width="4" filter="${weave.use}">${rows}</g><ellipse cy="-212" rx="166" ry="34" fill="${mix(colour, '#ffffff', 0.24)}"/><ellipse cy="-212" rx="120" ry="22" fill="${mix(colour, '#000000', 0.5)}"/><circle cx="0" cy="-212" r="9" fill="#8fe3c0"/><rect x="-40" y="150" width="80" height="14" rx="7" fill="${mix(colour, '#ffffff', 0.5)}"/>`,
  );
}

export interface Shot {
  readonly width: number;
  readonly height: number;
  /** Wall and table of the studio. */
  readonly ground: readonly [wall: string, table: string];
  readonly things: readonly {
    readonly drawn: string;
    readonly x: number;
    readonly y: number;
    readonly scale: number;
  }[];
  /** A view behind, out of focus. */
  readonly behind?: keyof typeof views;
}

/** Things on a table: `x` and `y` of what they stand on, in fractions. */
export function shot({ width: w, height: h, ground: [wall, table], things, behind }: Shot): string {
  const edge = h * 0.66;
  const back = radial(
    [
      [0, mix(wall, '#ffffff', 0.5)],
      [1, mix(wall, '#000000', 0.16)],
    ],
    0.36,
    0.34,
    0.85,
  );
  const top = linear([
    [0, mix(table, '#ffffff', 0.2)],
    [1, mix(table, '#000000', 0.2)],
  ]);
  const far = blur(13);
  const seam = blur(0, 26);
  const soft = blur(26, 11);
  // Once plain, since a blur thins out towards the edge.
  const view = behind
    ? inset(0, 0, w, h * 0.76, landscape({ width: 1600, height: 1067, ...views[behind] }), [1600, 1067])
    : '';
  const scene = behind ? `${view}<g filter="${far.use}">${view}</g>` : rect(0, 0, w, h, `fill="${back.use}"`);
  const seamed = behind ? `fill="${top.use}"` : `fill="${top.use}" filter="${seam.use}"`;
  const drawn = [...things]
    .sort((a, b) => a.y - b.y)
    .map(({ drawn, x, y, scale }) => {
      const [cx, foot] = [x * w, y * h];
      return `<ellipse cx="${cx + 90 * scale}" cy="${foot - 4 * scale}" rx="${290 * scale}" ry="${44 * scale}" fill="#1c120a" opacity="0.42" filter="${soft.use}"/>
<g opacity="0.16" transform="translate(${cx} ${foot + 206 * scale}) scale(${scale} ${-scale})">${drawn}</g><g transform="translate(${cx} ${foot - 212 * scale}) scale(${scale})">${drawn}</g>`;
    });
  return using([back, top, far, seam, soft], scene + rect(-80, edge, w + 160, h - edge + 80, seamed) + drawn.join(''));
}
