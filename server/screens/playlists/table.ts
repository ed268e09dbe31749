import type { Reader, Writer } from '../../store/database.ts';

declare module '../../store/tables.ts' {
  interface Tables {
    playlists: PlaylistRow;
  }
}

export interface PlaylistRow {
  id: string;
  name: string;
  /** The project that it was made for, which may be gone. */
  project_id: string | null;
  /** JSON of PlaylistSpec. */
  spec: string;
  version: number;
  created_at: number;
  created_by: string | null;
  updated_at: number;
}

export async function playlistRow(db: Reader, id: string): Promise<PlaylistRow | undefined> {
  return db.selectFrom('playlists').selectAll().where('id', '=', id).executeTakeFirst();
}

/** All of them, oldest first. */
export function allPlaylists(db: Reader): Promise<PlaylistRow[]> {
  return db.selectFrom('playlists').selectAll().orderBy('id').execute();
}

export async function insertPlaylistRow(writer: Writer, row: PlaylistRow): Promise<void> {
  await writer.insertInto('playlists').values(row).execute();
}

/** Changes a playlist and raises its version. */
export async function updatePlaylistRow(
  writer: Writer,
  id: string,
  change: Partial<Pick<PlaylistRow, 'name' | 'spec'>> & Pick<PlaylistRow, 'updated_at'>,
): Promise<void> {
  await writer
    .updateTable('playlists')
    .set(change)
    .set((playlist) => ({ version: playlist('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Removes a playlist that no screen shows; programmes that nobody plays any more forget it. */
export async function deletePlaylistRow(writer: Writer, id: string): Promise<void> {
  await writer.updateTable('programmes').set({ playlist_id: null }).where('playlist_id', '=', id).execute();
  await writer.deleteFrom('playlists').where('id', '=', id).execute();
}

/** The screens that show playlists, or this one, by name. */
export async function screensOfPlaylists(
  db: Reader,
  id?: string,
): Promise<{ id: string; name: string; playlist: string }[]> {
  let query = db
    .selectFrom('screens')
    .innerJoin('programmes', 'programmes.id', 'screens.programme_id')
    .select(['screens.id', 'screens.name', 'programmes.playlist_id as playlist'])
    .where('programmes.playlist_id', 'is not', null)
    .orderBy('screens.name')
    .orderBy('screens.id');
  if (id !== undefined) query = query.where('programmes.playlist_id', '=', id);
  return (await query.execute()) as { id: string; name: string; playlist: string }[];
}
