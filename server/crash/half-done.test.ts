import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { z } from 'zod';
import type { HandOver } from '#contract/visits.ts';
import { startTestBox } from '../testing/box.ts';
import { phoneAt } from '../testing/guests.ts';
import { Acknowledged } from './acknowledged.ts';
import { carriedOver } from './afterwards.ts';
import type { Kept } from './holds.ts';

/** A box with two galleries, of which the first goes on in the second, and has a link that opens both. */
async function sound() {
  const box = await startTestBox();
  onTestFinished(() => box.stop());
  const project = await box.project();
  const [one, two] = [await box.gallery(project.id), await box.gallery(project.id)];
  const does = (text: string) => box.kit.db.write((writer) => sql.raw(text).execute(writer));
  await box.owner.call('PATCH', `/api/links/${one.link.id}`, { galleryIds: [one.id, two.id] });
  await does(`UPDATE galleries SET next_id = '${two.id}' WHERE id = '${one.id}'`);
  expect(await new Acknowledged().broken(box.kit)).toEqual([]);
  return { box, one, two, does };
}

test('the harness sees half a chapter, half a planned set, half a new address', async () => {
  const { box, one, two, does } = await sound();
  const shows = JSON.stringify([{ galleryId: one.id, linkId: null }]);
  await does(`DELETE FROM link_galleries WHERE gallery_id = '${two.id}' AND link_id = '${one.link.id}'`);
  await does(`INSERT INTO programmes VALUES ('p', '${shows}', 8, 0, '{}', 1, NULL)`);
  await does(`UPDATE galleries SET day_at = 1 WHERE id = '${two.id}'`);
  await does(`INSERT INTO swaps VALUES ('s', '${two.id}', '["photo"]', '[]', 1, 'done', '', 1, 1)`);
  await does(`UPDATE links SET edition = 2 WHERE id = '${two.link.id}'`);
  await does(`INSERT INTO link_visitors (link_id, visitor, opens, first_at, last_at, let_in)
    VALUES ('${two.link.id}', 'p', 0, 1, 1, 1)`);
  expect((await new Acknowledged().broken(box.kit)).toSorted()).toEqual([
    `I11 a gallery holds other photos than the set that took place last: ${two.id}`,
    `I11 a link opens a gallery and not the chapter in which it goes on: ${one.link.id} ${one.id}`,
    `I11 a planned set of photos took place, and the audit knows nothing of it: ${two.id}`,
    `I11 the audit knows nothing of a chapter that opened by itself: ${two.id}`,
    `I13 a screen shows a gallery and not the chapter in which it goes on: p ${one.id}`,
    `I15 staff let phones in, and the audit knows nothing of it: ${two.link.id}`,
    `I5 the link ${two.link.id} has another address than that of its edition`,
  ]);
});

test('the harness sees half a playlist, sums without plays, a used code that stays, and half of what a guest took along', async () => {
  const { box, one, two, does } = await sound();
  const picked = await box.gallery(one.projectId);
  await does("INSERT INTO programmes VALUES ('p', '[]', 8, 0, '{}', 1, NULL)");
  await does(
    "INSERT INTO screens (id, name, key_hash, programme_id, paired_at, updated_at) VALUES ('s', '', '', 'p', 1, 1)",
  );
  await does(`INSERT INTO playlists VALUES ('l', '', NULL, '{"items":[]}', 1, 1, NULL, 1)`);
  await does("INSERT INTO item_plays VALUES ('item', '2026-11-22', 's', 'photo', 1, 5000, 0)");
  await does("INSERT INTO photo_plays VALUES ('photo', '2026-11-22', 's', 1, 5000)");
  await does(`UPDATE links SET screen_id = 's' WHERE id IN ('${one.link.id}', '${two.link.id}')`);
  await does(`UPDATE links SET max_opens = 0 WHERE id = '${one.link.id}'`);
  await does(`INSERT INTO screen_codes VALUES ('s', 'slot', '${one.link.id}', 'shown', 1)`);
  await does(`UPDATE galleries SET picked_at_screen = 's' WHERE id = '${picked.id}'`);
  expect((await new Acknowledged().broken(box.kit)).toSorted()).toEqual([
    'I13 the audit knows nothing of a playlist that was made: l',
    'I13 what a screen showed comes to other sums of items: s',
    'I13 what a screen showed comes to other sums of photos: s',
    `I17 a code that no screen shows any more opens: ${two.link.id}`,
    `I17 a screen shows a code that opens nothing: ${one.link.id}`,
    `I17 what a guest took along is there by half: ${picked.id}`,
  ]);
});

test('the harness sees what was acknowledged and is not there, and half of what one act made', async () => {
  const { box, one, two } = await sound();
  const acknowledged = new Acknowledged();
  acknowledged.add('taps', one.link.id);
  acknowledged.saved.set('visit photo', one.link.id);
  acknowledged.asked.add(`${one.link.id} guest`);
  acknowledged.played.add('screen play');
  const { id } = one.link;
  const held: readonly (readonly [Kept, string, string, string])[] = [
    ['terms', id, '5 2 0', '1 0'],
    ['password', id, 'word', 'gone'],
    ['step', id, 'text|1', 'gone'],
    ['preset', 'event.media', '7', '50'],
    ['applied', `${id},${two.link.id}`, '7,7', 'gone,gone'],
    ['made', one.title, '3 3 12', '2 2 0'],
    ['asks', id, '2 1 0', 'gone'],
    ['places', id, '1 1', 'gone'],
    ['swap', 's', 'done', 'gone'],
    ['daily', one.id, '04:30', 'off'],
    ['playlist', 'l', 'name|1|8', 'gone'],
    ['plays', 's', 'l', 'gone'],
    ['station', 's', 'event.attendee 1', 'gone'],
    ['taken', 's', '1 1 2', 'gone'],
  ];
  for (const [kind, of, value] of held) acknowledged.hold(kind, of, value);
  expect((await acknowledged.broken(box.kit)).toSorted()).toEqual(
    [
      `I4 link ${id} counts 0 presses, 1 were answered`,
      `I4 link ${id} does not count what was saved: visit photo`,
      `I15 nobody knows who asked: ${id} guest`,
      'I13 what a screen showed is gone: screen play',
      ...held.map(([kind, of, value, is]) => `I5 ${kind} ${of} is ${is} instead of ${value}`),
    ].toSorted(),
  );
});

test('an act that was never answered is there whole or not at all', async () => {
  const { box, one } = await sound();
  const acknowledged = new Acknowledged();
  const cut = () => Promise.reject(new Error('the line broke'));
  await expect(acknowledged.giving('made', 'nothing', '3 3 12', cut, 'gone')).rejects.toThrow('the line broke');
  await expect(acknowledged.giving('made', one.title, '3 3 12', cut, 'gone')).rejects.toThrow('the line broke');
  expect(await acknowledged.broken(box.kit)).toEqual([`I5 made ${one.title} is 2 2 0 instead of gone or 3 3 12`]);
});

test('the harness sees a code from before the end of a box that opens something after it', async () => {
  const { box, one } = await sound();
  const token = one.link.token ?? '';
  const acknowledged = new Acknowledged();
  const phone = phoneAt(box.guestUrl);
  await phone.opened(token);
  const made = await phone.ask(`/g/${token}/hand-over`, { method: 'POST' });
  acknowledged.handOvers.push({ token, code: ((await made.json()) as z.infer<typeof HandOver>).code });
  expect(await carriedOver(box.guestUrl, acknowledged)).toEqual([
    'I4 a code from before the end of the box was answered with 200',
  ]);
  expect(await carriedOver(box.guestUrl, acknowledged)).toEqual([]);
});
