import { expect, onTestFinished, test } from 'vitest';
import { dropGallery } from '../galleries/gallery.ts';
import { changeProject } from '../projects/project.ts';
import { Refusal } from '../refusal.ts';
import { testTime } from '../testing/clock.ts';
import { type TestKit, testKit } from '../testing/kit.ts';
import { actor, newGallery, newLink, newProject } from '../testing/links.ts';
import { openBook } from './book.ts';
import { reviveLink } from './extend.ts';
import { holdRevoked } from './held.ts';
import { addLink, changeLink, revokeLink } from './link.ts';
import type { StoredLink } from './table.ts';
import { tokenOf } from './token.ts';

async function bookOf(kit: TestKit, link: StoredLink) {
  const book = openBook(kit);
  onTestFinished(() => book.stop());
  const token = tokenOf(kit.keys, link.id, link.edition);
  await book.byToken(token);
  return { book, look: () => book.byToken(token) };
}

test('a link that is known costs no look into the database', async () => {
  const kit = await testKit();
  const { look } = await bookOf(kit, await newLink(kit));
  expect(await look()).toBe(await look());
});

test('a token that nobody has is no link', async () => {
  const kit = await testKit();
  const book = openBook(kit);
  expect(await book.byToken('00000000000000000000000000')).toBeUndefined();
});

test('a link is revoked for guests in the moment in which staff hear that it is', async () => {
  const kit = await testKit();
  const link = await newLink(kit);
  const { look } = await bookOf(kit, link);
  await revokeLink(kit, actor, link.id);
  expect((await look())?.revokedAt).not.toBeNull();
});

test('a revocation that no disk had room for closes the link, whatever keeps it from being stored, until it is revived', async () => {
  const kit = await testKit();
  const link = await newLink(kit);
  const { look } = await bookOf(kit, link);
  let tried = 0;
  holdRevoked(kit, link.id, link.projectId, async () => {
    tried += 1;
    throw tried === 1 ? new Refusal('disk_full', 'there is no room') : new Error('the disk does not answer');
  });
  await expect.poll(() => tried, { timeout: 20_000 }).toBeGreaterThan(2);
  // Fetched anew, not as it lies in memory.
  kit.changes.emit('link.changed', { linkId: link.id, projectId: link.projectId });
  expect((await look())?.revokedAt).not.toBeNull();
  await reviveLink(kit, actor, link.id);
  expect((await look())?.revokedAt).toBeNull();
  const before = tried;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(tried).toBe(before);
});

test('a look that was on its way while the link changed is not believed', async () => {
  const kit = await testKit();
  const link = await newLink(kit);
  const book = openBook(kit);
  onTestFinished(() => book.stop());
  const token = tokenOf(kit.keys, link.id, 1);
  for (let round = 0; round < 20; round += 1) {
    const limit = round + 1;
    const change = changeLink(kit, actor, link.id, { policy: { maxOpens: limit } });
    // Many looks at many moments of the write.
    const looks = Array.from({ length: 50 }, async (_, wait) => {
      for (let turn = 0; turn < wait; turn += 1) await new Promise(setImmediate);
      return book.byToken(token);
    });
    await change;
    expect((await book.byToken(token))?.maxOpens).toBe(limit);
    await Promise.all(looks);
    expect((await book.byToken(token))?.maxOpens).toBe(limit);
  }
});

test('opens are counted on in memory as they are on disk', async () => {
  const kit = await testKit();
  const link = await newLink(kit);
  const { look } = await bookOf(kit, link);
  kit.changes.emit('visit.opened', {
    visitId: 'a',
    linkId: link.id,
    projectId: link.projectId,
    opens: 2,
    staff: false,
  });
  kit.changes.emit('visit.opened', {
    visitId: 'b',
    linkId: link.id,
    projectId: link.projectId,
    opens: 1,
    staff: false,
  });
  expect((await look())?.opens).toBe(2);
});

test('a link that goes with its project follows when the project’s end moves', async () => {
  const start = Date.UTC(2027, 0, 1);
  const kit = await testKit(testTime(start));
  const projectId = await newProject(kit, 'estate', start + 1000);
  const galleryIds = [await newGallery(kit, projectId)];
  const link = await addLink(kit, actor, projectId, { galleryIds, for: 'one', audience: 'channel' });
  const { look } = await bookOf(kit, link);
  expect((await look())?.expiresAt).toBe(start + 1000);

  await changeProject(kit, actor, projectId, { endsAt: new Date(start + 5000).toISOString() });
  expect((await look())?.expiresAt).toBe(start + 5000);
  await changeProject(kit, actor, projectId, { endsAt: null });
  expect((await look())?.expiresAt).toBeNull();
});

test('a gallery that is gone is no chapter any more', async () => {
  const kit = await testKit();
  const projectId = await newProject(kit);
  const galleryIds = [await newGallery(kit, projectId), await newGallery(kit, projectId)];
  const link = await addLink(kit, actor, projectId, { galleryIds, for: 'one' });
  const { look } = await bookOf(kit, link);
  expect((await look())?.galleryIds).toEqual(galleryIds);
  await kit.db.write((writer) => dropGallery(writer, galleryIds[0] as string, kit.clock.now(), 'hand'));
  kit.changes.emit('gallery.changed', { galleryId: galleryIds[0] as string, projectId, gone: true, urgent: true });
  expect((await look())?.galleryIds).toEqual([galleryIds[1]]);
});
