import { join } from 'node:path';
import type { Link } from '#contract/links.ts';
import type { Photo } from '#contract/photos.ts';
import { folder, startBox } from './box.ts';
import { openedBy } from './load.ts';
import { figure, median, quick, rounds } from './measure.ts';
import { largestPhotos } from './photos.ts';

/**
 * Measures how long one phone waits for a photo under a link that marks by recipient: the first who ask for a size, for
 * whom it is drawn, and those after them, each beside the same size of a link that marks nothing.
 * node server/bench/marked.ts [photos]
 */
const count = rounds(quick ? 4 : 20, 4);

const place = await folder();
const box = await startBox(join(place.path, 'data'));
try {
  const { owner, guestUrl } = box;
  const { id: projectId } = await owner.call<{ id: string }>('POST', '/api/projects', { kind: 'event', title: '峰会' });
  const ids: string[] = [];
  for (const { name, data } of await largestPhotos(count)) {
    const { accepted } = await owner.upload(projectId, [{ name, data }]);
    ids.push(...accepted.map(({ id }) => id));
  }
  const ready = async () =>
    (await Promise.all(ids.map((id) => owner.call<Photo>('GET', `/api/photos/${id}`)))).every(
      ({ state }) => state === 'ready',
    );
  while (!(await ready())) await new Promise((resolve) => setTimeout(resolve, 300));
  const gallery = await owner.call<{ id: string }>('POST', `/api/projects/${projectId}/galleries`, {
    title: '主会场',
    photoIds: ids,
  });
  const opened = async (watermark: 'off' | 'recipient') => {
    const link = await owner.call<Link>('POST', `/api/projects/${projectId}/links`, {
      galleryIds: [gallery.id],
      label: '张先生 · 云境地产',
      policy: { watermark },
    });
    return openedBy(guestUrl, link.token as string);
  };
  const [marked, plain] = [await opened('recipient'), await opened('off')];
  const waits = async ({ cookie }: { cookie: string }, addresses: readonly string[]) => {
    const ms: number[] = [];
    for (const address of addresses) {
      const begun = performance.now();
      const answer = await fetch(guestUrl + address, { headers: { cookie } });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${answer.status}`);
      ms.push(performance.now() - begun);
    }
    return ms;
  };
  for (const size of ['screens', 'thumbs'] as const) {
    const bare = await waits(plain, plain[size]);
    const first = await waits(marked, marked[size]);
    const later = await waits(marked, marked[size]);
    const what = `a marked photo, ${size === 'thumbs' ? '400' : '1600'} px`;
    figure({
      what: `${what}, first time`,
      value: median(first),
      unit: 'ms',
      note: `at most ${Math.max(...first).toFixed(0)}`,
    });
    figure({
      what: `${what}, later`,
      value: median(later),
      unit: 'ms',
      bare: median(bare),
      bareIs: 'without a mark',
      note: `at most ${Math.max(...later).toFixed(1)}`,
    });
  }
} finally {
  await box.stop();
  await place.remove();
}
