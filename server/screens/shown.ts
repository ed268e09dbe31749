import type { ScreenCode } from '#contract/screens.ts';
import type { Shelf, ShownGallery, ShownPhoto } from '../galleries/shelf.ts';
import type { Kit } from '../kit.ts';
import type { Addresses } from '../links/addresses.ts';
import type { StoredLink } from '../links/table.ts';
import type { Slot } from './slots.ts';

/** One gallery of a programme, and whose code stands beside its photos. */
export interface Show {
  readonly galleryId: string;
  readonly linkId: string | null;
}

/** A code before it is known which address it is to carry. */
export type HeldCode = Omit<ScreenCode, 'code' | 'public'> & {
  readonly token: string;
  /** What the audience of its link is called in the box's language; null where it has none. */
  readonly audience: string | null;
};

/** What the galleries and links of a programme hold at one moment. */
export interface Content {
  /** Of its items, in order; those of archived projects are left out. */
  readonly galleries: ReadonlyMap<string, ShownGallery>;
  /** Units that its remote can call for, shown or not. */
  readonly units: ReadonlyMap<string, ShownGallery>;
  /** Of all these galleries, ready or not. A photo that was withdrawn is taken out at once, before all is read anew. */
  readonly photos: Map<string, ShownPhoto>;
  /** What its projects are called, by id. */
  readonly projects: ReadonlyMap<string, string>;
  readonly slots: readonly Slot[];
  /** By slot: what the audiences are called for which each screen makes its own code. */
  readonly audiences: ReadonlyMap<string, string>;
  /** By slot: those that open now and are the same on every screen. */
  readonly codes: Readonly<Record<string, HeldCode>>;
  /** By slot: the link whose code should be in it, where that does not open now; another may stand in for it. */
  readonly closed: Readonly<Record<string, string>>;
  /** Every link that was looked at for these codes. */
  readonly links: ReadonlyMap<string, StoredLink>;
  /** Galleries that were deleted. */
  readonly gone: readonly string[];
  readonly projectIds: ReadonlySet<string>;
  /** UTC ms: then a code comes or goes by itself. */
  readonly turnsAt: number | null;
}

export const noContent: Content = {
  galleries: new Map(),
  units: new Map(),
  photos: new Map(),
  projects: new Map(),
  slots: [],
  audiences: new Map(),
  codes: {},
  closed: {},
  links: new Map(),
  gone: [],
  projectIds: new Set(),
  turnsAt: null,
};

export interface Sources {
  readonly kit: Kit;
  readonly shelf: Shelf;
  readonly addresses: Addresses;
  /** Whether guests are to come by the public address for now, since the box's own Wi-Fi is crowded. */
  readonly crowded: () => boolean;
}
