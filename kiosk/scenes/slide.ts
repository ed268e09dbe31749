import type { Box } from './tile-trees.ts';

const slideMs = 600;

/** Moves each tile (`data-tile`) from where it was to where it is, once, by transform alone; new ones fade in. `unit`: CSS pixels. */
export function slide(
  root: ParentNode,
  before: ReadonlyMap<string, Box>,
  now: ReadonlyMap<string, Box>,
  unit: number,
): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const tile of root.querySelectorAll<HTMLElement>('[data-tile]')) {
    const id = tile.dataset.tile ?? '';
    const [from, to] = [before.get(id), now.get(id)];
    if (!to || from === to) continue;
    const timing = { duration: slideMs, easing: 'cubic-bezier(0.3, 0, 0.1, 1)' };
    if (!from) tile.animate([{ opacity: 0 }, { opacity: 1 }], timing);
    else if (moved(from, to)) {
      const by = `${(from.x - to.x) * unit}px, ${(from.y - to.y) * unit}px`;
      const size = `${from.width / to.width}, ${from.height / to.height}`;
      tile.animate([{ transform: `translate(${by}) scale(${size})` }, { transform: 'none' }], timing);
    }
  }
}

function moved(from: Box, to: Box): boolean {
  return from.x !== to.x || from.y !== to.y || from.width !== to.width || from.height !== to.height;
}
