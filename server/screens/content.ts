import type { PlaylistSpec } from '#contract/playlists.ts';
import { readSettings } from '../box/settings.ts';
import type { ShownGallery } from '../galleries/shelf.ts';
import type { Kit } from '../kit.ts';
import { photosById } from '../library/table.ts';
import { projectRow } from '../projects/table.ts';
import { audienceNames } from './audience-names.ts';
import { readCodes } from './codes/resolve.ts';
import type { Moment } from './expand/moment.ts';
import type { Content, Sources } from './shown.ts';
import { type Slot, slotsOf, unitSlot } from './slots.ts';
import { galleriesOf } from './spec.ts';
import { unitGalleryIds } from './units.ts';

export { type Content, type HeldCode, noContent, type Show, type Sources } from './shown.ts';

/** Reads all that a playlist shows, and the units of its projects. */
export async function readContent(sources: Sources, spec: PlaylistSpec): Promise<Content> {
  const { kit, shelf } = sources;
  const galleries = new Map<string, ShownGallery>();
  const projects = new Map<string, string>();
  const projectIds = new Set<string>();
  const gone: string[] = [];
  for (const galleryId of galleriesOf(spec)) {
    const gallery = await shelf.gallery(galleryId);
    if (!gallery) {
      gone.push(galleryId);
      continue;
    }
    projectIds.add(gallery.projectId);
    const project = await projectRow(kit.db.read, gallery.projectId);
    if (project?.archived !== 0) continue;
    projects.set(gallery.projectId, project.title);
    galleries.set(galleryId, gallery);
  }
  const units = new Map<string, ShownGallery>();
  for (const galleryId of await unitGalleryIds(kit.db.read, [...projects.keys()])) {
    const gallery = await shelf.gallery(galleryId);
    if (gallery) units.set(galleryId, gallery);
  }
  const all = [...galleries.values(), ...units.values()];
  const photos = new Map(all.flatMap((gallery) => gallery.photos.map((photo) => [photo.id, photo])));
  const shown = new Map([...units, ...galleries]);
  // Any of them can be called for, and has its own code then.
  const own = slotsOf(spec);
  const slots = [...own, ...[...shown.keys()].flatMap((id) => slotOfUnit(id, galleries.has(id), own))];
  const { locale } = readSettings(kit);
  const codes = await readCodes(sources, slots, shown, locale);
  const audiences = await audienceNames(kit.db.read, own, locale);
  return { galleries, units, photos, projects, slots, gone, projectIds, audiences, ...codes };
}

/** Beside a unit stands the code that its photos have in the loop; none where they are to have none there. */
function slotOfUnit(galleryId: string, looped: boolean, slots: readonly Slot[]): Slot[] {
  const id = unitSlot(galleryId);
  const fixed = (one: Slot) => one.galleryId === galleryId && ['link', 'newest'].includes(one.choice.kind);
  const beside = slots.find(fixed);
  if (beside) return [{ ...beside, id, itemId: id }];
  const none = looped && !slots.some((one) => one.galleryId === galleryId);
  return none ? [] : [{ id, itemId: id, galleryId, choice: { kind: 'newest' }, fallbackLinkId: null }];
}

/** What else scenes are made of at this moment. */
export function momentOf(
  { kit, addresses }: Sources,
  { codes, audiences }: Pick<Content, 'codes' | 'audiences'>,
): Moment {
  const named = Object.entries(codes).flatMap(([slot, { audience }]) =>
    audience === null ? [] : [[slot, audience] as const],
  );
  const publicAddress = addresses.origins().public !== undefined;
  const { timeZone } = readSettings(kit);
  return { now: kit.clock.now(), timeZone, publicAddress, audiences: new Map([...named, ...audiences]) };
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
