import type { Link, LinkExtension } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { changeLink, extendLink, reviveLink, revokeLink } from './calls.ts';
import { isDead, limitsOf } from './link-facts.ts';
import { endOf } from './policy-parts.ts';

/** Gives a link more; a dead one opens again with it. Throws Refused. */
export function giveMore(link: Link, more: LinkExtension): Promise<Link> {
  return isDead(link) ? reviveLink(link.id, more) : extendLink(link.id, more);
}

/** Gives more, says so, and offers to take it back; tells what the link is now, each time. */
export async function giveAndTell(
  link: Link,
  more: LinkExtension,
  words: Words,
  zone: string,
  told: (link: Link) => void,
): Promise<void> {
  try {
    const next = await giveMore(link, more);
    told(next);
    const end = endOf(next.policy, Date.now(), zone);
    const { links: own } = words;
    const text =
      more.opens !== undefined
        ? own.gaveOpens(more.opens)
        : more.days !== undefined && end
          ? own.gaveDays(own.untilDay(end))
          : own.revived;
    const undo = async () => {
      const before = await changeLink(link.id, { policy: limitsOf(link) });
      if (link.state !== 'revoked') return told(before);
      await revokeLink(link.id);
      told(link);
    };
    notify({ text, undo });
  } catch (error) {
    notifyRefused(error, words);
  }
}
