import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '#contract/accounts.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import { Personal } from '#contract/personal.ts';
import type { Problem } from '#contract/problems.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import { type Caller, startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt, shelvePhotos } from '../testing/guests.ts';

let box: TestBox;
let agent: Caller;
beforeAll(async () => {
  box = await startTestBox();
  agent = await box.as('presenter');
});
afterAll(() => box.stop());

/** A project with a unit of so many photos; gives what makes personal galleries of them. */
async function project(photos = 4, kind: Project['kind'] = 'estate') {
  const { id } = await box.project('南岸一号', kind);
  const { id: unitId } = await box.gallery(id, { title: 'B2' });
  const names = Array.from({ length: photos }, (_, nr) => `${id}-${nr}.jpg`);
  const photoIds = (await shelvePhotos(box.kit, id, unitId, names)).map((photo) => photo.id);
  const count = async () => {
    const all = async (what: string) =>
      (await box.owner.call<{ items: unknown[] }>('GET', `/api/projects/${id}/${what}`)).items.length;
    return Promise.all(['recipients', 'galleries', 'links'].map(all));
  };
  const ask = (body: object, who = agent) =>
    who.ask('POST', `/api/projects/${id}/personal`, { photoIds: photoIds.slice(0, 3), ...body });
  const make = async (body: object, who = agent) => {
    const answer = await ask(body, who);
    expect(answer.status, await answer.clone().text()).toBe(201);
    return Personal.parse(await answer.json());
  };
  const refused = async (body: object, who = agent) => (await (await ask(body, who)).json()) as Problem;
  return { id, unitId, photoIds, count, make, refused };
}

test('a client, a gallery in the order of the ticks and a link on the terms for one guest are made in one act', async () => {
  const { id, photoIds, make, count } = await project();
  const [a, b, c] = photoIds as [string, string, string];
  const told: string[] = [];
  const stops = (['recipient.changed', 'gallery.changed', 'link.changed'] as const).map((fact) =>
    box.kit.changes.on(fact, ({ projectId }) => told.push(`${fact} ${projectId === id}`)),
  );
  const { recipient, gallery, link } = await make({ name: '李', honorific: '先生', photoIds: [c, a, b, a] });
  for (const stop of stops) stop();

  expect(recipient).toMatchObject({
    projectId: id,
    name: '李',
    honorific: '先生',
    links: 1,
    opens: 0,
    madeBy: 'presenter-1',
  });
  expect(gallery).toMatchObject({ title: '李先生 · B2', photoIds: [c, a, b], order: 'manual', inflow: 'off' });
  expect(gallery.recipientId).toBe(recipient.id);
  expect(link).toMatchObject({ audience: 'estate.client', galleryIds: [gallery.id], for: 'one', follows: true });
  expect(link.policy).toMatchObject({ maxOpens: 20, download: 'off' });
  expect(link.recipient).toEqual({ id: recipient.id, name: '李', honorific: '先生', company: '' });
  expect(told).toEqual(['recipient.changed true', 'gallery.changed true', 'link.changed true']);
  expect(await count()).toEqual([1, 2, 2]);

  const opened = await phoneAt(box.guestUrl).opened(link.token as string);
  expect(opened.chapters[0]?.photos.map((photo) => photo.id)).toEqual([c, a, b]);
  const { items } = await box.owner.call<{ items: AuditEntry[] }>('GET', '/api/audit');
  const subjects = [recipient.id, gallery.id, link.id];
  expect(
    items
      .filter(({ subject }) => subjects.includes(subject ?? ''))
      .map(({ action }) => action)
      .toSorted(),
  ).toEqual(['gallery.add', 'link.add', 'recipient.add']);
});

test('one who is there already is used again, on terms of their own, and the title may be given', async () => {
  const { id, photoIds, make, count } = await project();
  const first = await make({ name: '王女士', title: '样板间' });
  const again = await make({
    recipientId: first.recipient.id,
    photoIds: photoIds.slice(3),
    policy: { maxOpens: 5, expiresInDays: 2, download: 'screen' },
  });
  expect(first.gallery.title).toBe('样板间');
  expect(again.recipient).toMatchObject({ id: first.recipient.id, links: 2 });
  expect(again.link).toMatchObject({ follows: false, policy: { maxOpens: 5, download: 'screen' } });
  expect(await count()).toEqual([1, 3, 3]);
  const { items } = await agent.call<{ items: Link[] }>(
    'GET',
    `/api/projects/${id}/links?recipientId=${first.recipient.id}`,
  );
  expect(items.map((link) => link.id)).toEqual([first.link.id, again.link.id]);
});

test('it is called after the client alone where its photos are of several galleries, and never after another client’s', async () => {
  const { id, photoIds, make } = await project(2);
  const { id: other } = await box.gallery(id, { title: '园林' });
  const [tree] = await shelvePhotos(box.kit, id, other, [`${id}-tree.jpg`]);
  const mixed = await make({ name: '周先生', photoIds: [photoIds[0], tree?.id] });
  expect(mixed.gallery.title).toBe('周先生');
  expect((await make({ name: '郑先生', photoIds: [photoIds[0], tree?.id] })).gallery.title).toBe('郑先生');
  const long = await make({ name: '长'.repeat(80), honorific: '称'.repeat(40), photoIds: [tree?.id] });
  expect(long.gallery.title).toHaveLength(120);
  expect((await make({ name: 'Chen', honorific: 'Ms', photoIds: [tree?.id] })).gallery.title).toBe('Ms Chen · 园林');
});

test('each kind of project has terms for one guest that let nothing be saved, and a password is made where a preset asks for one', async () => {
  const event = await project(1, 'event');
  const launch = await project(1, 'product');
  const [seen, shown] = [await event.make({ name: '甲' }), await launch.make({ name: '乙' })];
  expect([seen.link, shown.link].map(({ audience, policy }) => [audience, policy.download])).toEqual([
    ['event.attendee', 'off'],
    ['product.launch', 'off'],
  ]);
  const asks = await event.make({ name: '丙', audience: 'internal' });
  expect(asks.link.password).toMatch(/^\d{6}$/);
  const phone = phoneAt(box.guestUrl);
  expect((await phone.open(asks.link.token as string)).status).toBe(401);
  expect((await phone.open(asks.link.token as string, { password: asks.link.password })).status).toBe(200);
});

test('where a part of it cannot be, nothing is made, and the field that was wrong is named', async () => {
  const { id, photoIds, make, refused, count } = await project(26);
  const strange = await project(1);
  const stranger = await strange.make({ name: '外人' });
  const before = await count();
  const wrong: [object, number, string, string][] = [
    [{ name: '李', photoIds }, 422, 'gallery_full', 'photoIds'],
    [{ name: '李', photoIds: [photoIds[0], strange.photoIds[0]] }, 422, 'photo_not_in_project', 'photoIds'],
    [{ recipientId: stranger.recipient.id }, 422, 'recipient_not_in_project', 'recipientId'],
    [{ name: '李', audience: 'nobody' }, 422, 'audience_not_found', 'audience'],
    [{ name: '李', policy: { opensAt: '2100-01-01T00:00:00Z' } }, 400, 'invalid_input', 'policy.opensAt'],
    [{ name: '李', recipientId: stranger.recipient.id }, 400, 'invalid_input', 'name'],
    [{}, 400, 'invalid_input', 'name'],
    [{ name: ' ' }, 400, 'invalid_input', 'name'],
    [{ name: '李', photoIds: [] }, 400, 'invalid_input', 'photoIds'],
  ];
  for (const [body, status, code, field] of wrong) {
    expect(await refused(body), JSON.stringify(body).slice(0, 80)).toMatchObject({ status, code, errors: [{ field }] });
  }
  expect(await count()).toEqual(before);

  // Another presenter's client is as if there were none, an archived project takes nobody.
  const own = await make({ name: '陈先生' });
  const colleague = await box.as('presenter');
  expect(await refused({ recipientId: own.recipient.id }, colleague)).toMatchObject({
    code: 'recipient_not_in_project',
  });
  expect(await refused({ name: '李' }, await box.as('photographer'))).toMatchObject({ status: 403 });
  await box.owner.call('PATCH', `/api/projects/${id}`, { archived: true });
  expect(await refused({ name: '李' })).toMatchObject({ status: 409, code: 'project_archived' });
});

test('a presenter sees what became of own clients, and nothing of a colleague’s', async () => {
  const { id, make } = await project();
  const own = await make({ name: '赵先生' });
  const colleague = await box.as('presenter');
  await phoneAt(box.guestUrl).opened(own.link.token as string);
  const seen = await agent.call<Recipient>('GET', `/api/recipients/${own.recipient.id}`);
  expect(seen).toMatchObject({ opens: 1, lastOpenAt: expect.any(String) });
  expect((await colleague.ask('GET', `/api/recipients/${own.recipient.id}`)).status).toBe(404);
  expect((await colleague.ask('GET', `/api/links/${own.link.id}`)).status).toBe(404);
  const galleriesFor = async (who: Caller) =>
    (await who.call<{ items: Gallery[] }>('GET', `/api/projects/${id}/galleries`)).items.map(({ title }) => title);
  expect(await galleriesFor(agent)).toEqual(['B2', '赵先生 · B2']);
  expect(await galleriesFor(box.owner)).toEqual(['B2', '赵先生 · B2']);
  expect(await galleriesFor(colleague)).toEqual(['B2']);
  expect((await colleague.ask('GET', `/api/galleries/${own.gallery.id}`)).status).toBe(404);
});
