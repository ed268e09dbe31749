import type { PlaylistSpec } from '#contract/playlists.ts';
import type { Scene } from '#contract/scenes.ts';
import { stillAlone } from './alone.ts';
import { freshScene, unitScenes } from './expand/expand.ts';
import type { Revision } from './programme.ts';
import type { Content } from './shown.ts';

/** What becomes of just-shot scenes and of what was put on by hand, now that the galleries hold this. */
export function revisionOf(spec: PlaylistSpec, content: Content, scenes: readonly Scene[]): Revision {
  const ready = (id: string | undefined) => id !== undefined && content.photos.get(id)?.state === 'ready';
  const same = (one: Scene) => scenes.find(({ id }) => id === one.id);
  const again = (one: Scene): Scene | undefined => {
    const [photoId] = one.photoIds;
    if (!ready(photoId) || photoId === undefined) return undefined;
    return scenes.find(({ kind, photoIds }) => kind === one.kind && photoIds[0] === photoId);
  };
  return {
    insert: (scene) => {
      const [photoId] = scene.photoIds;
      if (photoId === undefined || !ready(photoId)) return undefined;
      return same(scene) ?? freshScene({ ...spec, justShot: true }, content, photoId, scenes);
    },
    pinned: ({ what, galleryId, scenes: pinned }) => {
      if (what === 'message') return [...pinned];
      if (what === 'unit' && galleryId !== null) {
        const by = pinned[0]?.kind === 'unit' ? pinned[0].by : '';
        return unitScenes(content, galleryId, by);
      }
      if (what === 'gallery') {
        const all = scenes.filter((scene) => scene.galleryId === galleryId);
        if (all.length > 0) return all;
      }
      return pinned.flatMap((scene) => stillAlone(content, scene) ?? same(scene) ?? again(scene) ?? []);
    },
  };
}
