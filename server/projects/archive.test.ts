import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Batch } from '#contract/batches.ts';
import type { Gallery } from '#contract/galleries.ts';
import type { Link } from '#contract/links.ts';
import type { Operation } from '#contract/operation.ts';
import { operations } from '#contract/operations.ts';
import type { Photo } from '#contract/photos.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import { formOf, startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt } from '../testing/guests.ts';
import { makePhoto } from '../testing/photos.ts';
import { closeScreens, pairScreen } from '../testing/screens.ts';

const day = 86_400_000;
let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(async () => {
  closeScreens();
  await box.stop();
});

const get = <T>(path: string) => box.owner.call<T>('GET', path);
const archive = (id: string, archived: boolean) =>
  box.owner.call<Project>('PATCH', `/api/projects/${id}`, { archived });
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;

/** What may be done although nothing may be changed: what ends a thing, or takes something away from guests and back. */
const allowed: Readonly<Record<string, string>> = {
  changeProject: 'takes it out of the archive; all else of it is refused below',
  copyProject: 'changes nothing',
  removeProject: 'ends it',
  removePhoto: 'takes it away from everybody',
  withdrawPhotos: 'takes them away from everybody',
  restorePhotos: 'takes that back',
  revokeLink: 'ends it for good, also when the project is taken out of the archive',
  voidBatchLinks: 'ends them for good',
  removeSwap: 'calls off what would be shown',
  readLinkPassword: 'changes nothing',
  unlockLink: 'forgets guesses',
  removeRecipient: 'forgets a person',
  forgetPhone: 'forgets whose phone it was',
  composeMessages: 'changes nothing',
  readMail: 'changes nothing',
  readLinksCsv: 'changes nothing',
};

async function furnished() {
  const { id } = await box.project('旧项目');
  const data = await makePhoto({ width: 60, height: 40, seed: 9100 });
  const [photo] = (await box.bring(id, [{ name: 'a.jpg', data }])) as [Photo];
  const gallery = await box.gallery(id, { photoIds: [photo.id] });
  const at = new Date(box.time.wall() + day).toISOString();
  const batch = await box.owner.call<Batch>('POST', `/api/galleries/${gallery.id}/batches`, { count: 2 });
  await box.batchesDone();
  const person = await box.owner.call<Recipient>('POST', `/api/projects/${id}/recipients`, { name: '李雷' });
  const gone = await box.gallery(id, { title: '删掉的' });
  await box.owner.call('DELETE', `/api/galleries/${gone.id}`);
  await box.owner.call('PUT', `/api/projects/${id}/next-step`, { text: '再会' });
  await box.owner.call('PUT', `/api/links/${gallery.link.id}/next-step`, { text: '再会' });
  return { id, photo, gallery, at, batch, person, gone };
}

test('in the archive nothing is changed, whatever is asked', async () => {
  const { id, photo, gallery, at, batch, person, gone } = await furnished();
  const sent = await box.owner.call<{ items: { id: string }[] }>('POST', `/api/projects/${id}/messages/sent`, {
    ...{ items: [{ linkId: gallery.link.id }], how: 'copy' },
  });
  const picture = async (field: string) =>
    formOf([{ name: 'b.png', data: await makePhoto({ width: 50, height: 50, format: 'png' }) }], {}, field);
  const photoIds = [photo.id];
  const galleryIds = [gallery.id];
  const bodies: Readonly<Record<string, unknown>> = {
    putProjectLogo: await picture('logo'),
    uploadPhotos: await picture('photos'),
    replacePhoto: await picture('photo'),
    putProjectStepPicture: await picture('picture'),
    putLinkStepPicture: await picture('picture'),
    changePhoto: { caption: '新' },
    changePhotos: { changes: [{ id: photo.id, change: { title: '新' } }] },
    addGallery: { title: '新' },
    changeGallery: { title: '新' },
    setGalleryPhotos: { photoIds, version: gallery.version },
    moveGalleryPhotos: { remove: photoIds },
    copyGallery: {},
    addChapters: { title: '新', photoIds, by: 'count' },
    addSwap: { photoIds, at },
    addLink: { galleryIds },
    addPlacements: { names: ['沙盘'] },
    changeLink: { label: '新' },
    extendLink: { opens: 5 },
    reviveLink: {},
    addRecipient: { name: '新' },
    importRecipients: '姓名\n李雷',
    changeRecipient: { name: '新' },
    addPersonal: { name: '新', photoIds },
    addBatch: { count: 2 },
    reissueBatchLinks: { numbers: [1] },
    addSent: { items: [{ linkId: gallery.link.id }], how: 'copy' },
    addVersions: { title: '新', photoIds, audiences: ['media'] },
    putProjectStep: { text: '新' },
    putLinkStep: { text: '新' },
    putReportPlan: { at: '22:00', forms: ['pdf'], locale: 'zh-CN', mailTo: [], until: null },
  };
  const names: Readonly<Record<string, string>> = {
    projects: id,
    photos: photo.id,
    galleries: gallery.id,
    links: gallery.link.id,
    recipients: person.id,
    batches: batch.id,
  };
  const about = ({ door, method, path }: Operation) =>
    door === 'local' &&
    method !== 'GET' &&
    /^\/api\/(projects|photos|galleries|links|recipients|batches)\/:/.test(path);
  const addressOf = ({ id: name, path }: Operation) =>
    path
      .replace(':sentId', sent.items[0]?.id ?? '')
      .replace(
        /^\/api\/(\w+)\/:\w+/,
        (_, of: string) => `/api/${of}/${name === 'restoreGallery' ? gone.id : names[of]}`,
      );
  await archive(id, true);
  const told: string[] = [];
  for (const operation of operations.filter(about)) {
    if (operation.id in allowed) continue;
    const headers: Record<string, string> = operation.id === 'importRecipients' ? { 'content-type': 'text/csv' } : {};
    const answer = await box.owner.ask(operation.method, addressOf(operation), bodies[operation.id], headers);
    told.push(`${operation.id} ${answer.status === 204 ? 'done' : await codeOf(answer)}`);
  }
  expect(told.filter((line) => !line.endsWith(' project_archived'))).toEqual([]);
  expect(told.length).toBeGreaterThan(30);
  for (const change of [{ title: '新' }, { endsAt: null }, { hideAtOnce: true }, { archived: true, title: '新' }])
    expect(await codeOf(await box.owner.ask('PATCH', `/api/projects/${id}`, change))).toBe('project_archived');
  const both = await box.owner.call<Project>('PATCH', `/api/projects/${id}`, { archived: false, title: '新名字' });
  expect(both).toMatchObject({ archived: false, archivedAt: null, title: '新名字' });
});

test('with a project in the archive its links are over, screens let go, and all goes on where it is taken out', async () => {
  const { id, gallery, photo } = await furnished();
  const { link } = gallery;
  const screen = await pairScreen(box);
  await box.owner.call('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: gallery.id, linkId: link.id }] });
  await screen.show(({ programme, codes }) => programme.scenes.length === 1 && gallery.id in codes);
  const phone = phoneAt(box.guestUrl);
  await phone.opened(link.token ?? '');
  const bytes = async () => (await phone.ask(`/g/${link.token}/photos/${photo.id}/thumb`)).status;
  expect(await bytes()).toBe(200);
  const before = await get<Link>(`/api/links/${link.id}`);

  const put = await archive(id, true);
  expect(put.archivedAt).not.toBe(null);
  // The very next byte.
  expect(await bytes()).toBe(410);
  const state = await get<Link>(`/api/links/${link.id}`);
  expect([state.state, state.policy.expiresAt]).toEqual(['expired', put.archivedAt]);
  expect(await codeOf(await phoneAt(box.guestUrl).open(link.token ?? ''))).toBe('link_expired');
  await screen.show(({ programme, codes }) => programme.scenes.length === 0 && !(gallery.id in codes));
  expect((await get<Gallery>(`/api/galleries/${gallery.id}`)).photoIds).toEqual([photo.id]);
  // A restart knows it too.
  box.time.advance(day);

  await archive(id, false);
  expect(await get<Link>(`/api/links/${link.id}`)).toMatchObject({ state: before.state, policy: before.policy });
  expect((await phoneAt(box.guestUrl, { agent: 'Android' }).open(link.token ?? '')).status).toBe(200);
  await screen.show(({ programme, codes }) => programme.scenes.length === 1 && gallery.id in codes);
});

test('where a project’s end moves, every link that goes with it moves, on open phones, screens and in the list of needs', async () => {
  const inDays = (days: number) => new Date(box.time.wall() + days * day).toISOString();
  const { id } = await box.owner.call<Project>('POST', '/api/projects', {
    ...{ kind: 'event', title: '跟着走', endsAt: inDays(30) },
  });
  const gallery = await box.gallery(id);
  const follows = await box.owner.call<Link>('POST', `/api/projects/${id}/links`, {
    ...{ galleryIds: [gallery.id], label: '跟着项目', policy: { expiresWithProject: true } },
  });
  const phone = phoneAt(box.guestUrl);
  const { expiresAt } = await phone.opened(follows.token ?? '');
  const ends = inDays(2);
  await box.owner.call('PATCH', `/api/projects/${id}`, { endsAt: ends });
  expect((await get<Link>(`/api/links/${follows.id}`)).policy.expiresAt).toBe(ends);
  const page = await phone.ask(`/g/${follows.token}`, { headers: { accept: 'application/json' } });
  const told = (await page.json()) as { expiresAt: string };
  expect([told.expiresAt === expiresAt, told.expiresAt]).toEqual([false, ends]);
  const { needs } = await get<{ needs: { kind: string; link?: { id: string } }[] }>('/api/now');
  expect(needs.filter(({ kind }) => kind === 'link_ending').map(({ link }) => link?.id)).toContain(follows.id);
  await box.owner.call('PATCH', `/api/projects/${id}`, { endsAt: inDays(-1) });
  expect((await phone.ask(`/g/${follows.token}`)).status).toBe(410);
});
