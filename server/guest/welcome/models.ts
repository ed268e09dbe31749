/** A gallery, or several, that the welcome page offers. */
export interface OfferModel {
  /** Its link's own address: `/g/token`. */
  readonly address: string;
  readonly title: string;
  readonly chapters: number;
  readonly photos: number;
  /** Of its cover, base64; null where the link shows none to those who have not opened it. */
  readonly thumbhash: string | null;
  readonly password: boolean;
}

export interface WelcomeModel {
  /** What staff wrote for it; empty: nothing. */
  readonly text: string;
  readonly offers: readonly OfferModel[];
  /** The phone still waits for somebody to go on. */
  readonly waiting: boolean;
}

/** What the window is shown in which phones show portals. */
export interface WindowModel extends WelcomeModel {
  /** The page's own address, for the switch of language. */
  readonly base: string;
  /** Where the browser is to go, with its scheme. */
  readonly address: string;
  /** The link that somebody wanted to open there; `listed`: it is found on the page at `address`. */
  readonly wanted?: { readonly title: string; readonly listed: boolean };
}
