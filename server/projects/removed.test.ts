import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ask } from '#contract/asks.ts';
import type { Link } from '#contract/links.ts';
import type { NextStep } from '#contract/next-step.ts';
import type { Now } from '#contract/now.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { jsonPost, phoneAt } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const dateIn = (days: number) => new Date(box.time.wall() + days * day).toISOString().slice(0, 10);
const asks = async () => (await box.owner.call<{ items: Ask[] }>('GET', '/api/asks')).items;
const needs = async () => (await box.owner.call<Now>('GET', '/api/now')).needs.map(({ kind }) => kind);
const rows = (table: 'next_steps' | 'next_step_pictures') =>
  box.kit.db.read.selectFrom(table).select('owner_id').execute();

/** A project with a next step (a picture too), a link with one of its own that is used up, somebody who asks, and a swap. */
async function busy() {
  const { id } = await box.project();
  const files = await Promise.all(
    [1, 2].map(async (seed) => ({ name: `${seed}.jpg`, data: await makePhoto({ width: 60, height: 40, seed }) })),
  );
  const [first, second] = (await box.bring(id, files)).map((photo) => photo.id);
  const gallery = await box.gallery(id, { photoIds: [first] });
  const step = { text: '扫码进群', button: { label: '看官网', target: 'https://house.example/' }, endsOn: dateIn(2) };
  await box.owner.call('PUT', `/api/projects/${id}/next-step`, step);
  const file = formOf(
    [{ name: 'qr.png', data: await makePhoto({ width: 90, height: 90, format: 'png' }) }],
    {},
    'picture',
  );
  await box.owner.call('PUT', `/api/projects/${id}/next-step/picture`, file);
  const link = await box.owner.call<Link>('POST', `/api/projects/${id}/links`, {
    galleryIds: [gallery.id],
    policy: { maxOpens: 1 },
  });
  await phoneAt(box.guestUrl).opened(link.token ?? '');
  await box.owner.call('PUT', `/api/links/${link.id}/next-step`, { text: '给影像周刊', endsOn: dateIn(2) });
  const guest = phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 (Android)' });
  await guest.open(link.token ?? '');
  expect((await guest.ask(`/g/${link.token}/ask`, jsonPost({ name: '王楠' }))).status).toBe(201);
  const at = new Date(box.time.wall() + 10 * minute).toISOString();
  await box.owner.call('POST', `/api/galleries/${gallery.id}/swaps`, { photoIds: [second], at });
  const closed = async (token: string | null) => {
    const page = await (await guest.ask(`/g/${token}`, { headers: { accept: 'text/html' } })).text();
    // Behind what the head says of such pages.
    return page.slice(page.indexOf('<body>'), page.lastIndexOf('</main>'));
  };
  return { id, gallery, link, closed };
}

test('with a project go its next steps, who asks at its links waits no more, and what was planned does not happen', async () => {
  const { id, gallery, link, closed } = await busy();
  expect(await closed(link.token)).toContain('给影像周刊');
  expect(await needs()).toEqual(expect.arrayContaining(['asked', 'step_ending']));
  const [ask] = await asks();
  expect(ask?.name).toBe('王楠');

  await box.owner.call('DELETE', `/api/projects/${id}`);
  for (const { token } of [link, gallery.link]) {
    const page = await closed(token);
    for (const gone of ['给影像周刊', '扫码进群', 'data-waits', 'data-asks']) expect(page).not.toContain(gone);
  }
  // They lie in the trash with it.
  expect([(await rows('next_steps')).length, (await rows('next_step_pictures')).length]).toEqual([2, 1]);
  expect((await box.owner.ask('GET', `/api/projects/${id}/next-step`)).status).toBe(404);
  expect(await asks()).toEqual([]);
  expect((await box.owner.ask('POST', `/api/asks/${ask?.id}/answer`, { revive: true })).status).toBe(404);
  expect((await box.owner.ask('POST', `/api/links/${link.id}/revive`, {})).status).toBe(404);
  expect(await needs()).not.toEqual(expect.arrayContaining(['asked']));
  expect(await needs()).not.toEqual(expect.arrayContaining(['step_ending']));
  // Past the moment of the swap, and a start that does what fell due meanwhile.
  box.time.advance(11 * minute);
  box = await box.restart();
  const { state } = await box.kit.db.read.selectFrom('swaps').select('state').executeTakeFirstOrThrow();
  expect(state).toBe('planned');
  expect(await needs()).not.toEqual(expect.arrayContaining(['swap_missed']));
});

test('a copied project has the next step with its picture, and none of its taps, plans or guests', async () => {
  const { id } = await busy();
  const before = (await box.owner.call<{ step: NextStep }>('GET', `/api/projects/${id}/next-step`)).step;
  const copy = await box.owner.call<{ id: string }>('POST', `/api/projects/${id}/copy`, {});
  const { step } = await box.owner.call<{ step: NextStep }>('GET', `/api/projects/${copy.id}/next-step`);
  const { text, button, endsOn, endsAt, pictureAlt } = before;
  expect(step).toMatchObject({ text, button, endsOn, endsAt, pictureAlt, taps: 0 });
  const bytesAt = async (address: string | undefined) =>
    Buffer.from(await (await box.owner.ask('GET', address ?? '')).arrayBuffer());
  expect((await bytesAt(step.picture?.address)).equals(await bytesAt(before.picture?.address))).toBe(true);
  expect(step.picture?.address).toContain(copy.id);

  const [link] = (await box.owner.call<{ items: Link[] }>('GET', `/api/projects/${copy.id}/links`)).items;
  const phone = phoneAt(box.guestUrl);
  await phone.opened(link?.token ?? '');
  const page = await (await phone.ask(`/g/${link?.token}`, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('扫码进群');
  expect(page).not.toContain('给影像周刊');
  const swaps = await box.owner.call<{ items: unknown[] }>('GET', `/api/galleries/${link?.galleryIds[0]}/swaps`);
  expect(swaps.items).toEqual([]);
  expect((await asks()).map(({ projectId }) => projectId)).not.toContain(copy.id);
  // One is changed without the other.
  await box.owner.call('PUT', `/api/projects/${id}/next-step`, { text: '第二期见' });
  expect((await box.owner.call<{ step: NextStep }>('GET', `/api/projects/${copy.id}/next-step`)).step.text).toBe(text);
});
