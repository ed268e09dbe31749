import { expect, onTestFinished, test } from 'vitest';
import type { AskKind } from '#contract/asks.ts';
import type { NewLink } from '#contract/links.ts';
import { openAsks } from '../asks/asks.ts';
import { kindOfRefusal } from '../asks/kind.ts';
import type { Actor } from '../box/actor.ts';
import { makeAddresses } from '../links/addresses.ts';
import { readLink } from '../links/link.ts';
import { sightOf } from '../links/mine.ts';
import { letPhoneIn } from '../links/opens/table.ts';
import type { Refusal } from '../refusal.ts';
import { testKit } from '../testing/kit.ts';
import { actor, newLink } from '../testing/links.ts';
import { makeOpener } from '../visits/open.ts';
import { openRunning } from '../visits/running.ts';
import { askedNeeds, saidByAsk } from './asked.ts';
import { endingNeeds } from './ending.ts';

const hour = 3_600_000;

async function door(input: Partial<NewLink>) {
  const kit = await testKit();
  const { id, projectId } = await newLink(kit, input);
  const running = await openRunning(kit);
  const asks = await openAsks(kit);
  onTestFinished(async () => {
    asks.stop();
    await running.stop();
  });
  const opener = makeOpener(kit, running);
  const addresses = makeAddresses(kit.config, () => ({ publicOrigin: null }), { guest: () => 8090, local: () => 8080 });
  const press = async (key: string) => {
    const link = await readLink(kit.db.read, id);
    const visitor = { key, standIn: false };
    // Each by a network of its own, so that none looks like another's second browser.
    const phone = { address: `10.0.${key.charCodeAt(0)}.1`, agent: `agent of ${key}`, onSite: true };
    return opener({ ...phone, link, visitor, visitId: undefined, nonce: undefined, password: undefined });
  };
  return {
    ...{ kit, id, projectId, press },
    ask: async (key: string, name = '') => {
      const refusal = await press(key).then(
        () => undefined,
        (error: unknown) => error,
      );
      const kind = kindOfRefusal(refusal as Refusal) as AskKind;
      const link = await readLink(kit.db.read, id);
      const said = { mark: 'ios 10.0.0.0/24', kind, name, note: '' };
      await asks.add(link, { ...said, visitor: { key, standIn: false } });
    },
    asked: (as: Actor = actor) => askedNeeds(kit, addresses, sightOf(as)),
    endings: () => endingNeeds(kit, addresses, sightOf(actor)),
  };
}

test('those who wait for one link are told together, with enough for all of them', async () => {
  const { kit, press, ask, asked, endings } = await door({ policy: { maxOpens: 2 }, label: '媒体版' });
  await Promise.all([press('one'), press('two')]);
  await ask('a', '王楠');
  const since = new Date(kit.clock.now()).toISOString();
  kit.time.advance(hour);
  for (let nr = 0; nr < 32; nr += 1) await ask(`phone ${nr}`);
  const [need, ...others] = await asked();
  expect(others).toEqual([]);
  expect(need).toMatchObject({ why: 'exhausted', name: '媒体版', count: 33, offer: { opens: 40 } });
  expect(need?.since.slice(0, 16)).toBe(since.slice(0, 16));
  expect(need?.asks.map(({ name }) => name)).toEqual(['王楠', '', '', '', '']);
  // Staff are told of it once.
  const [ending] = await endings();
  expect(ending && saidByAsk(ending, await asked())).toBe(true);
  expect(await asked({ ...actor, projectIds: [] })).toEqual([]);
});

test('a few phones that want in stand each for itself, many only by their number', async () => {
  const { press, ask, asked } = await door({ policy: { maxDevices: 1 } });
  await press('one');
  for (const key of ['a', 'b', 'c']) await ask(key);
  expect((await asked()).map(({ why, count, name }) => [why, count, name])).toEqual(
    Array(3).fill(['device', 1, '主会场']),
  );
  await ask('d');
  expect((await asked()).map(({ count }) => count)).toEqual([4]);
});

test('a link on so many phones, each with its share, nears its end as one with as many opens', async () => {
  const { kit, id, press, endings } = await door({ policy: { maxDevices: 2, maxOpensPerVisitor: 4 } });
  const open = async (key: string, times: number) => {
    for (let nr = 0; nr < times; nr += 1) {
      await press(key);
      kit.time.advance(hour);
    }
  };
  await open('one', 4);
  await open('two', 2);
  expect(await endings()).toEqual([]);
  await open('two', 1);
  expect(await endings()).toMatchObject([{ opensLeft: 1, offer: { opensPerVisitor: 4 } }]);
  await open('two', 1);
  expect(await endings()).toMatchObject([{ opensLeft: 0, link: { state: 'live' } }]);
  await kit.db.write((writer) => letPhoneIn(writer, id, 'three', kit.clock.now()));
  expect(await endings()).toEqual([]);
});

test('one of either limit alone is no end of a link, and one good for a single open is meant to be used up', async () => {
  for (const policy of [{ maxOpensPerVisitor: 1 }, { maxDevices: 1 }, { maxOpensPerVisitor: 1, maxDevices: 1 }]) {
    const { press, endings } = await door({ policy });
    await press('one');
    expect(await endings()).toEqual([]);
  }
});
