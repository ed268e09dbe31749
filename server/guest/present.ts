import { createHash } from 'node:crypto';
import type { LinkState } from '#contract/links.ts';
import type { GuestPhoto, OpenAnswer } from '#contract/visits.ts';
import type { ShownGallery, ShownPhoto } from '../galleries/shown.ts';
import type { StoredLink } from '../links/table.ts';
import type { Visit } from '../visits/running.ts';
import { readAgent } from './client/agent.ts';
import { under } from './gate-page.ts';
import type { ClosedModel, GalleryModel, GateModel, PagePhoto, SaidModel } from './models.ts';

/** What a link shows at this moment. */
export interface Content {
  readonly link: StoredLink;
  /** The key of what is drawn into its pictures; null where nothing is. */
  readonly mark: string | null;
  /** Its chapters in order. */
  readonly galleries: readonly ShownGallery[];
}

const digests = new WeakMap<ShownGallery, string>();

/** Changes with every change of what the opened page shows. */
export function versionOf(content: Content): string {
  const { link, mark, galleries } = content;
  const parts = galleries.map((gallery) => {
    let part = digests.get(gallery);
    if (part === undefined) {
      part = digest([gallery.id, gallery.title, gallery.photos]);
      digests.set(gallery, part);
    }
    return part;
  });
  return digest([titleOf(content), mark, link.download, link.feedback, link.expiresAt, parts, link.nextSteps]);
}

function digest(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 16);
}

/** When a visit ends at the latest: with the link, where that ends before it. */
function endOf(visit: Visit, link: StoredLink): number {
  return Math.min(visit.endsAt, link.expiresAt ?? visit.endsAt);
}

/** A long press keeps no larger originals than this, since the picture has to be shown for it: bytes, and pixels. */
const largestHeld = { bytes: 20_000_000, pixels: 50_000_000 } as const;

/** What the phone that looks said of photos, by their ids. */
export type Said = ReadonlyMap<string, SaidModel>;
const nothingSaid: Said = new Map();

/** The opened page. `base` is its own address, which may carry a pass. */
export function galleryModel(
  content: Content,
  visit: Visit,
  base: string,
  agent = '',
  said: Said = nothingSaid,
): GalleryModel {
  const { link, galleries } = content;
  // Inside an app archives and attachments come to nothing, and photos are kept by a long press.
  const holds = readAgent(agent).app !== null;
  return {
    base,
    title: titleOf(content),
    chapters: galleries.map(({ id, title, photos }) => ({
      id,
      title,
      photos: photos.map((photo) => ({ ...pagePhoto(photo, content, base, holds), said: said.get(photo.id) })),
    })),
    download: link.download,
    zip: link.download === 'off' || holds ? null : under(base, '/download.zip'),
    feedback: link.feedback,
    expiresAt: link.expiresAt,
    endsAt: link.visitSeconds === null ? null : endOf(visit, link),
    lastsMs: endOf(visit, link) - visit.openedAt,
    version: versionOf(content),
  };
}

function pagePhoto(photo: ShownPhoto, { link, mark }: Content, base: string, holds: boolean): PagePhoto {
  const { id, edition, title, caption, name, width, height, thumbhash, takenAt, bytes } = photo;
  const image = addressOf(photo, mark, base);
  const ready = photo.state === 'ready';
  const whole = link.download === 'original';
  const small = bytes <= largestHeld.bytes && width * height <= largestHeld.pixels;
  return {
    ...{ id, edition, mark, title, caption, name, width, height, thumbhash, takenAt, bytes, ready },
    thumb: image('thumb'),
    screen: image('screen'),
    original: whole ? image('original') : null,
    pano: photo.panorama ? image('pano') : null,
    save: link.download === 'off' ? null : image('save'),
    large: link.download !== 'off' && holds ? `${image('screen')}&f=jpeg` : image('screen'),
    best: holds && whole && small ? `${image('original')}&f=jpeg` : undefined,
    webp: whole && mark === null && photo.format === 'webp',
  };
}

/** The same for scripts; photos that the box is still working on are left out. */
export function openAnswer(content: Content, visit: Visit, base: string, said: Said = nothingSaid): OpenAnswer {
  const { link, mark, galleries } = content;
  const photoOf = (photo: ShownPhoto): GuestPhoto => {
    const { id, name, title, caption, width, height, edition, thumbhash, takenAt } = photo;
    const image = addressOf(photo, mark, base);
    return {
      ...{ id, name, title, caption, width, height, edition, thumbhash },
      takenAt: takenAt === null ? null : new Date(takenAt).toISOString(),
      panorama: photo.panorama,
      ...(link.feedback && { heart: said.get(id)?.heart ?? false, line: said.get(id)?.line ?? '' }),
      images: {
        thumb: image('thumb'),
        screen: image('screen'),
        ...(photo.panorama && { pano: image('pano') }),
        ...(link.download === 'original' && { original: image('original') }),
        ...(link.download !== 'off' && { save: image('save') }),
      },
    };
  };
  return {
    title: titleOf(content),
    chapters: galleries.map(({ id, title, photos }) => ({ id, title, photos: photos.filter(isReady).map(photoOf) })),
    download: link.download,
    feedback: link.feedback,
    endsAt: new Date(endOf(visit, link)).toISOString(),
    expiresAt: link.expiresAt === null ? null : new Date(link.expiresAt).toISOString(),
  };
}

/** The gate. What it tells is told to anybody who has the address, so a link with a password shows no colours. */
export function gateModel(content: Content, base: string, nonce: string, refused?: GateModel['refused']): GateModel {
  const { link, galleries } = content;
  return {
    base,
    title: titleOf(content),
    thumbhash: link.passwordHash === null ? coverOf(content) : null,
    chapters: galleries.length,
    photos: galleries.reduce((sum, gallery) => sum + gallery.photos.length, 0),
    password: link.passwordHash !== null,
    nonce,
    ...(refused && { refused }),
  };
}

/** Why a page is closed: as the link is, or because it is open on as many phones as it may be. */
export type Closing = Exclude<LinkState, 'live'> | 'devices';

/** The closed page. `perVisitor`: not the link is used up, but this phone's share of it. */
export function closedModel(content: Content, base: string, state: Closing, perVisitor = false): ClosedModel {
  const { link } = content;
  const mayShow = link.passwordHash === null && (state === 'expired' || state === 'exhausted' || state === 'devices');
  return {
    base,
    title: titleOf(content),
    thumbhash: mayShow ? coverOf(content) : null,
    why: isReplaced(link, state, perVisitor) ? { state: 'replaced' } : why(link, state, perVisitor),
  };
}

/** Whether a screen that made it for whoever passes by shows another code now: that one opens, and there is nothing to ask for. */
function isReplaced({ screenId, meantFor }: StoredLink, state: Closing, perVisitor: boolean): boolean {
  if (screenId === null || meantFor === 'one') return false;
  return state === 'expired' || (state === 'exhausted' && !perVisitor);
}

function why(link: StoredLink, state: Closing, perVisitor: boolean): ClosedModel['why'] {
  switch (state) {
    case 'expired':
      return { state, at: link.expiresAt as number };
    case 'scheduled':
      return { state, opensAt: link.opensAt as number };
    case 'revoked':
      return { state };
    case 'devices':
      return { state, phones: link.maxDevices ?? 1 };
    case 'exhausted': {
      const opens = (perVisitor ? link.maxOpensPerVisitor : link.maxOpens) ?? link.opens;
      return { state, opens, perVisitor, lastAt: perVisitor ? null : link.lastOpenAt };
    }
  }
}

/** What a link is called: its gallery, or the project where it opens several. */
export function titleOf({ link, galleries }: Content): string {
  const [only] = galleries;
  return galleries.length === 1 && only ? only.title : link.projectTitle;
}

function coverOf(content: Content): string | null {
  return coverPhoto(content)?.thumbhash ?? null;
}

/** The photo that stands for a link: its first gallery's cover, else the first that is ready. */
export function coverPhoto({ galleries }: Content): ShownPhoto | undefined {
  const [first] = galleries;
  const cover = first?.photos.find((photo) => photo.id === first.coverPhotoId && isReady(photo));
  return cover ?? first?.photos.find(isReady);
}

function isReady(photo: ShownPhoto): boolean {
  return photo.state === 'ready';
}

function addressOf(photo: ShownPhoto, mark: string | null, base: string): (size: string) => string {
  const query = base.includes('?') ? '&' : '?';
  return (size) =>
    `${under(base, `/photos/${photo.id}/${size}`)}${query}e=${photo.edition}${mark === null ? '' : `&m=${mark}`}`;
}
