import type { AskKind } from './asks.ts';
import { friendlyQuarter } from './friendly.ts';
import type { Policy } from './links.ts';
import type { Offer } from './now.ts';

const offeredDays = 7;

/** What one tap gives those who wait at a link: what is needed, and enough for so many. */
export function askOffer(
  { maxOpens, maxOpensPerVisitor }: Pick<Policy, 'maxOpens' | 'maxOpensPerVisitor'>,
  why: AskKind,
  count: number,
): Offer {
  switch (why) {
    case 'exhausted':
      return { opens: Math.max(friendlyQuarter(maxOpens ?? 0), Math.ceil(count / 10) * 10) };
    case 'share':
      return { opensPerVisitor: shareOffer(maxOpensPerVisitor ?? 1) };
    case 'expired':
      return { days: offeredDays };
    case 'revoked':
    case 'device':
      return {};
  }
}

/** What one tap gives a phone on top of its share: the same again, or less where that was much. */
export function shareOffer(share: number): number {
  return Math.min(share, friendlyQuarter(share));
}
