import type { AskKind } from '#contract/asks.ts';
import { judge } from '../links/policy.ts';
import type { StoredLink } from '../links/table.ts';
import type { Refusal } from '../refusal.ts';
import type { StoredAsk, WaitingAsk } from './table.ts';

/** What a refused open may ask for; undefined where there is nothing to ask. */
export function kindOfRefusal({ code, facts }: Refusal): AskKind | undefined {
  switch (code) {
    case 'link_expired':
      return 'expired';
    case 'link_revoked':
      return 'revoked';
    case 'link_exhausted':
      return facts.perVisitor === true ? 'share' : 'exhausted';
    case 'too_many_devices':
      return 'device';
    default:
      return undefined;
  }
}

/** What keeps a waiting phone out at this moment; undefined: nothing. `placesTaken`: by phones of a link that counts them. */
export function kindNow(link: StoredLink, ask: WaitingAsk, placesTaken: number, now: number): AskKind | undefined {
  const state = judge(link, now);
  if (state === 'expired' || state === 'exhausted' || state === 'revoked') return state;
  if (hasHadShare(link, ask)) return 'share';
  const place = link.maxDevices === null || ask.opens !== null || placesTaken < link.maxDevices;
  return place ? undefined : 'device';
}

/** Whether a waiting phone has taken all that each phone may, and what it was given on top. */
export function hasHadShare(link: StoredLink, { stand_in: standIn, opens, extra }: WaitingAsk): boolean {
  if (link.maxOpensPerVisitor === null || standIn === 1) return false;
  return (opens ?? 0) >= link.maxOpensPerVisitor + (extra ?? 0);
}

/** The same as it is shown to staff, without a look at the phone: what closes the link comes before what was noted. */
export function shownKind(link: StoredLink, { kind }: StoredAsk, now: number): AskKind | undefined {
  const state = judge(link, now);
  if (state === 'expired' || state === 'exhausted' || state === 'revoked') return state;
  // Open for everybody again: what waits for nothing else is about to open.
  return kind === 'share' || kind === 'device' ? kind : undefined;
}
