import { expect, onTestFinished, test } from 'vitest';
import type { NewLink } from '#contract/links.ts';
import { changeSettings } from '../box/settings.ts';
import { dropGallery } from '../galleries/gallery.ts';
import { changeProject } from '../projects/project.ts';
import { testTime } from '../testing/clock.ts';
import { testKit } from '../testing/kit.ts';
import { actor, newGallery, newProject } from '../testing/links.ts';
import { openBook } from './book.ts';
import { extendLink, reviveLink, rotateLink } from './extend.ts';
import { addLink, changeLink, readLink, revokeLink } from './link.ts';
import { spendOpens } from './opens/table.ts';
import { judge } from './policy.ts';
import { tokenOf } from './token.ts';

// 12:00 on 1 March 2027 in Shanghai.
const noon = Date.UTC(2027, 2, 1, 4);
const day = 86_400_000;
const endOf = (days: number) => Date.UTC(2027, 2, 1, 16) + days * day;

async function linkOf(input: Partial<NewLink>, endsAt: number | null = null) {
  const time = testTime(noon);
  const kit = await testKit(time);
  await changeSettings(kit, 'box', { timeZone: 'Asia/Shanghai' });
  const projectId = await newProject(kit, 'event', endsAt);
  const galleryIds = [await newGallery(kit, projectId)];
  const { id } = await addLink(kit, actor, projectId, { galleryIds, for: 'one', ...input });
  const book = openBook(kit);
  onTestFinished(() => book.stop());
  const known = (edition = 1) => book.byToken(tokenOf(kit.keys, id, edition));
  await known();
  return {
    kit,
    time,
    id,
    projectId,
    galleryId: galleryIds[0] as string,
    known,
    spend: (times: number, edition = 1) =>
      kit.db.write(async (writer) => {
        await spendOpens(writer, {
          linkId: id,
          edition,
          passwordEdition: 0,
          phones: Array.from({ length: times }, (_, nr) => ({ visitor: `phone ${nr}`, mark: '' })),
          visitors: [],
          now: kit.clock.now(),
        });
      }),
    read: () => readLink(kit.db.read, id),
    state: async () => judge(await readLink(kit.db.read, id), kit.clock.now()),
    audited: async () =>
      (await kit.db.read.selectFrom('audit').select('action').where('subject', '=', id).execute()).map(
        ({ action }) => action,
      ),
  };
}

test('opens come on top of those there were, also for two who give them at once', async () => {
  const link = await linkOf({ policy: { maxOpens: 10 } });
  await link.spend(10);
  expect(await link.state()).toBe('exhausted');
  await Promise.all([1, 2].map(() => extendLink(link.kit, actor, link.id, { opens: 20 })));
  expect(await link.read()).toMatchObject({ maxOpens: 50, opens: 10 });
  expect(await link.known()).toMatchObject({ maxOpens: 50 });
  expect(await link.audited()).toEqual(['link.add', 'link.extend', 'link.extend']);
});

test('opens given to a limit below what was taken all count', async () => {
  const link = await linkOf({ policy: { maxOpens: 10 } });
  await link.spend(10);
  await changeLink(link.kit, actor, link.id, { policy: { maxOpens: 4 } });
  expect(await extendLink(link.kit, actor, link.id, { opens: 5 })).toMatchObject({ maxOpens: 15, opens: 10 });
});

test('what has no limit stays without one, and nothing is noted of a gift that changes nothing', async () => {
  const link = await linkOf({});
  const more = { opens: 20, opensPerVisitor: 2, days: 7 };
  expect(await extendLink(link.kit, actor, link.id, more)).toMatchObject({
    maxOpens: null,
    maxOpensPerVisitor: null,
    expiresAt: null,
  });
  expect(await link.audited()).toEqual(['link.add']);
});

test('opens a phone are raised as well', async () => {
  const link = await linkOf({ policy: { maxOpensPerVisitor: 3 } });
  expect(await extendLink(link.kit, actor, link.id, { opensPerVisitor: 2 })).toMatchObject({ maxOpensPerVisitor: 5 });
});

test('days count from the end of a link that still holds, and from today for one that is over', async () => {
  const link = await linkOf({ policy: { expiresInDays: 2 } });
  expect(await link.read()).toMatchObject({ expiresAt: endOf(2) });
  expect(await extendLink(link.kit, actor, link.id, { days: 7 })).toMatchObject({ expiresAt: endOf(9) });
  link.time.advance(20 * day);
  expect(await link.state()).toBe('expired');
  expect(await extendLink(link.kit, actor, link.id, { days: 1 })).toMatchObject({ expiresAt: endOf(21) });
  expect(await link.state()).toBe('live');
});

test('no end is later than any calendar goes', async () => {
  const link = await linkOf({ policy: { expiresAt: '9998-06-01T00:00:00.000Z' } });
  expect(await extendLink(link.kit, actor, link.id, { days: 3650 })).toMatchObject({
    expiresAt: Date.UTC(9999, 11, 31),
  });
});

test('an end at an hour of the day goes to the end of a later day', async () => {
  const link = await linkOf({ policy: { expiresAt: new Date(noon + 3_600_000).toISOString() } });
  expect(await extendLink(link.kit, actor, link.id, { days: 1 })).toMatchObject({ expiresAt: endOf(1) });
});

test('a link that ends with its project gets an end of its own behind it', async () => {
  const link = await linkOf({ policy: { expiresWithProject: true } }, endOf(1));
  expect(await extendLink(link.kit, actor, link.id, { days: 7 })).toMatchObject({
    expiresAt: endOf(8),
    expiresWithProject: false,
  });
  const endless = await linkOf({ policy: { expiresWithProject: true } });
  expect(await extendLink(endless.kit, actor, endless.id, { days: 7 })).toMatchObject({
    expiresAt: null,
    expiresWithProject: true,
  });
});

test('a revoked link is not extended, and a gift has to be named', async () => {
  const link = await linkOf({ policy: { maxOpens: 1 } });
  await expect(extendLink(link.kit, actor, link.id, {})).rejects.toMatchObject({ code: 'invalid_input' });
  await revokeLink(link.kit, actor, link.id);
  await expect(extendLink(link.kit, actor, link.id, { opens: 1 })).rejects.toMatchObject({ code: 'link_revoked' });
  await expect(extendLink(link.kit, actor, actor.id, { opens: 1 })).rejects.toMatchObject({ code: 'not_found' });
});

test('a revoked link is revived with its address, and known at once', async () => {
  const link = await linkOf({ policy: { maxOpens: 30 } });
  await revokeLink(link.kit, actor, link.id);
  expect(await link.known()).toMatchObject({ revokedAt: expect.any(Number) });
  expect(await reviveLink(link.kit, actor, link.id)).toMatchObject({ revokedAt: null, maxOpens: 30, edition: 1 });
  expect(await link.known()).toMatchObject({ revokedAt: null });
  expect(await link.state()).toBe('live');
  // Again changes nothing.
  await reviveLink(link.kit, actor, link.id);
  expect(await link.audited()).toEqual(['link.add', 'link.revoke', 'link.revive']);
});

test('a link that is dead in every way is live after one revival, with what its preset gives', async () => {
  const link = await linkOf({ audience: 'event.sponsor', policy: { maxOpens: 2 } });
  await link.spend(2);
  link.time.advance(20 * day);
  await revokeLink(link.kit, actor, link.id);
  // 14 days of the preset, from the 21st of March on.
  expect(await reviveLink(link.kit, actor, link.id)).toMatchObject({ maxOpens: 22, expiresAt: endOf(34) });
  expect(await link.state()).toBe('live');
});

test('without a preset seven days are given, and what is said goes before', async () => {
  const one = await linkOf({ policy: { expiresInDays: 1 } });
  one.time.advance(5 * day);
  expect(await reviveLink(one.kit, actor, one.id)).toMatchObject({ expiresAt: endOf(12) });
  const other = await linkOf({ policy: { expiresInDays: 1, maxOpens: 1 } });
  await other.spend(1);
  other.time.advance(5 * day);
  const said = { days: 3, opens: 4 };
  expect(await reviveLink(other.kit, actor, other.id, said)).toMatchObject({ expiresAt: endOf(8), maxOpens: 5 });
});

test('a link that went with its project is live again, and an embargo is not broken by a revival', async () => {
  const link = await linkOf({ policy: { expiresWithProject: true } }, endOf(1));
  link.time.advance(5 * day);
  expect(await link.state()).toBe('expired');
  await reviveLink(link.kit, actor, link.id);
  expect(await link.state()).toBe('live');

  const later = await linkOf({ policy: { opensAt: new Date(noon + day).toISOString() } });
  await revokeLink(later.kit, actor, later.id);
  await reviveLink(later.kit, actor, later.id);
  expect(await later.state()).toBe('scheduled');
});

test('a link without galleries or in an archived project stays dead', async () => {
  const empty = await linkOf({});
  await revokeLink(empty.kit, actor, empty.id);
  await empty.kit.db.write((writer) => dropGallery(writer, empty.galleryId, empty.kit.clock.now(), 'hand'));
  await expect(reviveLink(empty.kit, actor, empty.id)).rejects.toMatchObject({ code: 'nothing_to_show' });

  const archived = await linkOf({});
  await revokeLink(archived.kit, actor, archived.id);
  await changeProject(archived.kit, actor, archived.projectId, { archived: true });
  await expect(reviveLink(archived.kit, actor, archived.id)).rejects.toMatchObject({ code: 'project_archived' });
  expect(await archived.state()).toBe('revoked');
});

test('a link with a new address is unknown by the old one at once, also to looks that were on their way', async () => {
  const link = await linkOf({ policy: { maxOpens: 30 } });
  const looks = Array.from({ length: 50 }, async (_, wait) => {
    for (let turn = 0; turn < wait; turn += 1) await new Promise(setImmediate);
    return link.known();
  });
  const rotated = await rotateLink(link.kit, actor, link.id);
  expect(rotated).toMatchObject({ edition: 2, maxOpens: 30 });
  expect(await link.known()).toBeUndefined();
  await Promise.all(looks);
  expect(await link.known()).toBeUndefined();
  expect(await link.known(2)).toMatchObject({ id: link.id, edition: 2 });
  // Whoever stood before the gate of the old address takes no open.
  await link.spend(1);
  expect(await link.read()).toMatchObject({ opens: 0 });
  await link.spend(1, 2);
  expect(await link.read()).toMatchObject({ opens: 1 });
  expect(await link.audited()).toEqual(['link.add', 'link.rotate']);
});
