import { randomBytes } from 'node:crypto';
import { mkdir, readdir, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { check } from './check.ts';
import { putSavedRow } from './library/handouts/table.ts';
import { startTestBox } from './testing/box.ts';
import { testFolder } from './testing/database.ts';
import { makePhoto } from './testing/photos.ts';
import { startProcess } from './testing/process.ts';

async function checked(data: string, argv: string[] = []): Promise<{ code: number; told: string }> {
  let told = '';
  const write = (text: string | Uint8Array) => {
    told += text;
    return true;
  };
  const code = await check({ data }, argv, { write });
  return { code, told };
}

/** Name, length and time of every file, so that nothing that was touched stays hidden. */
async function traces(data: string): Promise<string[]> {
  const names = (await readdir(data, { recursive: true })).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(data, name));
      return `${name} ${size} ${mtimeMs}`;
    }),
  );
}

test('the operator hears that a stopped box is sound, and nothing of its folder was touched', async () => {
  const { data } = await withPhotos();
  const before = await traces(data);
  const { code, told } = await checked(data);
  expect(told).toMatch(/^Sound: 2 originals, 1 MB, were read again; 0 left from what was under way, 0 set aside\.\n$/);
  expect(code).toBe(0);
  expect(await traces(data)).toEqual(before);
});

test('each thing that is broken has its line, and the exit code says so', async () => {
  const { data, hashes, box } = await withPhotos();
  const [first, second] = hashes as [string, string];
  const again = await box.restart();
  await again.kit.db.write((writer) => writer.updateTable('links').set({ opens: 3 }).execute());
  await again.kit.db.write((writer) => writer.updateTable('photos').set({ edition: 7 }).execute());
  await writeFile(again.kit.files.derivative(second, 'thumb'), 'not a thumb');
  await again.stop();
  const original = (hash: string) => join(data, 'originals', hash.slice(0, 2), hash);
  await unlink(original(first));
  await writeFile(original(second), 'not a photo');
  await writeFile(join(data, 'originals', 'notes.txt'), 'what is this');
  await writeFile(join(data, 'quarantine', first), 'was set aside');

  const { code, told } = await checked(data);
  expect(code).toBe(1);
  const lines = told.trim().split('\n');
  expect(lines.map((line) => line.split(' ')[0]).toSorted()).toEqual(
    // Opens against visits and against visitors; the editions; a file gone, one other, one too many; a size; set aside; the sum.
    ['7', 'I1', 'I12', 'I2', 'I3', 'I4', 'I4', 'I7', 'I8'],
  );
  expect(lines).toContain(`I2 the original ${first} has no file`);
  expect(lines).toContain(`I7 quarantine/${first} was set aside by an earlier start`);
});

test('what guests are handed that is not what was made, and what is no copy of a photo, has its line', async () => {
  const { data, hashes, box } = await withPhotos();
  const [first, second] = hashes as [string, string];
  const again = await box.restart();
  const { kit } = again;
  await writeFile(kit.files.derivative(first, 'save'), 'whole');
  await kit.db.write((writer) => putSavedRow(writer, { hash: first, bytes: 5, crc: crc32('whole') }));
  await writeFile(kit.files.derivative(second, 'save'), 'whole');
  await kit.db.write((writer) => putSavedRow(writer, { hash: second, bytes: 5, crc: 7 }));
  await kit.db.write((writer) =>
    writer.updateTable('clean_originals').set({ crc: 7 }).where('hash', '=', first).execute(),
  );
  await again.stop();
  await writeFile(join(data, 'marked', 'notes.txt'), 'what is this');
  const { code, told } = await checked(data);
  expect(code).toBe(1);
  expect(told.trim().split('\n').slice(0, -1).toSorted()).toEqual([
    'I3 marked/notes.txt is no marked copy of a photo',
    `I8 the JPEG of ${second} that guests save is damaged`,
    `I8 the check sum noted of ${first} is another file's`,
  ]);
});

test('what was under way when the power went is no fault: the next start sees to it', async () => {
  const { data, hashes, box } = await withPhotos();
  const prefix = hashes[0]?.slice(0, 2) ?? '';
  const orphan = prefix + randomBytes(31).toString('hex');
  await writeFile(join(data, 'incoming', 'half.part'), 'half');
  const derivatives = join(data, 'derivatives', prefix);
  await writeFile(join(derivatives, `${orphan}-thumb.webp`), 'of a photo that was deleted');
  // The box ended between the file and its row.
  await writeFile(join(derivatives, `${hashes[0]}-save.jpg`), 'to be saved');
  const marked = join(data, 'marked', prefix);
  await mkdir(marked);
  await writeFile(join(marked, `${hashes[0]}-0123456789abcdef-thumb.webp.part`), 'half a copy');
  await writeFile(join(marked, `${orphan}-0123456789abcdef-save.jpg`), 'of a photo that was deleted');
  await writeFile(join(marked, `${hashes[0]}-0123456789abcdef-screen.webp`), 'a copy');
  const { code, told } = await checked(data);
  expect(told).toContain('incoming/half.part is a part of an upload');
  expect(told).toContain(`${orphan}-thumb.webp has no row`);
  expect(told).toContain(`${hashes[0]}-save.jpg has no row`);
  expect(told).toContain(`${hashes[0]}-0123456789abcdef-thumb.webp.part is a part`);
  expect(told).toContain(`marked/${prefix}/${orphan}-0123456789abcdef-save.jpg has no row`);
  expect(told).toContain('5 left from what was under way');
  expect(code).toBe(0);

  const again = await box.restart();
  await again.stop();
  expect((await checked(data)).told).toContain('0 left from what was under way, 0 set aside');
  expect(await readdir(marked)).toEqual([`${hashes[0]}-0123456789abcdef-screen.webp`]);
});

test('beside a running box it says what it cannot tell, and checks the rest; a killed one is read as its next start would', async () => {
  const { data } = await withPhotos();
  const running = await startProcess({ MAIIMG_DATA: data });
  const beside = await checked(data);
  expect(beside.told).toContain('A box is running on this folder');
  expect(beside.told).toContain('Sound: 2 originals');
  expect(beside.code).toBe(0);
  running.kill('SIGKILL');
  await running.ended;
  const after = await checked(data);
  expect(after.told).not.toContain('A box is running');
  expect(after.code).toBe(0);
});

test('a folder without a box, a database that is none, and wrong use are told apart', async () => {
  const empty = await testFolder();
  expect(await checked(empty)).toMatchObject({ code: 1, told: expect.stringContaining('There is no box in') });
  await writeFile(join(empty, 'maiimg.db'), randomBytes(8192));
  const none = await checked(empty);
  expect(none.code).toBe(1);
  expect(none.told).toMatch(/^I6 the database cannot be read: /);
  expect((await checked(empty, ['--fix'])).code).toBe(2);
});

/** A stopped box with two photos in a gallery. */
async function withPhotos() {
  const data = await testFolder();
  const box = await startTestBox({ data });
  const project = await box.project();
  const photos = await box.bring(
    project.id,
    await Promise.all(
      [1, 2].map(async (seed) => ({ name: `${seed}.jpg`, data: await makePhoto({ width: 90, height: 60, seed }) })),
    ),
  );
  await box.gallery(project.id, { photoIds: photos.map(({ id }) => id) });
  const hashes = (await box.kit.db.read.selectFrom('originals').select('hash').orderBy('hash').execute()).map(
    ({ hash }) => hash,
  );
  await box.stop();
  return { data, box, hashes };
}
