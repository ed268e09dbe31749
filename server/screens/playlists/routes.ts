import type { Router } from 'express';
import { playlistOperations as operations } from '#contract/playlists.ts';
import { actorOf } from '../../box/actor.ts';
import { serve } from '../../http/serve.ts';
import type { Sources } from '../shown.ts';
import { addPlaylist, listPlaylists, putPlaylist, readPlaylist, removePlaylist, type Tools } from './playlists.ts';
import { previewPlaylist } from './preview.ts';

export interface PlaylistRoutesOptions {
  readonly sources: Sources;
  readonly leads: Tools['leads'];
  /** Acts one after the other with whatever gives screens something else to show. */
  readonly inTurn: <T>(act: () => Promise<T>) => Promise<T>;
}

/** What staff do with playlists; giving one to a screen is the screen's own affair. */
export function playlistRoutes(routes: Router, { sources, leads, inTurn }: PlaylistRoutesOptions): void {
  const tools = { ...sources, leads };
  serve(routes, operations.listPlaylists, async ({ req }) => ({ items: await listPlaylists(tools, actorOf(req)) }));
  serve(routes, operations.addPlaylist, ({ req, body }) => addPlaylist(tools, actorOf(req), body));
  serve(routes, operations.previewPlaylist, ({ req, body }) => previewPlaylist(sources, actorOf(req), body));
  serve(routes, operations.readPlaylist, ({ req, params }) => readPlaylist(tools, actorOf(req), params.id));
  serve(routes, operations.putPlaylist, ({ req, params, body }) => putPlaylist(tools, actorOf(req), params.id, body));
  serve(routes, operations.removePlaylist, async ({ req, params }) => {
    const actor = actorOf(req);
    await inTurn(() => removePlaylist(tools, actor, params.id));
    return undefined;
  });
}
