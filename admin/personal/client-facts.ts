import type { Person } from '#contract/people.ts';

/** A client with all links that are for it. */
export interface Client {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly honorific: string;
  readonly company: string;
  /** What its newest link opens, and that link. */
  readonly gallery: string;
  readonly linkId: string;
  readonly opens: number;
  /** On the most phones of one of its links. */
  readonly phones: number;
  /** ISO, UTC. */
  readonly lastOpenAt: string | null;
  readonly sentAt: string | null;
}

/** The clients among those that links are for: who looked last first, then those who have not, the newest first. */
export function clientsOf(people: readonly Person[]): Client[] {
  const clients = new Map<string, Client>();
  for (const { link, recipient, gallery, phones, lastOpenAt, sent } of people) {
    if (!recipient) continue;
    const before = clients.get(recipient.id);
    const newest = before && before.linkId > link.id ? before : { linkId: link.id, gallery };
    const { id, name, honorific, company } = recipient;
    clients.set(id, {
      ...{ id, name, honorific, company, projectId: link.projectId },
      ...{ linkId: newest.linkId, gallery: newest.gallery },
      opens: (before?.opens ?? 0) + link.opens,
      phones: Math.max(before?.phones ?? 0, phones),
      lastOpenAt: later(before?.lastOpenAt, lastOpenAt),
      sentAt: later(before?.sentAt, sent?.sentAt),
    });
  }
  // Ids grow with time.
  const order = (a: Client, b: Client) =>
    (b.lastOpenAt ?? '').localeCompare(a.lastOpenAt ?? '') || b.linkId.localeCompare(a.linkId);
  return [...clients.values()].toSorted(order);
}

function later(a: string | null | undefined, b: string | null | undefined): string | null {
  return (a ?? '') > (b ?? '') ? (a ?? null) : (b ?? null);
}
