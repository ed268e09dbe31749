import { Refused } from '../api.ts';
import { listGalleries } from '../galleries/calls.ts';
import { listScreens } from '../screens/calls.ts';

/** A photo that staff hold on a big screen: the client in front of it is being shown just this one. */
export interface OnScreen {
  readonly photoId: string;
  readonly galleryId: string;
}

/** What of a project is held on a screen now; undefined where nothing is, or screens do not answer. */
export async function onScreen(projectId: string): Promise<OnScreen | undefined> {
  try {
    const [{ items }, galleries] = await Promise.all([listScreens(), listGalleries(projectId)]);
    const own = new Set(galleries.filter(({ recipientId }) => recipientId === null).map(({ id }) => id));
    const held = items
      .filter(({ online, blank }) => online && !blank)
      .flatMap(({ state }) => (state.programme.pinned ? [state.programme.pinned] : []))
      .filter(({ scene }) => own.has(scene.galleryId))
      .toSorted((a, b) => b.at - a.at);
    const scene = held[0]?.scene;
    return scene && { photoId: scene.photoId, galleryId: scene.galleryId };
  } catch (error) {
    // It only saves a tap.
    if (!(error instanceof Refused)) throw error;
    return undefined;
  }
}
