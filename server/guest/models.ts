import type { Locale } from '#contract/common.ts';
import type { Download } from '#contract/links.ts';

/** What every guest page is told of the box and the moment. */
export interface Frame {
  readonly locale: Locale;
  readonly boxName: string;
  readonly brandColour: string;
  /** Address of the logo; null where there is none. */
  readonly logo: string | null;
  readonly timeZone: string;
  /** Effective time, UTC ms. */
  readonly now: number;
  /** Of the content security policy, for the page's own style and script elements. */
  readonly cspNonce: string;
}

/** The gate: nothing to fill in, or a password. */
export interface GateModel {
  /** Canonical: `/g/token`. */
  readonly base: string;
  readonly title: string;
  /** Of the gallery's cover, base64; null where the page must not show it. */
  readonly thumbhash: string | null;
  readonly chapters: number;
  readonly photos: number;
  readonly password: boolean;
  /** Makes a second press of the same page the same visit. */
  readonly nonce: string;
  /** What the last try was answered, where the form was sent without script. */
  readonly refused?: {
    readonly code: 'password_required' | 'password_wrong' | 'too_many_attempts';
    readonly retryAfter?: number;
    readonly triesLeft?: number;
  };
}

export interface PagePhoto {
  readonly id: string;
  readonly edition: number;
  readonly title: string;
  readonly caption: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly thumbhash: string | null;
  readonly takenAt: number | null;
  /** Of the original, in bytes. */
  readonly bytes: number;
  /** False while the box still makes its sizes. */
  readonly ready: boolean;
  /** Addresses; `original` only where the link allows it. */
  readonly thumb: string;
  readonly screen: string;
  readonly original: string | null;
}

export interface GalleryModel {
  readonly base: string;
  /** The first chapter's title where there is one chapter, else the project's. */
  readonly title: string;
  readonly chapters: readonly { readonly id: string; readonly title: string; readonly photos: readonly PagePhoto[] }[];
  readonly download: Download;
  readonly expiresAt: number | null;
  /** When the visit ends at the latest. */
  readonly endsAt: number;
  /** Changes with every change of what is shown; the live stream tells the newest. */
  readonly version: string;
}

export interface ClosedModel {
  readonly base: string;
  readonly title: string;
  readonly thumbhash: string | null;
  readonly why:
    | { readonly state: 'expired'; readonly at: number }
    | {
        readonly state: 'exhausted';
        readonly opens: number;
        readonly perVisitor: boolean;
        readonly lastAt: number | null;
      }
    | { readonly state: 'revoked' }
    | { readonly state: 'scheduled'; readonly opensAt: number };
}
