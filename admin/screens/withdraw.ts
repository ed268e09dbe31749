import type { ScreenPhoto } from '#contract/screens.ts';
import type { Words } from '#words/index.ts';
import { listGalleries } from '../galleries/calls.ts';
import { readPhoto, restorePhotos, withdrawPhotos } from '../library/calls.ts';
import { askFirst } from '../parts/ask-first.ts';
import { notify } from '../parts/notice.ts';

/** Takes a photo off everywhere, once staff said yes, with the way back in the notice. Throws Refused. */
export async function withdraw({ id }: Pick<ScreenPhoto, 'id'>, { screens }: Words): Promise<void> {
  const { projectId } = await readPhoto(id);
  const galleries = (await listGalleries(projectId)).filter(({ photoIds }) => photoIds.includes(id));
  const question = {
    heading: screens.withdrawAsk,
    text: screens.withdrawText(galleries.length),
    yes: screens.withdrawYes,
  };
  if (!(await askFirst({ ...question, dangerous: true }))) return;
  await withdrawPhotos(projectId, [id]);
  notify({ text: screens.withdrawn, undo: () => restorePhotos(projectId, [id]) });
}
