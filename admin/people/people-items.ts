import type { PeopleList } from '#contract/people.ts';
import type { Words } from '#words/index.ts';
import type { MenuItem } from '../parts/admin-menu.ts';
import { type PartOf, partKinds } from './calls.ts';
import type { PersonRow } from './person-facts.ts';

/** What can be done with one of a list. */
export function itemsOf(list: PeopleList, { links }: PersonRow, { people }: Words): MenuItem[] {
  const { bar, edit } = people;
  return [
    ...(links.length > 0 ? [{ value: 'write', label: bar.write }] : []),
    ...(list === 'all'
      ? [
          { value: 'link', label: bar.link },
          { value: 'edit', label: edit },
          { value: 'remove', label: bar.remove, dangerous: true },
        ]
      : [
          { value: 'onePhone', label: bar.onePhone },
          { value: 'revoke', label: bar.revoke, dangerous: true },
        ]),
  ];
}

/** Which part of the project the page's address asks for; nothing of it: the whole. */
export function partIn(query: URLSearchParams): PartOf {
  return Object.fromEntries(
    partKinds.flatMap((kind) => {
      const value = query.get(kind) ?? '';
      return value === '' ? [] : [[kind, value]];
    }),
  );
}

/** Whom one act ticks in all: those who were not told lately, unless everybody was. */
export function untold(rows: readonly PersonRow[]): readonly PersonRow[] {
  const fresh = rows.filter(({ told }) => told === null);
  return fresh.length === 0 ? rows : fresh;
}
