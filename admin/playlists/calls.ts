import type { NewPlaylist, Playlist, PlaylistChangeInput, PlaylistPreview, PlaylistSpec } from '#contract/playlists.ts';
import { ask } from '../api.ts';

export const listPlaylists = async () => (await ask<{ items: Playlist[] }>('GET', '/api/playlists')).items;
export const readPlaylist = (id: string) => ask<Playlist>('GET', `/api/playlists/${id}`);
/** Without items: arranged by the box for its project. Throws `private_on_screen` where it has to be confirmed. */
export const addPlaylist = (playlist: Partial<NewPlaylist> & { name: string }) =>
  ask<Playlist>('POST', '/api/playlists', playlist);
/** Throws `changed_meanwhile` where somebody else was first, `private_on_screen` where it has to be confirmed. */
export const putPlaylist = (id: string, change: PlaylistChangeInput) =>
  ask<Playlist>('PUT', `/api/playlists/${id}`, change);
/** Throws `playlist_in_use` while a screen shows it. */
export const removePlaylist = (id: string) => ask('DELETE', `/api/playlists/${id}`);
/** How it would look now; nothing is kept. */
export const previewPlaylist = (spec: PlaylistSpec) => ask<PlaylistPreview>('POST', '/api/playlists/preview', spec);
