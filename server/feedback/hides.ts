import type { HideRequest } from '#contract/hide.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import { sightOf } from '../links/mine.ts';
import { answerHideWithin } from './hide-answer.ts';
import {
  anyToForget,
  endHides,
  forgetHides,
  hideById,
  listHides,
  type StoredHide,
  strayHides,
  waitingPhones,
} from './hides/table.ts';
import { type Wish, wishWithin } from './hiding.ts';

/** Guests who want to be seen no more, and what staff said to it. */
export interface Hides {
  /** A guest asks; gives how it stands then. On disk before it answers. */
  ask(wish: Wish): Promise<'open' | 'hidden'>;
  /** The photos for which a phone waits; from memory. */
  askedBy(visitor: string): ReadonlySet<string>;
  list(
    actor: Actor,
    which: { state: 'open' | 'answered'; projectId?: string; photoId?: string },
  ): Promise<HideRequest[]>;
  answer(actor: Actor, id: string, hide: boolean): Promise<HideRequest>;
  stop(): void;
}

const most = 500;
const hourMs = 3_600_000;
/** Names and notes of guests are kept no longer than they may be asked about. */
const keptMs = 90 * 86_400_000;
const none: ReadonlySet<string> = new Set();

/** Opens the room: what waited when the box stopped waits on. */
export async function openHides(kit: Kit): Promise<Hides> {
  /** By phone: the photos it waits for. */
  let waiting = new Map<string, Set<string>>();
  const read = async () => {
    const phones = new Map<string, Set<string>>();
    for (const { visitor, photo_id } of await waitingPhones(kit.db.read)) {
      phones.set(visitor, (phones.get(visitor) ?? new Set()).add(photo_id));
    }
    waiting = phones;
  };
  const answered = (photoId: string) => {
    for (const [visitor, photos] of waiting) if (photos.delete(photoId) && photos.size === 0) waiting.delete(visitor);
  };
  const announce = (ids: readonly string[], photoId: string, projectId: string) => {
    for (const requestId of ids) kit.changes.emit('hide.changed', { requestId, photoId, projectId });
  };
  const failed = (error: unknown) =>
    kit.log.error({ err: error }, 'what guests asked to be hidden could not be looked at');

  /** Staff hid or showed it by hand: what waits for it, or tells otherwise, ends with that. */
  const settle = async (photoId: string, hidden: boolean) => {
    const request = { photoId, by: null, now: kit.clock.now() };
    const ids = await kit.db.write((writer) =>
      hidden
        ? endHides(writer, { ...request, from: 'open', to: 'hidden' })
        : endHides(writer, { ...request, from: 'hidden', to: 'shown' }),
    );
    if (hidden) answered(photoId);
    const first = ids[0] === undefined ? undefined : await hideById(kit.db.read, ids[0]);
    if (first) announce(ids, photoId, first.project_id);
  };
  const lookAround = async () => {
    for (const { photo_id, hidden } of await strayHides(kit.db.read)) await settle(photo_id, hidden);
    const before = kit.clock.now() - keptMs;
    if (kit.clock.trusted() && (await anyToForget(kit.db.read, before)))
      await kit.db.write((writer) => forgetHides(writer, before));
    // What is deleted for good takes its requests along, of which nobody tells.
    await read();
  };
  /** Photos whose requests this room has ended itself. */
  const own = new Set<string>();
  const hourly = setInterval(() => void lookAround().catch(failed), hourMs).unref();
  const stopListening = kit.changes.on('photo.changed', ({ photoId, what }) => {
    if ((what === 'hidden' || what === 'shown') && !own.has(photoId)) settle(photoId, what === 'hidden').catch(failed);
  });
  const stopForgetting = kit.changes.on('phone.forgotten', ({ visitors }) => {
    for (const visitor of visitors) waiting.delete(visitor);
  });
  const tellPhoto = (photoId: string, projectId: string, what: 'hidden' | 'shown') => {
    own.add(photoId);
    kit.changes.emit('photo.changed', { photoId, projectId, what });
    own.delete(photoId);
  };
  await lookAround();

  return {
    ask: async (wish) => {
      const { photoId, visitor, link } = wish;
      const { state, ids, hid } = await kit.db.write((writer) => wishWithin(writer, kit, wish));
      if (state === 'open') waiting.set(visitor, (waiting.get(visitor) ?? new Set()).add(photoId));
      else answered(photoId);
      if (hid) tellPhoto(photoId, link.projectId, 'hidden');
      announce(ids, photoId, link.projectId);
      return state;
    },
    askedBy: (visitor) => waiting.get(visitor) ?? none,
    list: async (actor, { state, ...which }) =>
      (await listHides(kit.db.read, state, { ...which, ...sightOf(actor), most })).map(presentHide),
    answer: async (actor, id, hide) => {
      const { request, ids, photo } = await kit.db.write((writer) => answerHideWithin(writer, kit, actor, id, hide));
      const { photo_id: photoId, project_id: projectId } = request;
      answered(photoId);
      if (photo) tellPhoto(photoId, projectId, photo);
      announce(ids, photoId, projectId);
      return presentHide(request);
    },
    stop: () => {
      clearInterval(hourly);
      stopListening();
      stopForgetting();
    },
  };
}

/** A request as staff see it. */
export function presentHide(request: StoredHide): HideRequest {
  const at = (ms: number) => new Date(ms).toISOString();
  return {
    id: request.id,
    projectId: request.project_id,
    projectTitle: request.project_title,
    linkId: request.link_id,
    linkName: request.link_name,
    galleryId: request.gallery_id,
    galleryTitle: request.gallery_title,
    photoId: request.photo_id,
    name: request.name,
    note: request.note,
    atOnce: request.at_once === 1,
    askedAt: at(request.asked_at),
    state: request.state,
    answeredAt: request.answered_at === null ? null : at(request.answered_at),
    answeredBy: request.answered_by,
  };
}
