import type { Gallery } from '#contract/galleries.ts';
import type { Import } from '#contract/recipients.ts';
import { formOf } from '../testing/box.ts';
import { type Act, nextNumber, pause, type Site } from './site.ts';

const rounds = 12;

/** Recipients that come as a file, get a link each by one act, and of whom one goes again with its link; personal galleries. */
export async function peopleLoad({ staff, projectId, stock, acknowledged }: Site): Promise<Act[]> {
  let left = rounds;
  const path = `/api/projects/${projectId}`;
  // One that never fills up: a link that is made later opens what it is told to, and no chapters behind it.
  const { id: galleryId } = await staff.call<Gallery>('POST', `${path}/galleries`, { title: 'people' });
  const inviting: Act = async () => {
    if (left-- === 0) return 'done';
    const tag = `people ${nextNumber()}`;
    const rows = ['甲', '乙', '丙'].map((name) => `${name},${tag},${tag}`);
    const file = { name: 'people.csv', data: Buffer.from(['姓名,公司,标签', ...rows].join('\n')) };
    const bring = () => staff.call<Import>('POST', `${path}/recipients/import`, formOf([file], {}, 'file'));
    const brought = await acknowledged.giving('people', tag, '3 0 0', bring, 'gone');
    await acknowledged.giving('people', tag, '3 3 0', () =>
      staff.call('POST', `${path}/links`, { galleryIds: [galleryId], recipientTag: tag }),
    );
    const id = brought.rows[1]?.recipientId;
    await acknowledged.giving('people', tag, '2 3 1', () => staff.call('DELETE', `/api/recipients/${id}?links=revoke`));
    return pause();
  };
  const choosing: Act = async () => {
    const name = `client ${nextNumber()}`;
    const body = { name, photoIds: stock.slice(0, 3), audience: 'attendee' };
    await acknowledged.giving('personal', name, '1 1 3', () => staff.call('POST', `${path}/personal`, body), 'gone');
    return pause();
  };
  return [inviting, choosing];
}
