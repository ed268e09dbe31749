import type { Kit } from '../kit.ts';
import { galleriesOfPhotos } from './table.ts';

/** Tells of every gallery that a changed photo is in, once for all photos that change in one turn. Gives the way to stop. */
export function tellOfPhotos(kit: Kit): () => void {
  let waiting = new Map<string, boolean>();

  const tellAll = async () => {
    const photos = waiting;
    waiting = new Map();
    const urgentOnes = new Map<string, { projectId: string; urgent: boolean }>();
    for (const { id, project_id, photo_id } of await galleriesOfPhotos(kit.db.read, [...photos.keys()])) {
      const urgent = (urgentOnes.get(id)?.urgent ?? false) || photos.get(photo_id) === true;
      urgentOnes.set(id, { projectId: project_id, urgent });
    }
    for (const [galleryId, { projectId, urgent }] of urgentOnes)
      kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent });
  };
  const tell = (photoId: string, urgent: boolean) => {
    if (waiting.size === 0) {
      queueMicrotask(() => {
        tellAll().catch((error: unknown) =>
          kit.log.error({ err: error }, 'the galleries of changed photos could not be told'),
        );
      });
    }
    waiting.set(photoId, urgent || waiting.get(photoId) === true);
  };
  const stops = [
    kit.changes.on('photo.ready', ({ photoId }) => tell(photoId, false)),
    kit.changes.on('photo.failed', ({ photoId }) => tell(photoId, false)),
    kit.changes.on('photo.changed', ({ photoId, what }) => {
      // Marks are for staff alone; of what was restored, the act itself tells.
      if (what !== 'mark' && what !== 'restored') tell(photoId, what !== 'words' && what !== 'shown');
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
