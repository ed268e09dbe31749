import type { AskReply } from '#contract/asks.ts';
import type { Need } from '#contract/now.ts';
import type { Words } from '#words/index.ts';
import { lastMoment, momentOf } from '#words/moments.ts';
import { changeLink, revokeLink } from '../links/calls.ts';
import { limitsOf } from '../links/link-facts.ts';
import { askFirst } from '../parts/ask-first.ts';
import { notify } from '../parts/notice.ts';
import { answerAsk } from './calls.ts';

/** Guests who wait at a closed page. */
export type Asked = Extract<Need, { kind: 'asked' }>;

/** Who asks for what, in one line. */
export function askedTitle({ why, asks, count, name }: Asked, { home }: Words): string {
  return (why === 'device' ? home.askedIn : home.askedMore)(asks[0]?.name ?? '', count, name);
}

/** What keeps them out, since when they wait, who they are where there are several, and what the first one says. */
export function askedHelp({ link, why, asks, count, since }: Asked, words: Words, now: number, zone: string): string {
  const { home, admin } = words;
  const { maxOpens, maxOpensPerVisitor, maxDevices, expiresAt } = link.policy;
  const reason = {
    exhausted: () => home.askedWhy.exhausted(maxOpens ?? 0),
    share: () => home.askedWhy.share(maxOpensPerVisitor ?? 0),
    expired: () => home.askedWhy.expired(expiresAt ? admin.at(lastMoment(Date.parse(expiresAt), now, zone)) : ''),
    revoked: () => home.askedWhy.revoked,
    device: () => home.askedWhy.device(maxDevices ?? 0),
  }[why]();
  const at = Date.parse(since);
  const waits = home.askedSince(Math.floor((now - at) / 60_000), admin.at(momentOf(at, now, zone)));
  const names = asks.flatMap(({ name }) => (name === '' ? [] : [name]));
  const who = count > 1 && names.length > 0 ? [home.askedNames(names, names.length < count)] : [];
  const note = asks.find((one) => one.note !== '')?.note;
  return [reason, waits, ...who, ...(note === undefined ? [] : [home.askedNote(note)])].join(admin.comma);
}

/** The words on the button that says yes. */
export function askedYes({ why, offer }: Asked, { home }: Words): string {
  if (why === 'device') return home.letIn;
  if (offer.opens !== undefined) return home.giveAgain(offer.opens);
  if (offer.opensPerVisitor !== undefined) return home.giveShare(offer.opensPerVisitor);
  return offer.days === undefined ? home.reviveIt : home.giveDays(offer.days);
}

/** Says yes, tells so, and offers to take back what the link was given. Throws Refused. */
export async function giveAsked({ link, why, asks, name, offer }: Asked, { home }: Words): Promise<void> {
  const id = asks[0]?.id as string;
  const reply: AskReply = why === 'device' ? { letIn: true } : why === 'revoked' ? { revive: true } : offer;
  await answerAsk(id, reply);
  if (why === 'device') return notify({ text: home.letInDone });
  // What a phone was given for itself stays with it.
  if (why === 'share') return notify({ text: home.gaveAsked(name) });
  const undo = async () => {
    await changeLink(link.id, { policy: limitsOf(link) });
    if (link.state === 'revoked') await revokeLink(link.id);
  };
  notify({ text: home.gaveAsked(name), undo });
}

/** Says no, to all of several only after a question. Throws Refused. */
export async function declineAsked({ asks, count }: Asked, { home }: Words): Promise<void> {
  const several = count > 1;
  if (several) {
    const { declineAsk, declineText, decline } = home;
    if (!(await askFirst({ heading: declineAsk(count), text: declineText, yes: decline, dangerous: true }))) return;
  }
  await answerAsk(asks[0]?.id as string, { decline: true, ...(several && { all: true }) });
  notify({ text: home.declined(count) });
}
