import type { Need } from '#contract/now.ts';
import type { Words } from '#words/index.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import { changeLink, revokeLink } from '../links/calls.ts';
import { giveMore } from '../links/give.ts';
import { limitsOf } from '../links/link-facts.ts';
import { notify } from '../parts/notice.ts';

/** A code that should be on screens and opens nothing. */
export type ScreenCode = Extract<Need, { kind: 'screen_code' }>;

/** Which code is missing on which screens, or what stands there in its place. */
function screenCodeTitle({ name, screens, shown }: ScreenCode, { home }: Words): string {
  const where = home.onScreens(screens.map((screen) => screen.name));
  return shown ? home.codeReplaced(name, where) : home.codeGone(name, where);
}

/** Of which project it is, and what keeps its link from opening. */
function screenCodeHelp({ link, projectTitle }: ScreenCode, words: Words, now: number, zone: string): string {
  const { home, admin } = words;
  const { maxOpens, opensAt, expiresAt } = link.policy;
  const why =
    link.state === 'exhausted'
      ? home.askedWhy.exhausted(maxOpens ?? 0)
      : link.state === 'expired'
        ? home.askedWhy.expired(expiresAt ? admin.at(lastMoment(Date.parse(expiresAt), now, zone)) : '')
        : link.state === 'scheduled' && opensAt
          ? home.opensLater(admin.at(momentOf(Date.parse(opensAt), now, zone)))
          : home.askedWhy.revoked;
  return [projectTitle, why].join(admin.comma);
}

/** The words on the button that brings it back. */
function screenCodeYes({ link, offer }: ScreenCode, { home }: Words): string {
  if (link.state === 'scheduled') return home.openNow;
  if (offer.opens !== undefined) return home.giveAgain(offer.opens);
  return offer.days === undefined ? home.reviveIt : home.giveDays(offer.days);
}

/** What the row on the page "Now" says of it. */
export function screenCodeRow(need: ScreenCode, words: Words, now: number, zone: string) {
  const title = screenCodeTitle(need, words);
  return { title, help: screenCodeHelp(need, words, now, zone), act: { label: screenCodeYes(need, words) } };
}

/** Opens the link again, says so, and offers to take it back. Throws Refused. */
export async function giveScreenCode({ link, name, offer }: ScreenCode, { home }: Words): Promise<void> {
  const { opensAt } = link.policy;
  const early = link.state === 'scheduled';
  if (early) await changeLink(link.id, { policy: { opensAt: null } });
  else await giveMore(link, offer);
  const undo = async () => {
    await changeLink(link.id, { policy: early ? { opensAt } : limitsOf(link) });
    if (link.state === 'revoked') await revokeLink(link.id);
  };
  notify({ text: home.codeBack(name), undo });
}
