import { galleryLimit } from '#contract/gallery-limit.ts';
import { sceneAt, settledAt } from '#contract/scene-at.ts';
import { Refused } from '../api.ts';
import { listGalleries } from '../galleries/calls.ts';
import { boxNow } from '../live.ts';
import { listLooked, listScreens } from '../screens/calls.ts';

/** Photos that the client in front of a big screen is being shown, or was just now. */
export interface OnScreen {
  /** As many as there is room for in a gallery, those of one gallery together. */
  readonly photoIds: readonly string[];
  /** The gallery that was on last. */
  readonly galleryId: string;
}

/**
 * What of a project is held on a screen now; of the screen whose remote one comes from, all that one called for lately.
 * Undefined where nothing is, or screens do not answer.
 */
export async function onScreen(projectId: string, screenId: string | null): Promise<OnScreen | undefined> {
  try {
    return await (screenId === null ? heldNow(projectId) : called(projectId, screenId));
  } catch (error) {
    // It only saves a tap.
    if (!(error instanceof Refused)) throw error;
    return undefined;
  }
}

async function called(projectId: string, screenId: string): Promise<OnScreen | undefined> {
  const looked = (await listLooked(screenId)).filter((one) => one.projectId === projectId);
  const photoIds = [...new Set(looked.flatMap((one) => one.photoIds))].slice(0, galleryLimit);
  const [latest] = looked;
  return latest && { photoIds, galleryId: latest.galleryId };
}

async function heldNow(projectId: string): Promise<OnScreen | undefined> {
  const [{ items }, galleries] = await Promise.all([listScreens(), listGalleries(projectId)]);
  const own = new Set(galleries.filter(({ recipientId }) => recipientId === null).map(({ id }) => id));
  const now = boxNow();
  const [latest] = items
    .filter(({ online, blank }) => online && !blank)
    .flatMap(({ state: { programme } }) => {
      const { pinned } = settledAt(programme, now);
      return pinned ? [{ at: pinned.at, scene: sceneAt(programme, now)?.scene ?? pinned.scenes[0] }] : [];
    })
    .filter(({ scene }) => scene?.galleryId && scene.photoIds.length > 0 && own.has(scene.galleryId))
    .toSorted((a, b) => b.at - a.at);
  const scene = latest?.scene;
  return scene?.galleryId ? { photoIds: scene.photoIds, galleryId: scene.galleryId } : undefined;
}
