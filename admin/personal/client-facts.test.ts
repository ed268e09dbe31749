import { expect, test } from 'vitest';
import type { Person } from '#contract/people.ts';
import { clientsOf } from './client-facts.ts';

/** Link `nr` of a client; `last`: the minute in which it was opened last. */
function person(nr: number, client: string | null, opens = 0, last: number | null = null): Person {
  const id = `link-${nr}`;
  const recipient =
    client === null ? null : { id: client, name: client, honorific: '先生', company: '', contact: '', tags: [] };
  const lastOpenAt = last === null ? null : new Date(last * 60_000).toISOString();
  return {
    link: { id, projectId: 'project', opens },
    ...{ recipient, name: client ?? id, gallery: `gallery ${nr}`, phones: opens, firstOpenAt: lastOpenAt, lastOpenAt },
    sent: null,
  } as unknown as Person;
}

test('a client with several links is one, with all opens, and stands where it looked last', () => {
  const clients = clientsOf([
    person(1, '李', 3, 10),
    person(2, '王', 1, 30),
    person(3, '李', 1, 50),
    person(4, '赵'),
    person(5, '钱'),
    person(6, null, 9, 60),
  ]);
  expect(clients.map(({ name }) => name)).toEqual(['李', '王', '钱', '赵']);
  expect(clients[0]).toMatchObject({ opens: 4, phones: 3, linkId: 'link-3', gallery: 'gallery 3' });
  expect(clients[0]?.lastOpenAt).toBe(new Date(50 * 60_000).toISOString());
});
