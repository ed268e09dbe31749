import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '#contract/links.ts';
import type { Project } from '#contract/projects.ts';
import type { Recipient } from '#contract/recipients.ts';
import { Report } from '#contract/report.ts';
import { newId } from '../ids.ts';
import { type Caller, callerOf, ownerPassword, sessionOf, startTestBox, type TestBox } from '../testing/box.ts';
import { phoneAt, shelvePhotos } from '../testing/guests.ts';

const minute = 60_000;
const dayMs = 86_400_000;
let box: TestBox;
beforeAll(async () => {
  box = await startTestBox();
});
afterAll(() => box.stop());

const reportOf = async (projectId: string, query = '', by: Caller = box.owner) =>
  Report.parse(await by.call('GET', `/api/projects/${projectId}/report${query}`));
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(box.kit.clock.now());
const plus = (days: number) => new Date(Date.parse(today()) + days * dayMs).toISOString().slice(0, 10);

async function newProject(kind: Project['kind'] = 'estate') {
  const { id } = await box.project('湖畔澜庭', kind);
  const gallery = await box.gallery(id, { title: 'B2 四房' });
  const photos = await shelvePhotos(box.kit, id, gallery.id, ['湖景栈道', '客厅']);
  return { id, gallery, photos: photos.map((photo) => photo.id) };
}

/** A link for somebody new. */
async function linkFor(projectId: string, galleryId: string, name: string, policy: object = {}, by = box.owner) {
  const { id } = await by.call<Recipient>('POST', `/api/projects/${projectId}/recipients`, { name, company: '安居' });
  const { links } = await by.call<{ links: Link[] }>('POST', `/api/projects/${projectId}/links`, {
    ...{ galleryIds: [galleryId], for: 'one', recipientIds: [id], policy: { download: 'original', ...policy } },
  });
  return { ...(links[0] as Link), recipientId: id };
}

async function look(phone: ReturnType<typeof phoneAt>, token: string, photoId: string, ms = 4000) {
  box.time.advance(minute);
  const told = [{ type: 'photo_view', photoId, ms }];
  const answer = await phone.ask(`/g/${token}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(told),
  });
  expect(answer.status).toBe(204);
}
const tokenOf = ({ token }: Pick<Link, 'token'>) => token as string;

test('a project in which nothing happened has figures of nothing, and says what to do', async () => {
  const { id } = await newProject();
  const report = await reportOf(id);
  expect(report.figures).toMatchObject({ opens: 0, visitors: 0, medianSeconds: null, downloads: 0 });
  expect(report.before).toBeNull();
  expect([report.from, report.to, report.days.length]).toEqual([plus(-29), today(), 30]);
  expect(report.sentence).toBe('还没有人打开。先把二维码放到沙盘旁。');
  expect(report.summary).toHaveLength(4);
  expect((await reportOf(id, '?lang=en')).sentence).toMatch(/^Nobody has opened it yet/);
  expect(report.definitions.length).toBeGreaterThan(12);
  expect(report.links.map(({ opens }) => opens)).toEqual([0]);
  expect(report.galleries).toMatchObject([{ title: 'B2 四房', opens: 0, visits: 0 }]);
});

test('a span is days in the box’s zone; an instant stands for its day, and nonsense is refused by its field', async () => {
  const { id } = await newProject();
  const spanOf = async (query: string) => {
    const { from, to, days } = await reportOf(id, query);
    return [from, to, days.length];
  };
  expect(await spanOf('?from=2026-10-01&to=2026-10-01')).toEqual(['2026-10-01', '2026-10-01', 1]);
  expect(await spanOf('?to=2026-03-01')).toEqual(['2026-01-31', '2026-03-01', 30]);
  expect(await spanOf('?from=2026-10-01T16:30:00Z&to=2026-10-03T15:59:59Z')).toEqual(['2026-10-02', '2026-10-03', 2]);
  for (const [query, field] of [
    ['from=2026-10-02&to=2026-10-01', 'from'],
    ['from=2999-01-01', 'from'],
    ['from=2015-01-01&to=2026-01-01', 'from'],
    ['from=yesterday', 'from'],
    ['galleryId=1', 'galleryId'],
  ] as const) {
    const answer = await box.owner.ask('GET', `/api/projects/${id}/report?${query}`);
    expect(answer.status, query).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'invalid_input', errors: [{ field }] });
  }
});

test('what is narrowed to things of another project, or to nothing, is not there', async () => {
  const { id } = await newProject();
  const other = await newProject();
  const link = await linkFor(other.id, other.gallery.id, '别家');
  for (const query of [
    `galleryId=${other.gallery.id}`,
    `linkId=${link.id}`,
    `recipientId=${link.recipientId}`,
    `linkId=${newId(1)}`,
  ]) {
    expect((await box.owner.ask('GET', `/api/projects/${id}/report?${query}`)).status, query).toBe(404);
  }
  expect((await box.owner.ask('GET', `/api/projects/${newId(1)}/report`)).status).toBe(404);
  const narrow = { username: 'narrow', password: ownerPassword, role: 'staff', projectIds: [id] };
  await box.owner.call('POST', '/api/accounts', narrow);
  const limited = callerOf(box.localUrl, { cookie: await sessionOf(box.localUrl, 'narrow', ownerPassword) });
  expect((await limited.ask('GET', `/api/projects/${id}/report`)).status).toBe(200);
  expect((await limited.ask('GET', `/api/projects/${other.id}/report`)).status).toBe(404);
});

test('guests who open, look, save and are turned away are in the report at once, with staff and robots left out', async () => {
  const { id, gallery, photos } = await newProject();
  const link = await linkFor(id, gallery.id, '李先生', { maxOpens: 3 });
  const token = tokenOf(link);
  const phone = phoneAt(box.guestUrl);
  await phone.opened(token);
  await look(phone, token, photos[0] as string, 14_000);
  const saved = await phone.ask(`/g/${token}/photos/${photos[0]}/save`);
  expect(saved.status).toBe(200);
  await saved.arrayBuffer();
  box.time.advance(40 * minute);
  await phone.opened(token);
  await look(phone, token, photos[1] as string, 2000);
  await look(phone, token, photos[0] as string, 6000);
  box.time.advance(40 * minute);
  await phone.opened(token);
  box.time.advance(40 * minute);
  expect((await phone.open(token)).status).toBe(410);
  await phoneAt(box.guestUrl, { agent: 'facebookexternalhit/1.1' }).ask(`/g/${token}`);

  await expect
    .poll(async () => {
      const { figures, leftOut } = await reportOf(id);
      return [figures.refused, leftOut.robots];
    })
    .toEqual([1, 1]);
  const report = await reportOf(id);
  const { opens, visitors, newVisitors, returning, views, viewSeconds, downloads, savers, phones } = report.figures;
  expect([opens, visitors, newVisitors, returning]).toEqual([3, 1, 1, 1]);
  expect([views, viewSeconds, downloads, savers, phones]).toEqual([3, 22, 1, 1, 3]);
  expect(report.refusals).toEqual([{ reason: 'used_up', count: 1 }]);
  expect(report.sentence).toBe('1 位访客打开 3 次，都用手机；下载 1 张；看得最多的是「湖景栈道」，2 次。');
  expect(report.summary).toEqual([
    '打开次数：3 次，100% 用手机',
    '下载张数：1 张，1 家合作方下载过',
    '打开的合作方：1 家（共 1 家）',
    '看得最多的照片：「湖景栈道」，2 次',
  ]);
  expect(report.cameBack).toMatchObject([
    { name: '李先生', company: '安居', opens: 3, most: '湖景栈道', state: 'exhausted' },
  ]);
  expect(report.regions).toEqual([{ key: 'site', country: '', province: '', city: '', opens: 3 }]);
  expect(report.apps).toEqual([{ key: 'wechat', opens: 3 }]);
});

test('delivery tells who was sent what when, who has done it in time, and who still has to', async () => {
  const { id, gallery } = await newProject();
  const due = plus(4);
  await box.owner.call('PATCH', `/api/projects/${id}`, { dueOn: due });
  expect((await box.owner.call<Project>('GET', `/api/projects/${id}`)).dueOn).toBe(due);
  const opened = await linkFor(id, gallery.id, '打开了', { download: 'off', expiresAt: null });
  const late = await linkFor(id, gallery.id, '晚了', { download: 'off', expiresAt: null });
  const never = await linkFor(id, gallery.id, '没打开', { expiresAt: null });
  box.time.advance(dayMs);
  const sent = { purpose: 'viewing', how: 'copy', items: [{ linkId: opened.id }] };
  await box.owner.call('POST', `/api/projects/${id}/messages/sent`, sent);
  await phoneAt(box.guestUrl).opened(tokenOf(opened));
  const verdicts = async () =>
    Object.fromEntries((await reportOf(id)).delivery.rows.map((row) => [row.name, row.verdict]));
  expect(await verdicts()).toEqual({ 打开了: 'in_time', 晚了: 'waiting', 没打开: 'waiting' });
  box.time.advance(5 * dayMs);
  await phoneAt(box.guestUrl).opened(tokenOf(late));
  expect(await verdicts()).toEqual({ 打开了: 'in_time', 晚了: 'late', 没打开: 'missed' });
  const { delivery } = await reportOf(id);
  expect(delivery).toMatchObject({
    dueOn: due,
    links: 3,
    opened: 2,
    downloaded: 0,
    recipients: 3,
    recipientsOpened: 2,
  });
  expect(delivery.rows.map(({ name, daysToOpen, noted, sentBy }) => [name, daysToOpen, noted, sentBy])).toEqual([
    ['没打开', null, false, 'owner'],
    ['晚了', 6, false, 'owner'],
    ['打开了', 0, true, 'owner'],
  ]);
  expect(delivery.medianDaysToOpen).toBe(3);
  expect(delivery.rows[0]?.linkId).toBe(never.id);
  // Without a due day each link's own end counts; these have none.
  await box.owner.call('PATCH', `/api/projects/${id}`, { dueOn: null });
  expect(new Set(Object.values(await verdicts()))).toEqual(new Set(['none']));
});

test('a link that goes fast is told with the minutes that are left', async () => {
  const { id, gallery } = await newProject();
  const { links } = await box.owner
    .call<{ links: Link[] }>('POST', `/api/projects/${id}/links`, {
      ...{ galleryIds: [gallery.id], for: 'many', label: '沙盘大屏', policy: { maxOpens: 8 } },
    })
    .then((made) => ('links' in made ? made : { links: [made as unknown as Link] }));
  for (let nr = 0; nr < 5; nr += 1) await phoneAt(box.guestUrl).opened(tokenOf(links[0] as Link));
  expect((await reportOf(id)).soon).toEqual([{ linkId: links[0]?.id, name: '沙盘大屏', opensLeft: 3, minutes: 18 }]);
  box.time.advance(31 * minute);
  expect((await reportOf(id)).soon).toEqual([]);
});

test('a presenter is told nothing of other people’s recipients, and an account of other projects none of this one', async () => {
  const { id, gallery, photos } = await newProject();
  const presenter = await box.as('presenter');
  // A gallery of somebody's own is called after them.
  await box.owner.call('POST', `/api/projects/${id}/personal`, { name: '别人的客户', photoIds: photos });
  const mine = await linkFor(id, gallery.id, '我的客户', {}, presenter);
  const theirs = await linkFor(id, gallery.id, '别人的客户');
  for (const link of [mine, theirs, theirs]) {
    await phoneAt(box.guestUrl).opened(tokenOf(link));
  }
  const seen = await reportOf(id, '', presenter);
  expect([seen.figures.opens, seen.figures.visitors]).toEqual([1, 1]);
  expect(JSON.stringify(seen)).not.toContain('别人的客户');
  const all = await reportOf(id);
  expect([all.figures.opens, all.galleries.length, seen.galleries.length]).toEqual([3, 2, 1]);
  expect((await presenter.ask('GET', `/api/projects/${id}/report?linkId=${theirs.id}`)).status).toBe(404);
  expect((await presenter.ask('GET', `/api/projects/${id}/report?recipientId=${theirs.recipientId}`)).status).toBe(404);
  expect((await (await box.as('photographer')).ask('GET', `/api/projects/${id}/report`)).status).toBe(403);
  expect((await box.nobody.ask('GET', `/api/projects/${id}/report`)).status).toBe(401);
});
