import type { Pickup, TakenAway } from '#contract/pickup.ts';
import type { CodeAddress } from '#contract/screens.ts';
import { words } from '#words/index.ts';
import { momentOf } from '#words/moments.ts';
import type { Actor } from '../../box/actor.ts';
import { readSettings } from '../../box/settings.ts';
import { insertGalleryRow, replaceGalleryPhotos } from '../../galleries/table.ts';
import { codePicture } from '../../http/code-picture.ts';
import { newId } from '../../ids.ts';
import { settleLink } from '../../links/link.ts';
import { judge, refusalOf } from '../../links/policy.ts';
import { codeUrl, guestUrl } from '../../links/present.ts';
import { insertLinkRow, linkById, type StoredLink } from '../../links/table.ts';
import { tokenFor } from '../../links/token.ts';
import { Refusal, refusedField } from '../../refusal.ts';
import type { Writer } from '../../store/database.ts';
import { codeOrigin } from '../codes/draw.ts';
import type { Sources } from '../content.ts';
import { galleriesOnShelf, stillOnShelf } from './table.ts';

/** The station that somebody stands at. */
export interface TakingStation {
  readonly id: string;
  readonly name: string;
  readonly codeAddress: CodeAddress;
  readonly pickup: Pickup;
}

/** The station shows the code for so long, unless its guest asks for more. */
const shownMs = 2 * 60_000;

/**
 * Makes a gallery of what a guest picked, and a link of it for them, in one write; it is on disk when it is answered.
 * Throws `invalid_input` for photos that do not lie on the shelf now, `not_found` where its galleries are gone,
 * `audience_not_found` or `invalid_input` where its audience is, or asks for a password by now, and the code of the
 * link's verdict where it would not open.
 */
export async function takeAway(
  sources: Sources,
  station: TakingStation,
  photoIds: readonly string[],
): Promise<TakenAway> {
  const { kit } = sources;
  const ids = [...new Set(photoIds)];
  const link = await kit.db.write((writer) => make(writer, sources, station, ids));
  const { projectId, galleryIds } = link;
  for (const galleryId of galleryIds) {
    kit.changes.emit('gallery.changed', { galleryId, projectId, gone: false, urgent: false });
  }
  kit.changes.emit('link.changed', { linkId: link.id, projectId });
  kit.log.info({ screenId: station.id, linkId: link.id, photos: ids.length }, 'a guest took photos along');
  const token = tokenFor(kit.keys, link);
  if (token === undefined) throw new Refusal('key_missing', 'the address of the link cannot be made');
  const address = codeUrl(guestUrl(codeOrigin(sources, station.codeAddress), token));
  return {
    code: codePicture(address),
    photos: ids.length,
    expiresAt: link.expiresAt,
    showUntil: kit.clock.now() + shownMs,
  };
}

async function make(
  writer: Writer,
  { kit }: Sources,
  { id: screenId, name, pickup }: TakingStation,
  ids: readonly string[],
): Promise<StoredLink> {
  const now = kit.clock.now();
  const [of] = (await galleriesOnShelf(writer, pickup.galleryIds)).values();
  if (!of) throw new Refusal('not_found', 'nothing lies on this shelf');
  const there = await stillOnShelf(writer, pickup.galleryIds, ids);
  const gone = ids.filter((id) => !there.has(id));
  if (gone.length > 0) {
    throw new Refusal('invalid_input', `${gone.length} of the photos are not on this shelf`, {
      photoIds: gone,
      errors: [refusedField('photoIds', (say) => say.notOnShelf)],
    });
  }
  const { locale, timeZone } = readSettings(kit);
  const galleryId = newId(now);
  await insertGalleryRow(writer, {
    id: galleryId,
    project_id: of.projectId,
    title: words(locale).pickup.taken(ids.length, momentOf(now, now, timeZone).clock),
    // Nothing joins what was chosen photo by photo.
    ...{ inflow: 'off', ordering: 'manual', cover_photo_id: null, version: 1 },
    picked_at_screen: screenId,
    ...{ created_at: now, updated_at: now, deleted_at: null },
  });
  await replaceGalleryPhotos(writer, galleryId, ids, now);
  const wish = { galleryIds: [galleryId], audience: pickup.audience, for: 'one' as const, placement: name };
  const { row } = await settleLink(writer, kit, asStaff(screenId, name), of.projectId, wish, null);
  await insertLinkRow(writer, { ...row, made_by: null, screen_id: screenId }, [galleryId]);
  const link = (await linkById(writer, row.id)) as StoredLink;
  const verdict = judge(link, now);
  // A code that would not open is never shown: where its project is over, say, nothing is made.
  if (verdict !== 'live') throw new Refusal(refusalOf[verdict], 'a link of this audience would not open now');
  return link;
}

/** The station acts within what staff have allowed it; its galleries were judged when they chose them. */
function asStaff(id: string, name: string): Actor {
  return { id, name, role: 'staff', projectIds: null, by: 'key' };
}
