import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { Screen } from '#contract/screens.ts';
import { startTestBox } from '../testing/box.ts';
import { makePhoto } from '../testing/photos.ts';
import { closeScreens, connectScreen, pairScreen } from '../testing/screens.ts';

afterEach(closeScreens);

test('a programme that another release wrote and this one cannot read begins anew with what it shows', async () => {
  const box = await startTestBox();
  const project = await box.project();
  const gallery = await box.gallery(project.id);
  const data = await makePhoto({ width: 320, height: 200, seed: 1 });
  const [photo] = await box.bring(project.id, [{ name: '1.jpg', data }], { galleryId: gallery.id });
  const screen = await pairScreen(box);
  await box.owner.call<Screen>('PATCH', `/api/screens/${screen.id}`, { shows: [{ galleryId: gallery.id }] });
  const state = JSON.stringify({ programme: { scenes: [{ kind: 'of another release' }] }, seen: [] });
  await box.kit.db.write((writer) => sql`UPDATE programmes SET state = ${state}`.execute(writer));

  const again = await box.restart();
  const shown = await (await connectScreen(again, screen.cookie)).show();
  expect(shown.programme.scenes.map(({ photoIds }) => photoIds[0])).toEqual([photo?.id]);
  await again.stop();
}, 30_000);
