import type { CodePicture } from '#contract/common.ts';
import type { Scene } from '#contract/scenes.ts';
import type { CodeAddress, ScreenCode } from '#contract/screens.ts';
import type { Shelf, ShownGallery, ShownPhoto } from '../galleries/shelf.ts';
import { codePicture } from '../http/code-picture.ts';
import type { Kit } from '../kit.ts';
import { photosById } from '../library/table.ts';
import type { Addresses } from '../links/addresses.ts';
import { asHeld } from '../links/held.ts';
import { judge } from '../links/policy.ts';
import { codeUrl, guestUrl } from '../links/present.ts';
import { linkById, type StoredLink } from '../links/table.ts';
import { tokenFor } from '../links/token.ts';
import { projectRow } from '../projects/table.ts';

/** One gallery of a programme, and whose code stands beside its photos. */
export interface Show {
  readonly galleryId: string;
  readonly linkId: string | null;
}

/** A code before it is known which address it is to carry. */
type HeldCode = Omit<ScreenCode, 'code'> & { readonly token: string };

/** What the galleries and links of a programme hold at one moment. */
export interface Content {
  /** By gallery, in the order shown; those of archived projects are left out. */
  readonly galleries: ReadonlyMap<string, ShownGallery>;
  /** Of all these galleries, ready or not. A photo that was withdrawn is taken out at once, before all is read anew. */
  readonly photos: Map<string, ShownPhoto>;
  /** By link: those that open now. */
  readonly codes: Readonly<Record<string, HeldCode>>;
  readonly links: ReadonlyMap<string, StoredLink>;
  /** Galleries that were deleted. */
  readonly gone: readonly string[];
  readonly projectIds: ReadonlySet<string>;
  /** UTC ms: then a code comes or goes by itself. */
  readonly turnsAt: number | null;
}

export const noContent: Content = {
  galleries: new Map(),
  photos: new Map(),
  codes: {},
  links: new Map(),
  gone: [],
  projectIds: new Set(),
  turnsAt: null,
};

export interface Sources {
  readonly kit: Kit;
  readonly shelf: Shelf;
  readonly addresses: Addresses;
  /** Whether guests are to come by the public address for now, since the box's own Wi-Fi is crowded. */
  readonly crowded: () => boolean;
}

/** Where the codes on a screen lead now. */
export function codeOrigin({ addresses, crowded }: Sources, wanted: CodeAddress): string {
  const { public: publicOrigin, local } = addresses.origins();
  return wanted === 'local' && !crowded() ? local : (publicOrigin ?? local);
}

/** The codes as they are drawn with this origin. */
export function codesAt({ codes }: Content, origin: string): Record<string, ScreenCode> {
  return Object.fromEntries(
    Object.entries(codes).map(([linkId, { token, ...rest }]) => [
      linkId,
      { code: pictureOf(codeUrl(guestUrl(origin, token))), ...rest },
    ]),
  );
}

/** Codes that were drawn last: drawing one takes a millisecond or two, and they are asked for with every new photo. */
const drawn = new Map<string, CodePicture>();
const keptCodes = 200;

function pictureOf(text: string): CodePicture {
  const picture = drawn.get(text) ?? codePicture(text);
  drawn.delete(text);
  drawn.set(text, picture);
  const oldest = drawn.keys().next().value;
  if (drawn.size > keptCodes && oldest !== undefined) drawn.delete(oldest);
  return picture;
}

/** Reads all that a programme shows. */
export async function readContent(sources: Sources, shows: readonly Show[]): Promise<Content> {
  const { kit, shelf } = sources;
  const galleries = new Map<string, ShownGallery>();
  const projectIds = new Set<string>();
  const gone: string[] = [];
  for (const { galleryId } of shows) {
    const gallery = await shelf.gallery(galleryId);
    if (!gallery) {
      gone.push(galleryId);
      continue;
    }
    projectIds.add(gallery.projectId);
    const project = await projectRow(kit.db.read, gallery.projectId);
    if (project?.archived === 0) galleries.set(galleryId, gallery);
  }
  const photos = new Map(
    [...galleries.values()].flatMap((gallery) => gallery.photos.map((photo) => [photo.id, photo])),
  );
  return { galleries, photos, gone, projectIds, ...(await readCodes(sources, shows, galleries)) };
}

/** The codes that may stand beside the photos now, and until when that is so. */
async function readCodes(
  { kit, shelf }: Sources,
  shows: readonly Show[],
  galleries: ReadonlyMap<string, ShownGallery>,
): Promise<Pick<Content, 'codes' | 'links' | 'turnsAt'>> {
  const links = new Map<string, StoredLink>();
  const codes: Record<string, HeldCode> = {};
  const turns: number[] = [];
  const now = kit.clock.now();
  for (const { galleryId, linkId } of shows) {
    const gallery = galleries.get(galleryId);
    if (linkId === null || !gallery || links.has(linkId)) continue;
    const stored = await linkById(kit.db.read, linkId);
    if (!stored) continue;
    const link = asHeld(kit, stored);
    links.set(linkId, link);
    turns.push(...[link.opensAt, link.expiresAt].filter((at): at is number => at !== null && at > now));
    const token = tokenFor(kit.keys, link);
    // A code that would not open is no code, and one whose address cannot be made is none either.
    if (judge(link, now) !== 'live' || token === undefined) continue;
    let ready = 0;
    for (const id of link.galleryIds) ready += readyOf(await shelf.gallery(id)).length;
    codes[linkId] = {
      token,
      galleryTitle: gallery.title,
      photos: ready,
      expiresAt: link.expiresAt,
    };
  }
  return { codes, links, turnsAt: turns.length === 0 ? null : Math.min(...turns) };
}

function readyOf(gallery: ShownGallery | undefined): ShownPhoto[] {
  return gallery?.photos.filter(({ state }) => state === 'ready') ?? [];
}

/** The loop: the ready photos of one gallery after the other. */
export function scenesOf(shows: readonly Show[], seconds: number, { galleries, links }: Content): Scene[] {
  // A link whose chapters are others by now opens something else than the photo beside its code.
  const opens = (linkId: string, galleryId: string) => links.get(linkId)?.galleryIds.includes(galleryId) ?? true;
  return shows.flatMap(({ galleryId, linkId: named }) => {
    const linkId = named !== null && opens(named, galleryId) ? named : null;
    return readyOf(galleries.get(galleryId)).map(
      ({ id }): Scene => ({
        id: `${id}:${galleryId}`,
        kind: 'photo',
        photoId: id,
        galleryId,
        linkId,
        ms: seconds * 1000,
      }),
    );
  });
}

/** A photo is "just shot" for so long after its upload. */
export const justShotMs = 10 * 60_000;

/** Those of these photos that were brought just now and never replaced. */
export async function justShot(kit: Kit, photoIds: readonly string[]): Promise<string[]> {
  if (photoIds.length === 0) return [];
  const since = kit.clock.now() - justShotMs;
  const rows = await photosById(kit.db.read, photoIds);
  const late = rows.filter(({ edition, uploaded_at }) => edition === 1 && uploaded_at >= since);
  const ids = new Set(late.map(({ id }) => id));
  return photoIds.filter((id) => ids.has(id));
}
