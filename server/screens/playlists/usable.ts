import { PlaylistItem, PlaylistSpec } from '#contract/playlists.ts';
import { type Actor, mayTouch } from '../../box/actor.ts';
import type { Kit } from '../../kit.ts';
import { projectOf } from '../../links/table.ts';
import { Refusal } from '../../refusal.ts';
import type { Reader } from '../../store/database.ts';
import { knownGalleries } from './known.ts';
import { galleriesNamed } from './mentions.ts';
import { refusePrivate } from './secret.ts';
import { type PlaylistRow, playlistRow } from './table.ts';

/** A playlist as a programme plays it. */
export interface Played {
  readonly playlist: { readonly id: string; readonly name: string };
  readonly spec: PlaylistSpec;
}

/** What a playlist holds. Of one that another release wrote, what this one can read: its screens have to go on. */
export function specOf({ spec }: Pick<PlaylistRow, 'spec'>): PlaylistSpec {
  const told: unknown = JSON.parse(spec);
  const whole = PlaylistSpec.safeParse(told);
  if (whole.success) return whole.data;
  const { items } = told as { items?: unknown };
  const known = (Array.isArray(items) ? items : []).flatMap((item) => PlaylistItem.safeParse(item).data ?? []);
  return PlaylistSpec.parse({ items: known });
}

/** What a playlist holds now; undefined where there is no such playlist. */
export async function readPlayed(db: Reader, id: string): Promise<Played | undefined> {
  const row = await playlistRow(db, id);
  return row && { playlist: { id, name: row.name }, spec: specOf(row) };
}

/** The projects of all that a playlist names, also of what was deleted, and the one that it was made for. */
export async function projectsOf(
  db: Reader,
  { items, projectId }: Pick<PlaylistSpec, 'items'> & { readonly projectId: string | null },
): Promise<string[]> {
  const galleryIds = new Set(items.flatMap((item) => galleriesNamed(item, '').map(({ galleryId }) => galleryId)));
  const projectIds = new Set(projectId === null ? [] : [projectId]);
  for (const id of galleryIds) {
    const found = await projectOf(db, 'galleries', id);
    if (found !== undefined) projectIds.add(found);
  }
  return [...projectIds];
}

/** The playlist of this id. Throws `not_found` where there is none for whoever asks: one that names what it may not touch. */
export async function rowFor(db: Reader, actor: Actor, id: string): Promise<PlaylistRow> {
  const row = await playlistRow(db, id);
  if (!row || !(await mayUse(db, actor, row))) throw new Refusal('not_found', 'there is no such playlist');
  return row;
}

/** Whether all that a playlist names is of projects that whoever asks may touch. */
export async function mayUse(db: Reader, actor: Actor, row: PlaylistRow): Promise<boolean> {
  if (actor.projectIds === null) return true;
  const { items } = specOf(row);
  return (await projectsOf(db, { items, projectId: row.project_id })).every((id) => mayTouch(actor, id));
}

/**
 * The playlist that a screen is to show. Throws `not_found` where there is none for whoever asks, and `private_on_screen`
 * for what is not meant for everybody, unless that was confirmed: it may have become so since the playlist was saved.
 */
export async function usablePlaylist(
  kit: Kit,
  actor: Actor,
  id: string,
  confirmed: boolean,
): Promise<Played['playlist']> {
  const row = await rowFor(kit.db.read, actor, id);
  if (!confirmed) await refusePrivate(kit, specOf(row), undefined, knownGalleries(kit));
  return { id, name: row.name };
}
