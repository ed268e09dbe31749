import { expect, test } from 'vitest';
import type { NewLink, PolicyInput } from '#contract/links.ts';
import { verifyPassword } from '../box/passwords.ts';
import { changeSettings } from '../box/settings.ts';
import { updateProject } from '../projects/table.ts';
import { testTime } from '../testing/clock.ts';
import { testKit } from '../testing/kit.ts';
import { actor, newGallery, newLink, newProject } from '../testing/links.ts';
import { listAudiences, putAudience } from './audiences.ts';
import { addLink, changeLink, readLink, revokeLink } from './link.ts';

// 12:00 on 1 March 2027 in Shanghai.
const noon = Date.UTC(2027, 2, 1, 4);
const endOf = (days: number) => Date.UTC(2027, 2, 1, 16) + days * 86_400_000;

async function estate(kind: 'event' | 'estate' | 'product' = 'event', endsAt: number | null = null) {
  const kit = await testKit(testTime(noon));
  await changeSettings(kit, 'box', { timeZone: 'Asia/Shanghai' });
  const projectId = await newProject(kit, kind, endsAt);
  const galleryIds = [await newGallery(kit, projectId)];
  return {
    kit,
    projectId,
    galleryIds,
    add: (input: Partial<NewLink>) => addLink(kit, actor, projectId, { galleryIds, for: 'one', ...input }),
  };
}

test('the presets of the role tables are all there', async () => {
  const { kit } = await estate();
  const told = (await listAudiences(kit)).map(
    ({ id, maxOpens, download, expiresInDays, expiresWithProject, refreshDays, passwordAsked }) =>
      [id, maxOpens, download, expiresWithProject ? 'project' : expiresInDays, refreshDays, passwordAsked].join(' '),
  );
  expect(told).toEqual([
    'estate.hq 100 off  14 false',
    'estate.agent 200 original 30  false',
    'estate.client 20 off 7  false',
    'estate.channel 150 original project  false',
    'event.attendee 100 off 30  false',
    'event.media 50 original 7  false',
    'event.sponsor 80 original 14  false',
    'event.internal  original   true',
    'product.marketing 100 off 14  false',
    'product.sales 50 original 30  false',
    'product.partner 200 original 60  false',
    'product.media 30 original 7  false',
    'product.preview 10 off 3  false',
    'product.launch 100 off 30  false',
  ]);
});

test('a preset is found by its id or by its name in the project’s kind, and ends with a day of the box’s zone', async () => {
  const { add } = await estate();
  const terms = {
    audience: 'event.media',
    maxOpens: 50,
    maxOpensPerVisitor: null,
    download: 'original',
    expiresAt: endOf(7),
  };
  expect(await add({ audience: 'event.media' })).toMatchObject(terms);
  expect(await add({ audience: 'media' })).toMatchObject(terms);
  await expect(add({ audience: 'nobody' })).rejects.toMatchObject({
    code: 'audience_not_found',
    facts: { errors: [{ field: 'audience' }] },
  });
});

test('for many, the preset’s number counts for each phone and not for all of them together', async () => {
  const { add } = await estate();
  expect(await add({ audience: 'attendee', for: 'many' })).toMatchObject({ maxOpens: null, maxOpensPerVisitor: 100 });
  const both = await add({ audience: 'attendee', for: 'many', policy: { maxOpens: 5000 } });
  expect(both).toMatchObject({ maxOpens: 5000, maxOpensPerVisitor: 100 });
});

test('what is said goes before the preset', async () => {
  const { add } = await estate();
  const policy: PolicyInput = { maxOpens: null, download: 'screen', expiresInDays: 0 };
  expect(await add({ audience: 'media', policy })).toMatchObject({
    maxOpens: null,
    download: 'screen',
    expiresAt: endOf(0),
  });
});

test('without a preset nothing is limited, and nothing is handed out', async () => {
  const { add } = await estate();
  expect(await add({})).toMatchObject({
    maxOpens: null,
    maxOpensPerVisitor: null,
    opensAt: null,
    expiresAt: null,
    download: 'off',
    passwordHash: null,
    opens: 0,
  });
});

test('a preset that asks for a password makes no link without one: where none is given, the box makes one up and tells it once', async () => {
  const { add } = await estate();
  for (const policy of [undefined, { password: ' ' }]) {
    const made = await add({ audience: 'internal', ...(policy && { policy }) });
    expect(made.madePassword).toMatch(/^\d{6}$/);
    expect(await verifyPassword(made.madePassword as string, made.passwordHash as string)).toBe(true);
  }
  const link = await add({ audience: 'internal', policy: { password: ' 2026 ' } });
  expect(link.madePassword).toBeUndefined();
  expect(await verifyPassword('2026', link.passwordHash as string)).toBe(true);
});

test('a link goes with its project’s end where it is told so', async () => {
  const { add } = await estate('estate', noon + 1000);
  const link = await add({ audience: 'channel' });
  expect(link).toMatchObject({ expiresAt: noon + 1000, expiresWithProject: true });
  expect(await add({ policy: { expiresWithProject: true } })).toMatchObject({ expiresAt: noon + 1000 });
  expect(await add({ audience: 'channel', policy: { expiresInDays: 1 } })).toMatchObject({
    expiresAt: endOf(1),
    expiresWithProject: false,
  });
});

test.each<[string, PolicyInput, string]>([
  ['two ends', { expiresInDays: 1, expiresWithProject: true }, 'policy.expiresAt'],
  ['an end and a day', { expiresInDays: 1, expiresAt: new Date(noon).toISOString() }, 'policy.expiresAt'],
  ['an end before its beginning', { expiresInDays: 0, opensAt: new Date(endOf(0)).toISOString() }, 'policy.opensAt'],
])('a policy with %s is refused with the field’s name', async (_, policy, field) => {
  const { add } = await estate();
  await expect(add({ policy })).rejects.toMatchObject({ code: 'invalid_input', facts: { errors: [{ field }] } });
});

test('a link that ends with its project has to open before that, and is refused by the rule that was said', async () => {
  const { kit, add, projectId } = await estate();
  await kit.db.write((writer) => updateProject(writer, projectId, { ends_at: noon + 1000 }));
  const at = (ms: number) => new Date(ms).toISOString();
  const refused = (field: string) => ({ code: 'invalid_input', facts: { errors: [{ field }] } });
  const late: PolicyInput = { opensAt: at(noon + 1000), expiresWithProject: true };
  await expect(add({ policy: late })).rejects.toMatchObject(refused('policy.opensAt'));
  const { id } = await add({ policy: { opensAt: at(noon + 2000) } });
  const change = (policy: PolicyInput) => changeLink(kit, actor, id, { policy });
  await expect(change({ expiresWithProject: true })).rejects.toMatchObject(refused('policy.expiresWithProject'));
  await expect(change({ expiresAt: at(noon + 2000) })).rejects.toMatchObject(refused('policy.expiresAt'));
  expect(await change({ opensAt: at(noon), expiresWithProject: true })).toMatchObject({ expiresAt: noon + 1000 });
  // Where its project was moved, what says nothing of when is not refused.
  await kit.db.write((writer) => updateProject(writer, projectId, { ends_at: noon - 1000 }));
  expect(await change({ maxOpens: 3 })).toMatchObject({ maxOpens: 3 });
});

test('only galleries of the same project make a link', async () => {
  const { kit, add, galleryIds } = await estate();
  const strange = await newGallery(kit, await newProject(kit));
  await expect(add({ galleryIds: [...galleryIds, strange] })).rejects.toMatchObject({
    code: 'gallery_not_in_project',
    facts: { galleryIds: [strange], errors: [{ field: 'galleryIds' }] },
  });
});

test('a change keeps what it does not name, and a change of the password counts up its edition', async () => {
  const { kit, add } = await estate();
  const { id } = await add({ audience: 'media', policy: { password: 'one' }, label: '前台', placement: '桌牌' });
  const change = (policy: PolicyInput) => changeLink(kit, actor, id, { policy });
  expect(await change({ maxOpens: 60 })).toMatchObject({
    maxOpens: 60,
    download: 'original',
    expiresAt: endOf(7),
    passwordEdition: 1,
    label: '前台',
    placement: '桌牌',
  });
  expect(await change({ expiresAt: null })).toMatchObject({ maxOpens: 60, expiresAt: null });
  expect(await change({ password: 'two' })).toMatchObject({ passwordEdition: 2 });
  expect(await change({ password: '' })).toMatchObject({ passwordEdition: 3, passwordHash: null });
  expect(await changeLink(kit, actor, id, { placement: null, label: '大屏' })).toMatchObject({
    label: '大屏',
    placement: null,
    maxOpens: 60,
  });
});

test('a changed preset changes no link that was made of it', async () => {
  const { kit, add } = await estate();
  const { id } = await add({ audience: 'media' });
  const names = { 'zh-CN': '媒体', en: 'Press' };
  const preset = {
    names,
    maxOpens: 5,
    download: 'off',
    watermark: 'off',
    expiresInDays: null,
    expiresWithProject: false,
    refreshDays: null,
    visitSeconds: null,
    maxDevices: null,
    passwordAsked: false,
  } as const;
  await putAudience(kit, actor, 'event.media', preset);
  await putAudience(kit, actor, 'event.crew', preset);
  expect(await readLink(kit.db.read, id)).toMatchObject({ maxOpens: 50, download: 'original' });
  expect(await add({ audience: 'media' })).toMatchObject({ maxOpens: 5, download: 'off', expiresAt: null });
  const ids = (await listAudiences(kit)).map((audience) => audience.id);
  expect(ids.filter((one) => one.startsWith('event.'))).toEqual([
    'event.attendee',
    'event.media',
    'event.sponsor',
    'event.internal',
    'event.crew',
  ]);
});

test('every act on a link has its row in the audit, and no row has the password', async () => {
  const { kit, add } = await estate();
  const { id } = await add({ policy: { password: 'secret one' } });
  await changeLink(kit, actor, id, { policy: { password: 'secret two' } });
  await revokeLink(kit, actor, id);
  await revokeLink(kit, actor, id);
  const rows = await kit.db.read.selectFrom('audit').selectAll().where('subject', '=', id).orderBy('id').execute();
  expect(rows.map((row) => row.action)).toEqual(['link.add', 'link.change', 'link.revoke']);
  expect(rows.filter((row) => row.detail.includes('secret'))).toEqual([]);
});

test('a copied database holds no token and no password', async () => {
  const kit = await testKit();
  const link = await newLink(kit, { policy: { password: 'the password' } });
  const row = await kit.db.read.selectFrom('links').selectAll().where('id', '=', link.id).executeTakeFirstOrThrow();
  expect(row.token_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(row.password_hash).toMatch(/^\$argon2id\$/);
});
