import { expect, test } from 'vitest';
import type { PhotoPage } from '#contract/photos.ts';
import { startTestBox } from '../../testing/box.ts';
import { makePhoto } from '../../testing/photos.ts';

test('a parameter of the search that is sent empty asks for nothing', async () => {
  const box = await startTestBox();
  const { id } = await box.project();
  await box.bring(id, [{ name: 'a.jpg', data: await makePhoto({ width: 90, height: 60 }) }]);
  const { items } = await box.owner.call<PhotoPage>(
    'GET',
    `/api/projects/${id}/photos?q=&sku=&angle=&usage=&state=&cursor=`,
  );
  expect(items).toHaveLength(1);
  await box.stop();
});
