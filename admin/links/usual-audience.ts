import type { Audience } from '#contract/audiences.ts';
import { guestAudience } from '#contract/guest-audience.ts';

/** The preset with which somebody begins who makes a link: that of a guest, else the first; empty where there is none. */
export function usualAudience(audiences: readonly Pick<Audience, 'id' | 'kind'>[]): string {
  return (audiences.find(({ id, kind }) => id === guestAudience[kind]) ?? audiences[0])?.id ?? '';
}
