import { type Block, part } from '../ink.ts';
import type { Look } from '../look.ts';
import { baselineIn } from './text.ts';

export interface Column {
  /** Under it; '' for none. */
  readonly label: string;
  readonly value: number;
}

/** Upright bars from a common zero, the highest in the brand's colour; labels under some of them. */
export function columns(look: Look, bars: readonly Column[], width: number, height: number, alt: string): Block {
  const { scale, colours } = look;
  const style = { size: scale.fine, colour: colours.ink3 };
  const labels = scale.fine * 1.9;
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const each = width / Math.max(1, bars.length);
  const gap = Math.min(each * 0.18, scale.step / 2);
  const peak = bars.findIndex(({ value }) => value === most);
  const measure = look.measure(style);
  return part(
    'Figure',
    {
      height: height + labels,
      draw: (ink, x, y) => {
        ink.rect(x, y + height, width, 0.5, colours.line);
        bars.forEach(({ value, label }, index) => {
          const left = x + index * each;
          if (value > 0) {
            const high = Math.max(0.8, (value / most) * height);
            ink.rect(
              left + gap / 2,
              y + height - high,
              each - gap,
              high,
              index === peak ? colours.brand : colours.pale,
            );
          }
          if (label === '') return;
          const half = measure(label) / 2;
          const middle = Math.min(x + width - half, Math.max(x + half, left + each / 2));
          ink.text(label, middle, y + height + baselineIn(labels, scale.fine) + scale.fine * 0.1, {
            ...style,
            align: 'centre',
          });
        });
      },
    },
    alt,
  );
}
