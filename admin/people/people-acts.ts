import type { Link } from '#contract/links.ts';
import type { Recipient } from '#contract/recipients.ts';
import type { Words } from '#words/index.ts';
import { Refused } from '../api.ts';
import { changeLink, reviveLink, revokeLink } from '../links/calls.ts';
import { askFirst, askWhich } from '../parts/ask-first.ts';
import { notify, notifyRefused } from '../parts/notice.ts';
import { changeRecipient, removeRecipient } from './calls.ts';

const tagsAtMost = 20;

/** Does one after the other; gives those that were done. What the box refused ends it, and is told with how far it got. */
async function each<T>(all: readonly T[], act: (one: T) => Promise<unknown>, words: Words): Promise<T[]> {
  const done: T[] = [];
  for (const one of all) {
    try {
      await act(one);
      done.push(one);
    } catch (error) {
      if (!(error instanceof Refused) || done.length === 0) {
        notifyRefused(error, words);
        return done;
      }
      notify({ text: words.people.partly(done.length, all.length), failed: true });
      return done;
    }
  }
  return done;
}

/** Tells what was done, where all of it was. */
function told<T>(done: readonly T[], all: readonly T[], text: string, undo?: () => Promise<unknown>): void {
  if (done.length === all.length && done.length > 0) notify({ text, ...(undo && { undo }) });
}

/** Each of these links opens on the phones that it knows from now on, and no other; false where one was refused. */
export async function limitToOnePhone(links: readonly Link[], words: Words): Promise<boolean> {
  const set = (link: Link, maxDevices: number | null) => changeLink(link.id, { policy: { maxDevices } });
  const done = await each(links, (link) => set(link, 1), words);
  told(done, links, words.people.onePhoneDone(done.length), () =>
    each(done, (link) => set(link, link.policy.maxDevices), words),
  );
  return done.length === links.length;
}

/** Asks, and revokes; false where staff thought better of it. */
export async function revokeThose(links: readonly Link[], words: Words): Promise<boolean> {
  const own = words.people;
  const question = { heading: own.revokeAsk(links.length), text: own.revokeText, yes: own.revokeYes, no: own.revokeNo };
  if (!(await askFirst({ ...question, dangerous: true }))) return false;
  const done = await each(links, ({ id }) => revokeLink(id), words);
  // One that was over before would be given more days by that.
  const back = done.filter(({ state }) => state === 'live' || state === 'scheduled');
  const undo = () => each(back, ({ id }) => reviveLink(id), words);
  told(done, links, own.revoked(done.length), back.length === done.length ? undo : undefined);
  return true;
}

/** Adds tags to recipients, or takes them away; one who would have too many is left alone, and named. */
export async function retag(
  recipients: readonly Recipient[],
  tags: readonly string[],
  removing: boolean,
  words: Words,
): Promise<void> {
  const own = words.people;
  const next = ({ tags: before }: Recipient) =>
    removing ? before.filter((tag) => !tags.includes(tag)) : [...new Set([...before, ...tags])];
  const full = recipients.find((recipient) => next(recipient).length > tagsAtMost);
  if (full) return notify({ text: own.tagDialog.tooMany(full.name), failed: true });
  const changed = recipients.filter((recipient) => next(recipient).length !== recipient.tags.length);
  const done = await each(changed, (recipient) => changeRecipient(recipient.id, { tags: next(recipient) }), words);
  const said = tags.join(words.admin.comma);
  told(done, changed, removing ? own.untagged(said, done.length) : own.tagged(said, done.length), () =>
    each(done, ({ id, tags: before }) => changeRecipient(id, { tags: before }), words),
  );
}

/** Asks what becomes of their links, and deletes recipients for good; false where staff thought better of it. */
export async function removeThose(
  recipients: readonly Pick<Recipient, 'id' | 'name' | 'links'>[],
  words: Words,
): Promise<boolean> {
  const own = words.people;
  const links = recipients.reduce((sum, one) => sum + one.links, 0);
  const heading = own.removeAsk(recipients.length, recipients[0]?.name ?? '');
  const question = { heading, text: own.removeText(links), dangerous: true };
  const choice =
    links === 0
      ? await askWhich({ ...question, yes: own.removeYes })
      : await askWhich({ ...question, other: own.removeKeep, yes: own.removeRevoke });
  if (choice === 'no') return false;
  const how = links > 0 && choice === 'yes' ? 'revoke' : 'keep';
  const done = await each(recipients, ({ id }) => removeRecipient(id, how), words);
  told(done, recipients, own.removed(done.length));
  return done.length > 0;
}
