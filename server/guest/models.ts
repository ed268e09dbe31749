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

/** What messengers draw of an address: words that name no figure, and a photo only where the link allows one. */
export interface CardModel {
  readonly title: string;
  /** Its whole address; null where there is none. */
  readonly image: string | null;
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
  /** Where it was scanned, as its address says. */
  readonly place?: number | undefined;
  /** Makes a second press of the same page the same visit. */
  readonly nonce: string;
  readonly card?: CardModel | undefined;
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
  /** The key of what is drawn into it; null where nothing is. */
  readonly mark: string | null;
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
  /** Of the whole sphere; null for a photo that is no panorama. */
  readonly pano: string | null;
  /** Of the best that may be kept of it; null where nothing may. */
  readonly save: string | null;
  /** What the viewer shows, and a long press keeps. */
  readonly large: string;
  /** Of the original as a JPEG, for a long press; undefined where that keeps nothing better than `large`, or is no good idea. */
  readonly best?: string | undefined;
  /** What may be kept is a WebP, which not every phone's gallery takes. */
  readonly webp?: boolean | undefined;
  /** What this phone said of it; undefined: nothing. */
  readonly said?: SaidModel | undefined;
}

/** What a phone said of a photo: its heart with a line, and that it is to be hidden, which staff have not answered yet. */
export interface SaidModel {
  readonly heart: boolean;
  readonly line: string;
  readonly asked: boolean;
}

export interface GalleryModel {
  readonly base: string;
  /** The first chapter's title where there is one chapter, else the project's. */
  readonly title: string;
  readonly chapters: readonly { readonly id: string; readonly title: string; readonly photos: readonly PagePhoto[] }[];
  readonly download: Download;
  /** Address of the archive; null where none is to be offered: saving is off, or the browser can do nothing with one. */
  readonly zip: string | null;
  /** Whether photos may be given a heart and a line. */
  readonly feedback?: boolean;
  /** The id of the photo of which somebody without script wants to say something. */
  readonly saying?: string | undefined;
  readonly expiresAt: number | null;
  /** When the visit ends, UTC ms, where visits of the link have a length; else null, and nobody needs to know. */
  readonly endsAt: number | null;
  /** How long such a visit lasts in all, ms. */
  readonly lastsMs?: number;
  /** How often this phone may open the link after this; undefined where its phones are not counted. */
  readonly opensLeft?: number | undefined;
  /** Changes with every change of what is shown; the live stream tells the newest. */
  readonly version: string;
  readonly next?: NextModel | undefined;
  /** Of a phone on the box's own Wi-Fi alone. `elsewhere`: the public address, where it may do better by that. */
  readonly crowd?: { readonly on: boolean; readonly elsewhere: string | null } | undefined;
}

/** How it stands between a phone that is kept out and the staff; instants in UTC ms. */
export type AskModel =
  | { readonly state: 'may' | 'enough' | 'declined' }
  | { readonly state: 'waiting'; readonly askedAt: number };

/** What a guest is to do next. */
export interface NextModel {
  readonly text: string;
  /** `href`: where it leads; `tap`: where a press is told that leads away from the page by itself, null for one that is counted on its way. */
  readonly button: { readonly label: string; readonly href: string; readonly tap: string | null } | null;
  readonly picture: {
    readonly address: string;
    readonly width: number;
    readonly height: number;
    readonly alt: string;
  } | null;
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
    /** A screen showed it, and shows another code by now. */
    | { readonly state: 'replaced' }
    | { readonly state: 'scheduled'; readonly opensAt: number }
    /** Open on as many phones as it may be, of which this is none. */
    | { readonly state: 'devices'; readonly phones: number };
  /** Whether the phone may ask staff for more; undefined where they could not give it. */
  readonly ask?: AskModel | undefined;
  readonly next?: NextModel | undefined;
}
