import { expect, test } from 'vitest';
import type { AudienceInput } from '#contract/audiences.ts';
import type { NewLink } from '#contract/links.ts';
import { testKit } from '../testing/kit.ts';
import { actor, newGallery, newProject } from '../testing/links.ts';
import { applyAudience, listAudiences, putAudience, removeAudience } from './audiences.ts';
import { extendLink } from './extend.ts';
import { addLink, changeLink, readLink, revokeLink } from './link.ts';

const press: AudienceInput = {
  names: { 'zh-CN': '媒体', en: 'Press' },
  maxOpens: 7,
  download: 'screen',
  watermark: 'recipient',
  expiresInDays: 2,
  expiresWithProject: false,
  refreshDays: 5,
  visitSeconds: 600,
  maxDevices: 2,
  passwordAsked: false,
};

async function event() {
  const kit = await testKit();
  const projectId = await newProject(kit);
  const galleryIds = [await newGallery(kit, projectId)];
  const add = (input: Partial<NewLink> = {}) =>
    addLink(kit, actor, projectId, { galleryIds, for: 'one', audience: 'media', ...input });
  const followers = async (id = 'event.media') => (await listAudiences(kit)).find((one) => one.id === id)?.followers;
  return { kit, add, followers, read: (id: string) => readLink(kit.db.read, id) };
}

test('a preset that was changed is carried over to the links that follow it, and to no other', async () => {
  const { kit, add, followers, read } = await event();
  const plain = await add();
  const many = await add({ for: 'many' });
  const locked = await add({ policy: { password: '2026', opensAt: new Date(kit.clock.now() + 60_000).toISOString() } });
  const own = await add({ policy: { maxOpens: 3 } });
  const other = await add({ audience: 'sponsor' });
  const extended = await add();
  await extendLink(kit, actor, extended.id, { opens: 5 });
  const changed = await add();
  await changeLink(kit, actor, changed.id, { policy: { download: 'off' } });
  const renamed = await add();
  await changeLink(kit, actor, renamed.id, { label: '央视', policy: { password: '1' } });
  const revoked = await add();
  await revokeLink(kit, actor, revoked.id);
  expect(await followers()).toBe(4);

  kit.time.advance(5 * 86_400_000);
  expect((await putAudience(kit, actor, 'event.media', press)).followers).toBe(4);
  const heard: string[] = [];
  kit.changes.on('link.changed', ({ linkId }) => heard.push(linkId));
  expect(await applyAudience(kit, actor, 'event.media')).toBe(4);

  const terms = {
    download: 'screen',
    watermark: 'recipient',
    refreshDays: 5,
    visitSeconds: 600,
    maxDevices: 2,
    follows: true,
  };
  expect(await read(plain.id)).toMatchObject({ ...terms, maxOpens: 7, maxOpensPerVisitor: null });
  expect(await read(many.id)).toMatchObject({ ...terms, maxOpens: null, maxOpensPerVisitor: 7 });
  expect(await read(locked.id)).toMatchObject({ ...terms, passwordEdition: 1, opensAt: expect.any(Number) });
  // Two days from the making, which is over by now.
  expect((await read(plain.id)).expiresAt).toBeLessThan(kit.clock.now());
  expect(heard.toSorted()).toEqual([plain.id, many.id, locked.id, renamed.id].toSorted());
  for (const [id, maxOpens] of [
    [own.id, 3],
    [other.id, 80],
    [extended.id, 55],
    [changed.id, 50],
    [revoked.id, 50],
  ] as const)
    expect(await read(id)).toMatchObject({ maxOpens, visitSeconds: null });
  await expect(applyAudience(kit, actor, 'event.nobody')).rejects.toMatchObject({ code: 'audience_not_found' });
});

test('a link that would end before it opens keeps its terms', async () => {
  const { kit, add, followers, read } = await event();
  const early = await add();
  const late = await add({ policy: { opensAt: new Date(kit.clock.now() + 4 * 86_400_000).toISOString() } });
  await putAudience(kit, actor, 'event.media', press);
  expect(await applyAudience(kit, actor, 'event.media')).toBe(1);
  expect(await read(early.id)).toMatchObject({ maxOpens: 7 });
  expect(await read(late.id)).toMatchObject({ maxOpens: 50, follows: true, expiresAt: late.expiresAt });
  expect(await followers()).toBe(2);
});

test('the owner’s own presets can be removed, those that came with the box only changed', async () => {
  const { kit, add, read } = await event();
  await putAudience(kit, actor, 'event.crew', press);
  const link = await add({ audience: 'crew' });
  await removeAudience(kit, actor, 'event.crew');
  expect((await listAudiences(kit)).map(({ id }) => id)).not.toContain('event.crew');
  expect(await read(link.id)).toMatchObject({ audience: 'event.crew', maxOpens: 7 });
  await expect(add({ audience: 'crew' })).rejects.toMatchObject({ code: 'audience_not_found' });
  await expect(removeAudience(kit, actor, 'event.crew')).rejects.toMatchObject({ code: 'audience_not_found' });
  await expect(removeAudience(kit, actor, 'event.media')).rejects.toMatchObject({ code: 'not_allowed' });
});
