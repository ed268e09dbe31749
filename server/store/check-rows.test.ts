import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startTestBox } from '../testing/box.ts';
import { testFolder } from '../testing/database.ts';
import { makePhoto } from '../testing/photos.ts';
import { brokenRows } from './check-rows.ts';
import { openConnection } from './connection.ts';
import { typed } from './dialect.ts';
import { migrations } from './migrations/index.ts';

const screen = (pickup: string) => `INSERT INTO programmes VALUES ('p', '[]', 8, 0, '{}', 1, NULL);
  INSERT INTO screens (id, name, key_hash, programme_id, pickup, paired_at, updated_at)
  VALUES ('s', '', '', 'p', ${pickup}, 1, 1)`;
const play = `INSERT INTO plays
  VALUES ('s', 'play', 1, 5000, 'photo', 'scene', 'item', NULL, NULL, '["photo"]', 0, 1)`;

/** Rows that no act of the box leaves like this, and the line that each gets. */
const contradictions: readonly (readonly [sql: string, line: string])[] = [
  ['DELETE FROM visits', 'I4 a link counts other opens than it has visits'],
  [
    'INSERT INTO events_kept VALUES (1, 20261121); UPDATE links SET opens = 0 WHERE opens = 1; UPDATE link_visitors SET opens = 0',
    'I4 a link counts other opens than it has visits',
  ],
  ['UPDATE galleries SET next_id = (SELECT max(id) FROM galleries)', 'I11 two galleries go on in one'],
  ['UPDATE galleries SET next_id = id', 'I11 chapters go on in a circle'],
  ['UPDATE galleries SET daily_next = 5', 'I11 a gallery waits for an hour that nobody set'],
  [
    "UPDATE galleries SET next_id = (SELECT max(id) FROM galleries), daily_at = iif(next_id IS NULL, '04:30', NULL) WHERE id = (SELECT min(id) FROM galleries)",
    'I11 chapters that follow each other begin at other hours',
  ],
  [
    'INSERT INTO link_galleries SELECT max(links.id), max(galleries.id), 0 FROM links, galleries WHERE links.id = (SELECT min(id) FROM links)',
    'I11 two chapters of a link have one place',
  ],
  [
    "INSERT INTO swaps SELECT 's', min(id), '[]', '[]', 1, 'done', '', 1, NULL FROM galleries",
    'I11 a planned set of photos',
  ],
  [
    "INSERT INTO swaps SELECT 's', min(id), '[', '[]', 1, 'planned', '', 1, NULL FROM galleries",
    'I11 a planned set of photos',
  ],
  ["INSERT INTO seen_photos SELECT 'v', min(id), 2, 1 FROM photos", 'I12 a visit saved or saw an edition'],
  [
    "INSERT INTO downloads SELECT 'v', min(photos.id), 1, max(links.id), 'zip', 1, 0, '' FROM photos, links",
    'I12 a photo was saved by a visit of another link',
  ],
  [
    "INSERT INTO asks SELECT 'a', min(id), 1, 'p', 0, '', 'share', '', '', 1, 'given', NULL, NULL, 0 FROM links",
    'I15 somebody waits and was answered',
  ],
  [
    "INSERT INTO asks SELECT 'a', min(id), 2, 'p', 0, '', 'share', '', '', 1, 'open', NULL, NULL, 0 FROM links",
    'I15 somebody asks at an address',
  ],
  ["UPDATE links SET revoked_at = 1, ended_at = 1, revoked_why = 'whim'", 'I5 a link was revoked for a reason'],
  ['UPDATE projects SET deleted_at = 0 WHERE id = (SELECT max(id) FROM projects)', 'I5 the trash was emptied'],
  ["UPDATE link_visitors SET device = 'nobody'", 'I15 a phone is the second browser of one that is none'],
  ["UPDATE links SET password_sealed = 'x' WHERE id = (SELECT min(id) FROM links)", 'I15 a link keeps a password'],
  [
    "INSERT INTO next_steps (owner_id, project_id, link_id, text, picture_alt, updated_at) SELECT min(links.id), max(projects.id), min(links.id), '', '', 1 FROM links, projects",
    'I16 a next step is of a link in another project',
  ],
  ["INSERT INTO next_step_taps SELECT min(links.id), 'nobody', project_id, 1, 1 FROM links", 'I16 presses are counted'],
  ["INSERT INTO next_step_taps SELECT 'nobody', 'nobody', max(id), 1, 1 FROM projects", 'I6 row'],
  [
    "INSERT INTO screen_codes SELECT 's', 'slot', min(id), 'shown', 1 FROM links",
    'I17 a screen has a code that it did not make',
  ],
  [
    "UPDATE links SET screen_id = 's', opens = 1; INSERT INTO screen_codes SELECT 's', 'slot', min(id), 'spare', 1 FROM links",
    'I17 a screen has a code that it did not make, or that opens what nobody has opened yet',
  ],
  ["INSERT INTO playlists VALUES ('l', '', NULL, '[', 1, 1, NULL, 1)", 'I13 a playlist cannot be read'],
  ["INSERT INTO playlists VALUES ('l', '', NULL, '{}', 1, 1, NULL, 1)", 'I13 a playlist cannot be read'],
  [`${screen('NULL')}; UPDATE programmes SET playlist_id = 'gone'`, 'I6 row'],
  [screen("'{'"), 'I13 a pickup station does not know'],
  [screen(`'{"galleryIds":[]}'`), 'I13 a pickup station does not know'],
  [play, 'I13 an item was on a screen for longer'],
  [play, 'I13 a photo was on a screen for longer'],
  [`${play}; INSERT INTO item_plays VALUES ('item', 'day', 's', 'photo', 1, 5000, 0)`, 'I13 an item was on a screen'],
  [`${play}; INSERT INTO photo_plays VALUES ('photo', 'day', 's', 0, 5000)`, 'I13 a photo was on a screen'],
  [
    "UPDATE galleries SET picked_at_screen = 's'; UPDATE links SET screen_id = 'another'",
    'I17 the link of what a guest took along is of another screen',
  ],
  ['UPDATE visits SET place = 7', 'I17 a code was scanned at a place'],
  [
    `INSERT INTO recipients SELECT 'r', max(id), '', '', '', '', '[]', '', '', NULL, 1, 1, NULL FROM projects;
      UPDATE links SET recipient_id = 'r'`,
    'I18 a link or a gallery is for a recipient of another project',
  ],
  [
    "INSERT INTO recipients SELECT 'r', max(id), '', '', '', '', 'VIP', '', '', NULL, 1, 1, NULL FROM projects",
    'I18 the tags of a recipient',
  ],
];

test('rows of chapters, planned sets, asks, phones and next steps that contradict each other are told apart', async () => {
  const data = await testFolder();
  const box = await startTestBox({ data });
  const project = await box.project();
  const files = [{ name: 'a.jpg', data: await makePhoto({ width: 90, height: 60, seed: 1 }) }];
  const [photo] = await box.bring(project.id, files);
  const { link } = await box.gallery(project.id, { photoIds: [photo?.id] });
  await box.gallery(project.id);
  await box.project('another');
  await box.kit.db.write(async (writer) => {
    await sql`INSERT INTO visits (id, link_id, visitor, stand_in, link_edition, password_edition, opened_at, ends_at,
        last_seen_at, on_site, address, agent) VALUES ('v', ${link.id}, 'p', 0, 1, 0, 1, 2, 1, 1, '', '')`.execute(
      writer,
    );
    await sql`INSERT INTO link_visitors (link_id, visitor, opens, first_at, last_at) VALUES (${link.id}, 'p', 1, 1, 1)`.execute(
      writer,
    );
    await sql`UPDATE links SET opens = 1 WHERE id = ${link.id}`.execute(writer);
  });
  expect(await brokenRows(box.kit.db.read, migrations.length)).toEqual([]);
  await box.stop();
  for (const [text, line] of contradictions) {
    const copy = join(await testFolder(), 'copy.db');
    await copyFile(join(data, 'maiimg.db'), copy);
    const connection = await openConnection(copy, 'write');
    await connection.exec(`PRAGMA foreign_keys = OFF; ${text}`);
    const told = await brokenRows(
      typed([connection], () => {}),
      migrations.length,
    );
    expect(
      told.filter((one) => one.startsWith(line)),
      `${text}: ${told.join('\n')}`,
    ).toHaveLength(1);
    await connection.close();
  }
});
