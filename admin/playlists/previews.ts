import type { ReactiveControllerHost } from 'lit';
import type { Playlist } from '#contract/playlists.ts';
import type { Scene } from '#contract/scenes.ts';
import type { ScreenPhoto, ShowState } from '#contract/screens.ts';
import { Refused } from '../api.ts';
import { photoAddress } from '../photo-address.ts';
import { previewPlaylist } from './calls.ts';
import { draftOf, specOf } from './draft.ts';

/** A photo as staff may read it; a small picture of a screen never needs the larger sizes. */
export function staffPicture(photo: ScreenPhoto, size: string): string {
  return photoAddress(photo, size === 'thumb' ? 'thumb' : 'screen');
}

/** Its first scene, or that of one of its items: of what is on now, else of what comes later. */
export function firstScene(state: ShowState | undefined, itemId?: string): Scene | undefined {
  if (!state) return undefined;
  const all = [...state.programme.scenes, ...state.programme.rest];
  return itemId === undefined ? all[0] : all.find((scene) => scene.itemId === itemId);
}

/** How saved playlists look, each asked for once for each of its versions; the one before is kept until the next is there. */
export class Pictures {
  readonly #host: ReactiveControllerHost;
  #states = new Map<string, ShowState>();
  #asked = new Map<string, number>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  of(playlist: Playlist): ShowState | undefined {
    if (this.#asked.get(playlist.id) !== playlist.version) void this.#ask(playlist);
    return this.#states.get(playlist.id);
  }

  /** What galleries hold has changed: all are asked for anew. */
  forget(): void {
    this.#asked.clear();
  }

  async #ask(playlist: Playlist) {
    const { id, version } = playlist;
    this.#asked.set(id, version);
    try {
      const { state } = await previewPlaylist(specOf(draftOf(playlist)));
      if (this.#asked.get(id) === version) this.#states.set(id, state);
      this.#host.requestUpdate();
    } catch (error) {
      // Without its picture a playlist is still what it is.
      if (!(error instanceof Refused)) throw error;
    }
  }
}
