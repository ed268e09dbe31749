import type { Gallery } from '#contract/galleries.ts';
import type { Words } from '#words/index.ts';
import { askFirst } from '../parts/ask-first.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { lossLines } from '../projects/loss.ts';
import { readGalleryLoss, removeGallery, restoreGallery } from './calls.ts';

/** Asks, naming what would end with it, and deletes; true where it is gone. For a while the notice brings it back. */
export async function removeAsked({ id, title, photoIds }: Gallery, words: Words): Promise<boolean> {
  const { galleries, trash } = words;
  try {
    const lines = lossLines(await readGalleryLoss(id), words);
    const stay = photoIds.length === 0 ? [] : [trash.loss.photosStay];
    const yes = await askFirst({
      heading: galleries.removeAsk(title),
      text: [...lines, ...stay, trash.loss.back].join('\n'),
      yes: galleries.remove,
      no: galleries.keep,
      dangerous: true,
    });
    if (!yes) return false;
    await removeGallery(id);
    notify({ text: galleries.removed(title), undo: () => restoreGallery(id) });
    return true;
  } catch (error) {
    notifyRefused(error, words);
    return false;
  }
}
