import type { Kit } from '../kit.ts';
import { galleriesOfPhoto } from './table.ts';

/** Tells of every gallery that a changed photo is in. Gives the way to stop. */
export function tellOfPhotos(kit: Kit): () => void {
  const tell = (photoId: string, urgent: boolean) => {
    galleriesOfPhoto(kit.db.read, photoId).then(
      (galleries) => {
        for (const { id, project_id } of galleries)
          kit.changes.emit('gallery.changed', { galleryId: id, projectId: project_id, gone: false, urgent });
      },
      (error: unknown) => kit.log.error({ err: error, photoId }, 'the galleries of a photo could not be told'),
    );
  };
  const stops = [
    kit.changes.on('photo.ready', ({ photoId }) => tell(photoId, false)),
    kit.changes.on('photo.failed', ({ photoId }) => tell(photoId, false)),
    kit.changes.on('photo.changed', ({ photoId, what }) => tell(photoId, what !== 'words')),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
