import type { ReportPhoto } from '#contract/report.ts';
import { type Block, part, stack } from '../ink.ts';
import type { Look } from '../look.ts';
import { line } from './text.ts';

/** Wider or narrower ones are cut, so that there is room for what stands beneath. */
const widest = 1.9;
const narrowest = 0.72;

/** Photos of one height in each row, which fill its width, with their figures beneath. */
export function photoRows(
  look: Look,
  photos: readonly ReportPhoto[],
  width: number,
  across: number,
  highest: number,
): Block {
  const gap = look.scale.step * 1.5;
  const rows: Block[] = [];
  for (let first = 0; first < photos.length; first += across) {
    rows.push(photoRow(look, photos.slice(first, first + across), width, gap, highest));
  }
  return stack(rows, look.scale.step * 3);
}

function photoRow(look: Look, photos: readonly ReportPhoto[], width: number, gap: number, highest: number): Block {
  const { scale, colours, words } = look;
  const say = words.reports;
  const shapes = photos.map((photo) => Math.min(widest, Math.max(narrowest, photo.width / Math.max(1, photo.height))));
  const sum = shapes.reduce((whole, shape) => whole + shape, 0);
  const high = Math.min(highest, (width - gap * (photos.length - 1)) / sum);
  const under = photos.map((photo, index) => {
    const wide = (shapes[index] as number) * high;
    const each = photo.views === 0 ? '' : say.notes.each(say.lasting(photo.seconds / photo.views));
    const style = { size: scale.head, colour: colours.ink, weight: 'medium' } as const;
    const times = say.times(photo.views);
    return stack([
      // A figure is never cut: in a narrow place it stands alone.
      line(look, look.measure(style)(times) <= wide ? times : say.figure(photo.views), wide, style),
      line(look, photo.title || say.words.untitled, wide, { size: scale.small, colour: colours.ink }),
      line(look, photo.there ? each : say.words.gone, wide, { size: scale.fine, colour: colours.ink3 }),
    ]);
  });
  const label = scale.step;
  return {
    height: high + label + Math.max(...under.map(({ height }) => height)),
    draw: (ink, x, y) => {
      let left = x;
      photos.forEach((photo, index) => {
        const wide = (shapes[index] as number) * high;
        const at = left;
        ink.part(
          'Figure',
          () => {
            ink.rect(at, y, wide, high, colours.fill);
            ink.photo(photo.photoId, at, y, wide, high);
          },
          photo.title || say.words.untitled,
        );
        part('P', under[index] as Block).draw(ink, at, y + high + label);
        left += wide + gap;
      });
    },
  };
}
