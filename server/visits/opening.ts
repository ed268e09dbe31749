import type { StoredLink } from '../links/table.ts';

/** A phone: by the cookie it keeps for a year, or by a stand-in that several like phones behind one address may share. */
export interface Visitor {
  readonly key: string;
  readonly standIn: boolean;
}

/** Where an address is: `CN/浙江/杭州`, `US`; '' where that is not known. */
export type RegionOf = (address: string) => string;

/** Somebody presses the button of the gate. */
export interface Opening {
  /** As it is known at this moment. */
  readonly link: StoredLink;
  /** From the visit's pass, where the phone brought a good one. */
  readonly visitId: string | undefined;
  readonly visitor: Visitor;
  readonly nonce: string | undefined;
  readonly password: string | undefined;
  readonly onSite: boolean;
  readonly address: string;
  readonly agent: string;
  /** Somebody of the house, who is in no figure. */
  readonly staff?: boolean | undefined;
  /** The number behind its address, which says where it was scanned. */
  readonly place?: number | undefined;
}
