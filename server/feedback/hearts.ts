import type { Heart, HeartInput } from '#contract/feedback.ts';
import type { Actor } from '../box/actor.ts';
import type { Kit } from '../kit.ts';
import { makerOf } from '../links/mine.ts';
import { noProject } from '../projects/project.ts';
import { projectRow } from '../projects/table.ts';
import { Refusal } from '../refusal.ts';
import { heartsOfPhone, heartsOfProject, putHeart, removeHeart, type WhichHearts } from './hearts/table.ts';

/** What a phone gave by one link: the line (it may be empty) at each photo with its heart. */
export type OwnHearts = ReadonlyMap<string, string>;

/** A phone's visit, as far as a heart needs it. */
export interface Giver {
  readonly linkId: string;
  readonly visitor: string;
  readonly standIn: boolean;
}

/** A photo and what guests gave it. */
export interface Hearted {
  readonly photoId: string;
  readonly hearts: number;
  readonly lines: number;
  readonly all: Heart[];
}

/** Of so many photos, and of each so many; of one photo alone, all that anybody reads. */
const most = { photos: 500, each: 20 } as const;
const mostOfOne = 500;

/**
 * Hearts and lines that a phone gave by this link. Of phones that keep no cookie several may count as one, so their lines
 * are told to none of them.
 */
export async function ownHearts(kit: Kit, { linkId, visitor, standIn }: Giver): Promise<OwnHearts> {
  const rows = await heartsOfPhone(kit.db.read, linkId, visitor);
  return new Map(rows.map(({ photo_id, line }) => [photo_id, standIn ? '' : line]));
}

/**
 * Gives a photo of the link's own galleries a phone's heart and line, or takes them back; on disk before it answers.
 * Throws `feedback_off` where the link takes none any more.
 */
export async function giveHeart(
  kit: Kit,
  { linkId, visitor }: Giver,
  { id: photoId, projectId }: { readonly id: string; readonly projectId: string },
  { on, line }: Pick<HeartInput, 'on' | 'line'>,
): Promise<{ on: boolean; line: string }> {
  const of = { linkId, visitor, photoId };
  const kept = await kit.db.write(async (writer) => {
    if (on) return putHeart(writer, of, line, kit.clock.now());
    await removeHeart(writer, of);
    return '';
  });
  if (kept === undefined) throw new Refusal('feedback_off', 'this link takes no feedback');
  kit.changes.emit('photo.hearted', { photoId, linkId, projectId });
  return { on, line: kept };
}

/**
 * Photos that guests gave a heart, most first, with their lines. A presenter hears of links for nobody in particular and
 * of its own clients'. Throws `not_found`.
 */
export async function listHearts(
  kit: Kit,
  actor: Pick<Actor, 'id' | 'role'>,
  projectId: string,
  which: Pick<WhichHearts, 'galleryId' | 'linkId' | 'photoId'>,
): Promise<Hearted[]> {
  if (!(await projectRow(kit.db.read, projectId))) throw noProject();
  const rows = await heartsOfProject(kit.db.read, {
    ...which,
    projectId,
    maker: makerOf(actor),
    most: which.photoId === undefined ? most : { photos: 1, each: mostOfOne },
  });
  return [...Map.groupBy(rows, ({ photoId }) => photoId)].map(([photoId, those]) => ({
    photoId,
    hearts: those[0]?.hearts ?? 0,
    lines: those[0]?.lines ?? 0,
    all: those.map(({ linkId, name, line, at }) => ({ photoId, linkId, name, line, at: new Date(at).toISOString() })),
  }));
}
