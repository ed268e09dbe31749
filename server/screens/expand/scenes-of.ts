import type { PlaylistItem } from '#contract/playlists.ts';
import type { Scene } from '#contract/scenes.ts';
import type { ShownGallery, ShownPhoto } from '../../galleries/shelf.ts';
import { readyOf } from '../ready.ts';
import { slotAt, slotOf } from '../slots.ts';
import type { ItemOf, Moment, Shelved } from './moment.ts';
import { newestFirst, photoScenes } from './photo-scenes.ts';
import { wifiPicture } from './wifi.ts';

/** So many photos are on a wall. */
const wallPhotos = 30;

/** What an item shows, whenever it is on; none where its gallery is gone or in the archive. */
export function itemScenes(item: PlaylistItem, content: Shelved, moment: Moment): Scene[] {
  switch (item.kind) {
    case 'photos': {
      const gallery = content.galleries.get(item.galleryId);
      return gallery ? photoScenes(item, gallery, moment) : [];
    }
    case 'poster':
      return posterScenes(item, content);
    case 'codes':
      return codesScenes(item, content, moment);
    case 'wall':
      return wallScenes(item, content);
    case 'message':
      return [{ ...baseOf(item), kind: 'message', text: item.text, detail: item.detail }];
    case 'wifi':
      return [wifiScene(item, content)];
    case 'mobile': {
      const gallery = content.galleries.get(item.galleryId);
      if (!gallery || !moment.publicAddress) return [];
      return [{ ...baseOf(item, gallery.id), kind: 'mobile', code: codeOf(item), title: item.title }];
    }
    case 'pano': {
      const gallery = content.galleries.get(item.galleryId);
      const photo = gallery && readyOf(gallery).find(({ id, panorama }) => id === item.photoId && panorama);
      return photo ? [{ ...baseOf(item, gallery.id), kind: 'pano', photoIds: [photo.id], code: codeOf(item) }] : [];
    }
  }
}

function baseOf({ id, seconds }: PlaylistItem, galleryId: string | null = null) {
  return { id, itemId: id, ms: seconds * 1000, galleryId, photoIds: [] as string[], code: null };
}

function codeOf({ id, code }: Pick<ItemOf<'photos'>, 'id' | 'code'>): string | null {
  return code.kind === 'none' ? null : slotOf(id);
}

/** The photo beside a code: the one that was chosen, else the gallery's cover, else its first. */
function besideCode(gallery: ShownGallery, chosen: string | null): string[] {
  const ready = readyOf(gallery);
  const by = (wanted: string | null) => ready.find(({ id }) => id === wanted);
  const photo = by(chosen) ?? by(gallery.coverPhotoId) ?? ready[0];
  return photo ? [photo.id] : [];
}

function posterScenes(item: ItemOf<'poster'>, { galleries }: Shelved): Scene[] {
  const gallery = galleries.get(item.galleryId);
  if (!gallery) return [];
  const { thanks, title, photoId } = item;
  const photoIds = besideCode(gallery, photoId);
  return [{ ...baseOf(item, gallery.id), kind: 'poster', photoIds, code: codeOf(item), thanks, title, audience: null }];
}

function codesScenes(item: ItemOf<'codes'>, { galleries }: Shelved, { audiences }: Moment): Scene[] {
  return item.codes.flatMap(({ galleryId, code }, place): Scene[] => {
    const gallery = galleries.get(galleryId);
    if (!gallery) return [];
    const slot = slotAt(item.id, place);
    const own = { id: slot, photoIds: besideCode(gallery, null), code: code.kind === 'none' ? null : slot };
    const said = { thanks: '', title: item.title, audience: audiences?.get(slot) ?? null };
    return [{ ...baseOf(item, gallery.id), kind: 'poster', ...own, ...said }];
  });
}

function wallScenes(item: ItemOf<'wall'>, { galleries }: Shelved): Scene[] {
  const there = item.galleryIds.flatMap((id) => galleries.get(id) ?? []);
  const photos = new Map<string, ShownPhoto>();
  for (const photo of there.flatMap(readyOf)) photos.set(photo.id, photo);
  const [first] = there;
  if (!first || photos.size === 0) return [];
  const photoIds = newestFirst([...photos.values()])
    .slice(0, wallPhotos)
    .map(({ id }) => id);
  const { title } = item;
  return [{ ...baseOf(item, first.id), kind: 'wall', photoIds, code: codeOf(item), title, count: photos.size }];
}

/** The network helps guests also where the gallery whose code stands beside it is gone. */
function wifiScene(item: ItemOf<'wifi'>, { galleries }: Shelved): Scene {
  const gallery = item.galleryId === null ? undefined : galleries.get(item.galleryId);
  const password = item.showPassword && item.security !== 'nopass' ? item.password : null;
  const own = { name: item.name, password, wifi: wifiPicture(item) };
  return { ...baseOf(item, gallery?.id), kind: 'wifi', code: gallery ? codeOf(item) : null, ...own };
}
