import type { Link } from '#contract/links.ts';
import type { Words } from '#words/index.ts';
import { askFirst } from '../parts/ask-first.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { readLink, reviveLink, revokeLink } from './calls.ts';
import { isDead } from './link-facts.ts';

/** Asks, revokes, says so, and offers to take it back; tells when the link has changed. */
export async function revokeAsked(link: Link, name: string, words: Words, changed: () => void): Promise<void> {
  const { links } = words;
  try {
    // What is asked names how often it was opened up to this moment.
    const { opens } = await readLink(link.id);
    const yes = await askFirst({
      heading: links.revokeAsk(name),
      text: links.revokeText(opens),
      yes: links.revokeYes,
      no: links.revokeNo,
      dangerous: true,
    });
    if (!yes) return;
    await revokeLink(link.id);
    changed();
    const undo = async () => {
      await reviveLink(link.id);
      changed();
    };
    // One that was over before would be given more days by that.
    notify({ text: links.revoked, ...(isDead(link) ? {} : { undo }) });
  } catch (error) {
    notifyRefused(error, words);
  }
}
