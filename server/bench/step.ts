import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Caller } from '../testing/box.ts';

/** A project with one gallery that takes in whatever is uploaded into it, and the gallery's link. */
export async function startStep(owner: Caller): Promise<{ projectId: string; galleryId: string; token: string }> {
  const { id: projectId } = await owner.call<{ id: string }>('POST', '/api/projects', { kind: 'event', title: '峰会' });
  const made = await owner.call<Gallery & { link: Link }>('POST', `/api/projects/${projectId}/galleries`, {
    title: '主会场',
    inflow: 'newest',
    for: 'many',
  });
  return { projectId, galleryId: made.id, token: made.link.token as string };
}
