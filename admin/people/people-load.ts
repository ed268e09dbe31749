import type { People, PeopleList } from '#contract/people.ts';
import type { RecipientPage } from '#contract/recipients.ts';
import { listRecipients, type PartOf, readPeople } from './calls.ts';
import { type PersonRow, rowsOfPeople, rowsOfRecipients } from './person-facts.ts';

/** The most recipients that the box gives at once. */
const inOneAnswer = 500;

/** What is looked for. */
export interface Wanted {
  readonly list: PeopleList;
  readonly tag: string;
  /** Of which part of the project a list is. */
  readonly part: PartOf;
  /** What recipients are searched by; a list is searched in the page. */
  readonly q: string;
  /** So many recipients. */
  readonly most: number;
}
export interface Shown {
  readonly list: PeopleList;
  readonly page: RecipientPage;
  readonly people: People;
  readonly rows: readonly PersonRow[];
}

/** Asks for all that the page of a project's people shows. Throws Refused. */
export async function askPeople(projectId: string, { list, tag, part, q, most }: Wanted): Promise<Shown> {
  const [people, page] = await Promise.all([
    readPeople(projectId, { list, tag, ...part }),
    recipientsUpTo(projectId, { q: list === 'all' ? q : '', tag }, most),
  ]);
  const rows = list === 'all' ? rowsOfRecipients(page.items, people.items) : rowsOfPeople(people.items);
  return { list, page, people, rows };
}

async function recipientsUpTo(
  projectId: string,
  of: { readonly q: string; readonly tag: string },
  most: number,
): Promise<RecipientPage> {
  let page = await listRecipients(projectId, { ...of, limit: Math.min(most, inOneAnswer) });
  while (page.nextCursor !== null && page.items.length < most) {
    const next = await listRecipients(projectId, { ...of, limit: inOneAnswer, cursor: page.nextCursor });
    page = { ...page, items: [...page.items, ...next.items], nextCursor: next.nextCursor };
  }
  return page;
}
