import { type KyselyPlugin, sql } from 'kysely';
import { expect, test } from 'vitest';
import type { PolicyInput } from '#contract/links.ts';
import { readLink } from '../links/link.ts';
import type { StoredLink } from '../links/table.ts';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/database.ts';
import { testKit } from '../testing/kit.ts';
import { newLink } from '../testing/links.ts';
import { makeCounter } from './count.ts';

/** A link of this policy, phones that open it, and the tables that anything was inserted into meanwhile. */
async function hall(policy: PolicyInput) {
  const kit = await testKit();
  const { id } = await newLink(kit, { policy });
  const inserts: string[] = [];
  const listening: KyselyPlugin = {
    transformQuery: ({ node }) => {
      const text = node.kind === 'RawNode' ? node.sqlFragments.join('') : '';
      const [, table] = /^\s*INSERT INTO (\w+)/.exec(text) ?? [];
      // What is summed up beside it has tests of its own.
      if (table && !/totals|subject/.test(table)) inserts.push(table);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const write: typeof kit.db.write = (work) => kit.db.write((writer) => work(writer.withPlugin(listening) as Writer));
  const count = makeCounter({ clock: kit.clock, db: { ...kit.db, write } });
  const link = () => readLink(kit.db.read, id);
  const open = (of: StoredLink, key: string, address = '192.168.8.20') =>
    count({
      ...{ link: of, visitor: { key, standIn: false }, visitId: undefined, nonce: undefined, password: undefined },
      ...{ onSite: true, address, agent: 'Mozilla/5.0' },
    });
  return { kit, inserts, link, open };
}

test('a batch in which nobody gets in writes nothing: the hall that stands before a used-up link costs no inserts', async () => {
  const { inserts, link, open } = await hall({ maxOpens: 1 });
  const before = await link();
  await open(before, 'first');
  expect(inserts).toEqual(['visits', 'link_visitors']);

  inserts.length = 0;
  const told = await Promise.allSettled(Array.from({ length: 40 }, (_, nr) => open(before, `late ${nr}`)));
  for (const one of told) {
    expect(one.status === 'rejected' && one.reason instanceof Refusal && one.reason.code).toBe('link_exhausted');
  }
  expect(inserts).toEqual([]);
});

test('a link that counts phones notes each of them once and asks for nothing more', async () => {
  const { kit, inserts, link, open } = await hall({ maxDevices: 3 });
  await open(await link(), 'first');
  expect(inserts).toEqual(['link_visitors', 'visits']);
  const { rows } = await sql<{ opens: number }>`SELECT opens FROM link_visitors`.execute(kit.db.read);
  expect(rows).toEqual([{ opens: 1 }]);
});
