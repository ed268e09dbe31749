import { type Actor, mayTouch } from '../box/actor.ts';
import { audit } from '../box/audit.ts';
import type { Kit } from '../kit.ts';
import { photoRow, updatePhoto } from '../library/table.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { endHides, hideById, type StoredHide, setHide } from './hides/table.ts';

/** What came of an answer. */
export interface HideAnswered {
  readonly request: StoredHide;
  /** All requests that stand otherwise now. */
  readonly ids: readonly string[];
  /** What became of the photo; undefined where it was so before. */
  readonly photo: 'hidden' | 'shown' | undefined;
}

/**
 * Hides the photo that a guest asked about or leaves it, within a write, also later and the other way round; whoever else
 * asks for it is answered too. An archived project's too, since what is in its photos is still somebody. Throws `not_found`.
 */
export async function answerHideWithin(
  writer: Writer,
  kit: Kit,
  actor: Actor,
  id: string,
  hide: boolean,
): Promise<HideAnswered> {
  const now = kit.clock.now();
  const before = await hideById(writer, id);
  if (!before || !mayTouch(actor, before.project_id)) throw new Refusal('not_found', 'nobody asked that');
  const photo = await photoRow(writer, before.photo_id);
  if (!photo) throw new Refusal('not_found', 'there is no such photo');
  const answer = { photoId: photo.id, by: actor.name, now };
  const turned = (photo.hidden_at !== null) !== hide;
  if (turned) {
    await updatePhoto(writer, photo.id, { hidden_at: hide ? now : null });
    const said = { name: photo.name, linkId: before.link_id };
    await audit(writer, kit, actor, hide ? 'photo.hide' : 'photo.show', photo.id, said);
  }
  const waited = await endHides(writer, { ...answer, from: 'open', to: hide ? 'hidden' : 'kept' });
  const ids = new Set(waited);
  if (!hide) for (const one of await endHides(writer, { ...answer, from: 'hidden', to: 'shown' })) ids.add(one);
  // One that was hidden at once is seen by staff with this; of one that was left, they think otherwise now.
  const unseen = before.state === 'hidden' && before.answered_by === null;
  if (hide && !ids.has(id) && (before.state !== 'hidden' || unseen)) {
    await setHide(writer, id, { state: 'hidden', answered_at: now, answered_by: actor.name });
    ids.add(id);
  }
  if (!turned && ids.size > 0)
    await audit(writer, kit, actor, hide ? 'hide.confirm' : 'hide.keep', photo.id, { name: photo.name });
  const request = (await hideById(writer, id)) as StoredHide;
  return { request, ids: [...ids], photo: turned ? (hide ? 'hidden' : 'shown') : undefined };
}
