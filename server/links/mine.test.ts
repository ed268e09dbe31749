import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ask } from '#contract/asks.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Now } from '#contract/now.ts';
import type { Operation } from '#contract/operation.ts';
import { operations } from '#contract/operations.ts';
import type { People } from '#contract/people.ts';
import type { Recipient, RecipientPage } from '#contract/recipients.ts';
import type { StaffFact } from '#contract/socket.ts';
import { type Caller, callerOf, ownerPassword, sessionOf, startTestBox, type TestBox } from '../testing/box.ts';
import { jsonPost, phoneAt, shelvePhotos } from '../testing/guests.ts';
import { socketTo } from '../testing/screens.ts';
import { openHearing } from './mine.ts';

/** A client of a presenter, with a link that is used up and somebody who asks there. */
interface Client {
  readonly caller: Caller;
  readonly recipient: Recipient;
  readonly link: Link;
}

const nowhere = '019aa111-2222-7333-8444-555566667777';
let box: TestBox;
let projectId: string;
let gallery: Gallery & { link: Link };
const clients: Client[] = [];
let keyClient: Client;
let staff: Caller;

async function clientOf(caller: Caller, name: string): Promise<Client> {
  const recipient = await caller.call<Recipient>('POST', `/api/projects/${projectId}/recipients`, {
    name,
    tags: ['客户'],
  });
  const link = await caller.call<Link>('POST', `/api/projects/${projectId}/links`, {
    galleryIds: [gallery.id],
    recipientIds: [recipient.id],
    policy: { maxOpens: 2, password: '2026', refreshDays: 1 },
  });
  await caller.call('PUT', `/api/links/${link.id}/next-step`, { text: name, endsOn: tomorrow() });
  for (let nr = 0; nr < 3; nr += 1) {
    const phone = phoneAt(box.guestUrl);
    await phone.open(link.token ?? '', { password: '2026' });
    if (nr === 2) expect((await phone.ask(`/g/${link.token}/ask`, jsonPost({ name }))).status).toBe(201);
  }
  return { caller, recipient, link };
}
const tomorrow = () => new Date(box.kit.clock.now() + 2 * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  box = await startTestBox();
  projectId = (await box.project()).id;
  gallery = await box.gallery(projectId);
  clients.push(
    await clientOf(await box.as('presenter'), '王先生'),
    await clientOf(await box.as('presenter'), '李女士'),
  );
  const { key } = await box.owner.call<{ key: string }>('POST', '/api/keys', { name: 'tablet', role: 'presenter' });
  keyClient = await clientOf(callerOf(box.localUrl, { authorization: `Bearer ${key}` }), '平板');
  staff = await box.as('staff');
}, 60_000);
afterAll(() => box.stop());

const [first, second] = [() => clients[0] as Client, () => clients[1] as Client];
const allowed = operations.filter(({ door, access }) => door === 'local' && access.includes('presenter' as never));
const named = allowed.filter(({ path }) => /^\/api\/(links|recipients)\/:/.test(path));
const addressOf = ({ path }: Operation, id: string) => path.replace(/:id/, id).replace(/:\w+/g, nowhere);
const idOf = ({ path }: Operation, client: Client) =>
  path.startsWith('/api/links/') ? client.link.id : client.recipient.id;

test('there are operations that name a link or a recipient', () => {
  expect(named.length).toBeGreaterThan(15);
});

describe.each(named.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s',
  (_name, operation) => {
    test('of another presenter’s client is as if it were not there, whatever is sent', async () => {
      const bodies =
        operation.method === 'GET' ? [undefined] : [{}, { name: 'taken', label: 'taken', days: 1, text: 'x' }];
      for (const caller of [second().caller, keyClient.caller]) {
        for (const body of bodies) {
          const [theirs, none] = await Promise.all(
            [idOf(operation, first()), nowhere].map((id) =>
              caller.ask(operation.method, addressOf(operation, id), body),
            ),
          );
          expect(theirs?.status).toBe(404);
          expect(await theirs?.json()).toEqual(await none?.json());
        }
      }
    });

    test('of an own client is there, and of any for staff', async () => {
      if (operation.method !== 'GET' || operation.path.endsWith('/picture')) return;
      const seen = [first(), keyClient].map((client) => [client.caller, client] as const);
      for (const [caller, client] of [...seen, [staff, first()] as const, [box.owner, first()] as const]) {
        expect((await caller.ask('GET', addressOf(operation, idOf(operation, client)))).status).toBe(200);
      }
    });
  },
);

test('nothing of the client was changed by all of this', async () => {
  expect(await first().caller.call('GET', `/api/recipients/${first().recipient.id}`)).toMatchObject({
    ...{ name: '王先生', links: 1, opens: 2 },
  });
  expect(await first().caller.call('GET', `/api/links/${first().link.id}`)).toMatchObject({
    ...{ label: '', token: first().link.token, state: 'exhausted' },
  });
});

test('lists tell a presenter of its own clients and of what is for nobody in particular', async () => {
  const everything = [gallery.link.id, ...[...clients, keyClient].map(({ link }) => link.id)];
  const linksOf = async (caller: Caller, query = '') =>
    (await caller.call<{ items: Link[] }>('GET', `/api/projects/${projectId}/links?${query}`)).items.map(
      ({ id }) => id,
    );
  const recipients = (caller: Caller, query = '') =>
    caller.call<RecipientPage>('GET', `/api/projects/${projectId}/recipients?${query}`);
  for (const client of [...clients, keyClient]) {
    expect(await linksOf(client.caller)).toEqual([gallery.link.id, client.link.id]);
    expect(await linksOf(client.caller, `galleryId=${gallery.id}`)).toEqual([gallery.link.id, client.link.id]);
    const page = await recipients(client.caller, 'tag=客户');
    expect([page.items.map(({ id }) => id), page.total, page.tags]).toEqual([
      ...[[client.recipient.id], 1, [{ tag: '客户', count: 1 }]],
    ]);
    const { items } = await client.caller.call<{ items: Ask[] }>('GET', '/api/asks');
    expect(items.map(({ linkId }) => linkId)).toEqual([client.link.id]);
  }
  expect(await linksOf(second().caller, `recipientId=${first().recipient.id}`)).toEqual([]);
  for (const caller of [staff, box.owner]) {
    expect(await linksOf(caller)).toEqual(everything);
    expect((await recipients(caller)).total).toBe(3);
    expect((await caller.call<{ items: Ask[] }>('GET', '/api/asks')).items).toHaveLength(3);
  }
});

test('what needs a hand at the link of another presenter’s client is not told', async () => {
  const linkOf = ({ caller, recipient }: Client, policy: object) =>
    caller.call<Link>('POST', `/api/projects/${projectId}/links`, {
      ...{ galleryIds: [gallery.id], recipientIds: [recipient.id], policy },
    });
  const own = new Map<Client, string[]>();
  for (const client of [...clients, keyClient])
    own.set(client, [client.link.id, (await linkOf(client, { refreshDays: 1 })).id]);
  box.time.advance(2.5 * 86_400_000);
  for (const [client, ids] of own) ids.push((await linkOf(client, { expiresInDays: 1 })).id);
  const now = box.kit.clock.now();
  const guesses = [...clients, keyClient].map(({ link }) => ({
    ...{ name: `link:${link.id}:site`, failed: 30, since: now, last_at: now },
  }));
  await box.kit.db.write((writer) => writer.insertInto('guesses').values(guesses).execute());
  const needs = async (caller: Caller) =>
    (await caller.call<Now>('GET', '/api/now')).needs.flatMap((need) => {
      const linkId = 'link' in need ? need.link.id : need.kind === 'step_ending' ? need.linkId : null;
      return linkId === null ? [] : [`${need.kind} ${linkId}`];
    });
  const all = await needs(box.owner);
  const kinds = ['asked', 'link_ending', 'link_locked', 'refresh_due', 'step_ending'];
  for (const [{ caller }, ids] of own) {
    const told = await needs(caller);
    expect(told).toEqual(all.filter((need) => ids.some((id) => need.endsWith(id))));
    expect(told.map((need) => need.split(' ')[0]).toSorted()).toEqual(kinds);
    for (const id of ids.slice(1)) await caller.call('DELETE', `/api/links/${id}`);
  }
});

test('nobody answers who asks at another presenter’s client', async () => {
  const [ask] = (await first().caller.call<{ items: Ask[] }>('GET', '/api/asks')).items;
  const answer = (caller: Caller, id = ask?.id) => caller.ask('POST', `/api/asks/${id}/answer`, { opens: 5 });
  const [theirs, none] = [await answer(second().caller), await answer(second().caller, nowhere)];
  expect(theirs.status).toBe(404);
  expect(await theirs.json()).toEqual(await none.json());
  expect((await answer(first().caller)).status).toBe(200);
});

test('what another presenter’s client has cannot be named in anything that is sent', async () => {
  const { caller, link } = second();
  const wish = { galleryIds: [gallery.id], recipientIds: [first().recipient.id] };
  const refused = async (method: string, path: string, body: unknown) => {
    const answer = await caller.ask(method, path, body);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  const notThere = [422, 'recipient_not_in_project'];
  expect(await refused('POST', `/api/projects/${projectId}/links`, wish)).toEqual(notThere);
  expect(await refused('PATCH', `/api/links/${link.id}`, { recipientId: first().recipient.id })).toEqual(notThere);
  const tagged = await caller.call<Link & { links: Link[] }>('POST', `/api/projects/${projectId}/links`, {
    ...{ galleryIds: [gallery.id], recipientTag: '客户' },
  });
  expect(tagged.links.map(({ recipient }) => recipient?.id)).toEqual([second().recipient.id]);
  await caller.call('DELETE', `/api/links/${tagged.id}`);

  // The same person is another recipient for each of them.
  const csv = new FormData();
  csv.append('file', new Blob(['姓名\n王先生\n']), 'a.csv');
  const told = await (await caller.ask('POST', `/api/projects/${projectId}/recipients/import`, csv)).json();
  expect(told).toMatchObject({ added: 1, unchanged: 0 });
});

test('what was chosen for another presenter’s client is in nobody’s reach, by whatever names it', async () => {
  const photos = await shelvePhotos(box.kit, projectId, gallery.id, ['客厅.jpg', '主卧.jpg']);
  const photoIds = photos.map(({ id }) => id);
  const heard: string[] = [];
  const hearing = openHearing(box.kit);
  const listener = { id: 'nobody', role: 'presenter' as const };
  const stop = box.kit.changes.on('gallery.changed', (news) => {
    void Promise.resolve(hearing(listener, news)).then((told) => told && heard.push(news.galleryId));
  });
  const { gallery: own } = await first().caller.call<{ gallery: Gallery }>(
    ...(['POST', `/api/projects/${projectId}/personal`] as const),
    { recipientId: first().recipient.id, photoIds },
  );
  box.kit.changes.emit('gallery.changed', { galleryId: gallery.id, projectId, gone: false, urgent: false });
  await expect.poll(() => heard).toEqual([gallery.id]);
  stop();
  await box.kit.db.write((writer) =>
    writer
      .insertInto('swaps')
      .values({
        ...{ id: nowhere, gallery_id: own.id, photo_ids: '[]', held: '[]', at: 1, state: 'missed' },
        ...{ made_by: '', made_at: 1, ended_at: box.kit.clock.now() },
      })
      .execute(),
  );
  const missed = async (caller: Caller) =>
    (await caller.call<Now>('GET', '/api/now')).needs.filter(({ kind }) => kind === 'swap_missed').length;
  expect([await missed(first().caller), await missed(second().caller)]).toEqual([1, 0]);

  const photographer = await box.as('photographer');
  const all = `/api/projects/${projectId}/galleries`;
  const links = `/api/projects/${projectId}/links`;
  const listed = async (caller: Caller) =>
    (await caller.call<{ items: Gallery[] }>('GET', all)).items.some(({ id }) => id === own.id);
  for (const caller of [second().caller, keyClient.caller, photographer]) {
    expect(await listed(caller)).toBe(false);
    expect((await caller.ask('GET', `/api/galleries/${own.id}`)).status).toBe(404);
    expect((await caller.ask('GET', `/api/projects/${projectId}/photos?galleryId=${own.id}`)).status).toBe(404);
  }
  const refused = async (method: string, path: string, galleryIds: string[]) => {
    const answer = await second().caller.ask(method, path, { galleryIds });
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  const notThere = [422, 'gallery_not_in_project'];
  expect(await refused('POST', links, [gallery.id, own.id])).toEqual(notThere);
  expect(await refused('PATCH', `/api/links/${second().link.id}`, [own.id])).toEqual(notThere);
  for (const caller of [first().caller, staff]) {
    expect(await listed(caller)).toBe(true);
    expect((await caller.ask('GET', `/api/projects/${projectId}/photos?galleryId=${own.id}`)).status).toBe(200);
    const { id } = await caller.call<Link>('POST', links, { galleryIds: [own.id] });
    await caller.call('DELETE', `/api/links/${id}`);
  }
});

test('what was sent to a client is told to its presenter alone, also where the link is for nobody by now', async () => {
  const { caller } = first();
  const recipient = await caller.call<Recipient>('POST', `/api/projects/${projectId}/recipients`, { name: '赵先生' });
  const link = await caller.call<Link>('POST', `/api/projects/${projectId}/links`, {
    ...{ galleryIds: [gallery.id], recipientIds: [recipient.id], label: '样板间' },
  });
  const sent = `/api/projects/${projectId}/messages/sent`;
  await caller.call('POST', sent, { items: [{ linkId: link.id, body: '赵先生您好' }], how: 'copy' });
  await caller.call('DELETE', `/api/recipients/${recipient.id}?links=keep`);
  const told = async (who: Caller) => {
    const { items } = await who.call<{ items: { body: string }[] }>('GET', `${sent}?linkId=${link.id}`);
    const people = await who.call<People>('GET', `/api/projects/${projectId}/people`);
    return [items.map(({ body }) => body), people.items.find((one) => one.link.id === link.id)?.sent?.body];
  };
  for (const who of [caller, staff]) expect(await told(who)).toEqual([['赵先生您好'], '赵先生您好']);
  expect(await told(second().caller)).toEqual([[], undefined]);
  await caller.call('DELETE', `/api/links/${link.id}`);
});

test('events tell a presenter nothing of the links and recipients of others, by either way, and in their order', async () => {
  const heard = new Map<string, StaffFact[]>();
  const sockets = await Promise.all(
    ['presenter-1', 'presenter-2', 'owner'].map(async (username) => {
      const cookie = await sessionOf(box.localUrl, username, ownerPassword);
      const socket = socketTo(box.localUrl, '/staff', { cookie, origin: box.localUrl });
      const facts: StaffFact[] = [];
      heard.set(username, facts);
      socket.on('fact', (fact: StaffFact) => facts.push(fact));
      await new Promise<void>((done) => socket.on('connect', () => done()));
      return socket;
    }),
  );
  const stream = await second().caller.ask('GET', '/api/events');
  const [a, b] = clients as [Client, Client];
  await a.caller.call('PATCH', `/api/links/${a.link.id}`, { label: 'a' });
  await a.caller.call('PATCH', `/api/recipients/${a.recipient.id}`, { note: 'a' });
  await b.caller.call('PATCH', `/api/links/${b.link.id}`, { label: 'b' });
  await b.caller.call('PATCH', `/api/recipients/${b.recipient.id}`, { note: 'b' });
  await b.caller.call('PATCH', `/api/links/${gallery.link.id}`, { label: 'of all' });
  box.kit.changes.emit('message.sent', { linkIds: [a.link.id, b.link.id, gallery.link.id], projectId });
  box.kit.changes.emit('message.sent', { linkIds: [a.link.id], projectId });
  await box.owner.call('PATCH', '/api/settings', { boxName: 'last' });

  const told = (client: Client) => [
    `link.changed ${client.link.id}`,
    `recipient.changed ${client.recipient.id}`,
    `link.changed ${gallery.link.id}`,
  ];
  const of = (username: string) =>
    (heard.get(username) ?? [])
      .filter(({ fact }) => fact.startsWith('link.') || fact.startsWith('recipient.'))
      .map(({ fact, facts }) => `${fact} ${facts.linkId ?? facts.recipientId}`);
  const last = (username: string) => heard.get(username)?.some(({ fact }) => fact === 'settings.changed');
  await expect.poll(() => [...heard.keys()].every(last)).toBe(true);
  expect(of('presenter-1')).toEqual(told(a));
  expect(of('presenter-2')).toEqual(told(b));
  expect(of('owner')).toEqual([...told(a).slice(0, 2), ...told(b)]);
  const sent = (username: string) =>
    (heard.get(username) ?? []).flatMap(({ fact, facts }) => (fact === 'message.sent' ? [facts.linkIds] : []));
  expect(sent('presenter-2')).toEqual([[b.link.id, gallery.link.id]]);
  expect(sent('presenter-1')).toEqual([[a.link.id, gallery.link.id], [a.link.id]]);

  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  while (!text.includes('settings.changed')) text += Buffer.from((await reader.read()).value ?? []).toString();
  expect(text).toContain(b.link.id);
  expect([text.includes(a.link.id), text.includes(a.recipient.id)]).toEqual([false, false]);
  await reader.cancel();
  for (const socket of sockets) socket.disconnect();
});

test('a client whose presenter’s account is gone is the house’s alone', async () => {
  const { items } = await box.owner.call<{ items: { id: string; username: string }[] }>('GET', '/api/accounts');
  const account = items.find(({ username }) => username === 'presenter-1');
  await box.owner.call('DELETE', `/api/accounts/${account?.id}`);
  const path = `/api/recipients/${first().recipient.id}`;
  expect(await box.owner.call('GET', path)).toMatchObject({ madeBy: null, name: '王先生' });
  expect((await second().caller.ask('GET', path)).status).toBe(404);
});
