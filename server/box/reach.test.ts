import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Batch } from '#contract/batches.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Operation, Role } from '#contract/operation.ts';
import { operations } from '#contract/operations.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import { writeExport } from '../reports/plans/folder.ts';
import { putFileRow } from '../reports/plans/table.ts';
import { type Caller, callerOf, ownerPassword, startTestBox, type TestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { mayHear } from './actor.ts';
import { reachOf } from './reach.ts';

interface Whole {
  project: Project;
  photo: Photo;
  gallery: Gallery & { link: Link };
  recipient: Recipient;
  batch: Batch;
}
const nowhere = '019aa111-2222-7333-8444-555566667777';
const roles = ['staff', 'presenter', 'photographer'] as const;

let box: TestBox;
let own: Whole;
let foreign: Whole;
let limited: Record<Role, Caller>;

async function whole(title: string): Promise<Whole> {
  const project = await box.project(title);
  const gallery = await box.gallery(project.id);
  const file = { name: `${title}.jpg`, data: await makePhoto({ width: 600, height: 400, seed: title.length }) };
  const [photo] = await box.bring(project.id, [file], { galleryId: gallery.id });
  for (const of of [`projects/${project.id}`, `links/${gallery.link.id}`]) {
    await box.owner.call('PUT', `/api/${of}/next-step`, { text: title });
    const picture = new FormData();
    picture.append('picture', new Blob([new Uint8Array(file.data)]), file.name);
    expect((await box.owner.ask('PUT', `/api/${of}/next-step/picture`, picture)).status).toBe(200);
  }
  const recipient = await box.owner.call<Recipient>('POST', `/api/projects/${project.id}/recipients`, { name: title });
  const batch = await box.owner.call<Batch>('POST', `/api/galleries/${gallery.id}/batches`, { count: 1 });
  return { project, photo: photo as Photo, gallery, recipient, batch };
}
async function signIn(username: string): Promise<Caller> {
  const answer = await box.nobody.ask('POST', '/api/session', { username, password: ownerPassword });
  expect(answer.status).toBe(204);
  return callerOf(box.localUrl, { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] as string });
}
async function account(role: Role, projectIds: string[] | null, username: string = role): Promise<string> {
  const input = { username, password: ownerPassword, role, projectIds };
  return (await box.owner.call<{ id: string }>('POST', '/api/accounts', input)).id;
}

/** A report that was made in an evening, with the id that stands for any. */
async function reportFile(projectId: string): Promise<void> {
  const bytes = await writeExport(box.kit, 'own/2026-11-21.txt', Buffer.from('report'));
  const name = { name: 'own/2026-11-21.txt', day: '2026-11-21', form: 'txt', bytes } as const;
  const how = { made_at: box.kit.clock.now(), state: 'made', failure: null, mailed_at: null } as const;
  await box.kit.db.write((writer) => putFileRow(writer, { id: nowhere, project_id: projectId, ...name, ...how }));
}

beforeAll(async () => {
  box = await startTestBox();
  own = await whole('own');
  foreign = await whole('foreign');
  for (const role of roles) await account(role, [own.project.id]);
  limited = Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, await signIn(role)] as const)),
  ) as Record<Role, Caller>;
  // One of somebody else's is not there for a presenter.
  await reportFile(own.project.id);
  own.recipient = await limited.presenter.call('POST', `/api/projects/${own.project.id}/recipients`, { name: 'own' });
}, 60_000);
afterAll(() => box.stop());

const forPeople = operations.filter(({ door, access }) => door === 'local' && typeof access !== 'string');

test.each(forPeople.map((operation) => [operation.id, operation] as const))(
  '%s says how it is limited: by its address, or by the table',
  (_id, operation) => {
    expect(reachOf(operation)).toBeDefined();
  },
);

test('an operation that nobody has thought of is not for limited accounts', () => {
  const operation = { ...operations[0], id: 'new', path: '/api/new', access: ['owner', 'staff'] } as Operation;
  expect(reachOf(operation)).toBeUndefined();
});

const placed = forPeople.filter((operation) => reachOf(operation)?.place);
const idOf = ({ path }: Operation, there: Whole): string => {
  if (path.startsWith('/api/projects/')) return there.project.id;
  if (path.startsWith('/api/photos/')) return there.photo.id;
  if (path.startsWith('/api/recipients/')) return there.recipient.id;
  if (path.startsWith('/api/batches/')) return there.batch.id;
  return path.startsWith('/api/galleries/') ? there.gallery.id : there.gallery.link.id;
};
const addressOf = ({ path }: Operation, id: string) =>
  path
    .replace(/:(id|projectId)/, id)
    .replace(':size', 'original')
    .replace(/:\w+/g, nowhere);

describe.each(placed.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s',
  (_name, operation) => {
    test('of another project is as if it were not there, whatever is sent', async () => {
      const bodies = operation.method === 'GET' ? [undefined] : [{}, { title: 'taken', days: 1, photoIds: [nowhere] }];
      for (const role of roles.filter((each) => operation.access.includes(each as never))) {
        for (const body of bodies) {
          const [theirs, none] = await Promise.all(
            [idOf(operation, foreign), nowhere].map((id) =>
              limited[role].ask(operation.method, addressOf(operation, id), body),
            ),
          );
          expect([role, theirs?.status]).toEqual([role, 404]);
          expect(await theirs?.json()).toEqual(await none?.json());
        }
      }
    });

    test('of its own project is there', async () => {
      if (operation.method !== 'GET') return;
      for (const role of roles.filter((each) => operation.access.includes(each as never))) {
        const answer = await limited[role].ask('GET', addressOf(operation, idOf(operation, own)));
        expect([role, answer.status]).toEqual([role, 200]);
      }
    });
  },
);

test('nothing of the other project was changed by all of this', async () => {
  expect(await box.owner.call('GET', `/api/projects/${foreign.project.id}`)).toMatchObject({ title: 'foreign' });
  expect(await box.owner.call('GET', `/api/galleries/${foreign.gallery.id}`)).toMatchObject({
    title: foreign.gallery.title,
    photoIds: [foreign.photo.id],
  });
  expect(await box.owner.call('GET', `/api/links/${foreign.gallery.link.id}`)).toMatchObject({
    state: 'live',
    token: foreign.gallery.link.token,
  });
});

test('what is in the trash of another project is not there either', async () => {
  const there = await whole('emptied');
  await box.owner.ask('DELETE', `/api/photos/${there.photo.id}`);
  await box.owner.ask('DELETE', `/api/galleries/${there.gallery.id}`);
  for (const path of [
    `/api/photos/${there.photo.id}`,
    `/api/galleries/${there.gallery.id}`,
    `/api/links/${there.gallery.link.id}`,
  ]) {
    expect([path, (await limited.staff.ask('GET', path)).status]).toEqual([path, 404]);
  }
});

test('lists tell its own projects alone', async () => {
  const { items } = await limited.staff.call<{ items: Project[] }>('GET', '/api/projects');
  expect(items.map(({ id }) => id)).toEqual([own.project.id]);
  const now = await limited.staff.call<{ newest: { photos: Photo[]; count: number }; visits: { opens: number } }>(
    'GET',
    '/api/now',
  );
  expect(now.newest.photos.map(({ id }) => id)).toEqual([own.photo.id]);
  expect(now.newest.count).toBe(1);
  expect(await limited.staff.call('GET', '/api/session')).toMatchObject({ projectIds: [own.project.id] });
});

test('a limited account makes no projects, not even of its own', async () => {
  const tries: [string, object][] = [
    ['/api/projects', { kind: 'event', title: 'new' }],
    ['/api/projects/sample', {}],
    [`/api/projects/${own.project.id}/copy`, {}],
  ];
  for (const [path, body] of tries) {
    const answer = await limited.staff.ask('POST', path, body);
    expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([path, 403, 'not_allowed']);
  }
});

test('things of another project are not drawn into its own', async () => {
  const into = await limited.staff.ask('POST', `/api/galleries/${own.gallery.id}/photos`, { add: [foreign.photo.id] });
  expect(into.status).toBe(422);
  const link = await limited.staff.ask('POST', `/api/projects/${own.project.id}/links`, {
    galleryIds: [foreign.gallery.id],
  });
  expect(link.status).toBe(422);
});

test('an owner sees all, whatever was told, and so does an account without a list', async () => {
  await account('owner', [own.project.id], 'second');
  expect((await (await signIn('second')).ask('GET', `/api/projects/${foreign.project.id}`)).status).toBe(200);
  await account('staff', null, 'free');
  expect((await (await signIn('free')).ask('GET', `/api/projects/${foreign.project.id}`)).status).toBe(200);
});

test('a change of the projects counts at once, without another sign-in', async () => {
  const id = await account('staff', [own.project.id], 'moved');
  const caller = await signIn('moved');
  const path = `/api/photos/${foreign.photo.id}`;
  expect((await caller.ask('GET', path)).status).toBe(404);
  await box.owner.call('PATCH', `/api/accounts/${id}`, { projectIds: [foreign.project.id] });
  expect((await caller.ask('GET', path)).status).toBe(200);
  expect((await caller.ask('GET', `/api/photos/${own.photo.id}`)).status).toBe(404);
  await box.owner.call('PATCH', `/api/accounts/${id}`, { projectIds: null });
  expect((await caller.ask('GET', `/api/photos/${own.photo.id}`)).status).toBe(200);
});

/** What a stream says until something is in it, and whether it ended. */
async function readUntil(stream: Response, done: (text: string) => boolean): Promise<{ text: string; ended: boolean }> {
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  while (!done(text)) {
    const { value, done: ended } = await reader.read();
    if (ended) return { text, ended };
    text += Buffer.from(value).toString();
  }
  reader.releaseLock();
  return { text, ended: false };
}

test('the stream of events tells facts of its own projects and of the box alone', async () => {
  const stream = await limited.presenter.ask('GET', '/api/events');
  await box.owner.call('PATCH', `/api/galleries/${foreign.gallery.id}`, { title: 'renamed' });
  await box.owner.call('PATCH', `/api/links/${foreign.gallery.link.id}`, { label: 'hidden' });
  await box.owner.call('PATCH', '/api/settings', { boxName: '北岸' });
  await box.owner.call('PATCH', `/api/galleries/${own.gallery.id}`, { title: 'seen' });
  const { text } = await readUntil(stream, (so) => so.includes('gallery.changed'));
  expect(text).toContain('settings.changed');
  expect(text).toContain(own.gallery.id);
  expect(text).not.toContain(foreign.gallery.id);
  expect(text).not.toContain(foreign.gallery.link.id);
  await stream.body?.cancel();
});

test('a stream goes on when another session of its account ends, and ends when its projects change', async () => {
  const id = await account('presenter', [own.project.id], 'two-phones');
  const [one, other] = [await signIn('two-phones'), await signIn('two-phones')];
  const stream = await one.ask('GET', '/api/events');
  await other.ask('DELETE', '/api/session');
  await box.owner.call('PATCH', '/api/settings', { boxName: '南岸' });
  expect(await readUntil(stream, (so) => so.includes('settings.changed'))).toMatchObject({ ended: false });
  await box.owner.call('PATCH', `/api/accounts/${id}`, { projectIds: [foreign.project.id] });
  expect(await readUntil(stream, () => false)).toMatchObject({ ended: true });
});

test('a fact that is about nothing known is kept from limited accounts', () => {
  const some = { projectIds: [nowhere] };
  expect(mayHear(some, { screenId: nowhere })).toBe(false);
  expect(mayHear(some, { names: ['boxName'] })).toBe(true);
  expect(mayHear(some, { photoId: nowhere, projectId: nowhere })).toBe(true);
  expect(mayHear(some, { photoId: nowhere, projectId: 'another' })).toBe(false);
  expect(mayHear(some, { actorId: nowhere })).toBe(false);
  expect(mayHear({ projectIds: null }, { actorId: nowhere })).toBe(true);
});
