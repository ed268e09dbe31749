import type { PlaylistItem } from '#contract/playlists.ts';
import type { ShownGallery } from '../../galleries/shelf.ts';

/** What an expansion needs to know beside what galleries hold. */
export interface Moment {
  /** Box time, UTC ms. */
  readonly now: number;
  /** IANA. */
  readonly timeZone: string;
  /** Whether codes may carry a public address: `mobile` items are left out where none does. */
  readonly publicAddress: boolean;
  /** By slot: what the audience of the code there is called, in the venue's language; said where an item has several codes. */
  readonly audiences?: ReadonlyMap<string, string>;
}

/** The galleries that are there; those of archived projects are not. */
export interface Shelved {
  readonly galleries: ReadonlyMap<string, ShownGallery>;
  /** Those that can be called for beside them. */
  readonly units?: ReadonlyMap<string, ShownGallery>;
}

export type ItemOf<K extends PlaylistItem['kind']> = Extract<PlaylistItem, { kind: K }>;
