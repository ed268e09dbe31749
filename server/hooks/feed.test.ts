import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { HookBody } from '#contract/hooks.ts';
import type { Link } from '#contract/links.ts';
import type { ReportPlanState } from '#contract/reports.ts';
import { callerOf, startTestBox, type TestBox } from '../testing/box.ts';
import { jsonPost, phoneAt, shelvePhotos } from '../testing/guests.ts';
import { type Receiver, startReceiver } from '../testing/receiver.ts';

const soon = { timeout: 15_000, interval: 50 };
let box: TestBox;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  box = await startTestBox({ outside: receiver.outside() });
});
afterAll(async () => {
  await box.stop();
  await receiver.stop();
  await rm(box.data, { recursive: true, force: true });
});

/** What a stream told so far, by fact. */
async function listen(as: Awaited<ReturnType<TestBox['as']>>) {
  const stream = await as.ask('GET', '/api/events');
  let text = '';
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  void (async () => {
    for (;;) {
      const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
      if (done) return;
      text += Buffer.from(value ?? []).toString();
    }
  })();
  return {
    told: (fact: string) =>
      [...text.matchAll(/^event: (.+)\ndata: (.+)$/gm)].flatMap(([, name, data = '{}']) =>
        name === fact ? [JSON.parse(data) as Record<string, unknown>] : [],
      ),
    stop: () => reader.cancel(),
  };
}

/** A link that somebody opens, looks at, saves from, and asks to see more of. */
async function guest(projectId: string, recipientId?: string) {
  const gallery = await box.gallery(projectId);
  const [photo] = await shelvePhotos(box.kit, projectId, gallery.id, ['a.jpg']);
  const policy = { maxOpens: 1, download: 'original' };
  const input = { galleryIds: [gallery.id], policy, label: '媒体版' };
  const link = await box.owner.call<Link>('POST', `/api/projects/${projectId}/links`, input);
  if (recipientId) await box.owner.call('PATCH', `/api/links/${link.id}`, { recipientId });
  const phone = phoneAt(box.guestUrl);
  await phone.opened(link.token as string);
  box.time.advance(5000);
  const events = [{ type: 'photo_view', photoId: photo?.id, ms: 2000 }];
  expect((await phone.ask(`/g/${link.token}/events`, jsonPost(events as never))).status).toBe(204);
  const saved = await phone.ask(`/g/${link.token}/photos/${photo?.id}/original`);
  await saved.arrayBuffer();
  expect(saved.status).toBe(200);
  const other = phoneAt(box.guestUrl, { agent: 'Mozilla/5.0 (Android)' });
  await other.open(link.token as string);
  const asked = await other.ask(`/g/${link.token}/ask`, jsonPost({ name: '王楠', note: '明早见报' }));
  expect(asked.status).toBe(201);
  return { link, photoId: photo?.id };
}

test('a script with a key hears what guests do, with the ids to ask for more by; who may not does not', async () => {
  const { key } = await box.owner.call<{ key: string }>('POST', '/api/keys', { name: 'script', role: 'staff' });
  const { id: projectId } = await box.project();
  const { id: otherId } = await box.project('别的项目');
  await box.owner.call('POST', '/api/accounts', {
    ...{ username: 'limited', password: 'correct horse battery', role: 'staff', projectIds: [otherId] },
  });
  const session = await box.nobody.ask('POST', '/api/session', {
    username: 'limited',
    password: 'correct horse battery',
  });
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const script = await listen(callerOf(box.localUrl, { authorization: `Bearer ${key}` }));
  const presenter = await listen(await box.as('presenter'));
  const limited = await listen(callerOf(box.localUrl, { cookie }));
  const photographer = await box.as('photographer');
  expect((await photographer.ask('GET', '/api/events')).status).toBe(403);

  const recipient = await box.owner.call<{ id: string }>('POST', `/api/projects/${projectId}/recipients`, {
    name: '李总',
  });
  const { link, photoId } = await guest(projectId, recipient.id);
  const about = { linkId: link.id, projectId };
  await vi.waitFor(() => expect(script.told('ask.added')).toHaveLength(1), soon);
  await vi.waitFor(() => expect(script.told('photo.viewed')).toHaveLength(1), soon);
  const [opened] = script.told('visit.opened');
  expect(opened).toEqual({ ...about, opens: 1, staff: false, visitId: expect.any(String) });
  expect(script.told('photo.viewed')).toEqual([{ ...about, visitId: opened?.visitId, photoIds: [photoId] }]);
  expect(script.told('photo.saved')).toEqual([{ ...about, visitId: opened?.visitId, photoIds: [photoId] }]);
  expect(script.told('ask.added')).toEqual([{ ...about, askId: expect.any(String) }]);

  // A link for nobody in particular is every presenter's; that of another's client is not.
  const { link: open } = await guest(projectId);
  await vi.waitFor(() => expect(presenter.told('ask.added')).toHaveLength(1), soon);
  for (const fact of ['visit.opened', 'photo.viewed', 'photo.saved', 'ask.added']) {
    await vi.waitFor(() => expect(presenter.told(fact).map(({ linkId }) => linkId)).toEqual([open.id]), soon);
    expect(limited.told(fact)).toEqual([]);
  }
  for (const stream of [script, presenter, limited]) await stream.stop();
});

test('what guests really do is posted, with names; what staff do is not', async () => {
  const facts = ['opened', 'downloaded', 'asked', 'exhausted_soon'];
  const hook = { name: '系统', form: 'json', url: 'http://robot.example/x', facts };
  const { id } = await box.owner.call<{ id: string }>('POST', '/api/hooks', hook);
  const { id: projectId } = await box.project('峰会');
  const { link } = await guest(projectId);
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThanOrEqual(3), soon);
  const bodies = receiver.received.map(({ body }) => JSON.parse(body) as HookBody);
  expect(bodies).toMatchObject([
    { fact: 'opened', count: 1, project: { title: '峰会' }, link: { id: link.id, name: '媒体版' } },
    { fact: 'downloaded', count: 1 },
    { fact: 'asked', ask: { name: '王楠', note: '明早见报' }, text: '王楠申请再看「媒体版」：明早见报' },
  ]);
  const token = (link.token as string).toLowerCase();
  expect(JSON.stringify([receiver.received, box.logged]).toLowerCase()).not.toContain(token);
  expect((await (await box.as('staff')).ask('GET', '/api/hooks')).status).toBe(403);
  await box.owner.call('DELETE', `/api/hooks/${id}`);
  expect((await box.owner.ask('POST', `/api/hooks/${id}/test`)).status).toBe(404);
});

test('what waits is told after a restart', async () => {
  const hook = { name: '系统', form: 'json', url: 'http://robot.example/x', facts: ['opened'] };
  await box.owner.call('POST', '/api/hooks', hook);
  receiver.answer({ status: 500 });
  const before = receiver.received.length;
  const { id: projectId } = await box.project('重启');
  await guest(projectId);
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(before), soon);
  receiver.answer({});
  box = await box.restart();
  box.time.advance(60_000);
  await vi.waitFor(async () => {
    const { items } = await box.owner.call<{ items: { waiting: number }[] }>('GET', '/api/hooks');
    expect(items.map(({ waiting }) => waiting)).toEqual([0]);
  }, soon);
  const told = receiver.received.slice(before).map(({ body }) => (JSON.parse(body) as HookBody).id);
  expect(new Set(told).size).toBe(1);
});

test('the evening’s report comes in every form, and is fetched by staff of its project alone', async () => {
  const { id: projectId } = await box.project('晚报');
  await guest(projectId);
  const path = `/api/projects/${projectId}/report`;
  const forms = ['pdf', 'xlsx', 'png', 'txt', 'csv'];
  const plan = { at: '21:30', forms, locale: 'en', mailTo: [], until: null };
  const { nextAt } = await box.owner.call<ReportPlanState>('PUT', `${path}/plan`, plan);
  box.time.advance(Date.parse(nextAt ?? '') - box.kit.clock.now());
  const state = () => box.owner.call<ReportPlanState>('GET', `${path}/plan`);
  await vi.waitFor(async () => expect((await state()).files).toHaveLength(5), { timeout: 40_000, interval: 200 });
  const begins: Record<string, string> = {
    pdf: '%PDF',
    xlsx: 'PK',
    png: '\u0089PNG',
    csv: '\u00ef\u00bb\u00bf',
    txt: '',
  };
  for (const file of (await state()).files) {
    expect(file).toMatchObject({ state: 'made', failure: null, name: `${file.day}-report.${file.form}` });
    const answer = await box.owner.ask('GET', `${path}/files/${file.id}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([bytes.length, bytes.toString('latin1').startsWith(begins[file.form] ?? '-')]).toEqual([file.bytes, true]);
    expect(answer.headers.get('content-disposition')).toContain(`${file.day}-report.${file.form}`);
    if (file.form === 'txt') expect(bytes.toString()).toContain('晚报');
  }
  const [file] = (await state()).files;
  const { id: otherId } = await box.project();
  expect((await box.owner.ask('GET', `/api/projects/${otherId}/report/files/${file?.id}`)).status).toBe(404);
  expect((await (await box.as('photographer')).ask('GET', `${path}/plan`)).status).toBe(403);
  expect((await box.owner.ask('PUT', `${path}/plan`, { ...plan, at: '25:00' })).status).toBe(400);
  expect((await box.owner.ask('DELETE', `${path}/plan`)).status).toBe(204);
  expect(await state()).toMatchObject({ plan: null, nextAt: null, files: Array(5).fill({ state: 'made' }) });
}, 60_000);
