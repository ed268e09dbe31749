import type { Gallery } from '#contract/galleries.ts';
import type { Words } from '#words/index.ts';
import { listAudiences, listLinks } from '../links/calls.ts';
import { isDead, nameOf } from '../links/link-facts.ts';
import { audienceNames } from '../links/policy-parts.ts';
import { askFirst } from '../parts/ask-first.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { removeGallery } from './calls.ts';

/** Asks, naming the links that would end, and deletes; true where it is gone. It cannot be taken back. */
export async function removeAsked(gallery: Gallery, words: Words): Promise<boolean> {
  const { galleries } = words;
  const { id, title, projectId, photoIds } = gallery;
  try {
    const [links, audiences] = await Promise.all([listLinks(projectId, id), listAudiences()]);
    const names = audienceNames(audiences, words);
    const ending = links
      .filter((link) => link.galleryIds.length === 1 && !isDead(link))
      .map((link) => nameOf(link, names, new Map([[id, title]])));
    const yes = await askFirst({
      heading: galleries.removeAsk(title),
      text: galleries.removeText(ending, photoIds.length),
      yes: galleries.remove,
      no: galleries.keep,
      dangerous: true,
    });
    if (!yes) return false;
    await removeGallery(id);
    notify({ text: galleries.removed(title) });
    return true;
  } catch (error) {
    notifyRefused(error, words);
    return false;
  }
}
