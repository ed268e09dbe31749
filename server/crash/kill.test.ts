import { unlink } from 'node:fs/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { startBox } from '../start.ts';
import { startTestBox } from '../testing/box.ts';
import { testFolder } from '../testing/database.ts';
import { makePhoto } from '../testing/photos.ts';
import { Acknowledged } from './acknowledged.ts';
import { brokenInBox } from './afterwards.ts';
import { killed } from './kill.ts';
import { allActs } from './load.ts';

test('kill -9 in the middle of everything, 5 times: nothing acknowledged is lost, nothing half done is left', {
  timeout: 600_000,
}, async () => {
  const { broken, counts } = await killed(await testFolder(), 5);
  expect(broken).toEqual([]);
  // A harness that acknowledged nothing would prove nothing.
  expect(counts.get('upload')).toBeGreaterThan(5);
  expect(counts.get('open')).toBeGreaterThan(25);
  for (const act of ['label', 'revoke', 'setting']) expect(counts.get(act), act).toBeGreaterThan(2);
  for (const act of allActs) expect(counts.get(act), act).toBeGreaterThan(0);
});

test('the harness sees what is broken: a lost file, a lost row, a free open, a revoked link that lives', async () => {
  const data = await testFolder();
  const first = await startTestBox({ data });
  const project = await first.project();
  const [photo] = await first.bring(project.id, [
    { name: 'a.jpg', data: await makePhoto({ width: 90, height: 60, seed: 1 }) },
  ]);
  const gallery = await first.gallery(project.id, { photoIds: [photo?.id] });
  await first.stop();

  const box = await startBox({
    config: readConfig({ MAIIMG_DATA: data, MAIIMG_PORT: '0', MAIIMG_GUEST_PORT: '0', MAIIMG_HOST: '127.0.0.1' }),
    log: pino({ level: 'silent' }),
    onFatal: () => {},
  });
  const acknowledged = new Acknowledged();
  expect(await brokenInBox(box.kit, acknowledged)).toEqual([]);
  const [original] = await box.kit.db.read.selectFrom('originals').select('hash').execute();
  await unlink(box.kit.files.original(original?.hash ?? ''));
  await box.kit.db.write((writer) => writer.updateTable('links').set({ opens: 3 }).execute());
  acknowledged.uploads.set('019aa111-2222-7333-8444-555566667777', 'none');
  acknowledged.opens.set(gallery.link.id, 5);
  acknowledged.revoked.add(gallery.link.id);
  await acknowledged.giving('label', gallery.link.id, 'said', async () => {});
  const broken = await brokenInBox(box.kit, acknowledged);
  expect(broken.map((line) => line.split(' ')[0]).toSorted()).toEqual(
    // Two of I4 from the rows alone, one from what was answered; the end, its audit, the label.
    ['I1', 'I2', 'I4', 'I4', 'I4', 'I5', 'I5', 'I5'],
  );
  await box.stop();
});
