import { audit } from '../box/audit.ts';
import { newId } from '../ids.ts';
import type { Kit } from '../kit.ts';
import { photoRow, updatePhoto } from '../library/table.ts';
import { projectRow } from '../projects/table.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { countHides, endHides, type HideCounts, insertHide } from './hides/table.ts';

/**
 * So many requests of a phone wait at once, and so many at one link. Where a project hides at once, a phone hides so many
 * photos a day, and so many go at one link and in one gallery, whichever of its links or wristbands are used; what is more
 * waits for staff, and so does what they showed before: a joker must not empty a gallery.
 */
export const hideLimits = { ofPhone: 5, atLink: 200, atOnceOfPhone: 3, atOnceAtLink: 10, atOnceInGallery: 10 } as const;
const dayMs = 86_400_000;
const retryAfter = 3600;

/** What a guest says who does not want to be seen in a photo. */
export interface Wish {
  readonly link: { readonly id: string; readonly projectId: string };
  readonly galleryId: string;
  readonly photoId: string;
  readonly visitor: string;
  readonly standIn: boolean;
  readonly name: string;
  readonly note: string;
}

/** What came of it; `ids`: requests that are new or stand otherwise now. */
export interface Wished {
  readonly state: 'open' | 'hidden';
  readonly ids: readonly string[];
  /** It is hidden by this. */
  readonly hid: boolean;
}

/**
 * Writes a guest's wish down, within a write: as a request, or where the project says so and the bounds allow it by hiding
 * the photo. What is asked twice is one. Throws `not_found`, and `too_many_attempts` where too many wait already.
 */
export async function wishWithin(writer: Writer, kit: Kit, wish: Wish): Promise<Wished> {
  const { link, photoId, visitor } = wish;
  const now = kit.clock.now();
  const [photo, project] = [await photoRow(writer, photoId), await projectRow(writer, link.projectId)];
  if (!photo || !project) throw new Refusal('not_found', 'there is no such photo');
  if (photo.hidden_at !== null) return { state: 'hidden', ids: [], hid: false };
  const of = { projectId: link.projectId, galleryId: wish.galleryId, linkId: link.id, visitor, photoId };
  const counts = await countHides(writer, of, now - dayMs);
  const atOnce = project.hide_at_once === 1 && mayAtOnce(counts);
  // Asked before, when the project had its staff decide, it is hidden now.
  if (counts.same > 0 && !atOnce) return { state: 'open', ids: [], hid: false };
  if (!atOnce && (counts.openOfPhone >= hideLimits.ofPhone || counts.openAtLink >= hideLimits.atLink)) {
    throw new Refusal('too_many_attempts', 'this phone asks for enough photos already, or too many wait', {
      retryAfter,
    });
  }
  const id = newId(now);
  await insertHide(writer, {
    id,
    project_id: link.projectId,
    link_id: link.id,
    gallery_id: wish.galleryId,
    photo_id: photoId,
    visitor,
    stand_in: wish.standIn ? 1 : 0,
    name: wish.name,
    note: wish.note,
    at_once: atOnce ? 1 : 0,
    asked_at: now,
    state: atOnce ? 'hidden' : 'open',
    answered_at: atOnce ? now : null,
    answered_by: null,
  });
  if (!atOnce) return { state: 'open', ids: [id], hid: false };
  await updatePhoto(writer, photoId, { hidden_at: now });
  const others = await endHides(writer, { photoId, from: 'open', to: 'hidden', by: null, now });
  // Not by whom: what guests call themselves is forgotten after a while, and the audit is not.
  await audit(writer, kit, 'box', 'photo.hide', photoId, { name: photo.name, linkId: link.id });
  return { state: 'hidden', ids: [id, ...others], hid: true };
}

function mayAtOnce({ keptBefore, ...lately }: HideCounts): boolean {
  if (keptBefore > 0) return false;
  return (['atOnceOfPhone', 'atOnceAtLink', 'atOnceInGallery'] as const).every(
    (bound) => lately[bound] < hideLimits[bound],
  );
}
