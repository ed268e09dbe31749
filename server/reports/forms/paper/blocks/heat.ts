import { type Block, part } from '../ink.ts';
import type { Look } from '../look.ts';
import { baselineIn } from './text.ts';

/** Opens by weekday and hour, in six steps of the highest cell; what is nothing is grey. */
export function heatMap(
  look: Look,
  week: readonly (readonly number[])[],
  width: number,
  high: number,
  alt: string,
): Block {
  const { scale, colours, words } = look;
  const style = { size: scale.fine, colour: colours.ink3 };
  const days = words.reports.weekdays;
  const names = Math.max(...days.map(look.measure(style))) + scale.step;
  const each = (width - names) / 24;
  const labels = scale.fine * 1.9;
  const gap = Math.min(1.5, each * 0.1);
  const most = Math.max(1, ...week.flat());
  const shade = (count: number) =>
    count === 0 ? colours.fill : (colours.heat[Math.min(5, Math.ceil((count / most) * 6) - 1)] as string);
  return part(
    'Figure',
    {
      height: high * 7 + labels,
      draw: (ink, x, y) => {
        week.forEach((hours, day) => {
          const top = y + day * high;
          ink.text(days[day] ?? '', x, top + baselineIn(high, scale.fine), style);
          hours.forEach((count, hour) => {
            ink.rect(x + names + hour * each, top, each - gap, high - gap, shade(count));
          });
        });
        for (const hour of [0, 6, 12, 18, 23]) {
          const middle = x + names + (hour + 0.5) * each;
          ink.text(String(hour), middle, y + high * 7 + baselineIn(labels, scale.fine), { ...style, align: 'centre' });
        }
      },
    },
    alt,
  );
}

/** What the shades mean; it lies at the right of its width. */
export function heatLegend(look: Look, width: number, height: number): Block {
  const { scale, colours, words } = look;
  const style = { size: scale.fine, colour: colours.ink3 };
  const { few, many } = words.reports.notes;
  const side = scale.fine;
  const shades = [colours.fill, ...colours.heat];
  const whole = look.measure(style)(few) + look.measure(style)(many) + shades.length * (side + 1.5) + scale.step;
  return {
    height,
    draw: (ink, x, y) => {
      let left = x + width - whole;
      const baseline = y + baselineIn(height, scale.fine);
      ink.text(few, left, baseline, style);
      left += look.measure(style)(few) + scale.step / 2;
      for (const shade of shades) {
        ink.rect(left, y + (height - side) / 2, side, side, shade);
        left += side + 1.5;
      }
      ink.text(many, x + width, baseline, { ...style, align: 'right' });
    },
  };
}
