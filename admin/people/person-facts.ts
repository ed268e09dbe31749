import type { Link } from '#contract/links.ts';
import type { Purpose } from '#contract/messages.ts';
import type { PeopleList, Person } from '#contract/people.ts';
import type { Recipient } from '#contract/recipients.ts';

/** In the order in which they are offered. */
export const listNames = [
  'all',
  'not_opened',
  'not_downloaded',
  'came_back',
  'ending',
  'forwarded',
] as const satisfies readonly PeopleList[];

/** One row of the page: a recipient with all its links, or one link of a list. */
export interface PersonRow {
  /** By which it is ticked: the recipient's id, or in a list the link's. */
  readonly key: string;
  readonly recipientId: string | null;
  readonly name: string;
  readonly honorific: string;
  readonly company: string;
  readonly tags: readonly string[];
  /** Of its link; empty where it has several, or none. */
  readonly gallery: string;
  /** How many links are there; they are told apart where all are known. */
  readonly count: number;
  readonly links: readonly Link[];
  readonly opens: number;
  /** Null where it cannot be told: one phone may have opened several links. */
  readonly phones: number | null;
  readonly saved: number;
  readonly lastOpenAt: string | null;
  /** What was looked at most; '' where it is not one link, or nothing was. */
  readonly most: string;
  readonly sent: Person['sent'];
  /** Told lately what the list is for. */
  readonly told: Person['told'];
}

/** The rows of a list: one a link. */
export function rowsOfPeople(people: readonly Person[]): PersonRow[] {
  return people.map(({ link, recipient, name, gallery, opens, phones, lastOpenAt, most, told, sent }) => ({
    key: link.id,
    recipientId: recipient?.id ?? null,
    name,
    honorific: recipient?.honorific ?? '',
    company: recipient?.company ?? '',
    tags: recipient?.tags ?? [],
    gallery,
    count: 1,
    links: [link],
    opens,
    phones,
    saved: link.downloads,
    lastOpenAt,
    most,
    told,
    sent,
  }));
}

/** The rows of all recipients, with what became of their links as far as those are among `people`. */
export function rowsOfRecipients(recipients: readonly Recipient[], people: readonly Person[]): PersonRow[] {
  const byRecipient = Map.groupBy(people, ({ recipient }) => recipient?.id ?? '');
  return recipients.map((recipient) => {
    const own = byRecipient.get(recipient.id) ?? [];
    const [only] = own;
    const one = own.length === 1 && recipient.links === 1 ? only : undefined;
    const sent = own.flatMap((person) => person.sent ?? []).toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
    return {
      key: recipient.id,
      recipientId: recipient.id,
      name: recipient.name,
      honorific: recipient.honorific,
      company: recipient.company,
      tags: recipient.tags,
      gallery: one?.gallery ?? '',
      count: recipient.links,
      links: own.map(({ link }) => link),
      opens: one?.opens ?? recipient.opens,
      phones: one?.phones ?? null,
      saved: own.reduce((sum, { link }) => sum + link.downloads, 0),
      lastOpenAt: one ? one.lastOpenAt : recipient.lastOpenAt,
      most: one?.most ?? '',
      told: null,
      sent: sent[0] ?? null,
    };
  });
}

/** Whether a row has all these words, as a recipient's search looks for them. */
export function fits({ name, honorific, company, tags, gallery }: PersonRow, q: string): boolean {
  const text = [name, honorific, company, ...tags, gallery].join(' ').normalize('NFKC').toLowerCase();
  return q
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The text that fits those in a list. */
export const purposeOf: Readonly<Record<Exclude<PeopleList, 'all'>, Purpose>> = {
  not_opened: 'reminder',
  not_downloaded: 'download',
  came_back: 'thanks',
  ending: 'expiring',
  forwarded: 'other',
};

/** The text with which links of such a project are sent first. */
export const firstPurpose = { estate: 'viewing', event: 'after', product: 'launch' } as const satisfies Record<
  string,
  Purpose
>;
