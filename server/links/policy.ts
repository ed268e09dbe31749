import type { LinkState } from '#contract/links.ts';

/** What of a link decides whether it opens; instants in UTC ms, null is "no limit". */
export interface Terms {
  readonly revokedAt: number | null;
  readonly opensAt: number | null;
  /** The first instant at which it opens no more. */
  readonly expiresAt: number | null;
  readonly maxOpens: number | null;
  readonly opens: number;
}

/** Says whether a link may be opened anew at this moment, and if not, why. */
export function judge(terms: Terms, now: number): LinkState {
  if (terms.revokedAt !== null) return 'revoked';
  if (terms.expiresAt !== null && now >= terms.expiresAt) return 'expired';
  if (terms.opensAt !== null && now < terms.opensAt) return 'scheduled';
  if (terms.maxOpens !== null && terms.opens >= terms.maxOpens) return 'exhausted';
  return 'live';
}

/** What of a link decides whether phones may keep its photos. */
export interface Secrecy {
  readonly passwordHash: string | null;
  readonly visitSeconds: number | null;
}

/** Whether nothing of what a link shows may stay on the phone: it is for those who know the password, or for so many seconds. */
export function isSecret({ passwordHash, visitSeconds }: Secrecy): boolean {
  return passwordHash !== null || visitSeconds !== null;
}

/** The code of the refusal that each verdict but `live` stands for. */
export const refusalOf = {
  revoked: 'link_revoked',
  expired: 'link_expired',
  scheduled: 'link_not_open_yet',
  exhausted: 'link_exhausted',
} as const;
