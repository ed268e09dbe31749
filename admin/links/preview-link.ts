import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { addLink } from './calls.ts';

/**
 * Makes a link for a round of looking at what is not final yet: a few opens, a few days, nothing to keep, and guests may
 * say what they think. Undefined where it was refused, which a notice says.
 */
export async function addPreviewLink(projectId: string, galleryId: string, words: Words): Promise<Link | undefined> {
  const { preview } = words.trash;
  try {
    const made = await addLink(projectId, {
      galleryIds: [galleryId],
      label: preview.label,
      policy: { maxOpens: 10, expiresInDays: 3, download: 'off', feedback: true },
    });
    notify({ text: preview.made });
    return made;
  } catch (error) {
    notifyRefused(error, words);
    return undefined;
  }
}
