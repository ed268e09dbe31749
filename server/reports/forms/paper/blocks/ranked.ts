import { type Block, part, stack } from '../ink.ts';
import { clipped } from '../lines.ts';
import type { Look } from '../look.ts';
import { baselineIn, remark } from './text.ts';

export interface Ranked {
  readonly name: string;
  readonly value: number;
  /** The value as it is written. */
  readonly said: string;
  /** A quiet second line. */
  readonly note?: string;
}

/** Lying bars from a common zero, each between its name and its figure; the highest in the brand's colour. */
export function rankedRows(look: Look, rows: readonly Ranked[], width: number, share: number): Block[] {
  const { scale, colours } = look;
  const named = { size: scale.body, colour: colours.ink };
  const noted = { size: scale.fine, colour: colours.ink3 };
  const figure = { ...named, weight: 'medium', align: 'right' } as const;
  const measure = look.measure(named);
  const most = Math.max(1, ...rows.map(({ value }) => value));
  const figures = Math.max(0, ...rows.map(({ said }) => look.measure(figure)(said))) + scale.step * 1.5;
  const longest = Math.max(0, ...rows.map(({ name }) => measure(name)));
  const names = Math.min(longest, width * share) + scale.step * 1.5;
  const track = Math.max(scale.step, width - names - figures);
  const bar = scale.body * 0.8;
  return rows.map(({ name, value, said, note = '' }): Block => {
    const high = scale.body * 2;
    return part('P', {
      height: high + (note === '' ? 0 : scale.fine * 1.3),
      draw: (ink, x, y) => {
        const baseline = y + baselineIn(high, scale.body);
        ink.text(clipped(name, names - scale.step, measure), x, baseline, named);
        const top = y + (high - bar) / 2;
        ink.rect(x + names, top, track, bar, colours.fill);
        if (value > 0) {
          const long = Math.max(1, (value / most) * track);
          ink.rect(x + names, top, long, bar, value === most ? colours.brand : colours.pale);
        }
        ink.text(said, x + width, baseline, figure);
        if (note !== '') {
          const below = y + high + scale.fine * 0.75;
          ink.text(clipped(note, width - names, look.measure(noted)), x + names, below, noted);
        }
      },
    });
  });
}

/** The same as one block, or a sentence where there is nothing, with remarks beneath. `share`: of the width, for names. */
export function ranked(
  look: Look,
  rows: readonly Ranked[],
  width: number,
  empty: string,
  remarks: readonly string[] = [],
  share = 0.52,
): Block {
  const told = rows.length === 0 ? [empty] : remarks;
  const quiet = told.filter((text) => text !== '').map((text) => part('P', remark(look, text, width)));
  return stack([stack(rankedRows(look, rows, width, share)), ...quiet], look.scale.step);
}
