import type { Gallery } from '#contract/galleries.ts';
import type { Words } from '#words/index.ts';
import type { MenuItem } from '../parts/admin-menu.ts';

/** What may be done with a gallery as a whole, beside what has a button: `may` change what it holds, `all` the gallery itself. */
export function galleryActs(
  { photoIds }: Gallery,
  words: Words,
  { may, all }: { may: boolean; all: boolean },
): MenuItem[] {
  const { galleries, trash } = words;
  return [
    ...(may ? [{ value: 'preview', label: trash.preview.act }] : []),
    ...(may && photoIds.length > 0 ? [{ value: 'set', label: galleries.swaps.act }] : []),
    ...(all ? [{ value: 'remove', label: galleries.remove, dangerous: true }] : []),
  ];
}
